//! Advice that professionals asked for, where somebody was pointed to, and who was given what.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::people::disclosures::{LedgerLine, disclosures};
use hawthorn_app::referrals::consultations::{
    NewConsultation, end_consultation, list_consultations, open_consultation, record_consultation,
    refer_consultation,
};
use hawthorn_app::referrals::signposts::{open_signposts, record_signpost, signpost_from};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::consultation::{
    Consultation, ConsultationEnd, NamedPerson, Signpost,
};
use hawthorn_domain::referrals::partner::Referrer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Advice, signposts and the ledger of sharing.
#[rustfmt::skip]
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{ReceivePartner, RecordConsultation, RecordSignpost, ViewDisclosures};
    let done = Shape::of::<Done>;
    vec![
        Endpoint::see("/v1/consultations", RecordConsultation, "Consultations, the newest first", Shape::of::<ConsultationList>(), get(list)),
        Endpoint::act("/v1/consultations", RecordConsultation, "Keep advice that a professional asked for", Some(Shape::of::<Advice>()), Shape::of::<Kept>(), post(record)),
        Endpoint::see("/v1/consultations/{id}", RecordConsultation, "One consultation", Shape::of::<ConsultationLine>(), get(one)),
        Endpoint::act("/v1/consultations/{id}/end", RecordConsultation, "Keep that it did not become a referral, and why", Some(Shape::of::<Why>()), done(), post(end)),
        Endpoint::act("/v1/consultations/{id}/refer", ReceivePartner, "Make it a partner’s referral with what was typed", None, Shape::of::<Kept>(), post(refer)),
        Endpoint::see("/v1/signposts/{kind}/{id}", RecordSignpost, "The services that somebody of a record was pointed to", Shape::of::<SignpostList>(), get(signposts)),
        Endpoint::act("/v1/signposts/{kind}/{id}", RecordSignpost, "Keep that somebody of a record was pointed to a service", Some(Shape::of::<Service>()), Shape::of::<SignpostLine>(), post(signpost)),
        Endpoint::see("/v1/people/{id}/shared", ViewDisclosures, "Who was given what about a person", Shape::of::<Ledger>(), get(shared)),
    ]
}

/// What was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// Its identifier.
    pub id: String,
}

/// Somebody as far as named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Named {
    /// Given names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth as typed.
    pub born: String,
}

impl Named {
    fn taken(self) -> NamedPerson {
        NamedPerson {
            given: self.given,
            family: self.family,
            born: self.born,
        }
    }
    fn of(person: &NamedPerson) -> Self {
        Self {
            given: person.given.clone(),
            family: person.family.clone(),
            born: person.born.clone(),
        }
    }
}

/// A consultation as it is kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// The name of whoever asked.
    #[serde(default)]
    pub referrer_name: String,
    /// Their work.
    #[serde(default)]
    pub referrer_role: String,
    /// Where they work.
    #[serde(default)]
    pub referrer_organisation: String,
    /// How to reach them.
    #[serde(default)]
    pub referrer_contact: String,
    /// What worries them.
    #[serde(default)]
    pub worry: String,
    /// The victim, as far as named.
    #[serde(default)]
    pub victim: Named,
    /// The person causing harm, as far as named.
    #[serde(default)]
    pub person_causing_harm: Named,
    /// The children, as far as named.
    #[serde(default)]
    pub children: Vec<Named>,
    /// The advice given.
    #[serde(default)]
    pub advice: String,
}

/// Keeps one.
pub async fn record(mut desk: Desk, Body(body): Body<Advice>) -> Answer<Kept> {
    let new = NewConsultation {
        asked_by: Referrer {
            name: body.referrer_name,
            role: body.referrer_role,
            organisation: body.referrer_organisation,
            contact: body.referrer_contact,
            agency: None,
        },
        worry: body.worry,
        victim: body.victim.taken(),
        person_causing_harm: body.person_causing_harm.taken(),
        children: body.children.into_iter().map(Named::taken).collect(),
        advice: body.advice,
    };
    let id = record_consultation(&desk.app, &mut desk.ask, new).await?;
    Ok(Json(Kept { id: id.to_string() }))
}

/// A consultation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsultationLine {
    /// Its identifier.
    pub id: String,
    /// When it was.
    pub at: String,
    /// Where whoever asked works.
    pub organisation: String,
    /// What worries them.
    pub worry: String,
    /// The victim, as far as named.
    pub victim: Named,
    /// The advice given.
    pub advice: String,
    /// `open`, `not_referred` or `referred`.
    pub state: &'static str,
    /// Codes of the services that somebody was pointed to.
    pub services: Vec<String>,
}

fn line(consultation: &Consultation, signposts: &[Signpost]) -> ConsultationLine {
    ConsultationLine {
        id: consultation.id.to_string(),
        at: consultation.at.to_string(),
        organisation: consultation.asked_by.organisation.clone(),
        worry: consultation.worry.clone(),
        victim: Named::of(&consultation.victim),
        advice: consultation.advice.clone(),
        state: match &consultation.end {
            None => "open",
            Some(ConsultationEnd::NotReferred(_)) => "not_referred",
            Some(_) => "referred",
        },
        services: signposts.iter().map(|post| post.service.clone()).collect(),
    }
}

/// Consultations.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsultationList {
    /// The newest first.
    pub consultations: Vec<ConsultationLine>,
}

/// Lists them.
pub async fn list(mut desk: Desk) -> Answer<ConsultationList> {
    let found = list_consultations(&desk.app, &mut desk.ask).await?;
    Ok(Json(ConsultationList {
        consultations: found.iter().map(|one| line(one, &[])).collect(),
    }))
}

/// Opens one.
pub async fn one(mut desk: Desk, Path(text): Path<String>) -> Answer<ConsultationLine> {
    let (found, signposts) = open_consultation(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(line(&found, &signposts)))
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Ends one without a referral.
pub async fn end(mut desk: Desk, Path(text): Path<String>, Body(body): Body<Why>) -> Answer<Done> {
    end_consultation(&desk.app, &mut desk.ask, id(&text)?, &body.reason).await?;
    Ok(Done::ok())
}

/// Makes one a referral.
pub async fn refer(mut desk: Desk, Path(text): Path<String>) -> Answer<Kept> {
    let id = refer_consultation(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(Kept { id: id.to_string() }))
}

/// Somebody was pointed to a service.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignpostLine {
    /// The code of the service.
    pub service: String,
    /// Its name.
    pub name: String,
    /// Who did.
    pub by: String,
    /// When.
    pub at: String,
}

fn pointed(signpost: Signpost) -> SignpostLine {
    SignpostLine {
        service: signpost.service,
        name: signpost.service_name,
        by: signpost.by.name,
        at: signpost.at.to_string(),
    }
}

/// What was kept from one record.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignpostList {
    /// In the order of time.
    pub signposts: Vec<SignpostLine>,
}

/// Lists them.
pub async fn signposts(
    mut desk: Desk,
    Path((kind, record)): Path<(String, String)>,
) -> Answer<SignpostList> {
    let from = signpost_from(&kind, &record)?;
    let found = open_signposts(&desk.app, &mut desk.ask, from).await?;
    Ok(Json(SignpostList {
        signposts: found.into_iter().map(pointed).collect(),
    }))
}

/// A service of the directory.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its code.
    pub service: String,
}

/// Keeps one.
pub async fn signpost(
    mut desk: Desk,
    Path((kind, record)): Path<(String, String)>,
    Body(body): Body<Service>,
) -> Answer<SignpostLine> {
    let from = signpost_from(&kind, &record)?;
    let kept = record_signpost(&desk.app, &mut desk.ask, from, &body.service).await?;
    Ok(Json(pointed(kept)))
}

/// One line of who was given what.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shared {
    /// When.
    pub at: String,
    /// The agency.
    pub agency: String,
    /// What it got.
    pub what: String,
    /// Why, in words that name nobody.
    pub purpose: String,
    /// The code of the ground.
    pub ground: &'static str,
    /// Until when.
    pub until: String,
    /// Who shared.
    pub by: String,
}

/// A person's ledger.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ledger {
    /// The newest first.
    pub lines: Vec<Shared>,
}

fn given(line: LedgerLine) -> Shared {
    Shared {
        at: line.at.to_string(),
        agency: line.agency,
        what: line.what,
        purpose: line.purpose.to_owned(),
        ground: line.ground.code(),
        until: line.until,
        by: line.by,
    }
}

/// Reads it.
pub async fn shared(mut desk: Desk, Path(text): Path<String>) -> Answer<Ledger> {
    let ledger = disclosures(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(Ledger {
        lines: ledger.lines.into_iter().map(given).collect(),
    }))
}
