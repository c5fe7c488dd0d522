//! Everything that a world shows and keeps, line by line, so that two worlds can be compared.

use std::fmt::Debug;

use hawthorn_app::Ask;
use hawthorn_app::incidents::open_incident::open_incident;
use hawthorn_app::incidents::worklist::{Filter, worklist};
use hawthorn_app::people::open_person::open_person;
use hawthorn_app::people::review_suggestion::{PairQueue, review_queue};
use hawthorn_app::people::search::search;
use hawthorn_app::platform::home::home;
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::screening::Queue;
use hawthorn_domain::people::Person;
use hawthorn_testkit::Cast;
use jiff::Timestamp;

use super::acts::{World, keeper};

const AFTER: Timestamp = Timestamp::constant(1_772_472_000, 0);

/// What a decision leaned on is kept as it was seen, joins and all: it is evidence of
/// that moment and not of what is so now (R73, R336). It is left out here.
fn without_evidence(incident: &Incident) -> Incident {
    let mut bare = incident.clone();
    for check in bare.screening.checks.values_mut() {
        check.system_found.clear();
    }
    if let Some(decision) = &mut bare.screening.decision {
        decision.proposed = decision.outcome;
        decision.because.clear();
    }
    bare
}

fn line(what: impl Debug, shown: impl Debug) -> String {
    format!("{what:?}: {shown:?}")
}

impl World {
    /// What is kept, and what an officer and a keeper are shown.
    pub async fn shown(&self) -> Vec<String> {
        let mut lines = self.kept().await;
        for restricted in [false, true] {
            lines.extend(self.pages(restricted).await);
        }
        lines
    }

    async fn kept(&self) -> Vec<String> {
        let store = &self.app.store;
        let mut lines = Vec::new();
        for id in &self.people {
            let read = store.get_unscoped::<Person>(&id.to_string()).await.unwrap();
            lines.push(line(id, read.unwrap().value));
        }
        for id in &self.incidents {
            lines.push(line(id, without_evidence(&self.app.kept(*id).await)));
        }
        for proposal in self.proposals().await {
            let mut bare = proposal.value;
            // Who said so when is told of the one answer or of the other.
            bare.answer = None;
            bare.stood.clear();
            lines.push(line(bare.id, bare));
        }
        let people: Vec<_> = self.people.iter().copied().collect();
        for assessment in store.assessments_of(&self.whole(), &people).await.unwrap() {
            lines.push(line(assessment.id, assessment.value));
        }
        lines
    }

    fn reader(&self, restricted: bool) -> Ask {
        match restricted {
            true => keeper(&self.app, AFTER),
            false => self.app.ask(Cast::SupportOfficer, &AFTER.to_string()),
        }
    }

    async fn pages(&self, restricted: bool) -> Vec<String> {
        let app = &self.app.app;
        let mut lines = Vec::new();
        let mut ask = self.reader(restricted);
        for id in &self.people {
            let page = open_person(app, &mut ask, *id).await.map(|mut page| {
                page.version = 0;
                page
            });
            lines.push(line(id, page));
        }
        for id in &self.incidents {
            let page = open_incident(app, &mut ask, *id).await.map(|mut page| {
                page.version = 0;
                page.incident = without_evidence(&page.incident);
                for check in &mut page.checks {
                    if let Some(done) = &mut check.done {
                        done.system_found.clear();
                    }
                }
                page
            });
            lines.push(line(id, page));
        }
        for text in [
            "Katarzyna Ellwood",
            "Sunil Davies 02/10/1974",
            "Okafor",
            "07700 900003",
        ] {
            lines.push(line(text, search(app, &mut ask, text).await.unwrap()));
        }
        for queue in PairQueue::ALL {
            let mut page = review_queue(app, &mut ask, *queue, None).await.unwrap();
            for pair in &mut page.pairs {
                pair.answer = None;
                pair.to_look_at_again.clear();
            }
            lines.push(line(queue, page));
        }
        for queue in Queue::ALL {
            let filter = Filter {
                queue: Some(*queue),
                ..Filter::default()
            };
            let rows = worklist(app, &mut ask, filter, None, 50).await.unwrap();
            lines.push(line(queue, rows));
        }
        lines.push(line("home", home(app, &mut ask).await.unwrap()));
        lines
    }
}
