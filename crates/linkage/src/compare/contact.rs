//! Phones, e-mails and numbers given by other bodies.

use super::{Row, Scales, better};
use crate::level::Level;
use crate::normal::email;
use crate::population::Counted;
use crate::prepared::Prepared;

/// The row for phone.
pub(super) fn phones(left: &Prepared, right: &Prepared, scales: Scales<'_>) -> Row {
    let mut best = None;
    for l in &left.phones {
        for r in &right.phones {
            let row = if l == r {
                scales.rare(Level::PhoneSame, Counted::Phone, l)
            } else if strsim::osa_distance(l, r) <= 1 {
                scales.row(Level::PhoneClose)
            } else {
                scales.row(Level::PhoneDifferent)
            };
            best = better(best, row);
        }
    }
    best.unwrap_or_else(|| scales.row(Level::PhoneNotKnown))
}

/// The row for e-mail.
pub(super) fn emails(left: &Prepared, right: &Prepared, scales: Scales<'_>) -> Row {
    let mut best = None;
    for l in &left.emails {
        for r in &right.emails {
            // A local part as short as "info" is shared by strangers.
            let same_local = email::local(l) == email::local(r) && email::local(l).len() >= 6;
            let row = if l == r {
                scales.rare(Level::EmailSame, Counted::Email, l)
            } else if same_local || (l.len() >= 12 && strsim::osa_distance(l, r) <= 1) {
                scales.row(Level::EmailClose)
            } else {
                scales.row(Level::EmailDifferent)
            };
            best = better(best, row);
        }
    }
    best.unwrap_or_else(|| scales.row(Level::EmailNotKnown))
}

/// The row for reference numbers: only numbers of one scheme are compared.
pub(super) fn identifiers(left: &Prepared, right: &Prepared, scales: Scales<'_>) -> Row {
    let mut best = None;
    for (scheme, l) in &left.identifiers {
        for (_, r) in right.identifiers.iter().filter(|(s, _)| s == scheme) {
            let level = if l == r {
                Level::IdentifierSame
            } else {
                Level::IdentifierDifferent
            };
            best = better(best, scales.row(level));
        }
    }
    best.unwrap_or_else(|| scales.row(Level::IdentifierNotKnown))
}

#[cfg(test)]
mod tests {
    use crate::compare::testing::compared;
    use crate::level::Level;
    use crate::record::{Identifier, Record};

    fn reached(phone: &str, mail: &str, nhs: &str) -> Record {
        Record {
            phones: vec![phone.into()],
            emails: vec![mail.into()],
            identifiers: vec![Identifier {
                scheme: "nhs".into(),
                value: nhs.into(),
            }],
            ..Record::default()
        }
    }

    #[test]
    fn contacts_come_to_the_right_levels() {
        let held = reached("07700 900074", "ann.lee@example.org", "999 000 0000");
        for (asked, want) in [
            (reached("+447700900074", "", ""), Level::PhoneSame),
            (reached("07700 900047", "", ""), Level::PhoneClose),
            (reached("07700 900999", "", ""), Level::PhoneDifferent),
            (reached("00000000000", "", ""), Level::PhoneNotKnown),
            (reached("", "ANN.LEE@example.org", ""), Level::EmailSame),
            (reached("", "ann.lee@example.net", ""), Level::EmailClose),
            (
                reached("", "someone@example.org", ""),
                Level::EmailDifferent,
            ),
            (reached("", "", "9990000000"), Level::IdentifierSame),
            (reached("", "", "9990000001"), Level::IdentifierDifferent),
            (reached("", "", "not known"), Level::IdentifierNotKnown),
        ] {
            assert!(compared(&held, &asked).has(want), "{asked:?} {want:?}");
            assert!(compared(&asked, &held).has(want), "{asked:?} {want:?}");
        }
    }
}
