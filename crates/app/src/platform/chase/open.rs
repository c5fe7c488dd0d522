//! What is open and was promised, from the records that hold the clocks.

use hawthorn_domain::doors::DoorReport;
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::screening::Queue;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::chase::{Chaser, Open, Promised};
use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::platform::settings::{AreaCode, AreaSettings};
use hawthorn_domain::referrals::Referral;
use hawthorn_domain::support::SupportCase;
use hawthorn_store::platform::read::After;
use jiff::{SignedDuration, Timestamp};

use super::Sweep;
use crate::mash::reading;
use crate::mash::told_clocks::{acknowledge_clock, feedback_clock};
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The desk may hold many incidents that are long late and were passed on long ago. Between two
/// starts of the service only those are looked at that fell due within this time.
const RECENT: SignedDuration = SignedDuration::from_hours(31 * 24);

/// The queues of the desk in which an incident still waits.
pub(super) const WAITING: [Queue; 2] = [Queue::ToScreen, Queue::AwaitingSupervisor];
/// How many promises are chased at a time, and incidents read: a desk that fell far behind may hold
/// very many.
pub(super) const PAGE: usize = 100;

/// From when on a sweep looks at what is late.
fn since(now: Timestamp, sweep: Sweep) -> Timestamp {
    match sweep {
        Sweep::Everything => Timestamp::UNIX_EPOCH,
        Sweep::Usual => now.checked_sub(RECENT).unwrap_or(Timestamp::UNIX_EPOCH),
    }
}

/// One page of the incidents of a queue that may be chased now, and where the next one begins.
pub(super) async fn open_screenings(
    app: &App,
    area: &AreaCode,
    (now, sweep): (Timestamp, Sweep),
    queue: Queue,
    after: Option<&After>,
) -> Told<(Vec<Open>, Option<After>)> {
    let settings = app.settings(area, now)?;
    let ahead = before(settings, PromiseCode::HauStandard);
    let to = ahead.and_then(|by| now.checked_add(by).ok()).unwrap_or(now);
    let between = (since(now, sweep), to);
    let page = app
        .store
        .screenings_due(area, queue, between, after, PAGE as u64)
        .await?;
    let full = page.len() == PAGE;
    let next = page.last().filter(|_| full).map(|last| After {
        at: last.screening.clock.due_at().as_microsecond(),
        id: last.id.to_string(),
    });
    let open = page.iter().filter_map(|one| of_incident(settings, one));
    Ok((open.collect(), next))
}

/// Every other promise of an area that is open and may be chased now.
pub(super) async fn open_promises(
    app: &App,
    area: &AreaCode,
    now: Timestamp,
    sweep: Sweep,
) -> Told<Vec<Open>> {
    let settings = app.settings(area, now)?;
    let ahead = |code: PromiseCode| before(settings, code).and_then(|by| now.checked_add(by).ok());
    let from = since(now, sweep);
    let mut open = Vec::new();
    let to = ahead(PromiseCode::SpocRequest).unwrap_or(now);
    let answers = app.store.answers_due(area, to).await?;
    open.extend(answers.iter().map(|request| of_request(request)));
    for referral in app.store.referrals_under_way(area).await? {
        open.extend(of_referral(app, &referral)?);
    }
    let to = ahead(PromiseCode::FirstContact).unwrap_or(now);
    let reports = app.store.door_contacts_due(area, from, to).await?;
    open.extend(reports.iter().filter_map(|report| of_report(report)));
    let clients = app.store.first_contacts_due(area, to).await?;
    open.extend(
        clients
            .iter()
            .filter_map(|client| of_client(settings, client)),
    );
    Ok(open)
}

/// How long before the due time the first reminder is said.
fn before(settings: &AreaSettings, code: PromiseCode) -> Option<SignedDuration> {
    let promise = settings.promise(code);
    let minutes = promise.chase_before.iter().copied().max()?;
    Some(SignedDuration::from_mins(i64::from(minutes)))
}

fn of_incident(settings: &AreaSettings, incident: &Incident) -> Option<Open> {
    let desk = settings
        .agencies
        .iter()
        .find(|agency| agency.kind == AgencyKind::Police)?;
    Some(Open {
        promised: Promised::Screening(incident.id),
        clock: incident.screening.clock.clone(),
        owes: desk.code.clone(),
        asked_at: incident.screening.clock.started_at(),
        role: None,
        restriction: incident.restriction.clone(),
    })
}

fn of_request(request: &InformationRequest) -> Open {
    Open {
        promised: Promised::Answer(request.id),
        clock: request.clock.clone(),
        owes: request.agency.clone(),
        asked_at: request.asked_at,
        role: None,
        restriction: request.restriction.clone(),
    }
}

/// Somebody who came to a door is reached within the promised time (R3, C17); a report that was set
/// aside, or ended, owes nothing.
fn of_report(report: &DoorReport) -> Option<Open> {
    let clock = report.first_contact.as_ref()?;
    (clock.done_at().is_none() && report.due_at().is_some()).then(|| Open {
        promised: Promised::DoorContact(report.id),
        clock: clock.clone(),
        owes: report.agency.clone(),
        asked_at: clock.started_at(),
        role: report.desk.hears_of_late(),
        restriction: report.restriction.clone(),
    })
}

/// A client who was allocated to a service is reached within the promised time (R3, R200).
///
/// Where a team has the case, the team's own role hears of it.
fn of_client(settings: &AreaSettings, client: &SupportCase) -> Option<Open> {
    let team = client.team.as_deref();
    let team = team.and_then(|code| settings.support.team(code));
    client.owed_at().map(|_| Open {
        promised: Promised::FirstContact(client.id),
        clock: client.first_contact.clone(),
        owes: client.agency.clone(),
        asked_at: client.opened_at,
        role: team.map(|team| team.late_to),
        restriction: client.restriction.clone(),
    })
}

/// A referral owes up to its authority that it passes in time; from then on the meeting's record,
/// the follow-ups and the word to the referrer; and, about a child, the acknowledgement.
fn of_referral(app: &App, referral: &Referral) -> Told<Vec<Open>> {
    let settings = reading::settings(app, referral)?;
    let mut open = Vec::new();
    // What the outcome brings is counted from the receipt and owed since the outcome stands.
    let decided_at = referral
        .outcome
        .as_ref()
        .and_then(|outcome| outcome.authorised.as_ref())
        .map(|authority| authority.at);
    let mut owed = |promised: Promised, clock: Option<Clock>, owes: &AgencyCode| {
        open.extend(
            clock
                .filter(|clock| clock.done_at().is_none())
                .map(|clock| Open {
                    promised,
                    asked_at: decided_at.unwrap_or(clock.started_at()),
                    clock,
                    owes: owes.clone(),
                    role: None,
                    restriction: referral.restriction.clone(),
                }),
        );
    };
    let (id, lead) = (referral.id, &referral.lead_agency);
    if !referral.is_decided() {
        owed(Promised::Referral(id), referral.clock.clone(), lead);
    }
    owed(
        Promised::Acknowledgement(id),
        acknowledge_clock(app, settings, referral)?.filter(|_| !referral.is_decided()),
        lead,
    );
    owed(
        Promised::Feedback(id),
        feedback_clock(app, settings, referral)?,
        lead,
    );
    owed(
        Promised::MeetingRecord(id),
        referral.meeting_clock.clone(),
        lead,
    );
    for follow_up in referral.open_follow_ups() {
        let promised = Promised::FollowUp(id, follow_up.outcome.clone());
        owed(promised, Some(follow_up.clock.clone()), &follow_up.agency);
    }
    Ok(open)
}

/// Whether what a chaser is about is still owed, read from its own record: the list of what may be
/// chased now leaves out what is long late.
pub(super) async fn is_open(app: &App, now: Timestamp, chaser: &Chaser) -> Told<bool> {
    let settings = app.settings(&chaser.area, now)?;
    let record = chaser.promised.record();
    let open = match chaser.promised {
        Promised::Screening(_) => app
            .store
            .get_unscoped::<Incident>(&record)
            .await?
            .filter(|read| read.screening.decision.is_none())
            .and_then(|read| of_incident(settings, &read))
            .into_iter()
            .collect(),
        Promised::Answer(_) => app
            .store
            .get_unscoped::<InformationRequest>(&record)
            .await?
            .filter(|read| read.reply.is_none() && read.withdrawn_at.is_none())
            .map(|read| of_request(&read))
            .into_iter()
            .collect(),
        Promised::DoorContact(_) => app
            .store
            .get_unscoped::<DoorReport>(&record)
            .await?
            .and_then(|read| of_report(&read))
            .into_iter()
            .collect(),
        Promised::FirstContact(_) => app
            .store
            .get_unscoped::<SupportCase>(&record)
            .await?
            .and_then(|read| of_client(settings, &read))
            .into_iter()
            .collect(),
        Promised::Referral(_)
        | Promised::Acknowledgement(_)
        | Promised::Feedback(_)
        | Promised::MeetingRecord(_)
        | Promised::FollowUp(..) => match app.store.get_unscoped::<Referral>(&record).await? {
            Some(read) => of_referral(app, &read)?,
            None => Vec::new(),
        },
    };
    Ok(open.iter().any(|open| open.promised == chaser.promised))
}
