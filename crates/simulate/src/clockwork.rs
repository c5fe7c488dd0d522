//! What the service does by itself while the county is played: chasing, sending mail, freezing sheets, doing jobs; and agencies that answer by mail (R134–R140).

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use hawthorn_app::incidents::freeze_sheet::freeze_due;
use hawthorn_app::jobs::run::{Surroundings, run_next};
use hawthorn_app::platform::ask::Dice;
use hawthorn_app::platform::chase::{Sweep, chase_due};
use hawthorn_app::platform::mail::ledger::open_ledger;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::{App, Refusal};
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::RequestId;
use hawthorn_domain::platform::mail::{About, MessageKind, MessageState};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::settings::mail::Contact;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::hours::plus;
use crate::luck::Luck;
use crate::world::{Step, World};

/// The service looks at its own work this often, in minutes. The real one does so every minute.
pub const EVERY: i64 = 30;
/// An agency by mail looks for the question again after so many minutes when it has not come.
const AGAIN: i64 = 60;
/// The most jobs of one round; more than a month has.
const MOST: usize = 10_000;

/// What goes wrong while the county is played.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trouble {
    /// Agencies that answer four times as slowly as the others.
    pub slow: Vec<AgencyCode>,
    /// An agency where nobody is at work on one day.
    pub down: Option<(AgencyCode, Date)>,
    /// A day on which the mail server takes nothing.
    pub no_mail_on: Option<Date>,
}

/// What a post office does, once it is done.
pub type Posted<'a, T> = Pin<Box<dyn Future<Output = Result<T, Refusal>> + Send + 'a>>;

/// The mail of the county, which whoever plays it brings along.
pub trait Post: Send + Sync {
    /// Lets everything leave whose turn has come; on a day without a mail server it finds none.
    fn leave<'a>(
        &'a self,
        app: &'a App,
        around: &'a dyn Surroundings,
        works: bool,
    ) -> Posted<'a, ()>;
    /// Hands a mail to the hub; whether it was filed with the request that it answers.
    fn arrive<'a>(
        &'a self,
        app: &'a App,
        around: &'a dyn Surroundings,
        area: &'a AreaCode,
        mail: String,
    ) -> Posted<'a, bool>;
}

/// A moment of the county with chance of its own.
struct Moment {
    at: Timestamp,
    luck: Mutex<Luck>,
}

impl Surroundings for Moment {
    fn now(&self) -> Timestamp {
        self.at
    }
    fn dice(&self) -> Dice {
        let mut luck = self.luck.lock().unwrap_or_else(PoisonError::into_inner);
        Box::new(luck.part())
    }
}

fn moment(world: &mut World<'_>, at: Timestamp) -> Moment {
    Moment {
        at,
        luck: Mutex::new(world.luck.part()),
    }
}

/// One round of everything that the service does by itself.
pub(crate) async fn round(world: &mut World<'_>, at: Timestamp) -> Told<()> {
    let around = moment(world, at);
    let app = world.app;
    freeze_due(app, at, around.dice().as_mut()).await?;
    world.tally.chasers += chase_due(app, &around, Sweep::Usual).await?;
    for _ in 0..MOST {
        if !run_next(app, &around).await? {
            break;
        }
    }
    if let Some(post) = world.post {
        let works = world.trouble.no_mail_on != Some(london_date(at));
        post.leave(app, &around, works).await?;
    }
    world.plan(plus(at, EVERY), Step::Clockwork);
    Ok(())
}

/// Whether an agency is asked by mail and answers by mail.
pub(crate) fn is_by_mail(world: &World<'_>, at: Timestamp, agency: &AgencyCode) -> Told<bool> {
    let settings = world.settings(at)?;
    Ok(settings
        .agency(agency.as_str())
        .is_some_and(|agency| agency.contact == Contact::Mail))
}

/// How many times as long as others an agency takes.
pub(crate) fn slowness(world: &World<'_>, agency: &AgencyCode) -> i64 {
    if world.trouble.slow.contains(agency) {
        4
    } else {
        1
    }
}

/// Whether nobody of an agency is at work.
pub(crate) fn is_down(world: &World<'_>, at: Timestamp, agency: &AgencyCode) -> bool {
    world
        .trouble
        .down
        .as_ref()
        .is_some_and(|(down, day)| down == agency && *day == london_date(at))
}

/// Whether the question has left by mail, as the hub's ledger shows it.
async fn has_come(world: &mut World<'_>, at: Timestamp, request: RequestId) -> Told<bool> {
    let mut ask = world.ask_one(Role::MashServiceManager, at)?;
    let ledger = open_ledger(world.app, &mut ask).await?;
    Ok(ledger.done.iter().any(|row| {
        row.message.about == About::Request(request)
            && row.message.kind == MessageKind::Request
            && row.message.state == MessageState::Sent
    }))
}

/// The agency writes back, once the question has reached it.
pub(crate) async fn mail_reply(
    world: &mut World<'_>,
    at: Timestamp,
    place: usize,
    nth: usize,
) -> Told<()> {
    let Some(sent) = world.made(place).requests.get(nth).cloned() else {
        return Ok(());
    };
    if !has_come(world, at, sent.id).await? {
        world.plan(plus(at, AGAIN), Step::Reply(place, nth));
        return Ok(());
    }
    let settings = world.settings(at)?;
    let route = settings
        .agency(sent.agency.as_str())
        .and_then(|agency| agency.route.clone());
    let (Some(route), Some(server)) = (route, settings.mail.authentication_server.clone()) else {
        return Err(Refusal::Broken(
            "an agency by mail has no address".to_owned(),
        ));
    };
    let domain = route.address.rsplit('@').next().unwrap_or_default();
    let words = world.luck.pick(&[
        "Known since last year; support was offered and taken up.",
        "Not known to us under these names.",
        "Known before only. The file was closed in the spring.",
    ]);
    let mail = format!(
        "Authentication-Results: {server}; dmarc=pass header.from={domain}\r\nFrom: Contact <{from}>\r\nTo: hub@hub.example\r\nSubject: {tag} {reference}\r\nDate: {date}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n",
        from = route.address,
        tag = settings.triage.reply_subject,
        reference = sent.id.short(),
        date = at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
    );
    let around = moment(world, at);
    let Some(post) = world.post else {
        return Ok(());
    };
    let answered = post.arrive(world.app, &around, &world.area, mail).await?;
    if let Some(sent) = world.made(place).requests.get_mut(nth) {
        sent.answered = answered;
    }
    world.tally.replies += usize::from(answered);
    Ok(())
}
