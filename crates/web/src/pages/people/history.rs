//! Who did what to a record, looking included, newest first (R339).

use axum::extract::Path;
use hawthorn_app::Refusal;
use hawthorn_app::people::history::{RecordKind, history};
use hawthorn_components::Page;
use hawthorn_components::{BackLink, Tag, TagColour, Timeline, TimelineItem};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::html;

use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::answer;
use crate::layout::pieces::nothing;
use crate::seat::Seat;

/// One line.
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// Who, with their agency's name.
    pub who: String,
    /// The kind of act.
    pub deed: Deed,
    /// What happened, in one sentence.
    pub words: String,
}

/// The history of one record.
pub async fn page(mut seat: Seat, Path((kind, id)): Path<(String, String)>) -> Answer {
    let kind = RecordKind::from_code(&kind).ok_or(Refusal::NotFound)?;
    let found = history(&seat.app, &mut seat.ask, kind, &id).await?;
    let settings = seat.ask.settings(&seat.app)?;
    let agency = |code: &String| {
        settings
            .agency(code)
            .map_or_else(|| code.clone(), |agency| agency.name.clone())
    };
    let lines: Vec<HistoryLine> = found
        .iter()
        .map(|line| HistoryLine {
            at: line.at,
            who: line.agency.as_ref().map_or_else(
                || line.doer.clone(),
                |code| format!("{}, {}", line.doer, agency(code)),
            ),
            deed: line.deed,
            words: line.words.clone(),
        })
        .collect();
    let page = seat.page(format!("History of {id}"), "Who did what");
    let keeper = seat.ask.may_ever(&seat.app, Verb::NameOnRecord) && can_be_held(kind);
    Ok(answer(
        render(page, kind, &id, &lines, keeper),
        &Problems::default(),
    ))
}

/// Where the record itself is.
fn home_of(kind: RecordKind, id: &str) -> String {
    match kind {
        RecordKind::Incident => format!("/incidents/{id}"),
        RecordKind::Person => format!("/people/{id}"),
        RecordKind::MashReferral => format!("/referrals/{id}"),
        RecordKind::InformationRequest => format!("/requests/{id}"),
        RecordKind::MaracReferral => format!("/marac/{id}"),
        RecordKind::Meeting => format!("/meetings/{id}"),
        RecordKind::AgreedAction => "/actions".to_owned(),
        RecordKind::Assessment => format!("/risk/{id}"),
    }
}

/// Whether records of this kind are held closely by themselves; others follow theirs.
fn can_be_held(kind: RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::Incident
            | RecordKind::Person
            | RecordKind::MashReferral
            | RecordKind::MaracReferral
    )
}

/// The page of the history.
pub fn render(page: Page, kind: RecordKind, id: &str, lines: &[HistoryLine], keeper: bool) -> Page {
    let items = lines.iter().map(|line| TimelineItem {
        title: line.words.as_str().into(),
        byline: line.who.clone(),
        when: words::moment(line.at),
        datetime: line.at.to_string(),
        // Most lines are looks; a tag on the others makes them stand out.
        tag: (!matches!(line.deed, Deed::Looked | Deed::Listed)).then(|| {
            Tag::new(
                line.deed.label(),
                if line.deed == Deed::Refused {
                    TagColour::Orange
                } else {
                    TagColour::Blue
                },
            )
        }),
        ..TimelineItem::default()
    });
    Page {
        caption: format!("{} {id}", kind.label()),
        back: Some(BackLink {
            content: "Back to the record".into(),
            ..BackLink::new(home_of(kind, id))
        }),
        body: html! {
            p.govuk-body { "Each time somebody opened, listed, printed or changed this record. Your look at this page is kept too." }
            @if keeper {
                p.govuk-body { a.govuk-link href={ "/restricted/" (kind.code()) "/" (id) } { "Who may open this record" } }
            }
            @if lines.is_empty() {
                (nothing("Nothing is kept about this record yet."))
            } @else {
                (Timeline { items: items.collect(), heading_level: Some(2) })
            }
        },
        ..page
    }
}
