//! Builds the settings of MARAC.

use hawthorn_domain::platform::settings::Agency;
use hawthorn_domain::platform::settings::choices::{
    EscalationSources, Frequency, RepeatClock, RepeatDefinition,
};
use hawthorn_domain::platform::settings::marac::{
    Escalation, Judgement, Marac, MaracCriteria, MaracTargets, Population, ReferrerShare, Repeat,
    ShareTarget, TransferIn, Venue, VisibleHigh,
};
use hawthorn_domain::platform::settings_fields::WEEKDAYS;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::tool::{Tool, ToolRule};
use jiff::civil::Weekday;

use super::areas_reader::{Place, Reader, gather};
use super::areas_settings::{known_agency, refuse_twice};

pub(super) fn marac(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    known: Option<&[Agency]>,
) -> Option<Marac> {
    gather!(Marac {
        criteria: criteria(reader, &place.section("criteria")),
        venues: venues(reader, place),
        agenda_days: reader.whole(place, "agenda_days"),
        minutes_per_case: reader.whole(place, "minutes_per_case"),
        cases_per_meeting: reader.whole(place, "cases_per_meeting"),
        assessment_required: reader.yes_no(place, "assessment_required"),
        coordinator_agency: known_agency(reader, place, "coordinator_agency", known),
        targets: targets(reader, &place.section("targets"), known),
        tools: tools(reader, place),
    })
}

fn criteria(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<MaracCriteria> {
    let (high, again) = (place.section("visible_high"), place.section("repeat"));
    let criteria = gather!(MaracCriteria {
        visible_high: gather!(VisibleHigh {
            on: reader.yes_no(&high, "on"),
            threshold: reader.whole(&high, "threshold"),
            level_high_counts: reader.yes_no(&high, "level_high_counts"),
        }),
        judgement: gather!(Judgement {
            on: reader.yes_no(&place.section("judgement"), "on")
        }),
        repeat: gather!(Repeat {
            on: reader.yes_no(&again, "on"),
            months: reader.whole(&again, "months"),
            same_perpetrator: reader.yes_no(&again, "same_perpetrator"),
            clock_from: reader.choice(&again, "clock_from", RepeatClock::from_code),
            definition: reader.choice(&again, "definition", RepeatDefinition::from_code),
        }),
        escalation: escalation(reader, &place.section("escalation")),
        transfer_in: gather!(TransferIn {
            on: reader.yes_no(&place.section("transfer_in"), "on")
        }),
    })?;
    // Judgement must always be able to raise a case (R177, F3).
    if !criteria.judgement.on && !criteria.visible_high.on {
        reader.problem(
            high.at_key("on"),
            &high.path_of("on"),
            "neither high risk nor judgement as a way into MARAC",
            "at least one of the two switched on",
        );
    }
    Some(criteria)
}

fn escalation(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Escalation> {
    gather!(Escalation {
        on: reader.yes_no(place, "on"),
        count: reader.whole(place, "count"),
        months: reader.whole(place, "months"),
        levels: reader.choices(place, "levels", RiskLevel::from_code),
        sources: reader.choice(place, "sources", EscalationSources::from_code),
    })
}

fn venues(reader: &mut Reader<'_>, marac: &Place<'_>) -> Option<Vec<Venue>> {
    let rows = marac.rows("venues");
    if rows.is_empty() {
        reader.problem(
            marac.at_key("venues"),
            "marac.venues",
            "no meeting",
            "at least one section headed [[marac.venues]]",
        );
    }
    let mut venues: Vec<Venue> = Vec::new();
    for row in &rows {
        let venue = gather!(Venue {
            code: reader.slug(row, "code"),
            name: reader.text(row, "name"),
            frequency: reader.choice(row, "frequency", Frequency::from_code),
            weekday: reader.choice(row, "weekday", weekday),
            week_of_month: reader.whole(row, "week_of_month"),
            anchor: reader.date_if(row, "anchor"),
            starts: reader.time(row, "starts"),
        });
        let Some(venue) = venue else { continue };
        refuse_twice(
            reader,
            row,
            &venue.code,
            venues.iter().map(|other| other.code.as_str()),
        );
        let fits = match venue.anchor {
            Some(anchor) => anchor.weekday() == venue.weekday,
            None => venue.frequency != Frequency::Fortnightly,
        };
        if !fits {
            let found = venue
                .anchor
                .map_or("nothing".to_owned(), |anchor| format!("the date {anchor}"));
            reader.problem(
                row.at_key("anchor"),
                &row.path_of("anchor"),
                found,
                "a date on the meeting's weekday, from which the fortnights are counted",
            );
        }
        venues.push(venue);
    }
    (venues.len() == rows.len()).then_some(venues)
}

fn weekday(code: &str) -> Option<Weekday> {
    let index = WEEKDAYS.iter().position(|day| *day == code)?;
    Weekday::from_monday_zero_offset(i8::try_from(index).ok()?).ok()
}

fn targets(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    known: Option<&[Agency]>,
) -> Option<MaracTargets> {
    let percent = reader.whole_if(place, "partner_share_percent");
    let source = reader.text_if(place, "partner_share_source");
    let cases = reader.whole(place, "cases_per_10000_women");
    let partner_share = match (percent?, source?) {
        (Some(percent), Some(source)) => Some(ShareTarget { percent, source }),
        (None, None) => None,
        (Some(_), None) => {
            reader.problem(
                place.at_key("partner_share_percent"),
                &place.path_of("partner_share_source"),
                "a share without its source",
                "who set the share and when (C33)",
            );
            None
        }
        (None, Some(_)) => {
            reader.problem(
                place.at_key("partner_share_source"),
                &place.path_of("partner_share_percent"),
                "a source without its share",
                "a whole number from 1 to 100",
            );
            None
        }
    };
    Some(MaracTargets {
        partner_share,
        cases_per_10000_women: cases?,
        population: population(reader, &place.section("population"))?,
        referrers: referrers(reader, place, known)?,
    })
}

fn tools(reader: &mut Reader<'_>, marac: &Place<'_>) -> Option<Vec<ToolRule>> {
    let rows = marac.rows("tools");
    let mut rules = Vec::new();
    for row in &rows {
        let rule = gather!(ToolRule {
            tool: reader.choice(row, "tool", Tool::from_code),
            from: reader.date_if(row, "from"),
            until: reader.date_if(row, "until"),
        });
        rules.extend(rule);
    }
    (rules.len() == rows.len()).then_some(rules)
}

/// A population is given whole, with its year and where it comes from, or not at all.
fn population(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Option<Population>> {
    let women = reader.whole_if(place, "adult_women");
    let year = reader.whole_if(place, "year");
    let source = reader.text_if(place, "source");
    match (women?, year?, source?) {
        (Some(adult_women), Some(year), Some(source)) => Some(Some(Population {
            adult_women,
            year,
            source,
        })),
        (None, None, None) => Some(None),
        _ => {
            reader.problem(
                place.at_key("adult_women"),
                &place.path_of("adult_women"),
                "a part of a population",
                "the number of adult women, its year and its source together (F32)",
            );
            None
        }
    }
}

fn referrers(
    reader: &mut Reader<'_>,
    targets: &Place<'_>,
    known: Option<&[Agency]>,
) -> Option<Vec<ReferrerShare>> {
    let rows = targets.rows("referrers");
    let mut shares: Vec<ReferrerShare> = Vec::new();
    for row in &rows {
        let share = gather!(ReferrerShare {
            agency: known_agency(reader, row, "agency", known),
            least_percent: reader.whole(row, "least_percent"),
            most_percent: reader.whole(row, "most_percent"),
        });
        let Some(share) = share else { continue };
        if share.least_percent > share.most_percent {
            reader.problem(
                row.at_key("least_percent"),
                &row.path_of("least_percent"),
                format!("the least share {} per cent", share.least_percent),
                "a share no larger than the most that is expected",
            );
        }
        shares.push(share);
    }
    (shares.len() == rows.len()).then_some(shares)
}
