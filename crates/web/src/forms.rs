//! Forms: what was typed, kept for showing again, and refusals as error summaries.

use std::collections::HashMap;

use axum::extract::{FromRequest, Request};
use axum_extra::extract::Form;
use hawthorn_app::{FieldProblem, Refusal};
use hawthorn_components::ErrorLink;
use hawthorn_components::ErrorMessage;
use hawthorn_domain::platform::calendar::london;
use jiff::Timestamp;
use jiff::civil::Time;

use crate::error::PageError;
use crate::kept::Kept;

/// A form as sent: every name with its values in order. Unknown names are ignored.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    values: HashMap<String, Vec<String>>,
    kept: Option<Box<Kept>>,
}

impl Typed {
    /// The first value under a name; empty when there is none.
    pub fn one(&self, name: &str) -> &str {
        self.values
            .get(name)
            .and_then(|values| values.first())
            .map_or("", String::as_str)
    }
    /// Whether the form had this name at all.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }
    /// Every value under a name.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }
    /// Whether nothing was typed or chosen.
    pub fn is_empty(&self) -> bool {
        self.values
            .values()
            .flatten()
            .all(|value| value.trim().is_empty())
    }
    /// Names that begin with a prefix, with their first value, in order of name.
    pub fn starting(&self, prefix: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = self
            .values
            .iter()
            .filter_map(|(name, values)| {
                Some((
                    name.strip_prefix(prefix)?.to_owned(),
                    values.first()?.clone(),
                ))
            })
            .collect();
        found.sort();
        found
    }
    /// Every value with its name, in order of name.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let each = |(name, values): (&String, &Vec<String>)| {
            let name = name.clone();
            let values = values.clone();
            values.into_iter().map(move |value| (name.clone(), value))
        };
        let mut all: Vec<(String, String)> = self.values.iter().flat_map(each).collect();
        // Values of one name keep their order: the sort is a stable one.
        all.sort_by(|left, right| left.0.cmp(&right.0));
        all
    }
    /// Where what is typed is kept, when it is.
    pub(crate) fn kept(&self) -> Option<&Kept> {
        self.kept.as_deref()
    }
    /// The same fields, kept there.
    pub(crate) fn kept_at(mut self, kept: Kept) -> Self {
        self.kept = Some(Box::new(kept));
        self
    }
    /// A form from pairs, for a first showing with values filled in.
    pub fn from_pairs<N: Into<String>, V: Into<String>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            typed
                .values
                .entry(name.into())
                .or_default()
                .push(value.into());
        }
        typed
    }
    /// A moment in London from a date's three boxes and a box for the time of day.
    ///
    /// # Errors
    /// Names each field that is wrong and says what it looks like.
    pub fn moment(&self, date: &str, time: &str) -> Result<Timestamp, Refusal> {
        let clock = read_time(self.one(time)).ok_or_else(|| FieldProblem {
            field: time.to_owned(),
            message: "Enter a time of day, for example 9:30am or 13:00.".to_owned(),
        });
        match (self.date(date), clock) {
            (Ok(day), Ok(clock)) => london()
                .to_timestamp(day.to_datetime(clock))
                .map_err(|_| Refusal::field(date, "Choose a date that can be planned for.")),
            (Err(Refusal::Fields(mut problems)), Err(problem)) => {
                problems.push(problem);
                Err(Refusal::Fields(problems))
            }
            (Err(refusal), _) => Err(refusal),
            (_, Err(problem)) => Err(Refusal::Fields(vec![problem])),
        }
    }
    /// A date from three boxes `{name}-day`, `{name}-month`, `{name}-year`.
    ///
    /// # Errors
    /// Names the field and says what a date looks like.
    pub fn date(&self, name: &str) -> Result<jiff::civil::Date, Refusal> {
        let part = |what: &str| self.one(&format!("{name}-{what}")).trim().to_owned();
        let (day, month, year) = (part("day"), part("month"), part("year"));
        let made = day
            .parse()
            .ok()
            .zip(month.parse().ok())
            .zip(year.parse().ok())
            .and_then(|((day, month), year): ((i8, i8), i16)| {
                jiff::civil::Date::new(year, month, day).ok()
            });
        made.filter(|date| date.year() >= 1900).ok_or_else(|| {
            Refusal::field(
                name,
                "Enter a real date with a day, a month and a year, for example 27 3 2026.",
            )
        })
    }
}

/// Reads `9:30am`, `9.30`, `13:00` or `2pm`, whatever the spaces and capitals.
pub(crate) fn read_time(text: &str) -> Option<Time> {
    let text: String = text.to_lowercase().split_whitespace().collect();
    let text = text.as_str();
    let (figures, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(figures), _) => (figures, Some(0)),
        (_, Some(figures)) => (figures, Some(12)),
        (None, None) => (text, None),
    };
    let (hour, minute) = match figures.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        None if half.is_some() => (figures, "00"),
        _ => return None,
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = PageError;
    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(|_| {
                PageError(Refusal::Rule(
                    "The form could not be read. Open the page again and send it from there."
                        .to_owned(),
                ))
            })?;
        Ok(Typed::from_pairs(pairs))
    }
}

/// What a form shows after a refusal: nothing at first.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldProblem>);

/// The same refusal with each problem at another field: for a page on which one form stands once for
/// every row, so that the problem shows in the row that was sent.
pub fn at_row(refusal: Refusal, field: impl Fn(&str) -> String) -> Refusal {
    match refusal {
        Refusal::Fields(problems) => Refusal::Fields(
            problems
                .into_iter()
                .map(|problem| FieldProblem {
                    field: field(&problem.field),
                    message: problem.message,
                })
                .collect(),
        ),
        other => other,
    }
}

impl Problems {
    /// The problems of a refusal that a person can mend on the form. Anything
    /// else is given back, to become a page of its own.
    ///
    /// # Errors
    /// The refusal itself, when a form cannot show it.
    pub fn of(refusal: Refusal) -> Result<Self, PageError> {
        match refusal {
            Refusal::Fields(problems) => Ok(Self(problems)),
            Refusal::Rule(message) | Refusal::Conflict(message) | Refusal::Later(message) => {
                Ok(Self(vec![FieldProblem {
                    field: "main-content".to_owned(),
                    message,
                }]))
            }
            other => Err(PageError(other)),
        }
    }
    /// The same problems in other words, for a page in another language.
    #[must_use]
    pub fn turned(mut self, turn: impl Fn(&str) -> String) -> Self {
        for problem in &mut self.0 {
            problem.message = turn(&problem.message);
        }
        self
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// The links of the summary; each leads to its field.
    pub fn links(&self) -> Vec<ErrorLink> {
        self.0
            .iter()
            .map(|problem| ErrorLink::new(&problem.field, problem.message.as_str()))
            .collect()
    }
    /// The message beside one field.
    pub fn at(&self, field: &str) -> Option<ErrorMessage> {
        self.0
            .iter()
            .find(|problem| problem.field == field)
            .map(|problem| problem.message.as_str().into())
    }
}
