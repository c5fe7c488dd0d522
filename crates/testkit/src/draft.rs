//! Mail as somebody may write it to the hub: an answer as it should be, then changed in one point.

use hawthorn_app::platform::mail::receive::{Received, receive_mail};
use hawthorn_connect::platform::mail::imap::Arrived;
use hawthorn_domain::platform::ids::{IncomingMailId, RequestId};
use hawthorn_domain::platform::mail::incoming::IncomingMail;

use crate::TestApp;
use crate::test_app::Still;

/// The address registered for the agency that is asked.
pub const ADDRESS: &str = "requests@housing.example";

/// A mail as somebody may write it.
pub struct Draft {
    from: String,
    subject: String,
    proof: String,
    headers: String,
    text: String,
    files: Vec<(&'static str, Vec<u8>)>,
}

impl Draft {
    /// An answer of the agency asked, as it should be.
    pub fn answer(id: RequestId) -> Self {
        Self {
            from: format!("Housing <{ADDRESS}>"),
            subject: format!("TRIAGE RESPONSE {}", id.short()),
            proof: "mx.hub.example; dmarc=pass header.from=housing.example".to_owned(),
            headers: String::new(),
            text: "Known since 2024, one tenancy.".to_owned(),
            files: Vec::new(),
        }
    }
    /// The same from somebody else.
    pub fn from(self, from: &str) -> Self {
        Self {
            from: from.to_owned(),
            ..self
        }
    }
    /// The same under another title.
    pub fn titled(self, subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            ..self
        }
    }
    /// The same with other findings of a mail server.
    pub fn proved(self, proof: &str) -> Self {
        Self {
            proof: proof.to_owned(),
            ..self
        }
    }
    /// The same with one more header.
    pub fn header(self, header: &str) -> Self {
        Self {
            headers: format!("{header}\n"),
            ..self
        }
    }
    /// The same in other words.
    pub fn saying(self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..self
        }
    }
    /// The same with one more file.
    pub fn file(mut self, name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((name, bytes.into()));
        self
    }
    /// The mail as it travels.
    pub fn source(&self) -> Vec<u8> {
        let mut mail = format!(
            "Authentication-Results: {}\nFrom: {}\nTo: hub@hub.example\nSubject: {}\nDate: Wed, 25 Mar 2026 15:30:00 +0000\n{}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"part\"\n\n--part\nContent-Type: text/plain; charset=utf-8\n\n{}\n",
            self.proof, self.from, self.subject, self.headers, self.text
        );
        for (name, bytes) in &self.files {
            let encoded = base64(bytes);
            mail.push_str(&format!(
                "--part\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: base64\n\n{encoded}\n"
            ));
        }
        mail.push_str("--part--\n");
        mail.into_bytes()
    }
}

/// Base 64 in lines of 76, as mail programs write it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + bytes.len() / 57 + 4);
    for line in bytes.chunks(57) {
        for three in line.chunks(3) {
            let joined = three
                .iter()
                .fold(0u32, |bits, byte| (bits << 8) | u32::from(*byte));
            let bits = joined << (8 * (3 - three.len()));
            for place in 0..4 {
                let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
                text.push(if place <= three.len() {
                    letter as char
                } else {
                    '='
                });
            }
        }
        text.push('\n');
    }
    text
}

/// Takes a mail in as if the mail server had handed it on at this moment.
pub async fn take(app: &TestApp, at: &str, source: Vec<u8>) -> Received {
    let around = Still(at.parse().expect("a moment"));
    let arrived = Arrived {
        bytes: source.len() as u64,
        source,
        received_at: around.0,
    };
    receive_mail(&app.app, &around, &app.book.code, arrived)
        .await
        .expect("the mail is taken in")
}

/// A mail as it is kept.
pub async fn mail(app: &TestApp, id: IncomingMailId) -> IncomingMail {
    app.store
        .get_unscoped::<IncomingMail>(&id.to_string())
        .await
        .expect("the store answers")
        .expect("the mail")
        .value
}
