//! Pages for everybody: the words of the field, getting help, accessibility, privacy and licences.

use axum::extract::State;
use axum::response::Response;
use hawthorn_components::Page;
use hawthorn_components::{Details, SummaryList, SummaryRow, Table};
use maud::{Markup, html};

use crate::WebState;
use crate::forms::Problems;
use crate::layout::answer;

/// The words of the field, each with what people here mean by it.
pub(crate) const WORDS: &[(&str, &str)] = &[
    (
        "Action",
        "Something that an agency takes on at a meeting: what, who, by when, and which risk it lowers.",
    ),
    (
        "Agenda",
        "The list of pairs that a MARAC will talk about, in order. Cases with children come first.",
    ),
    (
        "DARO",
        "Domestic abuse risk officer: a police officer or member of staff who looks after victims at high risk.",
    ),
    (
        "DASH",
        "A list of questions about domestic abuse, stalking and so-called honour-based abuse. It helps to judge the risk. The number of yes answers is a guide and never decides alone.",
    ),
    (
        "Early help",
        "Support for a family that comes early, so that social care is not needed later.",
    ),
    ("FGM", "Female genital mutilation."),
    (
        "HAU",
        "Harm assessment unit: the police desk that looks at each report of domestic abuse and decides what happens next.",
    ),
    (
        "Honour-based abuse",
        "Harm done because somebody is said to have brought shame on a family or a group. Such records are held closely from the start. To know that they exist can put somebody in danger.",
    ),
    (
        "IDVA",
        "Independent domestic violence advocate. Works with a victim at high risk, plans for safety with her and speaks for her at MARAC.",
    ),
    (
        "ISVA",
        "Independent sexual violence advocate. Works with somebody after sexual violence.",
    ),
    (
        "Level",
        "How high the risk is judged to be: standard, medium or high. A level is lowered only with a reason and a supervisor’s agreement.",
    ),
    (
        "MARAC",
        "Multi-agency risk assessment conference. A regular meeting on victims at high risk: those who work with them share what they know and agree who does what.",
    ),
    (
        "MASH",
        "Multi-agency safeguarding hub. Police, social care, health and others look at each referral together, so that they decide by what all of them know.",
    ),
    (
        "Pair",
        "A victim and the person causing her or him harm. MARAC talks about pairs, and repeats are counted for pairs.",
    ),
    (
        "Person causing harm",
        "The person who is said to have done the harm. It is not a finding of guilt.",
    ),
    (
        "Professional judgement",
        "What a worker concludes from everything they know. It can always put the risk higher than a score does.",
    ),
    (
        "RAG",
        "Red, amber or green: how soon the hub must decide about a referral. Red is soonest.",
    ),
    ("Referral", "You ask others to look at a case, and say why."),
    (
        "Repeat",
        "The same two people again, within the time that the area counts: twelve months as a rule.",
    ),
    (
        "Request",
        "A question from the hub to one agency: what do you know about these people, and what does it mean for risk?",
    ),
    (
        "Research",
        "What an agency finds in its own records about a pair before a MARAC.",
    ),
    (
        "Restricted record",
        "A record that only named people and two lead roles can find or open.",
    ),
    (
        "Safe contact",
        "How and when somebody can be reached without putting them in danger. A number that is not known to be safe is not shown.",
    ),
    (
        "Screening",
        "The first look at a police report: six checks, then a decision with its reason.",
    ),
    (
        "Social care",
        "The part of the council that keeps children safe, and adults who need care.",
    ),
    (
        "SPOC",
        "Single point of contact: the person in an agency to whom requests go.",
    ),
    (
        "Strategy meeting",
        "A meeting of social care, police, health and others when a child may be suffering serious harm. Its legal basis is recorded.",
    ),
    (
        "Triage",
        "The talk between hub agencies after the answers are in, which leads to an outcome.",
    ),
    (
        "Victim",
        "The person who is harmed or at risk. Many prefer the word survivor.",
    ),
];

/// What Hawthorn is built from: what it is for, its name and its licence.
const PARTS: &[(&str, &str, &str)] = &[
    ("Look of pages and forms", "GOV.UK Frontend", "MIT"),
    (
        "Web server",
        "axum, axum-extra, tower, tower-http, hyper, tokio",
        "MIT",
    ),
    ("Pages", "maud", "MIT or Apache-2.0"),
    ("Embedded files", "rust-embed", "MIT"),
    ("Who may do what", "Cedar (cedar-policy)", "Apache-2.0"),
    ("Database", "SeaORM, SQLx", "MIT or Apache-2.0"),
    ("Database", "SQLite", "Public domain"),
    (
        "Dates and times",
        "jiff, with the IANA time zone database",
        "Unlicense or MIT; public domain",
    ),
    ("Passwords", "argon2", "MIT or Apache-2.0"),
    ("Sign-in codes", "totp-rs", "MIT"),
    ("Digests", "BLAKE3", "CC0-1.0 or Apache-2.0"),
    (
        "Signatures, comparing secrets",
        "ed25519-dalek, subtle",
        "BSD-3-Clause",
    ),
    ("Spreadsheets", "calamine, zip, quick-xml", "MIT"),
    ("Spreadsheets", "rust_xlsxwriter", "MIT or Apache-2.0"),
    ("Comma-separated files", "csv", "Unlicense or MIT"),
    (
        "Text encodings",
        "encoding_rs, chardetng",
        "Apache-2.0 or MIT, with BSD-3-Clause parts",
    ),
    ("Printed agendas and minutes", "Typst", "Apache-2.0"),
    (
        "Printed agendas and minutes",
        "Libertinus fonts",
        "SIL Open Font License 1.1",
    ),
    (
        "Matching names",
        "strsim, ahash, rayon, unicode-normalization",
        "MIT, with Apache-2.0 as a choice for most; Unicode-3.0 data",
    ),
    ("Matching names", "rphonetic", "Apache-2.0"),
    (
        "Settings and stored records",
        "serde, serde_json, toml_edit",
        "MIT or Apache-2.0",
    ),
    (
        "Commands and logs",
        "clap, thiserror, tracing",
        "MIT, with Apache-2.0 as a choice for some",
    ),
    (
        "Bank holidays",
        "List published on GOV.UK",
        "Open Government Licence v3.0",
    ),
];

/// The words of the field.
pub async fn words(State(state): State<WebState>) -> Response {
    plain(
        &state,
        "Words explained",
        html! {
            p.govuk-body { "People who work against domestic abuse use many short forms. This is what they mean here." }
            (SummaryList::new(WORDS.iter().map(|(word, meaning)| SummaryRow::new(*word, *meaning)).collect()))
        },
    )
}

/// Whom to ask.
pub async fn help(State(state): State<WebState>) -> Response {
    plain(
        &state,
        "Get help",
        html! {
            p.govuk-body { strong { "If somebody is in danger now, call 999." } " Do not write it into a record and wait." }
            h2.govuk-heading-m { "You cannot sign in" }
            p.govuk-body { "Check the name and the password, and whether capital letters are switched on. After several wrong tries the name is locked for a while; the page says for how long." }
            p.govuk-body { "If you have lost the app that shows your codes, type one of your recovery codes instead of a code. If you have none left, or have forgotten your password, ask your administrator to reset your account." }
            h2.govuk-heading-m { "You cannot open something" }
            p.govuk-body { "Which records you can open depends on your role and your agency. If you need a record for your work and cannot open it, ask your manager. Hawthorn does not say whether a restricted record exists." }
            h2.govuk-heading-m { "Something is wrong in a record" }
            p.govuk-body { "Nothing is deleted, so a mistake can be put right: record what is true, and the earlier version stays in the history. If you were shown something that you should not see, tell your manager and your data protection officer at once." }
            h2.govuk-heading-m { "Something does not work" }
            p.govuk-body { "Tell your administrator what you did, at what time, and what the page said. Do not send names or case details by ordinary e-mail." }
            h2.govuk-heading-m { "A word that you do not know" }
            p.govuk-body { a.govuk-link href="/words" { "Look it up in the words explained" } "." }
        },
    )
}

/// How the pages work for people with different needs.
pub async fn accessibility(State(state): State<WebState>) -> Response {
    plain(
        &state,
        "Accessibility",
        html! {
            p.govuk-body { "Everybody whose work it is should be able to use Hawthorn. The pages are built to meet level AA of the Web Content Accessibility Guidelines, version 2.2. They have not been audited by an independent body." }
            h2.govuk-heading-m { "What you can do" }
            ul class="govuk-list govuk-list--bullet" {
                li { "use every page with a keyboard alone, with a screen reader or by voice" }
                li { "use every page without script" }
                li { "zoom to 400% without scrolling sideways, except inside wide tables" }
                li { "tell levels, ratings and lateness apart without seeing colour: each has a word and a shape" }
                li { "print any record, with the name of the person it is about on each sheet" }
            }
            h2.govuk-heading-m { "Known limits" }
            p.govuk-body { "Wide tables scroll sideways inside their own frame on narrow screens. Printed agendas and minutes are tagged PDF files; some readers do not use the tags. Fields for case details do not offer what was typed before, because screens are shared." }
            h2.govuk-heading-m { "Tell us about a barrier" }
            p.govuk-body { "Tell your administrator which page it was and what got in your way. Ask for the same information in another form if you need it sooner." }
        },
    )
}

/// What is kept of whom, and who sees it.
pub async fn privacy(State(state): State<WebState>) -> Response {
    plain(
        &state,
        "Privacy",
        html! {
            p.govuk-body { "This page says what Hawthorn itself does with information. The agencies of your area are responsible for what they record and share; their privacy notices say on which legal grounds." }
            h2.govuk-heading-m { "About people in cases" }
            ul class="govuk-list govuk-list--bullet" {
                li { "Agencies record what they need in order to protect people from domestic abuse, and say where each fact came from." }
                li { "An agency outside the hub sees only the people and the question that a request names, and only while the request stands." }
                li { "Some records are restricted: only named people and two lead roles can find them." }
                li { "A confidential address is not shown in general views, and a phone number only after a check that it is safe to use." }
                li { "Nobody is joined with another person’s record, and no level of risk is set, by the computer alone." }
            }
            h2.govuk-heading-m { "About you, who work here" }
            ul class="govuk-list govuk-list--bullet" {
                li { "Each record that you open, each list that you look through and each change that you make is kept with your name and the time. Auditors can read this log. It cannot be altered without leaving a trace." }
                li { "Your password is kept only as a digest from which it cannot be worked out." }
            }
            h2.govuk-heading-m { "Cookies" }
            p.govuk-body { "One cookie keeps you signed in. It is necessary, so you are not asked about it. It is gone when you sign out or close the browser. Nothing is loaded from other sites, nobody measures how you use the pages, and no information goes to anybody else." }
            h2.govuk-heading-m { "Your questions" }
            p.govuk-body { "To see what is held about you, or to have it put right, write to the data protection officer of the agency that you deal with." }
        },
    )
}

/// What Hawthorn is made of, and under which licences.
pub async fn licences(State(state): State<WebState>) -> Response {
    let rows = PARTS
        .iter()
        .map(|(what, name, licence)| vec![(*what).into(), (*name).into(), (*licence).into()]);
    plain(
        &state,
        "Licences",
        html! {
            p.govuk-body { "Hawthorn is free software under the European Union Public Licence, version 1.2. You may use, study, change and share it." }
            p.govuk-body { "It is built from the following parts, and from the smaller parts that these need. All of their licences allow this use." }
            (Table::new("Parts and their licences", vec!["What for".into(), "Name".into(), "Licence".into()], rows.collect()))
            (Details::new("The notice of GOV.UK Frontend", mit("Copyright (C) 2017 Crown Copyright (Government Digital Service)")))
            p.govuk-body { "Hawthorn uses components of GOV.UK Frontend. It is not a GOV.UK service. Bank holidays contain public sector information licensed under the Open Government Licence v3.0." }
        },
    )
}

/// The MIT licence with the notice of one holder, which has to go with every copy.
fn mit(notice: &str) -> Markup {
    html! {
        p.govuk-body { "The MIT License (MIT)" }
        p.govuk-body { (notice) }
        p.govuk-body { "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the “Software”), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:" }
        p.govuk-body { "The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software." }
        p.govuk-body { "THE SOFTWARE IS PROVIDED “AS IS”, WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE." }
    }
}

/// A page that is the same for everybody, so that it needs no sign-in.
fn plain(state: &WebState, heading: &str, body: Markup) -> Response {
    let page = Page {
        title: heading.to_owned(),
        heading: heading.into(),
        demo: state.app.is_demonstration(),
        body: html! {
            div.govuk-grid-row { div class="govuk-grid-column-two-thirds" {
                (body)
                p.govuk-body { a.govuk-link href="/" { "Go to your work" } }
            } }
        },
        ..Page::default()
    };
    answer(page, &Problems::default())
}
