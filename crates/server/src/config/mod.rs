//! The configuration of an installation: flags before environment before file before defaults.

mod file;
mod mail;
mod values;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use hawthorn_app::App;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::engine::Place;

pub use mail::{MailConfig, web_address};
pub use values::{KEYS, Source, Value, masked};

/// Names the file of settings itself.
const CONFIG_ENV: &str = "HAWTHORN_CONFIG";

/// What the command line says.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// The settings file.
    pub config: Option<PathBuf>,
    /// `--data`
    pub data: Option<String>,
    /// `--database`
    pub database: Option<String>,
    /// `--listen`
    pub listen: Option<String>,
    /// `--set KEY=VALUE`, each as the key and the value.
    pub set: Vec<(String, String)>,
}

/// The configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Every setting with its source, in the order of [`KEYS`].
    pub values: Vec<Value>,
    /// The data directory.
    pub data: PathBuf,
    /// Where records are kept.
    pub database: Place,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The address of the public pages of the default area, when they have one of their own.
    pub public_listen: Option<SocketAddr>,
    /// The folder of areas, when not the built-in ones.
    pub areas_dir: Option<PathBuf>,
    /// The file of bank holidays, when not the built-in one.
    pub bank_holidays: Option<PathBuf>,
    /// How much is logged.
    pub log: String,
    /// The area meant when none is named.
    pub default_area: Option<AreaCode>,
    /// Whether the cookie is for HTTPS only, when someone has said.
    pub cookie_secure: Option<bool>,
    /// The address under which people reach the pages, without a slash at the end.
    pub web_address: Option<String>,
    /// How mail leaves.
    pub mail: MailConfig,
}

impl Config {
    /// Reads flags, environment and file.
    ///
    /// # Errors
    /// When the file cannot be read or has a key that does not exist, or a value cannot be used.
    pub fn read(flags: &Flags) -> Result<Self> {
        Self::from(flags, |name| std::env::var(name).ok())
    }

    fn from(flags: &Flags, environment: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let named = environment(CONFIG_ENV)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from);
        let in_file = match flags.config.clone().or(named) {
            Some(path) => file::read(&path)?,
            None => Vec::new(),
        };
        let by_flag = |name: &str| match name {
            "data" => flags.data.clone(),
            "database" => flags.database.clone(),
            "listen" => flags.listen.clone(),
            _ => None,
        };
        let by_flag = |name: &str| {
            let set = flags.set.iter().rev().find(|(key, _)| key == name);
            by_flag(name).or_else(|| set.map(|(_, text)| text.clone()))
        };
        if let Some((unknown, _)) = flags
            .set
            .iter()
            .find(|(name, _)| !KEYS.iter().any(|key| key.name == name))
        {
            bail!(
                "--set {unknown}: there is no setting {unknown}; hawthorn doctor --settings lists them"
            );
        }
        let values = KEYS.map(|key| {
            let said = by_flag(key.name).map(|text| (text, Source::Flag));
            let said = said.or_else(|| {
                environment(key.env)
                    .filter(|text| !text.is_empty())
                    .map(|text| (text, Source::Environment))
            });
            let said = said.or_else(|| {
                in_file
                    .iter()
                    .find(|value| value.key == key)
                    .map(|value| (value.text.clone(), value.source.clone()))
            });
            let (text, source) = said.unwrap_or_else(|| (key.preset.to_owned(), Source::Default));
            Value { key, text, source }
        });
        Self::checked(values.into())
    }

    fn checked(values: Vec<Value>) -> Result<Self> {
        let value = |name: &str| {
            values
                .iter()
                .find(|value| value.key.name == name)
                .with_context(|| format!("there is no setting {name}"))
        };
        let some = |name: &str| {
            value(name).map(|value| Some(value.text.clone()).filter(|text| !text.is_empty()))
        };
        let data = PathBuf::from(&value("data")?.text);
        let database = place(value("database")?, &data)?;
        let address = |value: &Value| {
            value.text.parse::<SocketAddr>().ok().with_context(|| {
                format!(
                    "{}: “{}” is not an address; write it like 127.0.0.1:8080",
                    value.place(),
                    value.text
                )
            })
        };
        let listen = address(value("listen")?)?;
        let public_listen = match some("public_listen")? {
            None => None,
            Some(_) => Some(address(value("public_listen")?)?),
        };
        let default_area = match some("default_area")? {
            None => None,
            Some(code) => Some(AreaCode::new(&code).map_err(|error| {
                anyhow::anyhow!(
                    "{}: {error}",
                    value("default_area").map(Value::place).unwrap_or_default()
                )
            })?),
        };
        let secure = value("cookie_secure")?;
        let cookie_secure = match secure.text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            "auto" => None,
            other => bail!(
                "{}: “{other}” is not one of true, false, auto",
                secure.place()
            ),
        };
        Ok(Self {
            data,
            database,
            listen,
            public_listen,
            areas_dir: some("areas_dir")?.map(PathBuf::from),
            bank_holidays: some("bank_holidays")?.map(PathBuf::from),
            log: value("log")?.text.clone(),
            default_area,
            cookie_secure,
            web_address: web_address(value("web_address")?)?,
            mail: MailConfig::read(&some, &value("mail.smtp_security")?.place())?,
            values,
        })
    }

    /// The area of mail that names no request of ours: the default, or the only one served.
    ///
    /// # Errors
    /// When there is no default and several areas are served.
    pub fn home_area(&self, app: &App) -> Result<AreaCode> {
        let mut served = app.areas().map(|book| book.code.clone());
        let only = served.next().filter(|_| served.next().is_none());
        let named = self.default_area.clone().or(only);
        named.context("several areas are served, so say with default_area whose mailbox it is (HAWTHORN_DEFAULT_AREA)")
    }

    /// The area a command means: the one named, or the default.
    ///
    /// # Errors
    /// When neither is set.
    pub fn area(&self, named: Option<&AreaCode>) -> Result<AreaCode> {
        named.or(self.default_area.as_ref()).cloned().context("say which area with --area CODE, or set default_area once (HAWTHORN_DEFAULT_AREA); hawthorn area list shows the codes")
    }
}

/// Where records are kept, from the setting.
fn place(value: &Value, data: &Path) -> Result<Place> {
    let text = value.text.as_str();
    if text.is_empty() {
        return Ok(Place::File(data.join("hawthorn.db")));
    }
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Ok(Place::Server(text.to_owned()));
    }
    let path = text
        .strip_prefix("sqlite://")
        .or_else(|| text.strip_prefix("sqlite:"))
        .unwrap_or(text);
    if path.is_empty() || path.contains("://") || path == ":memory:" {
        bail!(
            "{}: “{}” is not a database that Hawthorn knows; give a path of a SQLite file, or postgres://NAME@HOST/DATABASE",
            value.place(),
            masked(text)
        );
    }
    Ok(Place::File(PathBuf::from(path)))
}

/// The known word that is nearest to a mistyped one, when one is near.
pub fn closest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|word| {
            (
                strsim::damerau_levenshtein(&typed.to_lowercase(), word),
                word,
            )
        })
        .filter(|(distance, word)| *distance <= 1 + word.len() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked() {
        for (address, shown) in [
            (
                "postgres://ann:s3:cr@t@db/hawthorn",
                "postgres://ann:…@db/hawthorn",
            ),
            (
                "postgres://ann@db/hawthorn?password=secret&sslmode=require",
                "postgres://ann@db/hawthorn?password=…&sslmode=require",
            ),
            ("postgres://db/hawthorn", "postgres://db/hawthorn"),
            (
                "/var/lib/hawthorn/hawthorn.db",
                "/var/lib/hawthorn/hawthorn.db",
            ),
        ] {
            assert_eq!(masked(address), shown);
        }
    }

    #[test]
    fn flags_go_before_the_environment_and_that_before_defaults() {
        let environment = |name: &str| match name {
            "HAWTHORN_DATA" => Some("from-environment".to_owned()),
            "HAWTHORN_LISTEN" => Some("127.0.0.1:99".to_owned()),
            _ => None,
        };
        let flags = Flags {
            data: Some("from-flag".to_owned()),
            ..Flags::default()
        };
        let config = Config::from(&flags, environment).unwrap();
        assert_eq!(config.data, Path::new("from-flag"));
        assert_eq!(config.listen.port(), 99);
        assert_eq!(config.log, "info");
        assert!(
            matches!(config.database, Place::File(path) if path == Path::new("from-flag/hawthorn.db"))
        );
    }

    #[test]
    fn a_value_that_cannot_be_used_is_named_with_its_source() {
        let environment = |name: &str| (name == "HAWTHORN_LISTEN").then(|| "here".to_owned());
        let words = Config::from(&Flags::default(), environment)
            .unwrap_err()
            .to_string();
        assert!(words.starts_with("HAWTHORN_LISTEN: “here”"), "{words}");
        let flags = Flags {
            database: Some("mysql://a:b@c/d".to_owned()),
            ..Flags::default()
        };
        let words = Config::from(&flags, |_| None).unwrap_err().to_string();
        assert!(
            words.starts_with("--database") && !words.contains(":b@"),
            "{words}"
        );
    }
}
