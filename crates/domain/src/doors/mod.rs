//! The doors: how anybody asks for help or refers somebody, before the hub or a service has taken it on (R1–R19, R33–R46).

pub mod answers;
mod described;
pub mod desk;
pub mod flood;
pub mod form;
pub mod proof;
mod questions;
pub mod report;
pub mod routing;
pub mod said;

pub use answers::Answers;
pub use report::DoorReport;

use crate::platform::actor::Role;

codes! {
    /// By which door something came in (R1, R4, R6).
    pub enum Door {
        /// The form for people who refer somebody and have no account (R9, R12).
        Form = "form", "Form";
        /// Somebody asked for help for themself (R1, R19).
        Own = "own", "Asked for help themself";
        /// A call to the helpline (R4, R7).
        Call = "call", "Call";
        /// A visit to a drop-in session (R6, R17).
        Visit = "visit", "Visit";
    }
}

codes! {
    /// Which desk a report goes to (R9, R11, R12, C22).
    pub enum Desk {
        /// The front door of the support service for the level and the place (C22).
        Support = "support", "Support service";
        /// The hub, where children’s social care answers (R9, R11).
        Mash = "mash", "MASH";
        /// The MARAC coordinator (R12, R15, C20).
        Marac = "marac", "MARAC coordinator";
    }
}

impl Desk {
    /// Who hears of somebody at this desk whom nobody has reached in time. The area's promise names
    /// somebody of a support service; the other desks have people of their own (R3, C17).
    pub const fn hears_of_late(self) -> Option<Role> {
        match self {
            Desk::Support => None,
            Desk::Mash => Some(Role::SocialCareManager),
            Desk::Marac => Some(Role::MaracCoordinator),
        }
    }
}

codes! {
    /// Whom it is about.
    pub enum About {
        /// An adult, or somebody of 16 or 17.
        Somebody = "somebody", "An adult, or somebody of 16 or 17";
        /// The one who writes or rings.
        Own = "own", "The person who asks";
        /// A child, and no adult who is harmed (R40).
        ChildOnly = "child_only", "Only a child or children under 16";
        /// Somebody who wants to change what they do to others (R253).
        OwnBehaviour = "own_behaviour", "Somebody who wants to change their own behaviour";
    }
}

codes! {
    /// An age as far as the rules need it (R40, C3).
    #[derive(Default)]
    pub enum AgeBand {
        Under16 = "under_16", "Under 16";
        Young = "16_17", "16 or 17";
        Adult = "18_over", "18 or over";
        #[default]
        NotKnown = "not_known", "I do not know";
    }
}

codes! {
    /// How two people are connected (R34, F55). Living together is not asked: it does not matter.
    #[derive(Default)]
    pub enum Connection {
        Partner = "partner", "They are partners, married or engaged";
        FormerPartner = "former_partner", "They were partners, married or engaged";
        Family = "family", "They are relatives, also by marriage";
        SharedChild = "shared_child", "They are or were both parents or guardians of the same child";
        Unconnected = "unconnected", "None of these";
        #[default]
        NotKnown = "not_known", "I do not know";
    }
}

codes! {
    /// Whether the person agrees, in the three answers that are true to life (R2, R20, R23, R24).
    pub enum Agreed {
        Yes = "yes", "Yes, they agree to this referral";
        No = "no", "No, and I believe that I should share it anyway";
        /// Asking would put them at risk.
        NotSafeToAsk = "not_safe_to_ask", "It is not safe to ask, or I could not ask";
    }
}

impl Agreed {
    /// The same as a police sheet tells it (R20, R23).
    #[must_use]
    pub const fn consent(self) -> crate::incidents::Consent {
        use crate::incidents::Consent;
        match self {
            Agreed::Yes => Consent::Given,
            Agreed::No => Consent::Refused,
            Agreed::NotSafeToAsk => Consent::NotAsked,
        }
    }
}

codes! {
    /// Signs that raise the risk, in our own short words; a guide and never a test that must be passed (R49, R50).
    pub enum RiskSign {
        Afraid = "afraid", "They are afraid of being badly hurt or killed";
        Worse = "worse", "It is happening more often, or getting worse";
        Leaving = "leaving", "They have left, or are about to leave";
        Choking = "choking", "They have been choked or held by the throat";
        Weapon = "weapon", "A weapon was used or threatened";
        Watched = "watched", "They are followed, watched or contacted all the time";
        Expecting = "expecting", "They are pregnant, or had a baby in the last 18 months";
        Threats = "threats", "Threats to kill were made, to anybody";
        Sexual = "sexual", "They are made to do sexual things";
        Alone = "alone", "They are kept from friends, family, a doctor or money";
    }
}

codes! {
    /// Who gets in touch first (ux.md 4.7).
    #[derive(Default)]
    pub enum FirstMove {
        /// The service rings or writes.
        We = "we", "You contact me";
        /// They ring, and quote the code.
        #[default]
        They = "they", "I contact you";
    }
}
