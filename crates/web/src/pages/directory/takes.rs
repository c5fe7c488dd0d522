//! Whether a service would take somebody, by the rules of its kind, in words: what nobody said bars nobody (R42, R43).

use hawthorn_components::{Button, ButtonStyle, Choice, InsetText, Radios};
use hawthorn_domain::directory::ServiceKind;
use hawthorn_domain::doors::AgeBand;
use hawthorn_domain::doors::routing::{ServiceAsks, ServiceFacts, asked_by, barred};
use hawthorn_domain::people::contact::Told;
use hawthorn_domain::platform::ids::EntryId;
use maud::{Markup, html};

/// What a worker said of somebody, by its codes. Nothing here tells who it is, so it stands in the
/// address and is kept nowhere.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Facts {
    age: Option<String>,
    woman: Option<String>,
    ended: Option<String>,
    inside: Option<String>,
    patient: Option<String>,
}

impl Facts {
    fn said(&self, asks: ServiceAsks) -> &str {
        let answer = match asks {
            ServiceAsks::Age => &self.age,
            ServiceAsks::Woman => &self.woman,
            ServiceAsks::Ended => &self.ended,
            ServiceAsks::Inside => &self.inside,
            ServiceAsks::Patient => &self.patient,
        };
        answer.as_deref().unwrap_or_default()
    }

    fn told(&self, asks: ServiceAsks) -> Told {
        match self.said(asks) {
            "yes" => Told::Yes,
            "no" => Told::No,
            _ => Told::NotAsked,
        }
    }

    fn facts(&self) -> ServiceFacts {
        ServiceFacts {
            age: AgeBand::from_code(self.said(ServiceAsks::Age)).unwrap_or_default(),
            woman: self.told(ServiceAsks::Woman),
            ended: self.told(ServiceAsks::Ended),
            inside: self.told(ServiceAsks::Inside),
            patient: self.told(ServiceAsks::Patient),
        }
    }
}

/// The questions of a kind of service, and the answer to what was said; nothing for a kind without rules.
pub(super) fn section(kind: ServiceKind, entry: EntryId, said: &Facts) -> Markup {
    let asked = asked_by(kind);
    if asked.is_empty() {
        return html! {};
    }
    let any = asked.iter().any(|asks| !said.said(*asks).is_empty());
    html! {
        h2.govuk-heading-m id="takes" { "Would it take somebody?" }
        @if any {
            @match barred(kind, &said.facts()) {
                Some(why) => { (InsetText::new(why)) }
                None => { (InsetText::new("Nothing that you said speaks against it. The service decides.")) }
            }
        }
        form method="get" action={ "/directory/" (entry) } novalidate {
            @for asks in &asked { (question(*asks, said)) }
            (Button { style: ButtonStyle::Secondary, ..Button::new("Ask the rules") })
        }
    }
}

fn question(asks: ServiceAsks, said: &Facts) -> Radios {
    let items = match asks {
        ServiceAsks::Age => AgeBand::ALL
            .iter()
            .map(|band| Choice::new(band.code(), band.label()))
            .collect(),
        _ => [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")]
            .map(|(code, label)| Choice::new(code, label))
            .to_vec(),
    };
    Radios {
        value: said.said(asks).to_owned(),
        classes: "govuk-radios--small".to_owned(),
        ..Radios::new(asks.code(), asks.label(), items)
    }
}
