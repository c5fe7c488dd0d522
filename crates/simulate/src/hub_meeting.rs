//! The MASH meeting that an outcome agreed: set, held, recorded, its copies handed on (R151–R156).

use hawthorn_app::mash::complete_record::{MeetingNotes, complete_record};
use hawthorn_app::mash::hand_on_record::hand_on_record;
use hawthorn_app::mash::open_hub_meeting::{Beginning, open_hub_meeting};
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::mash::set_meeting::{NewMeeting, set_meeting};
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::mash::meeting::{Pathway, Seat, copies_owed};
use hawthorn_domain::platform::actor::Role;
use jiff::Timestamp;

use crate::hours::plus;
use crate::hub::worker;
use crate::script::Stop;
use crate::world::{Step, World};

/// A time is set, soon: the record is due a day after the referral came.
pub(crate) async fn convene(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    // The one of today is still to be held.
    let set_for = if report.stop == Some(Stop::Meet) {
        plus(world.now, 90)
    } else {
        world.later(at, 60, 240)
    };
    let mut ask = world.ask_one(worker(&report), at)?;
    let new = NewMeeting {
        set_for,
        place: "Hub, meeting room 2, or by video".to_owned(),
    };
    set_meeting(world.app, &mut ask, referral, new).await?;
    world.plan(set_for, Step::Meet(place));
    Ok(())
}

/// The meeting is opened with its statutory basis, and its record completed.
pub(crate) async fn meet(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    let settings = world.settings(at)?;
    let absent = world.luck.in_thousand(200);
    let core = settings.agencies.iter().filter(|agency| agency.core_triage);
    let seats = core
        .enumerate()
        .map(|(nth, agency)| {
            let present = nth > 0 || !absent;
            let why_not = if present {
                ""
            } else {
                "Sent its words in writing."
            };
            Seat {
                agency: agency.code.clone(),
                name: String::new(),
                present,
                why_not: why_not.to_owned(),
            }
        })
        .collect();
    let mut ask = world.ask_one(worker(&report), at)?;
    let beginning = Beginning {
        legal_basis: "Children Act 1989, section 47".to_owned(),
        chair: ask.actor.name.clone(),
        seats,
    };
    open_hub_meeting(world.app, &mut ask, referral, beginning).await?;
    let closed = world.later(at, 30, 75);
    world.plan(closed, Step::Minute(place));
    Ok(())
}

/// The record is completed, and the police take their copies.
pub(crate) async fn minute(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    let pathway = if report.children.is_empty() {
        Pathway::Adult
    } else {
        Pathway::Child
    };
    let reasons = world.luck.pick(&[
        "What the agencies know together shows a risk of serious harm that no one of them can lower alone.",
        "The children saw what happened, and the person causing harm knows where they live.",
        "She asked for help and the offers made before did not reach her.",
    ]);
    let mut ask = world.ask_one(worker(&report), at)?;
    let record = MeetingNotes {
        plan_child: "The social worker sees each child alone this week; the school is told whom to ring.".to_owned(),
        plan_adult: "The advocate rings at the agreed time; police mark the address; housing looks at the locks.".to_owned(),
        pathways: vec![pathway],
        outcomes: Vec::new(),
        decision: "An assessment begins today, and the lead agency reviews the plan in a week.".to_owned(),
        reasons: reasons.to_owned(),
    };
    complete_record(world.app, &mut ask, referral, record).await?;
    world.tally.hub_meetings += 1;
    let mut police = world.ask_one(Role::PoliceSupervisor, at)?;
    let page = open_referral(world.app, &mut police, referral).await?;
    for to in copies_owed(page.referral.meeting.as_ref(), page.referral.level) {
        hand_on_record(
            world.app,
            &mut police,
            referral,
            to,
            "Added to the crime report",
        )
        .await?;
    }
    Ok(())
}
