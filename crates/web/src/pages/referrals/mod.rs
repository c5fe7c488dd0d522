//! The hub's pages: the list of referrals, and one referral from receipt to feedback (ux.md 4.2).

use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::mash::open_referral::{ReferralPage, SubjectLine, open_referral};
use hawthorn_components::{
    Crumb, IdentityStrip, NavItem, NotificationBanner, Page, SafeContact, SubNavigation,
};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use jiff::civil::Date;

use super::incidents::born_words;
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

pub mod clock;
pub mod consultations;
pub mod follow_up;
pub mod information;
pub mod list;
pub mod meeting;
mod meeting_forms;
pub mod outcome;
pub mod partners;
pub mod receive;
pub mod referrer;
pub mod signposts;
pub mod summary;
pub mod triage;

const DONE: &[(&str, &str)] = &[
    (
        "referred",
        "The incident is referred. The hub rates it next.",
    ),
    (
        "rated",
        "The rating is recorded. Agencies with an open request see the new time.",
    ),
    ("asked", "The requests are sent. Each agency sees its own."),
    (
        "withdrawn",
        "The request is withdrawn. The agency can no longer open it.",
    ),
    ("triaged", "The triage discussion is recorded."),
    ("proposed", "The outcome waits for the manager’s authority."),
    (
        "authorised",
        "The outcome is authorised. The referrer can now be told.",
    ),
    (
        "acknowledged",
        "The referral is acknowledged to its referrer.",
    ),
    ("spoken", "The conversation with the referrer is kept."),
    (
        "clocked",
        "The clock is changed. The reason is kept beside it.",
    ),
    ("followed", "It is kept what became of the outcome."),
    ("returned", "The outcome is sent back with your reason."),
    ("told", "The words for the referrer are recorded."),
    (
        "set",
        "The meeting is set. Send the invitation to those who belong there.",
    ),
    (
        "opened",
        "The meeting is open. Its plan and decision can be written now.",
    ),
    (
        "recorded",
        "The record of the meeting is complete. Hand on the copies it owes.",
    ),
    ("copied", "It is kept where the copy went."),
];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// Which page of a referral is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Here {
    Summary,
    Information,
    Triage,
    Outcome,
    Meeting,
}

impl Here {
    const fn words(self) -> &'static str {
        match self {
            Here::Summary => "Summary",
            Here::Information => "Information",
            Here::Triage => "Triage",
            Here::Outcome => "Outcome",
            Here::Meeting => "Meeting",
        }
    }
    const fn path(self) -> &'static str {
        match self {
            Here::Summary => "",
            Here::Information => "/information",
            Here::Triage => "/triage",
            Here::Outcome => "/outcome",
            Here::Meeting => "/meeting",
        }
    }
}

/// What the pages of a referral show.
pub struct View<'a> {
    /// The referral and everything around it.
    pub referral: &'a ReferralPage,
    /// The day of the request in London.
    pub today: Date,
    /// The moment of the request.
    pub now: Timestamp,
}

impl View<'_> {
    /// Whether this act is open to the reader as the referral stands.
    pub(crate) fn may(&self, verb: Verb) -> bool {
        self.referral.allowed.contains(&verb)
    }
    /// An address below the referral's own.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/referrals/{}{rest}", self.referral.referral.id)
    }
}

/// How one page of a referral is made from its value.
pub(crate) type Render = fn(Page, &View<'_>, &Problems, &Typed) -> Page;

/// An address's reference; one that cannot be read is answered as missing.
pub(crate) fn reference(id: &str) -> Result<ReferralId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// Opens the referral and answers with one of its pages, as it is first shown.
pub(crate) async fn first(
    seat: Seat,
    id: &str,
    asked: &Asked,
    here: Here,
    render: Render,
) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(
        seat,
        reference(id)?,
        flash,
        here,
        render,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// After a form: on to the page that shows what was done, or the same page with the problems and what was typed.
pub(crate) async fn after(
    seat: Seat,
    id: ReferralId,
    done: Result<&str, Refusal>,
    here: Here,
    render: Render,
    typed: &Typed,
) -> Answer {
    match done {
        Ok(code) => Ok(
            Redirect::to(&format!("/referrals/{id}{}?done={code}", here.path())).into_response(),
        ),
        Err(refusal) => show(seat, id, None, here, render, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(
    mut seat: Seat,
    id: ReferralId,
    flash: Option<NotificationBanner>,
    here: Here,
    render: Render,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let referral = open_referral(&seat.app, &mut seat.ask, id).await?;
    let at = format!("/referrals/{id}{}", here.path());
    let form = match here {
        Here::Triage | Here::Outcome => Some(at.clone()),
        Here::Meeting => Some(format!("{at}/record")),
        Here::Summary | Here::Information => None,
    };
    let typed = &match form {
        Some(form) => seat.kept(typed, form, at).await?,
        None => typed.clone(),
    };
    let mut page = furnished(&seat, &referral, here);
    page.flash = flash;
    let view = View {
        referral: &referral,
        today: seat.ask.today(),
        now: seat.ask.now,
    };
    Ok(layout::answer(
        render(page, &view, problems, typed),
        problems,
    ))
}

fn furnished(seat: &Seat, referral: &ReferralPage, here: Here) -> Page {
    let record = &referral.referral;
    let open = u32::try_from(referral.answers.open()).unwrap_or(u32::MAX);
    let mut links: Vec<NavItem> = [
        Here::Summary,
        Here::Information,
        Here::Triage,
        Here::Outcome,
        Here::Meeting,
    ]
    .into_iter()
    .filter(|place| *place != Here::Meeting || record.meeting_clock.is_some() || here == *place)
    .map(|place| {
        let link = NavItem::new(
            format!("/referrals/{}{}", record.id, place.path()),
            place.words(),
        )
        .current_if(place == here);
        if place == Here::Information && open > 0 {
            link.with_count(open, "answers still to come")
        } else {
            link
        }
    })
    .collect();
    if seat.ask.may_in_area(&seat.app, Verb::RecordSignpost) {
        let href = format!("/signposts/mash_referral/{}", record.id);
        links.push(NavItem::new(href, "Services"));
    }
    if seat.ask.may(
        &seat.app,
        Verb::ViewHistory,
        &Thing::record(&record.area, &record.restriction),
    ) {
        links.push(NavItem::new(
            format!("/history/mash_referral/{}", record.id),
            "History",
        ));
    }
    Page {
        caption: format!(
            "Referral {} to the multi-agency safeguarding hub (MASH)",
            record.id.short()
        ),
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/referrals", "Referrals"),
        ],
        identity: Some(identity(referral, seat.ask.today())),
        sub_nav: Some(SubNavigation::new("Referral", links)),
        ..seat.page(
            format!("{}, {}", here.words(), record.id.short()),
            here.words(),
        )
    }
}

fn identity(referral: &ReferralPage, today: Date) -> IdentityStrip {
    let victim = referral
        .subjects
        .iter()
        .find(|subject| subject.role == PartyRole::Victim);
    let record = &referral.referral;
    IdentityStrip {
        name: victim.map_or_else(
            || "Victim not named".to_owned(),
            |victim| victim.name.clone(),
        ),
        href: victim
            .filter(|victim| victim.open)
            .map(|victim| format!("/people/{}", victim.person))
            .unwrap_or_default(),
        reference: record.id.short(),
        born: victim.map(|victim| born(victim, today)).unwrap_or_default(),
        safe_contact: victim.map_or(SafeContact::NotKnown, |victim| {
            pieces::safe_contact(&victim.safe_contact)
        }),
        risk: Some(pieces::level_badge(
            record.level,
            "at referral",
            words::date(london_date(record.received_at)),
        )),
        children: children(&referral.subjects, today),
        ..IdentityStrip::default()
    }
}

/// A subject's date of birth with the age today.
pub(crate) fn born(subject: &SubjectLine, today: Date) -> String {
    born_words(subject.born, subject.born.lowest_age_on(today))
}

fn children(subjects: &[SubjectLine], today: Date) -> String {
    let children = || {
        subjects
            .iter()
            .filter(|subject| subject.role == PartyRole::Child)
    };
    let number = children().count();
    let youngest = children()
        .filter_map(|child| child.born.lowest_age_on(today))
        .min();
    match (number, youngest) {
        (0, _) => String::new(),
        (number, None) => words::count(number as i64, "child", "children"),
        (number, Some(age)) => format!(
            "{}, youngest {age}",
            words::count(number as i64, "child", "children")
        ),
    }
}
