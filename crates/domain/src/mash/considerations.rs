//! What must not be overlooked while a referral is weighed: every child, the unborn, help that no status bars, carers, the young (R221, R264–R268).

use crate::incidents::Flag;
use crate::platform::settings::choices::AgencyKind;

codes! {
    /// One thing to weigh, in the words that the page shows.
    pub enum Consideration {
        /// A child is harmed by seeing or hearing abuse as well (R264).
        EachChild = "each_child", "Assess each child of the household. Seeing or hearing abuse harms a child too.";
        /// An unborn child counts (R264).
        Unborn = "unborn", "The victim is or may be pregnant: the unborn child is assessed as well.";
        /// Nobody is asked to look at the children (R264).
        NobodyForChildren = "nobody_for_children", "No outcome that is proposed asks anybody to look at the children.";
        /// Help to a child in need is open to a mother whatever her status (R265).
        HelpWithoutRecourse = "help_without_recourse", "No recourse to public funds does not bar help to a child in need and the mother (Children Act 1989, section 17).";
        /// Domestic abuse is a named kind of abuse of adults with care needs (R267).
        CareAct = "care_act", "An adult has or may have care and support needs: domestic abuse is abuse under the Care Act 2014. Preventing it counts as well as ending it.";
        /// Who cares for whom changes what is safe (R267).
        Carer = "carer", "The victim is a carer or is cared for. Note who cares for whom, and what happens to that care.";
        /// Sixteen and seventeen are both: a child, and a victim in their own right (R268).
        Young = "young", "The victim is 16 or 17: both the children’s route and the domestic abuse route are open, and a young person’s advocate is to be offered.";
        /// How a child sees a parent is not early help's to say (R221).
        ContactIsNotOurs = "contact_is_not_ours", "Early help does not advise how contact with a child takes place. It points to those who do.";
    }
}

/// The facts that are weighed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighed<'a> {
    /// Children among the people.
    pub children: usize,
    /// Whether the victim is or may be pregnant.
    pub pregnant: bool,
    /// The flags of the incident.
    pub flags: &'a [Flag],
    /// The victim's age in years, if it is known.
    pub victim_age: Option<i16>,
    /// The kinds of agency that follow the proposed outcomes up; none before a proposal.
    pub followed_up_by: Option<&'a [AgencyKind]>,
    /// Whether early help is asked or follows an outcome up.
    pub early_help: bool,
}

/// What must not be overlooked, in the order in which it is read.
pub fn considerations(facts: &Weighed<'_>) -> Vec<Consideration> {
    use Consideration as C;
    let has = |flag: Flag| facts.flags.contains(&flag);
    let pregnant = facts.pregnant || has(Flag::Pregnancy);
    let children = facts.children > 0 || pregnant;
    let mut found = Vec::new();
    let mut weigh = |holds: bool, what: C| {
        if holds {
            found.push(what);
        }
    };
    weigh(facts.children > 0, C::EachChild);
    weigh(pregnant, C::Unborn);
    let nobody = facts.followed_up_by.is_some_and(|kinds| {
        !kinds.contains(&AgencyKind::ChildrensSocialCare) && !kinds.contains(&AgencyKind::EarlyHelp)
    });
    weigh(children && nobody, C::NobodyForChildren);
    weigh(children && has(Flag::NoRecourse), C::HelpWithoutRecourse);
    let needs = [
        Flag::CareNeeds,
        Flag::Disability,
        Flag::LongTermIllness,
        Flag::OlderPerson,
    ];
    weigh(needs.into_iter().any(has), C::CareAct);
    weigh(
        has(Flag::Carer) || has(Flag::CareNeeds) || has(Flag::OlderPerson),
        C::Carer,
    );
    weigh(matches!(facts.victim_age, Some(16 | 17)), C::Young);
    weigh(facts.early_help && facts.children > 0, C::ContactIsNotOurs);
    found
}
