//! Reads the hub's mailbox by IMAP, encrypted from the first byte, and puts what was taken in into a folder of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_imap::types::Fetch;
use async_imap::{Client, Session};
use futures_util::TryStreamExt;
use jiff::Timestamp;
use rustls_native_certs::load_native_certs;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::tls::{MailSetUpError, file, password, server};

/// How long a mail server may take for one step; a large mail is one step.
const STEP: Duration = Duration::from_secs(120);
/// How much of a mail that is too large is taken: its headers and the beginning of its text.
pub const BEGINNING: u64 = 64 * 1024;

/// How an installation reads its mailbox.
#[derive(Debug, Clone)]
pub struct Imap {
    /// The server, as `name:port`.
    pub server: String,
    /// The name to sign in with.
    pub user: String,
    /// The file that holds the password.
    pub password_file: PathBuf,
    /// Certificates to believe besides the machine's own, as PEM.
    pub ca_file: Option<PathBuf>,
    /// The folder that mail comes into.
    pub folder: String,
    /// The folder that mail goes to once it has been taken in.
    pub done_folder: String,
}

/// A mail as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Its bytes, or the first of them when it is too large.
    pub source: Vec<u8>,
    /// How many bytes it has.
    pub bytes: u64,
    /// When the mail server received it.
    pub received_at: Timestamp,
}

impl Arrived {
    /// Whether all of it is here.
    pub fn is_whole(&self) -> bool {
        self.bytes <= self.source.len() as u64
    }
}

/// Why the mailbox could not be read. The words name no mail and hold no password.
#[derive(Debug, thiserror::Error)]
pub enum MailboxError {
    /// The server cannot be reached, or its certificate is not believed.
    #[error("the mail server of the mailbox cannot be reached: {0}")]
    Connection(#[from] std::io::Error),
    /// The server did not do as it was asked.
    #[error("the mail server of the mailbox did not do as asked ({0})")]
    Refused(&'static str),
    /// The server took too long.
    #[error("the mail server of the mailbox took too long ({0})")]
    Slow(&'static str),
}

/// A mailbox that can be read.
pub struct MailboxReader {
    host: String,
    port: u16,
    name: ServerName<'static>,
    tls: TlsConnector,
    user: String,
    password: String,
    folder: String,
    done_folder: String,
}

/// A mailbox that is open.
pub struct OpenMailbox {
    session: Session<TlsStream<TcpStream>>,
    done_folder: String,
}

impl MailboxReader {
    /// Checks the settings and reads the files they name.
    ///
    /// # Errors
    /// When a setting cannot be used or a file cannot be read.
    pub fn new(imap: &Imap) -> Result<Self, MailSetUpError> {
        let (host, port) = server(&imap.server)?;
        let unusable = |why: String| MailSetUpError::Certificates(why);
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(load_native_certs().certs);
        if let Some(path) = &imap.ca_file {
            for certificate in CertificateDer::pem_slice_iter(&file(path)?) {
                let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
                roots
                    .add(certificate)
                    .map_err(|error| unusable(error.to_string()))?;
            }
        }
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| unusable(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            name: ServerName::try_from(host.clone())
                .map_err(|_| MailSetUpError::Server(imap.server.clone()))?,
            host,
            port,
            tls: TlsConnector::from(Arc::new(config)),
            user: imap.user.clone(),
            password: password(&imap.password_file)?,
            folder: imap.folder.clone(),
            done_folder: imap.done_folder.clone(),
        })
    }

    /// Signs in and opens the folder that mail comes into.
    ///
    /// # Errors
    /// When the server cannot be reached, is not believed, or does not let us in.
    pub async fn open(&self) -> Result<OpenMailbox, MailboxError> {
        let stream = step("connecting", async {
            let plain = TcpStream::connect((self.host.as_str(), self.port)).await?;
            Ok(self.tls.connect(self.name.clone(), plain).await?)
        })
        .await?;
        let mut client = Client::new(stream);
        step("greeting", async { Ok(client.read_response().await?) }).await?;
        let mut session = step("signing in", async {
            client
                .login(&self.user, &self.password)
                .await
                .map_err(|_| MailboxError::Refused("signing in"))
        })
        .await?;
        // Except the first time it is there already, which is no failure.
        step("making the folder", async {
            Ok(session.create(&self.done_folder).await.is_ok())
        })
        .await?;
        step("opening the folder", async {
            let opened = session.select(&self.folder).await;
            opened.map_err(|_| MailboxError::Refused("opening the folder"))
        })
        .await?;
        Ok(OpenMailbox {
            session,
            done_folder: self.done_folder.clone(),
        })
    }
}

impl OpenMailbox {
    /// The numbers of the mails that wait, oldest first.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn waiting(&mut self) -> Result<Vec<u32>, MailboxError> {
        let found = step("listing", async {
            let found = self.session.uid_search("UNDELETED").await;
            found.map_err(|_| MailboxError::Refused("listing"))
        })
        .await?;
        let mut numbers: Vec<u32> = found.into_iter().collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// One mail; only its beginning when it has more than `most` bytes. None when it is gone.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn fetch(&mut self, number: u32, most: u64) -> Result<Option<Arrived>, MailboxError> {
        let Some(about) = self.one(number, "(UID RFC822.SIZE INTERNALDATE)").await? else {
            return Ok(None);
        };
        let bytes = u64::from(about.size.unwrap_or(0));
        let wanted = if bytes > most {
            format!("(UID BODY.PEEK[]<0.{BEGINNING}>)")
        } else {
            "(UID BODY.PEEK[])".to_owned()
        };
        let Some(found) = self.one(number, &wanted).await? else {
            return Ok(None);
        };
        let source = found.body().unwrap_or_default().to_vec();
        Ok(Some(Arrived {
            // Servers count line ends differently, so a mail that came whole has the size it came with.
            bytes: if bytes > most {
                bytes
            } else {
                source.len() as u64
            },
            source,
            received_at: received_at(&about),
        }))
    }

    async fn one(&mut self, number: u32, what: &str) -> Result<Option<Fetch>, MailboxError> {
        let refused = |_| MailboxError::Refused("reading a mail");
        step("reading a mail", async {
            let found = self.session.uid_fetch(number.to_string(), what).await;
            let all: Vec<Fetch> = found
                .map_err(refused)?
                .try_collect()
                .await
                .map_err(refused)?;
            Ok(all.into_iter().find(|fetch| fetch.uid == Some(number)))
        })
        .await
    }

    /// Moves a mail that was taken in out of the way.
    ///
    /// # Errors
    /// When the server does not do it; the mail is then found again, and known by its digest.
    pub async fn put_away(&mut self, number: u32) -> Result<(), MailboxError> {
        step("moving a mail", async {
            let moved = self.session.uid_mv(number.to_string(), &self.done_folder);
            moved
                .await
                .map_err(|_| MailboxError::Refused("moving a mail"))
        })
        .await
    }

    /// Says goodbye; what was done stays done however that goes.
    pub async fn close(mut self) {
        let _farewell = timeout(STEP, self.session.logout()).await;
    }
}

fn received_at(fetch: &Fetch) -> Timestamp {
    fetch
        .internal_date()
        .and_then(|at| Timestamp::from_second(at.timestamp()).ok())
        .unwrap_or(Timestamp::MAX)
}

async fn step<T>(
    doing: &'static str,
    work: impl Future<Output = Result<T, MailboxError>>,
) -> Result<T, MailboxError> {
    timeout(STEP, work)
        .await
        .map_err(|_| MailboxError::Slow(doing))?
}
