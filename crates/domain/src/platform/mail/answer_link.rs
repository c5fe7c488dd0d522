//! The way in for a single point of contact without an account: a link in the message, a code to the registered address, and a short look at one request.

use jiff::Timestamp;

use super::one_time::{self, CodeRefusal, SentCode, after};
use crate::mash::request::InformationRequest;
use crate::platform::ids::{AccountId, AnswerLinkId, MessageId, RequestId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

/// How long one look lasts.
pub const LOOK_MINUTES: i64 = 30;
/// A look at the request: the digest of its token, and when it ends.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Look {
    /// The digest.
    pub digest: String,
    /// When it ends.
    pub until: Timestamp,
}

/// The link of one message. Neither its token nor any code is kept, only digests.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AnswerLink {
    /// Its identifier.
    pub id: AnswerLinkId,
    /// The area.
    pub area: AreaCode,
    /// The message that bears it.
    pub message: MessageId,
    /// The one request that it opens.
    pub request: RequestId,
    /// Who the log names: there is no account, so this stands for the contact.
    pub account: AccountId,
    /// The digest of its token.
    pub token: String,
    /// When codes were asked for, the newest last.
    pub asked: Vec<Timestamp>,
    /// The code that works now.
    pub code: Option<SentCode>,
    /// The look that goes on now.
    pub look: Option<Look>,
    /// How closely it is held: as closely as its request.
    pub restriction: Restriction,
}

/// Whether the grant that a link stands on still stands: its request is open (R335).
#[must_use]
pub fn stands(request: &InformationRequest) -> bool {
    request.withdrawn_at.is_none() && request.reply.is_none()
}

impl AnswerLink {
    /// Whether another code may be sent: no more than a few within an hour.
    #[must_use]
    pub fn may_ask(&self, now: Timestamp) -> bool {
        one_time::may_ask(&self.asked, now)
    }

    /// Takes note that a code was asked for.
    pub fn ask(&mut self, now: Timestamp) {
        self.asked.push(now);
    }

    /// Sends a code: from now on it alone works.
    pub fn send(&mut self, digest: String, now: Timestamp) -> Timestamp {
        let code = SentCode::new(digest, now);
        let until = code.until;
        self.code = Some(code);
        until
    }

    /// Tries a code. One that fits is used up; a wrong one is counted, and after a
    /// few none works any more.
    ///
    /// # Errors
    /// When there is no code that works, or it is not this one.
    pub fn enter(
        &mut self,
        fits: impl Fn(&str) -> bool,
        look: String,
        now: Timestamp,
    ) -> Result<(), CodeRefusal> {
        one_time::enter(&mut self.code, fits, now)?;
        self.look = Some(Look {
            digest: look,
            until: after(now, LOOK_MINUTES),
        });
        Ok(())
    }

    /// Until when the look goes on, if one does.
    #[must_use]
    pub fn looks_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.look
            .as_ref()
            .map(|look| look.until)
            .filter(|until| now < *until)
    }
}

#[cfg(test)]
mod tests {
    use super::super::one_time::MOST_WRONG;
    use super::*;
    use crate::platform::ids::Chance;

    struct Fixed;
    impl Chance for Fixed {
        fn bits(&mut self) -> u128 {
            7
        }
    }

    fn at(minutes: i64) -> Timestamp {
        after(Timestamp::UNIX_EPOCH, minutes)
    }

    fn link() -> AnswerLink {
        AnswerLink {
            id: AnswerLinkId::new(at(0), &mut Fixed),
            area: AreaCode::new("example").unwrap(),
            message: MessageId::new(at(0), &mut Fixed),
            request: RequestId::new(at(0), &mut Fixed),
            account: AccountId::new(at(0), &mut Fixed),
            token: "t".to_owned(),
            asked: Vec::new(),
            code: None,
            look: None,
            restriction: Restriction::default(),
        }
    }

    fn enter(link: &mut AnswerLink, code: &str, now: Timestamp) -> Result<(), CodeRefusal> {
        link.enter(|digest| digest == code, "look".to_owned(), now)
    }

    #[test]
    fn a_code_works_once_for_ten_minutes_and_opens_half_an_hour() {
        let mut link = link();
        assert_eq!(enter(&mut link, "1", at(0)), Err(CodeRefusal::NoCode));
        link.send("1".to_owned(), at(0));
        assert_eq!(enter(&mut link, "1", at(10)), Err(CodeRefusal::NoCode));
        link.send("2".to_owned(), at(0));
        assert_eq!(enter(&mut link, "2", at(9)), Ok(()));
        assert_eq!(enter(&mut link, "2", at(9)), Err(CodeRefusal::NoCode));
        assert_eq!(link.looks_until(at(38)), Some(at(39)));
        assert_eq!(link.looks_until(at(39)), None);
    }

    #[test]
    fn after_five_wrong_codes_the_right_one_is_void() {
        let mut link = link();
        link.send("1".to_owned(), at(0));
        for _ in 0..MOST_WRONG {
            assert_eq!(enter(&mut link, "x", at(1)), Err(CodeRefusal::Wrong));
        }
        assert_eq!(enter(&mut link, "1", at(1)), Err(CodeRefusal::NoCode));
    }

    #[test]
    fn a_link_gives_a_few_codes_in_an_hour() {
        let mut link = link();
        for minute in 0..4 {
            assert!(link.may_ask(at(minute)));
            link.ask(at(minute));
        }
        assert!(!link.may_ask(at(59)));
        assert!(link.may_ask(at(60)));
    }
}
