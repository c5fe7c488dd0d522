//! Research of a case: what each agency brings, what it holds back, who it thinks is missing, and the form for it (R182).

use hawthorn_app::marac::open_marac_referral::{MaracReferralPage, ResearchShown};
use hawthorn_components::{Button, Checkboxes, Choice, Details, InsetText, Radios, Textarea};
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use crate::forms::{Problems, Typed};
use crate::layout::pieces;

/// What the agencies bring, one part each, and which have not written yet.
pub(super) fn shown(case: &MaracReferralPage) -> Markup {
    html! {
        h2.govuk-heading-m { "Research by agencies" }
        @if let Some(missing) = &case.missing {
            @if missing.is_empty() {
                p.govuk-body { "Every member agency has answered." }
            } @else {
                (InsetText::new(html! {
                    strong { (words::count(missing.len() as i64, "agency has", "agencies have")) " not answered yet: " }
                    (missing.join(", ")) "."
                }))
            }
        }
        @if case.research.is_empty() { (pieces::nothing("No research is here for you to read yet.")) }
        @for part in &case.research { (one_research(part)) }
        @if !case.own_earlier.is_empty() {
            (Details::new("What your agency wrote before", html! {
                @for part in &case.own_earlier {
                    p.govuk-body { strong { (words::moment(part.at)) ", " (part.by.name) } }
                    (pieces::written(&part.text))
                }
            }))
        }
    }
}

fn one_research(part: &ResearchShown) -> Markup {
    let shared = match (part.own, part.research.shared) {
        (true, false) => " Only your agency can read this.",
        (true, true) => " Shared with the members.",
        (false, _) => "",
    };
    html! {
        h3.govuk-heading-s."govuk-!-margin-bottom-1" { (part.agency) }
        @if part.research.holds { (pieces::written(&part.research.text)) }
        @else { p.govuk-body { "Holds nothing." } }
        @if !part.research.withheld.is_empty() { p.govuk-body { strong { "Held back, because: " } (part.research.withheld) } }
        @if !part.research.missing.is_empty() { p.govuk-body { strong { "Who is missing from this case: " } (part.research.missing) } }
        p.govuk-body-s { (part.research.by.name) ", " (words::moment(part.research.at)) "." (shared) }
    }
}

pub(super) fn form(case: &MaracReferralPage, problems: &Problems, typed: &Typed) -> Markup {
    let again = case.research.iter().any(|part| part.own);
    html! {
        (typed.offer())
        form method="post" action=(typed.action(&format!("/marac/{}/research", case.id))) novalidate autocomplete="off" {
            h2.govuk-heading-m { @if again { "Change your agency’s research" } @else { "Your agency’s research" } }
            (Radios {
                error: problems.at("holds"),
                value: typed.one("holds").to_owned(),
                ..Radios::new("holds", "Does your agency hold anything about these people?", vec![
                    Choice::new("yes", "Yes"),
                    Choice { hint: Some("You looked and found nothing".into()), ..Choice::new("no", "No, nothing is held") },
                ])
            })
            (Textarea {
                hint: Some("Only what bears on the risk, with dates.".into()),
                error: problems.at("text"),
                value: typed.one("text").to_owned(),
                rows: Some(6),
                autocomplete: "off".to_owned(),
                ..Textarea::new("text", "What your agency knows")
            })
            (Textarea {
                hint: Some("Optional. Something is held and you do not bring it: say why, not what.".into()),
                error: problems.at("withheld"),
                value: typed.one("withheld").to_owned(),
                rows: Some(2),
                autocomplete: "off".to_owned(),
                ..Textarea::new("withheld", "Why is anything held back?")
            })
            (Textarea {
                hint: Some("Optional. A child, a new partner, anybody else at risk whom nobody has named.".into()),
                error: problems.at("missing"),
                value: typed.one("missing").to_owned(),
                rows: Some(2),
                autocomplete: "off".to_owned(),
                ..Textarea::new("missing", "Who is missing from this case?")
            })
            (Checkboxes {
                values: typed.all("shared").to_vec(),
                hint: Some("Until then, only your agency can read it.".into()),
                ..Checkboxes::single("shared", Choice::new("yes", "Share it with the other member agencies"))
            })
            (Button::new("Save your agency’s research"))
            (typed.keep_button())
        }
    }
}
