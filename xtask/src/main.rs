//! The developer's commands: set up, show, check, test, generate. `./dev` hands over to this.
#![allow(
    clippy::disallowed_methods,
    reason = "a tool that runs other programs times its own steps and reads its own environment"
)]

mod browser;
mod command;
mod coverage;
mod generate;
mod harness;
mod linkage;
mod lint;
mod machine;
mod postgres;
mod report;
mod rust;
mod tally;
mod test;
mod tidy;
mod up;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
./dev up [--port 8080] [--data DIR] [--fresh] [--release]
        build, make the demonstration county, serve it, print the address and the sign-ins
./dev test [--only lint,rust,generated,browser]
        everything that continuous integration runs, installs included
./dev check
        the fast part: format, lints, house rules, unit tests
./dev gen
        write docs/generated: the API document, both schemas, who may do what, the routes
./dev tidy [--lower]
        the house rules alone; --lower shrinks xtask/tidy-exemptions.txt to what is still needed
./dev meeting-day
        a MARAC day of 19 pairs in eight browsers, with the network cut twice and the server killed once
./dev bench [ARGS]      ./dev torture [ARGS]
        measure, or try to break, a release build; both databases
./dev bench gateways [--gateways 1000000] [--listings 50000]
        MARAC at size: the gateways of one pair and of all, a whole agenda; SQLite
./dev bench linkage [--sizes 10k,100k,1m] [--sample FOLDER]
        person matching beside Splink, which is installed into the build folder
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match run(&command, &rest) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> Result<ExitCode> {
    match command {
        "up" => up::up(rest),
        "test" => test::test(rest),
        "check" => test::check(rest),
        "gen" => generate::generate(rest),
        "tidy" => tidy::command(rest),
        "bench" if rest.first().is_some_and(|what| what == "linkage") => {
            linkage::run(rest.get(1..).unwrap_or_default())
        }
        "bench" if rest.first().is_some_and(|what| what == "gateways") => {
            harness::gateways(rest.get(1..).unwrap_or_default())
        }
        "meeting-day" => browser::meeting_day(rest),
        "bench" => harness::run("bench", rest),
        "torture" => harness::run("torture", rest),
        postgres::KEEPER => postgres::keep(rest),
        "" | "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command called {other}; ./dev help lists them"),
    }
}
