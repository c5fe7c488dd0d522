//! Refers a pair to MARAC: what the criteria say and why, then the referrer's own words (R173, R177, R202).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::marac::gateways::{Gateways, gateways};
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_components::{
    BackLink, Button, ErrorMessage, InsetText, Page, TextInput, Textarea, WarningText,
};
use hawthorn_domain::marac::Criterion;
use hawthorn_domain::platform::ids::{IncidentId, PersonId, ReferralId};
use hawthorn_domain::platform::settings::Words;
use hawthorn_domain::platform::verb::Verb;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::{CAPTION, findings_list, id, optional_id, strip};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

/// Where the referral comes from, by opaque references only.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Origin {
    #[serde(default)]
    incident: String,
    #[serde(default)]
    referral: String,
}

/// Everything that the page shows.
#[derive(Debug)]
pub struct ReferView<'a> {
    /// What the criteria say of the pair.
    pub gateways: &'a Gateways,
    /// The area's words for the two people.
    pub words: &'a Words,
    /// The incident it comes from.
    pub incident: Option<IncidentId>,
    /// The MASH referral it comes from.
    pub mash_referral: Option<ReferralId>,
    /// Whether this reader can open incidents.
    pub may_open_incidents: bool,
    /// Whether this reader may refer; others only read what the criteria say.
    pub may_refer: bool,
    /// The day.
    pub today: Date,
}

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &ReferView<'_>, problems: &Problems, typed: &Typed) -> Page {
    let pair = view.gateways;
    page.caption = CAPTION.to_owned();
    page.identity = Some(strip(
        &pair.victim,
        &view.words.victim,
        String::new(),
        view.today,
    ));
    page.back = Some(back(view));
    page.body = html! {
        (strip(&pair.perpetrator, &view.words.person_causing_harm, String::new(), view.today))
        h2.govuk-heading-m."govuk-!-margin-top-6" { "What the records say" }
        p.govuk-body {
            "Any one criterion that is met is enough. "
            "When none is met, your professional judgement with its reason is enough."
        }
        (findings_list(&pair.findings, view.may_open_incidents))
        @if let (Some(victim), Some(other)) = (pair.victim.person, pair.perpetrator.person) {
            p.govuk-body { a.govuk-link href={ "/risk/assess/" (victim) "/" (other) } { "Assess the risk of this pair, or see earlier assessments" } }
        }
        @if let Some(problem) = problems.at("perpetrator") { div id="perpetrator" { (problem) } }
        @if pair.already_open {
            (WarningText::new("This pair is already waiting for a meeting. Add what is new to that referral."))
            @if let (true, Some(victim), Some(other)) = (view.may_refer, pair.victim.person, pair.perpetrator.person) {
                (add_form(&format!("/marac/refer/{victim}/{other}/add"), problems, typed))
            }
            @if let Some(person) = pair.victim.person {
                p.govuk-body { a.govuk-link href={ "/people/" (person) } { "Open the person’s record to find that referral" } }
            }
        } @else if view.may_refer {
            (form(view, problems, typed))
        } @else {
            (InsetText::new("Your role can read this but not refer. Ask your supervisor if it should."))
        }
    };
    page
}

fn back(view: &ReferView<'_>) -> BackLink {
    let href = match (
        view.incident,
        view.mash_referral,
        view.gateways.victim.person,
    ) {
        (Some(incident), _, _) => format!("/incidents/{incident}"),
        (None, Some(referral), _) => format!("/referrals/{referral}"),
        (None, None, Some(person)) => format!("/people/{person}"),
        (None, None, None) => "/".to_owned(),
    };
    BackLink::new(href)
}

fn form(view: &ReferView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let asks = |criterion: Criterion| {
        view.gateways
            .findings
            .iter()
            .any(|finding| finding.criterion == criterion)
    };
    let none_met = !view.gateways.findings.iter().any(|finding| finding.met);
    let judgement_hint = if none_met {
        "No criterion is met by the records, so this is needed: why do you judge the risk to be high?"
    } else {
        "Optional. Why you judge the risk to be high, whatever the records say."
    };
    html! {
        form method="post" novalidate autocomplete="off" {
            h2.govuk-heading-m { "Your referral" }
            (origin(view, problems))
            (area("reason", "Why do you refer this pair?", "What has happened and what you fear, in a sentence or more.", problems, typed))
            @if asks(Criterion::Judgement) {
                (area("judgement", "Your professional judgement", judgement_hint, problems, typed))
            }
            @if asks(Criterion::TransferIn) {
                (TextInput {
                    hint: Some("Optional. Name the area whose MARAC heard this case before the move.".into()),
                    error: problems.at("moved_from"),
                    value: typed.one("moved_from").to_owned(),
                    autocomplete: "off".to_owned(),
                    ..TextInput::new("moved_from", "Moved here from another area?")
                })
            }
            (area("victim_voice", "In their own words", "What the person says, wants, and would find helpful. Leave it empty if nobody has been able to ask yet.", problems, typed))
            (Button::new("Send referral to MARAC"))
        }
    }
}

/// A further referral of a pair that waits becomes part of the one that waits.
fn add_form(action: &str, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        form method="post" action=(action) novalidate autocomplete="off" {
            h2.govuk-heading-m { "Add your referral to the one that waits" }
            (area("reason", "Why do you refer this pair?", "What is new, and what you fear.", problems, typed))
            (area("judgement", "Your professional judgement", "Optional. Why you judge the risk to be high.", problems, typed))
            (area("victim_voice", "In their own words", "What the person says, wants, and would find helpful.", problems, typed))
            (Button::new("Add it to the referral"))
        }
    }
}

/// Where it comes from, in words and for the form.
fn origin(view: &ReferView<'_>, problems: &Problems) -> Markup {
    let note = |name: &str, words: String, value: String, problem: Option<ErrorMessage>| {
        html! {
            div id=(name) class={ "govuk-form-group" @if problem.is_some() { " govuk-form-group--error" } } {
                @if let Some(problem) = problem { (problem) }
                p.govuk-body { (words) }
                input type="hidden" name=(name) value=(value);
            }
        }
    };
    html! {
        @if let Some(incident) = view.incident {
            (note("incident", format!("It comes from incident {}.", incident.short()), incident.to_string(), problems.at("incident")))
        }
        @if let Some(referral) = view.mash_referral {
            (note("mash_referral", format!("It comes from referral {} to the multi-agency safeguarding hub (MASH).", referral.short()), referral.to_string(), problems.at("mash_referral")))
        }
    }
}

fn area(name: &str, label: &str, hint: &str, problems: &Problems, typed: &Typed) -> Markup {
    Textarea {
        hint: Some(hint.into()),
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        rows: Some(4),
        autocomplete: "off".to_owned(),
        ..Textarea::new(name, label)
    }
    .render()
}

/// Shows the gateways and an empty form.
///
/// # Errors
/// When one of the two is not there for this reader.
pub async fn page(
    mut seat: Seat,
    Path((victim, perpetrator)): Path<(String, String)>,
    Query(origin): Query<Origin>,
) -> Answer {
    let pair = (id(&victim)?, id(&perpetrator)?);
    let typed = Typed::from_pairs([
        ("incident", origin.incident),
        ("mash_referral", origin.referral),
    ]);
    show(&mut seat, pair, &Problems::default(), &typed).await
}

/// Refers the pair.
///
/// # Errors
/// When one of the two is not there for this reader, or they may not refer.
pub async fn send(
    mut seat: Seat,
    Path((victim, perpetrator)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let pair: (PersonId, PersonId) = (id(&victim)?, id(&perpetrator)?);
    let filled =
        |name: &str| Some(typed.one(name).to_owned()).filter(|text| !text.trim().is_empty());
    let input = ReferToMarac {
        victim: pair.0,
        perpetrator: pair.1,
        incident: optional_id(typed.one("incident"))?,
        mash_referral: optional_id(typed.one("mash_referral"))?,
        reason: typed.one("reason").to_owned(),
        judgement: filled("judgement"),
        moved_from: filled("moved_from"),
        victim_voice: typed.one("victim_voice").to_owned(),
    };
    match refer_to_marac(&seat.app, &mut seat.ask, input).await {
        Ok(made) => Ok(Redirect::to(&format!("/marac/{}?done=referred", made.id)).into_response()),
        Err(refusal) => show(&mut seat, pair, &Problems::of(refusal)?, &typed).await,
    }
}

pub(super) async fn show(
    seat: &mut Seat,
    (victim, perpetrator): (PersonId, PersonId),
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let found = gateways(&seat.app, &mut seat.ask, victim, perpetrator).await?;
    let view = ReferView {
        gateways: &found,
        words: &seat.ask.settings(&seat.app)?.words,
        incident: optional_id(typed.one("incident"))?,
        mash_referral: optional_id(typed.one("mash_referral"))?,
        may_open_incidents: seat.ask.may_ever(&seat.app, Verb::ViewIncident),
        may_refer: seat.ask.may_ever(&seat.app, Verb::ReferToMarac),
        today: seat.ask.today(),
    };
    let page = render(
        seat.page("Refer a pair to MARAC", "Refer a pair to MARAC"),
        &view,
        problems,
        typed,
    );
    Ok(layout::answer(page, problems))
}
