//! Every route with what each role, and whoever is not signed in, is answered; as one page of documentation.

use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::verb::Verb;

use crate::routes::{self, How, Who};

/// One line of a table of routes: `GET` or `POST`, the path, and the act; no act where anybody may.
pub type Line = (&'static str, String, Option<Verb>);

const INTRODUCTION: &str = "# Routes by role

Made from the tables of routes and the access policies; change those, not this page.

- **yes**: the route is open; what it then opens or changes is asked of the policies once more, with the record itself.
- **no**: answered with 403, whatever the record.
- **sign in**: a page sends the browser to the sign-in page; the API answers with 401.

Roles that are answered alike everywhere stand in one group. Like [who may do
what](who-may-do-what.md), this page shows the choice of roles that Warwickshire keeps.

## Groups

| Group | Roles |
|---|---|
";

/// The page: the groups of roles, the staff pages, then the API under `/api`.
/// `may` says whether a role held alone could ever be allowed an act.
pub fn page(api: &[Line], may: impl Fn(Verb, Role) -> bool) -> String {
    let groups = groups(&may);
    let mut text = String::from(INTRODUCTION);
    for (place, group) in groups.iter().enumerate() {
        let roles: Vec<String> = group
            .iter()
            .map(|role| format!("{} (`{}`)", role.label(), role.code()))
            .collect();
        text.push_str(&format!("| {} | {} |\n", place + 1, roles.join(", ")));
    }
    section(&mut text, "Pages", &pages(), &groups, &may);
    section(&mut text, "API", api, &groups, &may);
    text
}

/// Roles with the same answers to every act, each group at the place of its first role.
fn groups(may: &impl Fn(Verb, Role) -> bool) -> Vec<Vec<Role>> {
    let mut groups: Vec<Vec<Role>> = Vec::new();
    for role in Role::ALL {
        let alike = |group: &&mut Vec<Role>| {
            group.first().is_some_and(|first| {
                Verb::ALL
                    .iter()
                    .all(|verb| may(*verb, *first) == may(*verb, *role))
            })
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(*role),
            None => groups.push(vec![*role]),
        }
    }
    groups
}

fn pages() -> Vec<Line> {
    let line = |route: routes::Route| {
        let how = match route.how {
            How::Get => "GET",
            How::Post => "POST",
        };
        let act = match route.who {
            Who::Anybody => None,
            Who::May(verb) => Some(verb),
        };
        (how, route.path.to_owned(), act)
    };
    routes::table().into_iter().map(line).collect()
}

fn section(
    text: &mut String,
    heading: &str,
    lines: &[Line],
    groups: &[Vec<Role>],
    may: &impl Fn(Verb, Role) -> bool,
) {
    let numbers: String = (1..=groups.len())
        .map(|number| format!(" {number} |"))
        .collect();
    text.push_str(&format!(
        "\n## {heading}\n\n| How | Path | Act | Not signed in |{numbers}\n|---|---|---|---|{}\n",
        "---|".repeat(groups.len())
    ));
    for (how, path, act) in lines {
        let (code, stranger) = act.map_or(("anybody".to_owned(), "yes"), |verb| {
            (format!("`{}`", verb.code()), "sign in")
        });
        text.push_str(&format!("| {how} | `{path}` | {code} | {stranger} |"));
        for group in groups {
            let open = act.is_none_or(|verb| group.first().is_some_and(|role| may(verb, *role)));
            text.push_str(if open { " yes |" } else { " no |" });
        }
        text.push('\n');
    }
}
