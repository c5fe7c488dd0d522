//! A person's story: what was reported over time, and who belongs to them; each a picture with its list (ux.md 3.2, 5.3, 5.4).

use axum::extract::Path;
use hawthorn_app::Refusal;
use hawthorn_app::people::links::Link;
use hawthorn_app::people::open_person::MaracLine;
use hawthorn_app::people::story::{
    PairStory, Part, Pattern, Report, Story, open_pair_story, open_story,
};
use hawthorn_components::{
    Around, BackLink, Cell, InsetText, LineKind, LinkedPicture, Mark, MarkShape, Page, Table,
    TimelinePicture, WarningText,
};
use hawthorn_domain::people::tie::Tie;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::person::{addresses, parts};
use crate::error::{Answer, PageError};
use crate::forms::Problems;
use crate::layout::answer;
use crate::layout::in_time::{most_in_a_year, place, severity, ticks, year_before};
use crate::layout::pieces::{level_badge, nothing};
use crate::seat::Seat;

fn reference(text: &str) -> Result<PersonId, PageError> {
    text.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// `GET /people/{id}/timeline`.
pub async fn timeline(mut seat: Seat, Path(text): Path<String>) -> Answer {
    let id = reference(&text)?;
    let story = open_story(&seat.app, &mut seat.ask, id).await?;
    let page = seat.page(format!("Timeline, {}", id.short()), "What was reported");
    let page = Page {
        body: html! { (over_time(&story)) },
        ..framed(page, &story, "Timeline")
    };
    Ok(answer(page, &Problems::default()))
}

/// `GET /people/{id}/links`.
pub async fn links(mut seat: Seat, Path(text): Path<String>) -> Answer {
    let id = reference(&text)?;
    let story = open_story(&seat.app, &mut seat.ask, id).await?;
    let page = seat.page(format!("Links, {}", id.short()), "Who belongs to them");
    let page = Page {
        body: html! { (pattern(story.pattern)) (around(&story)) },
        ..framed(page, &story, "Links")
    };
    Ok(answer(page, &Problems::default()))
}

/// `GET /people/{id}/with/{perpetrator}`: what lies between two people.
pub async fn pair(mut seat: Seat, Path((one, other)): Path<(String, String)>) -> Answer {
    let (id, other) = (reference(&one)?, reference(&other)?);
    let pair = open_pair_story(&seat.app, &mut seat.ask, id, other).await?;
    let page = seat.page(
        format!("Pair, {} and {}", id.short(), other.short()),
        "What lies between two people",
    );
    let page = Page {
        wide: true,
        back: Some(BackLink::new(format!("/people/{id}/links"))),
        caption: format!("{} and {}", pair.one.name, pair.two.name),
        body: between(&pair),
        ..page
    };
    Ok(answer(page, &Problems::default()))
}

/// The page with its caption and the links to the parts of the record.
fn framed(page: Page, story: &Story, part: &str) -> Page {
    let may = (story.may_view_shared, story.may_view_history);
    Page {
        wide: true,
        back: Some(BackLink::new(format!("/people/{}", story.id))),
        caption: story.name.clone(),
        sub_nav: Some(parts(story.id, part, may)),
        ..page
    }
}

fn over_time(story: &Story) -> Markup {
    html! {
        @if story.restricted { (InsetText::new("This record is restricted. Do not speak of it to others, not even that it exists.")) }
        @if story.records > 1 { p.govuk-body { "From " (words::count(story.records as i64, "record", "records")) " that stand for this person." } }
        @if story.reports.is_empty() && story.marac.is_empty() {
            (nothing("No report that you may open names this person."))
        } @else {
            (picture(&story.reports, &story.marac, story.now))
            (reports(&story.reports))
        }
        h2.govuk-heading-m { "MARAC referrals as the victim" }
        @if story.marac.is_empty() { (nothing("None that you may open.")) }
        ul.govuk-list { @for line in &story.marac { li { a.govuk-link href={ "/marac/" (line.id) } { "Referred on " (words::moment(line.referred_at)) } ": " (words::inside(line.state.label())) } } }
        h2.govuk-heading-m { "Orders that matter today" }
        @if story.orders.is_empty() { (nothing("None is recorded that you may see.")) }
        ul.govuk-list { @for order in &story.orders { li { (order) } } }
        h2.govuk-heading-m { "Addresses over time" }
        (addresses(&story.addresses))
    }
}

/// A lane for each part that the person had, and one for MARAC.
fn picture(reports: &[Report], marac: &[MaracLine], now: Timestamp) -> TimelinePicture {
    let day = |report: &Report| london_date(report.reported_at);
    let mut marks: Vec<Mark> = reports.iter().map(mark).collect();
    marks.extend(marac.iter().map(|line| Mark {
        lane: Part::ALL.len(),
        at: place(london_date(line.referred_at)),
        shape: MarkShape::Square,
        label: format!(
            "MARAC referral, {}",
            words::date(london_date(line.referred_at))
        ),
        href: format!("/marac/{}", line.id),
        ..Mark::default()
    }));
    let today = london_date(now);
    let days = || {
        let marac = marac.iter().map(|line| london_date(line.referred_at));
        reports.iter().map(day).chain(marac)
    };
    let start = days().min().unwrap_or(today).min(year_before(today));
    let end = days().fold(today, Date::max);
    let lanes = lanes(&mut marks);
    let harmed = reports.iter().filter(|one| one.part != Part::Named);
    let bracket = most_in_a_year(harmed.map(day).collect());
    let said = bracket
        .as_ref()
        .map_or_else(String::new, |bracket| format!(" {}.", bracket.label));
    TimelinePicture {
        id: "story-picture".to_owned(),
        title: format!("From {} to {}", words::date(start), words::date(end)),
        description: format!(
            "{}. Larger marks are higher levels.{said} The table below says the same.",
            words::count(reports.len() as i64, "report", "reports")
        ),
        start: place(start),
        end: place(end),
        lanes,
        marks,
        brackets: bracket.into_iter().collect(),
        ticks: ticks(start, end),
        gaps: vec!["Police reports and MARAC only. What other agencies hold stands on the referral, once they have answered.".to_owned()],
    }
}

/// The lanes that have something in them, with the marks moved to their places among these.
fn lanes(marks: &mut [Mark]) -> Vec<String> {
    let all = Part::ALL.iter().map(|part| part.label()).chain(["MARAC"]);
    let used: Vec<(usize, &str)> = all
        .enumerate()
        .filter(|(lane, _)| marks.iter().any(|mark| mark.lane == *lane))
        .collect();
    for mark in marks.iter_mut() {
        let place = used.iter().position(|(lane, _)| *lane == mark.lane);
        mark.lane = place.unwrap_or_default();
    }
    used.into_iter()
        .map(|(_, label)| label.to_owned())
        .collect()
}

fn mark(report: &Report) -> Mark {
    let day = london_date(report.reported_at);
    let lane = Part::ALL.iter().position(|part| *part == report.part);
    Mark {
        lane: lane.unwrap_or_default(),
        at: place(day),
        shape: MarkShape::Circle,
        severity: severity(report.level),
        label: format!(
            "{}, level {}, {}",
            report.part.label(),
            words::inside(report.level.label()),
            words::date(day)
        ),
        href: format!("/incidents/{}", report.id),
        ..Mark::default()
    }
}

fn named(person: Option<PersonId>, name: &str) -> Markup {
    html! {
        @match person {
            Some(id) => { a.govuk-link href={ "/people/" (id) } { (name) } }
            None => { (name) }
        }
    }
}

fn reports(all: &[Report]) -> Markup {
    let row = |report: &Report| -> Vec<Cell> {
        let other = report.with.as_ref().map_or_else(
            || html! { "Nobody named" },
            |(person, name)| named(*person, name),
        );
        vec![
            words::moment(report.reported_at).into(),
            html! { a.govuk-link href={ "/incidents/" (report.id) } { (report.reference) } }.into(),
            report.part.label().into(),
            other.into(),
            level_badge(report.level, "", "").render().into(),
            report.outcome.into(),
        ]
    };
    let columns = ["Reported", "Reference", "Part", "With", "Level", "Decision"];
    let caption = format!(
        "{}, newest first",
        words::count(all.len() as i64, "report", "reports")
    );
    html! { (Table::new(caption, columns.map(Into::into).to_vec(), all.iter().map(row).collect())) }
}

/// Harm from one victim to the next, said before anything else (F47, R259).
fn pattern(found: Option<Pattern>) -> Markup {
    let Some(pattern) = found else {
        return html! {};
    };
    let said = format!(
        "Reported to cause harm to {} in {}.",
        words::count(pattern.victims as i64, "person", "people"),
        words::count(pattern.reports as i64, "report", "reports")
    );
    html! {
        @if pattern.serial {
            (WarningText::new(format!("{said} That is serial behaviour as this area counts it: reports against two or more people within {} months.", pattern.months)))
        } @else {
            p.govuk-body { (said) }
        }
    }
}

fn line_of(link: &Link) -> LineKind {
    match link.ties.first() {
        Some(Tie::HarmsThem | Tie::HarmedByThem) => LineKind::Harm,
        Some(Tie::FormerPartner) => LineKind::Former,
        Some(Tie::SameAddress | Tie::SameReport) | None => LineKind::Weak,
        Some(Tie::Partner | Tie::Child | Tie::Other) => LineKind::Plain,
    }
}

fn labels(link: &Link) -> String {
    let labels: Vec<&str> = link.ties.iter().map(|tie| tie.label()).collect();
    labels.join("; ")
}

fn around(story: &Story) -> Markup {
    if story.links.is_empty() {
        return nothing("Nobody else is recorded with this person, as far as you may see.");
    }
    let people = words::count(story.links.len() as i64, "person", "people");
    let drawn = LinkedPicture {
        id: "links-picture".to_owned(),
        title: format!("Who belongs to {}", story.name),
        description: format!(
            "{people} around the middle. A thick line is reported harm, a broken one a former partner, a dotted one the same address or report alone. The table below says the same."
        ),
        middle: story.name.clone(),
        around: story
            .links
            .iter()
            .map(|link| Around {
                name: link.name.clone(),
                words: link.ties.first().map_or("", |tie| tie.label()).to_owned(),
                line: line_of(link),
                href: link
                    .id
                    .map_or_else(String::new, |id| format!("/people/{id}")),
            })
            .collect(),
    };
    html! { (drawn) (list(story, &people)) }
}

fn list(story: &Story, people: &str) -> Markup {
    let row = |link: &Link| -> Vec<Cell> {
        let together = html! {
            (words::count(link.reports as i64, "report", "reports"))
            @if let Some(id) = link.id {
                br; a.govuk-link href={ "/people/" (story.id) "/with/" (id) } { "What lies between the two" span.govuk-visually-hidden { ": " (link.name) } }
            }
        };
        vec![
            named(link.id, &link.name).into(),
            link.born.words().into(),
            labels(link).into(),
            link.words.join("; ").into(),
            together.into(),
        ]
    };
    let columns = [
        "Name",
        "Born",
        "What they are",
        "In the source’s words",
        "Together",
    ];
    html! {
        (Table { first_cell_is_header: true, ..Table::new(format!("{people}, the most telling first"), columns.map(Into::into).to_vec(), story.links.iter().map(row).collect()) })
    }
}

fn between(pair: &PairStory) -> Markup {
    html! {
        ul.govuk-list {
            @for one in [&pair.one, &pair.two] { li { a.govuk-link href={ "/people/" (one.id) "/timeline" } { "The timeline of " (one.name) } } }
        }
        @for one in [&pair.one, &pair.two] {
            @if one.pattern.is_some() { h2.govuk-heading-s { (one.name) } (pattern(one.pattern)) }
        }
        h2.govuk-heading-m { "Reports with both" }
        @if pair.reports.is_empty() {
            (nothing("No report that you may open names both."))
        } @else {
            (picture(&pair.reports, &[], pair.now))
            (reports(&pair.reports))
        }
        h2.govuk-heading-m { "Children and others whom both know" }
        @if pair.both_know.is_empty() { (nothing("Nobody is recorded with both.")) } @else {
            ul.govuk-list { @for link in &pair.both_know { li { (named(link.id, &link.name)) ": " (words::inside(&labels(link))) } } }
        }
        h2.govuk-heading-m { "Orders between the two that matter today" }
        @if pair.orders.is_empty() { (nothing("None is recorded that you may see.")) }
        ul.govuk-list { @for order in &pair.orders { li { (order) } } }
    }
}
