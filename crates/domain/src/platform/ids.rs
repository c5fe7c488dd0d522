//! Opaque, time-ordered identifiers: a letter for the kind and 26 Crockford characters.
//!
//! They follow the ULID layout (48 bits of milliseconds, 80 bits of chance), so
//! that new rows land at the end of an index, and they say nothing of the person.

use jiff::Timestamp;

/// Where chance comes from; handed in, so that a simulated year can be replayed.
pub trait Chance: Send + Sync {
    /// The next 128 unpredictable (or, under a seed, repeatable) bits.
    fn bits(&mut self) -> u128;
}

/// Why a text is not an identifier of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a reference of this kind; copy it whole from the page or list it stands on")]
pub struct BadId(pub String);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Puts the moment and the chance together: the 128 bits of an identifier.
pub fn ulid_bits(now: Timestamp, chance: &mut dyn Chance) -> u128 {
    let ms = now.as_millisecond().max(0) as u128 & ((1 << 48) - 1);
    (ms << 80) | (chance.bits() & ((1 << 80) - 1))
}

/// Writes 128 bits as 26 Crockford base-32 characters.
pub fn encode(bits: u128) -> String {
    (0..26)
        .rev()
        .map(|place| {
            let digit = ((bits >> (place * 5)) & 31) as usize;
            ALPHABET.get(digit).map_or('0', |byte| *byte as char)
        })
        .collect()
}

/// Reads 26 Crockford base-32 characters, upper or lower case.
pub fn decode(text: &str) -> Option<u128> {
    if text.len() != 26 || !text.is_ascii() {
        return None;
    }
    text.bytes().try_fold(0u128, |bits, byte| {
        let digit = ALPHABET
            .iter()
            .position(|known| *known == byte.to_ascii_uppercase())?;
        if bits >> 123 != 0 {
            None
        } else {
            Some((bits << 5) | digit as u128)
        }
    })
}

macro_rules! id_types {
    ($($(#[$meta:meta])* $name:ident = $letter:literal;)+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);
        impl $name {
            /// The letter, or the two letters, before the dash; no two kinds have the same.
            pub const LETTER: &'static str = $letter;
            /// A new identifier from the moment and the chance handed in.
            pub fn new(now: Timestamp, chance: &mut dyn Chance) -> Self { Self(ulid_bits(now, chance)) }
            /// A short form for lists and meetings: the last six characters.
            pub fn short(self) -> String {
                let whole = encode(self.0);
                format!("{}-{}", $letter, whole.get(20..).unwrap_or(&whole))
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{}-{}", $letter, encode(self.0)) }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{self}") }
        }
        impl std::str::FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                text.strip_prefix(concat!($letter, "-")).and_then(decode).map(Self).ok_or_else(|| BadId(text.chars().take(40).collect()))
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+
        #[cfg(test)]
        const LETTERS: &[&str] = &[$($letter),+];
    };
}

id_types! {
    /// A person, whatever part they play.
    PersonId = "P";
    /// A reported incident.
    IncidentId = "I";
    /// A referral into the MASH.
    ReferralId = "R";
    /// A partner's referral as children's social care received it.
    PartnerReferralId = "PR";
    /// Advice that a professional asked for.
    ConsultationId = "CO";
    /// Somebody was pointed to a service.
    SignpostId = "SG";
    /// Word to an attending officer's supervisor about a risk form.
    FormFeedbackId = "FF";
    /// A day's sheet of standard incidents as it was frozen.
    DaySheetId = "DS";
    /// What social care holds on the people of one incident.
    SheetAnswerId = "SA";
    /// A week's report of the police supervisors.
    WeeklyReportId = "WR";
    /// A notice to health, a school or the hub.
    NoticeId = "NO";
    /// The child protection screen of one incident.
    ChildScreenId = "CS";
    /// One line of who was given what.
    DisclosureId = "DL";
    /// A request for information to one agency.
    RequestId = "Q";
    /// A pair referred to MARAC.
    MaracReferralId = "C";
    /// A meeting.
    MeetingId = "M";
    /// A client of a support service.
    SupportCaseId = "SC";
    /// A reminder of something promised.
    ChaserId = "CR";
    /// A nomination to MATAC.
    NominationId = "NM";
    /// A request under the disclosure scheme.
    SchemeRequestId = "DV";
    /// A supervision of somebody by probation.
    SupervisionId = "SU";
    /// A protective order between two people.
    OrderId = "OR";
    /// The copy of a meeting's pack that somebody took.
    PackCopyId = "PC";
    /// An action agreed at a meeting.
    AgreedActionId = "A";
    /// An action that a representative offers at a meeting.
    ActionOfferId = "F";
    /// A run of the importer.
    ImportId = "N";
    /// A risk assessment of a pair.
    AssessmentId = "K";
    /// A risk instrument that an area has loaded.
    InstrumentId = "T";
    /// Somebody's account.
    AccountId = "U";
    /// A signed-in session (never the secret token itself).
    SessionId = "S";
    /// Two records that may be one person.
    SuggestionId = "G";
    /// What came in by a door: a form, a call or a visit.
    DoorReportId = "DR";
    /// A service in the directory.
    EntryId = "D";
    /// Word to the keepers of a restricted record.
    KeeperNoticeId = "W";
    /// What somebody is writing and has not sent.
    DraftId = "DF";
    /// A job waiting to be done.
    JobId = "J";
    /// A message to leave by mail.
    MessageId = "E";
    /// A mail that came in.
    IncomingMailId = "L";
    /// The link of one message, by which a contact without an account answers.
    AnswerLinkId = "AL";
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u128);
    impl Chance for Fixed {
        fn bits(&mut self) -> u128 {
            self.0 = self.0.wrapping_add(1);
            self.0
        }
    }

    #[test]
    fn no_two_kinds_of_reference_begin_alike() {
        let mut all = LETTERS.to_vec();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), LETTERS.len(), "{LETTERS:?}");
    }

    #[test]
    fn an_identifier_reads_back_and_sorts_by_time() {
        let mut chance = Fixed(u128::MAX - 5);
        let early = PersonId::new(Timestamp::UNIX_EPOCH, &mut chance);
        let late = PersonId::new(Timestamp::constant(1_700_000_000, 0), &mut chance);
        assert_eq!(early.to_string().parse::<PersonId>(), Ok(early));
        assert_eq!(
            late.to_string()
                .to_lowercase()
                .replacen("p-", "P-", 1)
                .parse::<PersonId>(),
            Ok(late)
        );
        assert!(early.to_string() < late.to_string());
    }

    #[test]
    fn another_kind_or_a_broken_text_is_refused() {
        let id = PersonId::new(Timestamp::UNIX_EPOCH, &mut Fixed(0)).to_string();
        assert!(id.parse::<IncidentId>().is_err());
        for bad in [
            "",
            "P-",
            "P-é",
            "P-ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "P-U1234567890123456789012345",
        ] {
            assert!(bad.parse::<PersonId>().is_err(), "{bad}");
        }
    }
}
