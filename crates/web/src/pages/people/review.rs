//! Possible duplicates: two records side by side, field by field, and a person's answer (ux.md 5.7, R68).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::worklist::Place;
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::review_suggestion::{
    Pair, PairPage, PairQueue, Side, open_pair, review_queue,
};
use hawthorn_components::Page;
use hawthorn_components::{
    BackLink, Button, Cell, Choice, Details, InsetText, NavItem, PageLink, Pagination, Radios,
    SubNavigation, Table, Tag, TagColour, Textarea, WarningText,
};
use hawthorn_domain::platform::ids::SuggestionId;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};
use serde::Deserialize;

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::pieces::{nothing, written};
use crate::layout::{answer, done_banner};
use crate::pages::people::weighed;
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    (
        "same",
        "Kept: the same person. The two records now stand in one history",
    ),
    (
        "different",
        "Kept: different people. The two records stay apart",
    ),
    ("unsure", "Kept: not sure. The pair waits for a supervisor"),
];

/// What the address of the list may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    queue: Option<String>,
    after: Option<String>,
    done: Option<String>,
}

/// The pairs that wait.
pub async fn list(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let queue = asked
        .queue
        .as_deref()
        .and_then(PairQueue::from_code)
        .unwrap_or(PairQueue::Open);
    let after = asked
        .after
        .as_deref()
        .map(str::parse::<Place>)
        .transpose()?;
    let found = review_queue(&seat.app, &mut seat.ask, queue, after.as_ref()).await?;
    let mut page = render_list(
        seat.page("Possible duplicates", "Possible duplicates"),
        queue,
        &found,
    );
    page.flash = done_banner(asked.done.as_deref(), DONE);
    Ok(answer(page, &Problems::default()))
}

/// One pair.
pub async fn one(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = id.parse::<SuggestionId>().map_err(|_| Refusal::NotFound)?;
    let pair = open_pair(&seat.app, &mut seat.ask, id).await?;
    let problems = Problems::default();
    Ok(answer(
        render_pair(heading(&seat, id), &pair, &problems, &Typed::default()),
        &problems,
    ))
}

/// The answer to one pair.
pub async fn send(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = id.parse::<SuggestionId>().map_err(|_| Refusal::NotFound)?;
    let said = PairAnswer::from_code(typed.one("answer"));
    let kept = match said {
        Some(said) => {
            answer_suggestion(&seat.app, &mut seat.ask, id, said, typed.one("note")).await
        }
        None => Err(Refusal::field(
            "answer",
            "Say whether they are the same person, different people, or that you are not sure.",
        )),
    };
    let refusal = match kept {
        Ok(()) => {
            let done = said.map_or("", PairAnswer::code);
            return Ok(Redirect::to(&format!("/people/review?done={done}")).into_response());
        }
        Err(refusal) => refusal,
    };
    let problems = Problems::of(refusal)?;
    let pair = open_pair(&seat.app, &mut seat.ask, id).await?;
    Ok(answer(
        render_pair(heading(&seat, id), &pair, &problems, &typed),
        &problems,
    ))
}

fn heading(seat: &Seat, id: SuggestionId) -> Page {
    seat.page(format!("Compare {id}"), "Are these the same person?")
}

/// The list of pairs.
pub fn render_list(page: Page, queue: PairQueue, found: &PairPage) -> Page {
    let tabs = PairQueue::ALL.iter().map(|tab| {
        NavItem::new(format!("/people/review?queue={}", tab.code()), tab.label())
            .current_if(*tab == queue)
    });
    let next = found.next.as_ref().map(|place| {
        PageLink::new(format!(
            "/people/review?queue={}&after={place}",
            queue.code()
        ))
    });
    let columns = ["Fit", "Newer record", "Older record", "Why", "Compare"];
    let caption = format!(
        "{}, oldest first",
        words::count(
            found.pairs.len() as i64,
            "pair on this page",
            "pairs on this page"
        )
    );
    Page {
        wide: true,
        sub_nav: Some(SubNavigation::new("Queues", tabs.collect())),
        body: html! {
            p.govuk-body { "When a report comes in, each person in it is compared with everybody known. Nobody is joined until a person says so, and every answer can be changed later." }
            @if found.pairs.is_empty() {
                (nothing("No pair is waiting in this queue."))
            } @else {
                (Table::new(caption, columns.map(Into::into).to_vec(), found.pairs.iter().map(row).collect()))
            }
            @if next.is_some() { (Pagination { next, label: "Pages of pairs".to_owned(), ..Pagination::default() }) }
        },
        ..page
    }
}

fn row(pair: &Pair) -> Vec<Cell> {
    let agree: Vec<String> = pair
        .fields
        .iter()
        .filter(|field| matches!(field.verdict.as_str(), "same" | "close"))
        .map(|field| format!("{}: {}", field.field, field.words))
        .collect();
    let named =
        |side: &Side| html! { (side.name) br; span.govuk-hint { "Born " (side.born.words()) } };
    vec![
        pair.band.as_str().into(),
        named(&pair.newer).into(),
        named(&pair.older).into(),
        html! {
            ul class="govuk-list govuk-!-margin-bottom-0" { @for why in &agree { li { (why) } } }
            @for caution in &pair.cautions { p.govuk-body { strong { "Take care: " } (caution) } }
        }
        .into(),
        html! { a.govuk-link href={ "/people/review/" (pair.id) } { "Compare" span.govuk-visually-hidden { " " (pair.newer.name) " with " (pair.older.name) } } }.into(),
    ]
}

/// One pair with the form of the answer.
pub fn render_pair(page: Page, pair: &Pair, problems: &Problems, typed: &Typed) -> Page {
    Page {
        wide: true,
        caption: format!(
            "Fit: {}. Suggested on {}",
            pair.band,
            words::moment(pair.made_at)
        ),
        back: Some(BackLink {
            content: "Back to possible duplicates".into(),
            ..BackLink::new("/people/review")
        }),
        body: html! {
            @for caution in &pair.cautions { (WarningText::new(caution.as_str())) }
            (records(pair))
            (comparison(pair))
            @if let Some(weights) = &pair.weights { (weighed::picture(weights)) }
            (together(pair))
            @if let Some(said) = &pair.answer {
                (InsetText::new(html! {
                    p.govuk-body { strong { (pair.state) } ", said " (said.by.name) " on " (words::moment(said.at)) "." }
                    (written(&said.note))
                }))
            }
            (again(pair))
            @if pair.may_answer { (form(pair, problems, typed)) } @else {
                (InsetText::new("This pair is for a supervisor: somebody was not sure, or a supervisor has answered it."))
            }
        },
        ..page
    }
}

fn records(pair: &Pair) -> Markup {
    let lines = |values: &[String], none: &str| {
        html! {
            @if values.is_empty() { (none) } @else { ul class="govuk-list govuk-!-margin-bottom-0" { @for value in values { li { (value) } } } }
        }
    };
    let side = |what: &str, of: &dyn Fn(&Side) -> Markup| {
        vec![what.into(), of(&pair.newer).into(), of(&pair.older).into()]
    };
    let rows = vec![
        side("Record", &|side| {
            html! {
                a.govuk-link href={ "/people/" (side.id) } { (side.id) }
                @if side.restricted { " " (Tag::new("Restricted", TagColour::Grey)) }
            }
        }),
        side("Names", &|side| lines(&side.names, "Not known")),
        side("Born", &|side| html! { (side.born.words()) }),
        side("Addresses", &|side| {
            lines(&side.addresses, "None that may be shown")
        }),
        side("Incidents", &|side| {
            html! {
                @if side.incidents.is_empty() { "None that you may open" } @else {
                    ul class="govuk-list govuk-!-margin-bottom-0" {
                        @for (id, reference) in &side.incidents { li { a.govuk-link href={ "/incidents/" (id) } { (reference) } } }
                    }
                }
            }
        }),
    ];
    html! { (Table { first_cell_is_header: true, ..Table::new("The two records", vec!["What we hold".into(), "Newer record".into(), "Older record".into()], rows) }) }
}

fn comparison(pair: &Pair) -> Markup {
    let rows = pair.fields.iter().map(|field| {
        vec![
            capital(&field.field).into(),
            html! { strong { (capital(&field.verdict)) } }.into(),
            field.words.as_str().into(),
            field.weight.map_or("Not kept", weighed::counts).into(),
        ]
    });
    let columns = ["Field", "How they compare", "Why", "How much it counts"];
    html! { (Table { first_cell_is_header: true, ..Table::new("How they compare, when they were first compared", columns.map(Into::into).to_vec(), rows.collect()) }) }
}

/// What would change, said before the answer.
fn together(pair: &Pair) -> Markup {
    let both = pair.newer.incidents.len() + pair.older.incidents.len();
    html! {
        (closer(pair))
        (Details::new("What happens if they are the same person", html! {
            p.govuk-body { "Both records stay as they are. From then on each shows the history of both: " (words::count(i64::try_from(both).unwrap_or(i64::MAX), "incident", "incidents")) " that you may open. Repeats are counted over both. If the answer is changed later, each record is again as it would be without it." }
        }))
    }
}

/// One of the two is restricted: what that means for the reports of the other, which stay open.
fn closer(pair: &Pair) -> Markup {
    let open = match (pair.newer.restricted, pair.older.restricted) {
        (true, false) => &pair.older,
        (false, true) => &pair.newer,
        _ => return html! {},
    };
    html! {
        (WarningText::new("One of the two is restricted. If they are the same person, the other will be restricted too, for as long as the two stand together."))
        @if !open.incidents.is_empty() {
            p.govuk-body { "The reports of the open record stay open. Everybody who may see them has read the name there, and will see “Restricted person” in its place beside the address and the others. Restrict these reports first where that would tell who it is:" }
            ul.govuk-list { @for (id, reference) in &open.incidents { li { a.govuk-link href={ "/incidents/" (id) } { (reference) } } } }
        }
    }
}

/// What was decided on the history of both, once they are parted.
fn again(pair: &Pair) -> Markup {
    html! { @if !pair.to_look_at_again.is_empty() {
        (InsetText::new(html! {
            p.govuk-body { "Decided while the two stood as one person. Look at each again: its checks keep what was found then." }
            ul class="govuk-list govuk-!-margin-bottom-0" {
                @for (id, reference) in &pair.to_look_at_again { li { a.govuk-link href={ "/incidents/" (id) } { (reference) } } }
            }
        }))
    } }
}

fn form(pair: &Pair, problems: &Problems, typed: &Typed) -> Markup {
    let choices = PairAnswer::ALL
        .iter()
        .map(|said| Choice::new(said.code(), said.label()));
    let note_hint = if pair.answer.is_some() {
        "Say why the answer changes. The first answer stays in the history."
    } else {
        "If there is something that the next person should know."
    };
    html! {
        form method="post" action={ "/people/review/" (pair.id) } novalidate {
            (Radios { value: typed.one("answer").to_owned(), error: problems.at("answer"), ..Radios::new("answer", "Your answer", choices.collect()) })
            (Textarea {
                hint: Some(note_hint.into()),
                error: problems.at("note"),
                value: typed.one("note").to_owned(),
                rows: Some(3),
                autocomplete: "off".to_owned(),
                ..Textarea::new("note", if pair.answer.is_some() { "Reason" } else { "Note (optional)" })
            })
            (Button { prevent_double_click: true, ..Button::new("Save your answer") }.render())
        }
    }
}

/// The text with a capital letter first.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
