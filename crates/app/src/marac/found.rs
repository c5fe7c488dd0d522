//! Loading a MARAC referral, a meeting or an agenda, and turning the rules' refusals into answers.

use hawthorn_domain::marac::action::ActionRefusal;
use hawthorn_domain::marac::intake::IntakeRefusal;
use hawthorn_domain::marac::meeting::MeetingRefusal;
use hawthorn_domain::marac::referral::MaracRefusal;
use hawthorn_domain::marac::transfer::TransferRefusal;
use hawthorn_domain::marac::{MaracReferral, Meeting};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use crate::platform::ask::{Ask, nobody};
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The referral, when this reader may be handed it.
pub(super) async fn referral(
    app: &App,
    scope: &Scope,
    id: MaracReferralId,
) -> Told<Stored<MaracReferral>> {
    app.store
        .get::<MaracReferral>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)
}

/// A referral as the policies see it: as closely held as it is, and kept from whoever has a conflict.
pub(super) fn thing(referral: &MaracReferral) -> Thing {
    Thing::record(&referral.area, &referral.restriction).kept_from(referral.kept_from())
}

/// The meeting, in the reader's area.
pub(super) async fn meeting(app: &App, scope: &Scope, id: MeetingId) -> Told<Stored<Meeting>> {
    app.store
        .get::<Meeting>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)
}

/// The meeting on whose agenda a referral stands.
pub(super) async fn meeting_of(
    app: &App,
    scope: &Scope,
    referral: &MaracReferral,
) -> Told<Stored<Meeting>> {
    let id = referral
        .meeting
        .ok_or_else(|| Refusal::rule(MeetingRefusal::NotOnAgenda))?;
    meeting(app, scope, id).await
}

/// Every referral on an agenda in the agenda's order, whoever reads; what is
/// shown of each is for the caller to mask.
pub(super) async fn on_agenda(
    app: &App,
    scope: &Scope,
    meeting: &Meeting,
) -> Told<Vec<Stored<MaracReferral>>> {
    let mut items = app
        .store
        .marac_referrals_at(&whole(scope), meeting.id)
        .await?;
    // A restricted item stands on no list of the meeting's own and is heard last.
    let place = |id| meeting.agenda.iter().position(|on| *on == id);
    items.sort_by_key(|item| (place(item.id).unwrap_or(usize::MAX), item.id));
    Ok(items)
}

/// A scope that holds nothing of the area back, conflicts included; for deciding, never for showing.
pub(super) fn whole(scope: &Scope) -> Scope {
    Scope {
        account: nobody(),
        hub: true,
        restricted: true,
        ..scope.clone()
    }
}

/// What anybody of the area may be told of: nothing restricted, and nobody's conflicts. What is
/// counted for publication is read within it, so that it is the same whoever asks.
pub(super) fn of_anybody(scope: &Scope) -> Scope {
    Scope {
        account: nobody(),
        hub: true,
        restricted: false,
        ..scope.clone()
    }
}

/// A reader's own scope over the records behind a referral that the policies
/// have opened: members of MARAC need not sit in the hub, and what is
/// restricted stays so.
pub(super) fn opened(scope: &Scope) -> Scope {
    Scope {
        hub: true,
        ..scope.clone()
    }
}

/// Keeps that a list was looked through (R339).
pub(super) async fn listed(app: &App, ask: &Ask, verb: Verb, words: &str) -> Told<()> {
    Ok(app.store.note(ask.entry(Deed::Listed, verb, words)).await?)
}

/// An entry of a print that names the meeting it was made of.
pub(super) fn exported(ask: &Ask, meeting: MeetingId, words: &str) -> Entry {
    Entry {
        kind: "meeting".to_owned(),
        record: meeting.to_string(),
        ..ask.entry(Deed::Exported, Verb::PrintMeeting, words)
    }
}

/// A refusal of a referral, at the field that can be mended where there is one.
pub(super) fn referral_refused(error: MaracRefusal) -> Refusal {
    match error {
        MaracRefusal::SayWhy => Refusal::field("judgement", error.to_string()),
        MaracRefusal::NoReason => Refusal::field("reason", error.to_string()),
        MaracRefusal::SamePerson => Refusal::field("perpetrator", error.to_string()),
        MaracRefusal::NoResearch => Refusal::field("text", error.to_string()),
        MaracRefusal::AlreadyOpen
        | MaracRefusal::AlreadyListed
        | MaracRefusal::AlreadyHeard
        | MaracRefusal::Joined => Refusal::rule(error),
    }
}

/// A refusal of a step before the meeting, at the field that can be mended where there is one.
pub(super) fn intake_refused(error: IntakeRefusal) -> Refusal {
    match error {
        IntakeRefusal::NoQuestionText => Refusal::field("question", error.to_string()),
        IntakeRefusal::NoAnswerText => Refusal::field("answer", error.to_string()),
        IntakeRefusal::NoReason => Refusal::field("reason", error.to_string()),
        IntakeRefusal::NotUrgent => Refusal::field("why", error.to_string()),
        IntakeRefusal::OtherPair | IntakeRefusal::SameReferral => {
            Refusal::field("other", error.to_string())
        }
        other => Refusal::rule(other),
    }
}

/// A refusal of a transfer, at the field that can be mended where there is one.
pub(super) fn transfer_refused(error: TransferRefusal) -> Refusal {
    match error {
        TransferRefusal::NoArea => Refusal::field("to_area", error.to_string()),
        TransferRefusal::NoReason => Refusal::field("why", error.to_string()),
        TransferRefusal::NoFacts | TransferRefusal::NoPlan => {
            Refusal::field("parts", error.to_string())
        }
        TransferRefusal::NobodyThere => Refusal::field("there", error.to_string()),
        TransferRefusal::OtherForm | TransferRefusal::OwnArea | TransferRefusal::AlreadyIn => {
            Refusal::field("file", error.to_string())
        }
        TransferRefusal::Acknowledged => Refusal::rule(error),
    }
}

/// A refusal of a meeting, at the field that can be mended where there is one.
pub(super) fn meeting_refused(error: MeetingRefusal) -> Refusal {
    match error {
        MeetingRefusal::NoChair => Refusal::field("chair", error.to_string()),
        MeetingRefusal::NobodyPresent => Refusal::field("attendance", error.to_string()),
        MeetingRefusal::InThePast => Refusal::field("starts_at", error.to_string()),
        MeetingRefusal::NotAccepted => Refusal::field("accepted", error.to_string()),
        MeetingRefusal::NoName => Refusal::field("name", error.to_string()),
        MeetingRefusal::NoConflictReason => Refusal::field("why", error.to_string()),
        other => Refusal::rule(other),
    }
}

/// A refusal of an action, at the field that can be mended where there is one.
pub(super) fn action_refused(error: ActionRefusal) -> Refusal {
    match error {
        ActionRefusal::NoWords => Refusal::field("what", error.to_string()),
        ActionRefusal::NoOwner => Refusal::field("owner", error.to_string()),
        ActionRefusal::DueInThePast => Refusal::field("due", error.to_string()),
        ActionRefusal::UnknownAgency(_) => Refusal::field("agency", error.to_string()),
        ActionRefusal::NoReason => Refusal::field("note", error.to_string()),
        ActionRefusal::AlreadyClosed => Refusal::rule(error),
    }
}
