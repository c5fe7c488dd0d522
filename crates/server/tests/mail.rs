//! `hawthorn mail receive` as a mail server calls it, and the settings of mail as an administrator sees them.

mod common;

use common::House;

const MAIL: &str =
    "From: requests@housing.example\nSubject: TRIAGE RESPONSE Q-4F7K2M\n\nKnown since 2024.\n";

#[test]
fn a_mail_on_standard_input_is_taken_in_once_and_too_large_a_one_is_told_to_its_sender() {
    let house = House::new();
    let receive = ["mail", "receive", "--area", "warwickshire", "--json"];
    let first = house.run_with_input(&receive, MAIL).good().json();
    assert_eq!(
        (&first["state"], &first["again"]),
        (&"quarantined".into(), &false.into())
    );
    let second = house.run_with_input(&receive, MAIL).good().json();
    assert_eq!(
        (&second["mail"], &second["again"]),
        (&first["mail"], &true.into())
    );
    let large = format!("{MAIL}{}", "a line of a very long text\n".repeat(1_100_000));
    let large = house.run_with_input(&receive, &large);
    assert_eq!(large.code, 69, "{}", large.err);
    assert!(
        large.err.contains("more than 25 megabytes"),
        "{}",
        large.err
    );
    house.run(&["audit", "verify"]).good();
}

#[test]
fn a_mail_that_cannot_be_kept_now_is_offered_again() {
    let house = House::new();
    // Three areas are served and none is the default, so nobody knows whose mail it is.
    let later = house.run_with_input(&["mail", "receive"], MAIL);
    assert_eq!(later.code, 75);
    assert!(later.err.contains("default_area"), "{}", later.err);
}

#[test]
fn the_settings_of_mail_come_from_file_and_flag_and_the_doctor_reads_them() {
    let house = House::new();
    let secret = house.file("secret", "zebra-seven\n");
    let file = house.file(
        "hawthorn.toml",
        "web_address = \"https://hub.example/\"\n[mail]\nsmtp_server = \"mail.example:587\"\nfrom = \"Hub <hub@hub.example>\"\nsmtp_user = \"hub\"\nsmtp_password_file = \"secret\"\n",
    );
    let config = file.to_str().unwrap();
    let listed = house
        .run(&[
            "doctor",
            "--settings",
            "--config",
            config,
            "--set",
            "mail.smtp_security=tls",
        ])
        .good();
    for line in [
        "mail.smtp_server = mail.example:587",
        "mail.smtp_security = tls\n    from: flag",
        "environment name: HAWTHORN_MAIL_FROM",
    ] {
        assert!(
            listed.out.contains(line),
            "{line} is not in\n{}",
            listed.out
        );
    }
    assert!(!listed.out.contains("zebra"), "no password is shown");
    let loose = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&secret, loose).unwrap();
    let told = house.run(&["doctor", "--config", config]);
    assert!(told.out.contains("chmod 600"), "{}", told.out);
    let wrong = house.run(&["doctor", "--set", "mail.smtp_srver=x"]);
    assert!(
        wrong.err.contains("there is no setting mail.smtp_srver"),
        "{}",
        wrong.err
    );
}
