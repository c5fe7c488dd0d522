//! Makes a referral into the MASH of what came in by a door: the people, their safe ways and the words go over as they were said, nothing typed twice (R9, R111).

use hawthorn_domain::doors::Desk;
use hawthorn_domain::doors::DoorReport;
use hawthorn_domain::doors::desk::{end, may_refer};
use hawthorn_domain::doors::report::{Described, EndKind, Taken};
use hawthorn_domain::incidents::{PartyRole, eligibility};
use hawthorn_domain::people::contact::ContactSafety;
use hawthorn_domain::people::person::{BornFact, NameKind};
use hawthorn_domain::people::{
    Address, Born, Diversity, Person, PersonName, Relationship, SafeContact, Sex, Source,
};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{DoorReportId, PersonId, ReferralId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::{Referral, Subject};

use super::{refused, report, thing};
use crate::mash::refer::{Referring, referral_of};
use crate::people::arrive::{forget, proposals};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Refers what came in into the MASH, with a reason in the reader's words besides those of whoever sent it.
///
/// # Errors
/// When the report is not there for the reader, they may not refer, nobody is named in it, it was
/// referred already, or no reason is given (field `words`).
pub async fn refer_on(app: &App, ask: &mut Ask, id: DoorReportId, why: &str) -> Told<Referral> {
    // Load
    let scope = ask.scope(app)?;
    let read = report(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::AnswerDoor, &thing(&read)).await?;
    let whole = hawthorn_domain::platform::thing::Thing::of_area(ask.area());
    ask.allow(app, Verb::MakeReferral, &whole).await?;
    // Decide
    may_refer(&read).map_err(refused)?;
    let why = text::needed("words", why, "Say why the MASH should look at this.")?;
    if let Some(earlier) = read.referral {
        return Err(Refusal::Conflict(format!(
            "This has been referred already, as {}.",
            earlier.short()
        )));
    }
    let flags = &ask.settings(app)?.restricted.arrival_flags;
    let restriction = eligibility::restriction_on_arrival(&read.concern.flags, flags);
    let people = people_of(ask, &read.value, &restriction);
    let referral = referral_of(
        app,
        ask,
        Referring {
            area: read.area.clone(),
            lead_agency: ask.actor.agency.clone(),
            incident: None,
            reason: reason(&read.value, &why),
            level: read.concern.level(),
            subjects: subjects(&people),
            restriction,
        },
    )?;
    let changed = after(ask, &read.value, referral.id, &why)?;
    // Keep
    let kept = keep(app, ask, &people, &referral, (&read, &changed)).await;
    if kept.is_err() {
        for (person, _) in &people {
            forget(app, person);
        }
    }
    kept?;
    // Tell
    Ok(referral)
}

async fn keep(
    app: &App,
    ask: &mut Ask,
    people: &[(Person, PartyRole)],
    referral: &Referral,
    (read, changed): (&hawthorn_store::Stored<DoorReport>, &DoorReport),
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    let together: Vec<Person> = people.iter().map(|(person, _)| person.clone()).collect();
    for (person, _) in people {
        let suggestions = proposals(app, ask, person, &together).await?;
        let words = "Came in by a door and was referred";
        tx.create(person, ask.entry(Deed::Created, Verb::MakeReferral, words))
            .await?;
        for suggestion in &suggestions {
            let words = "May be somebody who is known already";
            tx.create(
                suggestion,
                ask.entry(Deed::Created, Verb::MakeReferral, words),
            )
            .await?;
        }
    }
    let words = "Referred into the MASH from what came in by a door";
    tx.create(
        referral,
        ask.entry(Deed::Created, Verb::MakeReferral, words),
    )
    .await?;
    tx.update(
        read,
        changed,
        ask.entry(
            Deed::Changed,
            Verb::AnswerDoor,
            format!("Referred into the MASH as {}", referral.id.short()),
        ),
    )
    .await?;
    Ok(tx.finish().await?)
}

/// At the hub's desk it is finished with that; a support service goes on with the person.
fn after(ask: &Ask, report: &DoorReport, referral: ReferralId, why: &str) -> Told<DoorReport> {
    let mut changed = report.clone();
    changed.referral = Some(referral);
    // Whoever refers it has read it and goes on with it.
    changed.taken.get_or_insert_with(|| Taken {
        by: ask.doer(),
        at: ask.now,
    });
    if report.desk == Desk::Mash {
        changed = end(&changed, EndKind::Referred, why, ask.doer(), ask.now).map_err(refused)?;
    }
    Ok(changed)
}

/// The reason as the hub reads it: the reader's own, then what was sent, each under its heading.
fn reason(report: &DoorReport, why: &str) -> String {
    let mut parts = vec![why.to_owned()];
    let mut add = |heading: &str, words: &str| {
        if !words.is_empty() {
            parts.push(format!("{heading}:\n{words}"));
        }
    };
    add("What was said", &report.happening);
    add("Children", &report.children);
    let signs: Vec<&str> = report.signs.iter().map(|sign| sign.label()).collect();
    add("Signs of danger", &signs.join("\n"));
    let flags: Vec<&str> = report
        .concern
        .flags
        .iter()
        .map(|flag| flag.label())
        .collect();
    add("To think of", &flags.join("\n"));
    add("Shared without agreement, because", &report.why_share);
    parts.join("\n\n")
}

fn subjects(people: &[(Person, PartyRole)]) -> Vec<Subject> {
    people
        .iter()
        .map(|(person, role)| Subject {
            person: person.id,
            role: *role,
        })
        .collect()
}

/// The person who is harmed, with her ways and her card, and the person who causes harm where
/// anything is known of them. Children are named in the reason: the hub makes their records with
/// names and dates that it has checked.
fn people_of(
    ask: &mut Ask,
    report: &DoorReport,
    restriction: &Restriction,
) -> Vec<(Person, PartyRole)> {
    let source = Source {
        what: format!("came in by a door, {}", report.id.short()),
        at: ask.now,
    };
    let mut victim = person(ask, &report.person, &source, restriction);
    victim.phones.clone_from(&report.reach.phones);
    victim.emails.clone_from(&report.reach.emails);
    victim.safe_contact = report.reach.card.clone();
    let mut people = vec![(victim, PartyRole::Victim)];
    if !report.other.is_nobody() {
        let other = person(ask, &report.other, &source, restriction);
        if let Some((victim, _)) = people.first_mut() {
            victim.relationships.push(Relationship {
                other: other.id,
                is: report.concern.connection.label().to_owned(),
                incident: None,
                source: source.clone(),
            });
        }
        people.push((other, PartyRole::PersonCausingHarm));
    }
    people
}

fn person(
    ask: &mut Ask,
    described: &Described,
    source: &Source,
    restriction: &Restriction,
) -> Person {
    let (given, family) = described.halves();
    let names = if described.name.is_empty() {
        Vec::new()
    } else {
        vec![PersonName {
            given: given.to_owned(),
            family: family.to_owned(),
            kind: NameKind::Usual,
            from: None,
            to: None,
            source: source.clone(),
        }]
    };
    let born = match described.born {
        Born::Unknown => Vec::new(),
        born => vec![BornFact {
            born,
            source: source.clone(),
        }],
    };
    let addresses = if described.known_by.is_empty() {
        Vec::new()
    } else {
        vec![Address {
            line: described.known_by.clone(),
            postcode: String::new(),
            confidential: false,
            from: None,
            to: None,
            letters: ContactSafety::NotKnown,
            source: source.clone(),
        }]
    };
    Person {
        id: PersonId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        names,
        born,
        sex: Sex::Unknown,
        about: Diversity::default(),
        addresses,
        phones: Vec::new(),
        emails: Vec::new(),
        safe_contact: SafeContact::default(),
        earlier_contact: Vec::new(),
        secret_places: Vec::new(),
        identifiers: Vec::new(),
        relationships: Vec::new(),
        language: None,
        restriction: restriction.clone(),
        held_with_another: false,
        created_at: ask.now,
    }
}
