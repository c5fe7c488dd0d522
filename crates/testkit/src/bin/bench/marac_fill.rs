//! Years of MARAC in a fresh database: pairs with their incidents, past listings with research and actions, and one meeting that is planned.

use anyhow::{Context, Result};
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::incidents::screening::{ScreeningDecision, ScreeningOutcome};
use hawthorn_domain::marac::action::{ActionResult, ActionState};
use hawthorn_domain::marac::referral::Research;
use hawthorn_domain::marac::{AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::{
    AgreedActionId, IncidentId, MaracReferralId, MeetingId, PersonId,
};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::{Document, Store, Tx};
use hawthorn_testkit::CountingDice;
use jiff::{SignedDuration, Timestamp};

use super::running::Luck;

/// Cases on an agenda.
pub const CASES: usize = 19;
/// Days over which everything is spread.
const DAYS: u64 = 3 * 365;
/// Incidents that wait at the desk, however many there are: a desk does not grow with its years.
const OPEN: usize = 600;
/// Records of one change.
const AT_ONCE: usize = 4_000;
/// Past meetings whose actions are partly open still.
const OPEN_MEETINGS: usize = 4;
/// Who brings research to a case.
const AGENCIES: [&str; 8] = [
    "police",
    "refuge",
    "childrens_social_care",
    "adult_social_care",
    "child_health",
    "housing",
    "mental_health",
    "probation",
];
const WORDS: &str = "Invented for a measurement. Known since last spring; words were exchanged about arrangements, and each has said how they want to be spoken to. ";

/// What was made.
#[derive(Debug, Default)]
pub struct Made {
    /// Pairs with at least one incident.
    pub pairs: Vec<(PersonId, PersonId)>,
    /// Incidents.
    pub incidents: usize,
    /// Those that wait at the desk, spread over all.
    pub open: Vec<IncidentId>,
    /// Referrals that were heard.
    pub listings: usize,
    /// The meeting that is planned.
    pub planned: Option<MeetingId>,
}

/// Makes records of one kind after the other, and saves them a few thousand at a time.
pub struct Filler<'a> {
    store: &'a Store,
    tx: Option<Tx>,
    waiting: usize,
    luck: Luck,
    dice: CountingDice,
    now: Timestamp,
    area: AreaCode,
    incident: Incident,
    victim: Person,
    other: Person,
}

impl<'a> Filler<'a> {
    /// Copies what one real import made, so that each record has the shape and the size of a real one.
    ///
    /// # Errors
    /// When the store does not answer, or the model names no pair.
    pub async fn new(
        store: &'a Store,
        seed: u64,
        now: Timestamp,
        incident: Incident,
    ) -> Result<Self> {
        let person = async |id: Option<PersonId>| -> Result<Person> {
            let id = id.context("the model names no pair")?.to_string();
            let read = store.get_unscoped::<Person>(&id).await?;
            Ok(read.context("a person of the model is gone")?.value)
        };
        let victim = person(incident.victim().map(|party| party.person)).await?;
        let other = person(incident.person_causing_harm().map(|party| party.person)).await?;
        Ok(Self {
            store,
            tx: None,
            waiting: 0,
            luck: Luck::new(seed, 11),
            dice: CountingDice::new(seed),
            now,
            area: incident.area.clone(),
            incident,
            victim,
            other,
        })
    }

    async fn put<T: Document>(&mut self, value: &T) -> Result<()> {
        let entry = Entry {
            at: self.now,
            by: Doer::system("Measurement"),
            area: Some(self.area.clone()),
            deed: Deed::Created,
            verb: None,
            kind: String::new(),
            record: String::new(),
            words: "Invented".to_owned(),
        };
        // The writer is one connection: a change has to end before the next begins.
        let mut tx = match self.tx.take() {
            Some(tx) => tx,
            None => self.store.begin().await?,
        };
        tx.create(value, entry).await?;
        self.waiting += 1;
        self.tx = Some(tx);
        if self.waiting >= AT_ONCE {
            self.save().await?;
        }
        Ok(())
    }

    async fn save(&mut self) -> Result<()> {
        self.waiting = 0;
        if let Some(full) = self.tx.take() {
            full.finish().await?;
        }
        Ok(())
    }

    /// A moment of the years that are made, as many days before now.
    fn past(&mut self, days: u64) -> Timestamp {
        let minutes = i64::try_from(self.luck.below(days * 24 * 60)).unwrap_or_default();
        self.now
            .checked_sub(SignedDuration::from_mins(minutes + 60))
            .unwrap_or(self.now)
    }

    /// Makes pairs until there are so many incidents: most pairs have one to three, a few have many.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn pairs(&mut self, incidents: usize, made: &mut Made) -> Result<()> {
        let step = (incidents / OPEN).max(1);
        while made.incidents < incidents {
            let number = match self.luck.below(20) {
                0..=8 => 1,
                9..=14 => 3,
                15..=18 => 7,
                _ => 20,
            };
            let pair = self.pair().await?;
            for _ in 0..number.min(incidents - made.incidents) {
                made.incidents += 1;
                let open = made.incidents.is_multiple_of(step);
                let id = self.one_incident(pair, made.incidents, open).await?;
                if open {
                    made.open.push(id);
                }
            }
            made.pairs.push(pair);
        }
        self.save().await
    }

    async fn pair(&mut self) -> Result<(PersonId, PersonId)> {
        let at = self.past(DAYS);
        let mut victim = self.victim.clone();
        let mut other = self.other.clone();
        victim.id = PersonId::new(at, &mut self.dice);
        other.id = PersonId::new(at, &mut self.dice);
        // Names by number, so that few are alike and the index of people is as large as a real one.
        for (person, mark) in [(&mut victim, "v"), (&mut other, "o")] {
            for name in &mut person.names {
                name.family = format!("{}{mark}{:x}", name.family, self.luck.below(1 << 32));
            }
        }
        self.put(&victim).await?;
        self.put(&other).await?;
        Ok((victim.id, other.id))
    }

    async fn one_incident(
        &mut self,
        (victim, other): (PersonId, PersonId),
        number: usize,
        open: bool,
    ) -> Result<IncidentId> {
        let at = self.past(DAYS);
        let mut incident = self.incident.clone();
        incident.id = IncidentId::new(at, &mut self.dice);
        incident.reference = format!("M/{number}");
        incident.content = format!("{number:x}");
        incident.reported_at = at;
        incident.received_at = at;
        incident.score = Some(u16::try_from(self.luck.below(16)).unwrap_or_default());
        incident.reported_level = match self.luck.below(10) {
            0..=5 => RiskLevel::Standard,
            6..=8 => RiskLevel::Medium,
            _ => RiskLevel::High,
        };
        incident
            .parties
            .retain(|party| matches!(party.role, PartyRole::Victim | PartyRole::PersonCausingHarm));
        for party in &mut incident.parties {
            party.person = if party.role == PartyRole::Victim {
                victim
            } else {
                other
            };
        }
        if !open {
            incident.screening.decision = Some(ScreeningDecision {
                outcome: ScreeningOutcome::Close,
                reason: WORDS.to_owned(),
                proposed: ScreeningOutcome::Close,
                because: Vec::new(),
                by: Doer::system("Measurement"),
                at,
            });
        }
        self.put(&incident).await?;
        Ok(incident.id)
    }

    /// Makes meetings that are over, with so many listings in all, and one that is planned.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn meetings(&mut self, listings: usize, made: &mut Made) -> Result<()> {
        let meetings = listings.div_ceil(CASES);
        let step = DAYS * 24 * 60 / (meetings as u64 + 1);
        for back in (1..=meetings).rev() {
            let minutes = i64::try_from(step * back as u64).unwrap_or_default();
            let at = self.now.checked_sub(SignedDuration::from_mins(minutes))?;
            let cases = CASES.min(listings - made.listings);
            self.meeting(at, cases, back <= OPEN_MEETINGS, made).await?;
            made.listings += cases;
        }
        let at = self.now.checked_add(SignedDuration::from_hours(48))?;
        made.planned = Some(self.meeting(at, CASES, false, made).await?);
        self.save().await
    }

    async fn meeting(
        &mut self,
        at: Timestamp,
        cases: usize,
        open_actions: bool,
        made: &Made,
    ) -> Result<MeetingId> {
        let over = at < self.now;
        let id = MeetingId::new(at.min(self.now), &mut self.dice);
        let mut agenda = Vec::new();
        for _ in 0..cases {
            let pair = self.luck.pick(&made.pairs).copied().context("no pair")?;
            let referral = self.referral(pair, id, at);
            if over {
                for number in 0..3 {
                    let open = open_actions && number == 0;
                    let action = self.action(&referral, id, at, open);
                    self.put(&action).await?;
                }
            }
            agenda.push(referral.id);
            self.put(&referral).await?;
        }
        let meeting = Meeting {
            id,
            area: self.area.clone(),
            venue: "north".to_owned(),
            starts_at: at,
            planned_by: Doer::system("Measurement"),
            agenda,
            attendance: Vec::new(),
            chair: String::new(),
            opened_at: over.then_some(at),
            closed_at: over.then_some(at),
            turns: Vec::new(),
            urgent: None,
            minutes_at: None,
            research_chases: Vec::new(),
        };
        self.put(&meeting).await?;
        Ok(id)
    }

    fn referral(
        &mut self,
        (victim, perpetrator): (PersonId, PersonId),
        meeting: MeetingId,
        at: Timestamp,
    ) -> MaracReferral {
        let referred_at = at
            .min(self.now)
            .checked_sub(SignedDuration::from_hours(24 * 14))
            .unwrap_or(at);
        let heard = at < self.now;
        let research = AGENCIES.iter().map(|agency| Research {
            agency: AgencyCode::new(*agency),
            holds: true,
            text: WORDS.repeat(2),
            shared: true,
            withheld: String::new(),
            missing: String::new(),
            by: Doer::system("Measurement"),
            at: referred_at,
        });
        MaracReferral {
            id: MaracReferralId::new(referred_at, &mut self.dice),
            area: self.area.clone(),
            victim,
            perpetrator,
            children: Vec::new(),
            incident: None,
            mash_referral: None,
            referred_by: Doer::system("Measurement"),
            referred_at,
            reason: WORDS.to_owned(),
            judgement: None,
            moved_from: None,
            findings: Vec::new(),
            victim_voice: WORDS.to_owned(),
            meeting: Some(meeting),
            heard_at: heard.then_some(at),
            research: research.collect(),
            risks: vec!["He has a key.".to_owned(); 3],
            discussion: if heard {
                WORDS.repeat(5)
            } else {
                String::new()
            },
            victim_told: String::new(),
            intake: hawthorn_domain::marac::intake::Intake::default(),
            transfers: Vec::new(),
            came_as: None,
            conflicts: Vec::new(),
            restriction: Restriction::default(),
        }
    }

    fn action(
        &mut self,
        referral: &MaracReferral,
        meeting: MeetingId,
        at: Timestamp,
        open: bool,
    ) -> AgreedAction {
        let agency = self.luck.pick(&AGENCIES).copied().unwrap_or_default();
        let result = ActionResult {
            state: ActionState::Done,
            note: String::new(),
            by: Doer::system("Measurement"),
            at,
        };
        AgreedAction {
            id: AgreedActionId::new(at, &mut self.dice),
            area: self.area.clone(),
            meeting,
            referral: referral.id,
            agency: AgencyCode::new(agency),
            owner: "Duty officer".to_owned(),
            what: WORDS.to_owned(),
            lowers: "He has a key".to_owned(),
            due: london_date(at),
            agreed_by: Doer::system("Measurement"),
            agreed_at: at,
            result: (!open).then_some(result),
            chases: Vec::new(),
            victim_facing: false,
            kept_from: Vec::new(),
            restriction: Restriction::default(),
        }
    }
}
