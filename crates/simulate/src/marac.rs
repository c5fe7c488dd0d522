//! MARAC: pairs are referred and listed, agencies write research, meetings are held, actions are done or not (R165–R195).

use hawthorn_app::Refusal;
use hawthorn_app::marac::add_research::add_research;
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::close_meeting::close_meeting;
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::hear_item::hear_item;
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::open_meeting::open_meeting;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::record_item::{RecordItem, record_item};
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_app::marac::update_action::update_action;
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::marac::Criterion;
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::meeting::Attendance;
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::MaracReferralId;
use jiff::{Timestamp, ToSpan};

use crate::hours::{at as moment, plus};
use crate::script::{Gateway, Stop};
use crate::world::{Step, World};

/// The minutes of one item, a little under the area's twelve (F26).
const ITEM: i64 = 11;
/// Nobody is put on an agenda later than this many hours before the meeting.
const CLOSES: i64 = 20;

/// Refers a pair, with what the criteria say or a professional's judgement.
pub(crate) async fn refer(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let made = world.made(place).clone();
    let (Some(case), Some(incident), Some(victim), Some(perpetrator)) =
        (report.case, made.incident, made.victim, made.other)
    else {
        return Ok(());
    };
    let role = if world.luck.in_thousand(650) {
        Role::Daro
    } else {
        Role::SocialWorkerChild
    };
    let mut ask = world.ask_one(role, at)?;
    let gateways = gateways_of_incident(world.app, &mut ask, incident).await?;
    if gateways.already_open {
        return Ok(());
    }
    // Where no record bears the gateway out, the person who knows the case gives their judgement instead (R177).
    let judged =
        case.gateway == Gateway::Judgement || !gateways.findings.iter().any(|found| found.met);
    let judgement = judged.then(|| world.luck.pick(&["She is more afraid than the form can show, and the messages are getting worse.", "The separation is three days old, and he knows where the new address is.", "The score is low because the form was filled in with the other person in the room."]).to_owned());
    let voice = world.luck.pick(&[
        "Wants the messages to stop and the children to stay at their school.",
        "Asks not to be called before noon.",
        "Did not want to say more today.",
        "",
    ]);
    let input = ReferToMarac {
        victim,
        perpetrator,
        incident: Some(incident),
        mash_referral: None,
        reason: world
            .luck
            .pick(&[
                "High risk of serious harm; several agencies have to act together.",
                "The risk has grown and no agency can lower it alone.",
            ])
            .to_owned(),
        judgement,
        moved_from: None,
        victim_voice: voice.to_owned(),
    };
    let referred = refer_to_marac(world.app, &mut ask, input).await?;
    world.made(place).marac = Some(referred.id);
    let tally = &mut world.tally;
    tally.marac += 1;
    tally.repeats += usize::from(
        referred
            .findings
            .iter()
            .any(|found| found.criterion == Criterion::Repeat && found.met),
    );
    tally.children += report.children.len();
    tally.minority_ethnic += usize::from(case.minority_ethnic);
    tally.male_victims += usize::from(!report.victim.female);
    world.follow(place, at, (20, 200), 10, Step::Around(place))?;
    if report.stop == Some(Stop::List) {
        return Ok(());
    }
    world.follow(place, at, (60, 900), 9, Step::List(place))
}

/// The coordinator plans a meeting at one of the area's venues.
pub(crate) async fn plan_sitting(world: &mut World<'_>, at: Timestamp, number: usize) -> Told<()> {
    let Some(sitting) = world
        .sittings
        .get(number)
        .map(|prepared| prepared.sitting.clone())
    else {
        return Ok(());
    };
    let mut ask = world.ask_one(Role::MaracCoordinator, at)?;
    let id = plan_meeting(world.app, &mut ask, &sitting.venue, sitting.starts).await?;
    if let Some(prepared) = world.sittings.get_mut(number) {
        prepared.id = Some(id);
    }
    world.plan(sitting.starts, Step::Sit(number));
    Ok(())
}

/// The coordinator puts a pair on the next agenda of its part of the county.
pub(crate) async fn list(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).marac else {
        return Ok(());
    };
    // What stands on an agenda today is for a meeting that is still to come.
    let from = if report.stop == Some(Stop::Hear) {
        world.now
    } else {
        at
    };
    let closes = plus(from, CLOSES * 60);
    let next = world.sittings.iter().position(|prepared| {
        prepared.id.is_some()
            && prepared.sitting.starts >= closes
            && prepared.sitting.serves(report.home.town.venue)
    });
    let Some((number, meeting)) =
        next.and_then(|number| Some((number, world.sittings.get(number)?.id?)))
    else {
        return Ok(());
    };
    let mut ask = world.ask_one(Role::MaracCoordinator, at)?;
    put_on_agenda(world.app, &mut ask, meeting, referral).await?;
    let starts = world.sittings.get_mut(number).map(|prepared| {
        prepared.items.push(place);
        prepared.sitting.starts
    });
    let left = starts
        .map_or(0, |starts| starts.duration_since(at).as_mins())
        .min(6 * 24 * 60);
    for nth in 0..world.settings(at)?.agencies.len() {
        // Some agencies are always late with theirs, so that something is missing.
        if world.luck.in_thousand(600) {
            world.follow(
                place,
                at,
                (60, left - 120),
                6_usize.saturating_sub(nth / 3).max(1),
                Step::Research(place, nth),
            )?;
        }
    }
    Ok(())
}

/// An agency that sits at MARAC writes what it knows.
pub(crate) async fn research(
    world: &mut World<'_>,
    at: Timestamp,
    place: usize,
    nth: usize,
) -> Told<()> {
    let Some(referral) = world.made(place).marac else {
        return Ok(());
    };
    let heard = world
        .sittings
        .iter()
        .any(|prepared| prepared.items.contains(&place) && prepared.sitting.starts <= plus(at, 30));
    let agency = world
        .settings(at)?
        .agencies
        .get(nth)
        .filter(|agency| agency.marac_member)
        .map(|agency| agency.code.clone());
    let Some(contact) = agency
        .filter(|_| !heard)
        .and_then(|agency| world.staff.contact(&agency))
    else {
        return Ok(());
    };
    let mut ask = world.ask(contact, at);
    open_marac_referral(world.app, &mut ask, referral).await?;
    let holds = world.luck.in_thousand(650);
    let text = if holds {
        world.luck.pick(&[
            "Known since last year; three contacts, the last one kept.",
            "A letter about rent came back; the tenancy is in one name.",
            "Attended twice with injuries that were put down to a fall.",
            "On probation with a condition not to go to the address.",
        ])
    } else {
        ""
    };
    let shared = !holds || world.luck.in_thousand(850);
    add_research(world.app, &mut ask, referral, holds, text, shared).await
}

/// The meeting sits: opened with those present, item by item, and closed when all are heard.
pub(crate) async fn sit(world: &mut World<'_>, at: Timestamp, number: usize) -> Told<()> {
    let Some(prepared) = world.sittings.get(number).cloned() else {
        return Ok(());
    };
    let Some(id) = prepared.id else { return Ok(()) };
    let chair = world.staff.one(Role::MaracChair)?;
    let members = members(world, at)?;
    let attendance = members.iter().map(|(agency, name)| {
        Attendance::named(agency.clone(), name.clone(), world.luck.in_thousand(880))
    });
    let mut attendance: Vec<Attendance> = attendance.collect();
    attendance.push(Attendance::named(
        chair.agency.clone(),
        chair.name.clone(),
        true,
    ));
    let mut ask = world.ask_one(Role::MaracCoordinator, at)?;
    open_meeting(world.app, &mut ask, id, &chair.name, attendance).await?;
    world.tally.meetings += 1;
    for place in prepared.items {
        ask.now = plus(ask.now, ITEM);
        // A meeting that sits at this very moment stays in session.
        if ask.now > world.now {
            return Ok(());
        }
        let Some(referral) = world.made(place).marac else {
            continue;
        };
        let risks = vec![
            world
                .luck
                .pick(&[
                    "Contact when the children are handed over",
                    "Debt in the victim’s name",
                    "Knows the new address",
                ])
                .to_owned(),
            world
                .luck
                .pick(&["Threats by message", "Drinking at weekends", ""])
                .to_owned(),
        ];
        let discussion = world.luck.pick(&[
            "Each agency said what it knows. The victim’s own words were read out first.",
            "The plan was agreed by all; nobody tells the other person of it.",
        ]);
        record_item(
            world.app,
            &mut ask,
            RecordItem {
                referral,
                version: None,
                risks,
                discussion: discussion.to_owned(),
            },
        )
        .await?;
        for _ in 0..world.luck.between(1, 3) {
            action(world, &mut ask, referral, &members).await?;
        }
        hear_item(world.app, &mut ask, referral).await?;
    }
    ask.now = plus(ask.now, 2);
    if ask.now <= world.now {
        close_meeting(world.app, &mut ask, id).await?;
    }
    Ok(())
}

/// Those who sit: every member agency that somebody answers for.
fn members(world: &World<'_>, at: Timestamp) -> Told<Vec<(AgencyCode, String)>> {
    let settings = world.settings(at)?;
    let codes = settings
        .agencies
        .iter()
        .filter(|agency| agency.marac_member)
        .map(|agency| agency.code.clone());
    Ok(codes
        .filter_map(|code| {
            world
                .staff
                .contact(&code)
                .map(|contact| (code, contact.name))
        })
        .collect())
}

/// An agency takes something on, and will mostly have done it in time.
async fn action(
    world: &mut World<'_>,
    ask: &mut hawthorn_app::Ask,
    referral: MaracReferralId,
    members: &[(AgencyCode, String)],
) -> Told<()> {
    let chosen = world.luck.below(members.len());
    let Some((agency, owner)) = members.get(chosen).cloned() else {
        return Ok(());
    };
    let days = *[1_i64, 2, 5, 10, 14, 21]
        .get(world.luck.below(6))
        .unwrap_or(&10);
    let due = london_date(ask.now)
        .checked_add(days.days())
        .map_err(Refusal::rule)?;
    let what = world.luck.pick(&[
        "Change the locks and fit a door viewer.",
        "See the children at school and hear how they are.",
        "Mark the address for an immediate response.",
        "Offer an appointment alone, at a safe time.",
        "Tell the offender manager of the plan.",
        "Look for a move within four weeks.",
    ]);
    let lowers = world.luck.pick(&[
        "Entry to the home",
        "Harm to the children",
        "Being found at the new address",
        "",
    ]);
    let id = agree_action(
        world.app,
        ask,
        AgreeAction {
            referral,
            agency: agency.clone(),
            owner,
            what: what.to_owned(),
            lowers: lowers.to_owned(),
            due,
            victim_facing: world.luck.in_thousand(300),
            key: String::new(),
        },
    )
    .await?;
    world.tally.actions += 1;
    world.actions.push((id, agency));
    // One in six is never answered, and one in four is answered after its day.
    if !world.luck.in_thousand(170) {
        let late = world.luck.in_thousand(250);
        let midday = moment(due, jiff::civil::time(12, 0, 0, 0));
        let (low, high) = if late { (1_440, 8_640) } else { (-300, 0) };
        let when = world
            .later(midday.max(plus(ask.now, 360)), low, high)
            .max(plus(ask.now, 60));
        world.plan(when, Step::Act(world.actions.len() - 1));
    }
    Ok(())
}

/// The agency says what became of its action.
pub(crate) async fn act(world: &mut World<'_>, at: Timestamp, number: usize) -> Told<()> {
    let Some((id, agency)) = world.actions.get(number).cloned() else {
        return Ok(());
    };
    let Some(contact) = world.staff.contact(&agency) else {
        return Ok(());
    };
    let mut ask = world.ask(contact, at);
    let (state, note) = match world.luck.below(20) {
        0 => (
            ActionState::NotDone,
            "Three calls and a letter without an answer.",
        ),
        1 | 2 => (
            ActionState::NoLongerPossible,
            "The family has moved out of the county.",
        ),
        _ => (ActionState::Done, "Done; the coordinator was told."),
    };
    update_action(world.app, &mut ask, id, state, note).await?;
    world.tally.actions_answered += 1;
    Ok(())
}
