//! Who the people of a record that has just come in may be: the pairs that wait for an answer, shown where the record is opened, whichever door it came by (R68, ux.md 5.7).

use std::cmp::Reverse;

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{PersonId, SuggestionId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::people::Suggestion;

use super::open_person::people_by_id;
use super::review_suggestion::open_about;
use super::weights::weights;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most pairs that one record shows; the queue holds all.
const MOST: usize = 8;

/// Somebody known already who may be one of the people of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayBe {
    /// The pair to answer.
    pub pair: SuggestionId,
    /// The person of the record.
    pub name: String,
    /// Who it may be.
    pub other: String,
    /// What is known of their date of birth, in words.
    pub born: String,
    /// How well the two fit.
    pub band: String,
    /// What agrees, in words.
    pub why: Vec<String>,
}

/// The pairs about these people that wait, best first; none for a reader who may not answer pairs.
///
/// # Errors
/// When the store does not answer.
pub(crate) async fn may_be(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    people: &[PersonId],
) -> Told<Vec<MayBe>> {
    if !ask.may(app, Verb::ReviewSuggestion, &Thing::of_area(ask.area())) {
        return Ok(Vec::new());
    }
    let mut open = open_about(app, scope, people).await?;
    let evidence = |one: &Suggestion| weights(one).map(|weights| weights.total());
    open.sort_by_key(|one| (Reverse(evidence(one)), one.id));
    let ids = open.iter().flat_map(|one| [one.left, one.right]);
    let known = people_by_id(app, scope, ids.collect::<Vec<_>>()).await?;
    let told = open.iter().filter_map(|one| {
        let (mine, theirs) = if people.contains(&one.left) {
            (one.left, one.right)
        } else {
            (one.right, one.left)
        };
        let (mine, theirs) = (known.get(&mine)?, known.get(&theirs)?);
        let agrees = |verdict: &str| matches!(verdict, "same" | "close");
        Some(MayBe {
            pair: one.id,
            name: mine.shown_name(),
            other: theirs.shown_name(),
            born: theirs.born().words(),
            band: one.band.clone(),
            why: one
                .fields
                .iter()
                .filter(|field| agrees(&field.verdict))
                .map(|field| field.words.clone())
                .collect(),
        })
    });
    Ok(told.take(MOST).collect())
}
