//! Reads a mail as its bytes came: who names themselves its sender, its title, text and files. Nothing in it is opened or rendered.

use hawthorn_domain::platform::mail::incoming::{Attachment, is_answering_machine};
use mail_parser::{
    HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

use super::kind::kind;

/// The most characters of a mail's text that are kept beside its source.
const MOST_TEXT: usize = 15_000;
/// The most characters of a title.
const MOST_TITLE: usize = 300;
/// The most files that one mail may bring.
const MOST_ATTACHMENTS: usize = 50;
/// The most parts that an honest mail is made of, with room to spare.
const MOST_PARTS: usize = 1_000;
/// The most bytes of the headers of one part.
const MOST_HEADERS: usize = 256 * 1024;
/// The most header lines of all parts together.
const MOST_HEADER_LINES: usize = 20_000;

/// A mail as far as Hawthorn reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadMail {
    /// Whether it is built as a mail should be; nothing else is known of one that is not.
    pub readable: bool,
    /// The addresses under From, in small letters.
    pub from: Vec<String>,
    /// The title.
    pub subject: String,
    /// Its own Message-ID.
    pub message_id: String,
    /// The Message-IDs that it answers or goes back to.
    pub thread: Vec<String>,
    /// Whether a machine wrote it.
    pub automatic: bool,
    /// What it says of a message that came back.
    pub bounce: Option<ReadBounce>,
    /// The Authentication-Results headers, topmost first.
    pub findings: Vec<String>,
    /// Its text, without markup.
    pub text: String,
    /// Its files, in order.
    pub attachments: Vec<Attachment>,
}

/// What a report of non-delivery says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBounce {
    /// The Message-ID of the message that it is about, when it says so.
    pub original: Option<String>,
    /// Whether it was given up.
    pub failed: bool,
}

/// Reads a mail. `whole` is false when only its beginning is there.
pub fn read_mail(source: &[u8], whole: bool) -> ReadMail {
    if !is_sound(source) {
        return ReadMail::default();
    }
    let Some(mail) = MessageParser::default().parse(source) else {
        return ReadMail::default();
    };
    let subject = one_line(mail.subject().unwrap_or_default(), MOST_TITLE);
    let files = if whole {
        attachments(&mail)
    } else {
        Vec::new()
    };
    ReadMail {
        readable: mail.parts.len() <= MOST_PARTS && files.len() <= MOST_ATTACHMENTS,
        from: senders(&mail),
        message_id: mail.message_id().unwrap_or_default().to_owned(),
        thread: ids(mail.in_reply_to())
            .into_iter()
            .chain(ids(mail.references()))
            .collect(),
        automatic: is_automatic(&mail, &subject),
        bounce: bounce(&mail),
        findings: findings(&mail),
        text: text(&mail),
        attachments: files.into_iter().take(MOST_ATTACHMENTS).collect(),
        subject,
    }
}

/// The bytes of one file of a mail, by its place among them.
pub fn attachment(source: &[u8], place: usize) -> Option<Vec<u8>> {
    if !is_sound(source) {
        return None;
    }
    let mail = MessageParser::default().parse(source)?;
    mail.attachments()
        .nth(place)
        .map(|part| bytes(source, part).to_vec())
}

/// Whether a mail can be read without costing more than it is worth: so many
/// parts or headers are made to exhaust whoever reads them. Only lines are
/// looked at, so this costs nothing itself.
fn is_sound(source: &[u8]) -> bool {
    let (mut parts, mut header_lines, mut headers) = (0usize, 0usize, 0usize);
    let mut in_headers = true;
    for line in source.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.starts_with(b"--") {
            parts += 1;
            (in_headers, headers) = (true, 0);
        } else if line.is_empty() {
            in_headers = false;
        } else if in_headers {
            headers += line.len();
        }
        header_lines += usize::from(looks_like_header(line));
        if parts > MOST_PARTS * 2 || headers > MOST_HEADERS || header_lines > MOST_HEADER_LINES {
            return false;
        }
    }
    true
}

/// `Some-Name: …`
fn looks_like_header(line: &[u8]) -> bool {
    let name = line.iter().take(64).position(|byte| *byte == b':');
    name.is_some_and(|at| {
        at > 0
            && line
                .iter()
                .take(at)
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    })
}

fn senders(mail: &Message<'_>) -> Vec<String> {
    let mut found: Vec<String> = mail
        .header_values(HeaderName::From)
        .filter_map(|value| value.as_address())
        .flat_map(|address| address.iter())
        .filter_map(|one| one.address.as_deref())
        .map(|address| one_line(&address.to_lowercase(), 254))
        .take(20)
        .collect();
    found.dedup();
    found
}

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(ids) => ids.iter().take(200).map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// Machines say so in one of several ways (RFC 3834); some say it in the title alone.
fn is_automatic(mail: &Message<'_>, subject: &str) -> bool {
    let says = |name: &'static str| {
        mail.headers_raw()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_lowercase())
    };
    let submitted = says("Auto-Submitted").is_some_and(|value| !value.starts_with("no"));
    let precedence = says("Precedence")
        .is_some_and(|value| ["bulk", "junk", "auto_reply"].contains(&value.as_str()));
    let nobody = says("Return-Path").is_some_and(|value| value == "<>");
    submitted
        || precedence
        || nobody
        || says("X-Autoreply").is_some()
        || says("X-Autorespond").is_some()
        || is_answering_machine(subject)
}

/// A report of non-delivery (RFC 3464), and the message that it is about.
fn bounce(mail: &Message<'_>) -> Option<ReadBounce> {
    let kind = mail.content_type()?;
    let report = kind.ctype().eq_ignore_ascii_case("multipart")
        && kind
            .subtype()
            .is_some_and(|sub| sub.eq_ignore_ascii_case("report"))
        && kind
            .attribute("report-type")
            .is_some_and(|of| of.eq_ignore_ascii_case("delivery-status"));
    if !report {
        return None;
    }
    let (mut failed, mut original) = (false, None);
    for part in &mail.parts {
        let Some(kind) = part.content_type() else {
            continue;
        };
        let of = |main: &str, sub: &str| {
            kind.ctype().eq_ignore_ascii_case(main)
                && kind
                    .subtype()
                    .is_some_and(|own| own.eq_ignore_ascii_case(sub))
        };
        if of("message", "delivery-status") {
            failed |= says_failed(&String::from_utf8_lossy(part.contents()));
        } else if let PartType::Message(inner) = &part.body {
            original = original.or_else(|| inner.message_id().map(str::to_owned));
        } else if of("text", "rfc822-headers") {
            let inner = MessageParser::default().parse_headers(part.contents());
            original =
                original.or_else(|| inner.and_then(|inner| inner.message_id().map(str::to_owned)));
        }
    }
    Some(ReadBounce { original, failed })
}

fn says_failed(status: &str) -> bool {
    status.lines().any(|line| {
        line.split_once(':').is_some_and(|(name, value)| {
            name.trim().eq_ignore_ascii_case("action")
                && value.trim().eq_ignore_ascii_case("failed")
        })
    })
}

fn findings(mail: &Message<'_>) -> Vec<String> {
    mail.headers_raw()
        .filter(|(name, _)| name.eq_ignore_ascii_case("Authentication-Results"))
        .take(20)
        .map(|(_, value)| value.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// The text of the mail; of one that has only a web page, the page's words.
fn text(mail: &Message<'_>) -> String {
    let whole = mail.body_text(0).unwrap_or_default().replace("\r\n", "\n");
    let plain = whole
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    let mut text: String = plain.take(MOST_TEXT).collect();
    if text.len() < whole.len() && text.chars().count() == MOST_TEXT {
        text.push_str("\n(The rest stands in the mail as it came.)");
    }
    text.trim().to_owned()
}

fn attachments(mail: &Message<'_>) -> Vec<Attachment> {
    mail.attachments()
        .take(MOST_ATTACHMENTS + 1)
        .enumerate()
        .map(|(place, part)| {
            let bytes = bytes(mail.raw_message(), part);
            Attachment {
                name: file_name(part.attachment_name(), place),
                bytes: bytes.len() as u64,
                kind: kind(bytes, matches!(part.body, PartType::Message(_))),
            }
        })
        .collect()
}

/// A mail inside the mail is handed on as it came, not taken apart.
fn bytes<'a>(source: &'a [u8], part: &'a MessagePart<'_>) -> &'a [u8] {
    match &part.body {
        PartType::Message(_) => source
            .get(part.offset_body as usize..part.offset_end as usize)
            .unwrap_or_default(),
        _ => part.contents(),
    }
}

/// A name that leads nowhere: no folders, no control characters, not too long.
fn file_name(given: Option<&str>, place: usize) -> String {
    let name = given.unwrap_or_default();
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let odd = "\"<>|:*?\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    let plain: String = last
        .chars()
        .filter(|c| !c.is_control() && !odd.contains(*c))
        .take(120)
        .collect();
    let plain = plain.trim().trim_start_matches('.').to_owned();
    if plain.is_empty() {
        format!("file {}", place + 1)
    } else {
        plain
    }
}

fn one_line(text: &str, most: usize) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .take(most)
        .collect()
}
