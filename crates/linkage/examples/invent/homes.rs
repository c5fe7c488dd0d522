//! Homes: streets, towns and buildings, all invented.

use crate::chance::Chance;
use crate::names::{ORIGINS, capital, family};

#[derive(Clone, Debug)]
pub struct Home {
    pub unit: String,
    pub number: String,
    pub street: String,
    pub town: &'static str,
    pub postcode: String,
    pub building: Option<String>,
}

const TOWNS: &[(&str, &str)] = &[
    ("Leeds", "LS"),
    ("Bradford", "BD"),
    ("Wakefield", "WF"),
    ("Huddersfield", "HD"),
    ("Halifax", "HX"),
    ("Sheffield", "S"),
    ("Doncaster", "DN"),
    ("Hull", "HU"),
    ("York", "YO"),
    ("Harrogate", "HG"),
    ("Cardiff", "CF"),
    ("Coventry", "CV"),
    ("Leicester", "LE"),
    ("Derby", "DE"),
    ("Preston", "PR"),
    ("Exeter", "EX"),
    ("Norwich", "NR"),
    ("London", "E"),
];
const STREETS: &str = "High Church Station Park Victoria Mill Queens Kings Green Grove York North South Main Springfield Highfield George Manor Albert Cross Oak Elm Cedar Beech Meadow Hill Chapel West East School Windsor Stanley Alexandra Broad Moor Wood Woodlands Cliffe Dale Bridge Canal Thornhill Ravens Holme Lime Poplar Orchard Nelson Clarence Cambridge Oxford";
const KINDS: &[&str] = &[
    "Road", "Street", "Avenue", "Lane", "Close", "Drive", "Grove", "Crescent", "Terrace", "Place",
    "Way", "Gardens", "Court", "Rise", "View",
];

fn street(chance: &mut Chance) -> String {
    let kind = *chance.favoured(KINDS, 1.5);
    if chance.happens(0.45) {
        let list: Vec<&str> = STREETS.split(' ').collect();
        format!("{} {kind}", chance.favoured(&list, 1.2))
    } else {
        format!(
            "{} {kind}",
            capital(&family(&ORIGINS[0], chance).replace('\'', ""))
        )
    }
}

pub fn home(chance: &mut Chance) -> Home {
    let (town, area) = *chance.favoured(TOWNS, 2.0);
    let letters = b"ABDEFGHJLNPQRSTUWXYZ";
    let letter = |chance: &mut Chance| char::from(*chance.one(letters));
    let postcode = format!(
        "{area}{} {}{}{}",
        chance.between(1, 28),
        chance.between(0, 9),
        letter(chance),
        letter(chance)
    );
    let number = match chance.share() {
        x if x < 0.93 => chance.between(1, 199).to_string(),
        _ => format!("{}{}", chance.between(1, 120), chance.one(&["a", "b", "c"])),
    };
    Home {
        unit: if chance.happens(0.15) {
            chance.between(1, 24).to_string()
        } else {
            String::new()
        },
        number,
        street: street(chance),
        town,
        postcode,
        building: None,
    }
}

/// A building where many unrelated people live.
pub fn hostel(chance: &mut Chance) -> Home {
    let name = *chance.one(&[
        "Beacon House",
        "Harbour House",
        "Elm Lodge",
        "St Anne's House",
        "Unity Court",
    ]);
    Home {
        unit: String::new(),
        building: Some(name.to_owned()),
        ..home(chance)
    }
}

/// A street with its kind cut short, as hurried people write it.
pub fn short(street: &str) -> String {
    let kinds = [
        ("Road", "Rd"),
        ("Street", "St"),
        ("Avenue", "Ave"),
        ("Lane", "Ln"),
        ("Close", "Cl"),
        ("Drive", "Dr"),
        ("Grove", "Gr"),
        ("Crescent", "Cres"),
        ("Terrace", "Terr"),
        ("Place", "Pl"),
        ("Gardens", "Gdns"),
        ("Court", "Ct"),
    ];
    for (long, brief) in kinds {
        if let Some(start) = street.strip_suffix(long) {
            return format!("{start}{brief}");
        }
    }
    street.to_owned()
}
