//! The papers of a MASH meeting: an invitation that names nobody, and the record for the police and the risk officer (R133, R155, R156).

use hawthorn_connect::print::{HubRecordPrint, Invitation, SeatPrint, invitation};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::mash::meeting::{HubMeeting, MeetingRecord, MeetingRefusal, Opening};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::{Document, Stored};

use super::reading;
use crate::marac::print_agenda::{Paper, laid_out, stamp};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The protective marking at the head of the record.
const MARKING: &str = "OFFICIAL - SENSITIVE";
const CONFIDENTIALITY: &str = "This record holds what agencies shared to keep people safe. Keep it with the case, show it to those who need it for that, and do not copy it further.";

/// The invitation for a calendar: a reference, a time and a place, and nothing of the case.
///
/// # Errors
/// When the referral is not there for the reader, or no meeting is set.
pub async fn meeting_invitation(app: &App, ask: &mut Ask, id: ReferralId) -> Told<String> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    // Allow
    ask.allow(app, Verb::ViewReferral, &reading::referral_thing(&read))
        .await?;
    // Decide
    let meeting = read
        .meeting
        .as_ref()
        .ok_or_else(|| Refusal::rule(MeetingRefusal::NotSet))?;
    let text = invitation(&Invitation {
        uid: id.to_string(),
        reference: id.short(),
        starts_at: meeting.set_for,
        minutes: settings.triage.meeting_minutes,
        place: meeting.place.clone(),
        sequence: meeting.times_set.saturating_sub(1),
        stamped_at: meeting.set_at,
    });
    // Keep
    exported(
        app,
        ask,
        &read,
        Verb::ViewReferral,
        "Took the invitation to the meeting",
    )
    .await?;
    // Tell
    Ok(text)
}

/// The record of the meeting on paper, for the police record and the risk officer.
///
/// # Errors
/// When the referral is not there for the reader, the role may not hand the
/// record on, it is not complete, or the paper cannot be made.
pub async fn print_record(app: &App, ask: &mut Ask, id: ReferralId) -> Told<Paper> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    // Allow
    ask.allow(app, Verb::CopyHubRecord, &reading::referral_thing(&read))
        .await?;
    // Decide
    let complete = read
        .meeting
        .as_ref()
        .and_then(|meeting| Some((meeting, meeting.opening.as_ref()?, meeting.record.as_ref()?)));
    let (meeting, opening, record) =
        complete.ok_or_else(|| Refusal::rule(MeetingRefusal::NotRecorded))?;
    let people = people(app, &scope, &read).await?;
    let paper = paper(settings, &read, meeting, opening, record, people);
    let stamp = stamp(ask);
    let bytes = laid_out(move || hawthorn_connect::print::print_hub_record(&paper, &stamp)).await?;
    // Keep
    exported(
        app,
        ask,
        &read,
        Verb::CopyHubRecord,
        "Printed the record of the meeting",
    )
    .await?;
    // Tell
    Ok(Paper {
        file_name: format!("record-{}.pdf", id.short()),
        bytes,
    })
}

async fn exported(
    app: &App,
    ask: &Ask,
    read: &Stored<Referral>,
    verb: Verb,
    line: &str,
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    tx.note(Entry {
        kind: Referral::TABLE.to_owned(),
        record: read.key(),
        ..ask.entry(Deed::Exported, verb, line)
    })
    .await?;
    Ok(tx.finish().await?)
}

/// The people whose record the reader may be handed, with their part.
async fn people(app: &App, scope: &Scope, referral: &Referral) -> Told<Vec<String>> {
    let ids: Vec<String> = referral
        .subjects
        .iter()
        .map(|subject| subject.person.to_string())
        .collect();
    let found = app.store.get_many::<Person>(scope, &ids).await?;
    Ok(referral
        .subjects
        .iter()
        .map(|subject| {
            let part = words::inside(subject.role.label());
            found
                .iter()
                .find(|person| person.id == subject.person)
                .map_or_else(
                    || format!("{}, {part}", reading::RESTRICTED_PERSON),
                    |person| {
                        format!(
                            "{}, {part}, {}",
                            person.shown_name(),
                            person.born().after_a_name()
                        )
                    },
                )
        })
        .collect())
}

fn paper(
    settings: &AreaSettings,
    referral: &Referral,
    meeting: &HubMeeting,
    opening: &Opening,
    record: &MeetingRecord,
    people: Vec<String>,
) -> HubRecordPrint {
    let label = |code: &String| {
        settings
            .triage
            .outcome(code)
            .map_or_else(|| code.clone(), |outcome| outcome.label.clone())
    };
    let has_child = referral
        .subjects
        .iter()
        .any(|subject| subject.role == PartyRole::Child);
    HubRecordPrint {
        title: format!("Record of the meeting on referral {}", referral.id.short()),
        meeting: "Multi-agency safeguarding hub (MASH)".to_owned(),
        date_words: words::moment(meeting.set_for),
        venue: meeting.place.clone(),
        marking: MARKING.to_owned(),
        confidentiality: CONFIDENTIALITY.to_owned(),
        lead_agency: reading::agency_name(settings, &referral.lead_agency),
        legal_basis: opening.legal_basis.clone(),
        chair: opening.chair.clone(),
        seats: opening
            .seats
            .iter()
            .map(|seat| SeatPrint {
                agency: reading::agency_name(settings, &seat.agency),
                name: seat.name.clone(),
                presence: if seat.present {
                    "Present".to_owned()
                } else {
                    format!("Not there: {}", seat.why_not)
                },
            })
            .collect(),
        people,
        plan_child: if has_child {
            record.plan_child.clone()
        } else {
            String::new()
        },
        plan_adult: record.plan_adult.clone(),
        outcomes: record
            .pathways
            .iter()
            .map(|pathway| format!("Goes on: {}", words::inside(pathway.label())))
            .chain(record.outcomes.iter().map(label))
            .collect(),
        decision: record.decision.clone(),
        reasons: record.reasons.clone(),
        completed: format!("{}, {}", record.by.name, words::moment(record.at)),
    }
}
