//! Opens the MASH meeting: the chair states its statutory basis, then it is written down who is there (R121, R153).

use hawthorn_domain::mash::meeting::{MeetingRefusal, Opening, Seat, may_open};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;

use super::record_triage::absent_core;
use super::{reading, set_meeting};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// How the meeting begins.
#[derive(Debug, Clone, Default)]
pub struct Beginning {
    /// Field `legal_basis`: before anything else.
    pub legal_basis: String,
    /// Field `chair`.
    pub chair: String,
    /// Field `seats`: who is there, who is not and why.
    pub seats: Vec<Seat>,
}

/// Opens the meeting. Its plan and its record can be written from then on.
///
/// # Errors
/// When the referral is not there for the reader, the role may not hold
/// meetings, no time was set, it has begun, the statutory basis or the chair is
/// missing, or a core agency is absent without a word on why.
pub async fn open_hub_meeting(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    beginning: Beginning,
) -> Told<Opening> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    // Allow
    ask.allow(app, Verb::RunHubMeeting, &reading::referral_thing(&read))
        .await?;
    // Decide
    let opening = Opening {
        legal_basis: text::long("legal_basis", &beginning.legal_basis)?,
        chair: text::short("chair", &beginning.chair)?,
        seats: seats(settings, beginning.seats)?,
        by: ask.doer(),
        at: ask.now,
    };
    let there: Vec<AgencyCode> = opening
        .seats
        .iter()
        .filter(|seat| seat.present)
        .map(|seat| seat.agency.clone())
        .collect();
    may_open(
        read.meeting.as_ref(),
        &opening,
        &absent_core(settings, &there),
    )
    .map_err(|refusal| named(settings, refusal))?;
    let mut changed = read.value.clone();
    if let Some(meeting) = &mut changed.meeting {
        meeting.opening = Some(opening.clone());
    }
    // Keep
    let line = format!(
        "Opened the meeting of {}; its statutory basis was stated",
        words::count(there.len() as i64, "agency", "agencies")
    );
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::RunHubMeeting, line);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(opening)
}

/// Each agency once, known to the area, with clean words; rows that say nothing are left out.
fn seats(settings: &AreaSettings, given: Vec<Seat>) -> Told<Vec<Seat>> {
    let mut kept: Vec<Seat> = Vec::new();
    for seat in given {
        let seat = Seat {
            name: text::short("seats", &seat.name)?,
            why_not: text::short("seats", &seat.why_not)?,
            ..seat
        };
        if !seat.present && seat.why_not.is_empty() {
            continue;
        }
        if settings.agency(seat.agency.as_str()).is_none()
            || kept.iter().any(|other| other.agency == seat.agency)
        {
            return Err(Refusal::field(
                "seats",
                "Name each agency of the area once, from the list.",
            ));
        }
        kept.push(seat);
    }
    Ok(kept)
}

/// Agencies are named, not coded.
fn named(settings: &AreaSettings, refusal: MeetingRefusal) -> Refusal {
    set_meeting::refused(match refusal {
        MeetingRefusal::Unexplained(codes) => {
            let names: Vec<String> = codes
                .split(", ")
                .map(|code| reading::agency_name(settings, &AgencyCode::new(code)))
                .collect();
            MeetingRefusal::Unexplained(names.join(", "))
        }
        other => other,
    })
}
