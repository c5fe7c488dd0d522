//! Takes a case in that another area's MARAC sent: its people, a referral by the transfer criterion, and a prompt to assess the risk anew (R168, R188, F29).

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::transfer::{
    CameAs, MovedPerson, TransferPaper, TransferRefusal, may_take_in,
};
use hawthorn_domain::people::person::{BornFact, NameKind};
use hawthorn_domain::people::{Born, Diversity, Person, PersonName, SafeContact, Source};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{MaracReferralId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;

use super::found::transfer_refused;
use super::pair::{self, Pair};
use super::send_transfer::own_area;
use crate::people::arrive::{forget, proposals};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The key under which a transfer that was taken in is kept, so that it comes in once.
fn key(paper: &TransferPaper) -> String {
    format!(
        "transfer:{}:{}:{}",
        paper.from_area, paper.reference, paper.sent_at
    )
}

/// Takes the file in.
///
/// # Errors
/// When it is no transfer, is this area's own, or was taken in before.
pub async fn take_in_transfer(app: &App, ask: &mut Ask, file: &[u8]) -> Told<MaracReferralId> {
    // Allow
    ask.allow(app, Verb::TransferCase, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let paper = hawthorn_connect::marac::transfer::read(file)
        .map_err(|_| transfer_refused(TransferRefusal::OtherForm))?;
    may_take_in(&paper, &own_area(app, ask)).map_err(transfer_refused)?;
    let mut people = Vec::new();
    for moved in [&paper.victim, &paper.perpetrator]
        .into_iter()
        .chain(&paper.children)
    {
        people.push(person(ask, &paper, moved));
    }
    let (Some(victim), Some(perpetrator)) = (people.first(), people.get(1)) else {
        return Err(transfer_refused(TransferRefusal::OtherForm));
    };
    let referral = referral(app, ask, &paper, victim.id, perpetrator.id, &people).await?;
    // Keep
    let kept = keep(app, ask, &paper, &people, &referral).await;
    if kept.is_err() {
        people.iter().for_each(|person| forget(app, person));
    }
    kept?;
    // Tell
    Ok(referral.id)
}

async fn keep(
    app: &App,
    ask: &mut Ask,
    paper: &TransferPaper,
    people: &[Person],
    referral: &MaracReferral,
) -> Told<()> {
    let mut suggestions = Vec::new();
    for person in people {
        suggestions.extend(proposals(app, ask, person, people).await?);
    }
    let entry = |words: &str| ask.entry(Deed::Created, Verb::TransferCase, words);
    let mut tx = app.store.begin().await?;
    if tx.done_before(&key(paper)).await?.is_some() {
        return Err(transfer_refused(TransferRefusal::AlreadyIn));
    }
    for person in people {
        tx.create(person, entry("Came with a transfer from another area"))
            .await?;
    }
    for suggestion in &suggestions {
        tx.create(
            suggestion,
            entry("Proposed that two records may be one person"),
        )
        .await?;
    }
    tx.create(
        referral,
        entry("Took in a transfer from another area’s MARAC"),
    )
    .await?;
    tx.keep_answer(&key(paper), &referral.id.to_string(), ask.now)
        .await?;
    Ok(tx.finish().await?)
}

fn person(ask: &mut Ask, paper: &TransferPaper, moved: &MovedPerson) -> Person {
    let source = Source {
        what: format!("transfer from {}", paper.from_area),
        at: ask.now,
    };
    let known = !moved.given.is_empty() || !moved.family.is_empty();
    let name = PersonName {
        given: moved.given.clone(),
        family: moved.family.clone(),
        kind: NameKind::Usual,
        from: None,
        to: None,
        source: source.clone(),
    };
    let born = BornFact {
        born: moved.born,
        source,
    };
    Person {
        id: PersonId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        names: known.then_some(name).into_iter().collect(),
        born: (moved.born != Born::Unknown)
            .then_some(born)
            .into_iter()
            .collect(),
        sex: moved.sex,
        addresses: Vec::new(),
        phones: Vec::new(),
        emails: Vec::new(),
        safe_contact: SafeContact::default(),
        earlier_contact: Vec::new(),
        secret_places: Vec::new(),
        identifiers: Vec::new(),
        relationships: Vec::new(),
        language: moved.language.clone(),
        about: Diversity::default(),
        restriction: Restriction::default(),
        held_with_another: false,
        created_at: ask.now,
    }
}

async fn referral(
    app: &App,
    ask: &mut Ask,
    paper: &TransferPaper,
    victim: PersonId,
    perpetrator: PersonId,
    people: &[Person],
) -> Told<MaracReferral> {
    let scope = ask.scope(app)?;
    let asked = Pair {
        victim,
        perpetrator,
        judgement: None,
        moved_from: Some(paper.from_area.clone()),
        besides: None,
    };
    let criteria = &ask.settings(app)?.marac.criteria;
    let (findings, _) = pair::findings(app, &scope, &asked, criteria, ask.now).await?;
    let plan = paper.plan.iter().map(|action| {
        format!(
            "{}: {} By {}. {}.",
            action.agency,
            action.what,
            words::date(action.due),
            action.state
        )
    });
    let mut discussion = vec![paper.discussion.clone()];
    discussion.extend(paper.orders.iter().cloned());
    discussion.extend(paper.assessments.iter().cloned());
    discussion.retain(|text| !text.is_empty());
    Ok(MaracReferral {
        id: MaracReferralId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        victim,
        perpetrator,
        children: people.iter().skip(2).map(|child| child.id).collect(),
        incident: None,
        mash_referral: None,
        referred_by: ask.doer(),
        referred_at: ask.now,
        reason: reason(paper, &discussion)?,
        judgement: None,
        moved_from: asked.moved_from,
        findings,
        victim_voice: paper.victim_voice.clone(),
        meeting: None,
        heard_at: None,
        research: Vec::new(),
        risks: Vec::new(),
        discussion: String::new(),
        victim_told: String::new(),
        intake: hawthorn_domain::marac::intake::Intake::default(),
        transfers: Vec::new(),
        came_as: Some(CameAs {
            from_area: paper.from_area.clone(),
            reference: paper.reference.clone(),
            heard_there: paper.heard_at,
            plan: plan.collect(),
            at: ask.now,
            by: ask.doer(),
        }),
        conflicts: Vec::new(),
        restriction: Restriction::default(),
    })
}

/// What the other area wrote, as the reason of the referral here.
fn reason(paper: &TransferPaper, further: &[String]) -> Told<String> {
    let mut parts = vec![
        format!(
            "Sent by {}, {}: {}",
            paper.sent_by, paper.from_area, paper.why
        ),
        paper.reason.clone(),
    ];
    parts.extend(paper.criteria.iter().cloned());
    parts.extend(paper.risks.iter().cloned());
    parts.extend(further.iter().cloned());
    let whole = parts.join("\n");
    crate::platform::text::long("file", &whole).map_err(|_| {
        Refusal::field(
            "file",
            "The file holds more text than a referral can. Ask the other area for a shorter one.",
        )
    })
}
