//! The page of one report: what was said, how they can be reached, what was done, and the one thing to do next.

use hawthorn_app::doors::open_door::{OpenedDoor, WayOpened};
use hawthorn_components::{
    Button, ButtonStyle, Choice, DateInput, Details, InsetText, Radios, Select, SelectOption,
    SummaryList, SummaryRow, TextInput, Textarea, WarningText,
};
use hawthorn_domain::doors::Desk;
use hawthorn_domain::doors::report::{DoorReport, EndKind, ReportState, TryResult};
use hawthorn_domain::people::SafeContact;
use hawthorn_domain::people::contact::{Told, Way};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::forms::{Problems, Typed};
use crate::layout::pieces;

/// What the page is made of.
pub(super) struct Shown<'a> {
    /// The report, as the verb told it.
    pub view: &'a OpenedDoor,
    /// Services of the directory, each with its identifier.
    pub services: &'a [(String, String)],
    /// What is wrong with the form that was sent.
    pub problems: &'a Problems,
    /// What was typed into it.
    pub typed: &'a Typed,
    /// The way that has just been opened.
    pub opened: Option<&'a WayOpened>,
    /// The moment.
    pub now: Timestamp,
}

/// The whole page.
pub(super) fn body(shown: &Shown<'_>) -> Markup {
    let report = &shown.view.report;
    html! {
        (standing(shown))
        @if let Some(opened) = shown.opened { (in_full(opened)) }
        h2.govuk-heading-m { "What was said" }
        (pieces::written(&report.happening))
        (SummaryList::new(facts(report)))
        h2.govuk-heading-m { "Why it is here" }
        ul.govuk-list.govuk-list--bullet { @for why in &report.routing.why { li { (why.label()) } } }
        h2.govuk-heading-m { "Reaching them" }
        (reaching(shown))
        (done_so_far(report))
        @if shown.view.may_answer && report.ended.is_none() { (to_do(shown)) }
    }
}

fn standing(shown: &Shown<'_>) -> Markup {
    let (report, view) = (&shown.view.report, shown.view);
    html! {
        @if report.concern.serious == Told::Yes { (WarningText::new("Serious harm is feared.")) }
        @if !view.may_contact && report.ended.is_none() {
            (InsetText::new("They have not agreed. Nobody makes contact until they do, or until somebody here decides in writing that it is right."))
        }
        @if view.they_ring { (InsetText::new("They chose to ring themselves and will say a code. Do not ring them.")) }
        p.govuk-body {
            strong { (view.state.label()) } ", " (words::inside(report.door.label())) ", came on " (words::moment(report.received_at))
            ", desk: " (report.desk.label()) " (" (view.agency) ")."
        }
        @if let Some(due) = report.due_at() { p.govuk-body { "To reach by " (pieces::due_at(due, shown.now, 4 * 60)) } }
        @if report.copy_of.is_some() { p.govuk-body { "Another desk has it too." } }
    }
}

fn row(key: &'static str, value: String) -> Option<SummaryRow> {
    (!value.is_empty()).then(|| SummaryRow::new(key, value))
}

fn facts(report: &DoorReport) -> Vec<SummaryRow> {
    let described = |person: &hawthorn_domain::doors::report::Described| {
        let born = person.born.words();
        let born = if born == "not known" {
            String::new()
        } else {
            format!("born: {born}")
        };
        let parts = [person.name.clone(), born, person.known_by.clone()];
        let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        known.join(", ")
    };
    let joined = |all: Vec<&str>| all.join("; ");
    let referrer = report.referrer.as_ref().map(|by| {
        let parts = [
            by.name.clone(),
            by.job.clone(),
            by.organisation.clone(),
            by.phone.clone(),
        ];
        let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if by.email.is_empty() {
            known.join(", ")
        } else {
            let proof = by.email_proved_at.map_or_else(
                || "nobody has checked the address".to_owned(),
                |at| format!("proved by a code {}", words::moment(at)),
            );
            format!("{}, {} ({proof})", known.join(", "), by.email)
        }
    });
    [
        row("Person", described(&report.person)),
        row("Person causing harm", described(&report.other)),
        row("Connection", report.concern.connection.label().to_owned()),
        row("Children", report.children.clone()),
        row(
            "Children feel its effects",
            affected(report.concern.children),
        ),
        row("Where", report.concern.place.clone()),
        row(
            "Would help",
            joined(report.concern.needs.iter().map(|one| one.label()).collect()),
        ),
        row(
            "Signs of danger",
            joined(report.signs.iter().map(|one| one.label()).collect()),
        ),
        row(
            "To think of",
            joined(report.concern.flags.iter().map(|one| one.label()).collect()),
        ),
        row(
            "Agreement",
            report
                .concern
                .agreed
                .map_or(String::new(), |one| one.label().to_owned()),
        ),
        row("Why shared anyway", report.why_share.clone()),
        row("Advice and wishes", report.wish.clone()),
        row("Referred by", referrer.unwrap_or_default()),
    ]
    .into_iter()
    .flatten()
    .chain(files(report))
    .collect()
}

fn affected(told: Told) -> String {
    match told {
        Told::Yes => "Yes. A child who sees it, hears it or feels its effects is harmed as well: think of a referral into the MASH.".to_owned(),
        Told::No => "No".to_owned(),
        Told::NotAsked => String::new(),
    }
}

fn files(report: &DoorReport) -> Option<SummaryRow> {
    if report.files.is_empty() {
        return None;
    }
    Some(SummaryRow::new(
        "Files",
        html! {
            ul.govuk-list {
                @for (place, file) in report.files.iter().enumerate() {
                    li { a.govuk-link href={ "/doors/" (report.id) "/file/" (place) } download="" { "Save " (file.name) } " (" (file.kind.label()) ")" }
                }
            }
            span.govuk-hint { "It is not checked for harm. Open it only where your workplace lets you." }
        },
    ))
}

/// The number in full, with what must be kept to while using it, above everything else.
fn in_full(opened: &WayOpened) -> Markup {
    html! {
        div.govuk-inset-text {
            p.govuk-body { strong { (opened.cleared.to()) } }
            (rules(&opened.card))
        }
    }
}

fn rules(card: &SafeContact) -> Markup {
    let message = match card.may_leave_message {
        Told::Yes => "A message may be left.",
        Told::No => "Leave no message.",
        Told::NotAsked => "Nobody asked whether a message may be left: leave none.",
    };
    html! {
        @if !card.never.is_empty() { p.govuk-body { strong { "Never: " } (card.never) } }
        @if !card.safe_times.is_empty() { p.govuk-body { "When: " (card.safe_times) } }
        @if !card.if_someone_else_answers.is_empty() { p.govuk-body { "If somebody else answers, say: " (card.if_someone_else_answers) } }
        p.govuk-body { (message) }
    }
}

fn reaching(shown: &Shown<'_>) -> Markup {
    let report = &shown.view.report;
    let open = shown.view.may_answer && report.ended.is_none();
    let may = open && shown.view.may_contact && !shown.view.they_ring;
    let ways = report
        .reach
        .phones
        .iter()
        .map(|one| (Way::Phone, one.safety))
        .enumerate()
        .chain(
            report
                .reach
                .emails
                .iter()
                .map(|one| (Way::Email, one.safety))
                .enumerate(),
        );
    let ways: Vec<_> = ways.collect();
    html! {
        (rules(&report.reach.card))
        @if ways.is_empty() { p.govuk-body { "No number and no address was given." } }
        @for (index, (way, safety)) in ways {
            @if may {
                form method="post" action={ "/doors/" (report.id) "/reach" } novalidate {
                    input type="hidden" name="way" value=(way.code());
                    input type="hidden" name="index" value=(index);
                    (Button { style: ButtonStyle::Secondary, ..Button::new(format!("Show the {}", way.thing())) })
                    " " span.govuk-hint { (safety.label()) }
                }
            } @else {
                p.govuk-body { "One " (way.thing()) ": " (words::inside(safety.label())) }
            }
        }
    }
}

fn done_so_far(report: &DoorReport) -> Markup {
    html! {
        @if report.taken.is_some() || !report.passed_on.is_empty() || report.ended.is_some() {
            h2.govuk-heading-m { "What was done" }
        }
        ul.govuk-list.govuk-list--spaced {
            @for on in &report.passed_on { li { "Passed on from " (on.from.label()) " to " (on.to.label()) " by " (on.by.name) ", " (words::moment(on.at)) ": " (on.why) } }
            @if let Some(taken) = &report.taken { li { "Taken by " (taken.by.name) ", " (words::moment(taken.at)) } }
            @if let Some(decided) = &report.decided { li { "Contact without agreement decided by " (decided.by.name) ", " (words::moment(decided.at)) ": " (decided.why) } }
            @for one in &report.tries {
                li {
                    (one.result.label()) ", " (one.by.name) ", " (words::moment(one.at))
                    @if !one.words.is_empty() { ": " (one.words) }
                    @if let Some(next) = one.next_at { ". Again " (words::moment(next)) }
                }
            }
            @for one in &report.signposted { li { "Told of " (one.service) " by " (one.by.name) ", " (words::moment(one.at)) } }
            @if let Some(referral) = report.referral { li { "Referred into the MASH as " a.govuk-link href={ "/referrals/" (referral) } { (referral.short()) } } }
            @if let Some(ended) = &report.ended { li { (ended.how.label()) ", " (ended.by.name) ", " (words::moment(ended.at)) @if !ended.words.is_empty() { ": " (ended.words) } } }
        }
    }
}

/// The forms: the one to do next is green and open, the others fold away.
fn to_do(shown: &Shown<'_>) -> Markup {
    let view = shown.view;
    let new = matches!(view.state, ReportState::New | ReportState::SetAside);
    let doing = shown.typed.one("do");
    let fold = |what: &str, title: &'static str, inner: Markup| Details {
        open: doing == what,
        ..Details::new(title, inner)
    };
    html! {
        h2.govuk-heading-m { "What to do" }
        @if new { (form(shown, "take", html! { (Button::new("Take this report")) })) }
        @if !new { (tried(shown)) }
        @if !view.may_contact && !new {
            (form(shown, "agreed", html! { (Button { style: ButtonStyle::Secondary, ..Button::new("Write down that they agree now") }) }))
            (fold("decide", "Make contact without agreement", form(shown, "decide", html! {
                (why("decide", "Why is it right?", shown)) (second("Write this decision down"))
            })))
        }
        (fold("signpost", "Tell them of a service", signpost(shown)))
        @if view.may_refer { (fold("refer", "Refer into the MASH", refer(shown))) }
        @if view.may_flag_police {
            (fold("police", "It cannot wait: flag it to police as well", html! {
                p.govuk-body { "Tell whoever rings to ring police themselves: 999, or 101 when nobody is in danger. Then flag it to police here, so that it does not depend on that call. The people and the words go over; check them and send." }
                p.govuk-body { a.govuk-link href={ "/partner-referrals/new?door=" (shown.view.report.id) } { "Flag it to police" } }
            }))
        }
        (fold("pass_on", "Pass on to another desk", pass_on(shown)))
        @if !new { (fold("end", "Finish", end(shown))) }
    }
}

fn form(shown: &Shown<'_>, what: &str, inner: Markup) -> Markup {
    html! {
        form method="post" action={ "/doors/" (shown.view.report.id) "/answer" } novalidate autocomplete="off" {
            input type="hidden" name="do" value=(what);
            input type="hidden" name="version" value=(shown.view.version);
            (inner)
        }
    }
}

fn second(words: &'static str) -> Markup {
    html! { (Button { style: ButtonStyle::Secondary, ..Button::new(words) }) }
}

/// A box for words. Several forms stand on the page, so each box has an id of its own; the form
/// that was sent has the id that the error summary leads to.
fn why(what: &str, label: &'static str, shown: &Shown<'_>) -> Markup {
    let mine = shown.typed.one("do") == what;
    html! {
        (Textarea {
            id: if mine { "words".to_owned() } else { format!("words-{what}") },
            value: if mine { shown.typed.one("words").to_owned() } else { String::new() },
            error: if mine { shown.problems.at("words") } else { None },
            rows: Some(3),
            ..Textarea::new("words", label)
        })
    }
}

fn chosen<'a>(name: &'a str, shown: &'a Shown<'_>) -> String {
    shown.typed.one(name).to_owned()
}

fn tried(shown: &Shown<'_>) -> Markup {
    if !shown.view.may_contact {
        return html! {};
    }
    let items = TryResult::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.label()))
        .collect();
    form(
        shown,
        "tried",
        html! {
            (Radios { value: chosen("result", shown), error: shown.problems.at("result"), classes: "govuk-radios--small".to_owned(), ..Radios::new("result", "You tried to reach them", items) })
            (why("tried", "More about it", shown))
            (DateInput { error: shown.problems.at("again"), ..DateInput::new("again", "Try again on, if so") })
            (TextInput { value: chosen("again_time", shown), error: shown.problems.at("again_time"), classes: "govuk-input--width-5".to_owned(), ..TextInput::new("again_time", "At") })
            (Button::new("Keep this try"))
        },
    )
}

fn signpost(shown: &Shown<'_>) -> Markup {
    let any = [SelectOption::new("", "Choose one")];
    let items = shown
        .services
        .iter()
        .map(|(id, name)| SelectOption::new(id, name));
    form(
        shown,
        "signpost",
        html! {
            (Select { value: chosen("service", shown), error: shown.problems.at("service"), ..Select::new("service", "Service", any.into_iter().chain(items).collect()) })
            (second("They were told of it"))
        },
    )
}

fn refer(shown: &Shown<'_>) -> Markup {
    html! {
        form method="post" action={ "/doors/" (shown.view.report.id) "/refer" } novalidate autocomplete="off" {
            input type="hidden" name="do" value="refer";
            p.govuk-body { "The people, their safe ways and every word go over as they stand here." }
            (why("refer", "Why should the MASH look at this?", shown))
            (second("Refer into the MASH"))
        }
    }
}

fn pass_on(shown: &Shown<'_>) -> Markup {
    let desks = Desk::ALL
        .iter()
        .filter(|desk| **desk != shown.view.report.desk);
    let items = desks
        .map(|desk| Choice::new(desk.code(), desk.label()))
        .collect();
    form(
        shown,
        "pass_on",
        html! {
            (Radios { value: chosen("desk", shown), error: shown.problems.at("desk"), classes: "govuk-radios--small".to_owned(), ..Radios::new("desk", "To which desk?", items) })
            (why("pass_on", "Why?", shown))
            (second("Pass this on"))
        },
    )
}

fn end(shown: &Shown<'_>) -> Markup {
    let ends = EndKind::ALL
        .iter()
        .filter(|how| !matches!(how, EndKind::Referred | EndKind::Withdrawn));
    let items = ends
        .map(|how| Choice::new(how.code(), how.label()))
        .collect();
    form(
        shown,
        "end",
        html! {
            (Radios { value: chosen("how", shown), error: shown.problems.at("how"), classes: "govuk-radios--small".to_owned(), ..Radios::new("how", "How did it end?", items) })
            (why("end", "In a sentence", shown))
            (second("Finish this report"))
        },
    )
}
