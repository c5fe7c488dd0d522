//! The directory: services, whom they serve, when they are open and how to reach them (R243–R249).

pub mod change;
pub mod entry;
pub mod opening;
mod opening_read;
mod opening_words;
pub mod public;
pub mod search;
pub mod service;
pub mod whereabouts;

pub use entry::DirectoryEntry;
pub use opening::{OpenState, Opening};
pub use opening_read::OpeningProblem;
pub use public::PublicService;
pub use service::ServiceDetails;

codes! {
    /// What a service does.
    pub enum ServiceKind {
        Helpline = "helpline", "Helpline";
        FrontDoor = "front_door", "First point of contact";
        Outreach = "outreach", "Outreach support";
        Idva = "idva", "Independent domestic violence advocates (IDVA)";
        Isva = "isva", "Independent sexual violence advocates (ISVA)";
        Refuge = "refuge", "Safe housing (refuge)";
        Sanctuary = "sanctuary", "Making a home safer (sanctuary scheme)";
        DropIn = "drop_in", "Drop-in or one stop shop";
        GroupProgramme = "group_programme", "Group programme";
        Counselling = "counselling", "Counselling";
        SexualAssaultCentre = "sexual_assault_centre", "Sexual assault referral centre (SARC)";
        HealthPractice = "health_practice", "Support through a GP practice (IRIS)";
        YoungPeople = "young_people", "Children and young people";
        BehaviourChange = "behaviour_change", "Changing harmful behaviour";
        DisclosureScheme = "disclosure_scheme", "Asking the police about a partner’s past (Clare’s Law)";
        ChildrenFrontDoor = "children_front_door", "Worried about a child";
        AdultsFrontDoor = "adults_front_door", "Worried about an adult who needs care";
        Police = "police", "Police";
        MaracCoordination = "marac_coordination", "MARAC co-ordination";
        Court = "court", "Court support";
        Health = "health", "Health service";
        Training = "training", "Training and resources";
    }
}

codes! {
    /// What somebody may need help with.
    pub enum Need {
        DomesticAbuse = "domestic_abuse", "Abuse by a partner or relative";
        HighRisk = "high_risk", "High risk of serious harm";
        SexualViolence = "sexual_violence", "Sexual violence";
        Stalking = "stalking", "Stalking";
        HonourBased = "honour_based", "Abuse in the name of honour";
        ForcedMarriage = "forced_marriage", "Forced marriage";
        Exploitation = "exploitation", "Exploitation or selling sex";
        SafeHousing = "safe_housing", "A safe place to live";
        HomeSecurity = "home_security", "Being safer at home";
        Counselling = "counselling", "Talking therapy";
        Legal = "legal", "Courts and legal help";
        Money = "money", "Money, food or travel";
        Lgbt = "lgbt", "LGBT+ people";
        Children = "children", "A child’s safety";
        CareNeeds = "care_needs", "An adult with care needs";
        OwnBehaviour = "own_behaviour", "Changing one’s own behaviour";
        PartnersPast = "partners_past", "A partner’s past";
    }
}

codes! {
    /// Whom a service is for.
    pub enum ForWhom {
        Victims = "victims", "People who are harmed";
        Children = "children", "Children and young people";
        PeopleCausingHarm = "people_causing_harm", "People who cause harm";
        FamilyAndFriends = "family_and_friends", "Family and friends";
        Professionals = "professionals", "Professionals";
    }
}

codes! {
    /// Genders that a service is limited to; a service that names none is for everyone (R42, R44).
    pub enum Gender {
        Women = "women", "Women";
        Men = "men", "Men";
    }
}

codes! {
    /// How somebody comes to a service (R19, R243).
    pub enum ReferralRoute {
        OwnWord = "own_word", "The person themselves";
        AnyAgency = "any_agency", "Any agency";
        Police = "police", "Police";
        GpPractice = "gp_practice", "GP practice";
        SocialCare = "social_care", "Social care";
        Court = "court", "Court or probation";
    }
}

codes! {
    /// What a service costs those who use it (R246).
    pub enum Cost {
        Free = "free", "Free";
        Charge = "charge", "There is a charge";
        NotKnown = "not_known", "Cost not known";
    }
}

codes! {
    /// Who may be shown an entry or a number.
    pub enum Audience {
        Everybody = "everybody", "Everybody";
        Professionals = "professionals", "Professionals only";
    }
}

codes! {
    /// Whether a service can be used now; the words of Open Referral (F86).
    pub enum ServiceState {
        Active = "active", "Running";
        TemporarilyClosed = "temporarily_closed", "Closed for a while";
        Ended = "ended", "Ended";
    }
}
