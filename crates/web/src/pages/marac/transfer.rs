//! From MARAC to MARAC: sending a case, recording that it arrived, and taking one in (R168, R188, F29).

use axum::extract::{FromRequest, Multipart, Path, Request};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::open_marac_referral::{MaracReferralPage, open_marac_referral};
use hawthorn_app::marac::send_transfer::{
    SendTransfer, TransferForm, acknowledge_transfer, send_transfer, transfer_file,
};
use hawthorn_app::marac::take_in_transfer::take_in_transfer;
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    BackLink, Button, Checkboxes, Choice, Crumb, FileUpload, InsetText, Page, TextInput, Textarea,
    WarningText,
};
use hawthorn_domain::marac::transfer::{TransferOut, TransferPart};
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{CAPTION, id};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

/// Where a case came from or went to, on the page of the referral, with the prompt to assess anew.
pub(super) fn shown(case: &MaracReferralPage) -> Markup {
    html! {
        @if let Some(came) = &case.around.came_as {
            (InsetText::new(html! {
                p.govuk-body { strong { "Came from the MARAC of " (came.from_area) } ", reference " (came.reference) ", on " (words::moment(came.at)) "." }
                @if let Some(at) = came.heard_there { p.govuk-body { "Heard there on " (words::moment(at)) "." } }
                @if !came.plan.is_empty() {
                    p.govuk-body { "The plan there:" }
                    ul.govuk-list.govuk-list--bullet { @for line in &came.plan { li { (line) } } }
                }
            }))
        }
        @for sent in &case.around.transfers {
            (InsetText::new(html! {
                "Sent to the MARAC of " (sent.paper.to_area) " on " (words::moment(sent.at)) ". "
                @match &sent.acknowledged {
                    Some(arrived) => { (arrived.there) " has it (" (words::moment(arrived.at)) ")." }
                    None => { strong { "Nobody there has said yet that it arrived." } }
                }
            }))
        }
        @if case.around.assess_anew {
            (WarningText::new("A move can raise or lower the risk. Assess it anew."))
            @if let (Some(victim), Some(other)) = (case.victim.person, case.perpetrator.person) {
                p.govuk-body { a.govuk-link href={ "/risk/assess/" (victim) "/" (other) } { "Assess the risk of this pair" } }
            }
        }
        @if case.around.may_transfer {
            p.govuk-body { a.govuk-link href={ "/marac/" (case.id) "/transfer" } { "The victim has moved: send the case to another area" } }
        }
    }
}

/// The page on which a case is sent.
pub fn render(
    mut page: Page,
    case: &MaracReferralPage,
    problems: &Problems,
    typed: &Typed,
) -> Page {
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new(format!("/marac/{}", case.id)));
    let parts = TransferPart::ALL
        .iter()
        .map(|part| Choice::new(part.code(), part.label()))
        .collect();
    page.body = html! {
        p.govuk-body { "Make the document here, then send it by a way that both areas trust: secure mail, or a locked file whose password is told by telephone. Addresses and telephone numbers are never in it: the two coordinators tell those by telephone." }
        p.govuk-body {
            @match case.heard_at {
                Some(at) => { "The pair was heard here on " (words::moment(at)) ": send what was said and the plan, too." }
                None => { "The pair has not been heard here yet. Talk to the other coordinator about who hears it." }
            }
        }
        @for (place, sent) in case.around.transfers.iter().enumerate() { (sent_part(case, place, sent, problems, typed)) }
        form method="post" novalidate autocomplete="off" {
            h2.govuk-heading-m { "Send it to an area" }
            (TextInput { error: problems.at("to_area"), value: typed.one("to_area").to_owned(), autocomplete: "off".to_owned(), ..TextInput::new("to_area", "To the MARAC of which area?") })
            (Textarea { hint: Some("For a while or to stay, and what the other area should know first. No address.".into()), error: problems.at("why"), value: typed.one("why").to_owned(), rows: Some(3), autocomplete: "off".to_owned(), ..Textarea::new("why", "Why is the case sent?") })
            (Checkboxes { error: problems.at("parts"), values: typed.all("parts").to_vec(), ..Checkboxes::new("parts", "What is sent?", parts) })
            (Button::new("Make the document"))
        }
    };
    page
}

fn sent_part(
    case: &MaracReferralPage,
    place: usize,
    sent: &TransferOut,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let path = format!("/marac/{}/transfer/{place}", case.id);
    let this = typed.one("place") == place.to_string();
    html! {
        h2.govuk-heading-m { "Made for " (sent.paper.to_area) ", " (words::moment(sent.at)) }
        ul.govuk-list {
            li { a.govuk-link href={ (path) "/paper.pdf" } { "The document for people (PDF)" } }
            li { a.govuk-link href={ (path) "/paper.json" } { "The file for another Hawthorn (JSON)" } }
        }
        @match &sent.acknowledged {
            Some(arrived) => { p.govuk-body { (arrived.there) " has it. Recorded by " (arrived.by.name) ", " (words::moment(arrived.at)) "." } }
            None => {
                form method="post" action={ (path) "/arrived" } novalidate autocomplete="off" {
                    input type="hidden" name="place" value=(place);
                    (TextInput {
                        id: format!("there-{place}"),
                        error: problems.at("there").filter(|_| this),
                        value: if this { typed.one("there").to_owned() } else { String::new() },
                        autocomplete: "off".to_owned(),
                        ..TextInput::new("there", "Who in the other area has it?")
                    })
                    (Button::secondary("Record that it arrived"))
                }
            }
        }
    }
}

/// `GET /marac/{id}/transfer`.
///
/// # Errors
/// When the referral is not there for this reader.
pub async fn send_page(mut seat: Seat, Path(referral): Path<String>) -> Answer {
    let all = TransferPart::ALL.iter().map(|part| ("parts", part.code()));
    show(
        &mut seat,
        id(&referral)?,
        &Problems::default(),
        &Typed::from_pairs(all),
    )
    .await
}

/// `POST /marac/{id}/transfer`.
///
/// # Errors
/// When the referral is not there for this reader.
pub async fn send(mut seat: Seat, Path(referral): Path<String>, typed: Typed) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    let input = SendTransfer {
        referral,
        to_area: typed.one("to_area").to_owned(),
        why: typed.one("why").to_owned(),
        parts: typed
            .all("parts")
            .iter()
            .filter_map(|code| TransferPart::from_code(code))
            .collect(),
    };
    let done = send_transfer(&seat.app, &mut seat.ask, input).await;
    after(&mut seat, referral, done.map(|_| ()), &typed).await
}

/// `POST /marac/{id}/transfer/{place}/arrived`.
///
/// # Errors
/// When the referral or the transfer is not there for this reader.
pub async fn arrived(
    mut seat: Seat,
    Path((referral, place)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let (referral, place): (MaracReferralId, usize) = (id(&referral)?, id(&place)?);
    let there = typed.one("there");
    let done = acknowledge_transfer(&seat.app, &mut seat.ask, referral, place, there).await;
    after(&mut seat, referral, done, &typed).await
}

async fn after(
    seat: &mut Seat,
    referral: MaracReferralId,
    done: Told<()>,
    typed: &Typed,
) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/marac/{referral}/transfer")).into_response()),
        Err(refusal) => show(seat, referral, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(
    seat: &mut Seat,
    referral: MaracReferralId,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let case = open_marac_referral(&seat.app, &mut seat.ask, referral).await?;
    let title = "Send a case to another area";
    let page = render(seat.page(title, title), &case, problems, typed);
    Ok(layout::answer(page, problems))
}

/// `GET /marac/{id}/transfer/{place}/paper.pdf`.
///
/// # Errors
/// When the referral or the transfer is not there for this reader.
pub async fn pdf(seat: Seat, Path(path): Path<(String, String)>) -> Answer {
    file(seat, path, TransferForm::Pdf, "application/pdf").await
}

/// `GET /marac/{id}/transfer/{place}/paper.json`.
///
/// # Errors
/// When the referral or the transfer is not there for this reader.
pub async fn json(seat: Seat, Path(path): Path<(String, String)>) -> Answer {
    file(seat, path, TransferForm::Json, "application/json").await
}

async fn file(
    mut seat: Seat,
    (referral, place): (String, String),
    form: TransferForm,
    kind: &'static str,
) -> Answer {
    let (referral, place): (MaracReferralId, usize) = (id(&referral)?, id(&place)?);
    let paper = transfer_file(&seat.app, &mut seat.ask, referral, place, form).await?;
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", paper.file_name),
        ),
    ];
    Ok((headers, paper.bytes).into_response())
}

/// The page on which a transfer is taken in.
pub fn take_in_page(mut page: Page, problems: &Problems) -> Page {
    page.caption = CAPTION.to_owned();
    page.breadcrumbs = vec![Crumb::new("/meetings", "MARAC meetings")];
    page.body = html! {
        p.govuk-body { "Take in the file (JSON) that another area’s Hawthorn made. The pair comes as a new referral by the criterion of a move into the area; its people are compared with those on record. Where the other area sent a paper instead, type the referral in." }
        form method="post" enctype="multipart/form-data" novalidate {
            // The drop zone's button has a name that screen readers cannot match to its words.
            (FileUpload { error: problems.at("file"), drop_zone: false, ..FileUpload::new("file", "The file of the transfer") })
            (Button::new("Take the case in"))
        }
    };
    page
}

/// `GET /marac/transfers`.
///
/// # Errors
/// When the reader may not take a case in.
pub async fn page(seat: Seat) -> Answer {
    let title = "Take in a case of another area";
    let page = take_in_page(seat.page(title, title), &Problems::default());
    Ok(layout::answer(page, &Problems::default()))
}

/// `POST /marac/transfers`.
///
/// # Errors
/// When the reader may not take a case in.
pub async fn take_in(mut seat: Seat, request: Request) -> Answer {
    match taken_in(&mut seat, request).await {
        Ok(referral) => Ok(Redirect::to(&format!("/marac/{referral}")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            let title = "Take in a case of another area";
            let page = take_in_page(seat.page(title, title), &problems);
            Ok(layout::answer(page, &problems))
        }
    }
}

async fn taken_in(seat: &mut Seat, request: Request) -> Told<MaracReferralId> {
    let missing = || Refusal::field("file", "Choose the file of the transfer.");
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| missing())?;
    while let Some(field) = form.next_field().await.map_err(|_| missing())? {
        if field.name() == Some("file") {
            let bytes = field.bytes().await.map_err(|_| missing())?;
            if bytes.is_empty() {
                return Err(missing());
            }
            return take_in_transfer(&seat.app, &mut seat.ask, &bytes).await;
        }
    }
    Err(missing())
}
