//! Notices to child health, the family doctor and schools: made once from the facts of an incident, held for a person where it is restricted, read by the agency that got them (R223–R226, F63).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::mash::notice::{self, Notice, NoticeAnswer, NoticeRefusal, NoticeState};
use hawthorn_domain::people::Born;
use hawthorn_domain::people::disclosure::{DisclosureGround, SharedBy};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::NoticeId;
use hawthorn_domain::platform::mail::{About, MessageKind};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::choices::HealthRecipient;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::{Stored, Tx};

use super::reading::{self, RESTRICTED_PERSON};
use crate::people::disclosures::{NewDisclosure, share};
use crate::people::open_person::people_by_id;
use crate::platform::ask::Ask;
use crate::platform::mail::queue::{NewMessage, queue_message};
use crate::platform::mail::subject::how_closely;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// The most rows of each part of the ledger.
const MOST: u64 = 200;

/// Makes the notices that an incident's facts call for, in the transaction that
/// keeps the incident. The store holds one of each rule for each incident.
pub(crate) async fn raise(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    incident: &Incident,
    verb: Verb,
) -> Told<()> {
    let settings = app.settings(&incident.area, incident.received_at)?;
    let now = ask.now;
    let dice = &mut ask.dice;
    let made = notice::notices(incident, settings, app.holidays(), now, || {
        NoticeId::new(now, dice.as_mut())
    });
    for notice in made {
        let words = match notice.hold {
            None => format!("Sent a notice: {}", words::inside(notice.trigger.label())),
            Some(hold) => format!("Held a notice: {}", words::inside(hold.label())),
        };
        tx.create(&notice, ask.entry(Deed::Created, verb, words))
            .await?;
        if notice.state == NoticeState::Sent {
            tell(app, ask, tx, verb, &notice, &incident.restriction).await?;
        }
    }
    Ok(())
}

/// Lets a notice go: an agency that works by mail gets it by mail, and what was told is in the
/// ledger of sharing.
async fn tell(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    verb: Verb,
    notice: &Notice,
    restriction: &Restriction,
) -> Told<()> {
    if let Some(agency) = &notice.agency {
        let new = NewMessage {
            kind: MessageKind::Notice,
            about: About::Notice(notice.id),
            agency: agency.clone(),
            restriction: restriction.clone(),
        };
        queue_message(app, ask, tx, verb, new).await?;
    }
    shared(ask, tx, verb, notice, restriction.clone()).await
}

/// A notice that went out is a share, and stands in the ledger of sharing.
async fn shared(
    ask: &mut Ask,
    tx: &mut Tx,
    verb: Verb,
    notice: &Notice,
    restriction: Restriction,
) -> Told<()> {
    let Some(agency) = notice.agency.clone() else {
        return Ok(());
    };
    // Telling a school is a duty in law (F63); the others rest on the public task (F70).
    let ground = if notice.recipient == HealthRecipient::Education {
        DisclosureGround::LegalDuty
    } else {
        DisclosureGround::Safeguarding
    };
    let new = NewDisclosure {
        people: notice.people.iter().map(|named| named.person).collect(),
        agency,
        what: format!(
            "Name, date of birth, when it happened, and why: {}",
            words::inside(notice.trigger.label())
        ),
        why: notice.trigger.label().to_owned(),
        ground,
        shared_by: SharedBy::Notice(notice.id),
        restriction,
    };
    share(ask, tx, verb, new).await
}

/// A notice with the name of its agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLine {
    /// The notice.
    pub notice: Notice,
    /// The agency's name, or the kind where the settings name none.
    pub agency: String,
}

/// The notices as this reader sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notices {
    /// Held for a person.
    pub held: Vec<NoticeLine>,
    /// Everything else of the hub's ledger, the newest first.
    pub ledger: Vec<NoticeLine>,
    /// What the reader's own agency got.
    pub ours: Vec<NoticeLine>,
    /// Whether the reader may release one.
    pub may_release: bool,
    /// Whether the reader sees the hub's ledger.
    pub hub: bool,
}

/// Lists notices: the hub's ledger for the hub, and what the reader's agency was sent.
///
/// # Errors
/// When the reader may see neither.
pub async fn list_notices(app: &App, ask: &mut Ask) -> Told<Notices> {
    let scope = ask.scope(app)?;
    let agency = ask.actor.agency.clone();
    let of_area = Thing::of_area(ask.area());
    let hub = ask.may(app, Verb::ViewNotice, &of_area);
    let mine = of_area.clone().addressed_to(&agency);
    ask.allow(app, Verb::ViewNotice, &mine).await?;
    let settings = ask.settings(app)?;
    let mut held = Vec::new();
    let mut ledger = Vec::new();
    if hub {
        use NoticeState::{Dropped, Held, Read, Sent};
        held = lines(
            settings,
            app.store.notice_ledger(&scope, &[Held], MOST).await?,
        );
        let rest = app
            .store
            .notice_ledger(&scope, &[Sent, Read, Dropped], MOST);
        ledger = lines(settings, rest.await?);
    }
    let ours = lines(settings, app.store.notices_to(&scope, &agency, MOST).await?);
    reading::listed::<Notice>(app, ask, Verb::ViewNotice, "Looked through the notices").await?;
    Ok(Notices {
        held,
        ledger,
        ours,
        may_release: ask.may(app, Verb::ReleaseNotice, &of_area),
        hub,
    })
}

fn lines(settings: &AreaSettings, found: Vec<Stored<Notice>>) -> Vec<NoticeLine> {
    found
        .into_iter()
        .map(|notice| NoticeLine {
            agency: agency_of(settings, &notice),
            notice: notice.value,
        })
        .collect()
}

fn agency_of(settings: &AreaSettings, notice: &Notice) -> String {
    notice.agency.as_ref().map_or_else(
        || notice.recipient.label().to_owned(),
        |agency| reading::agency_name(settings, agency),
    )
}

/// A notice within the reader's reach, with the thing that the policies are asked
/// about: to the agency that got it a grant, to the hub as close as its incident.
async fn found(app: &App, ask: &Ask, scope: &Scope, id: NoticeId) -> Told<(Stored<Notice>, Thing)> {
    let read = app
        .store
        .get::<Notice>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let sent = matches!(read.state, NoticeState::Sent | NoticeState::Read);
    if sent && read.agency.as_ref() == Some(&ask.actor.agency) {
        let granted = Thing::of_area(&read.area).addressed_to(&ask.actor.agency);
        return Ok((read, granted));
    }
    let incident = app
        .store
        .get::<Incident>(scope, &read.incident.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let thing = Thing::record(&read.area, &incident.restriction);
    Ok((read, thing))
}

/// Opens a notice. The first time that somebody of the agency does, it counts as read.
///
/// # Errors
/// When it is not there for the reader.
pub async fn open_notice(app: &App, ask: &mut Ask, id: NoticeId) -> Told<NoticeLine> {
    // Load
    let scope = ask.scope(app)?;
    let (read, thing) = found(app, ask, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ViewNotice, &thing).await?;
    // Decide
    let mut notice = read.value.clone();
    let theirs = notice.agency.as_ref() == Some(&ask.actor.agency);
    let agency = agency_of(ask.settings(app)?, &notice);
    if !theirs {
        // The hub's reader is shown no more of anybody than elsewhere in the hub (R218).
        let ids = notice.people.iter().map(|named| named.person);
        let known = people_by_id(app, &scope, ids).await?;
        let hidden = notice.people.iter_mut();
        for named in hidden.filter(|named| !known.contains_key(&named.person)) {
            RESTRICTED_PERSON.clone_into(&mut named.name);
            named.born = Born::Unknown;
        }
    }
    // Keep
    if theirs && notice.state == NoticeState::Sent {
        notice.state = NoticeState::Read;
        notice.read = Some((ask.doer(), ask.now));
        let entry = ask.entry(
            Deed::Changed,
            Verb::ViewNotice,
            "The agency read the notice",
        );
        let mut tx = app.store.begin().await?;
        tx.update(&read, &notice, entry).await?;
        tx.finish().await?;
    } else {
        ask.looked(
            app,
            Verb::ViewNotice,
            "notice",
            &id.to_string(),
            "Looked at the notice",
        )
        .await?;
    }
    // Tell
    Ok(NoticeLine { notice, agency })
}

/// Lets a held notice go, or keeps that it is not to be sent (R225).
///
/// # Errors
/// When it is not there for the reader, the role may not, it is not held, there is
/// nobody to send it to, nothing is chosen (field `release`) or nothing says why (field `words`).
pub async fn release_notice(
    app: &App,
    ask: &mut Ask,
    id: NoticeId,
    release: Option<bool>,
    words: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<Notice>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let incident = app
        .store
        .get::<Incident>(&scope, &read.incident.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    // Allow
    let thing = Thing::record(&read.area, &incident.restriction);
    ask.allow(app, Verb::ReleaseNotice, &thing).await?;
    // Decide
    let unsaid = "Choose whether it may go.";
    let release = release.ok_or_else(|| Refusal::field("release", unsaid))?;
    let words = long("words", words)?;
    let settings = ask.settings(app)?;
    let held = how_closely(app, &read).await?.ok_or(Refusal::NotFound)?;
    let restricted = held.is_restricted();
    let reach = read
        .agency
        .as_ref()
        .and_then(|agency| settings.agency(agency.as_str()))
        .map(|agency| notice::reach(agency, &settings.mail, restricted));
    notice::may_answer(&read, reach, release, &words).map_err(|refusal| match refusal {
        NoticeRefusal::NoReason => Refusal::field("words", refusal.to_string()),
        other => Refusal::rule(other),
    })?;
    let mut changed = read.value.clone();
    changed.answer = Some(NoticeAnswer {
        release,
        words,
        by: ask.doer(),
        at: ask.now,
    });
    changed.state = if release {
        NoticeState::Sent
    } else {
        NoticeState::Dropped
    };
    changed.sent_at = release.then_some(ask.now);
    // Keep
    let line = if release {
        "Released the notice"
    } else {
        "Decided that the notice is not sent"
    };
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::ReleaseNotice, line);
    tx.update(&read, &changed, entry).await?;
    if release {
        let verb = Verb::ReleaseNotice;
        tell(app, ask, &mut tx, verb, &changed, &held).await?;
    }
    tx.finish().await?;
    // Tell
    Ok(())
}
