//! What several MASH verbs read in the same way: a referral, its answers, agencies' names, and who a request is open to.

use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::{ReferralId, RequestId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::{Document, Stored};

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// What stands in the place of a person's name when the reader may not be told it.
pub const RESTRICTED_PERSON: &str = "Restricted person";
/// What stands in a list in the place of the names of a restricted record (ux.md 5.5).
pub const RESTRICTED_RECORD: &str = "Restricted record";

/// How many agencies were asked, and how many have answered; withdrawn requests count for nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// Agencies asked.
    pub asked: usize,
    /// Agencies that have answered.
    pub answered: usize,
}

impl Answers {
    /// Counts the requests of one referral.
    pub(super) fn of(requests: &[Stored<InformationRequest>]) -> Self {
        let standing = || {
            requests
                .iter()
                .filter(|request| request.withdrawn_at.is_none())
        };
        Self {
            asked: standing().count(),
            answered: standing().filter(|request| request.reply.is_some()).count(),
        }
    }
    /// How many are still to come.
    pub fn open(self) -> usize {
        self.asked.saturating_sub(self.answered)
    }
}

/// A referral within the reader's scope; missing and hidden are one answer.
pub(super) async fn referral(app: &App, scope: &Scope, id: ReferralId) -> Told<Stored<Referral>> {
    app.store
        .get::<Referral>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)
}

/// A request within the reader's scope; missing and hidden are one answer.
pub(super) async fn request(
    app: &App,
    scope: &Scope,
    id: RequestId,
) -> Told<Stored<InformationRequest>> {
    app.store
        .get::<InformationRequest>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)
}

/// The settings of the day on which the referral was received (R340).
pub(crate) fn settings<'app>(app: &'app App, referral: &Referral) -> Told<&'app AreaSettings> {
    app.settings(&referral.area, referral.received_at)
}

/// The referral as the policies see it.
pub(super) fn referral_thing(referral: &Referral) -> Thing {
    Thing::record(&referral.area, &referral.restriction)
}

/// The request as the policies see it. To the agency asked it is a grant: that
/// agency's contacts may open exactly this, even when the referral is
/// restricted (R134, R215). It is a grant to the contacts, who may answer, and
/// to nobody else there. A withdrawn grant opens nothing; the hub's own readers
/// are then judged as for the referral.
pub(super) fn request_thing(app: &App, ask: &Ask, request: &InformationRequest) -> Thing {
    let granted = Thing::of_area(&request.area).addressed_to(&request.agency);
    let stands = request.withdrawn_at.is_none() && request.agency == ask.actor.agency;
    if stands && ask.may(app, Verb::AnswerRequest, &granted) {
        granted
    } else {
        Thing::record(&request.area, &request.restriction)
    }
}

/// The name of an agency; its code when the settings of that day do not know it.
pub(crate) fn agency_name(settings: &AreaSettings, code: &AgencyCode) -> String {
    settings
        .agency(code.as_str())
        .map_or_else(|| code.to_string(), |agency| agency.name.clone())
}

/// The agencies chosen on a form: each known to the area, none twice.
pub(super) fn known_agencies(
    settings: &AreaSettings,
    chosen: &[AgencyCode],
) -> Told<Vec<AgencyCode>> {
    let mut known: Vec<AgencyCode> = Vec::new();
    for code in chosen {
        if settings.agency(code.as_str()).is_none() {
            let shown: String = code.as_str().chars().take(40).collect();
            return Err(Refusal::field(
                "agencies",
                format!("“{shown}” is not an agency of this area. Choose from the list."),
            ));
        }
        if !known.contains(code) {
            known.push(code.clone());
        }
    }
    Ok(known)
}

/// Keeps that a list was looked through (R339), before it is shown.
pub(crate) async fn listed<T: Document>(app: &App, ask: &Ask, verb: Verb, words: &str) -> Told<()> {
    Ok(app
        .store
        .note(Entry {
            kind: T::TABLE.to_owned(),
            ..ask.entry(Deed::Listed, verb, words)
        })
        .await?)
}

/// The first word of the text that is part of the name of somebody of the case.
pub(super) async fn name_in(
    app: &App,
    scope: &Scope,
    referral: &Referral,
    text: &str,
) -> Told<Option<String>> {
    let ids: Vec<String> = referral
        .subjects
        .iter()
        .map(|subject| subject.person.to_string())
        .collect();
    let people = app.store.get_many::<Person>(scope, &ids).await?;
    let names: Vec<&str> = people
        .iter()
        .flat_map(|person| &person.names)
        .flat_map(|name| {
            name.given
                .split_whitespace()
                .chain(name.family.split_whitespace())
        })
        .collect();
    // A possessive “Ellwood’s” and a hyphenated “Ellwood-led” are the name too.
    let mut words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1);
    Ok(words
        .find(|word| {
            names
                .iter()
                .any(|name| name.split('-').any(|part| part == *word))
        })
        .map(str::to_owned))
}
