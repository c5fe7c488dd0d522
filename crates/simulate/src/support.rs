//! Around a MARAC referral: what the victim says of herself, the coordinator's acceptance, the IDVA's tries, orders, and MATAC (R173–R203, R250–R260).

use hawthorn_app::Refusal;
use hawthorn_app::marac::accept_referral::accept_referral;
use hawthorn_app::marac::ask_referrer::ask_referrer;
use hawthorn_app::matac::decide::decide_nomination;
use hawthorn_app::matac::nominate::nominate;
use hawthorn_app::matac::plan::{AddStep, add_step};
use hawthorn_app::people::record_diversity::{RecordDiversity, record_diversity};
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::risk::record_order::{RecordOrder, record_order};
use hawthorn_app::support::allocate::allocate_idva;
use hawthorn_app::support::caseload::caseload;
use hawthorn_app::support::client::{record_try, record_voice, take_on_client};
use hawthorn_domain::matac::nomination::{PlanWay, StepFor};
use hawthorn_domain::people::diversity::{EthnicGroup, OwnAnswer};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::{MaracReferralId, PersonId};
use hawthorn_domain::risk::order::OrderKind;
use hawthorn_domain::support::client::{TryResult, VoiceTime};
use jiff::{Timestamp, ToSpan};

use crate::hours::plus;
use crate::world::World;

/// What became of a step that a restriction or an earlier step may stand against.
fn passed<T>(done: Told<T>) -> Told<Option<T>> {
    match done {
        Ok(value) => Ok(Some(value)),
        Err(Refusal::Rule(_) | Refusal::NotFound | Refusal::NotAllowed(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// A day or less after the referral. Which of it happens hangs on the report's place in the script,
/// so that the county is the same each time.
pub(crate) async fn around(world: &mut World<'_>, at: Timestamp, place: usize) -> Told<()> {
    let made = world.made(place).clone();
    let (Some(victim), Some(other), Some(referral)) = (made.victim, made.other, made.marac) else {
        return Ok(());
    };
    asked(world, at, place, victim).await?;
    accepted(world, at, place, referral).await?;
    supported(world, at, place, victim, referral).await?;
    // By their turn and not by their place in the script, so that the first pair has both whatever
    // the hour at which the county is made.
    let turn = world.tally.around;
    world.tally.around += 1;
    if turn.is_multiple_of(3) || world.tally.orders == 0 {
        world.tally.orders += usize::from(ordered(world, at, victim, other).await?);
    }
    if turn.is_multiple_of(10) || world.tally.nominations == 0 {
        let planned = turn.is_multiple_of(20);
        world.tally.nominations += usize::from(tasked(world, at, planned, other).await?);
    }
    Ok(())
}

/// In one case of three nobody has asked yet.
async fn asked(world: &mut World<'_>, at: Timestamp, place: usize, victim: PersonId) -> Told<()> {
    let minority = world
        .report(place)?
        .case
        .is_some_and(|case| case.minority_ethnic);
    if place % 3 == 2 && !minority {
        return Ok(());
    }
    let group = match (minority, place % 2) {
        (true, 0) => EthnicGroup::Asian,
        (true, _) => EthnicGroup::Black,
        (false, _) => EthnicGroup::WhiteBritish,
    };
    let answer = |yes: bool| if yes { OwnAnswer::Yes } else { OwnAnswer::No };
    let answers = RecordDiversity {
        ethnic_group: Some(group),
        disabled: Some(answer(place.is_multiple_of(9))),
        lgbt: Some(answer(place.is_multiple_of(25))),
        ..RecordDiversity::default()
    };
    let mut ask = world.ask_one(Role::MaracCoordinator, at)?;
    passed(record_diversity(world.app, &mut ask, victim, answers).await)?;
    Ok(())
}

async fn accepted(
    world: &mut World<'_>,
    at: Timestamp,
    place: usize,
    referral: MaracReferralId,
) -> Told<()> {
    let mut ask = world.ask_one(Role::MaracCoordinator, plus(at, 5))?;
    if place.is_multiple_of(13) {
        let question = "Which school do the children go to, and who takes them there?";
        passed(ask_referrer(world.app, &mut ask, referral, question).await)?;
    } else {
        passed(accept_referral(world.app, &mut ask, referral).await)?;
    }
    Ok(())
}

/// One client in six still waits for a first try.
async fn supported(
    world: &mut World<'_>,
    at: Timestamp,
    place: usize,
    victim: PersonId,
    referral: MaracReferralId,
) -> Told<()> {
    let service = world.staff.one(Role::Idva)?.agency;
    let mut ask = world.ask_one(Role::Daro, plus(at, 10))?;
    passed(allocate_idva(world.app, &mut ask, victim, Some(referral), &service).await)?;
    if place.is_multiple_of(6) {
        return Ok(());
    }
    let mut ask = world.ask_one(Role::Idva, plus(at, 60))?;
    let waiting = caseload(world.app, &mut ask).await?.nobodys;
    let Some(client) = waiting.first().map(|line| line.id) else {
        return Ok(());
    };
    take_on_client(world.app, &mut ask, client).await?;
    let (result, next) = if place.is_multiple_of(4) {
        let tomorrow = london_date(ask.now).checked_add(1.days()).ok();
        (TryResult::NoAnswer, tomorrow)
    } else {
        (TryResult::Spoke, None)
    };
    record_try(world.app, &mut ask, client, result, next, "").await?;
    if result == TryResult::Spoke {
        let words = "She wants to stay in her home, and asks that nobody writes to her there.";
        record_voice(world.app, &mut ask, client, VoiceTime::Before, words).await?;
    }
    Ok(())
}

async fn ordered(
    world: &mut World<'_>,
    at: Timestamp,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<bool> {
    let mut ask = world.ask_one(Role::Daro, plus(at, 20))?;
    let made = london_date(ask.now);
    let order = RecordOrder {
        victim,
        perpetrator,
        kind: OrderKind::NonMolestation,
        court: "Family court".to_owned(),
        made,
        given_at: None,
        served: Some(made),
        starts: made,
        ends: made.checked_add(1.years()).ok(),
        terms: "No contact of any kind, and not to come to her home or work.".to_owned(),
        excluded: String::new(),
    };
    let made = passed(record_order(world.app, &mut ask, order).await)?;
    Ok(made.is_some())
}

/// Nominates somebody to MATAC, and for some decides at once and plans.
async fn tasked(
    world: &mut World<'_>,
    at: Timestamp,
    planned: bool,
    person: PersonId,
) -> Told<bool> {
    let mut ask = world.ask_one(Role::PoliceSupervisor, plus(at, 30))?;
    let why = "Several reports in a short time, and what was tried has not stopped him.";
    let Some(id) = passed(nominate(world.app, &mut ask, person, why).await)? else {
        return Ok(false);
    };
    if !planned {
        return Ok(true);
    }
    decide_nomination(
        world.app,
        &mut ask,
        id,
        true,
        "The meeting will try it together.",
    )
    .await?;
    let due = london_date(ask.now)
        .checked_add(28.days())
        .map_err(Refusal::rule)?;
    let service = world.staff.one(Role::Idva)?.agency;
    let police = ask.actor.agency.clone();
    for (way, whom, what, agency) in [
        (
            PlanWay::Support,
            StepFor::Partner,
            "Offer support to everybody he has harmed.",
            service,
        ),
        (
            PlanWay::Disruption,
            StepFor::Harming,
            "Visit him, and say what happens if it goes on.",
            police,
        ),
    ] {
        let step = AddStep {
            way,
            whom,
            what: what.to_owned(),
            agency,
            due,
        };
        add_step(world.app, &mut ask, id, step).await?;
    }
    Ok(true)
}
