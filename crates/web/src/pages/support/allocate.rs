//! Allocating an IDVA from a MARAC referral (R199, C21).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::support::allocate::allocate_idva;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::MaracReferralId;

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::pages::marac::{id, referral};
use crate::seat::Seat;

/// `POST /marac/{id}/idva`.
///
/// # Errors
/// When the referral is not there for this reader, or they may not allocate.
pub async fn send(mut seat: Seat, Path(text): Path<String>, typed: Typed) -> Answer {
    let case: MaracReferralId = id(&text)?;
    match allocated(&mut seat, case, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("/marac/{case}?done=idva")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            referral::show(&mut seat, case, &problems, Some(typed), None).await
        }
    }
}

async fn allocated(seat: &mut Seat, case: MaracReferralId, typed: &Typed) -> Told<()> {
    let shown = open_marac_referral(&seat.app, &mut seat.ask, case).await?;
    let victim = shown.victim.person.ok_or(Refusal::NotFound)?;
    let agency = AgencyCode::new(typed.one("agency"));
    allocate_idva(&seat.app, &mut seat.ask, victim, Some(case), &agency).await?;
    Ok(())
}
