//! Typing in a partner's referral that came by telephone or on a form (R102, C18).

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::doors::for_police::for_police;
use hawthorn_app::referrals::receive_partner::{
    NewPartnerReferral, NewPerson, receive_partner_referral,
};
use hawthorn_components::{
    BackLink, Button, Checkboxes, Choice, Crumb, Page, Radios, Select, SelectOption, TextInput,
};
use hawthorn_domain::incidents::{Consent, Flag};
use hawthorn_domain::people::Sex;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::DoorReportId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::referrals::partner::{DashDone, DashKnown, Door, Referrer, ToldVictim};
use hawthorn_domain::risk::RiskLevel;
use maud::{Markup, html};

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

/// How many children the form has boxes for; others are told in the worry.
const CHILDREN: usize = 4;
/// Where the form stands and goes to.
const PATH: &str = "/partner-referrals/new";

/// What the query of the form may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    /// What came in by a door, whose words go over.
    door: Option<String>,
}

/// `GET /partner-referrals/new`.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let typed = match asked.door.and_then(|id| id.parse::<DoorReportId>().ok()) {
        Some(id) => filled(&for_police(&seat.app, &mut seat.ask, id).await?),
        None => Typed::default(),
    };
    show(seat, &Problems::default(), &typed).await
}

/// `POST /partner-referrals/new`.
pub async fn send(mut seat: Seat, typed: Typed) -> Answer {
    match receive_partner_referral(&seat.app, &mut seat.ask, told(&typed)).await {
        Ok(referral) => {
            let path = format!("/partner-referrals/{}?done=received", referral.id);
            Ok(Redirect::to(&path).into_response())
        }
        Err(refusal) => show(seat, &Problems::of(refusal)?, &typed).await,
    }
}

async fn show(mut seat: Seat, problems: &Problems, typed: &Typed) -> Answer {
    let typed = &seat.kept(typed, PATH.to_owned(), PATH.to_owned()).await?;
    let settings = seat
        .ask
        .settings(&seat.app)
        .map_err(crate::error::PageError)?;
    let words = "Receive a partner’s referral";
    let page = Page {
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/partner-referrals", "Partners’ referrals"),
        ],
        back: Some(BackLink::new("/partner-referrals")),
        ..seat.page(words, words)
    };
    Ok(layout::answer(
        render(page, settings, problems, typed),
        problems,
    ))
}

fn named(typed: &Typed, prefix: &str) -> NewPerson {
    let part = |name: &str| typed.one(&format!("{prefix}{name}")).to_owned();
    NewPerson {
        given: part("_given"),
        family: part("_family"),
        born: part("_born"),
        sex: Sex::from_code(typed.one(&format!("{prefix}_sex"))),
        phone: part("_phone"),
    }
}

/// The form filled in with what is known already.
fn filled(new: &NewPartnerReferral) -> Typed {
    let (from, victim, other) = (&new.referrer, &new.victim, &new.person_causing_harm);
    let yes_no = |yes: bool| if yes { "yes" } else { "no" };
    let texts = [
        ("door", new.door.code()),
        ("referrer_name", &from.name),
        ("referrer_role", &from.role),
        ("referrer_organisation", &from.organisation),
        ("referrer_contact", &from.contact),
        ("worry", &new.worry),
        ("urgent", yes_no(new.urgent)),
        ("consent", new.consent.code()),
        ("victim_given", &victim.given),
        ("victim_family", &victim.family),
        ("victim_born", &victim.born),
        ("other_given", &other.given),
        ("other_family", &other.family),
        ("other_born", &other.born),
        ("relationship", &new.relationship),
        ("address", &new.address),
    ];
    let flags = new.flags.iter().map(|flag| ("flags", flag.code()));
    Typed::from_pairs(texts.into_iter().chain(flags))
}

/// What was typed, as plain values.
fn told(typed: &Typed) -> NewPartnerReferral {
    let text = |name: &str| typed.one(name).to_owned();
    NewPartnerReferral {
        door: Door::from_code(typed.one("door")).unwrap_or(Door::Form),
        consultation: None,
        referrer: Referrer {
            name: text("referrer_name"),
            role: text("referrer_role"),
            organisation: text("referrer_organisation"),
            agency: Some(text("referrer_agency"))
                .filter(|code| !code.is_empty())
                .map(AgencyCode::new),
            contact: text("referrer_contact"),
        },
        worry: text("worry"),
        urgent: typed.one("urgent") == "yes",
        advised_to_ring: typed.one("urgent") == "yes",
        told_victim: ToldVictim::from_code(typed.one("told_victim"))
            .unwrap_or(ToldVictim::NotKnown),
        consent: Consent::from_code(typed.one("consent")).unwrap_or(Consent::NotStated),
        dash: DashKnown {
            done: DashDone::from_code(typed.one("dash_done")).unwrap_or(DashDone::NotKnown),
            tool: Some(text("dash_tool")).filter(|code| !code.is_empty()),
            score: typed.one("dash_score").trim().parse().ok(),
            on: None,
            by: text("dash_by"),
        },
        level: RiskLevel::from_code(typed.one("level")),
        victim: named(typed, "victim"),
        person_causing_harm: named(typed, "other"),
        relationship: text("relationship"),
        children: (0..CHILDREN)
            .map(|place| named(typed, &format!("child-{place}")))
            .collect(),
        address: text("address"),
        postcode: text("postcode"),
        flags: typed
            .all("flags")
            .iter()
            .filter_map(|code| Flag::from_code(code))
            .collect(),
        kinds: Vec::new(),
        pregnant: match typed.one("pregnant") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        other_force: text("other_force"),
    }
}

fn input(name: &str, label: &str, hint: &str, problems: &Problems, typed: &Typed) -> TextInput {
    TextInput {
        hint: (!hint.is_empty()).then(|| hint.into()),
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        autocomplete: "off".to_owned(),
        ..TextInput::new(name, label)
    }
}

fn choice<T: Copy>(
    all: &[T],
    code: fn(T) -> &'static str,
    label: fn(T) -> &'static str,
) -> Vec<Choice> {
    all.iter()
        .map(|one| Choice::new(code(*one), label(*one)))
        .collect()
}

/// The page from its value.
pub fn render(page: Page, settings: &AreaSettings, problems: &Problems, typed: &Typed) -> Page {
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body { "Police are flagged the moment this is kept. A missing risk form never holds a referral up." }
            (typed.offer())
            form method="post" action=(typed.action(PATH)) novalidate autocomplete="off" {
                (who(settings, problems, typed))
                h2.govuk-heading-m { "What worries them" }
                (writing("worry", "In their words", "", typed.one("worry"), problems.at("worry")))
                (Radios { value: typed.one("urgent").to_owned(), hint: Some("Tell the caller to ring police on 999 as well. It is flagged to police all the same.".into()), ..Radios::new("urgent", "Can it not wait?", vec![Choice::new("yes", "It cannot wait"), Choice::new("no", "It can wait for the checks")]) })
                (input("other_force", "If it happened in another force’s area, which force", "It then goes straight to that force. Leave empty for our own.", problems, typed))
                h2.govuk-heading-m { "Who it is about" }
                (person("victim", "Victim", problems, typed))
                (input("address", "Address where it happened, or where the victim lives", "", problems, typed))
                (input("postcode", "Postcode", "", problems, typed))
                (person("other", "Person causing harm", problems, typed))
                (input("relationship", "What this person is to the victim", "", problems, typed))
                @for place in 0..CHILDREN { (child(place, problems, typed)) }
                (risk(settings, problems, typed))
                (Button::new("Receive the referral and flag it to police"))
                (typed.keep_button())
            }
        },
        ..page
    }
}

fn who(settings: &AreaSettings, problems: &Problems, typed: &Typed) -> Markup {
    let doors = [Door::Telephone, Door::Form, Door::Mail];
    let agencies = std::iter::once(SelectOption::new("", "None of these"))
        .chain(
            settings
                .agencies
                .iter()
                .map(|agency| SelectOption::new(agency.code.as_str(), agency.name.as_str())),
        )
        .collect();
    html! {
        h2.govuk-heading-m { "Who refers" }
        (Radios { value: typed.one("door").to_owned(), ..Radios::new("door", "How did it come?", choice(&doors, Door::code, Door::label)) })
        (input("referrer_name", "Name", "", problems, typed))
        (input("referrer_role", "Their part", "For example health visitor.", problems, typed))
        (input("referrer_organisation", "Where they work", "", problems, typed))
        (Select { value: typed.one("referrer_agency").to_owned(), ..Select::new("referrer_agency", "Agency of the partnership", agencies) })
        (input("referrer_contact", "Telephone or mail at work", "", problems, typed))
    }
}

fn person(prefix: &str, title: &str, problems: &Problems, typed: &Typed) -> Markup {
    let field = |name: &str| format!("{prefix}_{name}");
    html! {
        h3.govuk-heading-s { (title) }
        (input(&field("given"), &format!("{title}: given names"), "", problems, typed))
        (input(&field("family"), &format!("{title}: family name"), "", problems, typed))
        (input(&field("born"), &format!("{title}: date of birth"), "For example 27 3 1990, or a year, or an age.", problems, typed))
        (Radios { value: typed.one(&field("sex")).to_owned(), ..Radios::new(field("sex"), format!("{title}: sex"), choice(Sex::ALL, Sex::code, Sex::label)) })
        (input(&field("phone"), &format!("{title}: telephone"), "", problems, typed))
    }
}

fn child(place: usize, problems: &Problems, typed: &Typed) -> Markup {
    let number = place.saturating_add(1);
    let field = |name: &str| format!("child-{place}_{name}");
    html! {
        h3.govuk-heading-s { "Child " (number) }
        (input(&field("given"), &format!("Child {number}: given names"), "", problems, typed))
        (input(&field("family"), &format!("Child {number}: family name"), "", problems, typed))
        (TextInput { error: problems.at(&format!("child-{place}")), ..input(&field("born"), &format!("Child {number}: date of birth"), "", problems, typed) })
    }
}

fn risk(settings: &AreaSettings, problems: &Problems, typed: &Typed) -> Markup {
    let tools = std::iter::once(SelectOption::new("", "Not known"))
        .chain(
            settings
                .risk_tools
                .iter()
                .map(|tool| SelectOption::new(tool.code.as_str(), tool.name.as_str())),
        )
        .collect();
    let pregnant = vec![
        Choice::new("yes", "Yes"),
        Choice::new("no", "No"),
        Choice::new("", "Not known"),
    ];
    html! {
        h2.govuk-heading-m { "Risk" }
        (Radios { value: typed.one("dash_done").to_owned(), ..Radios::new("dash_done", "Has a risk form been done?", choice(DashDone::ALL, DashDone::code, DashDone::label)) })
        (Select { value: typed.one("dash_tool").to_owned(), ..Select::new("dash_tool", "Which form", tools) })
        (input("dash_score", "Score", "How many questions were answered yes.", problems, typed))
        (input("dash_by", "Who did it", "", problems, typed))
        (Radios { value: typed.one("level").to_owned(), hint: Some("Without one it is received at medium, so that it is discussed.".into()), ..Radios::new("level", "Level, if somebody assessed it", choice(RiskLevel::ALL, RiskLevel::code, RiskLevel::label)) })
        (Checkboxes { values: typed.all("flags").to_vec(), ..Checkboxes::new("flags", "Facts that raise risk", choice(Flag::ALL, Flag::code, Flag::label)) })
        (Radios { value: typed.one("pregnant").to_owned(), ..Radios::new("pregnant", "Is somebody pregnant?", pregnant) })
        (Radios { value: typed.one("told_victim").to_owned(), ..Radios::new("told_victim", "Was the victim told of the referral?", choice(ToldVictim::ALL, ToldVictim::code, ToldVictim::label)) })
        (Radios { value: typed.one("consent").to_owned(), ..Radios::new("consent", "Does the victim agree to support services being told?", choice(Consent::ALL, Consent::code, Consent::label)) })
    }
}
