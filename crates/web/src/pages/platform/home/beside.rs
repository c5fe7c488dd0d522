//! What stands beside the main work on the first page: what came in, what is late, the mail, and restricted records.

use hawthorn_app::platform::home::HomeView;
use hawthorn_domain::platform::words;

use super::{Waiting, of};
use crate::kept;

/// What the reader wrote and did not send; each leads back into its form.
pub(super) fn drafts(view: &HomeView) -> Vec<Waiting> {
    view.drafts
        .iter()
        .map(|draft| {
            let kept = words::moment(draft.kept_at);
            let much = match kept::reference(&draft.form) {
                Some(reference) => format!("{reference}, kept on {kept}"),
                None => format!("Kept on {kept}"),
            };
            let href = format!("/drafts/{}", draft.id);
            Waiting::new(kept::what(&draft.form), much, href)
        })
        .collect()
}

pub(super) fn front(view: &HomeView) -> Vec<Waiting> {
    let front = &view.front;
    let parts = [
        (
            &front.to_take,
            "Reports and calls to take",
            "report",
            "reports",
            "/doors",
        ),
        (
            &front.to_screen,
            "Partners’ referrals to check",
            "referral",
            "referrals",
            "/partner-referrals",
        ),
        (
            &front.for_police,
            "For police to take up",
            "referral",
            "referrals",
            "/partner-referrals",
        ),
        (
            &front.held_notices,
            "Notices held for a person",
            "notice",
            "notices",
            "/notices",
        ),
        (
            &front.unread_notices,
            "Notices to your agency",
            "unread notice",
            "unread notices",
            "/notices",
        ),
        (
            &front.form_feedback,
            "Words on risk forms to answer",
            "form",
            "forms",
            "/form-feedback",
        ),
    ];
    parts
        .into_iter()
        .filter_map(|(number, what, one, many, href)| {
            let number = number.as_ref().filter(|number| number.number > 0)?;
            Some(Waiting::new(what, of(number, one, many), href))
        })
        .collect()
}

pub(super) fn late(view: &HomeView) -> Vec<Waiting> {
    let waiting = view.late.iter().filter(|waiting| waiting.number > 0);
    let line = |waiting| {
        Waiting::new(
            "Passed on to you",
            of(waiting, "promise", "promises"),
            "/late",
        )
    };
    waiting.map(line).collect()
}

pub(super) fn mail(view: &HomeView) -> Vec<Waiting> {
    let Some(mail) = &view.mail else {
        return Vec::new();
    };
    let parts = [
        (
            &mail.answers,
            "Answers not read yet",
            "answer",
            "answers",
            "/mail",
        ),
        (
            &mail.to_place,
            "To place with a request",
            "mail",
            "mails",
            "/mail",
        ),
        (
            &mail.messages,
            "Held or not sent",
            "message",
            "messages",
            "/messages",
        ),
    ];
    parts
        .into_iter()
        .filter(|(number, ..)| number.number > 0)
        .map(|(number, what, one, many, href)| Waiting::new(what, of(number, one, many), href))
        .collect()
}

pub(super) fn keeping(view: &HomeView) -> Vec<Waiting> {
    let waiting = view.keeping.iter().filter(|waiting| waiting.number > 0);
    let line = |waiting| {
        Waiting::new(
            "To look into",
            of(waiting, "notice", "notices"),
            "/restricted",
        )
    };
    waiting.map(line).collect()
}
