//! The front door of the hub: partners' referrals, the daily sheet and notices, for other systems of the partnership.

use axum::Json;
use axum::extract::{Path, Query};
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::sheet::open_sheet;
use hawthorn_app::mash::notices::{NoticeLine, list_notices, open_notice};
use hawthorn_app::referrals::partners::{list_partners, open_partner};
use hawthorn_app::referrals::receive_partner::{
    NewPartnerReferral, NewPerson, receive_partner_referral,
};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::PartnerReferral;
use hawthorn_domain::referrals::partner::{Door, Referrer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Partners' referrals, the sheet and notices.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{ReceivePartner, ViewNotice, ViewPartner, ViewSheet};
    vec![
        Endpoint::see(
            "/v1/partner-referrals",
            ViewPartner,
            "Partners’ referrals that wait for their checks, oldest first",
            Shape::of::<PartnerList>(),
            get(partners),
        ),
        Endpoint::act(
            "/v1/partner-referrals",
            ReceivePartner,
            "Receive a partner’s referral and flag it to police at once",
            Some(Shape::of::<PartnerTold>()),
            Shape::of::<PartnerLine>(),
            post(receive),
        ),
        Endpoint::see(
            "/v1/partner-referrals/{id}",
            ViewPartner,
            "One partner’s referral",
            Shape::of::<PartnerLine>(),
            get(partner),
        ),
        Endpoint::see(
            "/v1/sheet",
            ViewSheet,
            "The daily sheet of standard incidents",
            Shape::of::<Sheet>(),
            get(sheet),
        )
        .with_query(&[(
            "day",
            "The day, for example 2026-03-25; yesterday when left out.",
        )]),
        Endpoint::see(
            "/v1/notices",
            ViewNotice,
            "Notices that the caller’s agency got",
            Shape::of::<NoticeList>(),
            get(notices),
        ),
        Endpoint::see(
            "/v1/notices/{id}",
            ViewNotice,
            "One notice; the first time that its agency opens it, it counts as read",
            Shape::of::<NoticeShown>(),
            get(notice),
        ),
    ]
}

/// A partner's referral in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerLine {
    /// Its identifier.
    pub id: String,
    /// When it was received.
    pub received_at: String,
    /// Where the referrer works.
    pub organisation: String,
    /// The level it was received at.
    pub level: &'static str,
    /// The incident at the police desk that flags it to police; none for another force.
    pub incident: Option<String>,
    /// Whether the word to police has been taken up.
    pub police_have_it: bool,
    /// How many of its checks are done.
    pub checks_done: usize,
    /// Where it went, once decided.
    pub outcome: Option<&'static str>,
}

impl PartnerLine {
    fn of(referral: &PartnerReferral) -> Self {
        Self {
            id: referral.id.to_string(),
            received_at: referral.received_at.to_string(),
            organisation: referral.referrer.organisation.clone(),
            level: referral.level.code(),
            incident: referral.incident.map(|incident| incident.to_string()),
            police_have_it: referral.police.taken.is_some(),
            checks_done: referral.checks.len(),
            outcome: referral
                .decision
                .as_ref()
                .map(|decision| decision.outcome.code()),
        }
    }
}

/// Partners' referrals.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerList {
    /// Waiting for their checks, oldest first.
    pub to_screen: Vec<PartnerLine>,
    /// Flagged to police and not taken up, oldest first.
    pub for_police: Vec<PartnerLine>,
}

/// Lists them.
pub async fn partners(mut desk: Desk) -> Answer<PartnerList> {
    let found = list_partners(&desk.app, &mut desk.ask).await?;
    Ok(Json(PartnerList {
        to_screen: found.to_screen.iter().map(PartnerLine::of).collect(),
        for_police: found.for_police.iter().map(PartnerLine::of).collect(),
    }))
}

/// Somebody as the referrer named them.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Named {
    /// Given names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth: `27 3 1990`, a year, or an age.
    pub born: String,
}

impl Named {
    fn person(self) -> NewPerson {
        NewPerson {
            given: self.given,
            family: self.family,
            born: self.born,
            ..NewPerson::default()
        }
    }
}

/// A partner's referral as it is told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerTold {
    /// The referrer's name.
    pub referrer_name: String,
    /// The referrer's part.
    #[serde(default)]
    pub referrer_role: String,
    /// Where the referrer works.
    pub referrer_organisation: String,
    /// How the referrer can be reached at work.
    pub referrer_contact: String,
    /// The agency of the area, where it is one.
    #[serde(default)]
    pub referrer_agency: Option<String>,
    /// What worries the referrer.
    pub worry: String,
    /// Whether it cannot wait.
    #[serde(default)]
    pub urgent: bool,
    /// The victim.
    pub victim: Named,
    /// The person causing harm.
    #[serde(default)]
    pub person_causing_harm: Named,
    /// The children.
    #[serde(default)]
    pub children: Vec<Named>,
    /// The other force whose area it happened in; empty for our own.
    #[serde(default)]
    pub other_force: String,
}

/// Receives one.
pub async fn receive(mut desk: Desk, Body(told): Body<PartnerTold>) -> Answer<PartnerLine> {
    let new = NewPartnerReferral {
        door: Door::Form,
        referrer: Referrer {
            name: told.referrer_name,
            role: told.referrer_role,
            organisation: told.referrer_organisation,
            agency: told.referrer_agency.map(AgencyCode::new),
            contact: told.referrer_contact,
        },
        worry: told.worry,
        urgent: told.urgent,
        victim: told.victim.person(),
        person_causing_harm: told.person_causing_harm.person(),
        children: told.children.into_iter().map(Named::person).collect(),
        other_force: told.other_force,
        ..NewPartnerReferral::default()
    };
    let made = receive_partner_referral(&desk.app, &mut desk.ask, new).await?;
    Ok(Json(PartnerLine::of(&made)))
}

/// Opens one.
pub async fn partner(mut desk: Desk, Path(text): Path<String>) -> Answer<PartnerLine> {
    let view = open_partner(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(PartnerLine::of(&view.referral)))
}

/// What the query of the sheet asks for.
#[derive(Debug, Default, Deserialize)]
pub struct SheetQuery {
    #[serde(default)]
    day: String,
}

/// One person of a row.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetPerson {
    /// Their part.
    pub role: &'static str,
    /// The name as reported.
    pub name: String,
    /// The date of birth as reported, in words.
    pub born: String,
    /// What the children's system holds; empty when nobody has answered.
    pub child_system: String,
    /// What the adults' system holds; empty when nobody has answered.
    pub adult_system: String,
    /// Known before and not allocated now.
    pub known_before: bool,
}

/// One row of the sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetLine {
    /// The incident.
    pub incident: String,
    /// The force's reference.
    pub reference: String,
    /// The people.
    pub people: Vec<SheetPerson>,
    /// Other risks that social care knows of.
    pub risks: Vec<String>,
    /// What has changed since the sheet was frozen.
    pub later: Vec<String>,
}

/// A day's sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sheet {
    /// The day.
    pub day: String,
    /// When it was frozen, if it was.
    pub frozen_at: Option<String>,
    /// Its rows.
    pub rows: Vec<SheetLine>,
}

/// Reads the sheet.
pub async fn sheet(mut desk: Desk, Query(query): Query<SheetQuery>) -> Answer<Sheet> {
    let day = match query.day.as_str() {
        "" => None,
        text => Some(
            text.parse()
                .map_err(|_| ApiError(Refusal::field("day", "Write the day as 2026-03-25.")))?,
        ),
    };
    let found = open_sheet(&desk.app, &mut desk.ask, day).await?;
    let rows = found.rows.into_iter().map(|live| SheetLine {
        incident: live.row.incident.to_string(),
        reference: live.row.reference,
        people: live
            .row
            .people
            .into_iter()
            .map(|person| SheetPerson {
                role: person.role.code(),
                name: person.name,
                born: person.born,
                child_system: person.child_system,
                adult_system: person.adult_system,
                known_before: person.known_before,
            })
            .collect(),
        risks: live.row.risks,
        later: live.later,
    });
    Ok(Json(Sheet {
        day: found.day.to_string(),
        frozen_at: found.frozen_at.map(|at| at.to_string()),
        rows: rows.collect(),
    }))
}

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeShown {
    /// Its identifier.
    pub id: String,
    /// The fact that called for it.
    pub trigger: &'static str,
    /// How far it has got.
    pub state: &'static str,
    /// By when it must be there, for a school.
    pub due_at: Option<String>,
    /// The people whom it names: part, name and date of birth in words.
    pub people: Vec<NoticePerson>,
}

/// Somebody whom a notice names.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticePerson {
    /// Their part.
    pub role: &'static str,
    /// The name.
    pub name: String,
    /// The date of birth in words.
    pub born: String,
}

impl NoticeShown {
    fn of(line: &NoticeLine) -> Self {
        let notice = &line.notice;
        Self {
            id: notice.id.to_string(),
            trigger: notice.trigger.code(),
            state: notice.state.code(),
            due_at: notice.due_at.map(|at| at.to_string()),
            people: notice
                .people
                .iter()
                .map(|named| NoticePerson {
                    role: named.role.code(),
                    name: named.name.clone(),
                    born: named.born.words(),
                })
                .collect(),
        }
    }
}

/// Notices.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeList {
    /// What the caller's agency got, the newest first.
    pub ours: Vec<NoticeShown>,
}

/// Lists what the caller's agency got.
pub async fn notices(mut desk: Desk) -> Answer<NoticeList> {
    let found = list_notices(&desk.app, &mut desk.ask).await?;
    Ok(Json(NoticeList {
        ours: found.ours.iter().map(NoticeShown::of).collect(),
    }))
}

/// Opens one.
pub async fn notice(mut desk: Desk, Path(text): Path<String>) -> Answer<NoticeShown> {
    let line = open_notice(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(NoticeShown::of(&line)))
}
