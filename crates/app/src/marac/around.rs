//! What became of a referral besides its meeting: before it, by a move, with orders and an IDVA, and what the reader may do.

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::intake::Intake;
use hawthorn_domain::marac::transfer::{CameAs, TransferOut, calls_for_assessment};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::{Document, Stored};
use jiff::Timestamp;

use super::{found, shown};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::support::allocate::free_services;

/// What became of a referral besides its meeting, and what the reader may do about that.
#[derive(Debug, Clone)]
pub struct Around {
    /// What became of it before its meeting (F22, F28).
    pub intake: Intake,
    /// Whether the reader may accept it, ask its referrer or join it to another.
    pub may_settle: bool,
    /// Other referrals of the same pair that wait, with words that tell them apart; for whoever may join them.
    pub others: Vec<(MaracReferralId, String)>,
    /// How it came from another area's MARAC, when it did.
    pub came_as: Option<CameAs>,
    /// What was sent to other areas' MARACs.
    pub transfers: Vec<TransferOut>,
    /// Whether a move calls for the risk to be assessed anew (F29).
    pub assess_anew: bool,
    /// Whether the reader may send it to another area.
    pub may_transfer: bool,
    /// Whether the reader may see protective orders.
    pub may_see_orders: bool,
    /// The services that could have the victim and have not yet: code and name; for whoever may allocate.
    pub idva_services: Vec<(String, String)>,
}

/// Everything that became of it besides its meeting.
pub(super) async fn around(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    settings: &AreaSettings,
    read: &Stored<MaracReferral>,
) -> Told<Around> {
    let record = found::thing(read);
    let may_settle = read.heard_at.is_none()
        && read.intake.joined_to.is_none()
        && ask.may(app, Verb::SettleMaracReferral, &record);
    let others = if may_settle {
        others(app, scope, settings, read).await?
    } else {
        Vec::new()
    };
    Ok(Around {
        intake: read.intake.clone(),
        may_settle,
        others,
        came_as: read.came_as.clone(),
        transfers: read.transfers.clone(),
        assess_anew: assess_anew(app, scope, read).await?,
        may_transfer: ask.may(app, Verb::TransferCase, &record),
        may_see_orders: ask.may(app, Verb::ViewOrders, &record),
        idva_services: if ask.may(app, Verb::AllocateIdva, &record) {
            free_services(app, ask, read.victim).await?
        } else {
            Vec::new()
        },
    })
}

/// Whether the case moved and nobody has finished an assessment of the pair since.
async fn assess_anew(app: &App, scope: &Scope, read: &MaracReferral) -> Told<bool> {
    if read.came_as.is_none() && read.transfers.is_empty() {
        return Ok(false);
    }
    let victims = app.store.same_person(read.victim).await?;
    let perpetrators = app.store.same_person(read.perpetrator).await?;
    let all = app.store.assessments_of(scope, &victims).await?;
    let finished: Vec<Timestamp> = all
        .iter()
        .filter(|one| perpetrators.contains(&one.perpetrator))
        .filter_map(|one| one.finished.as_ref().map(|finished| finished.at))
        .collect();
    Ok(calls_for_assessment(read, &finished))
}

/// Other referrals of the same two people that wait to be heard.
async fn others(
    app: &App,
    scope: &Scope,
    settings: &AreaSettings,
    read: &MaracReferral,
) -> Told<Vec<(MaracReferralId, String)>> {
    let victims = app.store.same_person(read.victim).await?;
    let perpetrators = app.store.same_person(read.perpetrator).await?;
    let all = app.store.marac_referrals_of_victim(scope, &victims).await?;
    let waiting = all.iter().filter(|other| {
        other.id != read.id
            && other.seen_by(scope)
            && perpetrators.contains(&other.perpetrator)
            && other.heard_at.is_none()
            && other.intake.joined_to.is_none()
    });
    Ok(waiting
        .map(|other| {
            let words = format!(
                "{}, referred {} by {}",
                other.id.short(),
                words::moment(other.referred_at),
                shown::referrer(other, settings)
            );
            (other.id, words)
        })
        .collect())
}
