//! The binary `hawthorn`: reads the command line, runs one command, and ends with 0, 1 (refused) or 2 (usage).

mod area;
mod audit;
mod backup;
mod cli;
mod config;
mod demo;
mod directory;
mod doctor;
mod files;
mod generate;
mod import;
mod instrument;
mod keys;
mod link;
mod mail;
mod migrate;
mod open;
mod out;
mod serve;
mod user;
mod world;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use tokio::task::LocalSet;

use cli::{
    AreaCommand, AuditCommand, BackupCommand, Command, DirectoryCommand, ImportCommand,
    InstrumentCommand, Line, MailCommand, UserCommand,
};
use config::Config;

/// Two cores are what a small council's machine has; more threads only cost memory.
const WORKERS: usize = 2;

fn main() -> ExitCode {
    let line = Line::parse_from(cli::words(std::env::args_os()));
    // Files need neither a configuration nor a database.
    if let Command::Link(files) = &line.command {
        return link::link(files);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .max_blocking_threads(8)
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            out::reason(&format!(
                "this machine did not give Hawthorn the threads it needs: {error}"
            ));
            return ExitCode::FAILURE;
        }
    };
    // Jobs stay on this thread, so that a long import leaves the workers to the pages.
    let ended = LocalSet::new().block_on(&runtime, run(line));
    // Whatever still runs may finish what it is in the middle of, but not for ever.
    runtime.shutdown_timeout(Duration::from_secs(1));
    ended.unwrap_or_else(|error| {
        out::reason(&format!("{error:#}"));
        ExitCode::FAILURE
    })
}

async fn run(line: Line) -> anyhow::Result<ExitCode> {
    let mut flags = line.global.flags();
    if let Command::Serve(serve) = &line.command {
        flags.listen = serve.listen.map(|address| address.to_string());
    }
    let config = Config::read(&flags)?;
    match line.command {
        Command::Serve(serve) => serve::serve(&config, serve.at).await,
        Command::Demo(demo) => demo::demo(&config, &demo).await,
        Command::Migrate => migrate::migrate(&config).await,
        Command::Doctor(doctor) => doctor::doctor(&config, &doctor).await,
        Command::Import {
            what: ImportCommand::Incidents(import),
        } => import::incidents(&config, &import).await,
        Command::Area { what } => match what {
            AreaCommand::Check(check) => area::check(&config, &check),
            AreaCommand::List(list) => area::list(&config, &list),
            AreaCommand::Show(show) => area::show(&config, &show),
        },
        Command::Directory {
            what: DirectoryCommand::Load(load),
        } => directory::load(&config, &load).await,
        Command::Instrument { what } => match what {
            InstrumentCommand::Check(check) => instrument::check(&check),
            InstrumentCommand::Load(load) => instrument::load(&config, &load).await,
            InstrumentCommand::List(list) => instrument::list(&config, &list).await,
        },
        Command::Audit { what } => match what {
            AuditCommand::Verify(verify) => audit::verify(&config, &verify).await,
            AuditCommand::Checkpoint(checkpoint) => audit::checkpoint(&config, &checkpoint).await,
        },
        Command::User { what } => match what {
            UserCommand::Add(add) => user::add(&config, &add).await,
            UserCommand::Reset(reset) => user::reset(&config, &reset).await,
            UserCommand::Train(train) => user::train(&config, &train).await,
        },
        Command::Mail {
            what: MailCommand::Receive(receive),
        } => mail::receive(&config, &receive).await,
        Command::Backup { what } => match what {
            BackupCommand::Create(create) => backup::create(&config, &create).await,
            BackupCommand::Verify(verify) => backup::verify(&verify).await,
            BackupCommand::Restore(restore) => backup::restore(&restore).await,
        },
        Command::Link(files) => Ok(link::link(&files)),
        Command::Gen(generate) => generate::generate(&generate).await,
    }
}
