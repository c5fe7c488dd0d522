//! Reads the policies and the schema, and refuses to start with any that do not fit each other.

use std::collections::{BTreeSet, HashMap, HashSet};

use cedar_policy::{
    Context, EntityId, EntityTypeName, EntityUid, Policy, PolicyId, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::verb::Verb;

use crate::engine::AreaRule;

const SCHEMA: &str = include_str!("../policies/schema.cedarschema");

/// One file for each room, with the room's name for messages.
const ROOMS: &[(&str, &str)] = &[
    ("platform", include_str!("../policies/platform.cedar")),
    ("incidents", include_str!("../policies/incidents.cedar")),
    ("people", include_str!("../policies/people.cedar")),
    ("risk", include_str!("../policies/risk.cedar")),
    ("support", include_str!("../policies/support.cedar")),
    ("matac", include_str!("../policies/matac.cedar")),
    ("referrals", include_str!("../policies/referrals.cedar")),
    ("mash", include_str!("../policies/mash.cedar")),
    ("marac", include_str!("../policies/marac.cedar")),
    ("doors", include_str!("../policies/doors.cedar")),
    ("directory", include_str!("../policies/directory.cedar")),
    ("governance", include_str!("../policies/governance.cedar")),
];

/// Why the access policies cannot be used. Without them the service does not start.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The schema cannot be read.
    #[error("the access schema cannot be read: {0}; mend policies/schema.cedarschema")]
    Schema(String),
    /// A policy file cannot be read.
    #[error("the access policies of {room} cannot be read: {problem}; mend policies/{room}.cedar")]
    Unreadable {
        /// The room whose file it is.
        room: String,
        /// What the parser says.
        problem: String,
    },
    /// A policy has no `@id`, or one that is already taken.
    #[error(
        "in policies/{room}.cedar a policy has no @id of its own that starts with “{room}.”; give it one"
    )]
    Id {
        /// The room whose file it is.
        room: String,
    },
    /// The policies and the schema contradict each other.
    #[error("the access policies do not fit the schema: {0}; mend the policy that is named")]
    Invalid(String),
    /// A role or a verb of the domain is not in the schema, or the other way about.
    #[error("the access schema does not know {0}; add it to policies/schema.cedarschema")]
    Unknown(String),
    /// The schema names an action that is no verb.
    #[error(
        "the access schema has {schema} actions and the service has {verbs} verbs; remove the action that is no verb"
    )]
    Surplus {
        /// Actions in the schema.
        schema: usize,
        /// Verbs of the service.
        verbs: usize,
    },
    /// A made-up thing for the report of who may do what could not be made.
    #[error(
        "the report of who may do what could not make its examples: {0}; correct them in the report"
    )]
    Example(String),
}

/// The names that every question uses, parsed once.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) account: EntityTypeName,
    pub(crate) thing: EntityUid,
    actions: HashMap<Verb, EntityUid>,
    roles: HashMap<Role, EntityUid>,
}

impl Names {
    fn new() -> Result<Self, AccessError> {
        let name = |text: &str| {
            text.parse::<EntityTypeName>()
                .map_err(|problem| AccessError::Schema(problem.to_string()))
        };
        let (action, role) = (name("Action")?, name("Role")?);
        let uid = |kind: &EntityTypeName, id: &str| {
            EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id))
        };
        Ok(Self {
            account: name("Account")?,
            thing: uid(&name("Thing")?, "this"),
            actions: Verb::ALL
                .iter()
                .map(|verb| (*verb, uid(&action, verb.code())))
                .collect(),
            roles: Role::ALL
                .iter()
                .map(|held| (*held, uid(&role, held.code())))
                .collect(),
        })
    }

    pub(crate) fn action(&self, verb: Verb) -> Option<&EntityUid> {
        self.actions.get(&verb)
    }

    pub(crate) fn role(&self, role: Role) -> Option<&EntityUid> {
        self.roles.get(&role)
    }

    pub(crate) fn account(&self, id: &str) -> EntityUid {
        EntityUid::from_type_name_and_id(self.account.clone(), EntityId::new(id))
    }

    /// The roles that the area's settings name, as the policies see them.
    pub(crate) fn context(&self, rule: &AreaRule) -> Option<Context> {
        let pair = |key: &str, role: Role| {
            let uid = self.role(role)?.clone();
            Some((key.to_owned(), RestrictedExpression::new_entity_uid(uid)))
        };
        Context::from_pairs([
            pair("lead", rule.lead_role)?,
            pair("manager", rule.manager_role)?,
            pair("levelAuthoriser", rule.level_authoriser)?,
            pair("outcomeAuthoriser", rule.outcome_authoriser)?,
        ])
        .ok()
    }
}

/// The policies, ready to be asked.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) policies: PolicySet,
    /// The policies whose refusal also hides that the record exists.
    pub(crate) hides: HashSet<PolicyId>,
    pub(crate) names: Names,
}

/// Reads the built-in policies and checks them against the built-in schema.
pub(crate) fn load() -> Result<Loaded, AccessError> {
    load_from(SCHEMA, ROOMS)
}

fn load_from(schema: &str, rooms: &[(&str, &str)]) -> Result<Loaded, AccessError> {
    let (schema, warnings) = Schema::from_cedarschema_str(schema)
        .map_err(|problem| AccessError::Schema(problem.to_string()))?;
    let warnings: Vec<String> = warnings.map(|warning| warning.to_string()).collect();
    if !warnings.is_empty() {
        return Err(AccessError::Schema(warnings.join("; ")));
    }
    let names = Names::new()?;
    check_words(&schema, &names)?;

    let mut policies = PolicySet::new();
    let mut hides = HashSet::new();
    for (room, text) in rooms {
        for policy in read_room(room, text)? {
            if policy.annotation("hides").is_some() {
                hides.insert(policy.id().clone());
            }
            policies.add(policy).map_err(|_| AccessError::Id {
                room: (*room).to_owned(),
            })?;
        }
    }
    validate(schema, &policies)?;
    Ok(Loaded {
        policies,
        hides,
        names,
    })
}

/// The policies of one file, each under the name that its `@id` gives.
fn read_room(room: &str, text: &str) -> Result<Vec<Policy>, AccessError> {
    let unreadable = |problem: String| AccessError::Unreadable {
        room: room.to_owned(),
        problem,
    };
    let set: PolicySet = text
        .parse()
        .map_err(|problem: cedar_policy::ParseErrors| unreadable(problem.to_string()))?;
    if set.num_of_templates() > 0 {
        return Err(unreadable(
            "a template with a slot stands among the policies".to_owned(),
        ));
    }
    set.policies()
        .map(|policy| {
            policy
                .annotation("id")
                .filter(|id| {
                    id.strip_prefix(room)
                        .is_some_and(|rest| rest.len() > 1 && rest.starts_with('.'))
                })
                .map(|id| policy.new_id(PolicyId::new(id)))
                .ok_or_else(|| AccessError::Id {
                    room: room.to_owned(),
                })
        })
        .collect()
}

/// Strict validation. A warning counts as an error: it says, for one, that a
/// policy can never apply.
fn validate(schema: Schema, policies: &PolicySet) -> Result<(), AccessError> {
    let result = Validator::new(schema).validate(policies, ValidationMode::Strict);
    let problems: BTreeSet<String> = result
        .validation_errors()
        .map(|error| format!("{}: {error}", error.policy_id()))
        .chain(
            result
                .validation_warnings()
                .map(|warning| format!("{}: {warning}", warning.policy_id())),
        )
        .collect();
    if problems.is_empty() {
        return Ok(());
    }
    Err(AccessError::Invalid(
        problems.into_iter().collect::<Vec<_>>().join("; "),
    ))
}

/// Checks that every verb and every role of the domain is a word of the schema,
/// by asking the schema to accept a request that uses it.
fn check_words(schema: &Schema, names: &Names) -> Result<(), AccessError> {
    let accepted = |verb: Verb, role: Role| {
        let rule = AreaRule {
            lead_role: role,
            manager_role: role,
            level_authoriser: role,
            outcome_authoriser: role,
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let (Some(action), Some(context)) = (names.action(verb), names.context(&rule)) else {
            return false;
        };
        Request::new(
            names.account("anyone"),
            action.clone(),
            names.thing.clone(),
            context,
            Some(schema),
        )
        .is_ok()
    };
    for role in Role::ALL {
        if !accepted(Verb::SeeHome, *role) {
            return Err(AccessError::Unknown(format!(
                "the role {} with the action {}",
                role.code(),
                Verb::SeeHome.code()
            )));
        }
    }
    for verb in Verb::ALL {
        if !accepted(*verb, Role::Administrator) {
            return Err(AccessError::Unknown(format!("the action {}", verb.code())));
        }
    }
    let schema = schema.actions().count();
    let verbs = Verb::ALL.len();
    if schema == verbs {
        Ok(())
    } else {
        Err(AccessError::Surplus { schema, verbs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(schema: &str, room: &str) -> String {
        load_from(schema, &[("people", room)])
            .expect_err("must not load")
            .to_string()
    }

    #[test]
    fn the_built_in_policies_fit_the_schema_and_only_three_of_them_hide() {
        let loaded = load().expect("the built-in policies load");
        let mut hides: Vec<String> = loaded.hides.iter().map(ToString::to_string).collect();
        hides.sort();
        assert_eq!(
            hides,
            [
                "platform.conflict",
                "platform.other_area",
                "platform.restricted"
            ]
        );
        assert!(loaded.policies.num_of_policies() > 20);
    }

    #[test]
    fn a_policy_with_a_misspelt_word_is_an_error_that_names_it() {
        for wrong in [
            r#"@id("people.x") permit (principal in Role::"wizard", action, resource);"#,
            r#"@id("people.x") permit (principal, action == Action::"fly", resource);"#,
            r#"@id("people.x") permit (principal, action, resource) when { resource.colour == "red" };"#,
            r#"@id("people.x") permit (principal, action, resource) when { resource.addressedTo == principal.agency };"#,
            r#"@id("people.x") permit (principal, action, resource) when { resource.restricted == "yes" };"#,
        ] {
            let message = refused(SCHEMA, wrong);
            assert!(
                message.contains("do not fit the schema") && message.contains("people.x"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_policy_that_can_never_apply_is_an_error() {
        let never = r#"@id("people.x") permit (principal, action, resource) when { principal in resource };"#;
        assert!(refused(SCHEMA, never).contains("people.x"));
    }

    #[test]
    fn a_policy_needs_a_name_of_its_own_room_once() {
        let plain = "permit (principal, action, resource);";
        for wrong in [
            plain.to_owned(),
            format!("@id(\"mash.x\") {plain}"),
            format!("@id(\"people.\") {plain}"),
            format!("@id(\"people.x\") {plain} @id(\"people.x\") {plain}"),
        ] {
            assert!(
                refused(SCHEMA, &wrong).contains("no @id of its own"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn text_that_is_no_policy_or_is_a_template_is_an_error_that_names_the_file() {
        for wrong in [
            "permit everything",
            r#"@id("people.x") permit (principal == ?principal, action, resource);"#,
        ] {
            assert!(
                refused(SCHEMA, wrong).contains("policies/people.cedar"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_schema_that_lacks_a_role_or_a_verb_or_has_one_too_many_is_an_error() {
        let no_role = SCHEMA.replace("  \"spoc\",\n", "");
        assert!(refused(&no_role, "").contains("the role spoc"));
        let no_verb = SCHEMA.replace("  edit_person,\n", "");
        assert!(refused(&no_verb, "").contains("the action edit_person"));
        let surplus = SCHEMA.replace("  edit_person,\n", "  edit_person,\n  erase_person,\n");
        assert!(refused(&surplus, "").contains("no verb"));
        assert!(refused("entity ;", "").contains("cannot be read"));
    }
}
