//! Keys about mail: how agencies outside the hub are reached, and by which rules mail leaves and is taken in.

use super::Kind::{Choice, Text, Texts, Whole, Wholes, YesNo};
use super::Preset::{Absent, Is};
use super::{Field, codes_of, row};
use crate::platform::settings::mail::{Authentication, Contact, SenderMatch};

// One key, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) static FIELDS: &[Field] = &[
    row("agencies[].contact", Choice(codes_of!(Contact)), Is("\"account\""), "How the agency learns of requests: its contacts sign in, or are written to by mail.", "R134, R136"),
    row("agencies[].mail", Text, Absent, "The mail address of the agency's single point of contact, written exactly as it is.", "R136, C28"),
    row("agencies[].mail_confirmed", YesNo, Is("false"), "Whether a person has confirmed that address; until then every message to it is held.", "C28, C29"),
    row("agencies[].mail_needs_tls", YesNo, Is("true"), "Whether mail to that address must be encrypted on its way.", "R136"),
    row("mail.secure_domains", Texts, Is("[\"cjsm.net\"]"), "Mail domains by which a request may carry what it names: why, and about whom.", "R136, R137, C28"),
    row("mail.retry_minutes", Wholes { min: 1, max: 1_440 }, Is("[1, 5, 15, 60, 240]"), "Minutes after each failed try to send until the next; after the last, a person is told.", "R139"),
    row("mail.sender_match", Choice(codes_of!(SenderMatch)), Is("\"address\""), "Which sender of an answer is taken for the agency.", "R137, R140"),
    row("mail.authentication", Choice(codes_of!(Authentication)), Is("\"required\""), "What the area's own mail server must have found out about the sender of an answer.", "R140"),
    row("mail.authentication_server", Text, Absent, "The name that this mail server puts at the front of its Authentication-Results header.", "R140"),
    row("mail.most_megabytes", Whole { min: 1, max: 50 }, Is("25"), "The most megabytes that a mail may have; of a larger one only the beginning is taken in.", "R139, R140"),
];
