//! The flags of `hawthorn link`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `hawthorn link …`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Link {
    /// What to do instead of linking a file with itself.
    #[command(subcommand)]
    pub what: Option<LinkCommand>,
    /// The people, as CSV with a header line
    #[arg(long = "in", value_name = "PEOPLE.csv")]
    pub people: Option<PathBuf>,
    /// Where the pairs go: id_l,id_r,score, the likeliest first
    #[arg(long, value_name = "OUT.csv")]
    pub pairs: Option<PathBuf>,
    /// Where the groups go: id,cluster_id
    #[arg(long, value_name = "OUT.csv")]
    pub clusters: Option<PathBuf>,
    /// Weights to use as they are, instead of training on the file
    #[arg(long, value_name = "MODEL.json")]
    pub model: Option<PathBuf>,
    /// Where the weights in use go, for `--model`
    #[arg(long, value_name = "MODEL.json")]
    pub save_model: Option<PathBuf>,
    /// What people decided before, as CSV: id_l,id_r,same with yes or no; it goes before every weight
    #[arg(long, value_name = "TOLD.csv")]
    pub told: Option<PathBuf>,
    /// Add a column `why` to the pairs: the weights in words
    #[arg(long)]
    pub explain: bool,
}

/// Other questions to ask of a file of people.
#[derive(Debug, Subcommand)]
pub enum LinkCommand {
    /// Look people up in a file, one at a time
    Search(LinkSearch),
    /// Find cases with the same victim and the same perpetrator within 365 days
    RepeatCases(RepeatCases),
}

/// `hawthorn link search`
#[derive(Debug, Args)]
pub struct LinkSearch {
    /// The people, as CSV with a header line
    #[arg(long, value_name = "PEOPLE.csv")]
    pub people: PathBuf,
    /// Whom to look up: the same columns
    #[arg(long, value_name = "Q.csv")]
    pub queries: PathBuf,
    /// Where the answers go: query_id,id,score
    #[arg(long, value_name = "OUT.csv")]
    pub out: PathBuf,
    /// Where the time that look-ups took goes
    #[arg(long, value_name = "OUT.json")]
    pub latency: Option<PathBuf>,
    /// Weights to use instead of the shipped ones
    #[arg(long, value_name = "MODEL.json")]
    pub model: Option<PathBuf>,
}

/// `hawthorn link repeat-cases`
#[derive(Debug, Args)]
pub struct RepeatCases {
    /// The people, as CSV with a header line
    #[arg(long, value_name = "PEOPLE.csv")]
    pub people: PathBuf,
    /// The cases: case_id,case_date,victim_id,perpetrator_id
    #[arg(long, value_name = "CASES.csv")]
    pub cases: PathBuf,
    /// Where the pairs of cases go: case_l,case_r,score
    #[arg(long, value_name = "OUT.csv")]
    pub out: PathBuf,
    /// Weights to use as they are, instead of training on the file
    #[arg(long, value_name = "MODEL.json")]
    pub model: Option<PathBuf>,
}
