//! Who did what to a record, for those who keep it (R339).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::{AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::{Role, Scope};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_store::Document;
use hawthorn_store::governance::log::Line;
use hawthorn_store::people::Suggestion;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The most lines of a History page.
const MOST_LINES: u64 = 500;

/// The kinds of record that have a History page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// Incident.
    Incident,
    /// Person.
    Person,
    /// MASH referral.
    MashReferral,
    /// Request for information.
    InformationRequest,
    /// MARAC referral.
    MaracReferral,
    /// Meeting.
    Meeting,
    /// Agreed action.
    AgreedAction,
    /// Risk assessment.
    Assessment,
}

impl RecordKind {
    /// Every value.
    pub const ALL: &'static [RecordKind] = &[
        RecordKind::Incident,
        RecordKind::Person,
        RecordKind::MashReferral,
        RecordKind::InformationRequest,
        RecordKind::MaracReferral,
        RecordKind::Meeting,
        RecordKind::AgreedAction,
        RecordKind::Assessment,
    ];
    /// The code in addresses and forms.
    pub const fn code(self) -> &'static str {
        match self {
            RecordKind::Incident => "incident",
            RecordKind::Person => "person",
            RecordKind::MashReferral => "mash_referral",
            RecordKind::InformationRequest => "information_request",
            RecordKind::MaracReferral => "marac_referral",
            RecordKind::Meeting => "meeting",
            RecordKind::AgreedAction => "agreed_action",
            RecordKind::Assessment => "assessment",
        }
    }
    /// The words shown to people.
    pub const fn label(self) -> &'static str {
        match self {
            RecordKind::Incident => "Incident",
            RecordKind::Person => "Person",
            RecordKind::MashReferral => "MASH referral",
            RecordKind::InformationRequest => "Request for information",
            RecordKind::MaracReferral => "MARAC referral",
            RecordKind::Meeting => "Meeting",
            RecordKind::AgreedAction => "Agreed action",
            RecordKind::Assessment => "Risk assessment",
        }
    }
    /// The value with this code, if there is one.
    pub fn from_code(code: &str) -> Option<RecordKind> {
        RecordKind::ALL
            .iter()
            .copied()
            .find(|value| value.code() == code)
    }
}

/// The history of one record, newest first. Auditors and data protection officers
/// read it for any record of their own area that is not held closely, although they
/// may not open the record itself: they check its keeping, not its content (R339).
///
/// # Errors
/// When the record does not exist for this reader, or the reader may not see histories.
pub async fn history(app: &App, ask: &mut Ask, kind: RecordKind, id: &str) -> Told<Vec<Line>> {
    // Load
    let scope = ask.scope(app)?;
    let thing = match kind {
        RecordKind::Incident => thing::<Incident>(app, ask, &scope, id).await?,
        RecordKind::Person => thing::<Person>(app, ask, &scope, id).await?,
        RecordKind::MashReferral => thing::<Referral>(app, ask, &scope, id).await?,
        RecordKind::InformationRequest => thing::<InformationRequest>(app, ask, &scope, id).await?,
        RecordKind::MaracReferral => thing::<MaracReferral>(app, ask, &scope, id).await?,
        RecordKind::Meeting => thing::<Meeting>(app, ask, &scope, id).await?,
        RecordKind::AgreedAction => thing::<AgreedAction>(app, ask, &scope, id).await?,
        RecordKind::Assessment => thing::<Assessment>(app, ask, &scope, id).await?,
    };
    // Allow
    ask.allow(app, Verb::ViewHistory, &thing).await?;
    // Decide
    let mut lines = app
        .store
        .history(&scope, kind.code(), id, MOST_LINES)
        .await?;
    if kind == RecordKind::Person {
        lines.extend(answers(app, &scope, id).await?);
        lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    }
    // Keep
    ask.looked(
        app,
        Verb::ViewHistory,
        kind.code(),
        id,
        "Read the record’s history",
    )
    .await?;
    // Tell
    Ok(lines)
}

/// What was answered about whether this record and another are one person: joined, parted, and by whom.
async fn answers(app: &App, scope: &Scope, id: &str) -> Told<Vec<Line>> {
    let Ok(person) = id.parse::<PersonId>() else {
        return Ok(Vec::new());
    };
    let about = app.store.every_suggestion_about(scope, &[person]).await?;
    let mut lines = Vec::new();
    for suggestion in about {
        let kind = Suggestion::TABLE;
        let found = app
            .store
            .history(scope, kind, &suggestion.id.to_string(), MOST_LINES)
            .await?;
        let other = if suggestion.left == person {
            suggestion.right
        } else {
            suggestion.left
        };
        let changed = found.into_iter().filter(|line| line.deed == Deed::Changed);
        lines.extend(changed.map(|line| Line {
            words: format!("{} (with {})", line.words, other.short()),
            ..line
        }));
    }
    Ok(lines)
}

async fn thing<T: Document>(app: &App, ask: &Ask, scope: &Scope, id: &str) -> Told<Thing> {
    let read = match app.store.get::<T>(scope, id).await? {
        Some(read) => read,
        None if checks_use(ask) => app
            .store
            .get_unscoped::<T>(id)
            .await?
            .filter(|found| found.area() == ask.area().as_str())
            .filter(|found| !found.restriction().is_restricted())
            .ok_or(Refusal::NotFound)?,
        None => return Err(Refusal::NotFound),
    };
    let area =
        AreaCode::new(read.value.area()).map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(Thing::record(&area, read.value.restriction()))
}

/// Whether the reader's part is to check how records are kept, not to work with them.
fn checks_use(ask: &Ask) -> bool {
    ask.actor.is(Role::Auditor) || ask.actor.is(Role::DataProtectionOfficer)
}
