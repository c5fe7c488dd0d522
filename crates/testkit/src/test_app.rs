//! The whole service on a fresh database, with the cast at hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hawthorn_app::directory::load_directory::{LoadedDirectory, load_directory};
use hawthorn_app::incidents::{run_import, upload};
use hawthorn_app::jobs::run::{Surroundings, run_next};
use hawthorn_app::platform::ask::Dice;
use hawthorn_app::{App, Ask};
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::settings::AreaBook;
use hawthorn_store::Store;
use jiff::Timestamp;

use crate::{Cast, CountingDice, IncidentSketch, database, sketch};

static SEEDS: AtomicU64 = AtomicU64::new(1);

/// A service with a database of its own.
pub struct TestApp {
    /// The service.
    pub app: Arc<App>,
    /// Its store, for looking behind the service.
    pub store: Store,
    /// The area the cast works in.
    pub book: AreaBook,
    _folder: Option<tempfile::TempDir>,
}

/// A moment and dice that stand still and repeat.
pub struct Still(pub Timestamp);

impl Surroundings for Still {
    fn now(&self) -> Timestamp {
        self.0
    }
    fn dice(&self) -> Dice {
        Box::new(CountingDice::new(
            SEEDS.fetch_add(1, Ordering::Relaxed) << 20,
        ))
    }
}

/// Tests that draw their own lots wait for one another here.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// For a test that draws its own lots: chance is shared by all tests of one process, so those of
/// one file must not run at once.
pub async fn alone() -> tokio::sync::MutexGuard<'static, ()> {
    ALONE.lock().await
}

/// Lets chance go on from a number, so that two worlds made alike go on alike.
pub fn chance_from(number: u64) {
    SEEDS.store(number, Ordering::Relaxed);
}

impl TestApp {
    /// On SQLite, in Warwickshire.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder of its own");
        let store = database::sqlite(folder.path()).await;
        Self::on(store, "warwickshire", Some(folder)).await
    }

    /// On SQLite, in another area that ships with Hawthorn.
    pub async fn sqlite_in(area: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder of its own");
        let store = database::sqlite(folder.path()).await;
        Self::on(store, area, Some(folder)).await
    }

    /// Once on each database, in a Warwickshire whose settings were changed.
    pub async fn each_database_with(change: impl Fn(&mut AreaBook)) -> Vec<Self> {
        let folder = tempfile::tempdir().expect("a folder of its own");
        let store = database::sqlite(folder.path()).await;
        let mut apps = vec![Self::changed(store, "warwickshire", Some(folder), &change).await];
        if let Some(store) = database::postgres().await {
            apps.push(Self::changed(store, "warwickshire", None, &change).await);
        }
        apps
    }

    /// Once on SQLite and, when the tests were given a server, once on PostgreSQL.
    pub async fn each_database() -> Vec<Self> {
        let mut apps = vec![Self::sqlite().await];
        if let Some(store) = database::postgres().await {
            apps.push(Self::on(store, "warwickshire", None).await);
        }
        apps
    }

    async fn on(store: Store, area: &str, folder: Option<tempfile::TempDir>) -> Self {
        Self::changed(store, area, folder, &|_| {}).await
    }

    async fn changed(
        store: Store,
        area: &str,
        folder: Option<tempfile::TempDir>,
        change: &dyn Fn(&mut AreaBook),
    ) -> Self {
        let mut books = hawthorn_connect::platform::bundled_areas().expect("the bundled areas");
        for book in books.iter_mut().filter(|book| book.code.as_str() == area) {
            change(book);
        }
        let book = books
            .iter()
            .find(|book| book.code.as_str() == area)
            .expect("the area")
            .clone();
        let holidays =
            hawthorn_connect::platform::bundled_bank_holidays().expect("the bundled bank holidays");
        // A store that somebody only looks at keeps the name it has.
        if store.meta("database").await.expect("a store").is_none() {
            store
                .set_meta("database", "test")
                .await
                .expect("a fresh store");
        }
        let app = App::start(store.clone(), books, holidays)
            .await
            .expect("a service")
            .reached_at(Some("https://hub.example".to_owned()))
            .sending_mail(true);
        Self {
            app: Arc::new(app),
            store,
            book,
            _folder: folder,
        }
    }

    /// A service in an area over a store that is there already.
    pub async fn over(store: Store, area: &str) -> Self {
        Self::on(store, area, None).await
    }

    /// The same database under a service that is started anew, as after a restart.
    pub async fn started_again(self) -> Self {
        let area = self.book.code.to_string();
        Self::on(self.store, &area, self._folder).await
    }

    /// A request of one of the cast at a moment such as `2026-03-25T14:00:00Z`.
    pub fn ask(&self, who: Cast, at: &str) -> Ask {
        let now: Timestamp = at.parse().expect("a moment");
        Ask::new(who.actor(&self.book), now, Still(now).dice())
    }

    /// Loads the services that ship with Hawthorn into the area's directory, before any test begins.
    pub async fn load_directory(&self) -> LoadedDirectory {
        let entries = hawthorn_connect::directory::bundled_directory(&self.book.code)
            .expect("the bundled services");
        let mut dice = CountingDice::new(0xD1);
        let now = Timestamp::constant(1_750_000_000, 0);
        load_directory(
            &self.app,
            &self.book.code,
            entries,
            Doer::system("test"),
            now,
            &mut dice,
        )
        .await
        .expect("the services fit the area")
    }

    /// Brings an incident in by a one-row sheet, at the moment it was received, and gives its identifier.
    pub async fn incident(&self, sketch: IncidentSketch) -> IncidentId {
        let reference = if sketch.reference.is_empty() {
            format!("T/{}", SEEDS.fetch_add(1, Ordering::Relaxed))
        } else {
            sketch.reference.clone()
        };
        let text = format!("{}\r\n{}\r\n", sketch::HEADINGS, sketch.row(&reference));
        let mut ask = self.ask(Cast::SupportOfficer, &moment(&sketch.received));
        let run = upload::upload_sheet(
            &self.app,
            &mut ask,
            "test",
            "sheet.csv",
            upload::Sheet::Bytes(text.as_bytes()),
        )
        .await
        .expect("the sheet is read");
        run_import::start_import(&self.app, &mut ask, run.id)
            .await
            .expect("the import starts");
        while run_next(&self.app, &Still(ask.now))
            .await
            .expect("the job runs")
        {}
        let kept = self
            .store
            .incident_by_reference(&run.area, &reference)
            .await
            .expect("the store answers");
        kept.unwrap_or_else(|| panic!("the row of {reference} was not made into an incident"))
            .id
    }

    /// The newest word to the keepers of restricted records that nobody has looked into.
    pub async fn keeper_notice(&self) -> String {
        let keeper = self.ask(Cast::MashManager, "2026-04-07T08:45:00Z");
        let scope = keeper.scope(&self.app).expect("the area is served");
        let waiting = self.store.open_keeper_notices(&scope, 1).await;
        let waiting = waiting.expect("the store answers");
        waiting.first().expect("a notice waits").id.to_string()
    }

    /// An incident as it is kept, whatever the reader's scope.
    pub async fn kept(&self, id: IncidentId) -> Incident {
        self.store
            .get_unscoped::<Incident>(&id.to_string())
            .await
            .expect("the store answers")
            .expect("the incident")
            .value
    }
}

/// `dd/mm/yyyy hh:mm` in London as an ISO moment.
fn moment(text: &str) -> String {
    let (date, time) = text.split_once(' ').expect("a date and a time");
    let parts: Vec<&str> = date.split('/').collect();
    let civil: jiff::civil::DateTime = format!("{}-{}-{}T{time}:00", parts[2], parts[1], parts[0])
        .parse()
        .expect("a date and a time");
    hawthorn_domain::platform::calendar::london()
        .to_timestamp(civil)
        .expect("a moment in London")
        .to_string()
}
