//! A case held closely changes not one byte of what anybody outside it is answered, on any page (R218).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;
#[allow(dead_code, reason = "this file uses its own part of it")]
#[path = "every_role/world.rs"]
mod world;

#[path = "two_worlds/build.rs"]
mod build;

use build::{World, world as built};
use common::{Page, Reader, Site};
use hawthorn_app::governance::named_access::{name_on_record, release_record, remove_from_record};
use hawthorn_app::people::history::RecordKind;
use hawthorn_domain::platform::actor::Role;
use hawthorn_testkit::test_app::{alone, chance_from};
use world::{Expected, Ids, NOW, committed, rank};

/// The two roles that are told of every restricted record: they are not outside it.
const TOLD: [Role; 2] = [Role::PoliceSupervisor, Role::MashServiceManager];

/// What the case held closely could be searched by.
const LOOKED_FOR: &[&str] = &[
    "Ottoline Quillfeather",
    "Quillfeather 09/09/1970",
    "09/09/1970",
    "Thistlewhite",
    "QX/77/26",
    "qx/77/26",
    "zebrawood",
];

/// Values under every name that a form has, so that a form reaches the record it is about.
const FORM: &[(&str, &str)] = &[
    ("reason", "A reason."),
    ("note", "A note."),
    ("check", "level"),
    ("to", "medium"),
    ("agreed", "yes"),
    ("answer", "different"),
    ("outcome", "refer"),
    ("q", "Ottoline"),
    ("rag", "red"),
    ("why", "To judge the risk."),
    ("text", "Words."),
    ("words", "Words."),
    ("discussion", "Words."),
    ("state", "done"),
    ("holds", "yes"),
    ("way", "up"),
    ("whose", "person"),
    ("never", "Words."),
    ("asked-day", "1"),
    ("asked-month", "4"),
    ("asked-year", "2026"),
];

/// One world being asked the same questions as the other.
struct Asked {
    site: Site,
    tokens: Vec<(Role, String)>,
}

impl Asked {
    fn of(world: World) -> (Self, Ids, Option<Ids>) {
        let site = Site::over(world.app, NOW);
        let asked = Self {
            site,
            tokens: world.tokens,
        };
        (asked, world.open, world.sealed)
    }
    async fn call(&self, who: usize, how: &str, path: &str, form: &[(&str, &str)]) -> Page {
        let mut reader: Reader<'_> = self.site.stranger();
        reader.token = Some(self.tokens[who].1.clone());
        match how {
            "GET" => reader.get(path).await,
            _ => reader.post(path, form).await,
        }
    }
}

/// What of an answer a browser or a program could tell apart.
fn told(page: &Page) -> (u16, String, Vec<(String, String)>) {
    let header = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        let value = value.to_str().unwrap_or_default().to_owned();
        (name.to_string(), value)
    };
    let mut headers: Vec<_> = page.headers.iter().map(header).collect();
    headers.sort();
    (page.status.as_u16(), page.body.clone(), headers)
}

/// The first place where two texts part, with a little of what stands around it.
fn parts(with: &str, without: &str) -> String {
    let at = with
        .bytes()
        .zip(without.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let around = |text: &str| {
        let from = at.saturating_sub(60);
        String::from_utf8_lossy(
            text.as_bytes()
                .get(from..(at + 90).min(text.len()))
                .unwrap_or_default(),
        )
        .into_owned()
    };
    format!("…{}… and without it …{}…", around(with), around(without))
}

struct Worlds {
    with: Asked,
    without: Asked,
    wrong: Vec<String>,
    asked: usize,
}

impl Worlds {
    /// Puts the same question to both worlds as every role that is outside the case.
    async fn ask(&mut self, how: &str, path: &str, form: &[(&str, &str)]) {
        for who in 0..self.with.tokens.len() {
            let role = self.with.tokens[who].0;
            if TOLD.contains(&role) {
                continue;
            }
            // Both draw the same lots, so that what they make has the same identifiers.
            self.asked += 1;
            let lots = 2_000_000 + self.asked as u64 * 64;
            chance_from(lots);
            let with = self.with.call(who, how, path, form).await;
            chance_from(lots);
            let without = self.without.call(who, how, path, form).await;
            let (with, without) = (told(&with), told(&without));
            if with != without {
                let place = if with.1 == without.1 {
                    format!("{:?} and {:?}", (with.0, with.2), (without.0, without.2))
                } else {
                    parts(&with.1, &without.1)
                };
                self.wrong
                    .push(format!("{how} {path} as {}: {place}", role.code()));
            }
        }
    }
}

/// Opening a restricted record in an emergency is meant to open it; without a reference it does not.
fn routes() -> Vec<Expected> {
    let mut routes = committed("Pages");
    routes.sort_by_key(rank);
    routes.retain(|route| route.act.is_some() && !route.path.contains("sign-out"));
    routes.retain(|route| !route.path.contains("/account/"));
    routes
}

#[tokio::test]
async fn nobody_outside_the_case_can_tell_by_any_page_whether_it_is_there() {
    let _alone = alone().await;
    let (with, open, sealed) = Asked::of(built(true).await);
    let sealed = sealed.unwrap();
    let (without, same, _) = Asked::of(built(false).await);
    assert_eq!(open.0, same.0, "the worlds are alike but for the case");
    let mut worlds = Worlds {
        with,
        without,
        wrong: Vec::new(),
        asked: 0,
    };
    for text in LOOKED_FOR {
        worlds.ask("POST", "/search", &[("q", text)]).await;
    }
    for route in routes() {
        for ids in [&open, &sealed] {
            for path in ids.fill(&route.path) {
                worlds.ask(&route.how, &path, FORM).await;
            }
        }
    }
    assert!(worlds.asked > 4_000, "{} questions", worlds.asked);
    assert!(
        worlds.wrong.is_empty(),
        "{} of {} answers tell of the case:\n{}",
        worlds.wrong.len(),
        worlds.asked,
        worlds.wrong.join("\n")
    );
}

/// The pages of what was made of a case's people, besides the incident and its referrals.
const WORK: &[(&str, &str)] = &[
    ("/order/", "protective_order"),
    ("/matac/", "nomination"),
    ("/matac/person/", "other"),
];

/// For each page of [`WORK`], the roles outside the case to whom it is answered.
async fn answered(site: &Site, tokens: &[(Role, String)], ids: &Ids) -> Vec<Vec<Role>> {
    let mut all = Vec::new();
    for (path, kind) in WORK {
        let mut roles = Vec::new();
        for (role, token) in tokens.iter().filter(|(role, _)| !TOLD.contains(role)) {
            let mut reader: Reader<'_> = site.stranger();
            reader.token = Some(token.clone());
            let page = reader.get(&format!("{path}{}", ids.of(kind))).await;
            if page.status.as_u16() == 200 {
                roles.push(*role);
            }
        }
        all.push(roles);
    }
    all
}

#[tokio::test]
async fn whoever_is_named_on_the_case_opens_what_was_made_of_its_people_and_nobody_else() {
    let _alone = alone().await;
    let world = built(true).await;
    let sealed = world.sealed.unwrap();
    let incident = sealed.of("incident").to_owned();
    let (service, access) = (world.app.app.clone(), world.app.ask(build::LEAD, NOW));
    let site = Site::over(world.app, NOW);
    let open = answered(&site, &world.tokens, &world.open).await;
    assert!(open.iter().all(|roles| roles.len() > 1), "{open:?}");
    let nobody = vec![Vec::new(); WORK.len()];
    assert_eq!(answered(&site, &world.tokens, &sealed).await, nobody);

    // One account after the other: each is let in, and no other with it.
    let mut lead = access;
    let kind = RecordKind::Incident;
    let why = "Works on it.";
    for (role, _) in world.tokens.iter().filter(|(role, _)| !TOLD.contains(role)) {
        let account = role.code().replace('_', "-");
        name_on_record(&service, &mut lead, kind, &incident, &account, why)
            .await
            .unwrap();
        let wanted: Vec<Vec<Role>> = open
            .iter()
            .map(|roles| roles.iter().copied().filter(|one| one == role).collect())
            .collect();
        assert_eq!(
            answered(&site, &world.tokens, &sealed).await,
            wanted,
            "{role:?} named"
        );
        remove_from_record(&service, &mut lead, kind, &incident, &account, why)
            .await
            .unwrap();
    }
    assert_eq!(answered(&site, &world.tokens, &sealed).await, nobody);
    release_record(&service, &mut lead, kind, &incident, why)
        .await
        .unwrap();
    assert_eq!(answered(&site, &world.tokens, &sealed).await, open);
}
