//! Directory files: the services of an area or of the whole country, in TOML that a person keeps.

use hawthorn_domain::directory::ServiceDetails;
use hawthorn_domain::directory::change::problems;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::settings::{AreaCode, is_slug};

/// The files that ship with Hawthorn: name, area (none for the whole country) and text.
const BUNDLED: [(&str, Option<&str>, &str); 4] = [
    (
        "areas/directory/national.toml",
        None,
        include_str!("../../../../areas/directory/national.toml"),
    ),
    (
        "areas/directory/warwickshire.toml",
        Some("warwickshire"),
        include_str!("../../../../areas/directory/warwickshire.toml"),
    ),
    (
        "areas/directory/wolverhampton.toml",
        Some("wolverhampton"),
        include_str!("../../../../areas/directory/wolverhampton.toml"),
    ),
    (
        "areas/directory/kent-medway.toml",
        Some("kent-medway"),
        include_str!("../../../../areas/directory/kent-medway.toml"),
    ),
];

/// One service of a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct FileEntry {
    /// Its short name, unique in the area.
    pub code: String,
    /// The agency that keeps it current.
    #[serde(default)]
    pub owner: Option<AgencyCode>,
    /// What the directory says of it.
    pub details: ServiceDetails,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    service: Vec<FileEntry>,
}

/// Why a directory file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {why}")]
pub struct DirectoryFileError {
    /// The file.
    pub file: String,
    /// What is wrong, with its place, and what to do.
    pub why: String,
}

/// Reads a directory file.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn parse_directory(file: &str, text: &str) -> Result<Vec<FileEntry>, DirectoryFileError> {
    let error = |why: String| DirectoryFileError {
        file: file.to_owned(),
        why,
    };
    let services: Services =
        toml_edit::de::from_str(text).map_err(|problem| error(problem.to_string()))?;
    for (place, entry) in services.service.iter().enumerate() {
        if !is_slug(&entry.code) {
            return Err(error(format!(
                "“{}” is no code; use 2 to 40 lower-case letters, digits, hyphens or underscores",
                entry.code
            )));
        }
        if services
            .service
            .iter()
            .take(place)
            .any(|other| other.code == entry.code)
        {
            return Err(error(format!(
                "the code “{}” stands here twice",
                entry.code
            )));
        }
        if let Some(problem) = problems(&entry.details).first() {
            return Err(error(format!(
                "{}, {}: {}",
                entry.code, problem.field, problem.message
            )));
        }
    }
    Ok(services.service)
}

/// The services that ship with Hawthorn for an area: those of the whole country and its own.
///
/// # Errors
/// What is wrong with a file; a released build has none.
pub fn bundled_directory(area: &AreaCode) -> Result<Vec<FileEntry>, DirectoryFileError> {
    let mut entries = Vec::new();
    for (file, whose, text) in BUNDLED {
        if whose.is_none_or(|whose| whose == area.as_str()) {
            entries.extend(parse_directory(file, text)?);
        }
    }
    Ok(entries)
}
