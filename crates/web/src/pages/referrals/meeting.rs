//! The MASH meeting of a referral: its time, its statutory basis before all else, then plan, decision and copies (R133, R151–R164).

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hawthorn_app::Refusal;
use hawthorn_app::mash::complete_record::{MeetingNotes, complete_record};
use hawthorn_app::mash::hand_on_record::hand_on_record;
use hawthorn_app::mash::meeting_papers::{meeting_invitation, print_record};
use hawthorn_app::mash::open_hub_meeting::{Beginning, open_hub_meeting};
use hawthorn_app::mash::set_meeting::{NewMeeting, set_meeting};
use hawthorn_components::{InsetText, Page, SummaryList, SummaryRow};
use hawthorn_domain::mash::meeting::{
    CopyFor, HubMeeting, MeetingRecord, Opening, Pathway, Seat as MeetingSeat, copies_owed,
};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::meeting_forms::{copy_forms, opening_form, record_form, time_form};
use super::{Asked, Here, View, after, first, reference};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::pieces;
use crate::pages::incidents::refused;
use crate::seat::Seat;

/// `GET /referrals/{id}/meeting`.
pub async fn page(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    first(seat, &id, &asked, Here::Meeting, render).await
}

/// `POST /referrals/{id}/meeting`: its time and place.
pub async fn set(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = new_time(&mut seat, id, &typed).await.map(|()| "set");
    after(seat, id, done, Here::Meeting, render, &typed).await
}

async fn new_time(seat: &mut Seat, id: ReferralId, typed: &Typed) -> Result<(), Refusal> {
    let new = NewMeeting {
        set_for: typed.moment("when", "time")?,
        place: typed.one("place").to_owned(),
    };
    set_meeting(&seat.app, &mut seat.ask, id, new).await
}

/// `POST /referrals/{id}/meeting/open`: the statutory basis, the chair, who is there.
pub async fn open(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let mut codes: Vec<String> = Vec::new();
    for kind in ["seat-name-", "seat-present-", "seat-why-"] {
        for (code, _) in typed.starting(kind) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
    }
    let beginning = Beginning {
        legal_basis: typed.one("legal_basis").to_owned(),
        chair: typed.one("chair").to_owned(),
        seats: codes
            .into_iter()
            .map(|code| MeetingSeat {
                name: typed.one(&format!("seat-name-{code}")).to_owned(),
                present: typed.one(&format!("seat-present-{code}")) == "yes",
                why_not: typed.one(&format!("seat-why-{code}")).to_owned(),
                agency: AgencyCode::new(code),
            })
            .collect(),
    };
    let done = open_hub_meeting(&seat.app, &mut seat.ask, id, beginning)
        .await
        .map(|_| "opened");
    after(seat, id, done, Here::Meeting, render, &typed).await
}

/// `POST /referrals/{id}/meeting/record`: plan, decision and reasons.
pub async fn record(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let text = |name: &str| typed.one(name).to_owned();
    let record = MeetingNotes {
        plan_child: text("plan_child"),
        plan_adult: text("plan_adult"),
        pathways: typed
            .all("pathways")
            .iter()
            .filter_map(|code| Pathway::from_code(code))
            .collect(),
        outcomes: typed.all("outcomes").to_vec(),
        decision: text("decision"),
        reasons: text("reasons"),
    };
    let done = complete_record(&seat.app, &mut seat.ask, id, record)
        .await
        .map(|_| "recorded");
    after(seat, id, done, Here::Meeting, render, &typed).await
}

/// `POST /referrals/{id}/meeting/copy`: where a copy went.
pub async fn copy(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = copied(&mut seat, id, &typed).await.map(|()| "copied");
    after(seat, id, done, Here::Meeting, render, &typed).await
}

async fn copied(seat: &mut Seat, id: ReferralId, typed: &Typed) -> Result<(), Refusal> {
    let to = CopyFor::from_code(typed.one("to"))
        .ok_or_else(|| Refusal::field("reference", "Choose where the copy went."))?;
    hand_on_record(&seat.app, &mut seat.ask, id, to, typed.one("reference")).await
}

/// `GET /referrals/{id}/meeting/invitation.ics`.
pub async fn invitation(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let text = meeting_invitation(&seat.app, &mut seat.ask, reference(&id)?).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"meeting.ics\"",
        ),
    ];
    Ok((headers, text).into_response())
}

/// `GET /referrals/{id}/meeting/record.pdf`.
pub async fn paper(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let paper = print_record(&seat.app, &mut seat.ask, reference(&id)?).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (
            header::CONTENT_DISPOSITION,
            "inline; filename=\"record.pdf\"",
        ),
    ];
    Ok::<Response, _>((headers, paper.bytes).into_response())
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>, problems: &Problems, typed: &Typed) -> Page {
    let referral = &view.referral.referral;
    let may = view.may(Verb::RunHubMeeting);
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @match (&referral.meeting_clock, &referral.meeting) {
                (None, _) => { (pieces::nothing("No meeting is among the authorised outcomes of this referral.")) }
                (Some(_), None) => {
                    (clock(view))
                    @if may { (time_form(view, problems, typed)) } @else { (pieces::nothing("No time has been set for the meeting.")) }
                }
                (Some(_), Some(meeting)) => {
                    (clock(view))
                    (held(view, meeting, may, problems, typed))
                }
            }
        },
        ..page
    }
}

fn clock(view: &View<'_>) -> Markup {
    html! {
        @if let Some(clock) = &view.referral.referral.meeting_clock {
            (InsetText::new(html! { "Record of the meeting: " (pieces::due(clock, view.now)) }))
        }
    }
}

fn held(
    view: &View<'_>,
    meeting: &HubMeeting,
    may: bool,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    html! {
        (SummaryList::new(vec![
            SummaryRow::new("Set for", words::moment(meeting.set_for)),
            SummaryRow::new("Where", meeting.place.as_str()),
            SummaryRow::new("Set by", format!("{}, {}", meeting.set_by.name, words::moment(meeting.set_at))),
        ]))
        @match (&meeting.opening, &meeting.record) {
            (None, _) => {
                p.govuk-body { a.govuk-link href=(view.path("/meeting/invitation.ics")) { "Download the invitation for a calendar" } " It names nobody of the case." }
                @if may {
                    (opening_form(view, problems, typed))
                    (time_form(view, problems, typed))
                } @else { (pieces::nothing("The meeting has not begun.")) }
            }
            (Some(opening), None) => {
                (opened(view, opening))
                @if may { (record_form(view, problems, typed)) } @else { (pieces::nothing("The record is not complete yet.")) }
            }
            (Some(opening), Some(record)) => {
                (recorded(view, record))
                (opened(view, opening))
                (copies(view, meeting, problems, typed))
            }
        }
    }
}

fn agency(view: &View<'_>, code: &AgencyCode) -> String {
    view.referral
        .agencies
        .iter()
        .find(|agency| agency.code == *code)
        .map_or_else(|| code.to_string(), |agency| agency.name.clone())
}

fn opened(view: &View<'_>, opening: &Opening) -> Markup {
    let there = |present: bool| {
        html! {
            ul.govuk-list {
                @for seat in opening.seats.iter().filter(|seat| seat.present == present) {
                    li {
                        (agency(view, &seat.agency))
                        @if !seat.name.is_empty() { ", " (seat.name) }
                        @if !present { ": " (seat.why_not) }
                    }
                }
            }
        }
    };
    let mut rows = vec![
        SummaryRow::new("Statutory basis", pieces::written(&opening.legal_basis)),
        SummaryRow::new("Chair", opening.chair.as_str()),
        SummaryRow::new("There", there(true)),
    ];
    if opening.seats.iter().any(|seat| !seat.present) {
        rows.push(SummaryRow::new("Not there, and why", there(false)));
    }
    rows.push(SummaryRow::new(
        "Opened",
        format!("{}, {}", opening.by.name, words::moment(opening.at)),
    ));
    html! {
        h2.govuk-heading-m { "How it began" }
        (SummaryList::new(rows))
    }
}

fn recorded(view: &View<'_>, record: &MeetingRecord) -> Markup {
    let follows = html! {
        ul.govuk-list."govuk-list--bullet" {
            @for pathway in &record.pathways { li { "Goes on: " (words::inside(pathway.label())) } }
            @for code in &record.outcomes {
                li { (view.referral.outcomes.iter().find(|outcome| outcome.code == *code).map_or(code.as_str(), |outcome| outcome.label.as_str())) }
            }
        }
    };
    let mut rows = vec![
        SummaryRow::new("Lead agency", view.referral.lead_agency.as_str()),
        SummaryRow::new("Its decision", pieces::written(&record.decision)),
        SummaryRow::new("Reasons", pieces::written(&record.reasons)),
    ];
    if !record.plan_child.is_empty() {
        rows.push(SummaryRow::new(
            "Plan for the children",
            pieces::written(&record.plan_child),
        ));
    }
    rows.push(SummaryRow::new(
        "Plan for the adult",
        pieces::written(&record.plan_adult),
    ));
    if !record.pathways.is_empty() || !record.outcomes.is_empty() {
        rows.push(SummaryRow::new("What follows", follows));
    }
    rows.push(SummaryRow::new(
        "Completed",
        format!("{}, {}", record.by.name, words::moment(record.at)),
    ));
    html! {
        h2.govuk-heading-m { "Plan and decision" }
        (SummaryList::new(rows))
    }
}

fn copies(view: &View<'_>, meeting: &HubMeeting, problems: &Problems, typed: &Typed) -> Markup {
    let owed = copies_owed(Some(meeting), view.referral.referral.level);
    html! {
        h2.govuk-heading-m { "Copies" }
        @if !meeting.copies.is_empty() {
            ul.govuk-list {
                @for copy in &meeting.copies {
                    li { (copy.to.label()) ": " (copy.reference) ". " (copy.by.name) ", " (words::moment(copy.at)) "." }
                }
            }
        }
        @if view.may(Verb::CopyHubRecord) {
            p.govuk-body { a.govuk-link href=(view.path("/meeting/record.pdf")) { "Print the record (PDF)" } }
            (copy_forms(view, &owed, problems, typed))
        } @else if !owed.is_empty() {
            (pieces::nothing("Copies are still to be handed on."))
        }
    }
}
