//! Advice to professionals: kept, ended with a reason, or made a referral with nothing typed again (R47–R52).

use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{ConsultationId, PartnerReferralId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::consultation::{
    Consultation, ConsultationEnd, ConsultationRefusal, NamedPerson, Signpost, may_end, may_refer,
};
use hawthorn_domain::referrals::partner::{Door, Referrer};
use hawthorn_store::{Document, Stored};

use super::receive_partner::{NewPartnerReferral, NewPerson, received};
use crate::incidents::worklist::listed;
use crate::people::arrive;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, needed, short};

/// The most rows of the list.
const MOST: u64 = 200;

/// A consultation as the adviser types it.
#[derive(Debug, Clone, Default)]
pub struct NewConsultation {
    /// Who asked. Fields `referrer_name`, `referrer_organisation`.
    pub asked_by: Referrer,
    /// Field `worry`.
    pub worry: String,
    /// The victim, as far as named.
    pub victim: NamedPerson,
    /// The person causing harm, as far as named.
    pub person_causing_harm: NamedPerson,
    /// The children, as far as named.
    pub children: Vec<NamedPerson>,
    /// Field `advice`.
    pub advice: String,
}

/// Keeps a consultation.
///
/// # Errors
/// When the role may not, or a field is missing.
pub async fn record_consultation(
    app: &App,
    ask: &mut Ask,
    new: NewConsultation,
) -> Told<ConsultationId> {
    // Allow
    let thing = Thing::of_area(ask.area());
    ask.allow(app, Verb::RecordConsultation, &thing).await?;
    // Decide
    let who = "Enter the name of whoever asked.";
    let asked_by = Referrer {
        name: needed(
            "referrer_name",
            &short("referrer_name", &new.asked_by.name)?,
            who,
        )?,
        role: short("referrer_role", &new.asked_by.role)?,
        organisation: short("referrer_organisation", &new.asked_by.organisation)?,
        contact: short("referrer_contact", &new.asked_by.contact)?,
        agency: new.asked_by.agency,
    };
    let mut children = new.children;
    children.retain(|child| !child.is_nobody());
    let consultation = Consultation {
        id: ConsultationId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        asked_by,
        worry: needed(
            "worry",
            &new.worry,
            "Say what the professional asked about.",
        )?,
        victim: new.victim,
        person_causing_harm: new.person_causing_harm,
        children,
        advice: needed("advice", &new.advice, "Write the advice that was given.")?,
        advised_by: ask.doer(),
        at: ask.now,
        end: None,
        restriction: Restriction::default(),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let words = "Advised a professional";
    let entry = ask.entry(Deed::Created, Verb::RecordConsultation, words);
    tx.create(&consultation, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(consultation.id)
}

/// Lists consultations, the newest first.
///
/// # Errors
/// When the role may not see them.
pub async fn list_consultations(app: &App, ask: &mut Ask) -> Told<Vec<Consultation>> {
    let scope = ask.scope(app)?;
    let thing = Thing::of_area(ask.area());
    ask.allow(app, Verb::RecordConsultation, &thing).await?;
    let found = app.store.consultations(&scope, MOST).await?;
    let words = "Looked through the consultations";
    listed(app, ask, Verb::RecordConsultation, words).await?;
    Ok(found.into_iter().map(|read| read.value).collect())
}

async fn found(app: &App, ask: &Ask, id: ConsultationId) -> Told<Stored<Consultation>> {
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<Consultation>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::RecordConsultation, &thing).await?;
    Ok(read)
}

/// Opens a consultation, with the services that somebody was pointed to.
///
/// # Errors
/// When it is not there for the reader.
pub async fn open_consultation(
    app: &App,
    ask: &mut Ask,
    id: ConsultationId,
) -> Told<(Consultation, Vec<Signpost>)> {
    let read = found(app, ask, id).await?;
    let scope = ask.scope(app)?;
    let signposts = app.store.signposts_of(&scope, &id.to_string()).await?;
    let words = "Looked at a consultation";
    let kind = Consultation::TABLE;
    ask.looked(app, Verb::RecordConsultation, kind, &id.to_string(), words)
        .await?;
    let signposts = signposts.into_iter().map(|read| read.value).collect();
    Ok((read.value, signposts))
}

/// Keeps that a consultation did not become a referral, and why (R52).
///
/// # Errors
/// When it is not there for the reader, has ended, or no reason is given (field `reason`).
pub async fn end_consultation(
    app: &App,
    ask: &mut Ask,
    id: ConsultationId,
    reason: &str,
) -> Told<()> {
    let read = found(app, ask, id).await?;
    let reason = long("reason", reason)?;
    may_end(&read, &reason).map_err(refused)?;
    let changed = Consultation {
        end: Some(ConsultationEnd::NotReferred(reason)),
        ..read.value.clone()
    };
    let mut tx = app.store.begin().await?;
    let words = "Kept that the consultation did not become a referral";
    let entry = ask.entry(Deed::Changed, Verb::RecordConsultation, words);
    tx.update(&read, &changed, entry).await?;
    Ok(tx.finish().await?)
}

fn refused(refusal: ConsultationRefusal) -> Refusal {
    match refusal {
        ConsultationRefusal::NoReason => Refusal::field("reason", refusal.to_string()),
        other => Refusal::rule(other),
    }
}

/// Makes a consultation a partner's referral with what was typed, nothing again (R52).
///
/// # Errors
/// When it is not there for the reader, the role may not receive referrals, it has
/// ended, names no victim, or says too little of who asked.
pub async fn refer_consultation(
    app: &App,
    ask: &mut Ask,
    id: ConsultationId,
) -> Told<PartnerReferralId> {
    // Load, allow
    let read = found(app, ask, id).await?;
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::ReceivePartner, &thing).await?;
    // Decide
    may_refer(&read).map_err(refused)?;
    let new = NewPartnerReferral {
        door: Door::Consultation,
        consultation: Some(id),
        referrer: read.asked_by.clone(),
        worry: read.worry.clone(),
        victim: person(&read.victim),
        person_causing_harm: person(&read.person_causing_harm),
        children: read.children.iter().map(person).collect(),
        ..NewPartnerReferral::default()
    };
    // Keep
    let mut people = Vec::new();
    let mut tx = app.store.begin().await?;
    let kept = async {
        let referral = received(app, ask, &mut tx, &mut people, new).await?;
        let changed = Consultation {
            end: Some(ConsultationEnd::Referred(referral.id)),
            ..read.value.clone()
        };
        let words = "The consultation became a referral";
        let entry = ask.entry(Deed::Changed, Verb::RecordConsultation, words);
        tx.update(&read, &changed, entry).await?;
        Told::Ok(referral.id)
    }
    .await;
    let kept = match kept {
        Ok(referral) => tx.finish().await.map_err(Refusal::from).map(|()| referral),
        Err(refusal) => Err(refusal),
    };
    if kept.is_err() {
        people.iter().for_each(|person| arrive::forget(app, person));
    }
    // Tell
    kept
}

fn person(named: &NamedPerson) -> NewPerson {
    NewPerson {
        given: named.given.clone(),
        family: named.family.clone(),
        born: named.born.clone(),
        ..NewPerson::default()
    }
}
