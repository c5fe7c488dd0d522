//! The state of the county while it is played: what is made, who is whom, and what happens next.

use std::collections::BTreeMap;
use std::sync::Arc;

use hawthorn_app::platform::refusal::Told;
use hawthorn_app::{App, Ask};
use hawthorn_domain::platform::actor::{Actor, AgencyCode, Role};
use hawthorn_domain::platform::ids::{
    AgreedActionId, IncidentId, MaracReferralId, MeetingId, PersonId, ReferralId, RequestId,
};
use hawthorn_domain::platform::settings::{AreaCode, AreaSettings};
use jiff::Timestamp;

use crate::clockwork::{Post, Trouble};
use crate::hours::{self, slot_before};
use crate::luck::Luck;
use crate::script::{Report, Sitting, Stop, Story};
use crate::staff::Staff;

/// Something that is going to happen. The number is a report's place in the
/// script, or a sheet's, a sitting's or an action's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Sheet(usize),
    Review,
    Compare(usize),
    Screen(usize),
    AnswerLevel(usize),
    Decide(usize),
    Rate(usize),
    Request(usize),
    Reply(usize, usize),
    Triage(usize),
    Propose(usize),
    Authorise(usize),
    Feedback(usize),
    FollowUp(usize),
    Convene(usize),
    Meet(usize),
    Minute(usize),
    Refer(usize),
    Around(usize),
    PlanSitting(usize),
    List(usize),
    Research(usize, usize),
    Sit(usize),
    Act(usize),
    ComesIn(usize),
    Answers(usize),
    /// What the service does by itself.
    Clockwork,
}

/// A request that was sent.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub id: RequestId,
    pub agency: AgencyCode,
    pub answered: bool,
}

/// What has become of a report so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Made {
    pub incident: Option<IncidentId>,
    pub victim: Option<PersonId>,
    pub other: Option<PersonId>,
    pub referral: Option<ReferralId>,
    pub requests: Vec<Sent>,
    pub sent_back: bool,
    pub marac: Option<MaracReferralId>,
}

/// A meeting as it is prepared.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub sitting: Sitting,
    pub id: Option<MeetingId>,
    /// The reports on its agenda.
    pub items: Vec<usize>,
}

/// Which person of a couple a record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Victim,
    Other,
    Child(usize),
}

/// What is counted for the summary.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    pub sheets: usize,
    pub refused_rows: usize,
    pub rows_to_look_at: usize,
    pub screened: usize,
    pub closed: usize,
    pub shared: usize,
    pub referred: usize,
    pub level_changes: usize,
    pub pairs_answered: usize,
    pub replies: usize,
    pub outcomes: usize,
    pub hub_meetings: usize,
    pub marac: usize,
    pub repeats: usize,
    pub children: usize,
    pub minority_ethnic: usize,
    pub male_victims: usize,
    pub meetings: usize,
    pub actions: usize,
    pub actions_answered: usize,
    pub chasers: usize,
    pub around: usize,
    pub orders: usize,
    pub nominations: usize,
}

/// The county while it is played.
pub(crate) struct World<'a> {
    pub app: &'a Arc<App>,
    pub area: AreaCode,
    pub now: Timestamp,
    pub staff: Staff,
    pub luck: Luck,
    pub story: Story,
    pub cuts: Vec<Timestamp>,
    pub sittings: Vec<Prepared>,
    pub people: BTreeMap<PersonId, (usize, Part)>,
    pub actions: Vec<(AgreedActionId, AgencyCode)>,
    pub tally: Tally,
    pub trouble: Trouble,
    pub post: Option<&'a dyn Post>,
    made: BTreeMap<usize, Made>,
    todo: BTreeMap<(Timestamp, u64), Step>,
    order: u64,
}

impl<'a> World<'a> {
    pub(crate) fn new(
        app: &'a Arc<App>,
        area: AreaCode,
        now: Timestamp,
        staff: Staff,
        luck: Luck,
        story: Story,
        sittings: Vec<Sitting>,
    ) -> Self {
        let sittings = sittings
            .into_iter()
            .map(|sitting| Prepared {
                sitting,
                id: None,
                items: Vec::new(),
            })
            .collect();
        Self {
            app,
            area,
            now,
            staff,
            luck,
            story,
            cuts: Vec::new(),
            sittings,
            people: BTreeMap::new(),
            actions: Vec::new(),
            tally: Tally::default(),
            trouble: Trouble::default(),
            post: None,
            made: BTreeMap::new(),
            todo: BTreeMap::new(),
            order: 0,
        }
    }

    /// A request of somebody at a moment, with chance of its own.
    pub(crate) fn ask(&mut self, actor: Actor, at: Timestamp) -> Ask {
        let dice = Box::new(self.luck.part());
        Ask::new(actor, at.min(self.now), dice)
    }

    /// A request of the first who has a part.
    pub(crate) fn ask_one(&mut self, role: Role, at: Timestamp) -> Told<Ask> {
        let actor = self.staff.one(role)?;
        Ok(self.ask(actor, at))
    }

    /// The area's settings at a moment.
    pub(crate) fn settings(&self, at: Timestamp) -> Told<&'a AreaSettings> {
        self.app.settings(&self.area, at)
    }

    /// A report of the script; none is out of place, because steps are only made of reports.
    pub(crate) fn report(&self, at: usize) -> Told<Report> {
        let missing = || hawthorn_app::Refusal::Broken(format!("the script has no report {at}"));
        self.story.reports.get(at).cloned().ok_or_else(missing)
    }

    /// What has become of a report.
    pub(crate) fn made(&mut self, report: usize) -> &mut Made {
        self.made.entry(report).or_default()
    }

    /// Something to happen. What lies after now is never played and stays as open work.
    pub(crate) fn plan(&mut self, at: Timestamp, step: Step) {
        if at < self.now {
            self.order += 1;
            self.todo.insert((at, self.order), step);
        }
    }

    /// What happens next.
    pub(crate) fn next(&mut self) -> Option<(Timestamp, Step)> {
        self.todo.pop_first().map(|((at, _), step)| (at, step))
    }

    /// A moment in the hub's hours, so many minutes from a moment.
    pub(crate) fn later(&mut self, from: Timestamp, low: i64, high: i64) -> Timestamp {
        let minutes = self.luck.between(low, high);
        hours::hub(hours::plus(from, minutes), self.app.holidays())
    }

    /// Plans a step of a report: by its natural time, or for one of today's cases
    /// at a fixed half hour before now, so that it has come exactly so far.
    pub(crate) fn follow(
        &mut self,
        report: usize,
        from: Timestamp,
        minutes: (i64, i64),
        slot: usize,
        step: Step,
    ) -> Told<()> {
        let stopped = self.report(report)?.stop;
        let at = if stopped.is_some_and(|stop| stop != Stop::Screen) {
            slot_before(self.now, slot, self.app.holidays()).max(hours::plus(from, 1))
        } else {
            self.later(from, minutes.0, minutes.1)
        };
        self.plan(at, step);
        Ok(())
    }
}
