//! Word to the keepers of restricted records, their list of what is held closely, and their looking into what happened (R213, R214, R218).

use std::collections::BTreeMap;

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Doer};
use hawthorn_domain::platform::ids::{KeeperNoticeId, MeetingId};
use hawthorn_domain::platform::restriction::{Opening, Restriction};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
pub use hawthorn_store::governance::keeper_notices::KeeperNotice;
use hawthorn_store::governance::keeper_notices::{NoticeKind, Reviewed};
use hawthorn_store::platform::accounts::Account;
use hawthorn_store::{Document, Stored, Tx};

use super::named_access::record::{Along, Kept, load};
use super::named_access::{NamedAccount, allow, shown};
use jiff::Timestamp;

use crate::incidents::worklist::Counted;
use crate::people::history::RecordKind;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{needed, short};

/// The most rows of one list.
const MOST: u64 = 200;

/// Which record a notice is about.
#[derive(Debug, Clone)]
pub(crate) struct About {
    area: AreaCode,
    kind: String,
    record: String,
}

impl About {
    /// A record of the reader's own area.
    pub fn of(ask: &Ask, kind: RecordKind, id: &str) -> Self {
        Self {
            area: ask.area().clone(),
            kind: kind.code().to_owned(),
            record: id.to_owned(),
        }
    }
    /// A record of the reader's area, by its table.
    pub fn new(scope: &Scope, table: &str, id: &str) -> Self {
        Self {
            area: scope.area.clone(),
            kind: table.to_owned(),
            record: id.to_owned(),
        }
    }
    /// Its kind and its identifier.
    pub fn record(&self) -> (&str, &str) {
        (&self.kind, &self.record)
    }
    /// An incident.
    pub fn incident(incident: &Incident) -> Self {
        Self {
            area: incident.area.clone(),
            kind: Incident::TABLE.to_owned(),
            record: incident.id.to_string(),
        }
    }
    /// A person.
    pub fn person(person: &Person) -> Self {
        Self {
            area: person.area.clone(),
            kind: Person::TABLE.to_owned(),
            record: person.id.to_string(),
        }
    }
}

/// A notice of this request, to be kept with what it tells of.
pub(crate) fn notice(ask: &mut Ask, kind: NoticeKind, about: &About, words: &str) -> KeeperNotice {
    KeeperNotice {
        id: KeeperNoticeId::new(ask.now, ask.dice.as_mut()),
        area: about.area.clone(),
        kind,
        record_kind: about.kind.clone(),
        record: about.record.clone(),
        by: ask.doer(),
        at: ask.now,
        words: words.to_owned(),
        reviewed: None,
        restriction: Restriction::on_arrival("Word to the keepers"),
    }
}

/// Keeps a notice in the same transaction as what it tells of, so that neither is there alone.
pub(crate) async fn tell(tx: &mut Tx, ask: &Ask, verb: Verb, notice: &KeeperNotice) -> Told<()> {
    let entry = ask.entry(
        Deed::Created,
        verb,
        "Told the keepers of restricted records",
    );
    Ok(tx.create(notice, entry).await?)
}

/// One restricted record in the keepers' list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRecord {
    /// Its kind.
    pub kind: RecordKind,
    /// The record.
    pub id: String,
    /// The reference that people use: the source's own, or the short form.
    pub reference: String,
    /// Why it is held closely.
    pub why: String,
    /// How many accounts are named.
    pub named: usize,
    /// Emergency openings that hold now.
    pub open_now: usize,
}

/// What the keepers see: what waits for them, and what is held closely.
#[derive(Debug, Clone, Default)]
pub struct Keeping {
    /// Notices nobody has looked into, newest first.
    pub waiting: Vec<KeeperNotice>,
    /// Restricted incidents and MARAC referrals, newest first.
    pub held: Vec<HeldRecord>,
}

/// How many notices wait for the keepers, counted no further than a page holds.
///
/// # Errors
/// When the store does not answer.
pub(crate) async fn waiting(app: &App, scope: &Scope) -> Told<Counted> {
    let open = app.store.open_keeper_notices(scope, MOST + 1).await?.len() as u64;
    Ok(Counted {
        number: open.min(MOST),
        more: open > MOST,
    })
}

/// The keepers' page.
///
/// # Errors
/// When the reader is not one of those told of restricted records.
pub async fn keeping(app: &App, ask: &mut Ask) -> Told<Keeping> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    allow_keeper(app, ask).await?;
    // Decide
    let waiting = app.store.open_keeper_notices(&scope, MOST).await?;
    let mut held = Vec::new();
    for read in app
        .store
        .restricted_records::<Incident>(&scope, MOST)
        .await?
    {
        let (id, reference) = (read.id.to_string(), read.reference.clone());
        held.push(line(
            ask,
            RecordKind::Incident,
            id,
            reference,
            &read.restriction,
        ));
    }
    for read in app
        .store
        .restricted_records::<MaracReferral>(&scope, MOST)
        .await?
    {
        let (id, reference) = (read.id.to_string(), read.id.short());
        held.push(line(
            ask,
            RecordKind::MaracReferral,
            id,
            reference,
            &read.restriction,
        ));
    }
    // Keep
    let words = "Looked through what is held closely";
    app.store
        .note(ask.entry(Deed::Listed, Verb::NameOnRecord, words))
        .await?;
    // Tell
    Ok(Keeping {
        waiting: waiting.into_iter().map(|read| read.value).collect(),
        held,
    })
}

fn line(
    ask: &Ask,
    kind: RecordKind,
    id: String,
    reference: String,
    restriction: &Restriction,
) -> HeldRecord {
    let open = restriction.opened.iter();
    HeldRecord {
        kind,
        id,
        reference,
        why: restriction.why.clone(),
        named: restriction.named.len(),
        open_now: open.filter(|opening| opening.holds(ask.now)).count(),
    }
}

/// Asks for the keepers' right on a record that nobody is named on.
pub(crate) async fn allow_keeper(app: &App, ask: &Ask) -> Told<()> {
    let closed = Thing::record(ask.area(), &Restriction::on_arrival(""));
    match ask.may(app, Verb::NameOnRecord, &closed) {
        true => Ok(()),
        // Asked of the area, so that the answer is a plain refusal and no secret.
        false => {
            let area = Thing::of_area(ask.area());
            ask.allow(app, Verb::NameOnRecord, &area).await?;
            Err(Refusal::NotAllowed(Verb::NameOnRecord))
        }
    }
}

/// How one record is held, for its keepers.
#[derive(Debug, Clone)]
pub struct HeldPage {
    /// Its kind.
    pub kind: RecordKind,
    /// The record.
    pub id: String,
    /// Whether it is held closely.
    pub restricted: bool,
    /// Why.
    pub why: String,
    /// Who is named, by sign-in name.
    pub named: Vec<NamedAccount>,
    /// Emergency openings, newest first, each with whether it holds now.
    pub opened: Vec<(Opening, bool)>,
    /// What the keepers were told of it, newest first.
    pub notices: Vec<KeeperNotice>,
    /// Meetings to which a restricted pair that waits for one can be brought.
    pub meetings: Vec<(MeetingId, Timestamp, String)>,
}

/// Opens a record's page of who may open it.
///
/// # Errors
/// When the record is not there for the reader, or they are not a keeper.
pub async fn held_page(app: &App, ask: &mut Ask, kind: RecordKind, id: &str) -> Told<HeldPage> {
    // Load
    let scope = ask.scope(app)?;
    let loaded = load(app, &scope, kind, id, Along::Reading).await?;
    // Allow
    allow(app, ask, &loaded.chosen).await?;
    // Decide
    let restriction = loaded.chosen.restriction().clone();
    let named = accounts_named(app, ask, &restriction).await?;
    let mut notices: BTreeMap<_, KeeperNotice> = BTreeMap::new();
    for record in loaded.keys() {
        for read in app.store.keeper_notices_of(&scope, &record, MOST).await? {
            notices.insert((read.at, read.id), read.value);
        }
    }
    let meetings = meetings(app, ask, &loaded.chosen).await?;
    let openings = restriction.opened.iter().rev();
    let page = HeldPage {
        kind,
        id: id.to_owned(),
        restricted: restriction.is_restricted(),
        why: restriction.why.clone(),
        named,
        opened: openings
            .map(|opening| (opening.clone(), opening.holds(ask.now)))
            .collect(),
        notices: notices.into_values().rev().collect(),
        meetings,
    };
    // Keep
    let words = "Looked at who may open the record";
    ask.looked(app, Verb::NameOnRecord, kind.code(), id, words)
        .await?;
    // Tell
    Ok(page)
}

/// The meetings that may still hear a restricted pair, soonest first, with their venues.
async fn meetings(
    app: &App,
    ask: &Ask,
    chosen: &Kept,
) -> Told<Vec<(MeetingId, Timestamp, String)>> {
    let waits = match chosen {
        Kept::Marac(read) => read.restriction.is_restricted() && read.state() == MaracState::ToList,
        _ => false,
    };
    if !waits {
        return Ok(Vec::new());
    }
    let settings = ask.settings(app)?;
    let scope = ask.scope(app)?;
    let states = [MeetingState::Open, MeetingState::Planned];
    let found = app.store.meetings(&scope, &states, None, MOST).await?;
    let venue = |code: &str| {
        let found = settings
            .marac
            .venues
            .iter()
            .find(|venue| venue.code == code);
        found.map_or_else(|| code.to_owned(), |venue| venue.name.clone())
    };
    Ok(found
        .iter()
        .map(|meeting| (meeting.id, meeting.starts_at, venue(&meeting.venue)))
        .collect())
}

async fn accounts_named(
    app: &App,
    ask: &Ask,
    restriction: &Restriction,
) -> Told<Vec<NamedAccount>> {
    let ids: Vec<String> = restriction.named.iter().map(ToString::to_string).collect();
    let scope = ask.scope(app)?;
    let found: Vec<Stored<Account>> = app.store.get_many(&scope, &ids).await?;
    let mut named: Vec<NamedAccount> = found.iter().map(|account| shown(account)).collect();
    named.sort_by(|a, b| a.sign_in_name.cmp(&b.sign_in_name));
    Ok(named)
}

/// Says that a keeper has looked into a notice. Nobody looks into their own act:
/// an emergency opening is looked at by somebody else.
///
/// # Errors
/// When the notice is not there for the reader, is about their own act, was looked
/// into before, or nothing is said of it (field `note`).
pub async fn review_notice(app: &App, ask: &mut Ask, id: KeeperNoticeId, note: &str) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<KeeperNotice>(&scope, &id.to_string())
        .await?;
    let read = read.ok_or(Refusal::NotFound)?;
    // Allow
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::NameOnRecord, &thing).await?;
    // Decide
    if read.reviewed.is_some() {
        let words = "Somebody has looked into this already.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let own = read.by.account == Some(ask.actor.account);
    if own && read.kind != NoticeKind::Restricted {
        let words = "This is about what you did yourself. Another keeper looks into it.";
        return Err(Refusal::Rule(words.to_owned()));
    }
    let note = needed("note", &short("note", note)?, "Say what you made of it.")?;
    let mut changed = read.value.clone();
    changed.reviewed = Some(Reviewed {
        by: Doer::of(&ask.actor),
        at: ask.now,
        note,
    });
    // Keep
    let entry = ask.entry(Deed::Changed, Verb::NameOnRecord, "Looked into a notice");
    let mut tx = app.store.begin().await?;
    tx.update(&read, &changed, entry).await?;
    Ok(tx.finish().await?)
}
