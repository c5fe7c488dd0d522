//! What becomes of a referral before its meeting: accepted, asked about, added to, joined, called urgently (F22, F28).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use hawthorn_app::marac::accept_referral::accept_referral;
use hawthorn_app::marac::add_to_referral::{AddToReferral, add_to_referral};
use hawthorn_app::marac::answer_question::{
    QuestionShown, answer_question, open_question, own_questions,
};
use hawthorn_app::marac::ask_referrer::ask_referrer;
use hawthorn_app::marac::call_urgent_meeting::call_urgent_meeting;
use hawthorn_app::marac::join_referrals::join_referrals;
use hawthorn_app::marac::open_marac_referral::{MaracReferralPage, open_marac_referral};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    BackLink, Button, DateInput, Details, InsetText, Page, Select, SelectOption, Tag, TagColour,
    TextInput, Textarea,
};
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::settings::marac::Venue;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::{CAPTION, id, meeting_path};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// What became of the referral so far, with what the coordinator may do.
pub(super) fn shown(case: &MaracReferralPage, problems: &Problems, typed: &Typed) -> Markup {
    let intake = &case.around.intake;
    html! {
        @if let Some(whole) = intake.joined_to {
            (InsetText::new(html! {
                "This referral is part of another one of the pair: "
                a.govuk-link href={ "/marac/" (whole) } { (whole.short()) } "."
            }))
        }
        @if let Some(why) = &intake.urgent {
            h2.govuk-heading-m { "Heard outside the calendar" }
            (pieces::written(why))
        }
        @if let Some(accepted) = &intake.accepted {
            p.govuk-body { (Tag::new("Accepted", TagColour::Green)) " " (accepted.by.name) ", " (words::moment(accepted.at)) }
        }
        @for addition in &intake.additions {
            h3.govuk-heading-s { "Also referred by " (addition.by.name) ", " (words::moment(addition.at)) }
            (pieces::written(&addition.reason))
            @if let Some(judgement) = &addition.judgement { (pieces::written(judgement)) }
            @if !addition.victim_voice.is_empty() { (InsetText::new(pieces::written(&addition.victim_voice))) }
        }
        @for question in &intake.questions {
            h3.govuk-heading-s { "Question to the referrer" }
            (pieces::written(&question.text))
            @match &question.answer {
                Some(answer) => {
                    (InsetText::new(html! { (pieces::written(&answer.text)) p.govuk-body-s { (answer.by.name) ", " (words::moment(answer.at)) } }))
                }
                None => { p.govuk-body { (Tag::new("Waits for an answer", TagColour::Yellow)) " Asked by " (question.by.name) ", " (words::moment(question.at)) ". The pair can be put on an agenda all the same." } }
            }
        }
        @if case.around.may_settle { (settle(case, problems, typed)) }
    }
}

fn settle(case: &MaracReferralPage, problems: &Problems, typed: &Typed) -> Markup {
    let path = format!("/marac/{}", case.id);
    html! {
        h2.govuk-heading-m { "Before the meeting" }
        @if case.around.intake.accepted.is_none() {
            form method="post" action={ (path) "/accept" } novalidate { (Button::new("Accept the referral")) }
        }
        @if case.around.intake.open_question().is_none() {
            (Details { open: problems.at("question").is_some(), ..Details::new("Send it back with a question", html! {
                form method="post" action={ (path) "/ask" } novalidate autocomplete="off" {
                    (Textarea {
                        hint: Some("The referrer answers here. The pair can be put on an agenda meanwhile.".into()),
                        error: problems.at("question"),
                        value: typed.one("question").to_owned(),
                        rows: Some(3),
                        autocomplete: "off".to_owned(),
                        ..Textarea::new("question", "What do you ask the referrer?")
                    })
                    (Button::secondary("Send the question"))
                }
            }) })
        }
        @if !case.around.others.is_empty() { (join_form(case, problems, typed)) }
        @if case.meeting.is_none() {
            p.govuk-body { a.govuk-link href={ (path) "/urgent" } { "It cannot wait: call a meeting outside the calendar" } }
        }
    }
}

fn join_form(case: &MaracReferralPage, problems: &Problems, typed: &Typed) -> Markup {
    let first = SelectOption::new("", "Choose a referral");
    let items = case
        .around
        .others
        .iter()
        .map(|(id, words)| SelectOption::new(id.to_string(), words.as_str()));
    html! {
        form method="post" action={ "/marac/" (case.id) "/join" } novalidate {
            (Select {
                hint: Some("This one becomes a part of the other, so that the pair is heard once. Nothing of it is lost.".into()),
                error: problems.at("other"),
                value: typed.one("other").to_owned(),
                ..Select::new("other", "Another referral of the same pair waits, too", std::iter::once(first).chain(items).collect())
            })
            (Button::secondary("Join it to the other referral"))
        }
    }
}

/// `POST /marac/{id}/accept`.
///
/// # Errors
/// When the referral is not there for this reader.
pub async fn accept(mut seat: Seat, Path(referral): Path<String>) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    let done = accept_referral(&seat.app, &mut seat.ask, referral).await;
    after(&mut seat, referral, done, Typed::default(), "accepted").await
}

/// `POST /marac/{id}/ask`.
///
/// # Errors
/// When the referral is not there for this reader.
pub async fn ask(mut seat: Seat, Path(referral): Path<String>, typed: Typed) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    let done = ask_referrer(&seat.app, &mut seat.ask, referral, typed.one("question")).await;
    after(&mut seat, referral, done, typed, "asked").await
}

/// `POST /marac/{id}/join`.
///
/// # Errors
/// When either referral is not there for this reader.
pub async fn join(mut seat: Seat, Path(referral): Path<String>, typed: Typed) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    let other: MaracReferralId = match typed.one("other").trim() {
        "" => referral,
        text => id(text)?,
    };
    let done = join_referrals(&seat.app, &mut seat.ask, referral, other).await;
    after(&mut seat, referral, done, typed, "joined").await
}

async fn after(
    seat: &mut Seat,
    referral: MaracReferralId,
    done: Told<()>,
    typed: Typed,
    code: &str,
) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/marac/{referral}?done={code}")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            super::referral::show(seat, referral, &problems, Some(typed), None).await
        }
    }
}

/// `POST /marac/refer/{victim}/{perpetrator}/add`.
///
/// # Errors
/// When a person is not there for this reader, or no referral of the pair waits.
pub async fn add(
    mut seat: Seat,
    Path((victim, perpetrator)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let (victim, perpetrator) = (id(&victim)?, id(&perpetrator)?);
    let input = AddToReferral {
        victim,
        perpetrator,
        reason: typed.one("reason").to_owned(),
        judgement: typed.one("judgement").to_owned(),
        victim_voice: typed.one("victim_voice").to_owned(),
    };
    match add_to_referral(&seat.app, &mut seat.ask, input).await {
        Ok(_) => Ok(
            Redirect::to(&format!("/marac/refer/{victim}/{perpetrator}?done=added"))
                .into_response(),
        ),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            super::refer::show(&mut seat, (victim, perpetrator), &problems, &typed).await
        }
    }
}

/// The page on which an urgent meeting is called.
pub fn urgent_page(
    mut page: Page,
    case: &MaracReferralPage,
    venues: &[Venue],
    problems: &Problems,
    typed: &Typed,
) -> Page {
    let items = venues
        .iter()
        .map(|venue| SelectOption::new(venue.code.as_str(), venue.name.as_str()))
        .collect();
    let day = DateInput {
        error: problems.at("starts_at").or_else(|| problems.at("day")),
        ..DateInput::new("day", "On which day?")
    }
    .with_values(["day", "month", "year"].map(|part| typed.one(&format!("day-{part}"))));
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new(format!("/marac/{}", case.id)));
    page.body = html! {
        p.govuk-body { "A meeting for this pair alone, outside the calendar. It runs like any other: attendance, the confidentiality statement, research, actions and minutes." }
        form method="post" novalidate autocomplete="off" {
            (Textarea {
                hint: Some("What makes the next meeting too late. It stands on the record of the meeting.".into()),
                error: problems.at("why"),
                value: typed.one("why").to_owned(),
                rows: Some(3),
                autocomplete: "off".to_owned(),
                ..Textarea::new("why", "Why can it not wait?")
            })
            (Select { error: problems.at("venue"), value: typed.one("venue").to_owned(), ..Select::new("venue", "Which MARAC?", items) })
            (day)
            (TextInput {
                hint: Some("For example 9:30am or 13:00.".into()),
                error: problems.at("time"),
                value: typed.one("time").to_owned(),
                ..TextInput::new("time", "At what time?")
            })
            (Button::new("Call the meeting"))
        }
    };
    page
}

/// `GET /marac/{id}/urgent`.
///
/// # Errors
/// When the referral is not there for this reader.
pub async fn urgent(mut seat: Seat, Path(referral): Path<String>) -> Answer {
    let typed = Typed::default();
    show_urgent(&mut seat, id(&referral)?, &Problems::default(), &typed).await
}

/// `POST /marac/{id}/urgent`.
///
/// # Errors
/// When the referral is not there for this reader.
pub async fn call_urgent(mut seat: Seat, Path(referral): Path<String>, typed: Typed) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    match called(&mut seat, referral, &typed).await {
        Ok(meeting) => Ok(Redirect::to(&meeting_path(meeting)).into_response()),
        Err(refusal) => show_urgent(&mut seat, referral, &Problems::of(refusal)?, &typed).await,
    }
}

async fn called(seat: &mut Seat, referral: MaracReferralId, typed: &Typed) -> Told<MeetingId> {
    let starts_at = typed.moment("day", "time")?;
    let (venue, why) = (typed.one("venue"), typed.one("why"));
    call_urgent_meeting(&seat.app, &mut seat.ask, referral, venue, starts_at, why).await
}

async fn show_urgent(
    seat: &mut Seat,
    referral: MaracReferralId,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let case = open_marac_referral(&seat.app, &mut seat.ask, referral).await?;
    let venues = seat.ask.settings(&seat.app)?.marac.venues.clone();
    let title = "Call an urgent meeting";
    let page = urgent_page(seat.page(title, title), &case, &venues, problems, typed);
    Ok(layout::answer(page, problems))
}

/// `GET /marac/questions`.
///
/// # Errors
/// When the reader may not refer.
pub async fn questions(mut seat: Seat) -> Answer {
    let waiting = own_questions(&seat.app, &mut seat.ask).await?;
    let title = "Questions about your referrals";
    let mut page = seat.page(title, title);
    page.caption = CAPTION.to_owned();
    page.body = html! {
        @if waiting.is_empty() { (pieces::nothing("No question waits for your agency.")) }
        @for one in &waiting { (question_card(one)) }
    };
    Ok(layout::answer(page, &Problems::default()))
}

fn question_card(one: &QuestionShown) -> Markup {
    html! {
        h2.govuk-heading-m { (one.referral.short()) ", " (one.pair) }
        (pieces::written(&one.question.text))
        p.govuk-body-s { "Asked by " (one.question.by.name) ", " (words::moment(one.question.at)) }
        p.govuk-body { a.govuk-link href={ "/marac/" (one.referral) "/answer" } { "Answer" span.govuk-visually-hidden { " the question about " (one.referral.short()) } } }
    }
}

/// `GET /marac/{id}/answer`.
///
/// # Errors
/// When no question about it waits for this reader's agency.
pub async fn answer_page(mut seat: Seat, Path(referral): Path<String>) -> Answer {
    let typed = Typed::default();
    show_answer(&mut seat, id(&referral)?, &Problems::default(), &typed).await
}

/// `POST /marac/{id}/answer`.
///
/// # Errors
/// When the referral is not there for this reader, or no question waits.
pub async fn answer(mut seat: Seat, Path(referral): Path<String>, typed: Typed) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    match answer_question(&seat.app, &mut seat.ask, referral, typed.one("answer")).await {
        Ok(()) => Ok(Redirect::to("/marac/questions").into_response()),
        Err(refusal) => show_answer(&mut seat, referral, &Problems::of(refusal)?, &typed).await,
    }
}

async fn show_answer(
    seat: &mut Seat,
    referral: MaracReferralId,
    problems: &Problems,
    typed: &Typed,
) -> Result<Response, crate::error::PageError> {
    let one = open_question(&seat.app, &mut seat.ask, referral).await?;
    let title = "Answer a question about your referral";
    let mut page = seat.page(title, title);
    page.caption = format!("{}, {}", referral.short(), one.pair);
    page.back = Some(BackLink::new("/marac/questions"));
    page.body = html! {
        (pieces::written(&one.question.text))
        form method="post" novalidate autocomplete="off" {
            (Textarea {
                error: problems.at("answer"),
                value: typed.one("answer").to_owned(),
                rows: Some(5),
                autocomplete: "off".to_owned(),
                ..Textarea::new("answer", "Your answer")
            }.render())
            (Button::new("Send the answer"))
        }
    };
    Ok(layout::answer(page, problems))
}
