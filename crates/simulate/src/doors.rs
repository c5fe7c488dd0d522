//! What comes in by the doors in the last days before now: referrals from people without an account, calls and visits, some of them answered.

use hawthorn_app::doors::answer_door::{DoorAnswer, answer_door};
use hawthorn_app::doors::list_doors::list_doors;
use hawthorn_app::doors::log_contact::{Contact, Then, log_contact};
use hawthorn_app::doors::send_report::{Sending, send_report};
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::doors::desk::TryTold;
use hawthorn_domain::doors::report::{ReportState, TryResult};
use hawthorn_domain::doors::{Answers, Door};
use hawthorn_domain::platform::actor::Role;
use jiff::Timestamp;

use crate::hours::plus;
use crate::luck::Luck;
use crate::world::{Step, World};

/// Chance of its own, so that the rest of the county stays as it was.
const SEED: u64 = 0xD0_0125;
/// Minutes between two that come in.
const APART: i64 = 190;

/// What is written: who it is, what is happening, and whatever else is answered.
type Written = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const REFERRALS: &[Written] = &[
    (
        "Marnie Quill",
        "She came about her sleep and said that he counts her money and her steps.",
        &[
            ("agreed", "yes"),
            ("your_job", "GP"),
            ("phone", "07700 900311"),
            ("phone_safety", "safe"),
        ],
    ),
    (
        "Tomas Redwing",
        "A pupil of 16 says that her boyfriend holds her by the throat when he is angry.",
        &[
            ("age", "16_17"),
            ("agreed", "yes"),
            ("signs", "choking"),
            ("your_job", "Teacher"),
        ],
    ),
    (
        "Ida Farthing",
        "Her front door was kicked in for the second time. She asks for another lock and is frightened.",
        &[
            ("agreed", "no"),
            ("why_share", "Her small son was in the flat both times."),
            ("children_affected", "yes"),
            ("your_job", "Housing officer"),
        ],
    ),
    (
        "Name not known, flat above the bakery",
        "Shouting and a child crying most nights this week.",
        &[
            ("agreed", "not_safe_to_ask"),
            ("why_share", "I am afraid for the child."),
            ("your_job", "Neighbour"),
        ],
    ),
    (
        "Osei Marlow",
        "He was followed home by his former partner, who has a key.",
        &[
            ("connection", "former_partner"),
            ("agreed", "yes"),
            ("serious", "yes"),
            ("signs", "watched"),
            ("your_job", "Employer"),
        ],
    ),
    (
        "Leila Sands",
        "She has no recourse to public funds and thinks that she must stay because of it.",
        &[
            ("flags", "no_recourse"),
            ("agreed", "yes"),
            ("your_job", "Health visitor"),
            ("phone", "07700 900312"),
            ("phone_safety", "not_known"),
        ],
    ),
];

const CONTACTS: &[(Door, Then, &str, &str)] = &[
    (
        Door::Call,
        Then::AdviceOnly,
        "A sister asks how to talk with her about it.",
        "Listen, do not press her, keep the helpline number.",
    ),
    (
        Door::Visit,
        Then::Mine,
        "Wants to know whether the locks could be changed.",
        "",
    ),
    (
        Door::Call,
        Then::Hand,
        "Left last night and is with a friend; asks for a place to stay.",
        "",
    ),
];

/// Plans everything that comes in, the last of it a good half hour before now.
pub(crate) fn schedule(world: &mut World<'_>) {
    let now = world.now;
    for number in 0..REFERRALS.len() + CONTACTS.len() {
        let back = 40 + APART * number as i64;
        world.plan(plus(now, -back), Step::ComesIn(number));
        // The older ones have been taken up by now.
        if number > 2 {
            world.plan(plus(now, 70 - back), Step::Answers(number));
        }
    }
}

/// One comes in.
pub(crate) async fn comes_in(world: &mut World<'_>, at: Timestamp, number: usize) -> Told<()> {
    let dice = || Box::new(Luck::new(SEED + number as u64));
    if let Some((name, happening, more)) = REFERRALS.get(number) {
        let mut answers = Answers::of([
            ("about", "somebody"),
            ("age", "18_over"),
            ("other_age", "18_over"),
            ("connection", "partner"),
            ("last", "lately"),
            ("name", *name),
            ("happening", *happening),
        ]);
        for (question, answer) in *more {
            answers.set(question, &[(*answer).to_owned()]);
        }
        let once = format!("demonstration {number}");
        let sending = Sending {
            area: &world.area,
            door: Door::Form,
            answers: &answers,
            place: &once,
            shown: false,
            file: None,
            once: once.clone(),
        };
        send_report(world.app, sending, (at, dice())).await?;
        return Ok(());
    }
    let Some((door, then, happening, advice)) = CONTACTS.get(number - REFERRALS.len()) else {
        return Ok(());
    };
    let mut ask = world.ask_one(Role::Idva, at)?;
    ask.dice = dice();
    let contact = Contact {
        door: *door,
        answers: Answers::of([("about", "own"), ("happening", *happening)]),
        then: *then,
        advice: (*advice).to_owned(),
        service: None,
    };
    log_contact(world.app, &mut ask, contact).await.map(|_| ())
}

/// The support service takes the oldest that waits and tries to reach the person.
pub(crate) async fn answers(world: &mut World<'_>, at: Timestamp, number: usize) -> Told<()> {
    let mut ask = world.ask_one(Role::Idva, at)?;
    let list = list_doors(world.app, &mut ask, None).await?;
    let waits = list
        .rows
        .iter()
        .find(|row| row.state == ReportState::New && !row.waits_for_consent);
    let Some(row) = waits else {
        return Ok(());
    };
    answer_door(world.app, &mut ask, row.id, None, DoorAnswer::Take).await?;
    let result = if number.is_multiple_of(2) {
        TryResult::Spoke
    } else {
        TryResult::NoAnswer
    };
    let told = TryTold {
        result,
        words: String::new(),
        next_at: None,
    };
    answer_door(world.app, &mut ask, row.id, None, DoorAnswer::Tried(told)).await
}
