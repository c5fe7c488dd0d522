//! `hawthorn gen`: the documents that are made from the program itself, the same bytes every time.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use hawthorn_access::{Access, Cell};
use hawthorn_api::endpoints;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::settings_fields;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Store;
use hawthorn_store::engine::{Place, Sync};
use hawthorn_store::seal::SealKey;

use crate::cli::Generate;
use crate::config::KEYS;
use crate::out;

/// The address of a PostgreSQL server for tests, whose user may make databases.
const SERVER: &str = "HAWTHORN_TEST_POSTGRES";
/// The database made for a moment there.
const SCRATCH: &str = "hawthorn_generated";
/// Nothing is stored, so the key seals nothing.
const NO_KEY: SealKey = SealKey::new([0; 32]);

/// Writes every generated document.
///
/// # Errors
/// When the folder cannot be written or a database cannot be made.
pub async fn generate(asked: &Generate) -> Result<ExitCode> {
    let folder = asked.out.as_path();
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    write(folder, "openapi.json", &hawthorn_api::openapi_json())?;
    write(folder, "routes.md", &hawthorn_web::route_list())?;
    write(
        folder,
        "who-may-do-what.md",
        &Access::new()?.who_may_do_what()?,
    )?;
    write(folder, "routes-by-role.md", &by_role()?)?;
    write(folder, "settings.md", &settings()?)?;
    write(folder, "schema-sqlite.sql", &sqlite().await?)?;
    match std::env::var(SERVER) {
        Ok(server) => write(folder, "schema-postgres.sql", &postgres(&server).await?)?,
        Err(_) => out::reason(&format!(
            "schema-postgres.sql is left as it is: {SERVER} names no server"
        )),
    }
    Ok(ExitCode::SUCCESS)
}

/// Every route of the pages and of the API with what each role is answered.
fn by_role() -> Result<String> {
    let rows = Access::new()?.matrix()?;
    let may = |verb: Verb, role: Role| {
        rows.iter()
            .any(|row| (row.verb, row.role) == (verb, role) && row.cell != Cell::No)
    };
    let api: Vec<_> = endpoints::table()
        .into_iter()
        .map(|endpoint| {
            let how = match endpoint.how {
                endpoints::How::Get => "GET",
                endpoints::How::Post => "POST",
            };
            let act = match endpoint.who {
                endpoints::Who::Anybody => None,
                endpoints::Who::May(verb) => Some(verb),
            };
            (how, format!("/api{}", endpoint.path), act)
        })
        .collect();
    Ok(hawthorn_web::routes_by_role(&api, may))
}

fn write(folder: &Path, name: &str, text: &str) -> Result<()> {
    let path = folder.join(name);
    std::fs::write(&path, format!("{}\n", text.trim_end()))
        .with_context(|| format!("{} cannot be written", path.display()))
}

async fn sqlite() -> Result<String> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(
        Place::File(folder.path().join("hawthorn.db")),
        NO_KEY,
        Sync::Off,
    )
    .await?;
    let statements: Vec<String> = store
        .schema_lines()
        .await?
        .into_iter()
        .map(|line| format!("{line};"))
        .collect();
    Ok(statements.join("\n"))
}

async fn postgres(server: &str) -> Result<String> {
    let (before, _) = server
        .rsplit_once('/')
        .with_context(|| format!("{SERVER} is not the address of a database"))?;
    psql(
        server,
        &format!("DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)"),
    )?;
    psql(server, &format!("CREATE DATABASE {SCRATCH}"))?;
    let lines = async {
        let store = Store::open(
            Place::Server(format!("{before}/{SCRATCH}")),
            NO_KEY,
            Sync::Full,
        )
        .await?;
        store.schema_lines().await
    };
    let lines = lines.await;
    psql(
        server,
        &format!("DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)"),
    )?;
    Ok(lines?.join("\n"))
}

/// Making and dropping databases is the server's own business, so its own client does it.
fn psql(server: &str, command: &str) -> Result<()> {
    let ended = Command::new("psql")
        .args(["--no-psqlrc", "--quiet", "--command", command])
        .arg(server)
        .output();
    let ended =
        ended.context("psql, PostgreSQL’s own client, cannot be run; install postgresql-client")?;
    if !ended.status.success() {
        bail!(
            "psql refused “{command}”: {}",
            String::from_utf8_lossy(&ended.stderr).trim()
        );
    }
    Ok(())
}

fn settings() -> Result<String> {
    let mut text = String::from(
        "# Settings\n\n## Of an installation\n\nFlags go before the environment, that before the file, and that before the default.\n\n| Key | Environment | Default | What it is |\n|---|---|---|---|\n",
    );
    for key in KEYS {
        let preset = if key.preset.is_empty() {
            "none".to_owned()
        } else {
            format!("`{}`", key.preset)
        };
        writeln!(
            text,
            "| `{}` | `{}` | {preset} | {} |",
            key.name,
            key.env,
            cell(key.help)
        )?;
    }
    text.push_str("\n## Of an area\n\n`[]` marks repeated rows, `*` the code of a promise. The numbers in the last column name the requirement, contradiction or fact behind a key.\n\n| Key | Allowed | Default | What it is | From |\n|---|---|---|---|---|\n");
    for field in settings_fields::all() {
        writeln!(
            text,
            "| `{}` | {} | {} | {} | {} |",
            field.path,
            cell(&field.allowed()),
            cell(&field.default_in_words()),
            cell(field.help),
            field.sources
        )?;
    }
    Ok(text)
}

/// Words that may stand in a cell of a table.
fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}
