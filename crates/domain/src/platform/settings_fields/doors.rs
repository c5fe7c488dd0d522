//! Keys about the doors and the directory.

use super::Kind::{Choice, Slug, Text, Texts, Whole, YesNo};
use super::Preset::{Absent, Is};
use super::{Field, codes_of, row};
use crate::doors::Desk;

// One key, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) static FIELDS: &[Field] = &[
    row("public.host", Text, Absent, "The host name of the public pages, such as help.example.org; without it the area has none.", "R6, R7, F79"),
    row("public.name", Text, Is("\"Local services\""), "What the public pages call themselves: a dull name that tells nothing.", "F79"),
    row("public.leave_to", Text, Is("\"https://www.bbc.co.uk/weather\""), "The dull page of another site that opens when somebody leaves.", "F79"),
    row("doors.refer", YesNo, Is("true"), "Whether the public pages take referrals from people without an account.", "R1, R9, R12"),
    row("doors.own_service", Slug, Absent, "The code of the service in the directory whose people answer those who ask for help themselves; without it that door stays shut.", "R1, R3, R19"),
    row("doors.serious_desk", Choice(codes_of!(Desk)), Is("\"marac\""), "The desk that takes a referral where somebody fears serious harm.", "R12, R15"),
    row("doors.draft_days", Whole { min: 1, max: 30 }, Is("7"), "Days for which a form that somebody has begun is kept.", "R2"),
    row("doors.from_one_place", Whole { min: 1, max: 1000 }, Is("10"), "Reports from one place within an hour that pass without more ado.", ""),
    row("doors.work_mail", Texts, Is("[\"gov.uk\", \"nhs.net\", \"nhs.uk\", \"police.uk\", \"sch.uk\", \"ac.uk\", \"cjsm.net\"]"), "Domains of work mail that a one-time code proves, for people who refer without an account; no code goes anywhere else.", "R2, R9"),
    row("doors.languages", Texts, Is("[]"), "Languages besides English whose texts on the public pages a human translator has checked, such as \"cy\".", "R46"),
    row("directory.stale_months", Whole { min: 1, max: 36 }, Is("6"), "Months after which an entry of the directory is listed as one to check again.", "R247"),
];
