//! The tools that law and practice offer, by area and date, for whoever agrees a plan (R325, R326, R251, B9).

use jiff::civil::Date;

codes! {
    /// A tool.
    pub enum Tool {
        Dapn = "dapn", "Domestic abuse protection notice (DAPN)";
        Dapo = "dapo", "Domestic abuse protection order (DAPO)";
        Dvpn = "dvpn", "Domestic violence protection notice (DVPN)";
        Dvpo = "dvpo", "Domestic violence protection order (DVPO)";
        NonMolestation = "non_molestation", "Non-molestation order";
        Occupation = "occupation", "Occupation order";
        Restraining = "restraining", "Restraining order";
        StalkingProtection = "stalking_protection", "Stalking protection order";
        ForcedMarriage = "forced_marriage", "Forced marriage protection order (FMPO)";
        DisclosureScheme = "disclosure_scheme", "Disclosure scheme (Clare’s Law)";
        Sanctuary = "sanctuary", "Sanctuary: making a home safer";
        Mappa = "mappa", "Multi-agency public protection (MAPPA)";
        Matac = "matac", "Tasking on the most harmful (MATAC)";
        Programme = "programme", "Behaviour change programme";
    }
}

impl Tool {
    /// Who sets it going, and what it does, in a sentence.
    pub fn what(self) -> &'static str {
        match self {
            Tool::Dapn => {
                "The police give it at once; a court hears the order within 48 hours, Sundays and holidays left out."
            }
            Tool::Dapo => {
                "The victim, the police or others apply to any court; it can demand as well as forbid, and a breach is a crime."
            }
            Tool::Dvpn => {
                "The police give it at once; a magistrates’ court hears the order within 48 hours."
            }
            Tool::Dvpo => "The police apply; it lasts up to 28 days.",
            Tool::NonMolestation => {
                "The victim applies to the family court without a fee, if need be without notice; a breach is a crime."
            }
            Tool::Occupation => {
                "The victim applies to the family court; it says who lives in the home."
            }
            Tool::Restraining => {
                "A criminal court makes it on conviction or acquittal; ask the prosecutor in time."
            }
            Tool::StalkingProtection => {
                "The police apply to the magistrates’ court; a breach is a crime."
            }
            Tool::ForcedMarriage => {
                "The victim, the local authority or others with leave apply; a breach is a crime."
            }
            Tool::DisclosureScheme => {
                "The police decide, within 28 days; only that it was asked or given is recorded here, never what was said."
            }
            Tool::Sanctuary => {
                "Housing fits locks, alarms or a safe room, so that she can stay if she wants to."
            }
            Tool::Mappa => {
                "Probation and police manage offenders together; refer through probation."
            }
            Tool::Matac => {
                "The police nominate, or a partner does, whoever harms most; see the page on it."
            }
            Tool::Programme => {
                "Probation, social care or the person starts it; support for the partner goes with it."
            }
        }
    }

    /// Whether it is there only where and when the area's settings say so: notices and orders of
    /// 2021 began in a few areas (B9).
    pub fn needs_area(self) -> bool {
        matches!(self, Tool::Dapn | Tool::Dapo)
    }

    /// The older tool whose place it takes, where it is there.
    fn instead_of(self) -> Option<Tool> {
        match self {
            Tool::Dapn => Some(Tool::Dvpn),
            Tool::Dapo => Some(Tool::Dvpo),
            _ => None,
        }
    }
}

/// What an area's settings say of one tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToolRule {
    /// The tool.
    pub tool: Tool,
    /// From when it is there; always when none is given.
    pub from: Option<Date>,
    /// The last day on which it is there; without end when none is given.
    pub until: Option<Date>,
}

impl ToolRule {
    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The tools that an area has on a day, in a fixed order.
pub fn offered(rules: &[ToolRule], day: Date) -> Vec<Tool> {
    let there = |tool: Tool| {
        let said: Vec<&ToolRule> = rules.iter().filter(|rule| rule.tool == tool).collect();
        if said.is_empty() {
            !tool.needs_area()
        } else {
            said.iter().any(|rule| rule.holds(day))
        }
    };
    let replaced = |old: Tool| {
        let newer = Tool::ALL.iter().find(|tool| tool.instead_of() == Some(old));
        newer.is_some_and(|tool| there(*tool))
    };
    Tool::ALL
        .iter()
        .copied()
        .filter(|tool| there(*tool) && !replaced(*tool))
        .collect()
}
