//! Room names stand in every layer, and no type has a name that says nothing.

use super::Finding;
use super::source::{Source, is_name};

const ROOMS: [&str; 12] = [
    "people",
    "incidents",
    "risk",
    "doors",
    "referrals",
    "mash",
    "marac",
    "matac",
    "support",
    "directory",
    "governance",
    "platform",
];

/// Folders whose own folders are rooms, with what else may stand beside them.
const LAYERS: [(&str, &[&str]); 8] = [
    ("crates/domain/src", &[]),
    ("crates/store/src", &["engine", "migrations"]),
    ("crates/app/src", &["jobs"]),
    ("crates/web/src", &["pages", "layout", "public"]),
    ("crates/web/src/pages", &[]),
    ("crates/api/src", &["v1"]),
    ("crates/api/src/v1", &[]),
    ("crates/connect/src", &["sheets", "print"]),
];

const EMPTY_WORDS: [&str; 6] = ["Case", "Record", "Status", "Data", "Manager", "Helper"];

/// Checks the folders of every layer. `folders` are paths from the top folder.
pub fn check_rooms(folders: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for folder in folders {
        let Some((parent, name)) = folder.rsplit_once('/') else {
            continue;
        };
        let Some((_, others)) = LAYERS.iter().find(|(layer, _)| *layer == parent) else {
            continue;
        };
        if ROOMS.contains(&name) || others.contains(&name) || name == "tests" {
            continue;
        }
        let beside = if others.is_empty() {
            String::new()
        } else {
            format!(" (or {})", others.join(", "))
        };
        findings.push(Finding {
            path: folder.clone(),
            line: 0,
            rule: "rooms",
            message: format!("`{name}` is no room: use one of {}{beside}; a new room is decided in ARCHITECTURE.md first", ROOMS.join(", ")),
        });
    }
    findings
}

/// Checks the names of public types. Matching knows nothing of our words, and
/// compares records in the plain sense, so `linkage` is left out.
pub fn check_words(source: &Source) -> Vec<Finding> {
    if source.path.starts_with("crates/linkage/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for position in source.find("pub") {
        let rest = source
            .code
            .get(position + 3..)
            .unwrap_or_default()
            .trim_start();
        // pub(crate) and the like.
        let rest = match rest
            .strip_prefix('(')
            .and_then(|inside| inside.split_once(')'))
        {
            Some((_, after)) => after.trim_start(),
            None => rest,
        };
        let Some(rest) = ["struct ", "enum ", "type "]
            .iter()
            .find_map(|kind| rest.strip_prefix(kind))
        else {
            continue;
        };
        let name: String = rest
            .trim_start()
            .chars()
            .take_while(|c| is_name(*c))
            .collect();
        if EMPTY_WORDS.contains(&name.as_str()) {
            findings.push(Finding {
                path: source.path.clone(),
                line: source.line(position),
                rule: "banned-names",
                message: format!(
                    "`{name}` says nothing alone: use the room's own word (GLOSSARY.md lists them)"
                ),
            });
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rooms(folder: &str) -> usize {
        check_rooms(&[folder.to_owned()]).len()
    }

    #[test]
    fn folders_are_rooms() {
        for good in [
            "crates/domain/src/marac",
            "crates/app/src/jobs",
            "crates/web/src/pages",
            "crates/web/src/pages/mash",
            "crates/linkage/src/compare",
            "crates/app/src/marac/agenda",
            "crates/store/tests",
        ] {
            assert_eq!(rooms(good), 0, "{good}");
        }
        for bad in [
            "crates/domain/src/utils",
            "crates/app/src/pages",
            "crates/web/src/pages/misc",
            "crates/api/src/v1/common",
        ] {
            assert_eq!(rooms(bad), 1, "{bad}");
        }
    }

    fn words(path: &str, text: &str) -> usize {
        check_words(&Source::new(path, text)).len()
    }

    #[test]
    fn names_say_something() {
        assert_eq!(
            words(
                "crates/domain/src/a.rs",
                "pub struct Case { }\npub enum Status {}\npub(crate) struct Data;"
            ),
            3
        );
        assert_eq!(
            words(
                "crates/domain/src/a.rs",
                "pub struct CaseNumber(u8);\nstruct Case;\npub fn status() {}"
            ),
            0
        );
        assert_eq!(
            words("crates/linkage/src/record.rs", "pub struct Record {}"),
            0
        );
    }
}
