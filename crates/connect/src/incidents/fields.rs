//! The fields that a column of a police sheet can hold.

/// What one column means. Both parties have the same seven fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The force's own number for the incident.
    Reference,
    /// Date, or date and time, of the report to the police.
    ReportedAt,
    /// Time of the report, when it has a column of its own.
    ReportedTime,
    /// Date, or date and time, of the incident.
    OccurredAt,
    /// Time of the incident, when it has a column of its own.
    OccurredTime,
    /// When the harm assessment unit received the report.
    ReceivedAt,
    /// Time of receipt, when it has a column of its own.
    ReceivedTime,
    /// Where it happened, as typed.
    Location,
    /// Postcode of the place.
    Postcode,
    /// Risk level of the sheet.
    Level,
    /// How many questions of the tool were answered yes.
    Score,
    /// Name of the risk tool.
    Tool,
    /// Surname of the victim.
    VictimSurname,
    /// Forenames of the victim.
    VictimForenames,
    /// Whole name of the victim in one cell.
    VictimName,
    /// Date of birth of the victim.
    VictimDob,
    /// Age of the victim.
    VictimAge,
    /// Sex of the victim.
    VictimSex,
    /// Telephone of the victim.
    VictimPhone,
    /// Surname of the person said to be causing harm.
    SuspectSurname,
    /// Forenames of the person said to be causing harm.
    SuspectForenames,
    /// Whole name of the person said to be causing harm in one cell.
    SuspectName,
    /// Date of birth of the person said to be causing harm.
    SuspectDob,
    /// Age of the person said to be causing harm.
    SuspectAge,
    /// Sex of the person said to be causing harm.
    SuspectSex,
    /// Telephone of the person said to be causing harm.
    SuspectPhone,
    /// What the person causing harm is to the victim.
    Relationship,
    /// Children, with dates of birth where known.
    Children,
    /// Whether the victim is pregnant.
    Pregnant,
    /// Crime number, when a crime was recorded.
    CrimeNumber,
    /// Short marks such as honour-based, alcohol, no recourse to public funds.
    Flags,
    /// Language that the victim speaks.
    Language,
    /// Whether the victim agreed to sharing.
    Consent,
    /// Attending officer.
    Officer,
    /// What happened, in the officer's words.
    Summary,
}

/// Code kept in settings, and the words for a page.
const NAMES: &[(Field, &str, &str)] = &[
    (Field::Reference, "reference", "Incident reference"),
    (Field::ReportedAt, "reported_at", "Reported on"),
    (Field::ReportedTime, "reported_time", "Time reported"),
    (Field::OccurredAt, "occurred_at", "Happened on"),
    (Field::OccurredTime, "occurred_time", "Time it happened"),
    (Field::ReceivedAt, "received_at", "Received by the unit on"),
    (
        Field::ReceivedTime,
        "received_time",
        "Time received by the unit",
    ),
    (Field::Location, "location", "Location"),
    (Field::Postcode, "postcode", "Postcode"),
    (Field::Level, "level", "Risk level"),
    (Field::Score, "score", "Risk score"),
    (Field::Tool, "tool", "Risk tool"),
    (Field::VictimSurname, "victim_surname", "Victim: surname"),
    (
        Field::VictimForenames,
        "victim_forenames",
        "Victim: forenames",
    ),
    (Field::VictimName, "victim_name", "Victim: whole name"),
    (Field::VictimDob, "victim_dob", "Victim: date of birth"),
    (Field::VictimAge, "victim_age", "Victim: age"),
    (Field::VictimSex, "victim_sex", "Victim: sex"),
    (Field::VictimPhone, "victim_phone", "Victim: telephone"),
    (
        Field::SuspectSurname,
        "suspect_surname",
        "Person causing harm: surname",
    ),
    (
        Field::SuspectForenames,
        "suspect_forenames",
        "Person causing harm: forenames",
    ),
    (
        Field::SuspectName,
        "suspect_name",
        "Person causing harm: whole name",
    ),
    (
        Field::SuspectDob,
        "suspect_dob",
        "Person causing harm: date of birth",
    ),
    (Field::SuspectAge, "suspect_age", "Person causing harm: age"),
    (Field::SuspectSex, "suspect_sex", "Person causing harm: sex"),
    (
        Field::SuspectPhone,
        "suspect_phone",
        "Person causing harm: telephone",
    ),
    (Field::Relationship, "relationship", "Relationship"),
    (Field::Children, "children", "Children"),
    (Field::Pregnant, "pregnant", "Pregnant"),
    (Field::CrimeNumber, "crime_number", "Crime number"),
    (Field::Flags, "flags", "Flags"),
    (Field::Language, "language", "Language"),
    (Field::Consent, "consent", "Consent to share"),
    (Field::Officer, "officer", "Attending officer"),
    (Field::Summary, "summary", "Summary"),
];

impl Field {
    /// Every field, in the order of a sheet.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(field, _, _)| *field)
    }

    /// The code that is kept in a remembered mapping.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.names().1
    }

    /// The words for a page.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.names().2
    }

    /// The field of a code; nothing for a code that is not ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, own, _)| *own == code)
            .map(|(field, _, _)| *field)
    }

    /// Without these columns no row can be read.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Self::Reference | Self::Level)
    }

    fn names(self) -> (Self, &'static str, &'static str) {
        NAMES
            .iter()
            .find(|(field, _, _)| *field == self)
            .copied()
            .unwrap_or((self, "", ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_code_that_comes_back() {
        assert_eq!(Field::all().count(), Field::Summary as usize + 1);
        for field in Field::all() {
            assert_eq!(Field::from_code(field.code()), Some(field));
            assert!(!field.label().is_empty());
        }
        assert_eq!(Field::from_code("colour"), None);
    }
}
