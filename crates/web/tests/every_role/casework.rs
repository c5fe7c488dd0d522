//! What hangs on the restricted case besides: an assessment, an order, a client of a support service, a nomination, a disclosure.

use hawthorn_app::Ask;
use hawthorn_app::matac::nominate::nominate;
use hawthorn_app::matac::record_disclosure::request_disclosure;
use hawthorn_app::matac::supervise::{Manage, give_summary, record_managing_body};
use hawthorn_app::risk::record_order::{RecordOrder, record_order};
use hawthorn_app::support::allocate::allocate_idva;
use hawthorn_domain::matac::disclosure::DisclosureDoor;
use hawthorn_domain::matac::supervision::{HarmRisk, Mappa, ReportStage};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_domain::risk::order::OrderKind;
use hawthorn_testkit::{Cast, TestApp};

use super::assessed::assessed;

/// Makes them, before the case is held closely.
pub async fn around(
    app: &TestApp,
    ask: &mut Ask,
    (person, other): (PersonId, PersonId),
    incident: IncidentId,
) -> Vec<(&'static str, String)> {
    let order = RecordOrder {
        victim: person,
        perpetrator: other,
        kind: OrderKind::NonMolestation,
        court: "Court of the zebrawood door".to_owned(),
        made: "2026-03-01".parse().unwrap(),
        given_at: None,
        served: None,
        starts: "2026-03-01".parse().unwrap(),
        ends: None,
        terms: "Not near the zebrawood door.".to_owned(),
        excluded: "1 Zebrawood Mews".to_owned(),
    };
    let order = record_order(&app.app, ask, order).await.unwrap();
    let service = Cast::Idva.agency(&app.book);
    let client = allocate_idva(&app.app, ask, person, None, &service).await;
    let nomination = nominate(&app.app, ask, other, "The zebrawood door.").await;
    let door = DisclosureDoor::RightToKnow;
    let disclosure = request_disclosure(&app.app, ask, other, person, door).await;
    let supervision = supervised(app, ask, other).await;
    let assessment = assessed(app, ask, (person, other), incident).await;
    vec![
        ("assessment", assessment),
        ("protective_order", order.to_string()),
        ("support_case", client.unwrap().to_string()),
        ("nomination", nomination.unwrap().to_string()),
        ("scheme_request", disclosure.unwrap().to_string()),
        ("supervision", supervision),
    ]
}

/// Supervised by probation, with a summary given: by somebody who may open the case, in probation's part.
async fn supervised(app: &TestApp, ask: &mut Ask, person: PersonId) -> String {
    let roles = ask.actor.roles.clone();
    ask.actor.roles.insert(Role::ProbationOfficer);
    let manage = Manage {
        body: "probation".to_owned(),
        harm: HarmRisk::High,
        mappa: Mappa::Two,
    };
    let made = record_managing_body(&app.app, ask, person, manage).await;
    let stage = Some(ReportStage::AfterSentence);
    give_summary(&app.app, ask, person, stage).await.unwrap();
    ask.actor.roles = roles;
    made.unwrap().to_string()
}
