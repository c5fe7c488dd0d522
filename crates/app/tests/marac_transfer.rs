//! From MARAC to MARAC: one area sends a case as a file and another takes it in, once, without an address (R168, R188, F29).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod meeting;

use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::send_transfer::{
    SendTransfer, TransferForm, acknowledge_transfer, send_transfer, transfer_file,
};
use hawthorn_app::marac::take_in_transfer::take_in_transfer;
use hawthorn_app::people::secret_places::add_secret_place;
use hawthorn_app::risk::record_order::{RecordOrder, record_order};
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::marac::Criterion;
use hawthorn_domain::marac::transfer::TransferPart;
use hawthorn_domain::people::leak::SecretKind;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::risk::order::OrderKind;
use hawthorn_testkit::{Cast, TestApp};
use meeting::{BEFORE, pair};

const LATER: &str = "2026-03-27T10:00:00Z";

fn send(referral: MaracReferralId, why: &str) -> SendTransfer {
    SendTransfer {
        referral,
        to_area: "Warwickshire".into(),
        why: why.into(),
        parts: TransferPart::ALL.to_vec(),
    }
}

#[tokio::test]
async fn a_case_goes_from_one_area_to_another() {
    let here = TestApp::sqlite_in("wolverhampton").await;
    let id = pair(&here, "Ellwood").await;
    let mut coordinator = here.ask(Cast::Coordinator, BEFORE);
    let case = open_marac_referral(&here.app, &mut coordinator, id)
        .await
        .unwrap();
    let order = RecordOrder {
        victim: case.victim.person.unwrap(),
        perpetrator: case.perpetrator.person.unwrap(),
        kind: OrderKind::NonMolestation,
        court: "Family court".into(),
        made: "2026-03-01".parse().unwrap(),
        given_at: None,
        served: Some("2026-03-02".parse().unwrap()),
        starts: "2026-03-01".parse().unwrap(),
        ends: None,
        terms: "No contact of any kind.".into(),
        excluded: "12 Quiet Mews, CV12 6BF".into(),
    };
    record_order(&here.app, &mut coordinator, order)
        .await
        .unwrap();
    let place = send_transfer(
        &here.app,
        &mut coordinator,
        send(id, "She moves on Friday."),
    )
    .await
    .unwrap();
    let file = transfer_file(&here.app, &mut coordinator, id, place, TransferForm::Json)
        .await
        .unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains("No contact of any kind."), "{text}");
    for secret in ["Quiet Mews", "CV12 6BF", "Test Avenue"] {
        assert!(!text.contains(secret), "{secret} left with the file");
    }
    let pdf = transfer_file(&here.app, &mut coordinator, id, place, TransferForm::Pdf)
        .await
        .unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let nobody = acknowledge_transfer(&here.app, &mut coordinator, id, place, " ").await;
    assert!(matches!(nobody, Err(Refusal::Fields(_))), "{nobody:?}");
    acknowledge_transfer(&here.app, &mut coordinator, id, place, "Una Example")
        .await
        .unwrap();

    let there = TestApp::sqlite().await;
    let mut receiving = there.ask(Cast::Coordinator, LATER);
    let taken = take_in_transfer(&there.app, &mut receiving, &file.bytes)
        .await
        .unwrap();
    let case = open_marac_referral(&there.app, &mut receiving, taken)
        .await
        .unwrap();
    assert_eq!(case.moved_from.as_deref(), Some("Wolverhampton"));
    assert!(
        case.around.assess_anew,
        "a move can raise or lower the risk"
    );
    let mut met = case.findings_then.iter().filter(|found| found.met);
    assert!(met.any(|found| found.criterion == Criterion::TransferIn));
    assert_eq!(case.victim.name, "Katarzyna Ellwood");
    let own = take_in_transfer(&here.app, &mut coordinator, &file.bytes).await;
    assert!(matches!(own, Err(Refusal::Fields(_))), "{own:?}");
    only_whole_and_once(&there, &mut receiving, &file.bytes).await;
}

/// The same file again, and files that are none, are refused in words.
async fn only_whole_and_once(there: &TestApp, receiving: &mut Ask, file: &[u8]) {
    for refused in [file, &b"{}"[..], b"not json", &file[..file.len() / 2]] {
        let refused = take_in_transfer(&there.app, receiving, refused).await;
        assert!(matches!(refused, Err(Refusal::Fields(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_secret_place_stops_the_document() {
    let app = TestApp::sqlite().await;
    let id = pair(&app, "Ellwood").await;
    let mut coordinator = app.ask(Cast::Coordinator, BEFORE);
    let case = open_marac_referral(&app.app, &mut coordinator, id)
        .await
        .unwrap();
    let victim = case.victim.person.unwrap();
    add_secret_place(
        &app.app,
        &mut coordinator,
        victim,
        SecretKind::Refuge,
        "12 Quiet Mews",
        "",
    )
    .await
    .unwrap();
    let stopped = send_transfer(
        &app.app,
        &mut coordinator,
        send(id, "Now at 12 quiet mews."),
    )
    .await;
    let Err(Refusal::Rule(words)) = stopped else {
        panic!("{stopped:?}");
    };
    assert!(!words.to_lowercase().contains("quiet"), "{words}");
    let refused = send_transfer(
        &app.app,
        &mut app.ask(Cast::Idva, BEFORE),
        send(id, "A move."),
    )
    .await;
    assert!(refused.is_err(), "only the coordinator sends a case");
}
