//! Where a worry belongs, and why, in words: the definition by the date of the event, the ages, the connection, and the area's own doors (R33–R46, C2–C5, C18, C22).

use jiff::civil::Date;

use super::{About, AgeBand, Agreed, Connection, Desk};
use crate::directory::{Need, ServiceKind};
use crate::incidents::Flag;
use crate::people::contact::Told;
use crate::platform::actor::AgencyCode;
use crate::platform::settings::AreaSettings;
use crate::platform::settings::choices::{AgencyKind, DefinitionVersion};
use crate::risk::RiskLevel;

/// What the rules need to know of a worry. Whatever is not known is left as it is by default.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Concern {
    /// Whom it is about.
    pub about: About,
    /// The age of the person who is harmed.
    #[serde(default)]
    pub age: AgeBand,
    /// The age of the person who causes harm.
    #[serde(default)]
    pub other_age: AgeBand,
    /// How the two are connected.
    #[serde(default)]
    pub connection: Connection,
    /// When it last happened, as far as it is known.
    #[serde(default)]
    pub on: Option<Date>,
    /// Whether children see it, hear it or feel its effects (R37).
    #[serde(default)]
    pub children: Told,
    /// Whether somebody fears serious harm.
    #[serde(default)]
    pub serious: Told,
    /// What makes it more dangerous or hides it (R45, R46).
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// Whether the person agrees; none where nobody was asked because they ask themself.
    #[serde(default)]
    pub agreed: Option<Agreed>,
    /// The part of the area, as the directory names it; empty when it is not known.
    #[serde(default)]
    pub place: String,
    /// What would help, as far as it is said.
    #[serde(default)]
    pub needs: Vec<Need>,
}

impl Concern {
    /// A worry of which nothing more is known.
    #[must_use]
    pub fn about(about: About) -> Self {
        Self {
            about,
            age: AgeBand::NotKnown,
            other_age: AgeBand::NotKnown,
            connection: Connection::NotKnown,
            on: None,
            children: Told::NotAsked,
            serious: Told::NotAsked,
            flags: Vec::new(),
            agreed: None,
            place: String::new(),
            needs: Vec::new(),
        }
    }
    /// The level that the doors go by: only fear of serious harm makes one, and a worker decides later.
    #[must_use]
    pub fn level(&self) -> RiskLevel {
        if self.serious == Told::Yes {
            RiskLevel::High
        } else {
            RiskLevel::Standard
        }
    }
    fn has_flag(&self, flags: &[Flag]) -> bool {
        self.flags.iter().any(|flag| flags.contains(flag))
    }
    /// Whether an adult may need care and safeguarding besides (R41, R77).
    fn needs_care(&self) -> bool {
        self.has_flag(&[Flag::CareNeeds, Flag::OlderPerson])
    }
}

codes! {
    /// Whether a worry falls under the meaning of domestic abuse that applied on its day (R33, R38, C2).
    pub enum Meaning {
        Falls = "falls", "Falls under the definition";
        Outside = "outside", "Outside the definition";
        NotKnown = "not_known", "Not enough is known";
    }
}

codes! {
    /// A reason for a route, as people read it.
    pub enum Why {
        /// R40, R41, REF-5.
        ChildOnly = "child_only", "This is a worry about a child alone, so the children’s front door takes it.";
        /// R253, R245.
        OwnBehaviour = "own_behaviour", "Services for people who want to change their own behaviour help here. Nothing is passed on.";
        /// R33, R34, C2.
        Act2021 = "act_2021", "Both are 16 or over and personally connected, so it falls under the Act of 2021. Living together is not needed.";
        /// R38, C2.
        Government2013 = "government_2013", "It happened before the Act of 2021 and is read by the definition of 2013: partners or relatives, both 16 or over.";
        /// C2.
        PartnersOnly = "partners_only", "By the area’s older strategy only partners and former partners counted on that day.";
        /// R34, R45.
        Unconnected = "unconnected", "The two are not connected as the definition asks. Other services help with this, and the desk still reads it.";
        /// R40.
        Under16 = "under_16", "One of the two is under 16, so it is treated as a worry about a child’s safety.";
        /// R40, C3.
        Young = "young", "One of the two is 16 or 17: it takes the domestic abuse route and the child route, both.";
        NotKnown = "not_known", "Not enough is known to say whether it falls under the definition. That is no reason to wait.";
        /// R37, F56.
        ChildHarmed = "child_harmed", "A child who sees it, hears it or feels its effects is harmed as well, so the hub looks at it too.";
        /// R12, R15, R165.
        Serious = "serious", "Somebody fears serious harm, so it goes where the area looks at the highest risk.";
        /// R41, R77.
        CareNeeds = "care_needs", "An adult may need care and support, so the hub looks at it too.";
        /// C22, R16.
        FrontDoor = "front_door", "The support service that answers for this place takes it.";
        /// R20, R23, C5.
        NotAgreed = "not_agreed", "Without agreement it goes to the hub, for safeguarding. The support service does not make contact until the person agrees or a worker decides in writing.";
        /// R250.
        AskPolice = "ask_police", "Anybody may ask the police whether a partner has a history of abuse.";
        /// R46.
        NoRecourse = "no_recourse", "Having no recourse to public funds is no reason to be turned away.";
        /// R44.
        Anybody = "anybody", "Help is for anybody, whatever their gender or whom they love.";
    }
}

/// Where a worry goes, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Routing {
    /// The desk that takes it; none when it is sent elsewhere and nothing is kept.
    pub desk: Option<Desk>,
    /// Desks that it must also reach.
    pub also: Vec<Desk>,
    /// How it stands with the definition.
    pub meaning: Meaning,
    /// Kinds of service to show, the most fitting first.
    pub services: Vec<ServiceKind>,
    /// What those services help with.
    pub needs: Vec<Need>,
    /// The reasons, in the order in which they are told.
    pub why: Vec<Why>,
}

/// Whether the worry falls under the meaning that applied on its day.
#[must_use]
pub fn meaning(concern: &Concern, version: DefinitionVersion) -> Meaning {
    use Connection::{Family, FormerPartner, NotKnown, Partner, SharedChild, Unconnected};
    let ages = [concern.age, concern.other_age];
    if ages.contains(&AgeBand::Under16) {
        return Meaning::Outside;
    }
    let connected = match (concern.connection, version) {
        (NotKnown, _) => return Meaning::NotKnown,
        (Partner | FormerPartner, _) => true,
        // The definition of 2013 named partners and family, and no shared parenthood (R38, F55).
        (Family, DefinitionVersion::PartnersOnly) | (Unconnected, _) => false,
        (Family, _) => true,
        (SharedChild, version) => version == DefinitionVersion::Act2021,
    };
    match (connected, ages.contains(&AgeBand::NotKnown)) {
        (false, _) => Meaning::Outside,
        (true, true) => Meaning::NotKnown,
        (true, false) => Meaning::Falls,
    }
}

/// Where a worry goes. `settings` are the area's settings now, and `version` the meaning of
/// domestic abuse that its settings name for the day of the event (R340).
#[must_use]
pub fn route(concern: &Concern, settings: &AreaSettings, version: DefinitionVersion) -> Routing {
    let mut routing = Routing {
        desk: None,
        also: Vec::new(),
        meaning: meaning(concern, version),
        services: Vec::new(),
        needs: Vec::new(),
        why: Vec::new(),
    };
    match concern.about {
        About::ChildOnly => {
            routing.services = vec![ServiceKind::ChildrenFrontDoor];
            routing.needs = vec![Need::Children];
            routing.why = vec![Why::ChildOnly];
        }
        About::OwnBehaviour => {
            routing.services = vec![ServiceKind::BehaviourChange];
            routing.needs = vec![Need::OwnBehaviour];
            routing.why = vec![Why::OwnBehaviour];
        }
        About::Somebody | About::Own => {
            of_somebody(&mut routing, concern, settings);
            routing
                .why
                .splice(0..0, of_meaning(routing.meaning, concern, version));
            services(&mut routing, concern);
        }
    }
    routing
}

/// The desk, and the desks besides. The first that applies takes it: a person under 16, no
/// agreement, serious harm, a child or an adult at risk, then the front door for the place.
fn of_somebody(routing: &mut Routing, concern: &Concern, settings: &AreaSettings) {
    let ages = [concern.age, concern.other_age];
    let asks_themself = concern.about == About::Own;
    let agreed = asks_themself || concern.agreed == Some(Agreed::Yes);
    let mut desks = Vec::new();
    let mut add = |desk: Desk, why: Why| {
        routing.why.push(why);
        if !desks.contains(&desk) {
            desks.push(desk);
        }
    };
    if ages.contains(&AgeBand::Under16) {
        add(Desk::Mash, Why::Under16);
    }
    // Somebody who asks for themself is answered by those they asked, before anybody else (R1, R25).
    if asks_themself {
        add(Desk::Support, Why::FrontDoor);
    }
    if concern.serious == Told::Yes && !asks_themself {
        add(settings.doors.serious_desk, Why::Serious);
    }
    if !agreed {
        add(Desk::Mash, Why::NotAgreed);
    }
    if ages.contains(&AgeBand::Young) {
        add(Desk::Mash, Why::Young);
    }
    if concern.children == Told::Yes && !asks_themself {
        add(Desk::Mash, Why::ChildHarmed);
    }
    if concern.needs_care() && !asks_themself {
        add(Desk::Mash, Why::CareNeeds);
    }
    if agreed && !asks_themself && !ages.contains(&AgeBand::Under16) {
        add(Desk::Support, Why::FrontDoor);
    }
    let mut desks = desks.into_iter();
    routing.desk = desks.next();
    routing.also = desks.collect();
}

fn of_meaning(meaning: Meaning, concern: &Concern, version: DefinitionVersion) -> Vec<Why> {
    let under = [concern.age, concern.other_age].contains(&AgeBand::Under16);
    match (meaning, version) {
        (Meaning::NotKnown, _) => vec![Why::NotKnown],
        // The reason for the child route says it already.
        (Meaning::Outside, _) if under => Vec::new(),
        (Meaning::Outside, DefinitionVersion::PartnersOnly)
            if concern.connection != Connection::Unconnected =>
        {
            vec![Why::PartnersOnly]
        }
        (Meaning::Outside, _) => vec![Why::Unconnected],
        (Meaning::Falls, DefinitionVersion::Act2021) => vec![Why::Act2021],
        (Meaning::Falls, DefinitionVersion::CrossGovernment2013) => vec![Why::Government2013],
        (Meaning::Falls, DefinitionVersion::PartnersOnly) => vec![Why::PartnersOnly],
    }
}

/// What to show besides, by what was said (R45, R245, R250).
fn services(routing: &mut Routing, concern: &Concern) {
    routing.services = vec![ServiceKind::FrontDoor, ServiceKind::Helpline];
    routing.needs = concern.needs.clone();
    let by_flag = [
        (Flag::SexualViolence, Need::SexualViolence),
        (Flag::Stalking, Need::Stalking),
        (Flag::HonourBased, Need::HonourBased),
        (Flag::ForcedMarriage, Need::ForcedMarriage),
    ];
    for (flag, need) in by_flag {
        if concern.flags.contains(&flag) && !routing.needs.contains(&need) {
            routing.needs.push(need);
        }
    }
    if !routing.needs.contains(&Need::DomesticAbuse) {
        routing.needs.push(Need::DomesticAbuse);
    }
    if concern.needs.contains(&Need::PartnersPast) {
        routing.why.push(Why::AskPolice);
    }
    if concern.flags.contains(&Flag::NoRecourse) {
        routing.why.push(Why::NoRecourse);
    }
}

/// The agency that answers a desk in this area, for this level and place; none where the area
/// has named none.
#[must_use]
pub fn agency_of(desk: Desk, settings: &AreaSettings, concern: &Concern) -> Option<AgencyCode> {
    let of_kind = |kind: AgencyKind| {
        let found = settings.agencies.iter().find(|agency| agency.kind == kind);
        found.map(|agency| agency.code.clone())
    };
    match desk {
        Desk::Support => front_door(settings, concern),
        // Children’s social care answers for the hub (R11).
        Desk::Mash => of_kind(AgencyKind::ChildrensSocialCare).or_else(|| of_kind(AgencyKind::Hub)),
        Desk::Marac => Some(settings.marac.coordinator_agency.clone()),
    }
}

/// The front door of the level and place; an area whose doors serve only the lower levels answers
/// somebody at high risk at the same door rather than at none (R16, C22).
fn front_door(settings: &AreaSettings, concern: &Concern) -> Option<AgencyCode> {
    let place = Some(concern.place.as_str()).filter(|place| !place.is_empty());
    [concern.level(), RiskLevel::Medium, RiskLevel::Standard]
        .into_iter()
        .find_map(|level| settings.support.front_door(level, place))
        .cloned()
}

/// Why a service of a kind that has rules of its own would not take somebody on; none when it may (R42, R43).
#[must_use]
pub fn barred(kind: ServiceKind, facts: &ServiceFacts) -> Option<&'static str> {
    if facts.age == AgeBand::Under16 && asks_for_sixteen(kind) {
        return Some(
            "It is for people of 16 or over. The children’s front door helps those who are younger.",
        );
    }
    match kind {
        ServiceKind::Refuge if facts.woman == Told::No => Some(
            "This safe housing is for women. The helpline finds a safe place for anybody else.",
        ),
        ServiceKind::Sanctuary if facts.ended == Told::No => Some(
            "It makes a home safe once the relationship has ended. Until then outreach and advocates help.",
        ),
        ServiceKind::Sanctuary if facts.inside == Told::No => {
            Some("The home must lie in this area. The area where it lies has its own scheme.")
        }
        ServiceKind::HealthPractice if facts.patient == Told::No => Some(
            "It takes patients of a GP practice that has been trained. The helpline takes anybody.",
        ),
        _ => None,
    }
}

/// What a service of this kind asks about somebody, in the order in which a worker asks it; nothing
/// for a kind that takes anybody (R42, R43).
#[must_use]
pub fn asked_by(kind: ServiceKind) -> Vec<ServiceAsks> {
    let own: &[ServiceAsks] = match kind {
        ServiceKind::Refuge => &[ServiceAsks::Woman],
        ServiceKind::Sanctuary => &[ServiceAsks::Ended, ServiceAsks::Inside],
        ServiceKind::HealthPractice => &[ServiceAsks::Patient],
        _ => &[],
    };
    let age = asks_for_sixteen(kind).then_some(ServiceAsks::Age);
    age.into_iter().chain(own.iter().copied()).collect()
}

codes! {
    /// What a service may ask about somebody before it takes them on (R42, R43).
    pub enum ServiceAsks {
        Age = "age", "How old is the person?";
        Woman = "woman", "Is the person a woman?";
        Ended = "ended", "Has the relationship ended?";
        Inside = "inside", "Does the home lie in this area?";
        Patient = "patient", "Is the person a patient of a GP practice that has been trained?";
    }
}

/// The services that the seeds open from 16 (R42).
const fn asks_for_sixteen(kind: ServiceKind) -> bool {
    matches!(
        kind,
        ServiceKind::Outreach
            | ServiceKind::Sanctuary
            | ServiceKind::Idva
            | ServiceKind::Refuge
            | ServiceKind::HealthPractice
    )
}

/// What the rules of single services ask; what nobody asked bars nobody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ServiceFacts {
    /// The age of the person.
    pub age: AgeBand,
    /// Whether the person is a woman.
    pub woman: Told,
    /// Whether the relationship has ended.
    pub ended: Told,
    /// Whether the home lies in the area.
    pub inside: Told,
    /// Whether the person is a patient of a practice that has been trained.
    pub patient: Told,
}
