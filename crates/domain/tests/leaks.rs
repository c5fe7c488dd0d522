//! A thousand papers with a secret address planted in varied spellings, and a thousand without (A5).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be, and prints its figures"
)]

use hawthorn_domain::people::leak::{Checker, SecretKind, SecretPlace};

/// Chance from a seed, of this test's own making.
struct Luck(u64);

impl Luck {
    fn below(&mut self, number: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % number
    }
    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

const NAMES: &[&str] = &[
    "Kestrel",
    "Bramble",
    "Larkspur",
    "Thornbury",
    "Willow",
    "Foxglove",
    "Ashdown",
    "Hazelmere",
    "St Johns",
    "Kings Mill",
    "Orchard",
    "Pendle",
    "Saint Marys",
    "Coppice",
    "Larchwood",
    "Old Forge",
    "Primrose",
    "Wren",
];
const KINDS: &[(&str, &[&str])] = &[
    ("Road", &["Road", "Rd", "rd.", "ROAD", "RD"]),
    ("Street", &["Street", "St", "St.", "str", "STREET"]),
    ("Avenue", &["Avenue", "Ave", "ave.", "Av"]),
    ("Close", &["Close", "Cl", "cl."]),
    ("Drive", &["Drive", "Dr", "Dr."]),
    ("Lane", &["Lane", "Ln", "lane"]),
    ("Court", &["Court", "Ct"]),
    ("Crescent", &["Crescent", "Cres", "cres."]),
    ("Gardens", &["Gardens", "Gdns"]),
    ("Terrace", &["Terrace", "Terr", "Ter."]),
];
const TOWNS: &[&str] = &[
    "Rugby",
    "Nuneaton",
    "Bedworth",
    "Leamington Spa",
    "Stratford",
];
const SCHOOLS: &[&str] = &[
    "Hazelmere Primary School",
    "St Anne’s Primary School",
    "Larchwood Academy",
    "Pendle Junior School",
    "Thornbury College",
];
const SENTENCES: &[&str] = &[
    "He has said that he will come back.",
    "Seen by the midwife on 14 March 2026; no concerns about the baby.",
    "Police were called to the old home at 3:15am on 7 February.",
    "Ring her after 10am on 07700 900123, never in the evening.",
    "Rent arrears of £314.50; the tenancy is in both names.",
    "School say that the children are well and on time.",
    "She would like the locks changed, and a door viewer.",
    "He works nights at a warehouse off the ring road.",
    "There are 14 entries since 2019, the last of them in March.",
    "She has family in the north and may go there for Easter.",
    "The drive was blocked by his car, so nobody could leave.",
    "They were close once; her sister has not been in touch.",
    "The court has listed the hearing for 21 April at 10am.",
    "A green car was seen in the lane behind the house.",
];

struct Secret {
    place: SecretPlace,
    number: usize,
    name: &'static str,
    kind: usize,
    town: &'static str,
}

fn secret(luck: &mut Luck) -> Secret {
    let (number, name, kind) = (2 + luck.below(180), luck.of(NAMES), luck.below(KINDS.len()));
    let town = luck.of(TOWNS);
    let flat = if luck.below(4) == 0 {
        format!("Flat {}, ", 1 + luck.below(12))
    } else {
        String::new()
    };
    Secret {
        place: SecretPlace {
            kind: SecretKind::NewAddress,
            line: format!("{flat}{number} {name} {}, {town}", KINDS[kind].0),
            postcode: format!(
                "CV{} {}{}{}",
                10 + luck.below(13),
                1 + luck.below(9),
                luck.of(&["AB", "DE", "FG", "HJ"]),
                ""
            ),
        },
        number,
        name,
        kind,
        town,
    }
}

/// Capitals, spaces and marks as people in a hurry write them.
fn careless(luck: &mut Luck, text: &str) -> String {
    let text = match luck.below(4) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        _ => text.to_owned(),
    };
    match luck.below(5) {
        0 => text.replace(' ', "  "),
        1 => text.replace(' ', "\n"),
        2 => text.replace(", ", " "),
        3 => text.replace(' ', ""),
        _ => text,
    }
}

fn spelled(luck: &mut Luck, secret: &Secret) -> String {
    let kind = luck.of(KINDS[secret.kind].1);
    let (number, name, town) = (secret.number, secret.name, secret.town);
    let postcode = &secret.place.postcode;
    let flat = if luck.below(3) == 0 {
        luck.of(&["flat 3, ", "Flat 3 ", "apt 3, ", "3/"])
    } else {
        ""
    };
    let text = match luck.below(8) {
        0 => format!("{flat}{number} {name} {kind}, {town} {postcode}"),
        1 => format!("{flat}{number} {name} {kind}"),
        2 => format!("{number}, {name} {kind}, {town}"),
        3 => format!("number {number} {name} {kind}"),
        4 => postcode.clone(),
        5 => postcode.replace(' ', ""),
        6 => format!("{number} {name}"),
        _ => format!("{flat}{number} {name} {kind} {}", postcode.replace(' ', "")),
    };
    careless(luck, &text)
}

/// A paper: what agencies wrote, some of it with addresses that may be known.
fn paper(luck: &mut Luck, open: &Secret) -> Vec<String> {
    (0..8)
        .map(|_| {
            let mut text: Vec<String> = (0..3).map(|_| luck.of(SENTENCES).to_owned()).collect();
            if luck.below(4) == 0 {
                text.push(format!(
                    "The old home is {} {} {}.",
                    open.number, open.name, KINDS[open.kind].0
                ));
            }
            if luck.below(5) == 0 {
                text.push(format!(
                    "He was seen near {} {}, {}.",
                    luck.of(NAMES),
                    KINDS[luck.below(KINDS.len())].0,
                    luck.of(TOWNS)
                ));
            }
            text.join(" ")
        })
        .collect()
}

fn apart(luck: &mut Luck, from: &Secret) -> Secret {
    loop {
        let other = secret(luck);
        if other.name != from.name && other.place.postcode != from.place.postcode {
            return other;
        }
    }
}

#[test]
fn a_thousand_papers_with_a_secret_address_are_stopped_and_clean_ones_are_not() {
    let luck = &mut Luck(20_260_407);
    let (mut missed, mut stopped) = (Vec::new(), 0);
    let mut wrongly = Vec::new();
    for _ in 0..1_000 {
        let hidden = secret(luck);
        let open = apart(luck, &hidden);
        let checker = Checker::new(
            std::slice::from_ref(&hidden.place),
            std::slice::from_ref(&open.place.line),
        );
        let mut texts = paper(luck, &open);
        // A clean paper is one that happens not to name the secret street.
        let clean =
            |text: &String| text.contains(&format!("{} {}", hidden.name, KINDS[hidden.kind].0));
        if !texts.iter().any(clean) {
            wrongly.extend(
                texts
                    .iter()
                    .filter(|text| !checker.find(text).is_empty())
                    .cloned(),
            );
        }
        let planted = spelled(luck, &hidden);
        let at = luck.below(texts.len());
        texts[at] = format!("She has moved to {planted}. {}", texts[at]);
        if checker.find(&texts[at]).is_empty() {
            missed.push(format!(
                "{} for {} {}",
                planted, hidden.place.line, hidden.place.postcode
            ));
        } else {
            stopped += 1;
        }
    }
    eprintln!(
        "stopped {stopped} of 1000; wrongly stopped {} texts of 1000 papers",
        wrongly.len()
    );
    for miss in missed.iter().take(5) {
        eprintln!("missed: {miss:?}");
    }
    for text in wrongly.iter().take(5) {
        eprintln!("wrongly: {text:?}");
    }
    assert!(stopped >= 990, "{stopped}: {missed:#?}");
    assert!(wrongly.len() < 10, "{wrongly:#?}");
}

fn finds(kind: SecretKind, line: &str, postcode: &str, text: &str) -> bool {
    let place = SecretPlace {
        kind,
        line: line.to_owned(),
        postcode: postcode.to_owned(),
    };
    !Checker::new(&[place], &[]).find(text).is_empty()
}

#[test]
fn each_way_of_writing_is_found_and_near_misses_are_not() {
    let home = |text: &str| {
        finds(
            SecretKind::NewAddress,
            "Flat 3, 14 Kestrel Road, Rugby",
            "CV12 6BF",
            text,
        )
    };
    for text in [
        "14 Kestrel Road",
        "14 kestrel rd",
        "14KESTREL ROAD",
        "14, Kestrel  Rd.",
        "fourteen Kestrel Road",
        "14 Kestral Road",
        "cv126bf",
        "CV12  6BF",
        "at Kestrel Road now",
        "No. 14 Kestrel",
        "3/14 Kestrel Rd",
        "14\nKestrel\nRoad’s end",
    ] {
        assert!(home(text), "{text}");
    }
    for text in [
        "",
        "114 Kestrels",
        "a kestrel on the road",
        "CV12 6BG",
        "Kestrel Close",
        "41 Merlin Road",
        "07714 900126",
    ] {
        assert!(!home(text), "{text}");
    }
    for school in SCHOOLS {
        let told = school.replace('’', "'").to_lowercase();
        assert!(
            finds(
                SecretKind::School,
                school,
                "",
                &format!("They go to {told} now.")
            ),
            "{school}"
        );
        assert!(
            !finds(
                SecretKind::School,
                school,
                "",
                "They go to another primary school now."
            ),
            "{school}"
        );
    }
    assert!(finds(
        SecretKind::Refuge,
        "Oakfield House Refuge",
        "",
        "She is at oakfield."
    ));
    // Every town has one: without its number it says nothing.
    let common = |text: &str| finds(SecretKind::NewAddress, "9 High Street, Rugby", "", text);
    assert!(common("9 High St") && !common("seen in the High Street"));
}

#[test]
fn a_street_shared_with_an_open_address_needs_its_number() {
    let place = SecretPlace {
        kind: SecretKind::NewAddress,
        line: "90 Kestrel Road".to_owned(),
        postcode: String::new(),
    };
    let checker = Checker::new(&[place], &["14 Kestrel Road, Rugby".to_owned()]);
    assert!(
        checker
            .find("The old home in Kestrel Road, at 14 Kestrel Road.")
            .is_empty()
    );
    assert_eq!(
        checker.find("now at 90 Kestrel Rd"),
        [SecretKind::NewAddress]
    );
}
