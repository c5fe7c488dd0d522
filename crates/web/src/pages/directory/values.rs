//! What the editing form of an entry holds: filled from an entry, read back with every fault named.

use hawthorn_app::Refusal;
use hawthorn_app::platform::refusal::{FieldProblem, Told};
use hawthorn_app::platform::text;
use hawthorn_domain::directory::service::{Email, Location, Phone};
use hawthorn_domain::directory::{
    Audience, Cost, ForWhom, Gender, Need, Opening, ReferralRoute, ServiceDetails, ServiceKind,
    ServiceState,
};

use crate::forms::Typed;

/// The mark after a number or mailbox that is for professionals only.
const PROFESSIONALS: &str = "professionals";
/// The mark after a secure mailbox.
const SECURE: &str = "secure";
/// The mark before a doubt about a mailbox.
const DOUBT: &str = "doubt:";

/// The fields as text, for the form and for comparing two versions.
pub fn lines(details: &ServiceDetails) -> Vec<(&'static str, String)> {
    let labels = |labels: Vec<&str>| labels.join(", ");
    vec![
        ("Name", details.name.clone()),
        ("Organisation", details.organisation.clone()),
        ("Former names", details.former_names.join("\n")),
        ("What it does", details.kind.label().to_owned()),
        ("About", details.about.clone()),
        ("Places", details.places.join("\n")),
        (
            "For",
            labels(details.for_whom.iter().map(|whom| whom.label()).collect()),
        ),
        (
            "Helps with",
            labels(details.needs.iter().map(|need| need.label()).collect()),
        ),
        (
            "Genders",
            labels(
                details
                    .genders
                    .iter()
                    .map(|gender| gender.label())
                    .collect(),
            ),
        ),
        ("Youngest age", years(details.min_age)),
        ("Oldest age", years(details.max_age)),
        ("Languages", details.languages.join("\n")),
        (
            "Cost",
            format!("{}\n{}", details.cost.label(), details.cost_note),
        ),
        ("Access", details.accessibility.clone()),
        ("Opening times", details.opening.lines().join("\n")),
        ("Out of hours", details.out_of_hours.clone()),
        (
            "Who may refer",
            labels(details.referral.iter().map(|route| route.label()).collect()),
        ),
        ("How to refer", details.how_to_refer.clone()),
        ("Telephone", phone_lines(details)),
        ("E-mail", email_lines(details)),
        ("Web page", details.web.clone()),
        ("Location", location_line(&details.location)),
        ("Shown to", details.audience.label().to_owned()),
        ("State", details.state.label().to_owned()),
        ("In doubt", details.doubts.join("\n")),
    ]
}

fn location_line(location: &Location) -> String {
    match location {
        Location::None => "No place to go to".to_owned(),
        Location::Confidential => "The address is secret".to_owned(),
        Location::Open {
            street,
            town,
            postcode,
        } => format!("{street}\n{town}\n{postcode}"),
    }
}

fn phone_lines(details: &ServiceDetails) -> String {
    let line = |phone: &Phone| {
        let mut parts = vec![phone.number.clone()];
        parts.extend((!phone.label.is_empty()).then(|| phone.label.clone()));
        parts.extend((phone.audience == Audience::Professionals).then(|| PROFESSIONALS.to_owned()));
        parts.join("; ")
    };
    details
        .phones
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn email_lines(details: &ServiceDetails) -> String {
    let line = |email: &Email| {
        let mut parts = vec![email.address.clone()];
        parts.extend(email.secure.then(|| SECURE.to_owned()));
        parts.extend((email.audience == Audience::Professionals).then(|| PROFESSIONALS.to_owned()));
        parts.extend((!email.doubt.is_empty()).then(|| format!("{DOUBT} {}", email.doubt)));
        parts.join("; ")
    };
    details
        .emails
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The form's first values, from an entry.
pub fn filled(details: &ServiceDetails) -> Typed {
    let mut pairs: Vec<(&str, String)> = vec![
        ("name", details.name.clone()),
        ("organisation", details.organisation.clone()),
        ("former_names", details.former_names.join("\n")),
        ("kind", details.kind.code().to_owned()),
        ("about", details.about.clone()),
        ("places", details.places.join("\n")),
        ("min_age", years(details.min_age)),
        ("max_age", years(details.max_age)),
        ("languages", details.languages.join("\n")),
        ("cost", details.cost.code().to_owned()),
        ("cost_note", details.cost_note.clone()),
        ("accessibility", details.accessibility.clone()),
        ("opening", details.opening.lines().join("\n")),
        ("out_of_hours", details.out_of_hours.clone()),
        ("how_to_refer", details.how_to_refer.clone()),
        ("phones", phone_lines(details)),
        ("emails", email_lines(details)),
        ("web", details.web.clone()),
        ("audience", details.audience.code().to_owned()),
        ("state", details.state.code().to_owned()),
        ("source", details.source.clone()),
        ("doubts", details.doubts.join("\n")),
    ];
    pairs.extend(codes("for_whom", &details.for_whom, ForWhom::code));
    pairs.extend(codes("needs", &details.needs, Need::code));
    pairs.extend(codes("genders", &details.genders, Gender::code));
    pairs.extend(codes("referral", &details.referral, ReferralRoute::code));
    if details.national {
        pairs.push(("national", "yes".to_owned()));
    }
    match &details.location {
        Location::None => pairs.push(("location", "none".to_owned())),
        Location::Confidential => pairs.push(("location", "confidential".to_owned())),
        Location::Open {
            street,
            town,
            postcode,
        } => {
            pairs.push(("location", "open".to_owned()));
            pairs.push(("street", street.clone()));
            pairs.push(("town", town.clone()));
            pairs.push(("postcode", postcode.clone()));
        }
    }
    Typed::from_pairs(pairs)
}

/// The pairs of a list of codes under one name.
fn codes<T: Copy>(
    name: &'static str,
    all: &[T],
    code: fn(T) -> &'static str,
) -> Vec<(&'static str, String)> {
    all.iter()
        .map(|one| (name, code(*one).to_owned()))
        .collect()
}

fn years(age: Option<u8>) -> String {
    age.map(|age| age.to_string()).unwrap_or_default()
}

/// Reads the form.
///
/// # Errors
/// Every field that cannot be read.
pub fn details(typed: &Typed) -> Told<ServiceDetails> {
    let mut wrong: Vec<FieldProblem> = Vec::new();
    let mut kept = |field: &str| match text::long(field, typed.one(field)) {
        Ok(text) => text,
        Err(refusal) => {
            wrong.push(FieldProblem {
                field: field.to_owned(),
                message: refusal.to_string(),
            });
            String::new()
        }
    };
    let mut details =
        ServiceDetails::new(&kept("name"), &kept("organisation"), ServiceKind::Outreach);
    details.about = kept("about");
    details.cost_note = kept("cost_note");
    details.accessibility = kept("accessibility");
    details.out_of_hours = kept("out_of_hours");
    details.how_to_refer = kept("how_to_refer");
    details.web = kept("web");
    details.source = kept("source");
    details.location = match typed.one("location") {
        "confidential" => Location::Confidential,
        "open" => Location::Open {
            street: kept("street"),
            town: kept("town"),
            postcode: kept("postcode"),
        },
        _ => Location::None,
    };
    details.former_names = list(&kept("former_names"));
    details.places = list(&kept("places"));
    details.languages = list(&kept("languages"));
    details.doubts = list(&kept("doubts"));
    details.phones = list(&kept("phones"))
        .iter()
        .map(|line| phone(line))
        .collect();
    details.emails = list(&kept("emails"))
        .iter()
        .map(|line| email(line))
        .collect();
    details.national = typed.one("national") == "yes";
    details.for_whom = chosen(typed, "for_whom", ForWhom::from_code);
    details.needs = chosen(typed, "needs", Need::from_code);
    details.genders = chosen(typed, "genders", Gender::from_code);
    details.referral = chosen(typed, "referral", ReferralRoute::from_code);
    details.cost = Cost::from_code(typed.one("cost")).unwrap_or(Cost::NotKnown);
    details.audience =
        Audience::from_code(typed.one("audience")).unwrap_or(Audience::Professionals);
    details.state = ServiceState::from_code(typed.one("state")).unwrap_or(ServiceState::Active);
    read_closely(typed, &mut details, &mut wrong);
    if wrong.is_empty() {
        Ok(details)
    } else {
        Err(Refusal::Fields(wrong))
    }
}

/// What has a form of its own: the kind, the ages and the opening times.
fn read_closely(typed: &Typed, details: &mut ServiceDetails, wrong: &mut Vec<FieldProblem>) {
    let mut add = |field: &str, message: String| {
        wrong.push(FieldProblem {
            field: field.to_owned(),
            message,
        });
    };
    match ServiceKind::from_code(typed.one("kind")) {
        Some(kind) => details.kind = kind,
        None => add("kind", "Choose what the service does.".to_owned()),
    }
    let ages = [
        ("min_age", &mut details.min_age),
        ("max_age", &mut details.max_age),
    ];
    for (field, age) in ages {
        let text = typed.one(field).trim();
        match text.parse() {
            _ if text.is_empty() => {}
            Ok(years) => *age = Some(years),
            Err(_) => add(
                field,
                "Enter an age in whole years, such as 16, or leave it empty.".to_owned(),
            ),
        }
    }
    match Opening::read(typed.one("opening")) {
        Ok(opening) => details.opening = opening,
        Err(problem) => add("opening", problem.to_string()),
    }
}

fn list(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn chosen<T>(typed: &Typed, name: &str, from_code: fn(&str) -> Option<T>) -> Vec<T> {
    typed
        .all(name)
        .iter()
        .filter_map(|code| from_code(code))
        .collect()
}

fn phone(line: &str) -> Phone {
    let mut parts = line.split(';').map(str::trim);
    let number = parts.next().unwrap_or_default().to_owned();
    let rest: Vec<&str> = parts.collect();
    Phone {
        number,
        label: rest
            .iter()
            .find(|part| **part != PROFESSIONALS)
            .map_or(String::new(), |label| (*label).to_owned()),
        audience: audience(&rest),
    }
}

fn email(line: &str) -> Email {
    let (line, doubt) = line.split_once(DOUBT).unwrap_or((line, ""));
    let mut parts = line.split(';').map(str::trim);
    let address = parts.next().unwrap_or_default().to_owned();
    let rest: Vec<&str> = parts.collect();
    Email {
        address,
        secure: rest.contains(&SECURE),
        audience: audience(&rest),
        doubt: doubt.trim().to_owned(),
    }
}

fn audience(parts: &[&str]) -> Audience {
    if parts.contains(&PROFESSIONALS) {
        Audience::Professionals
    } else {
        Audience::Everybody
    }
}
