//! The police desk: officers screen, levels are proposed and answered, duplicates are told apart (R65–R91).

use hawthorn_app::Ask;
use hawthorn_app::incidents::{change_level, claim, decide, open_incident, record_check};
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::review_suggestion::{PairQueue, open_pair, review_queue};
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::incidents::screening::{ScreeningCheck, ScreeningOutcome};
use hawthorn_domain::platform::actor::{Actor, Role};
use hawthorn_domain::platform::ids::{PersonId, SuggestionId};
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;

use crate::hours::{desk, plus};
use crate::script::{Report, Stop};
use crate::world::{Part, Step, World};

/// The most pages of pairs that one review reads.
const PAGES: usize = 5;

/// Who screens a report: a support officer, or the supervisor where it is held closely.
fn screener(world: &World<'_>, place: usize, report: &Report) -> Told<Actor> {
    if report.closely_held {
        world.staff.one(Role::PoliceSupervisor)
    } else {
        world.staff.officer(place)
    }
}

/// An officer says who may be whom in an incident and leaves the rest for later.
pub(crate) async fn compare(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(incident) = world.made(place).incident else {
        return Ok(());
    };
    let actor = screener(world, place, &report)?;
    let mut ask = world.ask(actor, at);
    let page = open_incident::open_incident(world.app, &mut ask, incident).await?;
    meet(world, place, &report, &page.parties);
    tell_apart(world, &mut ask, page.open_suggestions).await
}

/// Answers the pairs of an incident's people, a minute each and eight at most.
async fn tell_apart(
    world: &mut World<'_>,
    ask: &mut Ask,
    suggestions: Vec<SuggestionId>,
) -> Told<()> {
    let latest = plus(ask.now, 8);
    for suggestion in suggestions {
        ask.now = plus(ask.now, 1).min(latest);
        let pair = open_pair(world.app, ask, suggestion).await?;
        // A pair on which somebody was unsure is the supervisor's.
        if pair.answer.is_none() {
            answer(world, ask, &pair.newer.id, &pair.older.id, suggestion).await?;
        }
    }
    Ok(())
}

/// An officer takes an incident, looks at it, answers who may be whom, does the six checks and decides.
pub(crate) async fn screen(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(incident) = world.made(place).incident else {
        return Ok(());
    };
    // What would not be finished by now is not begun.
    if plus(at, 25) > world.now {
        return Ok(());
    }
    let actor = screener(world, place, &report)?;
    let mut ask = world.ask(actor, at);
    claim::claim_incident(world.app, &mut ask, incident).await?;
    let page = open_incident::open_incident(world.app, &mut ask, incident).await?;
    meet(world, place, &report, &page.parties);
    tell_apart(world, &mut ask, page.open_suggestions).await?;
    for (nth, check) in ScreeningCheck::ALL.iter().enumerate() {
        ask.now = plus(at, 9 + 2 * i64::try_from(nth).unwrap_or(0));
        let note = world.luck.pick(notes(*check));
        record_check::record_check(world.app, &mut ask, incident, *check, note).await?;
    }
    ask.now = plus(at, 22);
    // The supervisor who screens what is held closely could not authorise their own change (R87).
    let wanted = if report.stop == Some(Stop::Level)
        || (report.stop.is_none()
            && report.case.is_none()
            && !report.closely_held
            && world.luck.in_thousand(45))
    {
        other_level(world, &report)
    } else {
        None
    };
    if let Some(to) = wanted {
        let reason = world.luck.pick(&[
            "The account describes more than the form was scored for.",
            "The answers on the form do not bear out the level that was given.",
            "Earlier incidents of the pair change the picture.",
        ]);
        change_level::propose_level(world.app, &mut ask, incident, to, reason).await?;
        world.tally.level_changes += 1;
        if report.stop.is_none() {
            let soon = desk(plus(ask.now, world.luck.between(30, 300)));
            world.plan(soon, Step::AnswerLevel(place));
        }
        return Ok(());
    }
    conclude(world, ask, place).await
}

/// The level next to the one given. High stays, and nothing becomes high here: the cases for MARAC are planned.
fn other_level(world: &mut World<'_>, report: &Report) -> Option<RiskLevel> {
    match report.level {
        RiskLevel::Standard => Some(RiskLevel::Medium),
        RiskLevel::Medium if report.stop == Some(Stop::Level) => Some(RiskLevel::High),
        RiskLevel::Medium if world.luck.in_thousand(600) => Some(RiskLevel::Standard),
        RiskLevel::Medium | RiskLevel::High => None,
    }
}

/// The supervisor answers a change of level; the officer decides afterwards.
pub(crate) async fn answer_level(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let Some(incident) = world.made(place).incident else {
        return Ok(());
    };
    let mut ask = world.ask_one(Role::PoliceSupervisor, at)?;
    let page = open_incident::open_incident(world.app, &mut ask, incident).await?;
    let agreed = world.luck.in_thousand(750);
    let reason = if agreed {
        "Agreed after reading the account and the form."
    } else {
        "The level given fits the account; the form was checked with the officer."
    };
    change_level::answer_level(
        world.app,
        &mut ask,
        incident,
        Some(page.version),
        agreed,
        reason,
    )
    .await?;
    let soon = desk(plus(at, world.luck.between(20, 120)));
    world.plan(soon, Step::Decide(place));
    Ok(())
}

/// The officer comes back to an incident whose level has been answered.
pub(crate) async fn decide_later(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let actor = screener(world, place, &report)?;
    let mut ask = world.ask(actor, at);
    if let Some(incident) = world.made(place).incident {
        claim::claim_incident(world.app, &mut ask, incident).await?;
        conclude(world, ask, place).await?;
    }
    Ok(())
}

/// Decides, mostly as the rules propose, and lets the next step follow.
async fn conclude(world: &mut World<'_>, mut ask: Ask, place: usize) -> Told<()> {
    let report = world.report(place)?;
    let Some(incident) = world.made(place).incident else {
        return Ok(());
    };
    let page = open_incident::open_incident(world.app, &mut ask, incident).await?;
    let proposed = page
        .proposal
        .map_or(ScreeningOutcome::Share, |proposal| proposal.outcome);
    let must = report.stop.is_some() || report.case.is_some() || report.closely_held;
    let outcome = match proposed {
        _ if must => ScreeningOutcome::Refer,
        // A referral must be considered (R66), and often something less will do.
        ScreeningOutcome::Refer
            if page.level == RiskLevel::Standard && world.luck.in_thousand(450) =>
        {
            ScreeningOutcome::Share
        }
        ScreeningOutcome::Close if world.luck.in_thousand(60) => ScreeningOutcome::Share,
        other => other,
    };
    let reason = world.luck.pick(reasons(outcome));
    let referral = decide::decide(
        world.app,
        &mut ask,
        incident,
        Some(page.version),
        outcome,
        reason,
    )
    .await?;
    world.tally.screened += 1;
    match outcome {
        ScreeningOutcome::Close => world.tally.closed += 1,
        ScreeningOutcome::Share => world.tally.shared += 1,
        ScreeningOutcome::Refer => world.tally.referred += 1,
    }
    world.made(place).referral = referral;
    if referral.is_some() && report.stop != Some(Stop::Rate) {
        world.follow(place, ask.now, (15, 150), 12, Step::Rate(place))?;
    }
    if report.case.is_some() {
        world.follow(place, ask.now, (60, 600), 11, Step::Refer(place))?;
    }
    Ok(())
}

/// Remembers which invented person each record of a report is.
fn meet(
    world: &mut World<'_>,
    place: usize,
    report: &Report,
    parties: &[open_incident::PartyView],
) {
    let mut children = 0;
    for party in parties {
        let Some(person) = party.person else { continue };
        let part = match party.role {
            PartyRole::Victim => Part::Victim,
            PartyRole::PersonCausingHarm => Part::Other,
            PartyRole::Child => {
                children += 1;
                Part::Child(children)
            }
            PartyRole::Witness | PartyRole::Other => continue,
        };
        world.people.insert(person, (report.couple, part));
        match part {
            Part::Victim => world.made(place).victim = Some(person),
            Part::Other => world.made(place).other = Some(person),
            Part::Child(_) => {}
        }
    }
}

/// Answers a pair once both are known: truly, but now and then unsure.
async fn answer(
    world: &mut World<'_>,
    ask: &mut Ask,
    newer: &PersonId,
    older: &PersonId,
    id: hawthorn_domain::platform::ids::SuggestionId,
) -> Told<()> {
    let (Some(left), Some(right)) = (world.people.get(newer), world.people.get(older)) else {
        return Ok(());
    };
    let same = left == right;
    let (answer, note) = match same {
        true if world.luck.in_thousand(970) => (
            PairAnswer::Same,
            "Same two people and the same account of them in both reports.",
        ),
        false if world.luck.in_thousand(990) => (
            PairAnswer::Different,
            "Other family and other home; only the name is alike.",
        ),
        _ => (PairAnswer::Unsure, "The date of birth has to be asked for."),
    };
    answer_suggestion(world.app, ask, id, answer, note).await?;
    world.tally.pairs_answered += 1;
    Ok(())
}

/// An officer goes through the pairs that wait, as far as both records have been looked at.
pub(crate) async fn review(world: &mut World<'_>, at: Timestamp) -> Told<()> {
    let officer = world.staff.officer(2)?;
    let mut ask = world.ask(officer, at);
    let mut after = None;
    for _ in 0..PAGES {
        let page = review_queue(world.app, &mut ask, PairQueue::Open, after.as_ref()).await?;
        for pair in &page.pairs {
            answer(world, &mut ask, &pair.newer.id, &pair.older.id, pair.id).await?;
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(())
}

fn notes(check: ScreeningCheck) -> &'static [&'static str] {
    match check {
        ScreeningCheck::Level => &[
            "The level fits the account.",
            "Read with the officer’s notes; the level stands.",
            "",
        ],
        ScreeningCheck::Duplicates => &[
            "Searched other spellings and the address.",
            "Compared with the records found.",
        ],
        ScreeningCheck::EarlierIncidents => {
            &["Earlier calls read.", "Nothing besides what is listed."]
        }
        ScreeningCheck::FormerPartners => &[
            "No former partner on record.",
            "Former partners looked for under both names.",
        ],
        ScreeningCheck::OtherRisks => &[
            "Needs noted from the account.",
            "Nothing besides what is marked.",
        ],
        ScreeningCheck::FormQuality => &[
            "The form is complete.",
            "Two answers missing; the officer was told.",
        ],
    }
}

fn reasons(outcome: ScreeningOutcome) -> &'static [&'static str] {
    match outcome {
        ScreeningOutcome::Close => &[
            "One argument, no need found, no child at the address.",
            "Both spoken to; advice given and nothing more is asked for.",
        ],
        ScreeningOutcome::Share => &[
            "A need for support is recorded; early help is told.",
            "Children were not there; support services are told with consent.",
        ],
        ScreeningOutcome::Refer => &[
            "Children at the address or an adult at risk; the hub has to look at it.",
            "The risk calls for what several agencies know.",
            "The level and the history together need the hub.",
        ],
    }
}
