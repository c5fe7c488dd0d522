//! A risk assessment of the restricted case.

use hawthorn_app::Ask;
use hawthorn_app::risk::begin_assessment::{BeginAssessment, begin_assessment};
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_testkit::TestApp;

/// Begins one, before the case is held closely.
pub async fn assessed(
    app: &TestApp,
    ask: &mut Ask,
    (victim, perpetrator): (PersonId, PersonId),
    incident: IncidentId,
) -> String {
    let input = BeginAssessment {
        victim,
        perpetrator,
        incident: Some(incident),
        instrument: "safelives_dash".to_owned(),
    };
    let begun = begin_assessment(&app.app, ask, input).await;
    begun.unwrap().to_string()
}
