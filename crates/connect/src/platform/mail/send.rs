//! Hands one message to a mail server, step by step, so that it is always known whether it may have left.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

pub use super::tls::{MailSetUpError, Security};
use super::tls::{file, password, server};

/// How long a mail server may take for one step.
const STEP: Duration = Duration::from_secs(30);

/// How an installation sends.
#[derive(Debug, Clone)]
pub struct Smtp {
    /// The server, as `name:port`.
    pub server: String,
    /// How the connection is protected.
    pub security: Security,
    /// The name to sign in with, where the server wants one.
    pub user: Option<String>,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// Certificates to believe besides the machine's own, as PEM.
    pub ca_file: Option<PathBuf>,
    /// The sender: an address, or a name and an address.
    pub from: String,
}

/// A message as it goes to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The identifier from which the Message-ID is made, the same at each try.
    pub id: String,
    /// The recipient.
    pub to: String,
    /// The title.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The date that the mail bears.
    pub at: Timestamp,
    /// Whether it may only go encrypted.
    pub needs_tls: bool,
}

/// How it came out. A code is the server's three digits, never its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The server took it.
    Accepted(String),
    /// It did not leave, and may be tried again.
    Later(String),
    /// It did not leave, and trying again is no use.
    Refused(String),
    /// It did not leave: the server offers no encryption and the recipient needs it.
    NotEncrypted,
    /// The connection broke after the text was given: it may have left.
    Unclear,
}

/// Sends by one mail server.
pub struct Mailer {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    tls: TlsParameters,
    from: Mailbox,
    hello: ClientId,
}

impl Mailer {
    /// Checks the settings and reads the files they name.
    ///
    /// # Errors
    /// When a setting cannot be used or a file cannot be read.
    pub fn new(smtp: &Smtp) -> Result<Self, MailSetUpError> {
        let (host, port) = server(&smtp.server)?;
        let from: Mailbox = smtp
            .from
            .parse()
            .map_err(|_| MailSetUpError::Address(smtp.from.clone()))?;
        let credentials = match (&smtp.user, &smtp.password_file) {
            (Some(user), Some(path)) => Some(Credentials::new(user.clone(), password(path)?)),
            _ => None,
        };
        let unusable =
            |error: lettre::transport::smtp::Error| MailSetUpError::Certificates(error.to_string());
        let mut tls: TlsParametersBuilder = TlsParameters::builder(host.clone());
        if let Some(path) = &smtp.ca_file {
            tls = tls.add_root_certificate(Certificate::from_pem(&file(path)?).map_err(unusable)?);
        }
        let domain = from.email.domain().to_owned();
        Ok(Self {
            host,
            port,
            security: smtp.security,
            credentials,
            tls: tls.build_rustls().map_err(unusable)?,
            from,
            hello: ClientId::Domain(domain),
        })
    }

    /// The address that messages come from.
    pub fn address(&self) -> String {
        self.from.email.to_string()
    }

    /// Sends one message.
    pub async fn deliver(&self, outgoing: &Outgoing) -> Delivery {
        let Ok(to) = outgoing.to.parse::<Address>() else {
            return Delivery::Refused("address".to_owned());
        };
        let Some(bytes) = self.written(outgoing, &to) else {
            return Delivery::Refused("message".to_owned());
        };
        let mut connection = match timeout(STEP, self.connected()).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(stopped)) => return stopped,
            Err(_) => return Delivery::Later("timeout".to_owned()),
        };
        if outgoing.needs_tls && !connection.is_encrypted() {
            connection.abort().await;
            return Delivery::NotEncrypted;
        }
        match timeout(STEP, self.addressed(&mut connection, to)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return said(&error),
            Err(_) => return Delivery::Later("timeout".to_owned()),
        }
        // From here on the server may take the message without our hearing of it.
        let taken = match timeout(STEP * 4, connection.message(&bytes)).await {
            Ok(Ok(answer)) => Delivery::Accepted(answer.code().to_string()),
            Ok(Err(error)) if error.status().is_some() => said(&error),
            Ok(Err(_)) | Err(_) => Delivery::Unclear,
        };
        if matches!(taken, Delivery::Accepted(_)) {
            // The message is the server's already, however the farewell goes.
            let _farewell = timeout(STEP, connection.quit()).await;
        }
        taken
    }

    async fn connected(&self) -> Result<AsyncSmtpConnection, Delivery> {
        let wrapped = (self.security == Security::Tls).then(|| self.tls.clone());
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (self.host.as_str(), self.port),
            Some(STEP),
            &self.hello,
            wrapped,
            None,
        )
        .await
        .map_err(|error| said(&error))?;
        if self.security == Security::StartTls {
            if !connection.can_starttls() {
                connection.abort().await;
                return Err(Delivery::NotEncrypted);
            }
            connection
                .starttls(self.tls.clone(), &self.hello)
                .await
                .map_err(|error| said(&error))?;
        }
        if let Some(credentials) = &self.credentials {
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], credentials)
                .await
                // A password that was changed is mended by a person, and the message waits for that.
                .map_err(|error| Delivery::Later(code(&error)))?;
        }
        Ok(connection)
    }

    async fn addressed(
        &self,
        connection: &mut AsyncSmtpConnection,
        to: Address,
    ) -> Result<(), lettre::transport::smtp::Error> {
        let from = Some(self.from.email.clone());
        connection.command(Mail::new(from, Vec::new())).await?;
        connection.command(Rcpt::new(to, Vec::new())).await?;
        connection.command(Data).await?;
        Ok(())
    }

    fn written(&self, outgoing: &Outgoing, to: &Address) -> Option<Vec<u8>> {
        let message = Message::builder()
            .message_id(Some(format!(
                "<{}@{}>",
                outgoing.id,
                self.from.email.domain()
            )))
            .date(system_time(outgoing.at))
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(&outgoing.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(outgoing.text.clone());
        let mut message = message.ok()?;
        // An answering machine must not answer a machine (RFC 3834).
        message.headers_mut().insert_raw(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
        Some(message.formatted())
    }
}

/// The date as the mail library takes it.
fn system_time(at: Timestamp) -> SystemTime {
    let since = Duration::from_secs(at.as_second().unsigned_abs());
    SystemTime::UNIX_EPOCH + since
}

/// What an error before the text was given comes to.
fn said(error: &lettre::transport::smtp::Error) -> Delivery {
    if error.is_permanent() {
        Delivery::Refused(code(error))
    } else {
        Delivery::Later(code(error))
    }
}

/// The server's code, or the kind of failure where it gave none.
fn code(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => code.to_string(),
        None if error.is_timeout() => "timeout".to_owned(),
        None if error.is_tls() => "certificate".to_owned(),
        None => "connection".to_owned(),
    }
}
