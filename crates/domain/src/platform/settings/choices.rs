//! The closed lists that an area chooses from in its settings; each choice has one code in the file.

codes! {
    /// Which meaning of domestic abuse applies to an event (C2).
    pub enum DefinitionVersion {
        /// The statutory definition of the Domestic Abuse Act 2021.
        Act2021 = "act_2021", "Domestic Abuse Act 2021";
        /// The cross-government definition of 2013, which was not statute.
        CrossGovernment2013 = "cross_government_2013", "Cross-government definition of 2013";
        /// Partners and former partners only, as an older strategy had it.
        PartnersOnly = "partners_only", "Partners and former partners only";
    }
}
codes! {
    /// How police incidents are screened when they arrive (C23).
    pub enum ScreeningWorkflow {
        /// Every incident passes the police desk in the hub, level by level (R64, R65).
        HauDesk = "hau_desk", "Police desk in the hub";
        /// Incidents with children or pregnancy are screened for child protection first (R114).
        ChildPreScreen = "child_pre_screen", "Child protection screen first";
    }
}
codes! {
    /// Why a person's details may be sent to a support service (C5).
    pub enum ShareBasis {
        /// She or he agreed.
        Consent = "consent", "Consent";
        /// There is a safeguarding concern, so agreement is not needed to send (R21).
        Safeguarding = "safeguarding", "Safeguarding";
        /// The sender's public task.
        PublicTask = "public_task", "Public task";
    }
}
codes! {
    /// Which incidents are sent to the commissioned support service (C6).
    pub enum SupportTrigger {
        /// Every incident once it has been assessed (R78).
        AllAfterAssessment = "all_after_assessment", "Every incident after assessment";
        /// Only where an outcome says so, below the hub's threshold (R143).
        ByOutcome = "by_outcome", "Where an outcome says so";
        /// Both, with the second of the two left out (C6).
        Both = "both", "Every incident, and by outcome";
    }
}
codes! {
    /// What kind of body an agency is (R331).
    pub enum AgencyKind {
        /// Police.
        Police = "police", "Police";
        /// Children’s social care.
        ChildrensSocialCare = "childrens_social_care", "Children’s social care";
        /// Adult social care.
        AdultSocialCare = "adult_social_care", "Adult social care";
        /// Early help.
        EarlyHelp = "early_help", "Early help";
        /// Child health safeguarding.
        ChildHealth = "child_health", "Child health safeguarding";
        /// Primary care.
        PrimaryCare = "primary_care", "Primary care";
        /// Mental health.
        MentalHealth = "mental_health", "Mental health";
        /// Acute health.
        AcuteHealth = "acute_health", "Acute health";
        /// Probation.
        Probation = "probation", "Probation";
        /// Housing.
        Housing = "housing", "Housing";
        /// Education.
        Education = "education", "Education";
        /// Substance use.
        SubstanceUse = "substance_use", "Substance use";
        /// Safer neighbourhoods.
        SaferNeighbourhoods = "safer_neighbourhoods", "Safer neighbourhoods";
        /// Victim Support.
        VictimSupport = "victim_support", "Victim Support";
        /// Domestic abuse service.
        DomesticAbuseService = "domestic_abuse_service", "Domestic abuse service";
        /// Courts.
        Courts = "courts", "Courts";
        /// Voluntary.
        Voluntary = "voluntary", "Voluntary";
        /// Hub.
        Hub = "hub", "Hub";
    }
}
codes! {
    /// From which day the repeat window of MARAC is counted (C8).
    pub enum RepeatClock {
        /// The date of the last referral.
        Referral = "referral", "Referral";
        /// The date of the last meeting.
        Meeting = "meeting", "Meeting";
    }
}
codes! {
    /// What counts as a repeat (F19, F20).
    pub enum RepeatDefinition {
        /// Any abuse between the same two people, criminal or not.
        AnyAbuse = "any_abuse", "Any abuse";
        /// Only the kinds of abuse listed in the older protocols.
        ListedTypes = "listed_types", "Listed types";
    }
}
codes! {
    /// Whose incidents count towards escalation (C10, F18).
    pub enum EscalationSources {
        /// Reports to the police only.
        Police = "police", "Police";
        /// Reports to any agency.
        AnyAgency = "any_agency", "Any agency";
    }
}
codes! {
    /// How often a MARAC meets (C19).
    pub enum Frequency {
        /// Every week.
        Weekly = "weekly", "Weekly";
        /// Every second week, counted from the venue's anchor date.
        Fortnightly = "fortnightly", "Fortnightly";
        /// Once a month.
        Monthly = "monthly", "Monthly";
    }
}
codes! {
    /// The fact on the record that starts a notice to health (R223, R224, C24).
    pub enum HealthTrigger {
        /// A child under the age that the area names lives in the household.
        YoungChild = "young_child", "Young child in the household";
        /// A child of any age is at the address (R212).
        AnyChild = "any_child", "Children at the address";
        /// A child of the age of school or college is related to either adult (F63).
        SchoolChild = "school_child", "Child of school age";
        /// Somebody in the incident is pregnant.
        Pregnancy = "pregnancy", "Pregnancy";
        /// A mental health concern was recorded.
        MentalHealth = "mental_health", "Mental health";
        /// A drug or alcohol concern was recorded.
        SubstanceUse = "substance_use", "Substance use";
    }
}
codes! {
    /// Who receives a notice to health (R223, R224, C24).
    pub enum HealthRecipient {
        /// The child health safeguarding team.
        ChildHealth = "child_health", "Child health safeguarding";
        /// The family doctor.
        PrimaryCare = "primary_care", "Primary care";
        /// The school or college, before its next day begins (F63).
        Education = "education", "School or college";
        /// Children's social care, by a standing protocol between it and the police (R212).
        ChildrensSocialCare = "childrens_social_care", "Children’s social care";
        /// The hub's child protection screen.
        HubPreScreen = "hub_pre_screen", "Child protection screen in the hub";
    }
}
codes! {
    /// What a team of an agency does with a case (R206, R207, R211).
    pub enum TeamWork {
        /// Support for the person who is harmed, whether or not anybody is charged.
        Victim = "victim", "Support for the person harmed, charge or no charge";
        /// Finding out what happened.
        Investigation = "investigation", "Investigation";
        /// Judging the risk that the person causing harm is to others.
        HarmAssessment = "harm_assessment", "Risk assessment of the person causing harm";
        /// A report to a court.
        CourtReport = "court_report", "Court report";
        /// Work with the children.
        Children = "children", "Work with the children";
        /// A group programme.
        Group = "group", "Group programme";
    }
}
codes! {
    /// From which list the audit sample is drawn (C39).
    pub enum AuditPopulation {
        /// Every incident known, so that medium risk is in the draw.
        IncidentRegister = "incident_register", "Incident register";
        /// Only the daily sheet of standard incidents.
        DailySheet = "daily_sheet", "Daily sheet";
    }
}
