//! One request to the service: who asks, at what moment, with which source of chance.

use hawthorn_access::Answer;
use hawthorn_domain::platform::actor::{Actor, Scope};
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{AccountId, Chance};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::{AreaCode, AreaSettings};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::Timestamp;
use jiff::civil::Date;

use super::refusal::{Refusal, Told};
use super::service::App;

/// A source of chance that may cross threads.
pub type Dice = Box<dyn Chance>;

/// Chance that always gives nought: for an account that is nobody's.
struct Nobody;

impl Chance for Nobody {
    fn bits(&mut self) -> u128 {
        0
    }
}

/// An account that is nobody's: for deciding by records that no reader is shown.
pub(crate) fn nobody() -> AccountId {
    AccountId::new(Timestamp::UNIX_EPOCH, &mut Nobody)
}

/// Who asks, when, with which chance. Every verb takes one.
pub struct Ask {
    /// Who is signed in.
    pub actor: Actor,
    /// The moment of the request; a verb never reads a clock.
    pub now: Timestamp,
    /// Where new identifiers come from.
    pub dice: Dice,
}

impl Ask {
    /// A request of this actor at this moment.
    pub fn new(actor: Actor, now: Timestamp, dice: Dice) -> Self {
        Self { actor, now, dice }
    }

    /// A request of somebody whose act makes no record of its own, and so needs no chance.
    pub(crate) fn without_chance(actor: Actor, now: Timestamp) -> Self {
        Self::new(actor, now, Box::new(Nobody))
    }

    /// The area the actor works in.
    pub fn area(&self) -> &AreaCode {
        &self.actor.area
    }

    /// The actor as the log and records name them.
    pub fn doer(&self) -> Doer {
        if self.actor.account == nobody() {
            // A visitor of the public pages: a name for the log, and no account.
            return Doer::system(&self.actor.name);
        }
        Doer::of(&self.actor)
    }

    /// The day in London.
    pub fn today(&self) -> Date {
        hawthorn_domain::platform::calendar::london_date(self.now)
    }

    /// The area's settings now.
    ///
    /// # Errors
    /// When the area is not served here.
    pub fn settings<'app>(&self, app: &'app App) -> Told<&'app AreaSettings> {
        app.settings(&self.actor.area, self.now)
    }

    /// What this reader may be handed at all.
    ///
    /// # Errors
    /// When the area is not served here.
    pub fn scope(&self, app: &App) -> Told<Scope> {
        let rule = app.area_rule(&self.actor.area, self.now)?;
        Ok(app.access.scope(&self.actor, &rule))
    }

    /// Asks the policies for exactly this act on exactly this thing. A refusal is
    /// kept in the log; a thing whose existence is secret is answered as missing.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] or [`Refusal::NotFound`].
    pub async fn allow(&self, app: &App, verb: Verb, thing: &Thing) -> Told<()> {
        let refusal = match self.answer(app, verb, thing)? {
            Answer::Allowed => return Ok(()),
            Answer::Refused { hidden: true } => Refusal::NotFound,
            Answer::Refused { hidden: false } => Refusal::NotAllowed(verb),
        };
        app.store
            .note(self.entry(
                Deed::Refused,
                verb,
                format!(
                    "Was refused: {}",
                    hawthorn_domain::platform::words::inside(verb.label())
                ),
            ))
            .await?;
        Err(refusal)
    }

    /// Whether the act would be allowed; for showing or hiding a button, never instead of [`Ask::allow`].
    pub fn may(&self, app: &App, verb: Verb, thing: &Thing) -> bool {
        matches!(self.answer(app, verb, thing), Ok(Answer::Allowed))
    }

    /// Whether the act would be allowed on something of the area as a whole.
    pub fn may_in_area(&self, app: &App, verb: Verb) -> bool {
        self.may(app, verb, &Thing::of_area(&self.actor.area))
    }

    /// Whether this reader could ever be allowed the act: on something of their own
    /// area, addressed to their own agency, proposed by somebody else. It guards
    /// whole routes; the verb itself still asks [`Ask::allow`] on the real thing.
    pub fn may_ever(&self, app: &App, verb: Verb) -> bool {
        let somebody_else = nobody();
        let thing = Thing::of_area(&self.actor.area);
        let closed = Thing::record(&self.actor.area, &Restriction::on_arrival(""));
        let possible = [
            thing.clone(),
            thing.clone().addressed_to(&self.actor.agency),
            thing.proposed_by(somebody_else),
            closed,
        ];
        possible.iter().any(|thing| self.may(app, verb, thing))
    }

    fn answer(&self, app: &App, verb: Verb, thing: &Thing) -> Told<Answer> {
        let rule = app.area_rule(&thing.area, self.now)?;
        Ok(app.access.decide(&self.actor, verb, thing, &rule))
    }

    /// An audit entry of this request. Saving a record fills in which record.
    pub fn entry(&self, deed: Deed, verb: Verb, words: impl Into<String>) -> Entry {
        Entry {
            at: self.now,
            by: self.doer(),
            area: Some(self.actor.area.clone()),
            deed,
            verb: Some(verb),
            kind: String::new(),
            record: String::new(),
            words: words.into(),
        }
    }

    /// Keeps that a record was opened (R339): an entry of its own, committed before anything is shown.
    ///
    /// # Errors
    /// When the log cannot be written; then nothing may be shown either.
    pub async fn looked(
        &self,
        app: &App,
        verb: Verb,
        kind: &str,
        record: &str,
        words: &str,
    ) -> Told<()> {
        Ok(app
            .store
            .note(Entry {
                kind: kind.to_owned(),
                record: record.to_owned(),
                ..self.entry(Deed::Looked, verb, words)
            })
            .await?)
    }
}
