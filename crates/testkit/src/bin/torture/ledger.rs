//! What a writer was promised: every acknowledged write, the one whose answer never came, and the judgement afterwards.

use std::collections::BTreeMap;

use serde_json::Value;

/// One write to one incident. Its words are its own, so that it can be known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Took the incident.
    Claim,
    /// Recorded a check with a note.
    Check {
        /// The check's code.
        check: &'static str,
        /// The note.
        note: String,
    },
    /// Proposed the level Medium.
    Level,
    /// Referred it into the MASH, with a reason. This makes a record of its own.
    Refer {
        /// The reason.
        reason: String,
    },
}

impl Write {
    /// Whether it changes the incident itself, which then has one version and one line of history more.
    fn changes_incident(&self) -> bool {
        !matches!(self, Write::Refer { .. })
    }
}

/// A referral that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referred {
    /// Its identifier, as the answer gave it.
    pub id: String,
    /// The reason that was sent.
    pub reason: String,
}

/// What one incident must look like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promised {
    /// Writes to the incident that were acknowledged.
    pub acknowledged: i64,
    /// The newest acknowledged note of each check.
    pub checks: BTreeMap<&'static str, String>,
    /// Whether a change of level was acknowledged.
    pub level: bool,
    /// The acknowledged referral.
    pub referred: Option<Referred>,
    /// The write whose answer did not come: it may have been kept or not.
    pub unknown: Option<Write>,
}

/// What was found of one incident.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The incident, by the API.
    pub incident: &'a Value,
    /// Its history, by the API.
    pub history: &'a Value,
    /// The referral made of it, by the API; nothing when none was acknowledged.
    pub referral: &'a Value,
}

/// What is wrong with one incident.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Acknowledged writes that are not there.
    pub lost: Vec<String>,
    /// A change without its line in the log, a line without its change, or a change made twice.
    pub halves: Vec<String>,
}

impl Promised {
    /// Keeps an acknowledged write. `made` is the identifier that the answer gave, if any.
    pub fn keep(&mut self, write: Write, made: &str) {
        self.acknowledged += i64::from(write.changes_incident());
        match write {
            Write::Claim => {}
            Write::Check { check, note } => {
                self.checks.insert(check, note);
            }
            Write::Level => self.level = true,
            Write::Refer { reason } => {
                self.referred = Some(Referred {
                    id: made.to_owned(),
                    reason,
                })
            }
        }
    }

    /// Holds what was found against what was promised.
    pub fn judge(&self, found: Found<'_>) -> Judgement {
        let mut judgement = Judgement::default();
        for (check, note) in &self.checks {
            let newer = match &self.unknown {
                Some(Write::Check {
                    check: unknown,
                    note,
                }) if unknown == check => Some(note.as_str()),
                _ => None,
            };
            let kept = note_of(found.incident, check);
            if kept != Some(note.as_str()) && (kept.is_none() || kept != newer) {
                judgement.lost.push(format!(
                    "the check {check} was acknowledged with the note “{note}”, found is {kept:?}"
                ));
            }
        }
        if self.level
            && found.incident["level_waiting"].is_null()
            && found.incident["level"] != "medium"
        {
            judgement
                .lost
                .push("an acknowledged change of level is not there".to_owned());
        }
        if let Some(referred) = &self.referred
            && (found.referral["id"] != referred.id.as_str()
                || found.referral["reason"] != referred.reason.as_str())
        {
            judgement.lost.push(format!(
                "the referral {} was acknowledged and is not there",
                referred.id
            ));
        }
        self.count(found, &mut judgement);
        judgement
    }

    /// A record is made at version 1 and each write adds one, with one line of history.
    fn count(&self, found: Found<'_>, judgement: &mut Judgement) {
        let writes = found.incident["version"].as_i64().unwrap_or_default() - 1;
        let lines = found.history["lines"].as_array().map_or(0, |lines| {
            lines
                .iter()
                .filter(|line| line["deed"] == "changed")
                .count() as i64
        });
        let unknown = i64::from(self.unknown.as_ref().is_some_and(Write::changes_incident));
        if writes < self.acknowledged {
            judgement.lost.push(format!(
                "{} writes were acknowledged, the record holds {writes}",
                self.acknowledged
            ));
        }
        if writes > self.acknowledged + unknown {
            judgement.halves.push(format!("the record holds {writes} writes, but no more than {} were sent: one was done twice", self.acknowledged + unknown));
        }
        if lines != writes {
            judgement.halves.push(format!(
                "the record holds {writes} writes, its history tells of {lines}"
            ));
        }
        if let Some(Write::Check { check, note }) = &self.unknown
            && (note_of(found.incident, check) == Some(note.as_str()))
                != (writes == self.acknowledged + 1)
        {
            judgement.halves.push(format!("the check {check} whose answer did not come is there by halves: {writes} writes, note {:?}", note_of(found.incident, check)));
        }
    }

    /// Takes what was found as what is promised from now on: what was seen once may not go again.
    pub fn settle(&mut self, found: &Value) {
        let kept = found["version"].as_i64().unwrap_or_default() - 1 > self.acknowledged;
        match self.unknown.take() {
            Some(write) if kept && write.changes_incident() => self.keep(write, ""),
            _ => {}
        }
    }
}

fn note_of<'a>(incident: &'a Value, check: &str) -> Option<&'a str> {
    incident["checks"]
        .as_array()?
        .iter()
        .find(|done| done["check"] == check)?["note"]
        .as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn promised() -> Promised {
        let mut promised = Promised::default();
        promised.keep(Write::Claim, "");
        promised.keep(
            Write::Check {
                check: "level",
                note: "one".to_owned(),
            },
            "",
        );
        promised.keep(
            Write::Refer {
                reason: "why".to_owned(),
            },
            "R-1",
        );
        promised
    }

    fn incident(version: i64, note: &str) -> Value {
        json!({ "version": version, "level": "standard", "level_waiting": null, "checks": [{ "check": "level", "note": note }] })
    }

    fn history(changes: usize) -> Value {
        let mut lines = vec![json!({ "deed": "changed" }); changes];
        lines.push(json!({ "deed": "looked" }));
        json!({ "lines": lines })
    }

    fn referral() -> Value {
        json!({ "id": "R-1", "reason": "why" })
    }

    fn judged(
        promised: &Promised,
        incident: &Value,
        history: &Value,
        referral: &Value,
    ) -> (usize, usize) {
        let judgement = promised.judge(Found {
            incident,
            history,
            referral,
        });
        (judgement.lost.len(), judgement.halves.len())
    }

    #[test]
    fn what_is_all_there_is_well() {
        assert_eq!(
            judged(&promised(), &incident(3, "one"), &history(2), &referral()),
            (0, 0)
        );
    }

    #[test]
    fn a_missing_write_is_lost() {
        assert_eq!(
            judged(&promised(), &incident(2, ""), &history(1), &referral()),
            (2, 0),
            "the note and the count"
        );
        assert_eq!(
            judged(&promised(), &incident(3, "one"), &history(2), &Value::Null),
            (1, 0),
            "the referral"
        );
        let mut level = promised();
        level.keep(Write::Level, "");
        assert_eq!(
            judged(&level, &incident(4, "one"), &history(3), &referral()),
            (1, 0),
            "the level"
        );
    }

    #[test]
    fn a_change_and_its_line_come_together() {
        assert_eq!(
            judged(&promised(), &incident(3, "one"), &history(1), &referral()),
            (0, 1)
        );
        assert_eq!(
            judged(&promised(), &incident(4, "one"), &history(3), &referral()),
            (0, 1),
            "done twice"
        );
    }

    #[test]
    fn a_write_without_an_answer_is_there_whole_or_not_at_all() {
        let mut cut = promised();
        cut.unknown = Some(Write::Check {
            check: "level",
            note: "two".to_owned(),
        });
        assert_eq!(
            judged(&cut, &incident(3, "one"), &history(2), &referral()),
            (0, 0)
        );
        assert_eq!(
            judged(&cut, &incident(4, "two"), &history(3), &referral()),
            (0, 0)
        );
        assert_eq!(
            judged(&cut, &incident(4, "one"), &history(3), &referral()),
            (0, 1)
        );
        assert_eq!(
            judged(&cut, &incident(3, "two"), &history(2), &referral()),
            (0, 1)
        );
        cut.settle(&incident(4, "two"));
        assert_eq!(
            (
                cut.acknowledged,
                cut.checks.get("level").map(String::as_str)
            ),
            (3, Some("two"))
        );
        assert_eq!(
            judged(&cut, &incident(3, "one"), &history(2), &referral()),
            (2, 0),
            "seen once, it may not go again"
        );
    }
}
