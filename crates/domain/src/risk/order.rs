//! Protective orders between two people: what they forbid, whether they are served and in force, and each breach (R325–R327, F53, B9).

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::people::leak::SecretPlace;
use crate::platform::audit::Doer;
use crate::platform::calendar::{london, london_date};
use crate::platform::holidays::BankHolidays;
use crate::platform::ids::{OrderId, PersonId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// The kinds of order (B9).
    pub enum OrderKind {
        Dapn = "dapn", "Domestic abuse protection notice";
        Dapo = "dapo", "Domestic abuse protection order";
        Dvpn = "dvpn", "Domestic violence protection notice";
        Dvpo = "dvpo", "Domestic violence protection order";
        NonMolestation = "non_molestation", "Non-molestation order";
        Occupation = "occupation", "Occupation order";
        Restraining = "restraining", "Restraining order";
        StalkingProtection = "stalking_protection", "Stalking protection order";
        ForcedMarriage = "forced_marriage", "Forced marriage protection order";
        SexualHarm = "sexual_harm", "Sexual harm prevention order";
        Bail = "bail", "Conditions of bail";
        Licence = "licence", "Conditions of a licence";
        Other = "other", "Another order";
    }
}

impl OrderKind {
    /// Whether the police give it, so that no court has made it yet.
    pub fn is_notice(self) -> bool {
        matches!(self, OrderKind::Dapn | OrderKind::Dvpn)
    }

    /// What happens when it is broken, in a sentence for whoever answers the telephone.
    pub fn on_breach(self) -> &'static str {
        match self {
            OrderKind::Dapn | OrderKind::Dvpn => {
                "A breach is a reason for arrest: ring the police at once."
            }
            OrderKind::Dvpo => "A breach is a contempt of court: tell the police at once.",
            OrderKind::Occupation => {
                "Tell the police: a power of arrest may be attached. Otherwise it goes back to the court."
            }
            OrderKind::Bail | OrderKind::Licence => {
                "Tell the police or probation at once: a breach can lead back to custody."
            }
            OrderKind::Other => "Read the order, and tell the police of a breach.",
            _ => "A breach is a crime: ring the police at once.",
        }
    }
}

/// What was said of one breach.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Breach {
    /// The day.
    pub on: Date,
    /// What happened.
    pub what: String,
    /// Whether the police know of it.
    pub police_know: bool,
    /// Who recorded it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// That an order ended before its time, or was changed into another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EarlyEnd {
    /// The day.
    pub on: Date,
    /// Why.
    pub why: String,
    /// Who recorded it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ProtectiveOrder {
    /// Its identifier.
    pub id: OrderId,
    /// The area.
    pub area: AreaCode,
    /// Whom it protects.
    pub victim: PersonId,
    /// Whom it binds.
    pub perpetrator: PersonId,
    /// What kind.
    pub kind: OrderKind,
    /// The court, or for a notice the police officer's rank and station.
    pub court: String,
    /// The day on which it was made.
    pub made: Date,
    /// The moment at which a notice was given, from which the hearing's clock runs.
    pub given_at: Option<Timestamp>,
    /// The day on which it was served; none while it is not.
    pub served: Option<Date>,
    /// Its first day.
    pub starts: Date,
    /// Its last day; none until further order.
    pub ends: Option<Date>,
    /// What it forbids or demands, without any place.
    pub terms: String,
    /// Places that the person must stay away from; each is as secret as where somebody lives.
    pub excluded: Vec<SecretPlace>,
    /// Breaches, oldest first.
    pub breaches: Vec<Breach>,
    /// Ended before its time.
    pub ended: Option<EarlyEnd>,
    /// Who recorded it.
    pub recorded_by: Doer,
    /// When.
    pub recorded_at: Timestamp,
    /// How closely it is held: as closely as the closer of the two people.
    pub restriction: Restriction,
}

codes! {
    /// How an order stands on a day.
    pub enum OrderStanding {
        NotServed = "not_served", "Made, not served yet";
        NotBegun = "not_begun", "Not begun yet";
        InForce = "in_force", "In force";
        Over = "over", "Over";
        Ended = "ended", "Ended early";
    }
}

impl ProtectiveOrder {
    /// How it stands on a day. One that is not served binds nobody yet, so that it is said first.
    pub fn standing(&self, today: Date) -> OrderStanding {
        if self.ended.as_ref().is_some_and(|ended| ended.on <= today) {
            OrderStanding::Ended
        } else if self.ends.is_some_and(|ends| ends < today) {
            OrderStanding::Over
        } else if self.served.is_none_or(|served| served > today) {
            OrderStanding::NotServed
        } else if self.starts > today {
            OrderStanding::NotBegun
        } else {
            OrderStanding::InForce
        }
    }

    /// Whether it still matters to those who act today: in force, or about to be.
    pub fn matters(&self, today: Date) -> bool {
        !matches!(
            self.standing(today),
            OrderStanding::Over | OrderStanding::Ended
        )
    }
}

/// When a court has to have heard a notice: 48 hours from when it was given. Sundays and bank
/// holidays, Christmas Day and Good Friday among them, are left out; Saturdays count (B9, DAPN).
pub fn hearing_due(given: Timestamp, holidays: &BankHolidays) -> Option<Timestamp> {
    let mut left = SignedDuration::from_hours(48);
    let mut at = given;
    // A fortnight holds 48 hours whatever the holidays are.
    for _ in 0..14 {
        let day = london_date(at);
        let next = london()
            .to_timestamp(day.tomorrow().ok()?.at(0, 0, 0, 0))
            .ok()?;
        let closed = day.weekday() == jiff::civil::Weekday::Sunday || holidays.is_holiday(day);
        if !closed {
            let today = next.duration_since(at);
            if left <= today {
                return at.checked_add(left).ok();
            }
            left = left.checked_sub(today)?;
        }
        at = next;
    }
    None
}

/// Why an order could not be recorded or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderRefusal {
    /// One person.
    #[error("The two people of an order cannot be the same person.")]
    SamePerson,
    /// No court.
    #[error("Name the court; for a notice, the officer’s rank and station.")]
    NoCourt,
    /// No terms.
    #[error("Write what the order forbids or demands. Leave places out: they have their own box.")]
    NoTerms,
    /// Ends before it starts.
    #[error("An order cannot end before it starts.")]
    EndsFirst,
    /// Served before made.
    #[error("An order cannot be served before it is made.")]
    ServedFirst,
    /// To come.
    #[error("Enter a day that is today or earlier.")]
    ToCome,
    /// Served before.
    #[error("That the order was served has been recorded already.")]
    AlreadyServed,
    /// Nothing.
    #[error("Say what happened, in a sentence.")]
    NoWords,
    /// Before the order.
    #[error("On that day the order had not been made.")]
    BeforeMade,
    /// Ended before.
    #[error("The order has ended already.")]
    AlreadyEnded,
    /// No reason.
    #[error("Say why the order ended early, or what took its place.")]
    NoReason,
}

/// Checks a new order.
///
/// # Errors
/// When something is missing, or the days do not follow each other.
pub fn may_record(order: &ProtectiveOrder, today: Date) -> Result<(), OrderRefusal> {
    if order.victim == order.perpetrator {
        return Err(OrderRefusal::SamePerson);
    }
    if order.court.trim().is_empty() {
        return Err(OrderRefusal::NoCourt);
    }
    if order.terms.trim().is_empty() {
        return Err(OrderRefusal::NoTerms);
    }
    if order.made > today {
        return Err(OrderRefusal::ToCome);
    }
    if order.ends.is_some_and(|ends| ends < order.starts) {
        return Err(OrderRefusal::EndsFirst);
    }
    match order.served {
        Some(served) => may_serve_on(order.made, served, today),
        None => Ok(()),
    }
}

fn may_serve_on(made: Date, served: Date, today: Date) -> Result<(), OrderRefusal> {
    if served < made {
        return Err(OrderRefusal::ServedFirst);
    }
    if served > today {
        return Err(OrderRefusal::ToCome);
    }
    Ok(())
}

/// Records that an order was served.
///
/// # Errors
/// When that was recorded before, or the day does not fit.
pub fn may_serve(order: &ProtectiveOrder, on: Date, today: Date) -> Result<(), OrderRefusal> {
    if order.served.is_some() {
        return Err(OrderRefusal::AlreadyServed);
    }
    may_serve_on(order.made, on, today)
}

/// Records a breach. Whether it was one is for the police and the court to say; that it was told
/// is kept whatever the order's standing, since contact may begin before an order is served.
///
/// # Errors
/// When nothing is said, or the day does not fit.
pub fn may_tell_breach(
    order: &ProtectiveOrder,
    on: Date,
    what: &str,
    today: Date,
) -> Result<(), OrderRefusal> {
    if on > today {
        return Err(OrderRefusal::ToCome);
    }
    if on < order.made {
        return Err(OrderRefusal::BeforeMade);
    }
    if what.trim().is_empty() {
        return Err(OrderRefusal::NoWords);
    }
    Ok(())
}

/// Records that an order ended before its time.
///
/// # Errors
/// When it is over already, or no reason is given.
pub fn may_end(
    order: &ProtectiveOrder,
    on: Date,
    why: &str,
    today: Date,
) -> Result<(), OrderRefusal> {
    if order.ended.is_some() || order.ends.is_some_and(|ends| ends < on) {
        return Err(OrderRefusal::AlreadyEnded);
    }
    if on > today {
        return Err(OrderRefusal::ToCome);
    }
    if on < order.made {
        return Err(OrderRefusal::BeforeMade);
    }
    if why.trim().is_empty() {
        return Err(OrderRefusal::NoReason);
    }
    Ok(())
}
