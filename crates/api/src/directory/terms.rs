//! The feed's taxonomies: what a service does, what it helps with, whom it is for.

use hawthorn_domain::directory::{ForWhom, Need, PublicService, ServiceKind};
use serde_json::{Value, json};

use super::ids::of_name;

/// One list of terms.
#[derive(Clone, Copy)]
pub(super) struct Taxonomy {
    code: &'static str,
    name: &'static str,
    about: &'static str,
    terms: fn() -> Vec<(&'static str, &'static str)>,
}

/// Every taxonomy of the feed.
pub(super) const TAXONOMIES: [Taxonomy; 3] = [
    Taxonomy {
        code: "kind",
        name: "What a service does",
        about: "The kind of work, one for each service.",
        terms: || {
            ServiceKind::ALL
                .iter()
                .map(|kind| (kind.code(), kind.label()))
                .collect()
        },
    },
    Taxonomy {
        code: "need",
        name: "What a service helps with",
        about: "What somebody may need help with.",
        terms: || {
            Need::ALL
                .iter()
                .map(|need| (need.code(), need.label()))
                .collect()
        },
    },
    Taxonomy {
        code: "whom",
        name: "Whom a service is for",
        about: "The people a service is meant for.",
        terms: || {
            ForWhom::ALL
                .iter()
                .map(|whom| (whom.code(), whom.label()))
                .collect()
        },
    },
];

impl Taxonomy {
    /// Its identifier.
    pub(super) fn id(self) -> String {
        of_name(&format!("taxonomy:{}", self.code))
    }
    /// As the feed tells it.
    pub(super) fn shape(self) -> Value {
        json!({ "id": self.id(), "name": self.name, "description": self.about, "version": "1" })
    }
    /// Its terms, as the feed tells them.
    pub(super) fn terms(self) -> Vec<Value> {
        (self.terms)()
            .into_iter()
            .map(|(code, label)| self.term(code, label))
            .collect()
    }
    fn term(self, code: &str, label: &str) -> Value {
        json!({
            "id": of_name(&format!("{}:{code}", self.code)),
            "name": label,
            "description": label,
            "taxonomy": self.name,
            "taxonomy_id": self.id(),
        })
    }
}

/// The terms of a service, each as the feed tells it.
pub(super) fn of_service(service: &PublicService) -> Vec<Value> {
    let [kinds, needs, whom] = TAXONOMIES;
    let mut terms = vec![kinds.term(service.kind.code(), service.kind.label())];
    terms.extend(
        service
            .needs
            .iter()
            .map(|need| needs.term(need.code(), need.label())),
    );
    terms.extend(
        service
            .for_whom
            .iter()
            .map(|one| whom.term(one.code(), one.label())),
    );
    terms
}
