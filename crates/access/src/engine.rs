//! The one question: may this actor do this to that thing?

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, Request, RestrictedExpression,
};
use hawthorn_domain::platform::actor::{Actor, Role};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::Timestamp;

use crate::policies::{AccessError, Loaded, load};

/// The roles that the area's settings name and the policies ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AreaRule {
    /// The role that leads on a restricted case (R213).
    pub lead_role: Role,
    /// The role that is told of every restricted case (R214).
    pub manager_role: Role,
    /// The role that authorises a change of level (R85, R87).
    pub level_authoriser: Role,
    /// The role that authorises the outcome of a triage (R131).
    pub outcome_authoriser: Role,
    /// The moment of the question: an emergency opening holds until its own.
    pub at: Timestamp,
}

impl AreaRule {
    /// What the settings say, for a question asked at this moment.
    #[must_use]
    pub fn new(settings: &AreaSettings, at: Timestamp) -> Self {
        Self {
            at,
            lead_role: settings.restricted.lead_role,
            manager_role: settings.restricted.manager_role,
            level_authoriser: settings.risk_change.authoriser_role,
            outcome_authoriser: settings.triage.authoriser_role,
        }
    }

    /// Whether the actor holds one of the two roles told of every restricted record.
    pub(crate) fn tells(&self, actor: &Actor) -> bool {
        actor.is(self.lead_role) || actor.is(self.manager_role)
    }
}

/// What the policies say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The act may go on.
    Allowed,
    /// The act may not go on.
    Refused {
        /// True when the actor may not even know that the thing exists: it is
        /// restricted and the actor is not on its list, or it belongs to
        /// another area. The caller then answers as if there were no such
        /// thing (R218).
        hidden: bool,
    },
}

impl Answer {
    /// Whether the act may go on.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        self == Self::Allowed
    }
}

/// The access policies, read and checked, ready to be asked. It holds no state
/// and may be shared between threads.
#[derive(Debug)]
pub struct Access {
    authorizer: Authorizer,
    loaded: Loaded,
}

/// An actor and a thing as the policies see them; several verbs may be asked of it.
pub(crate) struct Question {
    principal: EntityUid,
    entities: Entities,
    context: Context,
}

impl Access {
    /// Reads the built-in policies and checks them, strictly, against the schema.
    ///
    /// # Errors
    /// When a policy cannot be read, does not fit the schema or can never
    /// apply, or when the schema and the service do not have the same verbs
    /// and roles. The message names the file to mend.
    pub fn new() -> Result<Self, AccessError> {
        Ok(Self {
            authorizer: Authorizer::new(),
            loaded: load()?,
        })
    }

    /// Whether the actor may do this to that thing, under the area's own rule.
    ///
    /// A question that the policies cannot answer without an error is refused
    /// and hidden, so that a fault never opens a record.
    #[must_use]
    pub fn decide(&self, actor: &Actor, verb: Verb, thing: &Thing, rule: &AreaRule) -> Answer {
        self.question(actor, thing, rule)
            .map_or(Answer::Refused { hidden: true }, |question| {
                self.ask(&question, verb)
            })
    }

    /// Puts an actor and a thing into the policies' words.
    pub(crate) fn question(
        &self,
        actor: &Actor,
        thing: &Thing,
        rule: &AreaRule,
    ) -> Option<Question> {
        let names = &self.loaded.names;
        let principal = names.account(&actor.account.to_string());
        let roles: HashSet<EntityUid> = actor
            .roles
            .iter()
            .map(|role| names.role(*role).cloned())
            .collect::<Option<_>>()?;
        let account = Entity::new(
            principal.clone(),
            HashMap::from([
                text("area", actor.area.as_str()),
                text("agency", actor.agency.as_str()),
            ]),
            roles,
        )
        .ok()?;
        let entities =
            Entities::from_entities([account, self.thing(thing, rule.at)?], None).ok()?;
        Some(Question {
            principal,
            entities,
            context: names.context(rule)?,
        })
    }

    fn thing(&self, thing: &Thing, at: Timestamp) -> Option<Entity> {
        let names = &self.loaded.names;
        let account =
            |id: &_| RestrictedExpression::new_entity_uid(names.account(&ToString::to_string(id)));
        let restricted = thing.restriction.is_restricted();
        // The list of names matters only where it is the way in.
        let named: &[_] = if restricted {
            &thing.restriction.named
        } else {
            &[]
        };
        let opened = thing.restriction.opened.iter();
        let opened = opened.filter(|opening| restricted && opening.holds(at));
        let mut attributes = HashMap::from([
            text("area", thing.area.as_str()),
            (
                "restricted".to_owned(),
                RestrictedExpression::new_bool(restricted),
            ),
            (
                "named".to_owned(),
                RestrictedExpression::new_set(named.iter().map(account)),
            ),
            (
                "keptFrom".to_owned(),
                RestrictedExpression::new_set(thing.kept_from.iter().map(account)),
            ),
            (
                "opened".to_owned(),
                RestrictedExpression::new_set(opened.map(|opening| account(&opening.account))),
            ),
        ]);
        attributes.extend(
            thing
                .addressed_to
                .iter()
                .map(|agency| text("addressedTo", agency.as_str())),
        );
        attributes.extend(
            thing
                .proposed_by
                .iter()
                .map(|proposer| ("proposedBy".to_owned(), account(proposer))),
        );
        Entity::new(names.thing.clone(), attributes, HashSet::new()).ok()
    }

    /// Asks one verb of a question already put together.
    pub(crate) fn ask(&self, question: &Question, verb: Verb) -> Answer {
        let shut = Answer::Refused { hidden: true };
        let names = &self.loaded.names;
        let Some(action) = names.action(verb) else {
            return shut;
        };
        let Ok(request) = Request::new(
            question.principal.clone(),
            action.clone(),
            names.thing.clone(),
            question.context.clone(),
            None,
        ) else {
            return shut;
        };
        let response =
            self.authorizer
                .is_authorized(&request, &self.loaded.policies, &question.entities);
        let diagnostics = response.diagnostics();
        // A policy that fails is left out of the decision. Were it one that
        // forbids, the record would stand open; so any failure refuses.
        if diagnostics.errors().next().is_some() {
            return shut;
        }
        match response.decision() {
            Decision::Allow => Answer::Allowed,
            Decision::Deny => Answer::Refused {
                hidden: diagnostics
                    .reason()
                    .any(|policy| self.loaded.hides.contains(policy)),
            },
        }
    }
}

fn text(key: &str, value: &str) -> (String, RestrictedExpression) {
    (
        key.to_owned(),
        RestrictedExpression::new_string(value.to_owned()),
    )
}
