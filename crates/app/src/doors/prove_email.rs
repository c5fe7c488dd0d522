//! A one-time code to the work e-mail of somebody who refers without an account (ux.md 4.6): asked for, sent, typed.
//!
//! Codes wait in memory and not in the ledger: whoever never sends the form leaves no address here,
//! and a restart costs no more than asking again.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hawthorn_connect::platform::mail::send::{Delivery, Mailer, Outgoing};
use hawthorn_domain::doors::Answers;
use hawthorn_domain::doors::proof::EmailProof;
use hawthorn_domain::platform::ids::{Chance, MessageId};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::settings::mail::is_of;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use subtle::ConstantTimeEq;

use super::gate::Marks;
use super::make::mailbox;
use super::on_the_public_pages;
use crate::jobs::run::Surroundings;
use crate::platform::ask::Dice;
use crate::platform::mail::answer_link::new_code;
use crate::platform::mail::outbox::Turn;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::sessions::token_digest;

/// The most codes that wait at once; a flood of askers must not fill the memory.
const MOST_WAITING: usize = 200;
/// Codes that go to one address within an hour, from whichever forms.
const MOST_TO_ONE: u32 = 4;
/// Times that a code is handed to a mail server that does not take it yet.
const TRIES: u8 = 3;
/// One answer for every limit, so that nobody learns whether somebody else asked for the same address.
const TOO_MANY: &str =
    "No more codes can go out just now. Try again in an hour, or go on without one.";
/// One answer for a wrong code, an old one and none.
const WRONG: &str =
    "The code is not right, or it no longer works. Check it, or ask for another one.";

/// A code on its way.
#[derive(Debug, Clone)]
struct OnItsWay {
    mail: Outgoing,
    until: Timestamp,
    tries: u8,
}

/// The codes that wait to leave.
#[derive(Debug, Default)]
pub struct Codes {
    sends: bool,
    waiting: Mutex<VecDeque<OnItsWay>>,
}

impl Codes {
    /// No codes yet; whether there is a mail server for them.
    #[must_use]
    pub fn new(sends: bool) -> Self {
        Self {
            sends,
            waiting: Mutex::default(),
        }
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<OnItsWay>> {
        // A panic in between leaves codes that are still codes.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How it stands with the work e-mail of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is no address, or no mail leaves here: nothing is offered.
    NotOffered,
    /// The address is of no domain that codes go to.
    NotWorkMail,
    /// A code can go to it.
    CanBeProved,
    /// It was proved.
    Proved,
}

/// How it stands with the work e-mail of a form.
///
/// # Errors
/// When the area is not served here.
pub fn standing(app: &App, area: &AreaCode, answers: &Answers, now: Timestamp) -> Told<Standing> {
    let settings = app.settings(area, now)?;
    let address = answers.one("your_email");
    if !app.codes.sends || address.is_empty() {
        return Ok(Standing::NotOffered);
    }
    if !is_of(address, &settings.doors.work_mail) {
        return Ok(Standing::NotWorkMail);
    }
    let proved = EmailProof::read(answers).of(address).is_some();
    Ok(if proved {
        Standing::Proved
    } else {
        Standing::CanBeProved
    })
}

/// Lets a code go to the address of the form, and gives the answers to keep.
///
/// # Errors
/// When the address cannot be one (field `your_email`), no code goes to it, or too many were asked
/// for from this form, from this place or to this address.
pub async fn ask_code(
    app: &App,
    area: &AreaCode,
    answers: &Answers,
    place: &str,
    (now, mut dice): (Timestamp, Dice),
) -> Told<Answers> {
    // Load
    let settings = app.settings(area, now)?;
    let address = mailbox("your_email", answers.one("your_email"))?;
    let mut proof = EmailProof::read(answers);
    // Allow: anybody may, for a work address and a few times.
    if standing(app, area, answers, now)? != Standing::CanBeProved {
        return Err(Refusal::NotFound);
    }
    let marks = Marks::of_code(place, &address);
    let lately = app.gate.lately(&marks, false, now);
    let too_often = !proof.may_ask(now)
        || lately.same_words >= MOST_TO_ONE
        || lately.from_here >= u32::from(settings.doors.from_one_place);
    if too_often {
        return Err(Refusal::Later(TOO_MANY.to_owned()));
    }
    // Decide
    let code = new_code(dice.as_mut());
    proof.send(&address, digest(&address, &code), now);
    let until = proof.code.as_ref().map_or(now, |code| code.until);
    let mut kept = answers.clone();
    proof.write(&mut kept);
    // Keep
    if !queue(
        app,
        letter(
            &settings.public.name,
            &address,
            &code,
            until,
            (now, dice.as_mut()),
        ),
        until,
    ) {
        return Err(Refusal::Later(TOO_MANY.to_owned()));
    }
    app.gate.count(&marks, now);
    let mut tx = app.store.begin().await?;
    let words = "A one-time code was asked for on a form".to_owned();
    tx.note(on_the_public_pages(area, now, words)).await?;
    tx.finish().await?;
    // Tell
    Ok(kept)
}

fn queue(app: &App, mail: Outgoing, until: Timestamp) -> bool {
    let mut waiting = app.codes.waiting();
    let room = waiting.len() < MOST_WAITING;
    if room {
        waiting.push_back(OnItsWay {
            mail,
            until,
            tries: 0,
        });
    }
    room
}

/// The words say nothing of what the pages are about: whoever reads over a shoulder learns nothing (VIC-3).
fn letter(
    service: &str,
    address: &str,
    code: &str,
    until: Timestamp,
    (now, dice): (Timestamp, &mut dyn Chance),
) -> Outgoing {
    let text = [
        format!("Your code is {code}"),
        String::new(),
        format!(
            "It works until {}. Type it on the page that asked for it, and give it to nobody.",
            words::moment(until)
        ),
        "If you did not ask for it, somebody typed your address by mistake. You need do nothing."
            .to_owned(),
        String::new(),
        service.to_owned(),
    ];
    Outgoing {
        id: MessageId::new(now, dice).to_string(),
        to: address.to_owned(),
        subject: "Your code".to_owned(),
        text: text.join("\n"),
        at: now,
        needs_tls: false,
    }
}

/// Tries a code. Gives the answers to keep whether it was right or not, since a wrong one counts,
/// and what to say when it was not.
#[must_use]
pub fn enter_code(answers: &Answers, typed: &str, now: Timestamp) -> (Answers, Option<Refusal>) {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let mut proof = EmailProof::read(answers);
    let typed = digest(&proof.address, &digits);
    let entered = proof.enter(
        |kept| bool::from(kept.as_bytes().ct_eq(typed.as_bytes())),
        now,
    );
    let mut kept = answers.clone();
    proof.write(&mut kept);
    (
        kept,
        entered.err().map(|_| Refusal::field("code_sent", WRONG)),
    )
}

/// A code is kept under a digest that also holds its address, so that it proves no other.
fn digest(address: &str, code: &str) -> String {
    token_digest(&format!("work mail {address} {code}"))
}

/// Hands the next code to the mail server. One that is too old to work is not sent any more.
pub async fn send_code(app: &App, around: &dyn Surroundings, mailer: &Mailer) -> Turn {
    let next = app.codes.waiting().pop_front();
    let Some(mut next) = next else {
        return Turn::Nothing;
    };
    if around.now() >= next.until {
        return Turn::Done;
    }
    match mailer.deliver(&next.mail).await {
        Delivery::Accepted(_) => Turn::Done,
        Delivery::Later(code) if next.tries < TRIES => {
            tracing::warn!(code, "the mail server did not take a one-time code yet");
            next.tries += 1;
            app.codes.waiting().push_back(next);
            Turn::Wait
        }
        Delivery::Later(_) | Delivery::Refused(_) | Delivery::NotEncrypted | Delivery::Unclear => {
            tracing::warn!("a one-time code did not leave; its form can ask for another");
            Turn::Done
        }
    }
}
