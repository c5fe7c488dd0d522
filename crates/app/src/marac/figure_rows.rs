//! The rows behind one number of the figures: as many as the number says (MGR-1).

use std::collections::BTreeMap;

use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::figures::period::Quarter;
use hawthorn_domain::marac::figures::{CaseFacts, Measure, behind};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::{Timestamp, civil::Date};

use super::figure_facts::{Loaded, load};
use super::figures::{agency_columns, chosen, column};
use super::found::listed;
use super::shown::{self, Named};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Which number is opened.
#[derive(Debug, Clone, Default)]
pub struct Behind {
    /// The quarter; the last one that is over when none is named.
    pub quarter: Option<Quarter>,
    /// Whether the number is of the twelve months that end with it.
    pub year: bool,
    /// What is counted.
    pub measure: Option<Measure>,
    /// One meeting only.
    pub meeting: Option<MeetingId>,
    /// One referring agency only; empty for whatever is not of the area's list.
    pub agency: Option<String>,
    /// Actions of this state, rather than cases.
    pub actions: Option<ActionsAsked>,
}

/// Which actions are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionsAsked {
    /// Every one that was agreed.
    All,
    /// Those of which this became.
    In(ActionState),
}

/// One row.
#[derive(Debug, Clone)]
pub struct FigureRow {
    /// The referral.
    pub referral: MaracReferralId,
    /// The pair by initials.
    pub pair: String,
    /// When it was heard.
    pub heard_at: Option<Timestamp>,
    /// The agency that referred, or that owns the action.
    pub agency: String,
    /// A child, where children are counted; what is to be done, where actions are.
    pub what: String,
    /// The day by which an action is due.
    pub due: Option<Date>,
}

/// The rows behind a number.
#[derive(Debug, Clone)]
pub struct FigureRows {
    /// The quarter.
    pub quarter: Quarter,
    /// What is counted, in words.
    pub title: String,
    /// Over which time, in words.
    pub when: String,
    /// The rows; as many as the number says.
    pub rows: Vec<FigureRow>,
}

/// Opens a number.
///
/// # Errors
/// When the reader may not open the cases behind a figure.
pub async fn figure_rows(app: &App, ask: &mut Ask, asked: &Behind) -> Told<FigureRows> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(app, Verb::OpenFigure, &Thing::of_area(ask.area()))
        .await?;
    let quarter = chosen(ask.today(), asked.quarter)?;
    // Decide
    let settings = ask.settings(app)?;
    let from = if asked.year {
        quarter.year_begins()
    } else {
        quarter.first_day()
    };
    let loaded = load(app, &scope, settings, from, quarter.last_day()).await?;
    let names = names(app, &scope, &loaded).await?;
    let (title, rows) = match asked.actions {
        Some(state) => actions(app, ask, &scope, &loaded, &names, state).await?,
        None => {
            let measure = asked.measure.unwrap_or(Measure::Cases);
            let cases = cases(app, ask, &loaded, &names, asked, measure)?;
            (measure.label().to_owned(), cases)
        }
    };
    // Keep
    let words = format!("Opened the rows behind a figure: {}", title.to_lowercase());
    listed(app, ask, Verb::OpenFigure, &words).await?;
    // Tell
    Ok(FigureRows {
        quarter,
        title,
        when: if asked.year {
            format!("the twelve months to the end of {}", quarter.words())
        } else {
            quarter.words()
        },
        rows,
    })
}

async fn names(app: &App, scope: &Scope, loaded: &Loaded) -> Told<BTreeMap<PersonId, Named>> {
    let everyone: Vec<PersonId> = loaded
        .referrals
        .iter()
        .flat_map(|one| {
            one.children
                .iter()
                .copied()
                .chain([one.victim, one.perpetrator])
        })
        .collect();
    shown::people(app, scope, &everyone).await
}

fn pair(
    loaded: &Loaded,
    names: &BTreeMap<PersonId, Named>,
    id: MaracReferralId,
) -> (String, Option<Timestamp>) {
    let Some(referral) = loaded.referrals.iter().find(|one| one.id == id) else {
        return (String::new(), None);
    };
    let initials = |person| shown::name_of(names, person).initials;
    (
        format!(
            "{} and {}",
            initials(referral.victim),
            initials(referral.perpetrator)
        ),
        referral.heard_at,
    )
}

fn cases(
    app: &App,
    ask: &Ask,
    loaded: &Loaded,
    names: &BTreeMap<PersonId, Named>,
    asked: &Behind,
    measure: Measure,
) -> Told<Vec<FigureRow>> {
    let settings = ask.settings(app)?;
    let codes = agency_columns(settings);
    let chosen: Vec<CaseFacts> = loaded
        .cases
        .iter()
        .filter(|case| asked.meeting.is_none_or(|meeting| case.meeting == meeting))
        .filter(|case| {
            let agency = asked.agency.as_ref();
            agency.is_none_or(|agency| column(&codes, case) == *agency)
        })
        .cloned()
        .collect();
    let mut seen: BTreeMap<MaracReferralId, usize> = BTreeMap::new();
    let rows = behind(measure, &chosen).into_iter().map(|case| {
        let nth = seen.entry(case.referral).or_default();
        let child = case
            .children
            .get(*nth)
            .filter(|_| measure == Measure::Children);
        *nth += 1;
        let (pair, heard_at) = pair(loaded, names, case.referral);
        FigureRow {
            referral: case.referral,
            pair,
            heard_at,
            agency: case.referrer.as_ref().map_or_else(
                || "Not known".to_owned(),
                |code| shown::agency_name(settings, code),
            ),
            what: child
                .map(|child| shown::name_of(names, *child).initials)
                .unwrap_or_default(),
            due: None,
        }
    });
    Ok(rows.collect())
}

async fn actions(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    loaded: &Loaded,
    names: &BTreeMap<PersonId, Named>,
    asked: ActionsAsked,
) -> Told<(String, Vec<FigureRow>)> {
    let settings = ask.settings(app)?;
    let ids: Vec<MeetingId> = loaded.meetings.iter().map(|meeting| meeting.id).collect();
    let mut all = app.store.actions_of_meetings(scope, &ids).await?;
    let title = match asked {
        ActionsAsked::All => "Actions agreed".to_owned(),
        ActionsAsked::In(state) => {
            all.retain(|action| action.state() == state);
            format!("Actions: {}", state.label().to_lowercase())
        }
    };
    let rows = all
        .iter()
        .map(|action| {
            let (pair, heard_at) = pair(loaded, names, action.referral);
            FigureRow {
                referral: action.referral,
                pair,
                heard_at,
                agency: shown::agency_name(settings, &action.agency),
                what: action.what.clone(),
                due: Some(action.due),
            }
        })
        .collect();
    Ok((title, rows))
}
