//! The short name of an area, and what any code in settings may look like.

/// The short name of an area, as in its file name: lower-case letters, digits, hyphens and underscores.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct AreaCode(String);

/// Why a text is not an area code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an area code has 2 to 40 characters, all of them lower-case letters, digits, hyphens or underscores; change the code"
)]
pub struct AreaCodeError;

impl AreaCode {
    /// Checks and keeps a code.
    ///
    /// # Errors
    /// When the text is not 2 to 40 lower-case letters, digits, hyphens and underscores.
    pub fn new(code: &str) -> Result<Self, AreaCodeError> {
        if is_slug(code) {
            Ok(Self(code.to_owned()))
        } else {
            Err(AreaCodeError)
        }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AreaCode {
    type Error = AreaCodeError;

    fn try_from(code: String) -> Result<Self, AreaCodeError> {
        Self::new(&code)
    }
}

impl From<AreaCode> for String {
    fn from(code: AreaCode) -> Self {
        code.0
    }
}

impl std::fmt::Display for AreaCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a text can be a code in settings: 2 to 40 lower-case letters, digits, hyphens and underscores.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    (2..=40).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}
