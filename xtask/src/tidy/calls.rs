//! Calls that have a better place: giving up, printing, the clock, chance, unescaped markup.

use super::Finding;
use super::source::Source;

/// These stand at the door: they read the clock, make ids and print, and hand
/// the values in.
const AT_THE_DOOR: [&str; 3] = ["crates/server/", "crates/testkit/", "xtask/"];

const GIVES_UP: [&str; 3] = [".unwrap()", ".expect(", "panic!"];
const PRINTS: [&str; 4] = ["println!", "print!", "eprintln!", "eprint!"];
const UNFINISHED: [&str; 3] = ["todo!", "unimplemented!", "dbg!"];

const CLOCK: [&str; 4] = [
    "Timestamp::now",
    "Zoned::now",
    "SystemTime::now",
    "Instant::now",
];
const CHANCE: [&str; 7] = [
    "Uuid::new_v4",
    "Uuid::now_v7",
    "rand::rng",
    "rand::random",
    "thread_rng",
    "getrandom",
    "OsRng",
];

/// No code path asks which area it is in: what differs between areas is a setting.
const AREAS: [&str; 3] = ["\"warwickshire\"", "\"wolverhampton\"", "\"kent-medway\""];

/// Checks all of them in one file.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    unfinished(source, &mut findings);
    area_named(source, &mut findings);
    if !source.path.starts_with("crates/components/") {
        let advice = "markup that is not escaped belongs in crates/components: pass the value and let maud escape it";
        report(
            source,
            "pre-escaped",
            &["PreEscaped"],
            advice,
            |_| true,
            &mut findings,
        );
    }
    if AT_THE_DOOR
        .iter()
        .any(|place| source.path.starts_with(place))
    {
        return findings;
    }
    if !source.path.ends_with("/build.rs") {
        let outside_tests = |position| !source.is_test(position);
        let advice = "return an error that says what to do, or use a form that cannot fail (`get`, `if let`, `unwrap_or`)";
        report(
            source,
            "no-panic",
            &GIVES_UP,
            advice,
            outside_tests,
            &mut findings,
        );
        let advice = "libraries do not print: return the value, or use `tracing` for operators";
        report(
            source,
            "no-print",
            &PRINTS,
            advice,
            outside_tests,
            &mut findings,
        );
    }
    let advice = "take the time as an argument (`now: Timestamp`): the server reads the clock";
    // A test may time itself; it may not depend on today's date.
    let counts = |position| {
        let times_itself = source
            .code
            .get(position..)
            .is_some_and(|code| code.starts_with("Instant"));
        !(times_itself && source.is_test(position))
    };
    report(source, "clock", &CLOCK, advice, counts, &mut findings);
    let advice =
        "take ids, seeds and random bytes as arguments: the server and the test kit make them";
    report(source, "chance", &CHANCE, advice, |_| true, &mut findings);
    findings
}

fn area_named(source: &Source, findings: &mut Vec<Finding>) {
    // The demonstration has to choose one area to play, and the files of the areas have names.
    let may = ["crates/simulate/", "crates/connect/src/directory/"]
        .iter()
        .any(|place| source.path.starts_with(place));
    if may
        || AT_THE_DOOR
            .iter()
            .any(|place| source.path.starts_with(place))
    {
        return;
    }
    for area in AREAS {
        let found = source.with_texts.match_indices(area);
        for (position, _) in found.filter(|(position, _)| !source.is_test(*position)) {
            findings.push(Finding {
                path: source.path.clone(),
                line: source.line(position),
                rule: "area-named",
                message: format!(
                    "{area}: make what differs a setting of the area, and ask for that"
                ),
            });
        }
    }
}

fn unfinished(source: &Source, findings: &mut Vec<Finding>) {
    let advice = "finish it, or leave it out until it can be finished";
    report(
        source,
        "unfinished",
        &UNFINISHED,
        advice,
        |at| !source.is_test(at),
        findings,
    );
}

fn report(
    source: &Source,
    rule: &'static str,
    words: &[&str],
    advice: &str,
    counts: impl Fn(usize) -> bool,
    findings: &mut Vec<Finding>,
) {
    for word in words {
        for position in source.find(word).filter(|position| counts(*position)) {
            findings.push(Finding {
                path: source.path.clone(),
                line: source.line(position),
                rule,
                message: format!("`{}`: {advice}", word.trim_end_matches('(')),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<&'static str> {
        check(&Source::new(path, text))
            .iter()
            .map(|finding| finding.rule)
            .collect()
    }

    const DOMAIN: &str = "crates/domain/src/a.rs";

    #[test]
    fn no_code_asks_which_area_it_is_in() {
        let asks = "fn f(area: &str) -> bool { area == \"wolverhampton\" }";
        assert_eq!(rules(DOMAIN, asks), ["area-named"]);
        assert_eq!(rules("crates/simulate/src/a.rs", asks), [""; 0]);
        assert_eq!(rules("crates/x/tests/a.rs", asks), [""; 0]);
    }

    #[test]
    fn giving_up_is_for_tests() {
        assert_eq!(
            rules(DOMAIN, "fn f() { x.unwrap(); y.expect(\"z\"); panic!(); }"),
            ["no-panic"; 3]
        );
        assert_eq!(
            rules(DOMAIN, "#[cfg(test)]\nmod tests { fn f() { x.unwrap(); } }"),
            [""; 0]
        );
        assert_eq!(
            rules("crates/x/tests/a.rs", "fn f() { x.unwrap(); }"),
            [""; 0]
        );
        assert_eq!(
            rules(DOMAIN, "fn f() { x.unwrap_or(1); x.expect_err; } // panic!"),
            [""; 0]
        );
        assert_eq!(
            rules("crates/server/src/main.rs", "fn f() { x.expect(\"y\"); }"),
            [""; 0]
        );
    }

    #[test]
    fn printing_is_for_the_server() {
        assert_eq!(rules(DOMAIN, "fn f() { println!(\"a\"); }"), ["no-print"]);
        assert_eq!(
            rules("crates/server/src/main.rs", "fn f() { println!(\"a\"); }"),
            [""; 0]
        );
        assert_eq!(
            rules(
                "crates/store/build.rs",
                "fn main() { println!(\"cargo:\"); }"
            ),
            [""; 0]
        );
    }

    #[test]
    fn nothing_is_left_unfinished_anywhere() {
        assert_eq!(
            rules("crates/server/src/a.rs", "fn f() { todo!() }"),
            ["unfinished"]
        );
        assert_eq!(
            rules(DOMAIN, "fn f() { dbg!(1); } // todo!"),
            ["unfinished"]
        );
    }

    #[test]
    fn the_clock_is_read_at_the_door() {
        assert_eq!(
            rules(DOMAIN, "fn f() { jiff::Timestamp::now(); }"),
            ["clock"]
        );
        assert_eq!(
            rules("crates/simulate/src/a.rs", "fn f() { Zoned::now(); }"),
            ["clock"]
        );
        assert_eq!(
            rules("crates/testkit/src/a.rs", "fn f() { Zoned::now(); }"),
            [""; 0]
        );
        let timed = "#[test]\nfn f() { Instant::now(); }";
        assert_eq!(rules(DOMAIN, timed), [""; 0]);
        assert_eq!(
            rules(DOMAIN, &timed.replace("Instant", "Timestamp")),
            ["clock"]
        );
    }

    #[test]
    fn chance_comes_in_by_the_door() {
        assert_eq!(
            rules(
                DOMAIN,
                "fn f() { getrandom::fill(&mut b); Uuid::new_v4(); }"
            )
            .len(),
            2
        );
        assert_eq!(
            rules(
                "crates/simulate/src/a.rs",
                "fn f(r: &mut ChaCha8Rng) { r.random::<u8>(); }"
            ),
            [""; 0]
        );
    }

    #[test]
    fn unescaped_markup_is_for_components() {
        assert_eq!(
            rules("crates/web/src/a.rs", "use maud::PreEscaped;"),
            ["pre-escaped"]
        );
        assert_eq!(
            rules("crates/components/src/a.rs", "use maud::PreEscaped;"),
            [""; 0]
        );
    }
}
