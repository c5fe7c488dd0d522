//! Incidents: what was reported, who was involved, and how it is screened (R64–R91).

pub mod child_protocol;
pub mod child_screen;
pub mod eligibility;
pub mod form_feedback;
pub mod incident;
pub mod screening;
pub mod sheet;
pub mod weekly;

pub use incident::{Incident, Party};

codes! {
    /// What part a person has in an incident. It belongs to the incident, not to
    /// the person: roles can be the other way round next time (R44).
    pub enum PartyRole {
        Victim = "victim", "Victim";
        PersonCausingHarm = "person_causing_harm", "Person causing harm";
        Child = "child", "Child";
        Witness = "witness", "Witness";
        Other = "other", "Other";
    }
}

codes! {
    /// Facts that raise risk, hide abuse or call for another route (R45, R46, R66, R71).
    pub enum Flag {
        MentalHealth = "mental_health", "Mental health";
        Alcohol = "alcohol", "Alcohol";
        Drugs = "drugs", "Drugs";
        HonourBased = "honour_based", "So-called honour-based abuse";
        ForcedMarriage = "forced_marriage", "Forced marriage";
        Fgm = "fgm", "Female genital mutilation";
        Stalking = "stalking", "Stalking or harassment";
        SexualViolence = "sexual_violence", "Sexual violence";
        SexualExploitation = "sexual_exploitation", "Sexual exploitation";
        Trafficking = "trafficking", "Trafficking or prostitution";
        Disability = "disability", "Disability";
        LongTermIllness = "long_term_illness", "Long-term illness";
        CareNeeds = "care_needs", "Care and support needs";
        Carer = "carer", "Carer";
        OlderPerson = "older_person", "Older person who depends on care";
        Language = "language", "Interpreter needed";
        NoRecourse = "no_recourse", "No recourse to public funds";
        MinorityCommunity = "minority_community", "Minority community";
        Rural = "rural", "Rural isolation";
        Separation = "separation", "Leaving or separation";
        Pregnancy = "pregnancy", "Pregnancy";
        ChildProtection = "child_protection", "Child protection history";
        Strangulation = "strangulation", "Strangulation or suffocation";
        Weapon = "weapon", "Weapon";
    }
}

impl Flag {
    /// Whether the flag is about mental health or substances: the other needs of R66 and R75.
    pub fn is_health_need(self) -> bool {
        matches!(self, Flag::MentalHealth | Flag::Alcohol | Flag::Drugs)
    }
    /// Whether the flag points to an adult who may need safeguarding (R66, R77).
    pub fn is_adult_vulnerability(self) -> bool {
        matches!(
            self,
            Flag::Disability
                | Flag::LongTermIllness
                | Flag::CareNeeds
                | Flag::Carer
                | Flag::OlderPerson
                | Flag::NoRecourse
                | Flag::Trafficking
                | Flag::SexualExploitation
                | Flag::HonourBased
                | Flag::ForcedMarriage
                | Flag::Fgm
        )
    }
}

codes! {
    /// What kind of abuse was reported (F19, F20). A report may name several.
    pub enum AbuseKind {
        Violence = "violence", "Violence";
        Threats = "threats", "Threats of violence";
        Damage = "damage", "Damage to property";
        Stalking = "stalking", "Stalking or harassment";
        SexualAbuse = "sexual_abuse", "Rape or sexual abuse";
        Control = "control", "Controlling or coercive behaviour";
        Economic = "economic", "Economic abuse";
        Emotional = "emotional", "Psychological or emotional abuse";
        BrokenTerms = "broken_terms", "Contact against bail, an order or other terms";
        Dispute = "dispute", "Abuse through children, property or separation";
    }
}

impl AbuseKind {
    /// Whether the older protocols list it among the kinds that make a repeat:
    /// violence or threats, also to property, a pattern of stalking or harassment,
    /// rape or sexual abuse (F20).
    pub fn is_listed(self) -> bool {
        matches!(
            self,
            AbuseKind::Violence
                | AbuseKind::Threats
                | AbuseKind::Damage
                | AbuseKind::Stalking
                | AbuseKind::SexualAbuse
        )
    }
}

codes! {
    /// The answer to whether information may be shared with support services (R20–R23).
    pub enum Consent {
        Given = "given", "Given";
        Refused = "refused", "Refused";
        NotAsked = "not_asked", "Not asked";
        NotStated = "not_stated", "Not stated";
    }
}

codes! {
    /// Routes an incident must take besides its own screening (R40, C3).
    pub enum Route {
        ChildSafeguarding = "child_safeguarding", "Child safeguarding";
        YoungPerson = "young_person", "16 or 17: domestic abuse and child safeguarding";
    }
}
