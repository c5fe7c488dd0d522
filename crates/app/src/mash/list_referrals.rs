//! The hub's list of referrals, one tab for each place where a referral can stand (R335, ux.md 4.2).

use hawthorn_domain::mash::Rag;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::deadline::{Clock, ClockState};
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::{Referral, ReferralState};
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::Stored;
use jiff::Timestamp;

use super::reading::{self, Answers, RESTRICTED_PERSON, RESTRICTED_RECORD};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most referrals that one tab shows and that a count goes up to.
pub const MOST: u64 = 200;

/// One referral in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralRow {
    /// Its identifier.
    pub id: ReferralId,
    /// The people by name, or “Restricted record” alone.
    pub people: Vec<String>,
    /// The risk level at the time of referring.
    pub level: RiskLevel,
    /// The rating in force.
    pub rag: Option<Rag>,
    /// When it was received.
    pub received_at: Timestamp,
    /// When it is due, once rated.
    pub due_at: Option<Timestamp>,
    /// How its clock stands, once rated.
    pub clock: Option<ClockState>,
    /// Answers in and asked for: “3 of 4”.
    pub answers: Answers,
    /// Whether triage has been recorded and the outcome is next.
    pub discussed: bool,
    /// The name of the lead agency (R329).
    pub lead_agency: String,
}

/// One tab of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralList {
    /// The rows of the tab asked for: unrated by receipt, the others by what is due.
    pub rows: Vec<ReferralRow>,
    /// How many stand in each tab, counted no further than [`MOST`].
    pub counts: Vec<(ReferralState, usize)>,
}

/// Lists the referrals of one tab.
///
/// # Errors
/// When the reader may not see the list of referrals.
pub async fn list_referrals(app: &App, ask: &mut Ask, tab: ReferralState) -> Told<ReferralList> {
    let scope = ask.scope(app)?;
    ask.allow(app, Verb::ListReferrals, &Thing::of_area(ask.area()))
        .await?;
    // The store cannot tell “being gathered” from “ready”: that depends on the
    // requests, so the two tabs are read as one and parted here.
    let working = with_answers(
        app,
        &scope,
        app.store
            .referrals(&scope, &[ReferralState::ReadyForTriage], MOST)
            .await?,
    )
    .await?;
    let mut counts = Vec::new();
    for state in ReferralState::ALL.iter().copied() {
        let count = match state {
            ReferralState::Gathering | ReferralState::ReadyForTriage => working
                .iter()
                .filter(|(referral, answers)| referral.state(answers.open()) == state)
                .count(),
            stored => usize::try_from(app.store.referral_count(&scope, &[stored], MOST).await?)
                .unwrap_or(usize::MAX),
        };
        counts.push((state, count));
    }
    let shown = match tab {
        ReferralState::Gathering | ReferralState::ReadyForTriage => working
            .into_iter()
            .filter(|(referral, answers)| referral.state(answers.open()) == tab)
            .collect(),
        stored => {
            with_answers(
                app,
                &scope,
                app.store.referrals(&scope, &[stored], MOST).await?,
            )
            .await?
        }
    };
    let rows = rows(app, ask, &scope, &shown).await?;
    reading::listed::<Referral>(
        app,
        ask,
        Verb::ListReferrals,
        "Looked through the list of referrals",
    )
    .await?;
    Ok(ReferralList { rows, counts })
}

async fn with_answers(
    app: &App,
    scope: &Scope,
    referrals: Vec<Stored<Referral>>,
) -> Told<Vec<(Stored<Referral>, Answers)>> {
    let mut found = Vec::with_capacity(referrals.len());
    for referral in referrals {
        let answers = Answers::of(&app.store.requests_of(scope, referral.id).await?);
        found.push((referral, answers));
    }
    Ok(found)
}

/// What is due next; where nothing is, the rating's clock tells whether it was done in time.
fn shown_clock(referral: &Referral) -> Option<&Clock> {
    referral.next_clock().or(referral.clock.as_ref())
}

async fn rows(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    shown: &[(Stored<Referral>, Answers)],
) -> Told<Vec<ReferralRow>> {
    let ids: Vec<String> = shown
        .iter()
        .filter(|(referral, _)| !referral.restriction.is_restricted())
        .flat_map(|(referral, _)| &referral.subjects)
        .map(|subject| subject.person.to_string())
        .collect();
    let people = app.store.get_many::<Person>(scope, &ids).await?;
    shown
        .iter()
        .map(|(referral, answers)| {
            let settings = reading::settings(app, referral)?;
            let name = |id| {
                people.iter().find(|person| person.id == id).map_or_else(
                    || RESTRICTED_PERSON.to_owned(),
                    |person| person.shown_name(),
                )
            };
            Ok(ReferralRow {
                id: referral.id,
                people: if referral.restriction.is_restricted() {
                    vec![RESTRICTED_RECORD.to_owned()]
                } else {
                    referral
                        .subjects
                        .iter()
                        .map(|subject| name(subject.person))
                        .collect()
                },
                level: referral.level,
                rag: referral.rating().map(|rating| rating.rag),
                received_at: referral.received_at,
                due_at: shown_clock(referral).map(|clock| clock.due_at()),
                clock: shown_clock(referral).map(|clock| clock.state(ask.now)),
                answers: *answers,
                discussed: referral.triage.is_some(),
                lead_agency: reading::agency_name(settings, &referral.lead_agency),
            })
        })
        .collect()
}
