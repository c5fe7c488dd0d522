//! Between our people and the matching index: what is compared, and how a comparison is said.

use hawthorn_domain::people::{Born, Person, Sex};
use hawthorn_linkage::{AgeOn, Birth, Candidate, Date, Field, Identifier, Name, Record};
use hawthorn_store::people::ComparedField;

/// What the matching index is given of a person.
pub fn record_of(person: &Person) -> Record {
    let mut record = Record {
        names: person
            .names
            .iter()
            .map(|name| Name::new(&name.given, &name.family))
            .collect(),
        sex: match person.sex {
            Sex::Female => Some(hawthorn_linkage::Sex::Female),
            Sex::Male => Some(hawthorn_linkage::Sex::Male),
            Sex::Other => Some(hawthorn_linkage::Sex::Other),
            Sex::Unknown => None,
        },
        addresses: person
            .addresses
            .iter()
            .map(|address| hawthorn_linkage::Address {
                line: address.line.clone(),
                town: String::new(),
                postcode: address.postcode.clone(),
            })
            .collect(),
        phones: person
            .phones
            .iter()
            .map(|phone| phone.number.clone())
            .collect(),
        emails: person
            .emails
            .iter()
            .map(|email| email.address.clone())
            .collect(),
        identifiers: person
            .identifiers
            .iter()
            .map(|identifier| Identifier {
                scheme: identifier.scheme.clone(),
                value: identifier.value.clone(),
            })
            .collect(),
        ..Record::default()
    };
    for fact in &person.born {
        match birth(fact.born) {
            Some(birth) if record.birth.is_none() => record.birth = Some(birth),
            Some(birth) => record.other_births.push(birth),
            None => {}
        }
        if let Born::Aged { years, on } = fact.born {
            record.age = date(on).map(|on| AgeOn {
                years: u16::from(years),
                on,
            });
        }
    }
    record
}

fn birth(born: Born) -> Option<Birth> {
    match born {
        Born::On { date: day } => date(day).map(Birth::Full),
        Born::InMonth { year, month } => u8::try_from(month)
            .ok()
            .map(|month| Birth::Month { year, month }),
        Born::In { year } => Some(Birth::Year(year)),
        Born::Aged { .. } | Born::Unknown => None,
    }
}

/// A day as the matching engine has it.
pub(super) fn date(day: jiff::civil::Date) -> Option<Date> {
    Date::new(
        day.year(),
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
}

/// The comparison in words, field by field. What is known before anything is
/// compared says nothing of the two.
pub fn compared(candidate: &Candidate) -> Vec<ComparedField> {
    candidate
        .reasons
        .iter()
        .filter(|reason| reason.field != Field::Beforehand)
        .map(|reason| ComparedField {
            field: reason.field.words().to_owned(),
            verdict: reason.verdict.words().to_owned(),
            words: reason.words.clone(),
            weight: Some(thousandths(reason.bits)),
        })
        .collect()
}

/// The comparison as a page tells it: what several fields say together is neither the same nor different.
pub fn told(fields: &[ComparedField]) -> Vec<ComparedField> {
    let told = |field: &ComparedField| ComparedField {
        verdict: if field.field == Field::Together.words() {
            "as a whole".to_owned()
        } else {
            field.verdict.clone()
        },
        ..field.clone()
    };
    fields.iter().map(told).collect()
}

/// What was known of the two before anything was compared, in thousandths of a bit.
pub fn beforehand(candidate: &Candidate) -> i32 {
    let before = |reason: &&hawthorn_linkage::Reason| reason.field == Field::Beforehand;
    let bits = candidate.reasons.iter().filter(before);
    thousandths(bits.map(|reason| reason.bits).sum())
}

/// A weight as it is kept: to a thousandth of a bit, so that a sum of kept weights is exact.
fn thousandths(bits: f64) -> i32 {
    // No weight comes near the ends of the range; one beyond would stop there.
    #[allow(clippy::cast_possible_truncation, reason = "it stays within the range")]
    let kept = (bits * 1_000.0).round() as i32;
    kept
}

/// The warnings in words.
pub fn cautions(candidate: &Candidate) -> Vec<String> {
    candidate
        .cautions
        .iter()
        .map(|caution| caution.words().to_owned())
        .collect()
}
