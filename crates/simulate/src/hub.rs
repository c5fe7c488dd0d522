//! The MASH: rating, questions to agencies and their answers, triage, outcome and feedback (R102–R164).

use hawthorn_app::mash::acknowledge_referral::acknowledge_referral;
use hawthorn_app::mash::authorise_outcome::authorise_outcome;
use hawthorn_app::mash::end_follow_up::end_follow_up;
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::mash::propose_outcome::{Proposed, propose_outcome};
use hawthorn_app::mash::record_triage::{Discussion, record_triage};
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::send_back_outcome::send_back_outcome;
use hawthorn_app::mash::send_feedback::send_feedback;
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::follow_up::FollowUpEnd;
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;

use crate::clockwork;
use crate::hours::plus;
use crate::script::{Report, Stop};
use crate::staff::agency_of;
use crate::world::{Sent, Step, World};

/// Who works on a referral in the hub: social care, or where it is held closely
/// those who are told of it (R213, R214).
pub(crate) fn worker(report: &Report) -> Role {
    if report.closely_held {
        Role::PoliceSupervisor
    } else {
        Role::SocialWorkerChild
    }
}

fn manager(report: &Report) -> Role {
    if report.closely_held {
        Role::MashServiceManager
    } else {
        Role::SocialCareManager
    }
}

fn rag(report: &Report) -> Rag {
    match (report.level, report.children.is_empty()) {
        // Today's cases are amber, so that their time runs while somebody looks at them.
        _ if report.stop.is_some() => Rag::Amber,
        (RiskLevel::High, _) => Rag::Red,
        (RiskLevel::Medium, _) | (RiskLevel::Standard, false) => Rag::Amber,
        (RiskLevel::Standard, true) => Rag::Green,
    }
}

/// The manager rates, with the reason.
pub(crate) async fn rate(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    let mut ask = world.ask_one(manager(&report), at)?;
    open_referral(world.app, &mut ask, referral).await?;
    let rag = rag(&report);
    let reason = world.luck.pick(&[
        "The account and the level call for it.",
        "Children were there.",
        "No sign that anybody is in danger tonight.",
        "Weighed with what is on record.",
    ]);
    set_rating(
        world.app,
        &mut ask,
        referral,
        NewRating {
            rag,
            reason: reason.to_owned(),
        },
    )
    .await?;
    world.follow(place, at, (10, 60), 11, Step::Request(place))
}

/// How soon agencies answer: at least and at most so many minutes.
fn pace(report: &Report) -> (i64, i64) {
    match rag(report) {
        Rag::Red => (10, 170),
        Rag::Amber => (30, 900),
        Rag::Green => (60, 2_400),
    }
}

/// Within how many minutes an agency answers, and whether that is late.
fn answers_within(
    world: &mut World<'_>,
    report: &Report,
    agency: &AgencyCode,
) -> ((i64, i64), bool) {
    let pace = pace(report);
    let slow = clockwork::slowness(world, agency);
    if report.stop.is_none() && world.luck.in_thousand(90) {
        ((pace.1 * 2, pace.1 * 4), true)
    } else {
        ((pace.0 * slow, pace.1 * slow), slow > 1)
    }
}

/// The lead agency asks the core of triage, and now and then one agency more.
pub(crate) async fn request(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    let settings = world.settings(at)?;
    let agencies = asked(world, settings);
    let why = world.luck.pick(&[
        "What do you know of the family, and what does it mean for risk?",
        "Please search for the adults and the children, and tell us of open work.",
        "Is anybody known to you, now or before?",
    ]);
    let mut ask = world.ask_one(worker(&report), at)?;
    let ids = request_information(
        world.app,
        &mut ask,
        referral,
        Question {
            agencies: agencies.clone(),
            why: why.to_owned(),
            people: Vec::new(),
        },
    )
    .await?;
    world.made(place).requests = ids
        .into_iter()
        .zip(agencies.iter().cloned())
        .map(|(id, agency)| Sent {
            id,
            agency,
            answered: false,
        })
        .collect();
    acknowledge_referral(world.app, &mut ask, referral).await?;
    let mut last = at;
    for (nth, agency) in agencies.iter().enumerate() {
        let is_health = settings
            .agency(agency.as_str())
            .is_some_and(|found| found.kind == AgencyKind::ChildHealth);
        if report.stop == Some(Stop::Answer) && is_health {
            continue;
        }
        let (minutes, late) = answers_within(world, &report, agency);
        let due = world.later(at, minutes.0, minutes.1);
        world.follow(
            place,
            at,
            minutes,
            8_usize.saturating_sub(nth),
            Step::Reply(place, nth),
        )?;
        // Triage waits for those in time, and not always for the late.
        if !late || world.luck.in_thousand(500) {
            last = last.max(due);
        }
    }
    if !matches!(report.stop, Some(Stop::Answer | Stop::Triage)) {
        let from = if report.stop.is_some() {
            at
        } else {
            plus(last, 60)
        };
        world.follow(place, from, (30, 400), 3, Step::Triage(place))?;
    }
    Ok(())
}

fn asked(world: &mut World<'_>, settings: &AreaSettings) -> Vec<AgencyCode> {
    let police = agency_of(settings, AgencyKind::Police);
    let mut codes: Vec<AgencyCode> = settings
        .agencies
        .iter()
        .filter(|agency| agency.core_triage)
        .map(|agency| agency.code.clone())
        .filter(|code| Some(code) != police.as_ref())
        .collect();
    let mut others = vec![
        (AgencyKind::Probation, 120),
        (AgencyKind::Housing, 120),
        (AgencyKind::MentalHealth, 150),
        (AgencyKind::Education, 80),
    ];
    if world.post.is_some() {
        // Those who are asked by mail can answer only where there is mail.
        others.extend([
            (AgencyKind::PrimaryCare, 600),
            (AgencyKind::AcuteHealth, 120),
            (AgencyKind::SubstanceUse, 120),
        ]);
    }
    for (kind, odds) in others {
        if world.luck.in_thousand(odds) {
            codes.extend(agency_of(settings, kind).filter(|code| !codes.contains(code)));
        }
    }
    codes
}

/// Triage is discussed; without the missing answers where one must go on.
pub(crate) async fn triage(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    let settings = world.settings(at)?;
    let missing = world
        .made(place)
        .requests
        .iter()
        .filter(|sent| !sent.answered)
        .count();
    let agencies = settings
        .agencies
        .iter()
        .filter(|agency| agency.core_triage)
        .map(|agency| agency.code.clone())
        .collect();
    let discussion = world.luck.pick(&["What each agency knows was put together; the protective and the worrying facts were weighed.", "The history was read out in order. All agreed on what is to be done first.", "Safe ways to reach the victim were settled, and who speaks with the children."]);
    let without = if missing > 0 {
        "The time of the rating has come, and what is known is enough to decide; the answers will be read when they come."
    } else {
        ""
    };
    let mut ask = world.ask_one(worker(&report), at)?;
    record_triage(
        world.app,
        &mut ask,
        referral,
        Discussion {
            absent: Vec::new(),
            agencies,
            discussion: discussion.to_owned(),
            without: without.to_owned(),
        },
    )
    .await?;
    world.follow(place, at, (10, 120), 2, Step::Propose(place))
}

/// An outcome is proposed, with its rationale and, where the area asks for one, its basis in law.
pub(crate) async fn propose(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    let settings = world.settings(at)?;
    let proposed = outcome(world, settings, &report);
    let mut ask = world.ask_one(worker(&report), at)?;
    propose_outcome(world.app, &mut ask, referral, proposed).await?;
    if report.stop != Some(Stop::Authorise) {
        world.follow(place, at, (20, 240), 1, Step::Authorise(place))?;
    }
    Ok(())
}

fn outcome(world: &mut World<'_>, settings: &AreaSettings, report: &Report) -> Proposed {
    let luck = &mut world.luck;
    let mut wanted: Vec<&str> = Vec::new();
    if !report.children.is_empty() {
        wanted.push(
            if report.level == RiskLevel::High || luck.in_thousand(250) {
                "assessment_child"
            } else {
                "early_help"
            },
        );
    }
    if report.stop == Some(Stop::Meet) || (report.level == RiskLevel::High && luck.in_thousand(200))
    {
        wanted.push("strategy_discussion");
    }
    if report.level > RiskLevel::Standard || luck.in_thousand(400) {
        wanted.push("support_service");
    }
    if report.flags.iter().any(|flag| flag == "MH") && luck.in_thousand(500) {
        wanted.push("primary_care_notice");
    }
    wanted.retain(|code| settings.triage.outcome(code).is_some());
    if wanted.is_empty() {
        // An area may have other outcomes; the last of its list is the least.
        let least = settings
            .triage
            .outcomes
            .last()
            .map(|outcome| outcome.code.as_str());
        wanted.extend(
            settings
                .triage
                .outcome("no_further_action")
                .map(|outcome| outcome.code.as_str())
                .or(least),
        );
    }
    let basis = wanted.iter().any(|code| {
        settings
            .triage
            .outcome(code)
            .is_some_and(|found| found.needs_legal_basis || found.is_meeting)
    });
    let rationale = luck.pick(&[
        "The answers together show a risk that one agency cannot lower alone.",
        "The family wants help, and early help can start this week.",
        "What is known does not reach the threshold; advice and a safe number were given.",
    ]);
    Proposed {
        rag: None,
        outcomes: wanted.into_iter().map(str::to_owned).collect(),
        rationale: rationale.to_owned(),
        legal_basis: if basis {
            "Children Act 1989, section 17".to_owned()
        } else {
            String::new()
        },
    }
}

/// The manager authorises, or once in a while sends the proposal back.
pub(crate) async fn authorise(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    let mut ask = world.ask_one(manager(&report), at)?;
    open_referral(world.app, &mut ask, referral).await?;
    if report.stop.is_none() && !world.made(place).sent_back && world.luck.in_thousand(60) {
        send_back_outcome(
            world.app,
            &mut ask,
            referral,
            "the rationale does not say what happens if the offer is declined",
        )
        .await?;
        world.made(place).sent_back = true;
        return world.follow(place, at, (30, 300), 2, Step::Propose(place));
    }
    authorise_outcome(world.app, &mut ask, referral, "").await?;
    world.tally.outcomes += 1;
    let page = open_referral(world.app, &mut ask, referral).await?;
    if page.referral.meeting_is_open() {
        world.follow(place, at, (10, 60), 1, Step::Convene(place))?;
    }
    world.follow(place, at, (30, 700), 1, Step::Feedback(place))
}

/// The referrer is told.
pub(crate) async fn feedback(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    let mut ask = world.ask_one(worker(&report), at)?;
    let words = world.luck.pick(&[
        "Thank you. The family has been offered support, and a worker is named.",
        "The agencies met; an assessment follows.",
        "No further action by the hub; please tell us of anything new.",
    ]);
    send_feedback(world.app, &mut ask, referral, words).await?;
    world.follow(place, at, (600, 5_000), 1, Step::FollowUp(place))
}

/// The agencies say whether they took up what the outcomes asked of them.
pub(crate) async fn follow_up(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(referral) = world.made(place).referral else {
        return Ok(());
    };
    // One of today's is still to be followed up.
    if report.stop.is_some() {
        return Ok(());
    }
    let mut ask = world.ask_one(worker(&report), at)?;
    let page = open_referral(world.app, &mut ask, referral).await?;
    let open: Vec<String> = page
        .referral
        .open_follow_ups()
        .map(|follow_up| follow_up.outcome.clone())
        .collect();
    for outcome in open {
        let (end, words) = if world.luck.in_thousand(150) {
            (
                FollowUpEnd::Declined,
                "The family does not want it now; they know whom to ring.",
            )
        } else {
            (FollowUpEnd::Taken, "")
        };
        end_follow_up(world.app, &mut ask, referral, &outcome, end, words).await?;
    }
    Ok(())
}
