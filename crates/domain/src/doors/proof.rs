//! Proof that somebody who refers reads the mail of the work address that they gave (ux.md 4.6): a code goes to it, and is typed on the form.

use jiff::Timestamp;

use super::Answers;
use crate::platform::mail::one_time::{self, CodeRefusal, SentCode};

/// Where the proof stands among the answers of a form that is open. No page asks a question of
/// these names, so nobody can type them.
const NAMES: [&str; 6] = [
    "email_of",
    "email_asked",
    "email_code",
    "email_until",
    "email_wrong",
    "email_proved",
];

/// How far the proof of one address has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmailProof {
    /// The address that it is about, as typed.
    pub address: String,
    /// When codes were asked for on this form, whatever the address, the newest last.
    pub asked: Vec<Timestamp>,
    /// The code that works now.
    pub code: Option<SentCode>,
    /// When the address was proved.
    pub proved_at: Option<Timestamp>,
}

impl EmailProof {
    /// The proof as it stands on a form.
    #[must_use]
    pub fn read(answers: &Answers) -> Self {
        let [of, asked, code, until, wrong, proved] = NAMES.map(|name| answers.all(name));
        let first = |all: &[String]| all.first().cloned().unwrap_or_default();
        let code = moment(&first(until)).map(|until| SentCode {
            digest: first(code),
            until,
            // A count that cannot be read must not give more guesses.
            wrong: first(wrong).parse().unwrap_or(u8::MAX),
        });
        Self {
            address: first(of),
            asked: asked.iter().filter_map(|at| moment(at)).collect(),
            code,
            proved_at: moment(&first(proved)),
        }
    }

    /// Puts it with the answers of the form.
    pub fn write(&self, answers: &mut Answers) {
        let second = |at: Timestamp| at.as_second().to_string();
        let code = self.code.as_ref();
        let values = [
            vec![self.address.clone()],
            // Only the newest count; the form keeps no more of them than it must.
            self.asked
                .iter()
                .rev()
                .take(one_time::MOST_CODES)
                .rev()
                .map(|at| second(*at))
                .collect(),
            code.map(|code| code.digest.clone()).into_iter().collect(),
            code.map(|code| second(code.until)).into_iter().collect(),
            code.map(|code| code.wrong.to_string())
                .into_iter()
                .collect(),
            self.proved_at.map(second).into_iter().collect(),
        ];
        for (name, values) in NAMES.iter().zip(values) {
            answers.set(name, &values);
        }
    }

    /// Whether another code may go out for this form.
    #[must_use]
    pub fn may_ask(&self, now: Timestamp) -> bool {
        one_time::may_ask(&self.asked, now)
    }

    /// Takes note that a code goes to an address: from now on it alone works, for this address alone.
    pub fn send(&mut self, address: &str, digest: String, now: Timestamp) {
        address.clone_into(&mut self.address);
        self.asked.push(now);
        self.code = Some(SentCode::new(digest, now));
        self.proved_at = None;
    }

    /// Tries a code.
    ///
    /// # Errors
    /// When there is no code that works, or it is not this one.
    pub fn enter(
        &mut self,
        fits: impl Fn(&str) -> bool,
        now: Timestamp,
    ) -> Result<(), CodeRefusal> {
        one_time::enter(&mut self.code, fits, now)?;
        self.proved_at = Some(now);
        Ok(())
    }

    /// When this very address was proved.
    #[must_use]
    pub fn of(&self, address: &str) -> Option<Timestamp> {
        self.proved_at
            .filter(|_| !address.is_empty() && self.address == address)
    }
}

fn moment(second: &str) -> Option<Timestamp> {
    Timestamp::from_second(second.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_774_364_400 + second).unwrap()
    }

    #[test]
    fn a_code_proves_the_address_that_it_went_to_and_no_other() {
        let mut answers = Answers::of([("your_email", "a@surgery.nhs.uk")]);
        let mut proof = EmailProof::read(&answers);
        assert_eq!(proof.enter(|_| true, at(0)), Err(CodeRefusal::NoCode));
        proof.send("a@surgery.nhs.uk", "d".to_owned(), at(0));
        proof.write(&mut answers);
        let mut proof = EmailProof::read(&answers);
        assert_eq!(
            proof.enter(|kept| kept == "x", at(9)),
            Err(CodeRefusal::Wrong)
        );
        proof.write(&mut answers);
        let mut proof = EmailProof::read(&answers);
        assert_eq!(proof.code.as_ref().map(|code| code.wrong), Some(1));
        assert_eq!(proof.enter(|kept| kept == "d", at(599)), Ok(()));
        proof.write(&mut answers);
        let mut proof = EmailProof::read(&answers);
        assert_eq!(proof.of("a@surgery.nhs.uk"), Some(at(599)));
        assert_eq!(proof.of("b@surgery.nhs.uk"), None);
        assert_eq!(proof.of(""), None);
        proof.send("b@surgery.nhs.uk", "e".to_owned(), at(700));
        assert_eq!(proof.of("a@surgery.nhs.uk"), None);
    }

    #[test]
    fn a_form_gives_a_few_codes_in_an_hour_whatever_the_address() {
        let mut answers = Answers::default();
        for number in 0..4 {
            let mut proof = EmailProof::read(&answers);
            assert!(proof.may_ask(at(number)));
            proof.send(&format!("{number}@nhs.net"), "d".to_owned(), at(number));
            proof.write(&mut answers);
        }
        assert!(!EmailProof::read(&answers).may_ask(at(3599)));
        assert!(EmailProof::read(&answers).may_ask(at(3600)));
    }
}
