//! What in a free text tells where a secret service is: a postcode, a place on a map, a street, or a place that it names (R30, F88).
//!
//! A text that says too much cannot be taken back once somebody has read it, so this errs on the
//! side of asking the editor for other words.

use super::change::holds_postcode;

/// Words for ways and squares that follow the name of one.
const STREETS: [&str; 26] = [
    "road", "street", "lane", "avenue", "close", "drive", "way", "court", "crescent", "terrace",
    "gardens", "square", "grove", "mews", "parade", "row", "hill", "walk", "rise", "green", "park",
    "wharf", "quay", "st", "rd", "ave",
];
/// Words before the name of a place.
const BEFORE_PLACES: [&str; 13] = [
    "in", "at", "near", "behind", "beside", "opposite", "above", "outside", "off", "by", "around",
    "between", "to",
];
/// Capitalised words that name no place.
const NO_PLACES: [&str; 30] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "easter",
    "english",
    "welsh",
    "england",
    "wales",
    "scotland",
    "british",
    "uk",
    "i",
    "marac",
];
/// Parts of addresses of maps.
const MAPS: [&str; 6] = [
    "maps.",
    "/maps",
    "goo.gl",
    "what3words",
    "openstreetmap",
    "geo:",
];

/// The first words of a text that tell where something is; none when nothing does. `known` are words
/// that are told anyway: the name of the service, of its organisation and of the parts that it serves.
#[must_use]
pub fn tells_where(text: &str, known: &[&str]) -> Option<String> {
    if holds_postcode(text) {
        return Some("a postcode".to_owned());
    }
    if holds_point(text) {
        return Some("a place on a map".to_owned());
    }
    let known: Vec<String> = known
        .iter()
        .flat_map(|text| words(text))
        .map(lower)
        .collect();
    let all = words(text);
    named_street(&all).or_else(|| named_place(&all, &known))
}

fn lower(word: &str) -> String {
    word.to_lowercase()
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'')
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A house number or a name before the word of a street, such as `12 secret lane` or `Oak Road`.
fn named_street(all: &[&str]) -> Option<String> {
    let numbered = |word: &str| word.chars().next().is_some_and(|c| c.is_ascii_digit());
    all.iter().enumerate().find_map(|(at, word)| {
        if !STREETS.contains(&lower(word).as_str()) {
            return None;
        }
        let from = at.saturating_sub(3);
        let before = all.get(from..at)?;
        let named = before.last().is_some_and(|word| is_name(word)) && is_name(word);
        let number = before.iter().position(|word| numbered(word));
        let begins = number.map(|place| from + place).or(named.then(|| at - 1))?;
        Some(all.get(begins..=at)?.join(" "))
    })
}

/// A name that is told after a word of place, such as `in Leamington Spa`.
fn named_place(all: &[&str], known: &[String]) -> Option<String> {
    all.iter().enumerate().find_map(|(at, word)| {
        if !BEFORE_PLACES.contains(&lower(word).as_str()) {
            return None;
        }
        let rest = all.get(at + 1..)?;
        let article = usize::from(rest.first().is_some_and(|word| lower(word) == "the"));
        let name = rest.get(article)?;
        let tells = is_name(name)
            && !NO_PLACES.contains(&lower(name).as_str())
            && !known.contains(&lower(name));
        tells.then(|| {
            format!(
                "{word} {}",
                rest.get(..=article).unwrap_or_default().join(" ")
            )
        })
    })
}

/// Two numbers with several places after the point, side by side, or the address of a map.
fn holds_point(text: &str) -> bool {
    let lower = text.to_lowercase();
    if MAPS.iter().any(|part| lower.contains(part)) {
        return true;
    }
    let is_degree = |part: &str| {
        part.trim_start_matches(['-', '+'])
            .split_once('.')
            .is_some_and(|(whole, after)| {
                (1..=3).contains(&whole.len())
                    && after.len() >= 3
                    && [whole, after]
                        .iter()
                        .all(|digits| digits.chars().all(|c| c.is_ascii_digit()))
            })
    };
    let numbers = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+'));
    numbers
        .filter(|part| is_degree(part.trim_end_matches('.')))
        .count()
        >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 3] = ["Safe housing in Warwickshire", "Refuge", "Kent"];

    #[test]
    fn streets_towns_points_and_postcodes_are_found() {
        for text in [
            "Behind the Royal Priors in Leamington Spa, next to 12 Secret Lane.",
            "We are near the Parade.",
            "12 oak road",
            "Ask at Oak Road.",
            "A house in Rugby.",
            "Opposite St Mary’s church.",
            "https://example.org/?at=52.2901,-1.5350",
            "52.2901 -1.5350",
            "https://maps.example.org/x",
            "Come to CV21 2AA.",
            "///filled.count.soap on what3words",
        ] {
            assert!(tells_where(text, &KNOWN).is_some(), "{text}");
        }
    }

    #[test]
    fn what_such_services_say_of_themselves_may_stand() {
        for text in [
            "",
            "A safe place to stay, found through the county’s service.",
            "A safe place to stay for women, with or without children, and six weeks of help to settle after leaving.",
            "Professionals have a separate emergency number.",
            "Ring the referral line. Vacancies go to partner agencies every day; ask to join that list.",
            "For women in Kent. Open at Christmas, and from 08.30 to 20.30.",
            "In the first week a worker helps with money. Women who speak no English are welcome.",
            "It has 24 places, 12 of them with room for children.",
            "https://www.refuge.example/help/24-hours",
            "The way to refer is by telephone.",
        ] {
            assert_eq!(tells_where(text, &KNOWN), None, "{text}");
        }
    }
}
