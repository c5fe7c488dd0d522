//! A MARAC referral: whose it is, why it was made, the victim's voice, research, its meeting and what was agreed.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::add_research::{Brought, bring_research};
use hawthorn_app::marac::open_marac_referral::{MaracReferralPage, open_marac_referral};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    Button, Crumb, InsetText, Page, Select, SelectOption, SummaryList, SummaryRow, Tag, TagColour,
};
use hawthorn_domain::marac::criteria::Finding;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::settings::Words;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::actions::actions_table;
use super::research;
use super::{CAPTION, children_words, id, incident_links, item_path, meeting_path, met_tag, strip};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    (
        "referred",
        "The pair is referred. The coordinator will put it on an agenda",
    ),
    ("research", "Your agency’s research is saved"),
    ("accepted", "The referral is accepted"),
    ("asked", "The question is with the referrer"),
    (
        "idva",
        "The service has the victim; the time to the first try runs",
    ),
    ("joined", "The referral is now part of the other one"),
    (
        "told",
        "What you told is with the police desk, and on the pair’s record",
    ),
];

/// Everything that the page shows.
#[derive(Debug)]
pub struct ReferralView<'a> {
    /// The referral.
    pub referral: &'a MaracReferralPage,
    /// The area's words for the two people.
    pub words: &'a Words,
    /// Whether this reader can open incidents.
    pub may_open_incidents: bool,
    /// Whether this reader can open meetings.
    pub may_open_meetings: bool,
    /// Whether this reader can see who did what.
    pub may_see_history: bool,
    /// The day.
    pub today: Date,
}

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &ReferralView<'_>, problems: &Problems, typed: &Typed) -> Page {
    let case = view.referral;
    let children = children_words(&case.children, view.today);
    page.caption = CAPTION.to_owned();
    page.identity = Some(strip(
        &case.victim,
        &view.words.victim,
        children,
        view.today,
    ));
    if view.may_open_meetings {
        page.breadcrumbs = vec![Crumb::new("/meetings", "MARAC meetings")];
    }
    page.body = html! {
        (strip(&case.perpetrator, &view.words.person_causing_harm, String::new(), view.today))
        div."govuk-!-margin-top-6" { (facts(view)) }
        h2.govuk-heading-m { "Why the pair was referred" }
        (pieces::written(&case.reason))
        @if let Some(judgement) = &case.judgement {
            h3.govuk-heading-s { "Professional judgement" }
            (pieces::written(judgement))
        }
        (voice(case))
        (idva(case, problems, typed))
        (super::transfer::shown(case))
        (super::intake::shown(case, problems, typed))
        h2.govuk-heading-m { "What the criteria say" }
        (findings(view))
        @if let (true, Some(victim), Some(other)) = (case.around.may_see_orders, case.victim.person, case.perpetrator.person) {
            p.govuk-body { a.govuk-link href={ "/orders/" (victim) "/" (other) } { "Protective orders of the pair" } }
        }
        p.govuk-body { a.govuk-link href={ "/marac/" (case.id) "/event" } { "Tell of something new between the two" } }
        (research::shown(case))
        @if case.may_research { (research::form(case, problems, typed)) }
        (heard(case))
        (actions_table(&case.actions))
        @if view.may_see_history {
            p.govuk-body { a.govuk-link href={ "/history/marac_referral/" (case.id) } { "See who did what to this referral" } }
        }
    };
    page
}

fn facts(view: &ReferralView<'_>) -> Markup {
    let case = view.referral;
    let mut rows = vec![
        SummaryRow::new("Status", case.state.label()),
        SummaryRow::new(
            "Referred",
            format!(
                "{}, by {}, {}",
                words::moment(case.referred_at),
                case.referred_by,
                case.referrer
            ),
        ),
    ];
    if let Some(meeting) = &case.meeting {
        let words = format!("{}, {}", words::moment(meeting.starts_at), meeting.venue);
        let value = html! {
            @if view.may_open_meetings {
                a.govuk-link href=(item_path(meeting.id, case.id)) { (words) }
                " (" a.govuk-link href=(meeting_path(meeting.id)) { "whole agenda" } ")"
            } @else { (words) }
        };
        rows.push(SummaryRow::new("Meeting", value));
    }
    if let Some(incident) = case.incident {
        let link = html! { a.govuk-link href={ "/incidents/" (incident) } { (incident.short()) } };
        rows.push(SummaryRow::new("From incident", link));
    }
    if let Some(referral) = case.mash_referral {
        let link = html! { a.govuk-link href={ "/referrals/" (referral) } { (referral.short()) } };
        rows.push(SummaryRow::new(
            "From safeguarding hub (MASH) referral",
            link,
        ));
    }
    if let Some(area) = &case.moved_from {
        rows.push(SummaryRow::new("Moved here from", area.as_str()));
    }
    if case.restricted {
        let tag = html! { (Tag::new("Restricted", TagColour::Magenta)) " Only people who need to know can open this." };
        rows.push(SummaryRow::new("Access", tag));
    }
    SummaryList::new(rows).render()
}

/// The victim's own voice (R202), or that nobody has heard it yet.
pub(super) fn voice(case: &MaracReferralPage) -> Markup {
    html! {
        h2.govuk-heading-m { "In their own words" }
        @if case.victim_voice.is_empty() {
            (pieces::nothing("Nobody has recorded yet what the person says and wants."))
        } @else {
            (InsetText::new(pieces::written(&case.victim_voice)))
        }
    }
}

/// Allocating an IDVA, while a service could have the victim and has not yet (R199, C21).
fn idva(case: &MaracReferralPage, problems: &Problems, typed: &Typed) -> Markup {
    let items: Vec<SelectOption> = case
        .around
        .idva_services
        .iter()
        .map(|(code, name)| SelectOption::new(code.as_str(), name.as_str()))
        .collect();
    html! {
        @if !items.is_empty() {
            form method="post" action={ "/marac/" (case.id) "/idva" } novalidate {
                (Select {
                    hint: Some("The time to the first try to reach the victim runs from now.".into()),
                    error: problems.at("agency"),
                    value: typed.one("agency").to_owned(),
                    ..Select::new("agency", "Which service takes the victim on?", items)
                })
                (Button::secondary("Give the victim to this service"))
            }
        }
    }
}

/// Each criterion as it was on the day and as the records say now; one line when both agree.
fn findings(view: &ReferralView<'_>) -> Markup {
    let case = view.referral;
    let line = |words: &str, finding: &Finding| {
        html! {
            p.govuk-body { (met_tag(finding)) " " strong { (words) } }
            p.govuk-body { (pieces::without_numbers(&finding.why)) }
            @if view.may_open_incidents { (incident_links(finding)) }
        }
    };
    let row = |now: &Finding| {
        let then = case
            .findings_then
            .iter()
            .find(|then| then.criterion == now.criterion);
        let value = match then {
            Some(then) if then == now || unmet(then, now) => line("Then and now", now),
            Some(then) => html! { (line("When referred", then)) (line("Now", now)) },
            None => line("Now", now),
        };
        SummaryRow::new(now.criterion.label(), value)
    };
    SummaryList::new(case.findings_now.iter().map(row).collect()).render()
}

/// Not met before and not met now: only the dates of the window have moved.
fn unmet(then: &Finding, now: &Finding) -> bool {
    !then.met && !now.met && then.near == now.near
}

fn heard(case: &MaracReferralPage) -> Markup {
    html! {
        @if let Some(at) = case.heard_at {
            h2.govuk-heading-m { "Heard on " (words::moment(at)) }
            @if !case.risks.is_empty() {
                h3.govuk-heading-s { "Risks heard" }
                ul.govuk-list.govuk-list--bullet { @for risk in &case.risks { li { (risk) } } }
            }
            @if !case.discussion.is_empty() {
                h3.govuk-heading-s { "Discussion" }
                (pieces::written(&case.discussion))
            }
            @if !case.victim_told.is_empty() {
                h3.govuk-heading-s { "What the victim is told" }
                (pieces::written(&case.victim_told))
            }
        }
    }
}

/// The page of a referral.
///
/// # Errors
/// When it is not there for this reader.
pub async fn page(
    mut seat: Seat,
    Path(referral): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    show(
        &mut seat,
        id(&referral)?,
        &Problems::default(),
        None,
        asked.done.as_deref(),
    )
    .await
}

/// Saves the research of the reader's agency.
///
/// # Errors
/// When the referral is not there, or the reader may not write research.
pub async fn research(mut seat: Seat, Path(referral): Path<String>, typed: Typed) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    match save_research(&mut seat, referral, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("/marac/{referral}?done=research")).into_response()),
        Err(refusal) => {
            show(
                &mut seat,
                referral,
                &Problems::of(refusal)?,
                Some(typed),
                None,
            )
            .await
        }
    }
}

async fn save_research(seat: &mut Seat, referral: MaracReferralId, typed: &Typed) -> Told<()> {
    let holds = match typed.one("holds") {
        "yes" => true,
        "no" => false,
        _ => {
            return Err(Refusal::field(
                "holds",
                "Say whether your agency holds anything.",
            ));
        }
    };
    let brought = Brought {
        holds,
        text: typed.one("text").to_owned(),
        shared: typed.one("shared") == "yes",
        withheld: typed.one("withheld").to_owned(),
        missing: typed.one("missing").to_owned(),
    };
    bring_research(&seat.app, &mut seat.ask, referral, brought).await
}

pub(crate) async fn show(
    seat: &mut Seat,
    referral: MaracReferralId,
    problems: &Problems,
    typed: Option<Typed>,
    done: Option<&str>,
) -> Answer {
    let case = open_marac_referral(&seat.app, &mut seat.ask, referral).await?;
    let typed = typed.unwrap_or_else(|| own_research(&case));
    let at = format!("/marac/{referral}");
    let typed = seat.kept(&typed, format!("{at}/research"), at).await?;
    let view = ReferralView {
        referral: &case,
        words: &seat.ask.settings(&seat.app)?.words,
        may_open_incidents: seat.ask.may_ever(&seat.app, Verb::ViewIncident),
        may_open_meetings: seat.ask.may_ever(&seat.app, Verb::ViewMeeting),
        may_see_history: seat.ask.may_ever(&seat.app, Verb::ViewHistory),
        today: seat.ask.today(),
    };
    let title = format!("MARAC referral {}", referral.short());
    let mut page = render(
        seat.page(title.as_str(), title.as_str()),
        &view,
        problems,
        &typed,
    );
    page.flash = layout::done_banner(done, DONE);
    Ok(layout::answer(page, problems))
}

/// The form begins with what the agency last wrote, so that a change is a change and not a new start.
fn own_research(case: &MaracReferralPage) -> Typed {
    let Some(own) = case.research.iter().find(|part| part.own) else {
        return Typed::default();
    };
    let yes_no = |yes: bool| if yes { "yes" } else { "no" };
    Typed::from_pairs([
        ("holds", yes_no(own.research.holds)),
        ("text", own.research.text.as_str()),
        ("withheld", own.research.withheld.as_str()),
        ("missing", own.research.missing.as_str()),
        ("shared", yes_no(own.research.shared)),
    ])
}
