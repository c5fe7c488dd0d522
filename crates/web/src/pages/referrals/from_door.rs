//! What came in by a door, as the form of a partner's referral that is flagged to police: nothing is typed twice (C18).

use hawthorn_domain::doors::{Agreed, DoorReport};
use hawthorn_domain::incidents::Consent;
use hawthorn_domain::people::Born;
use hawthorn_domain::referrals::partner::Door;

use crate::forms::Typed;

/// The form filled in with what came in by a door, so that nothing is typed twice (C18).
pub(super) fn from_door(report: &DoorReport, agency: &str) -> Typed {
    let referrer = report.referrer.clone().unwrap_or_default();
    let or = |text: String, instead: &str| {
        if text.is_empty() {
            instead.to_owned()
        } else {
            text
        }
    };
    let contact = or(referrer.phone, &referrer.email);
    let (given, family) = halves(&report.person.name);
    let (other_given, other_family) = halves(&report.other.name);
    let told = |born: Born| match born {
        Born::Unknown => String::new(),
        Born::On { date } => date.strftime("%d %m %Y").to_string(),
        Born::InMonth { year, .. } | Born::In { year } => year.to_string(),
        Born::Aged { years, .. } => years.to_string(),
    };
    let mut worry = report.happening.clone();
    if !report.children.is_empty() {
        worry = format!("{worry}\n\nChildren: {}", report.children);
    }
    let consent = match report.concern.agreed {
        Some(Agreed::Yes) => Consent::Given.code(),
        Some(Agreed::No) => Consent::Refused.code(),
        _ => Consent::NotAsked.code(),
    };
    let pairs = [
        ("door", Door::Telephone.code().to_owned()),
        ("referrer_name", or(referrer.name, "Whoever rang")),
        ("referrer_role", referrer.job),
        ("referrer_organisation", or(referrer.organisation, agency)),
        (
            "referrer_contact",
            or(contact, &format!("By {agency}, {}", report.id.short())),
        ),
        ("worry", worry),
        ("urgent", "yes".to_owned()),
        ("consent", consent.to_owned()),
        ("victim_given", given),
        ("victim_family", family),
        ("victim_born", told(report.person.born)),
        ("other_given", other_given),
        ("other_family", other_family),
        ("other_born", told(report.other.born)),
        ("relationship", report.concern.connection.label().to_owned()),
        ("address", report.person.known_by.clone()),
    ];
    Typed::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

/// A whole name as given names and a family name.
fn halves(name: &str) -> (String, String) {
    let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
    (given.to_owned(), family.to_owned())
}
