//! Accounts, added and reset at the console.

mod common;

use common::House;

#[test]
fn accounts_are_added_once_and_reset() {
    let house = House::new();
    let words = [
        "user",
        "add",
        "a.officer",
        "--area",
        "warwickshire",
        "--agency",
        "police",
        "--role",
        "police_support_officer",
        "--role",
        "police_supervisor",
        "--name",
        "Ann Example",
        "--json",
    ];
    let added = house
        .run(&[&words[..], &["--second-factor"]].concat())
        .good()
        .json();
    assert_eq!(
        added["password"].as_str().map(str::len),
        Some(23),
        "{added}"
    );
    assert!(
        added["second_factor"].is_string()
            && !added["recovery_codes"].as_array().unwrap().is_empty()
    );
    let again = house.run(&words);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("taken"), "{}", again.err);
    let reset = house
        .run(&["user", "reset", "A.Officer", "--json"])
        .good()
        .json();
    assert_ne!(reset["password"], added["password"]);
    assert_eq!(house.run(&["user", "reset", "nobody"]).code, 1);
}

#[test]
fn a_password_or_agency_that_cannot_be_used_is_refused() {
    let house = House::new();
    let add = [
        "user",
        "add",
        "a.officer",
        "--area",
        "warwickshire",
        "--role",
        "auditor",
        "--name",
        "Ann Example",
    ];
    house
        .run(&[&add[..], &["--agency", "mash"]].concat())
        .good();
    let short = house.run_with_input(
        &["user", "reset", "a.officer", "--password-stdin"],
        "short\n",
    );
    assert_eq!(short.code, 1);
    assert!(short.err.contains("12 characters"), "{}", short.err);
    let given = house
        .run_with_input(
            &["user", "reset", "a.officer", "--password-stdin"],
            "seven grey herons wait\n",
        )
        .good();
    assert!(
        !given.out.contains("herons"),
        "a password that was given is not printed back"
    );
    let ended = house.run(&[
        "user",
        "add",
        "b",
        "--area",
        "warwickshire",
        "--agency",
        "bakery",
        "--role",
        "auditor",
        "--name",
        "B",
    ]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("bakery"), "{}", ended.err);
    house.run(&["audit", "verify"]).good();
}
