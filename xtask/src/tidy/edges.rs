//! Which of our crates may use which, and what some of them may never use.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Finding;

/// Each room and those of our crates that it may use. Arrows point down.
const OURS: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("linkage", &[]),
    ("components", &[]),
    ("access", &["domain"]),
    ("store", &["domain"]),
    ("connect", &["domain"]),
    ("app", &["domain", "linkage", "access", "store", "connect"]),
    ("web", &["app", "domain", "components"]),
    ("api", &["app", "domain"]),
    ("simulate", &["app", "domain"]),
    (
        "server",
        &[
            "domain",
            "linkage",
            "access",
            "store",
            "connect",
            "app",
            "web",
            "api",
            "simulate",
            "components",
        ],
    ),
    (
        "testkit",
        &[
            "domain",
            "linkage",
            "access",
            "store",
            "connect",
            "app",
            "web",
            "api",
            "simulate",
            "components",
        ],
    ),
    ("xtask", &[]),
];

/// Rooms that may use these outside crates and no other.
const ONLY_THESE: [(&str, &[&str]); 2] = [
    // jiff and serde: docs/decisions say why the rules' values carry both.
    ("domain", &["jiff", "thiserror", "serde"]),
    ("xtask", &["anyhow", "serde_json"]),
];

/// Outside crates that only these rooms may use, and why.
const KEPT_TO: [(&str, &[&str], &str); 12] = [
    (
        "sea-orm",
        &["store"],
        "no database type leaves the store: ask it for what you need by a function with a plain result",
    ),
    (
        "sqlx",
        &["store"],
        "no database type leaves the store: ask it for what you need by a function with a plain result",
    ),
    (
        "cedar-policy",
        &["access"],
        "who may do what is decided in access: ask it",
    ),
    (
        "axum",
        &["web", "api", "server"],
        "only web and api speak HTTP: hand a plain value to a verb in app",
    ),
    (
        "axum-extra",
        &["web", "api", "server"],
        "only web and api speak HTTP: hand a plain value to a verb in app",
    ),
    (
        "maud",
        &["components", "web"],
        "pages are made in web from components",
    ),
    (
        "lettre",
        &["connect"],
        "mail is spoken in connect/platform/mail",
    ),
    (
        "async-imap",
        &["connect"],
        "mail is spoken in connect/platform/mail",
    ),
    (
        "mail-parser",
        &["connect"],
        "foreign formats stay in connect",
    ),
    ("typst", &["connect"], "print is made in connect/print"),
    ("calamine", &["connect"], "foreign formats stay in connect"),
    (
        "rust_xlsxwriter",
        &["connect"],
        "foreign formats stay in connect",
    ),
];

/// Checks the dependencies that cargo knows of.
///
/// # Errors
/// When cargo's answer does not have the expected shape.
pub fn check(metadata: &Value) -> Result<Vec<Finding>> {
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo metadata has no packages")?;
    let mut findings = Vec::new();
    for package in packages {
        let name = text(package, "name").context("a package without a name")?;
        let room = room(name).unwrap_or(name);
        let dependencies = package.get("dependencies").and_then(Value::as_array);
        for dependency in dependencies.into_iter().flatten() {
            if let Some(message) = fault(room, dependency) {
                let path = if room == "xtask" {
                    "xtask/Cargo.toml".to_owned()
                } else {
                    format!("crates/{room}/Cargo.toml")
                };
                findings.push(Finding {
                    path,
                    line: 0,
                    rule: "edges",
                    message,
                });
            }
        }
    }
    Ok(findings)
}

fn fault(from: &str, dependency: &Value) -> Option<String> {
    let name = text(dependency, "name")?;
    // Absent for a plain dependency, "dev" or "build" otherwise.
    let for_tests = text(dependency, "kind") == Some("dev");
    match room(name) {
        Some(to) => our_fault(from, to, for_tests),
        None if for_tests => None,
        None => outside_fault(from, name),
    }
}

fn our_fault(from: &str, to: &str, for_tests: bool) -> Option<String> {
    if for_tests && to == "testkit" {
        return None;
    }
    let Some((_, allowed)) = OURS.iter().find(|(room, _)| *room == from) else {
        return Some(format!(
            "{from} is a new crate: decide in ARCHITECTURE.md what it may use, then add it to the table in xtask/src/tidy/edges.rs"
        ));
    };
    if allowed.contains(&to) {
        return None;
    }
    let may = if allowed.is_empty() {
        "none of our crates".to_owned()
    } else {
        format!("only {}", allowed.join(", "))
    };
    Some(format!(
        "{from} may not use {to}: it may use {may}; pass a plain value in from above, or move the rule down to domain"
    ))
}

fn outside_fault(from: &str, name: &str) -> Option<String> {
    if let Some((_, allowed)) = ONLY_THESE.iter().find(|(room, _)| *room == from)
        && !allowed.contains(&name)
    {
        return Some(format!(
            "{from} may not use {name}: it keeps to {}; put what needs {name} in a room further up",
            allowed.join(", ")
        ));
    }
    let (_, rooms, why) = KEPT_TO.iter().find(|(kept, _, _)| *kept == name)?;
    // The test kit and the measuring programs look behind every door.
    (!rooms.contains(&from) && from != "testkit")
        .then(|| format!("{from} may not use {name}: {why}"))
}

fn room(package: &str) -> Option<&str> {
    if package == "xtask" {
        Some("xtask")
    } else {
        package.strip_prefix("hawthorn-")
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(from: &str, to: &str, kind: Option<&str>) -> Vec<String> {
        let metadata = json!({ "packages": [
            { "name": from, "dependencies": [{ "name": to, "kind": kind }] }
        ] });
        check(&metadata)
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn arrows_point_down() {
        assert!(told("hawthorn-app", "hawthorn-store", None).is_empty());
        assert!(told("hawthorn-web", "hawthorn-components", None).is_empty());
        assert!(told("hawthorn-simulate", "hawthorn-app", None).is_empty());
        for (from, to) in [
            ("domain", "store"),
            ("web", "store"),
            ("api", "access"),
            ("linkage", "domain"),
            ("app", "simulate"),
        ] {
            let told = told(&format!("hawthorn-{from}"), &format!("hawthorn-{to}"), None);
            assert_eq!(told.len(), 1, "{from} -> {to}");
            assert!(
                told[0].contains(&format!(
                    "crates/{from}/Cargo.toml: [edges] {from} may not use {to}"
                )),
                "{told:?}"
            );
        }
    }

    #[test]
    fn the_test_kit_is_for_tests() {
        assert!(told("hawthorn-web", "hawthorn-testkit", Some("dev")).is_empty());
        assert_eq!(told("hawthorn-web", "hawthorn-testkit", None).len(), 1);
        assert_eq!(told("hawthorn-web", "hawthorn-store", Some("dev")).len(), 1);
        assert_eq!(told("hawthorn-server", "xtask", None).len(), 1);
    }

    #[test]
    fn strict_rooms_keep_to_their_list() {
        assert!(told("hawthorn-domain", "jiff", None).is_empty());
        assert!(told("hawthorn-domain", "proptest", Some("dev")).is_empty());
        assert_eq!(told("hawthorn-domain", "serde_json", None).len(), 1);
        assert_eq!(told("hawthorn-app", "axum", None).len(), 1);
        assert_eq!(told("hawthorn-api", "sqlx", None).len(), 1);
        assert_eq!(told("hawthorn-web", "cedar-policy", None).len(), 1);
        assert!(told("hawthorn-store", "sea-orm", None).is_empty());
    }

    #[test]
    fn a_new_crate_has_to_be_decided() {
        assert!(told("hawthorn-extra", "hawthorn-domain", None)[0].contains("is a new crate"));
    }
}
