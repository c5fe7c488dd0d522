//! Makes the county: accounts, the script, and then every step in the order of time until now.

use std::sync::Arc;

use hawthorn_app::incidents::worklist::{Filter, worklist};
use hawthorn_app::marac::lists::{meetings, to_list};
use hawthorn_app::mash::list_referrals::list_referrals;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::{App, Refusal};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::settings::{AreaCode, AreaSettings};
use hawthorn_domain::referrals::ReferralState;
use jiff::civil::{Date, time};
use jiff::{Timestamp, ToSpan};

use crate::clockwork::{Post, Trouble};
use crate::hours::{self, plus};
use crate::invent::{self, began};
use crate::luck::Luck;
use crate::plan::Plan;
use crate::script::Sitting;
use crate::staff::{SignIn, Staff};
use crate::world::{Step, World};
use crate::{arrivals, clockwork, desk, doors, hub, hub_meeting, marac, replies, support};

/// The area that is played, where it is served; otherwise the first of all.
const AREA: &str = "warwickshire";
/// Meetings are planned this long ahead.
const AHEAD: i64 = 40;
/// The last sheet of today comes in this long before now, in minutes.
const LAST_SHEET: i64 = 45;
/// A plan shorter than this has two meetings of its own, in case the area's days fall outside it.
const SHORT: i64 = 30;

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct County {
    /// Who can sign in, one person for each part.
    pub sign_ins: Vec<SignIn>,
    /// What there is, a sentence a line.
    pub summary: Vec<String>,
}

/// Makes a county that ends at `now`. The same plan and the same `now` make the
/// same county. `progress` is told a sentence for each simulated week.
///
/// # Errors
/// When no area is served, the database holds accounts of the same names
/// already, or the service refuses a step, which it should not.
pub async fn make_county(
    app: &Arc<App>,
    plan: Plan,
    now: Timestamp,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<County, Refusal> {
    played(app, plan, now, None, progress).await
}

/// The same while the service does its own work all the time, mail leaves by a mail server, and
/// something goes wrong: for seeing that nothing is lost by it.
///
/// # Errors
/// As [`make_county`].
pub async fn play_county(
    app: &Arc<App>,
    plan: Plan,
    now: Timestamp,
    trouble: Trouble,
    post: &dyn Post,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<County, Refusal> {
    played(app, plan, now, Some((trouble, post)), progress).await
}

async fn played(
    app: &Arc<App>,
    plan: Plan,
    now: Timestamp,
    running: Option<(Trouble, &dyn Post)>,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<County, Refusal> {
    let area = area(app)?;
    let mut luck = Luck::new(plan.seed);
    let start = began(&plan, now);
    let staff = Staff::hire(app, &area, start, &mut luck).await?;
    progress(&format!("{} accounts are made", staff.sign_ins.len()));
    let settings = app.settings(&area, now)?;
    let sittings = sittings(settings, &plan, now, app);
    let story = invent::write(&plan, now, &sittings, app.holidays());
    let mut world = World::new(app, area, now, staff, luck, story, sittings);
    schedule(&mut world, &plan, start);
    if let Some((trouble, post)) = running {
        world.trouble = trouble;
        world.post = Some(post);
        world.plan(plus(start, clockwork::EVERY), Step::Clockwork);
    }
    doors::schedule(&mut world);
    let mut week = 0;
    while let Some((at, step)) = world.next() {
        let weeks = at.duration_since(start).as_hours() / (24 * 7);
        if weeks > week {
            week = weeks;
            progress(&format!(
                "week {week}: {} screened, {} referred into the MASH, {} to MARAC",
                world.tally.screened, world.tally.referred, world.tally.marac
            ));
        }
        play(&mut world, at, step).await?;
    }
    let summary = summary(&mut world).await?;
    Ok(County {
        sign_ins: world.staff.sign_ins,
        summary,
    })
}

fn area(app: &App) -> Told<AreaCode> {
    let served: Vec<AreaCode> = app.areas().map(|book| book.code.clone()).collect();
    let chosen = served
        .iter()
        .find(|code| code.as_str() == AREA)
        .or_else(|| served.first());
    chosen.cloned().ok_or_else(|| {
        Refusal::Rule("No area is set up here. Add the settings file of one.".to_owned())
    })
}

/// The dates of the area's meetings around the simulated time (C19), and two more in a short plan.
fn sittings(settings: &AreaSettings, plan: &Plan, now: Timestamp, app: &App) -> Vec<Sitting> {
    let mut day = london_date(began(plan, now));
    let last = london_date(now).checked_add(AHEAD.days()).unwrap_or(day);
    let mut found = Vec::new();
    while day <= last {
        for (part, venue) in settings.marac.venues.iter().enumerate() {
            if venue.meets_on(day) && app.holidays().is_working_day(day) {
                found.push(Sitting {
                    venue: venue.code.clone(),
                    part: (plan.days >= SHORT).then_some(part),
                    starts: hours::at(day, venue.starts),
                });
            }
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    // One early enough for a repeat to follow, and one late enough for cases to have been listed.
    for days in [4, 1] {
        if plan.days < SHORT
            && let Some(venue) = settings.marac.venues.first()
        {
            let day = working_day_before(london_date(plus(now, -days * 24 * 60)), app);
            found.push(Sitting {
                venue: venue.code.clone(),
                part: None,
                starts: hours::at(day, time(10, 0, 0, 0)),
            });
        }
    }
    found.retain(|sitting| sitting.starts > plus(began(plan, now), 24 * 60));
    found.sort_by_key(|sitting| sitting.starts);
    found.dedup_by_key(|sitting| (sitting.starts, sitting.venue.clone()));
    found
}

fn working_day_before(mut day: Date, app: &App) -> Date {
    while !app.holidays().is_working_day(day) {
        let Ok(before) = day.yesterday() else {
            return day;
        };
        day = before;
    }
    day
}

/// Sheets and reviews of every day, and the planning of every meeting.
fn schedule(world: &mut World<'_>, plan: &Plan, start: Timestamp) {
    let mut day = london_date(start);
    let last_sheet = plus(world.now, -LAST_SHEET);
    while let Ok(next) = day.tomorrow() {
        day = next;
        let cut = hours::at(day, time(8, 10, 0, 0));
        if cut >= last_sheet {
            break;
        }
        world.cuts.push(cut);
        let review = hours::at(day, time(11, 5, 0, 0));
        if review < plus(last_sheet, -10) {
            world.plan(review, Step::Review);
        }
    }
    world.cuts.push(last_sheet);
    for (number, cut) in world.cuts.clone().into_iter().enumerate() {
        world.plan(cut, Step::Sheet(number));
    }
    for (number, prepared) in world.sittings.clone().into_iter().enumerate() {
        let ahead = plus(prepared.sitting.starts, -AHEAD * 24 * 60);
        let planned = hours::hub(ahead.max(plus(start, 30)), world.app.holidays());
        if plan.days > 0 && planned < prepared.sitting.starts {
            world.plan(planned, Step::PlanSitting(number));
        }
    }
}

async fn play(world: &mut World<'_>, at: Timestamp, step: Step) -> Told<()> {
    match step {
        Step::Sheet(number) => arrivals::sheet(world, at, number).await,
        Step::Review => desk::review(world, at).await,
        Step::Compare(place) => desk::compare(world, at, place).await,
        Step::Screen(place) => desk::screen(world, at, place).await,
        Step::AnswerLevel(place) => desk::answer_level(world, at, place).await,
        Step::Decide(place) => desk::decide_later(world, at, place).await,
        Step::Rate(place) => hub::rate(world, at, place).await,
        Step::Request(place) => hub::request(world, at, place).await,
        Step::Reply(place, nth) => replies::reply(world, at, place, nth).await,
        Step::Triage(place) => hub::triage(world, at, place).await,
        Step::Propose(place) => hub::propose(world, at, place).await,
        Step::Authorise(place) => hub::authorise(world, at, place).await,
        Step::Feedback(place) => hub::feedback(world, at, place).await,
        Step::FollowUp(place) => hub::follow_up(world, at, place).await,
        Step::Convene(place) => hub_meeting::convene(world, at, place).await,
        Step::Meet(place) => hub_meeting::meet(world, at, place).await,
        Step::Minute(place) => hub_meeting::minute(world, at, place).await,
        Step::Refer(place) => marac::refer(world, at, place).await,
        Step::Around(place) => support::around(world, at, place).await,
        Step::PlanSitting(number) => marac::plan_sitting(world, at, number).await,
        Step::List(place) => marac::list(world, at, place).await,
        Step::Research(place, nth) => marac::research(world, at, place, nth).await,
        Step::Sit(number) => marac::sit(world, at, number).await,
        Step::Act(number) => marac::act(world, at, number).await,
        Step::Clockwork => clockwork::round(world, at).await,
        Step::ComesIn(number) => doors::comes_in(world, at, number).await,
        Step::Answers(number) => doors::answers(world, at, number).await,
    }
}

/// What there is, counted while it was made, and what waits now, as the lists show it.
async fn summary(world: &mut World<'_>) -> Told<Vec<String>> {
    let now = world.now;
    let app = world.app;
    let mut ask = world.ask_one(Role::PoliceSupervisor, now)?;
    let desk = worklist(app, &mut ask, Filter::default(), None, 1)
        .await?
        .tabs;
    let mut ask = world.ask_one(Role::SocialCareManager, now)?;
    let referrals = list_referrals(app, &mut ask, ReferralState::ToRate)
        .await?
        .counts;
    let waiting: Vec<String> = referrals
        .iter()
        .filter(|(state, _)| *state != ReferralState::Finished)
        .map(|(state, count)| format!("{}: {count}", state.label().to_lowercase()))
        .collect();
    let mut ask = world.ask_one(Role::MaracCoordinator, now)?;
    let unlisted = to_list(app, &mut ask).await?.len();
    let planned = meetings(app, &mut ask).await?.planned.len();
    let tally = &world.tally;
    Ok(vec![
        format!(
            "{} sheets with {} incidents; {} rows refused, {} for a person to look at",
            tally.sheets,
            world.story.reports.len(),
            tally.refused_rows,
            tally.rows_to_look_at
        ),
        format!(
            "Screened {}: {} closed, {} shared, {} referred into the MASH; {} changes of level proposed",
            tally.screened, tally.closed, tally.shared, tally.referred, tally.level_changes
        ),
        format!(
            "{} possible duplicates answered; {} answers of agencies; {} outcomes authorised; {} MASH meetings recorded",
            tally.pairs_answered, tally.replies, tally.outcomes, tally.hub_meetings
        ),
        format!(
            "MARAC: {} pairs referred, {} of them repeats, with {} children, {} from minority ethnic communities, {} male victims",
            tally.marac, tally.repeats, tally.children, tally.minority_ethnic, tally.male_victims
        ),
        format!(
            "{} meetings held, {} actions agreed, {} of them answered",
            tally.meetings, tally.actions, tally.actions_answered
        ),
        format!(
            "Now at the desk: {} to screen, {} waiting for the supervisor",
            desk.to_screen, desk.awaiting_supervisor
        ),
        format!("Now in the MASH: {}", waiting.join("; ")),
        format!("Now at MARAC: {unlisted} to put on an agenda, {planned} meetings planned"),
    ])
}
