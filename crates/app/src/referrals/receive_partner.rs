//! Receives a partner's referral: its people, and the word to police in the same breath, which nobody can leave out (R102, R107–R110, C18).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::{Actor, AgencyCode};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::PartnerReferralId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::PartnerReferral;
use hawthorn_domain::referrals::partner::{Door, PoliceFlag, Referrer};
use hawthorn_store::Tx;
use jiff::Timestamp;

use super::partner_told::report;
pub use super::partner_told::{NewPartnerReferral, NewPerson};
use crate::incidents::make::make_from;
use crate::incidents::run_import::{Arrival, keep_incident, keep_people};
use crate::people::arrive;
use crate::platform::ask::{Ask, Dice, nobody};
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::short;

/// Receives a partner's referral that somebody of the hub was told.
///
/// # Errors
/// When the role may not, or a field is missing or wrong.
pub async fn receive_partner_referral(
    app: &App,
    ask: &mut Ask,
    new: NewPartnerReferral,
) -> Told<PartnerReferral> {
    // Allow
    let thing = Thing::of_area(ask.area());
    ask.allow(app, Verb::ReceivePartner, &thing).await?;
    // Decide, keep
    let mut people = Vec::new();
    let mut tx = app.store.begin().await?;
    let kept = received(app, ask, &mut tx, &mut people, new).await;
    // Tell
    finished(app, tx, people, kept).await
}

/// Receives a referral that a professional sent by the public form, who has no
/// account. The caller has checked that it is a person and not a machine.
///
/// # Errors
/// When the area is not served here, or a field is missing or wrong.
pub async fn receive_from_visitor(
    app: &App,
    area: &AreaCode,
    now: Timestamp,
    dice: Dice,
    new: NewPartnerReferral,
) -> Told<PartnerReferral> {
    let visitor = Actor {
        account: nobody(),
        name: "The public referral form".to_owned(),
        area: area.clone(),
        agency: AgencyCode::new(""),
        roles: std::collections::BTreeSet::new(),
    };
    let mut ask = Ask::new(visitor, now, dice);
    let new = NewPartnerReferral {
        door: Door::PublicForm,
        ..new
    };
    let mut people = Vec::new();
    let mut tx = app.store.begin().await?;
    let kept = received(app, &mut ask, &mut tx, &mut people, new).await;
    finished(app, tx, people, kept).await
}

async fn finished(
    app: &App,
    tx: Tx,
    people: Vec<Person>,
    kept: Told<PartnerReferral>,
) -> Told<PartnerReferral> {
    let kept = match kept {
        Ok(referral) => tx.finish().await.map_err(Refusal::from).map(|()| referral),
        Err(refusal) => Err(refusal),
    };
    if kept.is_err() {
        // What was not kept must not stay in the matching index either.
        people.iter().for_each(|person| arrive::forget(app, person));
    }
    kept
}

const ARRIVAL: Arrival = Arrival {
    verb: Verb::ReceivePartner,
    from: "a partner’s referral",
};

/// Makes everything that a partner's referral is, inside a change that the caller finishes.
pub(crate) async fn received(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    people: &mut Vec<Person>,
    new: NewPartnerReferral,
) -> Told<PartnerReferral> {
    let id = PartnerReferralId::new(ask.now, ask.dice.as_mut());
    let other_force = short("other_force", &new.other_force)?;
    let report = report(app, ask, id, &new)?;
    let what = format!("partner’s referral {}", id.short());
    let mut made = make_from(app, ask, &report, &id.to_string(), None, &what)?;
    made.incident.told_to = Some(
        new.referrer
            .agency
            .clone()
            .unwrap_or_else(|| AgencyCode::new("partner")),
    );
    made.incident.kinds = new.kinds.clone();
    let ours = other_force.is_empty();
    let referral = PartnerReferral {
        id,
        area: ask.area().clone(),
        door: new.door,
        consultation: new.consultation,
        referrer: Referrer {
            name: short("referrer_name", &new.referrer.name)?,
            role: short("referrer_role", &new.referrer.role)?,
            organisation: short("referrer_organisation", &new.referrer.organisation)?,
            contact: short("referrer_contact", &new.referrer.contact)?,
            agency: new.referrer.agency,
        },
        worry: report.summary.clone(),
        urgent: new.urgent,
        advised_to_ring: new.advised_to_ring,
        told_victim: new.told_victim,
        consent: new.consent,
        dash: new.dash,
        level: made.incident.reported_level,
        parties: made.incident.parties.clone(),
        incident: ours.then_some(made.incident.id),
        police: PoliceFlag {
            other_force: (!ours).then_some(other_force),
            raised_at: ask.now,
            taken: None,
        },
        received_at: ask.now,
        received_by: ask.doer(),
        checks: std::collections::BTreeMap::new(),
        decision: None,
        // With an incident, it is the incident that is asked whether it is held closely.
        restriction: if ours {
            Restriction::default()
        } else {
            made.incident.restriction.clone()
        },
    };
    let named = std::mem::take(&mut made.people);
    keep(app, ask, tx, people, named, &made.incident, &referral).await?;
    Ok(referral)
}

async fn keep(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    people: &mut Vec<Person>,
    mut named: Vec<Person>,
    incident: &Incident,
    referral: &PartnerReferral,
) -> Told<()> {
    let ours = referral.incident.is_some();
    if !ours {
        for tie in named
            .iter_mut()
            .flat_map(|person| &mut person.relationships)
        {
            tie.incident = None;
        }
    }
    keep_people(app, ask, named, people, tx, ARRIVAL).await?;
    if ours {
        keep_incident(app, ask, incident, tx, ARRIVAL).await?;
    }
    let words = if ours {
        "Received a partner’s referral and flagged it to police"
    } else {
        "Received a partner’s referral that goes to another force"
    };
    tx.create(
        referral,
        ask.entry(Deed::Created, Verb::ReceivePartner, words),
    )
    .await?;
    Ok(())
}
