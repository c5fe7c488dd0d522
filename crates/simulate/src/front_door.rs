//! A morning at the hub's front door: social care's side of the sheet, a partner's referral now and then, word about a form, and the week's report (R52, R72, R93, R100, R102).

use hawthorn_app::incidents::form_feedback::{
    answer_form_feedback, give_form_feedback, list_form_feedback,
};
use hawthorn_app::incidents::sheet::{LiveRow, RowAnswer, answer_sheet, open_sheet};
use hawthorn_app::incidents::weekly::sign_report;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::referrals::consultations::{NewConsultation, record_consultation};
use hawthorn_app::referrals::receive_partner::{
    NewPartnerReferral, NewPerson, receive_partner_referral,
};
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::incidents::form_feedback::{FeedbackReply, FormFault};
use hawthorn_domain::incidents::sheet::{CareHolds, CareSystem, systems_for};
use hawthorn_domain::incidents::weekly::monday_of;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::referrals::partner::{Door, Referrer};
use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::luck::Luck;
use crate::names::{FAMILIES, MEN, WOMEN};
use crate::world::World;

/// Rows of the sheet that social care answers in one morning.
const ANSWERED: usize = 8;

/// What the morning of a sheet brings besides the sheet itself. It draws on luck of its
/// own, so that the rest of the county goes on as it would without it.
pub(crate) async fn morning(world: &mut World<'_>, at: Timestamp, number: usize) -> Told<()> {
    let mut luck = Luck::new(number as u64);
    look_up(world, at, number, &mut luck).await?;
    // Those of earlier weeks have long gone their way; the last days' stand at the desks.
    let lately = world.now.duration_since(at) < SignedDuration::from_hours(60);
    if lately && number.is_multiple_of(2) {
        partner(world, at, &mut luck).await?;
    }
    if number.is_multiple_of(6) {
        advise(world, at, &mut luck).await?;
    }
    let today = london_date(at);
    if today.weekday() == Weekday::Monday {
        let last = monday_of(today).checked_sub(7.days()).unwrap_or(today);
        let mut asked = ask(world, Role::PoliceSupervisor, at, &mut luck)?;
        let slowing = "Forms that come without the children’s dates of birth.";
        signed(
            sign_report(world.app, &mut asked, last, slowing, "")
                .await
                .map(drop),
        )?;
    }
    Ok(())
}

/// A request of the first who has a part, with chance that is not the county's.
fn ask(world: &World<'_>, role: Role, at: Timestamp, luck: &mut Luck) -> Told<Ask> {
    let actor = world.staff.one(role)?;
    Ok(Ask::new(actor, at.min(world.now), Box::new(luck.part())))
}

/// Two sheets may come on one Monday; the report is signed with the first.
fn signed(done: Told<()>) -> Told<()> {
    match done {
        Err(Refusal::Rule(_)) => Ok(()),
        other => other,
    }
}

/// Social care goes through what came in yesterday; the desk writes about one form.
async fn look_up(world: &mut World<'_>, at: Timestamp, number: usize, luck: &mut Luck) -> Told<()> {
    let mut worker = ask(world, Role::SocialWorkerChild, at, luck)?;
    let rows = open_sheet(world.app, &mut worker, None).await?.rows;
    for live in rows.iter().filter(|live| live.missing > 0).take(ANSWERED) {
        let answer = answer(live, luck);
        answer_sheet(world.app, &mut worker, live.row.incident, answer).await?;
    }
    let mut supervisor = ask(world, Role::PoliceSupervisor, at, luck)?;
    for waiting in list_form_feedback(world.app, &mut supervisor).await? {
        if waiting.reply.is_none() {
            let words = "Went through the form with the officer.";
            let reply = FeedbackReply::Spoken;
            answer_form_feedback(world.app, &mut supervisor, waiting.id, reply, words).await?;
        }
    }
    if let Some(live) = rows.first().filter(|_| number.is_multiple_of(3)) {
        let mut officer = ask(world, Role::PoliceSupportOfficer, at, luck)?;
        let faults = vec![FormFault::ChildrenMissing];
        let given = give_form_feedback(world.app, &mut officer, live.row.incident, faults, "");
        signed(given.await.map(drop))?;
    }
    Ok(())
}

fn answer(live: &LiveRow, luck: &mut Luck) -> RowAnswer {
    let mut people: Vec<(PersonId, CareSystem, CareHolds, String, String)> = Vec::new();
    for person in &live.row.people {
        for system in systems_for(person.role) {
            let holds = if luck.in_thousand(120) {
                CareHolds::Allocated
            } else if luck.in_thousand(250) {
                CareHolds::KnownBefore
            } else {
                CareHolds::NotKnown
            };
            let worker = format!("{} {}", luck.pick(WOMEN), luck.pick(FAMILIES));
            let entry = (
                person.person,
                *system,
                holds,
                worker,
                "Family Team North".to_owned(),
            );
            people.push(entry);
        }
    }
    RowAnswer {
        people,
        risk: if luck.in_thousand(80) {
            "An earlier child protection plan, ended.".to_owned()
        } else {
            String::new()
        },
    }
}

fn referrer(luck: &mut Luck) -> Referrer {
    Referrer {
        name: format!("{} {}", luck.pick(WOMEN), luck.pick(FAMILIES)),
        role: "Health visitor".to_owned(),
        organisation: "Health visiting team".to_owned(),
        agency: None,
        contact: format!("01632 960{}", luck.between(100, 999)),
    }
}

async fn partner(world: &mut World<'_>, at: Timestamp, luck: &mut Luck) -> Told<()> {
    let surname = luck.pick(FAMILIES).to_owned();
    let named = |given: &str, family: &str, born: String| NewPerson {
        given: given.to_owned(),
        family: family.to_owned(),
        born,
        ..NewPerson::default()
    };
    let new = NewPartnerReferral {
        door: Door::Telephone,
        referrer: referrer(luck),
        worry: "She told me at the clinic that he checks her telephone and holds her money."
            .to_owned(),
        victim: named(
            luck.pick(WOMEN),
            &surname,
            luck.between(1970, 2003).to_string(),
        ),
        person_causing_harm: named(
            luck.pick(MEN),
            luck.pick(FAMILIES),
            luck.between(1965, 2001).to_string(),
        ),
        children: vec![named(
            luck.pick(WOMEN),
            &surname,
            luck.between(0, 9).to_string(),
        )],
        ..NewPartnerReferral::default()
    };
    let mut worker = ask(world, Role::SocialWorkerChild, at, luck)?;
    receive_partner_referral(world.app, &mut worker, new)
        .await
        .map(drop)
}

async fn advise(world: &mut World<'_>, at: Timestamp, luck: &mut Luck) -> Told<()> {
    let new = NewConsultation {
        asked_by: referrer(luck),
        worry: "A mother is never seen without her partner.".to_owned(),
        advice: "Find a moment to speak with her alone, ask the routine questions, and ring again."
            .to_owned(),
        ..NewConsultation::default()
    };
    let mut adviser = ask(world, Role::EarlyHelpOfficer, at, luck)?;
    record_consultation(world.app, &mut adviser, new)
        .await
        .map(drop)
}
