//! How the page of one case looks: the case on the left, minutes and actions on the right.

use hawthorn_app::marac::open_agenda::AgendaPage;
use hawthorn_app::marac::open_marac_referral::MaracReferralPage;
use hawthorn_components::{
    Attributes, Button, Choice, Crumb, DateInput, InsetText, Page, PageLink, Pagination, Radios,
    Select, SelectOption, TextInput, Textarea,
};
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::platform::settings::{Agency, Words};
use hawthorn_domain::platform::words;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::actions::actions_table;
use super::item::neighbours;
use super::referral::{research_shown, voice};
use super::{CAPTION, children_words, findings_list, item_path, meeting_path, strip};
use crate::forms::{Problems, Typed};
use crate::layout::pieces;

/// Everything that the page shows.
#[derive(Debug)]
pub struct ItemView<'a> {
    /// The case.
    pub case: &'a MaracReferralPage,
    /// The meeting.
    pub agenda: &'a AgendaPage,
    /// Its place on the agenda, from 1.
    pub number: usize,
    /// The area's agencies.
    pub agencies: &'a [Agency],
    /// The area's words for the two people.
    pub words: &'a Words,
    /// Whether this reader can open incidents.
    pub may_open_incidents: bool,
    /// Whether somebody else saved the case while this reader wrote.
    pub clash: bool,
    /// The day.
    pub today: Date,
}

impl ItemView<'_> {
    fn may_write(&self) -> bool {
        self.agenda.may_run && self.agenda.meeting.state == MeetingState::Open
    }
}

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &ItemView<'_>, problems: &Problems, typed: &Typed) -> Page {
    let case = view.case;
    let meeting = &view.agenda.meeting;
    let day = words::moment(meeting.starts_at);
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.breadcrumbs = vec![
        Crumb::new("/meetings", "MARAC meetings"),
        Crumb::new(
            meeting_path(meeting.id),
            format!("{}, {day}", meeting.venue),
        ),
    ];
    let children = children_words(&case.children, view.today);
    page.identity = Some(strip(
        &case.victim,
        &view.words.victim,
        children,
        view.today,
    ));
    page.body = html! {
        p.govuk-body { (standing(view)) }
        div.govuk-grid-row {
            div.govuk-grid-column-one-half { (the_case(view)) }
            div.govuk-grid-column-one-half {
                @if view.may_write() { (form(view, problems, typed)) } @else { (minutes(view)) }
            }
        }
        (steps(view))
    };
    page
}

fn standing(view: &ItemView<'_>) -> String {
    let heard = view
        .case
        .heard_at
        .map(|at| format!("Heard at {}. ", words::clock_time(at)));
    let meeting = match view.agenda.meeting.state {
        MeetingState::Planned => {
            "The meeting is not open yet, so nothing can be recorded.".to_owned()
        }
        MeetingState::Open => {
            let finish = words::clock_time(view.agenda.forecast_finish);
            format!("The meeting is in session; its forecast finish is {finish}.")
        }
        MeetingState::Closed => {
            "The meeting is closed, so its record no longer changes.".to_owned()
        }
    };
    format!("{}{meeting}", heard.unwrap_or_default())
}

fn the_case(view: &ItemView<'_>) -> Markup {
    let case = view.case;
    let harm = &view.words.person_causing_harm;
    html! {
        // A box of its own keeps this strip from following the reader down the page beside the first.
        div."govuk-!-margin-bottom-6" { (strip(&case.perpetrator, harm, String::new(), view.today)) }
        h2.govuk-heading-m { "Why the pair was referred" }
        p.govuk-body-s { "By " (case.referred_by) ", " (case.referrer) ", " (words::moment(case.referred_at)) }
        (pieces::written(&case.reason))
        @if let Some(judgement) = &case.judgement {
            h3.govuk-heading-s { "Professional judgement" }
            (pieces::written(judgement))
        }
        (voice(case))
        h2.govuk-heading-m { "What the criteria say now" }
        (findings_list(&case.findings_now, view.may_open_incidents))
        (research_shown(case))
        p.govuk-body { a.govuk-link href={ "/marac/" (case.id) } { "Open the whole referral" } }
    }
}

/// The minutes as words, when they cannot be written now.
fn minutes(view: &ItemView<'_>) -> Markup {
    let case = view.case;
    html! {
        h2.govuk-heading-m { "Risks heard" }
        @if case.risks.is_empty() { (pieces::nothing("No risk is recorded.")) } @else {
            ul.govuk-list.govuk-list--bullet { @for risk in &case.risks { li { (risk) } } }
        }
        h2.govuk-heading-m { "Discussion" }
        @if case.discussion.is_empty() { (pieces::nothing("No discussion is recorded.")) } @else {
            (pieces::written(&case.discussion))
        }
        (actions_table(&case.actions))
    }
}

/// One form for everything, so that whichever button is pressed no typed word is lost.
fn form(view: &ItemView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let case = view.case;
    let path = item_path(view.agenda.meeting.id, case.id);
    html! {
        form method="post" action=(path) novalidate autocomplete="off" {
            // The first button answers the Enter key: in a box of the action it agrees the action.
            button.govuk-visually-hidden type="submit" formaction={ (path) "/action" } tabindex="-1" aria-hidden="true" { "Agree this action" }
            input type="hidden" name="version" value=(case.version);
            input type="hidden" name="risks-was" value=(case.risks.join("\n"));
            input type="hidden" name="discussion-was" value=(case.discussion);
            @if view.clash {
                (InsetText::new(html! {
                    p.govuk-body { strong { "Saved by somebody else while you wrote:" } }
                    (pieces::written(&case.risks.join("\n")))
                    (pieces::written(&case.discussion))
                    p.govuk-body { "Your own words are in the boxes below. Add what is missing, then save: what is in the boxes is what will be kept." }
                }))
            }
            h2.govuk-heading-m { "Minutes" }
            (area("risks", "Risks heard", "One risk on each line.", 3, problems, typed))
            (area("discussion", "Discussion in short", "", 5, problems, typed))
            (Button::secondary("Save risks and discussion"))
            (action_boxes(view, problems, typed))
            (Button { attributes: Attributes::new().with("formaction", format!("{path}/action")), ..Button::secondary("Agree this action") })
            (actions_table(&case.actions))
            @if case.heard_at.is_none() {
                @let next = match neighbours(view.agenda, case.id).1 { Some(_) => "Heard – go to the next case", None => "Heard – go back to the agenda" };
                div {
                    (Button { attributes: Attributes::new().with("formaction", format!("{path}/heard")), ..Button::new(next) })
                }
            }
        }
    }
}

fn action_boxes(view: &ItemView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let agencies = view
        .agencies
        .iter()
        .map(|one| SelectOption::new(one.code.as_str(), &*one.name));
    let first = SelectOption::new("", "Choose an agency");
    html! {
        h2.govuk-heading-m { "Agree an action" }
        (area("what", "What is to be done", "", 2, problems, typed))
        (Select {
            error: problems.at("agency"),
            value: typed.one("agency").to_owned(),
            ..Select::new("agency", "Agency that will do it", std::iter::once(first).chain(agencies).collect())
        })
        (line("owner", "Who there: a person or a role", problems, typed))
        (line("lowers", "Which risk it lowers, if you can name it", problems, typed))
        (due_picks(view, problems, typed))
    }
}

fn due_picks(view: &ItemView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let day = |days: i64, words: &str| {
        let date = view
            .today
            .checked_add(jiff::Span::new().days(days))
            .unwrap_or(view.today);
        Choice::new(days.to_string(), format!("{words}, {}", words::date(date)))
    };
    let date = DateInput::new("due", "Date")
        .with_values(["day", "month", "year"].map(|part| typed.one(&format!("due-{part}"))));
    let date = DateInput {
        id: "due-date".to_owned(),
        ..date
    };
    let other = Choice {
        conditional: Some(date.render()),
        ..Choice::new("other", "Another date")
    };
    Radios {
        id_prefix: "due".to_owned(),
        error: problems.at("due"),
        value: typed.one("due_in").to_owned(),
        classes: "govuk-radios--small".to_owned(),
        ..Radios::new(
            "due_in",
            "By when",
            vec![
                day(0, "Today"),
                day(2, "In 2 days"),
                day(7, "In 1 week"),
                other,
            ],
        )
    }
    .render()
}

fn area(
    name: &str,
    label: &str,
    hint: &str,
    rows: u16,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    Textarea {
        hint: if hint.is_empty() {
            None
        } else {
            Some(hint.into())
        },
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        rows: Some(rows),
        autocomplete: "off".to_owned(),
        ..Textarea::new(name, label)
    }
    .render()
}

fn line(name: &str, label: &str, problems: &Problems, typed: &Typed) -> Markup {
    TextInput {
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        autocomplete: "off".to_owned(),
        ..TextInput::new(name, label)
    }
    .render()
}

fn steps(view: &ItemView<'_>) -> Markup {
    let meeting = view.agenda.meeting.id;
    let link = |to, words: &str| PageLink {
        content: words.into(),
        ..PageLink::new(item_path(meeting, to))
    };
    let (before, after) = neighbours(view.agenda, view.case.id);
    Pagination {
        label: "Cases".to_owned(),
        previous: before.map(|id| link(id, "Previous case")),
        next: after.map(|id| link(id, "Next case")),
        ..Pagination::default()
    }
    .render()
}
