//! The orders between two people, and what a strip says of the ones that matter today (F53).

use hawthorn_domain::people::Person;
use hawthorn_domain::people::leak::SecretPlace;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{OrderId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::order::{OrderStanding, ProtectiveOrder, hearing_due};
use hawthorn_store::Stored;
use jiff::{Timestamp, civil::Date};

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// An order as its page shows it; the excluded places are counted and not told.
#[derive(Debug, Clone)]
pub struct OrderShown {
    /// The order, with its places left out.
    pub order: ProtectiveOrder,
    /// How it stands today.
    pub standing: OrderStanding,
    /// How many places the person must stay away from.
    pub places: usize,
    /// When a court has to have heard a notice.
    pub hearing_due: Option<Timestamp>,
}

/// The orders of a pair.
#[derive(Debug, Clone)]
pub struct PairOrders {
    /// The victim's record and name.
    pub victim: (PersonId, String),
    /// The other's.
    pub perpetrator: (PersonId, String),
    /// The orders, newest first, whichever of the two they protect.
    pub orders: Vec<OrderShown>,
    /// Whether the reader may record one.
    pub may_record: bool,
}

/// Shows the orders of a pair.
///
/// # Errors
/// When a person is not there for this reader, or they may not see orders.
pub async fn pair_orders(
    app: &App,
    ask: &mut Ask,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<PairOrders> {
    // Load
    let scope = ask.scope(app)?;
    let (one, other) = pair(app, &scope, victim, perpetrator).await?;
    let held = one.restriction.cautious(&other.restriction);
    let thing = Thing::record(ask.area(), &held);
    // Allow
    ask.allow(app, Verb::ViewOrders, &thing).await?;
    // Decide
    let all = between(app, &scope, victim, perpetrator).await?;
    let orders = all
        .into_iter()
        .map(|order| shown(app, ask, order.value))
        .collect();
    // Keep
    let words = "Looked at the protective orders of the pair";
    ask.looked(app, Verb::ViewOrders, "person", &victim.to_string(), words)
        .await?;
    // Tell
    Ok(PairOrders {
        victim: (victim, one.shown_name()),
        perpetrator: (perpetrator, other.shown_name()),
        orders,
        may_record: ask.may(app, Verb::RecordOrder, &thing),
    })
}

/// Opens one order.
///
/// # Errors
/// When it, or one of its two people, is not there for this reader.
pub async fn open_order(app: &App, ask: &mut Ask, id: OrderId) -> Told<OrderShown> {
    // Load
    let read = order(app, ask, id, Verb::ViewOrders).await?;
    // Keep
    let words = "Opened the protective order";
    ask.looked(
        app,
        Verb::ViewOrders,
        "protective_order",
        &id.to_string(),
        words,
    )
    .await?;
    // Tell
    Ok(shown(app, ask, read.value))
}

/// The places that the person must stay away from, for those who may record orders; each look is kept.
///
/// # Errors
/// When the order is not there for this reader, or they may not record orders.
pub async fn excluded_places(app: &App, ask: &mut Ask, id: OrderId) -> Told<Vec<SecretPlace>> {
    // Load
    let read = order(app, ask, id, Verb::RecordOrder).await?;
    // Keep
    let words = "Looked at the places that the order keeps somebody away from";
    ask.looked(
        app,
        Verb::RecordOrder,
        "protective_order",
        &id.to_string(),
        words,
    )
    .await?;
    // Tell
    Ok(read.value.excluded)
}

/// The order, when both of its people are there for this reader and the act is allowed on it.
pub(super) async fn order(
    app: &App,
    ask: &Ask,
    id: OrderId,
    verb: Verb,
) -> Told<Stored<ProtectiveOrder>> {
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<ProtectiveOrder>(&scope, &id.to_string())
        .await?;
    let read = read.ok_or(Refusal::NotFound)?;
    let (one, other) = pair(app, &scope, read.victim, read.perpetrator).await?;
    let held = read
        .restriction
        .cautious(&one.restriction)
        .cautious(&other.restriction);
    ask.allow(app, verb, &Thing::record(&read.area, &held))
        .await?;
    Ok(read)
}

/// Both people, when both are there for this reader. Those who act on orders need not sit in the
/// hub: who they are is for the policies to say.
pub(super) async fn pair(
    app: &App,
    scope: &Scope,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<(Stored<Person>, Stored<Person>)> {
    let scope = Scope {
        hub: true,
        ..scope.clone()
    };
    let mut both = Vec::new();
    for id in [victim, perpetrator] {
        let read = app.store.get::<Person>(&scope, &id.to_string()).await?;
        both.push(read.ok_or(Refusal::NotFound)?);
    }
    let other = both.pop().ok_or(Refusal::NotFound)?;
    let one = both.pop().ok_or(Refusal::NotFound)?;
    Ok((one, other))
}

/// The orders between two people, whichever of them each protects. Records that people have
/// confirmed to be one person count as that person.
pub(crate) async fn between(
    app: &App,
    scope: &Scope,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<Vec<Stored<ProtectiveOrder>>> {
    let victims = app.store.same_person(victim).await?;
    let others = app.store.same_person(perpetrator).await?;
    let mut all = app.store.orders_of(scope, &victims).await?;
    all.retain(|order| {
        let of = |one: PersonId, other: PersonId| victims.contains(&one) && others.contains(&other);
        of(order.victim, order.perpetrator) || of(order.perpetrator, order.victim)
    });
    Ok(all)
}

pub(super) fn shown(app: &App, ask: &Ask, mut order: ProtectiveOrder) -> OrderShown {
    let places = order.excluded.len();
    order.excluded.clear();
    let given = order.given_at.filter(|_| order.kind.is_notice());
    OrderShown {
        standing: order.standing(ask.today()),
        places,
        hearing_due: given.and_then(|given| hearing_due(given, app.holidays())),
        order,
    }
}

/// What a strip says of the orders that matter today, in which this person has a part.
pub(crate) async fn strip_words(
    app: &App,
    scope: &Scope,
    group: &[PersonId],
    today: Date,
) -> Told<Vec<String>> {
    let all = app.store.orders_of(scope, group).await?;
    let words = all
        .iter()
        .filter(|order| order.matters(today))
        .map(|order| {
            let part = if group.contains(&order.victim) {
                "protects this person"
            } else {
                "binds this person"
            };
            format!("{}, {part}", line(order, today))
        });
    Ok(words.collect())
}

/// One order in a line, without a place and without its terms.
pub(crate) fn line(order: &ProtectiveOrder, today: Date) -> String {
    let until = order.ends.map_or_else(
        || "until further order".to_owned(),
        |ends| format!("until {}", words::date(ends)),
    );
    let standing = order.standing(today);
    format!(
        "{}: {}, {until}",
        order.kind.label(),
        standing.label().to_lowercase()
    )
}

/// Every place that orders keep somebody away from, whoever asks: no paper leaves with one in it.
pub(crate) async fn secret_places(
    app: &App,
    whole: &Scope,
    people: &[PersonId],
) -> Told<Vec<SecretPlace>> {
    let all = app.store.orders_of(whole, people).await?;
    Ok(all
        .into_iter()
        .flat_map(|order| order.value.excluded)
        .collect())
}

/// A new order is held as closely as the closer of its two people.
pub(super) fn held(one: &Person, other: &Person) -> Restriction {
    one.restriction.cautious(&other.restriction)
}
