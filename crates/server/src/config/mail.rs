//! The settings of mail: checked together, since each needs some of the others.

use std::path::PathBuf;

use anyhow::{Result, bail};
use hawthorn_connect::platform::mail::imap::Imap;
use hawthorn_connect::platform::mail::send::{Security, Smtp};

use super::Value;

/// How mail leaves and comes in.
#[derive(Debug, Clone, Default)]
pub struct MailConfig {
    /// How messages are sent, when they are.
    pub smtp: Option<Smtp>,
    /// Which mailbox is read, when one is.
    pub imap: Option<Imap>,
}

impl MailConfig {
    /// Reads the settings by `some`, which gives a setting's text when it has one.
    ///
    /// # Errors
    /// When a word is not allowed or a setting is missing that another needs.
    pub(super) fn read(
        some: &impl Fn(&str) -> Result<Option<String>>,
        security_place: &str,
    ) -> Result<Self> {
        Ok(Self {
            smtp: smtp(some, security_place)?,
            imap: imap(some)?,
        })
    }
}

fn smtp(
    some: &impl Fn(&str) -> Result<Option<String>>,
    security_place: &str,
) -> Result<Option<Smtp>> {
    let Some(server) = some("mail.smtp_server")? else {
        return Ok(None);
    };
    let word = some("mail.smtp_security")?.unwrap_or_default();
    let Some(security) = Security::from_word(&word) else {
        bail!("{security_place}: “{word}” is not one of tls, starttls, none");
    };
    let Some(from) = some("mail.from")? else {
        bail!(
            "mail.smtp_server is set but mail.from is not; say whom messages come from, for example Safeguarding hub <hub@council.example>"
        );
    };
    let path = |name: &str| some(name).map(|text| text.map(PathBuf::from));
    let (user, password_file) = (some("mail.smtp_user")?, path("mail.smtp_password_file")?);
    if user.is_some() != password_file.is_some() {
        bail!("mail.smtp_user and mail.smtp_password_file belong together; set both or neither");
    }
    if user.is_some() && security == Security::None {
        bail!(
            "a password may not go over an unprotected connection; set mail.smtp_security to tls or starttls"
        );
    }
    Ok(Some(Smtp {
        server,
        security,
        user,
        password_file,
        ca_file: path("mail.ca_file")?,
        from,
    }))
}

fn imap(some: &impl Fn(&str) -> Result<Option<String>>) -> Result<Option<Imap>> {
    let Some(server) = some("mail.imap_server")? else {
        return Ok(None);
    };
    let (Some(user), Some(password_file)) =
        (some("mail.imap_user")?, some("mail.imap_password_file")?)
    else {
        bail!(
            "mail.imap_server is set, so mail.imap_user and mail.imap_password_file are needed too"
        );
    };
    let folder = |name: &str| some(name).map(Option::unwrap_or_default);
    let (folder, done_folder) = (
        folder("mail.imap_folder")?,
        folder("mail.imap_done_folder")?,
    );
    if folder.is_empty() || done_folder.is_empty() || folder == done_folder {
        bail!("mail.imap_folder and mail.imap_done_folder must be two different folders");
    }
    Ok(Some(Imap {
        server,
        user,
        password_file: PathBuf::from(password_file),
        ca_file: some("mail.ca_file")?.map(PathBuf::from),
        folder,
        done_folder,
    }))
}

/// The address of the pages, without a slash at its end.
///
/// # Errors
/// When it is no address of a website.
pub fn web_address(value: &Value) -> Result<Option<String>> {
    let text = value.text.trim_end_matches('/');
    if text.is_empty() {
        return Ok(None);
    }
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = |host: &str| {
        !host.is_empty()
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-:[]/".contains(c))
    };
    match host {
        Some(host) if plain(host) => Ok(Some(text.to_owned())),
        _ => bail!(
            "{}: “{text}” is not the address of a website; write it like https://hub.council.example",
            value.place()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<MailConfig> {
        let some = |name: &str| {
            Ok(pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, text)| (*text).to_owned()))
        };
        MailConfig::read(&some, "mail.smtp_security")
    }

    #[test]
    fn settings_that_need_each_other_are_wanted_together() {
        assert!(read(&[]).unwrap().smtp.is_none());
        let server = ("mail.smtp_server", "mail.council.example:587");
        let from = ("mail.from", "hub@council.example");
        let security = ("mail.smtp_security", "starttls");
        assert!(read(&[server, from, security]).unwrap().smtp.is_some());
        for (pairs, word) in [
            (vec![server, security], "mail.from"),
            (
                vec![server, from, ("mail.smtp_security", "some")],
                "tls, starttls, none",
            ),
            (
                vec![server, from, security, ("mail.smtp_user", "hub")],
                "belong together",
            ),
            (
                vec![
                    server,
                    from,
                    ("mail.smtp_security", "none"),
                    ("mail.smtp_user", "hub"),
                    ("mail.smtp_password_file", "secret"),
                ],
                "unprotected",
            ),
        ] {
            let said = read(&pairs).unwrap_err().to_string();
            assert!(said.contains(word), "{said}");
        }
    }
}
