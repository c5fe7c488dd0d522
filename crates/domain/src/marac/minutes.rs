//! The boxes of the minutes that are written while a case is heard, and how a text that somebody sends is taken in.

use super::MaracReferral;
use super::merge::merge;

codes! {
    /// A box of one case's minutes.
    pub enum MinuteBox {
        Risks = "risks", "Risks heard";
        Discussion = "discussion", "Discussion in short";
        /// What the victim is told afterwards, by whom, if that is safe (R202).
        Told = "told", "What the victim will be told, by whom, and whether that is safe";
    }
}

impl MinuteBox {
    /// What the minutes hold in this box.
    pub fn kept(self, referral: &MaracReferral) -> String {
        match self {
            MinuteBox::Risks => referral.risks.join("\n"),
            MinuteBox::Discussion => referral.discussion.clone(),
            MinuteBox::Told => referral.victim_told.clone(),
        }
    }

    /// Puts a text into the minutes: risks one to a line, without empty ones.
    pub fn keep(self, referral: &mut MaracReferral, text: &str) {
        match self {
            MinuteBox::Risks => {
                let risks = text.lines().map(str::trim).filter(|line| !line.is_empty());
                referral.risks = risks.map(str::to_owned).collect();
            }
            MinuteBox::Discussion => referral.discussion = text.trim().to_owned(),
            MinuteBox::Told => referral.victim_told = text.trim().to_owned(),
        }
    }
}

/// The most writers of a box that are remembered; each open page is one.
const WRITERS: usize = 64;

/// A box while it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoxText {
    /// One more with each change; 0 when nobody has written since the minutes were kept.
    pub version: i64,
    /// The text.
    pub text: String,
    /// The last number that each writer's page has sent, newest last.
    pub seen: Vec<(String, i64)>,
}

/// A text that a page sends: what the box held when the writer began, and what it holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The text from which the writer went on.
    pub base: String,
    /// The text now.
    pub text: String,
    /// The writer's page, by a random name; empty for a page without script.
    pub writer: String,
    /// Counts up on that page, so that a text sent twice is taken in once.
    pub number: i64,
}

/// Takes a text in. Nothing that either writer wrote is lost, and a text that comes a second time
/// changes nothing. The answer is the box as it now stands and whether both wrote at one place.
pub fn take_in(now: &BoxText, sent: &Sent) -> (BoxText, bool) {
    let known = now.seen.iter().find(|(writer, _)| *writer == sent.writer);
    if !sent.writer.is_empty() && known.is_some_and(|(_, number)| *number >= sent.number) {
        return (now.clone(), false);
    }
    let merged = merge(&sent.base, &now.text, &sent.text);
    let mut next = BoxText {
        version: now.version + i64::from(merged.text != now.text),
        text: merged.text,
        seen: now.seen.clone(),
    };
    if !sent.writer.is_empty() {
        next.seen.retain(|(writer, _)| *writer != sent.writer);
        next.seen.push((sent.writer.clone(), sent.number));
        let surplus = next.seen.len().saturating_sub(WRITERS);
        next.seen.drain(..surplus);
    }
    (next, merged.both)
}
