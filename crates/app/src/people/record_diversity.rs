//! Records what a person says of themselves that the national figures count; asked, never guessed (F22, F31).

use hawthorn_domain::people::diversity::{EthnicGroup, OwnAnswer};
use hawthorn_domain::people::{Diversity, Person, Source};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use super::load::person;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::short;

/// What those who may change the record are shown.
#[derive(Debug, Clone)]
pub struct DiversityPage {
    /// The person.
    pub id: PersonId,
    /// The name shown.
    pub name: String,
    /// What is known.
    pub about: Diversity,
    /// The version to send back.
    pub version: i64,
}

/// What was answered; what is left out stays unasked.
#[derive(Debug, Clone, Default)]
pub struct RecordDiversity {
    /// The ethnic group.
    pub ethnic_group: Option<EthnicGroup>,
    /// A disability or long-lasting condition.
    pub disabled: Option<OwnAnswer>,
    /// LGBT+.
    pub lgbt: Option<OwnAnswer>,
    /// Gender in the person's own words.
    pub gender: String,
    /// The version that was read; none when nobody looked before.
    pub version: Option<i64>,
}

/// Shows what a person has said of themselves.
///
/// # Errors
/// When the record is not there for this reader, or they may not change it.
pub async fn open_diversity(app: &App, ask: &mut Ask, id: PersonId) -> Told<DiversityPage> {
    // Load
    let read = load(app, ask, id).await?;
    // Keep
    let words = "Looked at what the person says of themselves";
    ask.looked(app, Verb::EditPerson, "person", &id.to_string(), words)
        .await?;
    // Tell
    Ok(DiversityPage {
        id,
        name: read.shown_name(),
        version: read.version,
        about: read.value.about,
    })
}

/// Records it.
///
/// # Errors
/// When the record is not there for this reader, they may not change it, or somebody saved in between.
pub async fn record_diversity(
    app: &App,
    ask: &mut Ask,
    id: PersonId,
    input: RecordDiversity,
) -> Told<()> {
    // Load
    let read = load(app, ask, id).await?;
    // Decide
    if input.version.is_some_and(|version| version != read.version) {
        let words =
            "Somebody changed this record while you were writing. Look at it again, then save.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let mut changed = read.value.clone();
    changed.about = Diversity {
        ethnic_group: input.ethnic_group,
        disabled: input.disabled,
        lgbt: input.lgbt,
        gender: short("gender", &input.gender)?,
        source: Some(Source {
            what: format!("asked by {}", ask.actor.name),
            at: ask.now,
        }),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let words = "Recorded what the person says of themselves";
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::EditPerson, words),
    )
    .await?;
    Ok(tx.finish().await?)
}

async fn load(app: &App, ask: &Ask, id: PersonId) -> Told<Stored<Person>> {
    let scope = ask.scope(app)?;
    let (read, _) = person(app, ask, &scope, id, Verb::EditPerson).await?;
    Ok(read)
}
