//! Sends a case to the MARAC of the area to which the victim has moved, as a document, and keeps what was sent (F29).

use hawthorn_connect::print::{ActionPrint, TransferPrint};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::transfer::{
    Acknowledgement, FORM, MovedAction, MovedPerson, TransferOut, TransferPaper, TransferPart,
    may_acknowledge, may_send, only,
};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::{MaracReferralId, PersonId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::{Document, Stored};

use super::found::{self, opened, transfer_refused};
use super::papers::{Placed, must_be_clean};
use super::print_agenda::{MARKING, Paper, laid_out, stamp};
use super::shown::agency_name;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};
use crate::risk::orders::{between, line as order_line};

/// Who may read the paper of a transfer.
const FOR_WHOM: &str = "This paper tells of people in danger. It is for the MARAC coordinator of the \
    area to which it is sent, and for whoever there needs it to make them safer. Keep it locked away and \
    destroy it when it is no longer needed.";

/// What is to be sent.
#[derive(Debug, Clone)]
pub struct SendTransfer {
    /// The referral.
    pub referral: MaracReferralId,
    /// The area to which the victim has moved.
    pub to_area: String,
    /// Why.
    pub why: String,
    /// Which parts.
    pub parts: Vec<TransferPart>,
}

/// Makes the document and keeps it on the referral; gives its place among the referral's transfers.
///
/// # Errors
/// When the referral is not there for this reader, what the other area needs is left out, or a
/// place that has to stay secret stands in it.
pub async fn send_transfer(app: &App, ask: &mut Ask, input: SendTransfer) -> Told<usize> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, input.referral).await?;
    // Allow
    ask.allow(app, Verb::TransferCase, &found::thing(&read))
        .await?;
    // Decide
    let (to_area, why) = (short("to_area", &input.to_area)?, long("why", &input.why)?);
    may_send(&read, &to_area, &why, &input.parts).map_err(transfer_refused)?;
    let whole = paper(app, ask, &scope, &read, to_area, why).await?;
    let paper = only(whole, &input.parts);
    let items = std::slice::from_ref(&read);
    must_be_clean(app, &scope, items, &texts(&paper)).await?;
    // Keep
    let mut sent = read.value.clone();
    sent.transfers.push(TransferOut {
        paper,
        parts: input.parts,
        by: ask.doer(),
        at: ask.now,
        acknowledged: None,
    });
    let words = "Made a transfer to the MARAC of another area";
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &sent,
        ask.entry(Deed::Changed, Verb::TransferCase, words),
    )
    .await?;
    tx.finish().await?;
    app.live.ring_for(read.meeting);
    // Tell
    Ok(sent.transfers.len() - 1)
}

/// Records that the other area has it.
///
/// # Errors
/// When the referral or the transfer is not there, it was recorded before, or nobody is named.
pub async fn acknowledge_transfer(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    place: usize,
    there: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::TransferCase, &found::thing(&read))
        .await?;
    // Decide
    let there = short("there", there)?;
    let mut changed = read.value.clone();
    let transfer = changed.transfers.get_mut(place).ok_or(Refusal::NotFound)?;
    may_acknowledge(transfer, &there).map_err(transfer_refused)?;
    transfer.acknowledged = Some(Acknowledgement {
        there,
        by: ask.doer(),
        at: ask.now,
    });
    // Keep
    let words = "Recorded that the other area has the transfer";
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::TransferCase, words),
    )
    .await?;
    Ok(tx.finish().await?)
}

/// The form of a transfer's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferForm {
    /// For another Hawthorn.
    Json,
    /// For people.
    Pdf,
}

/// A transfer as a file, as it was sent.
///
/// # Errors
/// When the referral or the transfer is not there for this reader.
pub async fn transfer_file(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    place: usize,
    form: TransferForm,
) -> Told<Paper> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::TransferCase, &found::thing(&read))
        .await?;
    // Decide
    let sent = read.transfers.get(place).ok_or(Refusal::NotFound)?;
    let day = london_date(sent.at);
    let (bytes, ending) = match form {
        TransferForm::Json => {
            let bytes = hawthorn_connect::marac::transfer::write(&sent.paper)
                .map_err(|error| Refusal::Broken(error.to_string()))?;
            (bytes, "json")
        }
        TransferForm::Pdf => {
            let (print, stamp) = (printed(&sent.paper), stamp(ask));
            let made = move || hawthorn_connect::print::print_transfer(&print, &stamp);
            (laid_out(made).await?, "pdf")
        }
    };
    // Keep, before anything leaves.
    app.store
        .note(Entry {
            kind: MaracReferral::TABLE.to_owned(),
            record: id.to_string(),
            ..ask.entry(
                Deed::Exported,
                Verb::TransferCase,
                "Took the transfer as a file",
            )
        })
        .await?;
    // Tell
    Ok(Paper {
        file_name: format!("transfer-{day}.{ending}"),
        bytes,
    })
}

async fn paper(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    read: &Stored<MaracReferral>,
    to_area: String,
    why: String,
) -> Told<TransferPaper> {
    let settings = ask.settings(app)?;
    let person = |id: PersonId| moved(app, scope, id);
    let mut children = Vec::new();
    for child in &read.children {
        children.push(person(*child).await?);
    }
    let actions = app.store.actions_of(scope, read.id).await?;
    let met = read.findings.iter().filter(|finding| finding.met);
    Ok(TransferPaper {
        form: FORM.to_owned(),
        from_area: own_area(app, ask),
        to_area,
        reference: read.id.short(),
        sent_at: ask.now,
        sent_by: format!(
            "{}, {}",
            ask.actor.name,
            agency_name(settings, &ask.actor.agency)
        ),
        why,
        victim: person(read.victim).await?,
        perpetrator: person(read.perpetrator).await?,
        children,
        referred_at: read.referred_at,
        reason: read.reason.clone(),
        criteria: met
            .map(|finding| format!("{}: {}", finding.criterion.label(), finding.why))
            .collect(),
        heard_at: read.heard_at,
        victim_voice: read.victim_voice.clone(),
        assessments: assessments(app, scope, read).await?,
        risks: read.risks.clone(),
        discussion: read.discussion.clone(),
        plan: actions
            .iter()
            .map(|action| MovedAction {
                agency: agency_name(settings, &action.agency),
                what: action.what.clone(),
                due: action.due,
                state: action.state().label().to_owned(),
            })
            .collect(),
        orders: orders(app, ask, scope, read).await?,
    })
}

/// The orders of the pair that matter today: a line each with its terms, and no place.
async fn orders(app: &App, ask: &Ask, scope: &Scope, read: &MaracReferral) -> Told<Vec<String>> {
    let all = between(app, scope, read.victim, read.perpetrator).await?;
    let today = ask.today();
    Ok(all
        .iter()
        .filter(|order| order.matters(today))
        .map(|order| {
            let line = order_line(order, today);
            format!("{line}. Made by {}. {}", order.court, order.terms)
        })
        .collect())
}

/// The area's own name, as other areas read it.
pub(super) fn own_area(app: &App, ask: &Ask) -> String {
    app.area(ask.area())
        .map_or_else(|| ask.area().to_string(), |book| book.name.clone())
}

async fn moved(app: &App, scope: &Scope, id: PersonId) -> Told<MovedPerson> {
    let read = app
        .store
        .get::<Person>(&opened(scope), &id.to_string())
        .await?;
    let person = read.ok_or(Refusal::NotFound)?;
    let name = person.names.first();
    Ok(MovedPerson {
        given: name.map(|name| name.given.clone()).unwrap_or_default(),
        family: name.map(|name| name.family.clone()).unwrap_or_default(),
        born: person.born(),
        sex: person.sex,
        language: person.language.clone(),
    })
}

async fn assessments(app: &App, scope: &Scope, read: &MaracReferral) -> Told<Vec<String>> {
    let victims = app.store.same_person(read.victim).await?;
    let perpetrators = app.store.same_person(read.perpetrator).await?;
    let all = app.store.assessments_of(scope, &victims).await?;
    let of_pair = all
        .iter()
        .filter(|one| perpetrators.contains(&one.perpetrator));
    Ok(of_pair
        .filter_map(|one| {
            let finished = one.finished.as_ref()?;
            Some(format!(
                "{}, finished {}: {} yes, {}",
                one.name,
                words::date(london_date(finished.at)),
                finished.score.yes,
                finished.level.label().to_lowercase()
            ))
        })
        .collect())
}

/// Every text of the paper in which a place could stand.
fn texts(paper: &TransferPaper) -> Vec<Placed> {
    let at = |what: &str| what.to_owned();
    let mut texts = vec![
        (at("why it is sent"), paper.why.clone()),
        (at("why the pair was referred"), paper.reason.clone()),
        (at("criteria"), paper.criteria.join(" \n")),
        (at("the victim’s words"), paper.victim_voice.clone()),
        (at("risks"), paper.risks.join(" \n")),
        (at("discussion"), paper.discussion.clone()),
        (at("orders"), paper.orders.join(" \n")),
    ];
    texts.extend(paper.plan.iter().map(|one| (at("plan"), one.what.clone())));
    texts
}

/// The same for people.
fn printed(paper: &TransferPaper) -> TransferPrint {
    let name = |person: &MovedPerson| {
        let whole = format!("{} {}", person.given, person.family);
        format!("{} ({})", whole.trim(), person.born.after_a_name())
    };
    let children: Vec<String> = paper.children.iter().map(name).collect();
    let mut referred = vec![paper.reason.clone()];
    referred.extend(paper.criteria.iter().cloned());
    let plan = paper.plan.iter().map(|action| ActionPrint {
        agency: action.agency.clone(),
        who: String::new(),
        what: action.what.clone(),
        due: words::date(action.due),
        status: action.state.clone(),
    });
    let sent = words::moment(paper.sent_at);
    TransferPrint {
        title: format!("Transfer to {}", paper.to_area),
        meeting: format!("From {} to {}", paper.from_area, paper.to_area),
        date_words: sent.clone(),
        marking: MARKING.to_owned(),
        confidentiality: FOR_WHOM.to_owned(),
        from: format!("{}: {}", paper.from_area, paper.sent_by),
        to: paper.to_area.clone(),
        sent,
        why: paper.why.clone(),
        reference: paper.reference.clone(),
        victim: name(&paper.victim),
        perpetrator: name(&paper.perpetrator),
        children: children.join(", "),
        heard: paper
            .heard_at
            .map_or_else(|| "Not heard yet".to_owned(), words::moment),
        referred,
        voice: paper.victim_voice.clone(),
        assessments: paper.assessments.clone(),
        orders: paper.orders.clone(),
        risks: paper.risks.clone(),
        discussion: paper.discussion.clone(),
        plan: plan.collect(),
    }
}
