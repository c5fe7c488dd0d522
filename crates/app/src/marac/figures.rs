//! The figures of MARAC for a quarter and the year that ends with it, against the area's targets (R190–R195, F31–F35).

use std::collections::BTreeMap;

use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::figures::period::Quarter;
use hawthorn_domain::marac::figures::publish::{self, Line, PublishedLine, Shown};
use hawthorn_domain::marac::figures::summary::{
    ActionCount, Expectation, Tenths, expectation, middle, minutes_time, per_10000, share,
};
use hawthorn_domain::marac::figures::{CaseFacts, Measure, count, not_known};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::marac::{MaracTargets, ReferrerShare};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use jiff::civil::Date;

use super::figure_facts::{Loaded, is_police, load};
use super::found::{listed, of_anybody};
use super::shown::{self, MeetingLine};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// How many quarters can be chosen, the running one first.
const QUARTERS: usize = 9;

/// The measures that are a part of the cases and leave as such; referrals by partners leave by
/// agency, and children are no part of the cases.
pub(super) const PARTS: &[Measure] = &[
    Measure::Repeats,
    Measure::MinorityEthnic,
    Measure::Lgbt,
    Measure::Disabled,
    Measure::MaleVictims,
    Measure::YoungVictims,
    Measure::YoungHarm,
];

/// One meeting's numbers.
#[derive(Debug, Clone)]
pub struct MeetingFigures {
    /// The meeting.
    pub meeting: MeetingLine,
    /// A number for each measure.
    pub numbers: BTreeMap<Measure, Shown>,
    /// Cases by agency, in the order of [`Figures::agencies`].
    pub agencies: Vec<Shown>,
    /// Seconds from its end until its minutes were handed on.
    pub minutes_seconds: Option<i64>,
}

/// One agency's referrals in the year.
#[derive(Debug, Clone)]
pub struct Referrer {
    /// Its code; empty for all that are not of the area's list.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many cases.
    pub cases: Shown,
    /// Their share of all.
    pub share: Option<Tenths>,
    /// What the area expects of it.
    pub expected: Option<ReferrerShare>,
    /// How the share stands to that.
    pub standing: Expectation,
}

/// The figures as this reader may see them.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The quarter.
    pub quarter: Quarter,
    /// The quarters that can be chosen, newest first.
    pub quarters: Vec<Quarter>,
    /// Whether the numbers are the numbers themselves, each with the rows behind it.
    pub exact: bool,
    /// The meetings of the quarter, oldest first.
    pub meetings: Vec<MeetingFigures>,
    /// The quarter together.
    pub quarter_total: BTreeMap<Measure, Shown>,
    /// The twelve months together.
    pub year_total: BTreeMap<Measure, Shown>,
    /// In how many of the year's cases nobody has said; for those who see the numbers themselves.
    pub not_known: BTreeMap<Measure, usize>,
    /// The agencies of the area, and last whatever is not among them.
    pub agencies: Vec<String>,
    /// Who referred in the year.
    pub referrers: Vec<Referrer>,
    /// Cases in the year for each 10,000 adult women.
    pub per_10000: Option<Tenths>,
    /// What the area is measured against.
    pub targets: MaracTargets,
    /// What became of the quarter's actions; for those who see the numbers themselves.
    pub actions: Option<ActionCount>,
    /// The middle time until minutes were handed on, in seconds.
    pub minutes_middle: Option<i64>,
}

impl Figures {
    /// A part of the year's cases in per cent.
    pub fn year_share(&self, measure: Measure) -> Option<Tenths> {
        let of = |measure| {
            self.year_total
                .get(&measure)
                .and_then(|one: &Shown| one.number())
        };
        share(of(measure)?, of(Measure::Cases)?)
    }
}

/// Shows the figures. Whoever may not open what is behind them sees no small number.
///
/// # Errors
/// When the reader may not see them.
pub async fn figures(app: &App, ask: &mut Ask, quarter: Option<Quarter>) -> Told<Figures> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(app, Verb::ViewFigures, &Thing::of_area(ask.area()))
        .await?;
    let exact = ask.may_in_area(app, Verb::OpenFigure);
    let quarter = chosen(ask.today(), quarter)?;
    // Decide
    let made = made(app, ask, &scope, quarter, exact).await?;
    // Keep
    let words = format!("Looked at the figures of {}", quarter.words());
    listed(app, ask, Verb::ViewFigures, &words).await?;
    // Tell
    Ok(made)
}

/// The quarter asked for, or the last one that is over.
pub(super) fn chosen(today: Date, quarter: Option<Quarter>) -> Told<Quarter> {
    let quarter = quarter.unwrap_or_else(|| Quarter::last_full(today));
    if quarter > Quarter::of(today) {
        return Err(Refusal::NotFound);
    }
    Ok(quarter)
}

/// The figures of a quarter, in one of the two forms.
pub(super) async fn made(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    quarter: Quarter,
    exact: bool,
) -> Told<Figures> {
    let settings = ask.settings(app)?;
    let scope = &if exact {
        scope.clone()
    } else {
        of_anybody(scope)
    };
    let year = load(
        app,
        scope,
        settings,
        quarter.year_begins(),
        quarter.last_day(),
    )
    .await?;
    let codes = columns(settings);
    let lines: Vec<MeetingFigures> = year
        .meetings
        .iter()
        .map(|meeting| line(settings, &year, meeting, &codes, exact))
        .collect();
    let mut meetings = lines.clone();
    meetings.retain(|line| quarter.holds(london_date(line.meeting.starts_at)));
    let year_total = totals(&lines);
    let targets = settings.marac.targets.clone();
    let actions = if exact {
        Some(actions(app, scope, &meetings).await?)
    } else {
        None
    };
    Ok(Figures {
        quarter,
        quarters: std::iter::successors(Some(Quarter::of(ask.today())), |one| Some(one.before()))
            .take(QUARTERS)
            .collect(),
        exact,
        quarter_total: totals(&meetings),
        not_known: Measure::ALL
            .iter()
            .filter(|_| exact)
            .map(|measure| (*measure, not_known(*measure, &year.cases)))
            .collect(),
        referrers: referrers(settings, &lines, &codes, &targets),
        agencies: codes
            .iter()
            .map(|code| agency_words(settings, code))
            .collect(),
        per_10000: rate(&targets, &year_total),
        minutes_middle: middle(
            meetings
                .iter()
                .filter_map(|line| line.minutes_seconds)
                .collect(),
        ),
        year_total,
        meetings,
        targets,
        actions,
    })
}

/// Cases of the year for each 10,000 adult women, where the area has said how many live there.
fn rate(targets: &MaracTargets, year_total: &BTreeMap<Measure, Shown>) -> Option<Tenths> {
    let cases = year_total.get(&Measure::Cases)?.number()?;
    let women = targets.population.as_ref()?.adult_women;
    per_10000(cases, u64::from(women))
}

/// The agencies by which referrals are counted: every member of MARAC, and last the others together.
fn columns(settings: &AreaSettings) -> Vec<String> {
    let members = settings
        .agencies
        .iter()
        .filter(|agency| agency.marac_member);
    members
        .map(|agency| agency.code.to_string())
        .chain([String::new()])
        .collect()
}

fn agency_words(settings: &AreaSettings, code: &str) -> String {
    if code.is_empty() {
        return "Another agency".to_owned();
    }
    shown::agency_name(settings, &AgencyCode::new(code))
}

/// The column in which a case is counted.
pub(super) fn column(codes: &[String], case: &CaseFacts) -> String {
    let code = case
        .referrer
        .as_ref()
        .map(AgencyCode::as_str)
        .unwrap_or_default();
    let known = codes.iter().find(|one| one.as_str() == code);
    known.cloned().unwrap_or_default()
}

/// The columns of an area, for the rows behind a number.
pub(super) fn agency_columns(settings: &AreaSettings) -> Vec<String> {
    columns(settings)
}

fn line(
    settings: &AreaSettings,
    year: &Loaded,
    meeting: &Stored<Meeting>,
    codes: &[String],
    exact: bool,
) -> MeetingFigures {
    let cases: Vec<&CaseFacts> = year.at(meeting.id).collect();
    let number = |measure| count(measure, cases.iter().copied());
    let by_agency: Vec<usize> = codes
        .iter()
        .map(|code| {
            cases
                .iter()
                .filter(|case| column(codes, case) == *code)
                .count()
        })
        .collect();
    let (numbers, agencies) = if exact {
        (
            Measure::ALL
                .iter()
                .map(|one| (*one, Shown::Exact(number(*one))))
                .collect(),
            by_agency.into_iter().map(Shown::Exact).collect(),
        )
    } else {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let published = publish::publish(&Line {
            cases: small(cases.len()),
            parts: PARTS.iter().map(|one| small(number(*one))).collect(),
            beside: vec![small(number(Measure::Children))],
            agencies: by_agency.into_iter().map(small).collect(),
        });
        in_form(settings, codes, &published)
    };
    MeetingFigures {
        meeting: shown::meeting_line(settings, meeting, cases.len()),
        numbers,
        agencies,
        minutes_seconds: minutes_time(meeting.closed_at, meeting.minutes_at),
    }
}

/// A line in the form in which it leaves. Referrals by partners are the sum of their agencies, so
/// that they tell nothing that the agencies do not.
fn in_form(
    settings: &AreaSettings,
    codes: &[String],
    line: &PublishedLine,
) -> (BTreeMap<Measure, Shown>, Vec<Shown>) {
    let agencies: Vec<Shown> = line
        .agencies
        .iter()
        .map(|cell| Shown::Published(*cell))
        .collect();
    let partners: Vec<Shown> = codes
        .iter()
        .zip(&agencies)
        .filter(|(code, _)| !is_police(settings, code))
        .map(|(_, cell)| *cell)
        .collect();
    let mut numbers: BTreeMap<Measure, Shown> = PARTS
        .iter()
        .zip(&line.parts)
        .map(|(measure, cell)| (*measure, Shown::Published(*cell)))
        .collect();
    numbers.insert(Measure::Cases, Shown::Published(line.cases));
    if let Some(children) = line.beside.first() {
        numbers.insert(Measure::Children, Shown::Published(*children));
    }
    numbers.insert(Measure::Partner, Shown::sum(&partners));
    (numbers, agencies)
}

fn totals(lines: &[MeetingFigures]) -> BTreeMap<Measure, Shown> {
    let of = |measure: &Measure| {
        let all: Vec<Shown> = lines
            .iter()
            .filter_map(|line| line.numbers.get(measure).copied())
            .collect();
        (*measure, Shown::sum(&all))
    };
    Measure::ALL.iter().map(of).collect()
}

fn referrers(
    settings: &AreaSettings,
    lines: &[MeetingFigures],
    codes: &[String],
    targets: &MaracTargets,
) -> Vec<Referrer> {
    let column = |at: usize| -> Shown {
        let all: Vec<Shown> = lines
            .iter()
            .filter_map(|line| line.agencies.get(at).copied())
            .collect();
        Shown::sum(&all)
    };
    let each: Vec<Shown> = (0..codes.len()).map(column).collect();
    let whole = Shown::sum(&each).number();
    codes
        .iter()
        .zip(&each)
        .map(|(code, cases)| {
            let expected = targets
                .referrers
                .iter()
                .find(|one| one.agency.as_str() == code);
            let numbers = cases.number().zip(whole);
            Referrer {
                code: code.clone(),
                name: agency_words(settings, code),
                cases: *cases,
                share: numbers.and_then(|(part, whole)| share(part, whole)),
                expected: expected.cloned(),
                standing: numbers.map_or(Expectation::None, |(part, whole)| {
                    expectation(part, whole, expected)
                }),
            }
        })
        .collect()
}

async fn actions(app: &App, scope: &Scope, meetings: &[MeetingFigures]) -> Told<ActionCount> {
    let ids: Vec<MeetingId> = meetings.iter().map(|line| line.meeting.id).collect();
    let mut counted = ActionCount::default();
    for action in app.store.actions_of_meetings(scope, &ids).await? {
        counted.add(action.state());
    }
    Ok(counted)
}
