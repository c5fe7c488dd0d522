//! One incident to screen: what was reported, what we know, what to do (R67–R73, ux.md 4.1).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::open_incident::{Workspace, open_incident};
use hawthorn_app::incidents::{claim, record_check};
use hawthorn_components::{Button, InsetText, NotificationBanner, Page, SkipLink, WarningText};
use hawthorn_domain::incidents::screening::ScreeningCheck;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use super::to_do::to_do;
use super::{Here, furnished, held_words, known};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    (
        "claimed",
        "You have this incident. Your colleagues see that you do.",
    ),
    ("released", "The incident is back in the queue."),
    ("checked", "The check is recorded."),
    (
        "proposed",
        "The change of level waits for a supervisor. Until then the level stays as it is.",
    ),
    ("changed", "The level has changed."),
    (
        "answered",
        "Your answer to the change of level is recorded.",
    ),
    ("kinds", "The kinds of abuse are saved."),
    ("decided", "The decision is recorded with its reason."),
];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// What the page shows.
pub struct View<'a> {
    /// The incident and everything around it.
    pub workspace: &'a Workspace,
    /// Whether the reader may take another incident.
    pub may_take_next: bool,
    /// Whether the reader may refer it into the MASH without screening it.
    pub may_refer: bool,
    /// The moment of the request.
    pub now: Timestamp,
}

/// `GET /incidents/{id}`.
pub async fn page(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(
        seat,
        reference(&id)?,
        flash,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// `POST /incidents/{id}/claim`.
pub async fn claim(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = reference(&id)?;
    let done = claim::claim_incident(&seat.app, &mut seat.ask, id)
        .await
        .map(drop);
    after(seat, id, done, "claimed", &Typed::default()).await
}

/// `POST /incidents/{id}/release`.
pub async fn release(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = reference(&id)?;
    let done = claim::release_claim(&seat.app, &mut seat.ask, id).await;
    after(seat, id, done, "released", &Typed::default()).await
}

/// `POST /incidents/{id}/check`: one check with its note, or several that need none.
pub async fn check(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = record(&mut seat, id, &typed).await;
    if done.is_ok() && typed.one("all") == "yes" {
        // Nothing is left to look at, so the decision is next, with its first choice in focus.
        return Ok(Redirect::to(&format!("/incidents/{id}/decision#outcome")).into_response());
    }
    after(seat, id, done, "checked", &typed).await
}

async fn record(seat: &mut Seat, id: IncidentId, typed: &Typed) -> Result<(), Refusal> {
    let codes = typed.all("check");
    if codes.is_empty() {
        return Err(Refusal::Rule(
            "No check was named. Use the button under a check.".to_owned(),
        ));
    }
    for code in codes {
        let check = ScreeningCheck::from_code(code).ok_or_else(|| {
            Refusal::Rule("This is not one of the checks. Use the button under a check.".to_owned())
        })?;
        record_check::record_check(&seat.app, &mut seat.ask, id, check, typed.one("note")).await?;
    }
    Ok(())
}

async fn after(
    seat: Seat,
    id: IncidentId,
    done: Result<(), Refusal>,
    code: &str,
    typed: &Typed,
) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/incidents/{id}?done={code}")).into_response()),
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, typed).await,
    }
}

/// An address's reference; one that cannot be read is answered as missing.
pub(crate) fn reference(id: &str) -> Result<IncidentId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// Opens the incident and answers with its page.
pub(crate) async fn show(
    mut seat: Seat,
    id: IncidentId,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let workspace = open_incident(&seat.app, &mut seat.ask, id).await?;
    let incident = &workspace.incident;
    let thing = Thing::record(&incident.area, &incident.restriction);
    let view = View {
        may_take_next: seat.ask.may_in_area(&seat.app, Verb::ClaimIncident),
        may_refer: workspace.referral.is_none()
            && !workspace.allowed.decide
            && seat.ask.may(&seat.app, Verb::MakeReferral, &thing),
        now: seat.ask.now,
        workspace: &workspace,
    };
    let mut page = furnished(
        &seat,
        &workspace,
        "Incident",
        "Screen the incident",
        Here::Workspace,
    );
    page.flash = flash;
    Ok(layout::answer(
        render(page, &view, problems, typed),
        problems,
    ))
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>, problems: &Problems, typed: &Typed) -> Page {
    Page {
        wide: true,
        body: html! {
            @if view.workspace.allowed.record_check {
                (SkipLink { href: "#to-do".to_owned(), content: "Skip to what to do".into(), ..SkipLink::default() })
            }
            (standing(view))
            // Above the columns, because half the page is too narrow for twelve months at a glance.
            (known::at_a_glance(view.workspace, view.now))
            div.govuk-grid-row {
                div.govuk-grid-column-one-third-from-desktop { (reported(view.workspace)) (super::kinds::part(view.workspace, problems, typed)) }
                div.govuk-grid-column-one-third-from-desktop { (known::column(view.workspace)) }
                div.govuk-grid-column-one-third-from-desktop { (to_do(view, problems, typed)) }
            }
        },
        ..page
    }
}

/// Who has it, and by when it is to be decided: both measures of C15.
fn standing(view: &View<'_>) -> Markup {
    let workspace = view.workspace;
    let id = workspace.incident.id;
    let action = |verb: &str| format!("/incidents/{id}/{verb}");
    html! {
        p.govuk-body {
            (pieces::due(&workspace.incident.screening.clock, view.now))
            @if let Some(week) = workspace.week_end {
                br;
                @if week.missed { "The end of the working week was missed: " } @else { "The working week ends " }
                (words::moment(week.at)) "."
            }
        }
        @match &workspace.held {
            Some(held) if held.mine => {
                (InsetText::new(format!("You have this incident until {}. Each check you record renews it.", words::clock_time(held.until))))
                @if workspace.allowed.release {
                    form method="post" action=(action("release")) { (Button::secondary("Give the incident back")) }
                }
            }
            Some(held) => { (WarningText::new(format!("{} has this incident: {}. It can be taken after that.", held.by, held_words(held)))) }
            None if workspace.allowed.claim => {
                form method="post" action=(action("claim")) { (Button::new("Take this incident")) }
            }
            None => {}
        }
    }
}

fn reported(workspace: &Workspace) -> Markup {
    let incident = &workspace.incident;
    html! {
        h2.govuk-heading-m id="reported" { "What was reported" }
        (pieces::written(&incident.summary))
        @if incident.summary.trim().is_empty() { (pieces::nothing("The report has no summary.")) }
        ul.govuk-list { @for (key, value) in facts(workspace) { li { strong { (key) } br; (value) } } }
    }
}

fn facts(workspace: &Workspace) -> Vec<(&'static str, String)> {
    let incident = &workspace.incident;
    let flags: Vec<&str> = incident
        .flags
        .iter()
        .map(|flag| flag.label())
        .chain(incident.other_flags.iter().map(String::as_str))
        .collect();
    let place = [incident.location.as_str(), incident.postcode.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let pregnant = match incident.pregnant {
        Some(true) => "Yes",
        Some(false) => "No",
        None => "Not stated",
    };
    let rows = vec![
        ("Reported", words::moment(incident.reported_at)),
        (
            "Happened",
            incident.occurred_at.map(words::moment).unwrap_or_default(),
        ),
        ("Told to", workspace.told_to.clone().unwrap_or_default()),
        ("Received by the desk", words::moment(incident.received_at)),
        ("Place", place),
        (
            "Level as reported",
            incident.reported_level.label().to_owned(),
        ),
        (
            "Score (guide only)",
            incident
                .score
                .map(|score| score.to_string())
                .unwrap_or_default(),
        ),
        (
            "Flags",
            if flags.is_empty() {
                "None".to_owned()
            } else {
                flags.join(", ")
            },
        ),
        ("Pregnancy", pregnant.to_owned()),
        (
            "Language needed",
            incident.language.clone().unwrap_or_default(),
        ),
        (
            "Consent to share with support",
            incident.consent.label().to_owned(),
        ),
        ("Crime number", incident.crime_number.clone()),
        ("Attending officer", incident.officer.clone()),
    ];
    rows.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}
