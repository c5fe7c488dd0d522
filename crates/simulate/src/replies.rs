//! Agencies answer what they are asked: more often than not that nobody is known (R125–R127).

use hawthorn_app::mash::answer_request::{Answer, answer_nothing_known, answer_request};
use hawthorn_app::mash::open_request::open_request;
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::mash::request::{AskedPerson, ChronologyLine, Holding};
use hawthorn_domain::platform::calendar::london_date;
use jiff::{Timestamp, ToSpan};

use crate::clockwork;
use crate::hours::plus;
use crate::world::{Step, World};

/// The agency's contact answers: more often than not that nobody is known.
pub(crate) async fn reply(
    world: &mut World<'_>,
    at: Timestamp,
    place: usize,
    nth: usize,
) -> Told<()> {
    let Some(sent) = world.made(place).requests.get(nth).cloned() else {
        return Ok(());
    };
    if clockwork::is_down(world, at, &sent.agency) {
        // Nobody is there; the next day they take up what waits.
        world.plan(plus(at, 24 * 60), Step::Reply(place, nth));
        return Ok(());
    }
    if clockwork::is_by_mail(world, at, &sent.agency)? {
        return clockwork::mail_reply(world, at, place, nth).await;
    }
    let Some(contact) = world.staff.contact(&sent.agency) else {
        return Ok(());
    };
    let mut ask = world.ask(contact, at);
    let page = open_request(world.app, &mut ask, sent.id).await?;
    if world.luck.in_thousand(550) {
        answer_nothing_known(world.app, &mut ask, sent.id).await?;
    } else {
        let answer = known(world, at, &page.request.people);
        answer_request(world.app, &mut ask, sent.id, answer).await?;
    }
    if let Some(sent) = world.made(place).requests.get_mut(nth) {
        sent.answered = true;
    }
    world.tally.replies += 1;
    Ok(())
}

fn known(world: &mut World<'_>, at: Timestamp, people: &[AskedPerson]) -> Answer {
    let luck = &mut world.luck;
    let holdings = people
        .iter()
        .map(|asked| {
            (
                asked.person,
                if luck.in_thousand(450) {
                    Holding::Known
                } else if luck.in_thousand(300) {
                    Holding::KnownBefore
                } else {
                    Holding::NotKnown
                },
            )
        })
        .collect();
    let lines = luck.between(0, 3);
    let chronology = (0..lines)
        .map(|_| {
            let on = london_date(at)
                .checked_sub(luck.between(20, 900).days())
                .ok();
            ChronologyLine {
                on,
                what: luck
                    .pick(&[
                        "Appointment missed without a word.",
                        "Home visit; no concern seen.",
                        "Worry about mood after the birth.",
                        "Support offered and taken up for six weeks.",
                        "Letter returned; the family had moved.",
                    ])
                    .to_owned(),
            }
        })
        .collect();
    let summary = luck.pick(&[
        "Open work with the children; the worker will be told of the outcome.",
        "Known before only; nothing since.",
        "Appointments are often missed, which may mean that going out alone is hard.",
        "Good contact with the family; safe times to call are known to us.",
    ]);
    let may_tell = luck.pick(&[
        "",
        "That we work with the family.",
        "Nothing of this answer without asking us.",
    ]);
    Answer {
        holdings,
        chronology,
        summary: summary.to_owned(),
        may_tell: may_tell.to_owned(),
        ..Answer::default()
    }
}
