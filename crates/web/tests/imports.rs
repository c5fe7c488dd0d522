//! Importing a police sheet through the pages: upload, look, columns, receipt, problems file, undo (HAU-4).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use axum::http::{StatusCode, header};
use common::{Page, Reader, Site};
use hawthorn_app::jobs::run::run_next;
use hawthorn_testkit::sketch::HEADINGS;
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, IncidentSketch};

const AT: &str = "2026-03-25T15:00:00Z";

/// A sheet with one row for each sketch; a bad one has no level.
fn sheet(rows: &[(&str, IncidentSketch)]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|(reference, sketch)| sketch.row(reference))
        .collect();
    format!("{HEADINGS}\r\n{}\r\n", rows.join("\r\n"))
}

fn good(surname: &str) -> IncidentSketch {
    IncidentSketch {
        victim_surname: surname.to_owned(),
        ..IncidentSketch::default()
    }
}

fn bad() -> IncidentSketch {
    IncidentSketch {
        level: "purple".to_owned(),
        ..good("Ashdown")
    }
}

async fn uploaded(reader: &Reader<'_>, text: &str) -> String {
    let sent = reader
        .upload(
            "/imports",
            "monday.csv",
            text.as_bytes(),
            &[("source", "north force")],
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    sent.location().to_owned()
}

async fn finished(site: &Site, reader: &Reader<'_>, path: &str) -> Page {
    while run_next(&site.app.app, &Still(site.now)).await.unwrap() {}
    reader.get(path).await
}

#[tokio::test]
async fn a_sheet_goes_from_upload_to_receipt_and_back() {
    let site = Site::at(AT).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    officer.get("/imports").await.is_whole().shows(&[
        "No sheet has been imported",
        "multipart/form-data",
        "value=\"police\"",
    ]);
    site.app
        .incident(IncidentSketch {
            reference: "W/1".to_owned(),
            summary: "Said before.".to_owned(),
            ..good("Ellwood")
        })
        .await;

    let path = uploaded(
        &officer,
        &sheet(&[
            ("W/1", good("Ellwood")),
            ("W/2", good("Ellwood")),
            ("W/3", good("<b>Okonjo</b>")),
            ("W/4", bad()),
        ]),
    )
    .await;
    let look = officer.get(&path).await;
    look.is_whole()
        .shows(&[
            "Start the import of 4 rows",
            "monday.csv, from north force",
            "name=\"column_0\"",
            "&lt;b&gt;Okonjo&lt;/b&gt;",
            "W/4",
            "Rows that cannot be read: 1",
        ])
        .hides(&["<b>Okonjo", "Ellwood – Hawthorn"]);

    let started = officer.post(&format!("{path}/start"), &[]).await;
    assert_eq!(started.location(), path);
    let running = officer.get(&path).await;
    running.is_whole().shows(&[
        "The import is running",
        "0 of 4 rows",
        "http-equiv=\"refresh\" content=\"2\"",
    ]);

    let receipt = finished(&site, &officer, &path).await;
    receipt
        .is_whole()
        .shows(&[
            "The import is finished",
            "Rows for a person to look at: 1",
            "Refused rows: 1",
            "W/4",
            "Possible duplicates",
            "href=\"/people/review\"",
            "Undo the whole import",
        ])
        .hides(&["http-equiv=\"refresh\""]);
    let file = officer.get(&format!("{path}/problems")).await;
    assert_eq!(
        file.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    assert_eq!(
        file.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"rows-to-correct.csv\""
    );
    file.shows(&["purple", "W/4", "W/1"]).hides(&["W/2"]);
    officer
        .get("/imports")
        .await
        .shows(&["monday.csv", "Finished", "SupportOfficer Example"]);

    let undone = officer.post(&format!("{path}/undo"), &[]).await;
    assert_eq!(undone.location(), format!("{path}?done=undone"));
    let page = officer.get(undone.location()).await;
    page.is_whole()
        .shows(&["The import was undone", "The whole import is undone"])
        .hides(&["Undo the whole import"]);
    assert!(
        site.app
            .store
            .incident_by_reference(&site.app.ask(Cast::SupportOfficer, AT).actor.area, "W/2")
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn problems_with_columns_stand_beside_their_selects_and_lose_nothing() {
    let site = Site::at(AT).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    let path = uploaded(&officer, &sheet(&[("C/1", good("Ellwood"))])).await;
    let twice = officer
        .post(
            &format!("{path}/columns"),
            &[
                ("column_0", "reference"),
                ("column_1", "reference"),
                ("column_2", "summary"),
            ],
        )
        .await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    twice.is_whole().shows(&[
        "Two columns are said to hold “Incident reference”",
        "href=\"#column_1\"",
        "href=\"#level\"",
        "id=\"level\"",
        "Choose the column that holds “Risk level”",
    ]);
    let select = twice
        .body
        .split("name=\"column_2\"")
        .nth(1)
        .unwrap()
        .split("</select>")
        .next()
        .unwrap()
        .to_owned();
    assert!(select.contains("value=\"summary\" selected"), "{select}");
    let started = officer
        .post(&format!("{path}/start"), &[("column_0", "reference")])
        .await;
    assert_eq!(
        started.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nothing starts without a level"
    );
    let kept = officer
        .post(
            &format!("{path}/columns"),
            &[("column_0", "reference"), ("column_5", "level")],
        )
        .await;
    assert_eq!(kept.location(), format!("{path}?done=columns"));
    officer
        .get(kept.location())
        .await
        .shows(&["The columns are kept"]);
}

/// The page's own list of what a column can hold is the service's list: every code is known there.
#[tokio::test]
async fn everything_that_a_column_can_hold_is_known_to_the_service() {
    let site = Site::at(AT).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    let codes: Vec<&str> = hawthorn_web::pages::incidents::imports::choices::CHOICES
        .iter()
        .map(|(code, _)| *code)
        .collect();
    let headings: Vec<String> = (0..codes.len())
        .map(|column| format!("Heading {column}"))
        .collect();
    let text = format!(
        "{}\r\n{}\r\n",
        headings.join(","),
        vec!["x"; codes.len()].join(",")
    );
    let path = uploaded(&officer, &text).await;
    let names: Vec<String> = (0..codes.len())
        .map(|column| format!("column_{column}"))
        .collect();
    let form: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(codes.iter().copied())
        .collect();
    let kept = officer.post(&format!("{path}/columns"), &form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
}

#[tokio::test]
async fn a_file_that_is_no_sheet_or_too_large_is_refused_beside_the_field() {
    let site = Site::at(AT).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    for (name, bytes) in [
        ("empty.csv", Vec::new()),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000".to_vec()),
        ("large.csv", vec![b'a'; 27 * 1024 * 1024]),
    ] {
        let refused = officer
            .upload("/imports", name, &bytes, &[("source", "north force")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        refused
            .is_whole()
            .shows(&["href=\"#file\"", "There is a problem"]);
    }
    let large = sheet(&vec![("L/1", good("Ellwood")); 20_000]);
    assert!(
        large.len() > 3_000_000,
        "larger than the limit that other forms have"
    );
    uploaded(&officer, &large).await;
}

#[tokio::test]
async fn imports_are_for_the_police_desk() {
    let site = Site::at(AT).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    let path = uploaded(&officer, &sheet(&[("F/1", good("Ellwood"))])).await;
    let worker = site.sign_in(Cast::SocialWorker).await;
    for page in [
        worker.get("/imports").await,
        worker.get(&path).await,
        worker.post(&format!("{path}/start"), &[]).await,
    ] {
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        page.hides(&["monday.csv"]);
    }
    for missing in [
        "/imports/N-nothing",
        "/imports/I-01KMJ9Z0Y00000000000000000",
    ] {
        assert_eq!(officer.get(missing).await.status, StatusCode::NOT_FOUND);
    }
}
