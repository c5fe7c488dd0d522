//! Agreed actions, late ones first, each with the form that says what became of it (R183, F24).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::actions::{ActionLine, ActionRow, all_actions, my_actions};
use hawthorn_app::marac::update_action::update_action;
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    Button, Cell, Choice, Column, Details, NavItem, Page, Radios, SubNavigation, SummaryList,
    SummaryRow, Table, Tag, TagColour, Textarea,
};
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::chase::{Chase, ChaseKind};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::AgreedActionId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{CAPTION, due_words, id};
use crate::error::Answer;
use crate::forms::{Problems, Typed, at_row};
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// Whose actions are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The reader's own agency's.
    Mine,
    /// Every agency's.
    All,
}

impl Whose {
    const fn path(self) -> &'static str {
        match self {
            Whose::Mine => "/actions?show=mine",
            Whose::All => "/actions?show=all",
        }
    }
    fn read(text: &str) -> Self {
        if text == "all" {
            Whose::All
        } else {
            Whose::Mine
        }
    }
    const fn code(self) -> &'static str {
        match self {
            Whose::Mine => "mine",
            Whose::All => "all",
        }
    }
}

/// Everything that the page shows.
#[derive(Debug)]
pub struct ActionsView<'a> {
    /// The open actions, late ones first.
    pub rows: &'a [ActionRow],
    /// Whose they are.
    pub whose: Whose,
    /// Whether this reader may see every agency's.
    pub may_see_all: bool,
    /// The action whose form was refused; its form stays open.
    pub refused: Option<AgreedActionId>,
}

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    show: String,
    done: Option<String>,
}

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &ActionsView<'_>, problems: &Problems, typed: &Typed) -> Page {
    let late = view.rows.iter().filter(|row| row.action.late).count();
    let open = words::count(view.rows.len() as i64, "open action", "open actions");
    page.caption = CAPTION.to_owned();
    if view.may_see_all {
        let link = |whose: Whose, words: &str| {
            NavItem::new(whose.path(), words).current_if(view.whose == whose)
        };
        let links = vec![
            link(Whose::Mine, "My agency’s actions"),
            link(Whose::All, "Every agency’s actions"),
        ];
        page.sub_nav = Some(SubNavigation::new("Whose actions", links));
    }
    page.body = html! {
        @if view.rows.is_empty() {
            (pieces::nothing(match view.whose {
                Whose::Mine => "Your agency has no open action.",
                Whose::All => "No agency has an open action.",
            }))
        } @else {
            p.govuk-body-l { (open) ", " @if late == 0 { "none late" } @else { (late) " late" } }
            @for row in view.rows { (one(view, row, problems, typed)) }
        }
    };
    page
}

fn one(view: &ActionsView<'_>, row: &ActionRow, problems: &Problems, typed: &Typed) -> Markup {
    let action = &row.action;
    let pair = html! {
        @if row.may_open {
            a.govuk-link href={ "/marac/" (action.referral) } { (row.pair) ", " (action.referral.short()) }
        } @else { (row.pair) }
    };
    let mut rows = vec![
        SummaryRow::new("By when", due_words(action.due, action.late)),
        SummaryRow::new("Who", format!("{}, {}", action.agency_name, action.owner)),
        SummaryRow::new("For", pair),
    ];
    if !action.lowers.is_empty() {
        rows.push(SummaryRow::new("Lowers the risk", action.lowers.as_str()));
    }
    if action.victim_facing {
        rows.push(SummaryRow::new("The victim", "Sees it or is told"));
    }
    if !action.chases.is_empty() {
        rows.push(SummaryRow::new("Reminders", reminders(&action.chases)));
    }
    let refused = view.refused == Some(action.id);
    let nothing = (Problems::default(), Typed::default());
    let (problems, typed) = if refused {
        (problems, typed)
    } else {
        (&nothing.0, &nothing.1)
    };
    html! {
        (SummaryList::new(rows).with_card(action.what.as_str()))
        @if row.may_update {
            (Details {
                open: refused,
                ..Details::new(
                    html! { "Say what became of it" span.govuk-visually-hidden { ": " (action.what) } },
                    form(view.whose, action.id, problems, typed),
                )
            })
        }
    }
}

fn form(whose: Whose, action: AgreedActionId, problems: &Problems, typed: &Typed) -> Markup {
    let (state, note) = (at("state", action), at("note", action));
    let choice = |state: ActionState| Choice::new(state.code(), state.label());
    html! {
        form method="post" action={ "/actions/" (action) } novalidate autocomplete="off" {
            input type="hidden" name="show" value=(whose.code());
            (Radios {
                id_prefix: state.clone(),
                error: problems.at(&state),
                value: typed.one("state").to_owned(),
                ..Radios::new("state", "What became of it?", vec![
                    choice(ActionState::Done),
                    choice(ActionState::NoLongerPossible),
                    choice(ActionState::NotDone),
                ])
            })
            (Textarea {
                id: note.clone(),
                hint: Some("Needed when it was not done or is no longer possible.".into()),
                error: problems.at(&note),
                value: typed.one("note").to_owned(),
                rows: Some(3),
                autocomplete: "off".to_owned(),
                ..Textarea::new("note", "How, or why not")
            })
            (Button::secondary("Record what became of this action"))
        }
    }
}

/// The reminders so far, the last one first.
fn reminders(chases: &[Chase]) -> Markup {
    html! {
        @for chase in chases.iter().rev() {
            span.hw-below {
                (words::date(london_date(chase.at))) ": " (chase.kind.label())
                @if chase.kind == ChaseKind::Escalated { " " (Tag::new("Passed on", TagColour::Orange)) }
            }
        }
    }
}

/// What was agreed, with who, by when and what became of it.
pub(super) fn actions_table(actions: &[ActionLine]) -> Markup {
    let row = |action: &ActionLine| -> Vec<Cell> {
        let state = html! {
            (action.state.label())
            @if let Some(result) = &action.result {
                span.govuk-body-s.hw-below { @if !result.note.is_empty() { (result.note) ". " } (result.by.name) ", " (words::date(london_date(result.at))) }
            }
        };
        let what = html! {
            (action.what)
            @if !action.lowers.is_empty() { span.govuk-body-s.hw-below { "Lowers the risk: " (action.lowers) } }
            @if action.victim_facing { span.govuk-body-s.hw-below { "The victim sees it or is told" } }
        };
        vec![
            what.into(),
            format!("{}, {}", action.agency_name, action.owner).into(),
            due_words(action.due, action.late).into(),
            state.into(),
        ]
    };
    let head = ["What", "Who", "By when", "Status"]
        .map(Column::from)
        .into();
    let caption = words::count(actions.len() as i64, "agreed action", "agreed actions");
    html! {
        @if actions.is_empty() {
            h2.govuk-heading-m { "Agreed actions" }
            (pieces::nothing("No action is agreed yet."))
        } @else {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                ..Table::new(caption, head, actions.iter().map(row).collect())
            })
        }
    }
}

/// The page has one form for each action, so each field has the action's own place.
fn at(field: &str, action: AgreedActionId) -> String {
    format!("{field}-{action}")
}

/// The open actions.
///
/// # Errors
/// When the reader may not see them.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let whose = Whose::read(&asked.show);
    let (problems, typed) = (Problems::default(), Typed::default());
    show(
        &mut seat,
        whose,
        None,
        &problems,
        &typed,
        asked.done.as_deref(),
    )
    .await
}

/// Records what became of an action.
///
/// # Errors
/// When the action is not there, or is another agency's.
pub async fn send(mut seat: Seat, Path(action): Path<String>, typed: Typed) -> Answer {
    let action: AgreedActionId = id(&action)?;
    let whose = Whose::read(typed.one("show"));
    match try_send(&mut seat, action, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("{}&done=answered", whose.path())).into_response()),
        Err(refusal) => {
            let problems = Problems::of(at_row(refusal, |field| at(field, action)))?;
            show(&mut seat, whose, Some(action), &problems, &typed, None).await
        }
    }
}

async fn try_send(seat: &mut Seat, action: AgreedActionId, typed: &Typed) -> Told<()> {
    let state = ActionState::from_code(typed.one("state"))
        .ok_or_else(|| Refusal::field("state", "Choose what became of the action."))?;
    update_action(&seat.app, &mut seat.ask, action, state, typed.one("note")).await
}

async fn show(
    seat: &mut Seat,
    whose: Whose,
    refused: Option<AgreedActionId>,
    problems: &Problems,
    typed: &Typed,
    done: Option<&str>,
) -> Answer {
    let mut rows = match whose {
        Whose::Mine => my_actions(&seat.app, &mut seat.ask).await?,
        Whose::All => all_actions(&seat.app, &mut seat.ask).await?,
    };
    rows.sort_by_key(|row| (!row.action.late, row.action.due));
    let view = ActionsView {
        rows: &rows,
        whose,
        may_see_all: seat.ask.may_in_area(&seat.app, Verb::ListActions),
        refused,
    };
    let heading = match whose {
        Whose::Mine => "My agency’s actions",
        Whose::All => "Every agency’s actions",
    };
    let mut page = render(seat.page("MARAC actions", heading), &view, problems, typed);
    page.flash = layout::done_banner(
        done,
        &[("answered", "What became of the action is recorded")],
    );
    Ok(layout::answer(page, problems))
}
