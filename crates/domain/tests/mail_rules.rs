//! Runs every row of the tables in docs/rules/mail.md about messages that leave, and reads every title and text for what it may not hold.

use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::{Chance, MessageId, RequestId};
use hawthorn_domain::platform::mail::incoming::{
    Bounce, MailFacts, Named, Verdict, judge, references, says_nothing_held,
};
use hawthorn_domain::platform::mail::letter::{Facts, letter};
use hawthorn_domain::platform::mail::sender::{Proof, proof};
use hawthorn_domain::platform::mail::{
    About, Contents, HoldReason, Message, MessageKind, MessageState, Release, contents, holds,
    next_try,
};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::settings::mail::{
    Authentication, MailRules, Route, SenderMatch, is_address, is_of,
};
use hawthorn_domain::platform::words;
use jiff::{SignedDuration, Timestamp};

const PAGE: &str = include_str!("../../../docs/rules/mail.md");

struct Counting(u128);
impl Chance for Counting {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

fn now() -> Timestamp {
    "2026-03-25T14:00:00Z".parse().unwrap()
}

fn rules() -> MailRules {
    MailRules {
        secure_domains: vec!["cjsm.net".to_owned()],
        retry_minutes: vec![1, 5, 15],
        sender_match: SenderMatch::Address,
        authentication: Authentication::Required,
        authentication_server: Some("mx.hub.example".to_owned()),
        most_megabytes: 25,
    }
}

/// The rows of the table that stands below this heading.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, after) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap();
    let rows: Vec<Vec<&str>> = after
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 3, "the table under “{heading}” has lost rows");
    rows
}

fn message(kind: &str, record: &str, let_go: bool) -> Message {
    let dice = &mut Counting(0);
    let release = Release {
        by: Doer::system("test"),
        at: now(),
        from: Some(HoldReason::Restricted),
        words: "Spoken to by telephone.".to_owned(),
    };
    Message {
        id: MessageId::new(now(), dice),
        area: AreaCode::new("example").unwrap(),
        kind: MessageKind::from_code(kind).unwrap(),
        agency: AgencyCode::new("housing"),
        about: About::Request(RequestId::new(now(), dice)),
        state: MessageState::Queued,
        hold: None,
        releases: if let_go { vec![release] } else { Vec::new() },
        attempts: Vec::new(),
        next_at: Some(now()),
        queued_by: Doer::system("test"),
        queued_at: now(),
        code_for: None,
        restriction: match record {
            "restricted" => Restriction::on_arrival("Held closely"),
            _ => Restriction::default(),
        },
    }
}

#[test]
fn a_message_holds_what_its_kind_record_and_route_allow() {
    for row in table("What a message may hold") {
        let expected = match row[3] {
            "names" => Contents::Granted,
            "reference" => Contents::Reference,
            other => panic!("{other}"),
        };
        let found = contents(&message(row[0], row[1], false), row[2], &rules());
        assert_eq!(found, expected, "{row:?}");
    }
}

#[test]
fn a_message_waits_for_a_person_as_the_table_says() {
    for row in table("When a message waits for a person") {
        let route = Route {
            address: "housing@council.example".to_owned(),
            confirmed: row[2] == "confirmed",
            needs_tls: true,
        };
        let route = Some(&route).filter(|_| row[2] != "none");
        let found = holds(&message(row[0], row[1], row[3] == "yes"), route);
        assert_eq!(found.map_or("leaves", HoldReason::label), row[4], "{row:?}");
    }
}

#[test]
fn a_message_is_tried_again_as_the_table_says() {
    for row in table("When a message is tried again") {
        let found = next_try(&rules(), row[0].parse().unwrap(), now()).map_or_else(
            || "a person is told".to_owned(),
            |at| words::span(at.duration_since(now()).as_secs()),
        );
        assert_eq!(found, row[1], "{row:?}");
    }
    assert_eq!(next_try(&rules(), 0, now()), None);
}

#[test]
fn no_title_and_no_plain_message_holds_anything_of_a_person() {
    let secret = ["Marigold Example", "14 February 1953", "seen by the school"];
    for kind in MessageKind::ALL {
        let facts = Facts {
            reference: "Q-4F7K2M".to_owned(),
            area: "Warwickshire".to_owned(),
            rag: Some(Rag::Amber),
            due_at: Some(now()),
            link: Some("https://hub.example/answer/x".to_owned()),
            reply_subject: "TRIAGE RESPONSE".to_owned(),
            code: Some(("12345678".to_owned(), now())),
            granted: Some((
                secret[2].to_owned(),
                vec![format!("{}, victim, born {}", secret[0], secret[1])],
            )),
        };
        let open = letter(*kind, &facts);
        let plain = letter(
            *kind,
            &Facts {
                granted: None,
                ..facts
            },
        );
        for word in secret {
            assert!(!open.subject.contains(word), "{kind}: {}", open.subject);
            assert!(!plain.text.contains(word), "{kind}: {}", plain.text);
        }
        assert!(open.subject.contains("Q-4F7K2M"), "{kind}");
        // An answer by mail must be somebody's deliberate act: a plain “Re:” of ours is none (R138).
        assert!(!open.subject.contains("TRIAGE RESPONSE"), "{kind}");
    }
}

#[test]
fn what_could_begin_another_header_is_no_address() {
    for good in ["a@b.example", "first.o'last+hub@x-y.cjsm.net"] {
        assert!(is_address(good), "{good}");
    }
    for bad in [
        "",
        "a",
        "a@b",
        "a@b.",
        "@b.example",
        "a b@c.example",
        "a@b.example\r\nBcc: x@y.example",
        "a@b@c.example",
        "<a@b.example>",
        "é@b.example",
    ] {
        assert!(!is_address(bad), "{bad}");
    }
}

fn proof_of(word: &str) -> Proof {
    match word {
        "good" => Proof::Good,
        "bad" => Proof::Bad,
        "none" => Proof::Unsaid,
        other => panic!("{other}"),
    }
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::File { late: true, .. } => "filed late",
        Verdict::File { further: true, .. } => "filed as a further mail",
        Verdict::File { .. } => "filed",
        Verdict::Quarantine(why) => why.label(),
        Verdict::SetAside => "set aside",
        Verdict::Bounce { failed: true } => "the message came back",
        Verdict::Bounce { failed: false } => "taken note of",
    }
}

#[test]
fn a_mail_that_comes_in_becomes_what_the_table_says() {
    let special = [
        "-",
        "after 3pm",
        "too large",
        "unreadable",
        "automatic",
        "our own",
        "came back",
        "delayed",
        "came back, unknown",
    ];
    for row in table("What becomes of a mail that comes in") {
        let is = |word: &str| row[3] == word;
        assert!(special.contains(&row[3]), "{row:?}");
        let due_at = now() + SignedDuration::from_hours(1);
        let reported = row[3].starts_with("came back") || is("delayed");
        let facts = MailFacts {
            subject: row[0].to_owned(),
            from: row[1].split(", ").map(str::to_owned).collect(),
            own: is("our own"),
            automatic: is("automatic"),
            bounce: reported.then_some(Bounce {
                known: !is("came back, unknown"),
                failed: !is("delayed"),
            }),
            too_large: is("too large"),
            readable: !is("unreadable"),
            proof: proof_of(row[2]),
            references: references(row[0]).len(),
            received_at: if is("after 3pm") {
                due_at + SignedDuration::from_secs(1)
            } else {
                due_at
            },
        };
        let named = (row[4] != "none").then(|| Named {
            address: Some("requests@housing.example".to_owned()),
            withdrawn: row[4] == "withdrawn",
            answered: row[4] == "answered",
            due_at,
        });
        let verdict = judge(&facts, named.as_ref(), &rules(), "TRIAGE RESPONSE");
        assert_eq!(verdict_words(verdict), row[5], "{row:?}");
    }
}

#[test]
fn a_sender_is_proved_as_the_table_says() {
    let from = ["requests@housing.example".to_owned()];
    for row in table("Proof of the sender") {
        let headers: Vec<String> = match row[0] {
            "no header" => Vec::new(),
            headers => headers.split(" // ").map(str::to_owned).collect(),
        };
        let found = proof(&headers, Some("mx.hub.example"), &from);
        assert_eq!(found, proof_of(row[1]), "{row:?}");
        assert_eq!(
            proof(&headers, None, &from),
            Proof::Unsaid,
            "nobody to believe"
        );
    }
}

#[test]
fn an_answer_says_that_nothing_is_held_as_the_table_says() {
    for row in table("An answer that says nothing is held") {
        let text = format!("\n  {}\n\nRegards", row[0]);
        assert_eq!(says_nothing_held(&text), row[1] == "yes", "{row:?}");
    }
}

#[test]
fn references_are_found_short_and_whole_and_each_once() {
    let whole = "Q-01KMJ0EF0Z00000000004F7K2M";
    let title = format!("Re: q-4f7k2m, Q-4F7K2M and {whole} (Q-12345, XQ-4F7K2M)");
    assert_eq!(references(&title), ["Q-4F7K2M"]);
    assert!(references("TRIAGE RESPONSE").is_empty());
}

#[test]
fn an_address_is_of_a_domain_or_of_a_part_of_it_and_of_no_other() {
    let domains = ["nhs.net", "gov.uk"].map(str::to_owned);
    for (address, is) in [
        ("a@nhs.net", true),
        ("a@rugby.gov.uk", true),
        ("A@Rugby.GOV.UK", true),
        ("a@gov.uk", true),
        ("a@notgov.uk", false),
        ("a@nhs.net.example", false),
        ("a@mail.example", false),
        ("nhs.net", false),
    ] {
        assert_eq!(is_of(address, &domains), is, "{address}");
    }
}
