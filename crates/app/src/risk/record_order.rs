//! Records a protective order, that it was served, a breach, or its early end (R325–R327, F53).

use hawthorn_domain::people::leak::{SecretKind, SecretPlace};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{OrderId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::order::{
    Breach, EarlyEnd, OrderKind, OrderRefusal, ProtectiveOrder, may_end, may_record, may_serve,
    may_tell_breach,
};
use hawthorn_store::Stored;
use jiff::Timestamp;
use jiff::civil::Date;

use super::orders;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};

/// The most places that one order names; an order with more is read as a map.
const MOST_PLACES: usize = 12;

/// What is known of an order.
#[derive(Debug, Clone)]
pub struct RecordOrder {
    /// Whom it protects.
    pub victim: PersonId,
    /// Whom it binds.
    pub perpetrator: PersonId,
    /// What kind.
    pub kind: OrderKind,
    /// The court or the officer.
    pub court: String,
    /// The day on which it was made.
    pub made: Date,
    /// The moment at which a notice was given.
    pub given_at: Option<Timestamp>,
    /// The day on which it was served.
    pub served: Option<Date>,
    /// Its first day.
    pub starts: Date,
    /// Its last day; none until further order.
    pub ends: Option<Date>,
    /// What it forbids or demands.
    pub terms: String,
    /// Places to stay away from, a line each.
    pub excluded: String,
}

/// Records an order.
///
/// # Errors
/// When a person is not there for this reader, something is missing, or the days do not follow.
pub async fn record_order(app: &App, ask: &mut Ask, input: RecordOrder) -> Told<OrderId> {
    // Load
    let scope = ask.scope(app)?;
    let (one, other) = orders::pair(app, &scope, input.victim, input.perpetrator).await?;
    let held = orders::held(&one, &other);
    // Allow
    ask.allow(app, Verb::RecordOrder, &Thing::record(ask.area(), &held))
        .await?;
    // Decide
    let order = ProtectiveOrder {
        id: OrderId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        victim: input.victim,
        perpetrator: input.perpetrator,
        kind: input.kind,
        court: short("court", &input.court)?,
        made: input.made,
        given_at: input.given_at,
        served: input.served,
        starts: input.starts,
        ends: input.ends,
        terms: long("terms", &input.terms)?,
        excluded: places(&input.excluded)?,
        breaches: Vec::new(),
        ended: None,
        recorded_by: ask.doer(),
        recorded_at: ask.now,
        restriction: held,
    };
    may_record(&order, ask.today()).map_err(refused)?;
    // Keep
    let words = format!(
        "Recorded a protective order: {}",
        order.kind.label().to_lowercase()
    );
    let mut tx = app.store.begin().await?;
    tx.create(&order, ask.entry(Deed::Created, Verb::RecordOrder, words))
        .await?;
    tx.finish().await?;
    // Tell
    Ok(order.id)
}

/// Each line is a place; what stands after the last comma and looks like a postcode is one.
fn places(text: &str) -> Told<Vec<SecretPlace>> {
    let text = long("excluded", text)?;
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > MOST_PLACES {
        let words = format!("Write {MOST_PLACES} places or fewer.");
        return Err(Refusal::field("excluded", words));
    }
    let mut all = Vec::new();
    for line in lines {
        if line.chars().filter(|c| c.is_alphanumeric()).count() < 4 {
            let words = "Write each place as it would stand on a letter, a line each.";
            return Err(Refusal::field("excluded", words));
        }
        let (first, last) = line.rsplit_once(',').unwrap_or((line, ""));
        let is_code = last.chars().any(|c| c.is_ascii_digit()) && last.trim().len() <= 8;
        all.push(SecretPlace {
            kind: SecretKind::Other,
            line: if is_code { first.trim() } else { line }.to_owned(),
            postcode: if is_code { last.trim() } else { "" }.to_owned(),
        });
    }
    Ok(all)
}

/// Records that an order was served.
///
/// # Errors
/// When it is not there for this reader, it was recorded before, or the day does not fit.
pub async fn order_served(app: &App, ask: &mut Ask, id: OrderId, on: Date) -> Told<()> {
    let read = orders::order(app, ask, id, Verb::RecordOrder).await?;
    may_serve(&read, on, ask.today()).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.served = Some(on);
    keep(
        app,
        ask,
        &read,
        &changed,
        "Recorded that the order was served",
    )
    .await
}

/// Records a breach.
///
/// # Errors
/// When the order is not there for this reader, nothing is said, or the day does not fit.
pub async fn order_breached(
    app: &App,
    ask: &mut Ask,
    id: OrderId,
    on: Date,
    what: &str,
    police_know: bool,
) -> Told<()> {
    let read = orders::order(app, ask, id, Verb::RecordOrder).await?;
    let what = long("what", what)?;
    may_tell_breach(&read, on, &what, ask.today()).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.breaches.push(Breach {
        on,
        what,
        police_know,
        by: ask.doer(),
        at: ask.now,
    });
    keep(app, ask, &read, &changed, "Recorded a breach of the order").await
}

/// Records that an order ended before its time.
///
/// # Errors
/// When the order is not there for this reader, is over already, or no reason is given.
pub async fn order_ended(app: &App, ask: &mut Ask, id: OrderId, on: Date, why: &str) -> Told<()> {
    let read = orders::order(app, ask, id, Verb::RecordOrder).await?;
    let why = long("why", why)?;
    may_end(&read, on, &why, ask.today()).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.ended = Some(EarlyEnd {
        on,
        why,
        by: ask.doer(),
        at: ask.now,
    });
    keep(
        app,
        ask,
        &read,
        &changed,
        "Recorded that the order ended early",
    )
    .await
}

async fn keep(
    app: &App,
    ask: &Ask,
    read: &Stored<ProtectiveOrder>,
    changed: &ProtectiveOrder,
    words: &str,
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    tx.update(
        read,
        changed,
        ask.entry(Deed::Changed, Verb::RecordOrder, words),
    )
    .await?;
    Ok(tx.finish().await?)
}

fn refused(error: OrderRefusal) -> Refusal {
    let words = error.to_string();
    match error {
        OrderRefusal::NoCourt => Refusal::field("court", words),
        OrderRefusal::NoTerms => Refusal::field("terms", words),
        OrderRefusal::EndsFirst => Refusal::field("ends", words),
        OrderRefusal::ServedFirst => Refusal::field("served", words),
        OrderRefusal::ToCome | OrderRefusal::BeforeMade => Refusal::field("on", words),
        OrderRefusal::NoWords => Refusal::field("what", words),
        OrderRefusal::NoReason => Refusal::field("why", words),
        OrderRefusal::SamePerson | OrderRefusal::AlreadyServed | OrderRefusal::AlreadyEnded => {
            Refusal::rule(words)
        }
    }
}
