//! The staff: an invented person for every part, each with an account and a password for the demonstration only.

use std::collections::BTreeSet;

use hawthorn_app::platform::accounts::{NewAccount, add_account};
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::{App, Refusal};
use hawthorn_domain::platform::actor::{Actor, AgencyCode, Role};
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::platform::settings::{AreaCode, AreaSettings};
use jiff::Timestamp;

use crate::luck::Luck;

/// How somebody of the demonstration signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Their parts, in words, with their agency.
    pub role: String,
    /// The name shown.
    pub name: String,
    /// The name to sign in with.
    pub sign_in_name: String,
    /// The password: for the demonstration only.
    pub password: String,
}

/// One line of the roster: a given name, an agency, a team and the parts held (R328, R330).
type Line = (&'static str, AgencyKind, &'static str, &'static [Role]);

/// Everybody. The administrator's part is never mixed with another.
const ROSTER: &[Line] = &[
    (
        "Alex",
        AgencyKind::Police,
        "Harm assessment unit",
        &[Role::PoliceSupportOfficer],
    ),
    (
        "Bailey",
        AgencyKind::Police,
        "Harm assessment unit",
        &[Role::PoliceSupportOfficer],
    ),
    (
        "Casey",
        AgencyKind::Police,
        "Harm assessment unit",
        &[Role::PoliceSupportOfficer],
    ),
    (
        "Dana",
        AgencyKind::Police,
        "Harm assessment unit",
        &[Role::PoliceSupervisor],
    ),
    (
        "Ellis",
        AgencyKind::Police,
        "Harm assessment unit",
        &[Role::Daro],
    ),
    (
        "Frankie",
        AgencyKind::Police,
        "Response",
        &[Role::AttendingOfficer],
    ),
    (
        "Glen",
        AgencyKind::Police,
        "Response",
        &[Role::OfficerSupervisor],
    ),
    (
        "Harper",
        AgencyKind::ChildrensSocialCare,
        "MASH",
        &[Role::SocialWorkerChild],
    ),
    (
        "Indigo",
        AgencyKind::AdultSocialCare,
        "MASH",
        &[Role::SocialWorkerAdult],
    ),
    (
        "Jules",
        AgencyKind::ChildrensSocialCare,
        "MASH",
        &[Role::SocialCareManager],
    ),
    // Told of every closely held case (R214), and so the one who can rate it.
    (
        "Kit",
        AgencyKind::Hub,
        "Managers",
        &[Role::MashServiceManager, Role::SocialCareManager],
    ),
    ("Lane", AgencyKind::Hub, "Managers", &[Role::MashSupervisor]),
    (
        "Morgan",
        AgencyKind::Hub,
        "Risk",
        &[Role::RiskManagementOfficer],
    ),
    (
        "Noor",
        AgencyKind::EarlyHelp,
        "Front door",
        &[Role::EarlyHelpOfficer],
    ),
    (
        "Oakley",
        AgencyKind::ChildHealth,
        "Safeguarding",
        &[Role::HealthRepresentative, Role::MaracRepresentative],
    ),
    (
        "Perry",
        AgencyKind::Probation,
        "County",
        &[Role::ProbationOfficer, Role::MaracRepresentative],
    ),
    (
        "Quinn",
        AgencyKind::Housing,
        "Homelessness",
        &[Role::Spoc, Role::MaracRepresentative],
    ),
    (
        "Robin",
        AgencyKind::MentalHealth,
        "Safeguarding",
        &[Role::Spoc, Role::MaracRepresentative],
    ),
    (
        "Sage",
        AgencyKind::AcuteHealth,
        "Safeguarding",
        &[Role::Spoc],
    ),
    (
        "Taylor",
        AgencyKind::Education,
        "Attendance and welfare",
        &[Role::Spoc],
    ),
    ("Uma", AgencyKind::SubstanceUse, "Recovery", &[Role::Spoc]),
    (
        "Vale",
        AgencyKind::DomesticAbuseService,
        "Advocacy",
        &[Role::Idva],
    ),
    (
        "Wren",
        AgencyKind::DomesticAbuseService,
        "Outreach",
        &[Role::OutreachWorker],
    ),
    (
        "Yuri",
        AgencyKind::DomesticAbuseService,
        "Refuge",
        &[Role::RefugeWorker],
    ),
    (
        "Zuri",
        AgencyKind::DomesticAbuseService,
        "MARAC",
        &[Role::MaracCoordinator],
    ),
    (
        "Ashley",
        AgencyKind::Police,
        "Public protection",
        &[Role::MaracChair],
    ),
    ("Blair", AgencyKind::Hub, "Partnership", &[Role::Auditor]),
    (
        "Cameron",
        AgencyKind::Hub,
        "Partnership",
        &[Role::BoardMember],
    ),
    (
        "Drew",
        AgencyKind::Hub,
        "Partnership",
        &[Role::Commissioner],
    ),
    (
        "Eden",
        AgencyKind::Hub,
        "Partnership",
        &[Role::DataProtectionOfficer],
    ),
    ("Finley", AgencyKind::Hub, "Systems", &[Role::Administrator]),
];

/// Everybody, as they act.
pub(crate) struct Staff {
    hired: Vec<Actor>,
    /// How they sign in.
    pub sign_ins: Vec<SignIn>,
}

impl Staff {
    /// Adds an account for everybody whose agency the area has.
    ///
    /// # Errors
    /// When an account cannot be added, for example because its name is taken.
    pub(crate) async fn hire(
        app: &App,
        area: &AreaCode,
        at: Timestamp,
        luck: &mut Luck,
    ) -> Told<Self> {
        let settings = app.settings(area, at)?;
        let mut staff = Self {
            hired: Vec::new(),
            sign_ins: Vec::new(),
        };
        for (given, kind, team, roles) in ROSTER {
            let Some(agency) = agency_of(settings, *kind) else {
                continue;
            };
            let name = format!("{given} Example");
            let sign_in_name = format!("{}.example", given.to_lowercase());
            let password = password(luck);
            let roles: BTreeSet<Role> = roles.iter().copied().collect();
            let new = NewAccount {
                sign_in_name: sign_in_name.clone(),
                name: name.clone(),
                area: area.clone(),
                agency: agency.to_string(),
                team: (*team).to_owned(),
                roles: roles.clone(),
                password: password.clone(),
                second_factor: false,
            };
            let handed = add_account(app, new, maker(), at, luck).await?;
            let parts: Vec<&str> = roles.iter().map(|role| role.label()).collect();
            let agency_name = settings
                .agency(agency.as_str())
                .map_or("", |found| found.name.as_str());
            staff.sign_ins.push(SignIn {
                role: format!("{} ({agency_name})", parts.join(", ")),
                name: name.clone(),
                sign_in_name,
                password,
            });
            staff.hired.push(Actor {
                account: handed.account,
                name,
                area: area.clone(),
                agency,
                roles,
            });
        }
        Ok(staff)
    }

    /// The first who has this part.
    ///
    /// # Errors
    /// When the area has no agency for it.
    pub(crate) fn one(&self, role: Role) -> Told<Actor> {
        let missing = || {
            Refusal::Rule(format!(
                "The area has no agency for the part “{}”. Add one to its settings.",
                role.label()
            ))
        };
        self.hired
            .iter()
            .find(|actor| actor.is(role))
            .cloned()
            .ok_or_else(missing)
    }

    /// One of the support officers, by turns.
    ///
    /// # Errors
    /// When the area has no police.
    pub(crate) fn officer(&self, turn: usize) -> Told<Actor> {
        let officers: Vec<&Actor> = self
            .hired
            .iter()
            .filter(|actor| actor.is(Role::PoliceSupportOfficer))
            .collect();
        let chosen = officers
            .get(turn % officers.len().max(1))
            .map(|officer| (*officer).clone());
        chosen.map_or_else(|| self.one(Role::PoliceSupportOfficer), Ok)
    }

    /// Who answers for an agency: to requests, with research and for actions.
    pub(crate) fn contact(&self, agency: &AgencyCode) -> Option<Actor> {
        const CONTACTS: &[Role] = &[
            Role::Daro,
            Role::SocialWorkerChild,
            Role::SocialWorkerAdult,
            Role::EarlyHelpOfficer,
            Role::HealthRepresentative,
            Role::ProbationOfficer,
            Role::Spoc,
            Role::Idva,
        ];
        self.hired
            .iter()
            .find(|actor| actor.agency == *agency && CONTACTS.iter().any(|role| actor.is(*role)))
            .cloned()
    }
}

/// The code of the area's first agency of a kind.
pub(crate) fn agency_of(settings: &AreaSettings, kind: AgencyKind) -> Option<AgencyCode> {
    settings
        .agencies
        .iter()
        .find(|agency| agency.kind == kind)
        .map(|agency| agency.code.clone())
}

/// Who adds the accounts: the demonstration itself, at the console.
fn maker() -> Doer {
    Doer {
        account: None,
        name: "Demonstration".to_owned(),
        agency: None,
    }
}

/// Four unrelated words and a number.
fn password(luck: &mut Luck) -> String {
    const WORDS: &[&str] = &[
        "amber", "anchor", "basket", "candle", "copper", "falcon", "garden", "hollow", "jacket",
        "kettle", "ladder", "marble", "nutmeg", "orchid", "pebble", "quartz", "ribbon", "saddle",
        "timber", "velvet", "walnut", "zephyr",
    ];
    let words: Vec<&str> = (0..4).map(|_| luck.pick(WORDS)).collect();
    format!("{}-{}", words.join("-"), luck.between(10, 99))
}
