//! Writes the script: who reports what and when, invented before anything is played.

use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::holidays::BankHolidays;
use jiff::{SignedDuration, Timestamp};

use crate::hours::{plus, slot_before};
use crate::luck::Luck;
use crate::people::{Couple, Wanted, couple};
use crate::plan::{Plan, is_chosen};
use crate::script::{Gateway, MaracCase, Report, Sitting, Stop, Story};
use crate::telling::tell;

/// When the simulated time begins.
pub(crate) fn began(plan: &Plan, now: Timestamp) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * plan.days))
        .unwrap_or(now)
}

/// Today's work: how many of each stop.
const TODAY: &[(Stop, usize)] = &[
    (Stop::Screen, 7),
    (Stop::Level, 1),
    (Stop::Rate, 2),
    (Stop::Answer, 2),
    (Stop::Triage, 1),
    (Stop::Authorise, 1),
    (Stop::Meet, 1),
    (Stop::List, 2),
    (Stop::Hear, 2),
];

/// Invents a plan's reports with the area's meetings of this rhythm: three a
/// month, in the weeks of C19. For looking at the proportions without playing them.
pub fn invent(plan: &Plan, now: Timestamp, holidays: &BankHolidays) -> Story {
    let month = SignedDuration::from_hours(24 * 30);
    let mut sittings = Vec::new();
    let mut at = began(plan, now);
    while at < now {
        sittings.push(Sitting {
            venue: String::new(),
            part: None,
            starts: at,
        });
        at = at.checked_add(month).unwrap_or(now);
    }
    Writer::new(plan, now, &sittings, holidays).write()
}

/// The script for these meetings.
pub(crate) fn write(
    plan: &Plan,
    now: Timestamp,
    sittings: &[Sitting],
    holidays: &BankHolidays,
) -> Story {
    Writer::new(plan, now, sittings, holidays).write()
}

struct Writer<'a> {
    plan: &'a Plan,
    now: Timestamp,
    sittings: &'a [Sitting],
    holidays: &'a BankHolidays,
    luck: Luck,
    couples: Vec<Couple>,
    /// For each couple how many incidents, and when its MARAC case was received.
    told: Vec<(usize, Option<Timestamp>)>,
    reports: Vec<Report>,
    cases: usize,
    /// Cases that are not of today.
    past_cases: usize,
    repeats_owed: usize,
    children_given: usize,
}

impl<'a> Writer<'a> {
    fn new(
        plan: &'a Plan,
        now: Timestamp,
        sittings: &'a [Sitting],
        holidays: &'a BankHolidays,
    ) -> Self {
        let luck = Luck::new(plan.seed ^ 0x5C21_7A70);
        Self {
            plan,
            now,
            sittings,
            holidays,
            luck,
            couples: Vec::new(),
            told: Vec::new(),
            reports: Vec::new(),
            cases: 0,
            past_cases: 0,
            repeats_owed: 0,
            children_given: 0,
        }
    }

    fn write(mut self) -> Story {
        let today: usize = TODAY.iter().map(|(_, many)| many).sum();
        let today_cases: usize = TODAY
            .iter()
            .filter(|(stop, _)| matches!(stop, Stop::List | Stop::Hear))
            .map(|(_, many)| many)
            .sum();
        let natural = self.plan.incidents.saturating_sub(today);
        let natural_cases = self.plan.marac_cases.saturating_sub(today_cases);
        self.past_cases = natural_cases;
        let began = began(self.plan, self.now);
        let minutes = (self.plan.days * 24 * 60 - 90).max(1);
        let step = (minutes / i64::try_from(natural.max(1)).unwrap_or(1)).max(1);
        for at in 0..natural {
            let when = plus(
                began,
                step * i64::try_from(at).unwrap_or(0) + self.luck.between(0, step - 1),
            );
            self.report(when, is_chosen(at, natural, natural_cases), None);
        }
        for (stop, many) in TODAY {
            for nth in 0..*many {
                let when = self.today(*stop, nth);
                self.report(
                    when,
                    matches!(stop, Stop::List | Stop::Hear),
                    Some((*stop, nth)),
                );
            }
        }
        self.reports.sort_by_key(|report| report.received);
        let year = london_date(self.now).year() % 100;
        for (at, report) in self.reports.iter_mut().enumerate() {
            report.reference = format!("23/{}/{year}", 41_000 + at * 7);
        }
        Story {
            reports: self.reports,
        }
    }

    /// When a case of today was received. What waits to be screened is late once,
    /// nearly due twice (72 hours, R79), and otherwise of this day; the rest came
    /// in two working days ago and has been worked on since.
    fn today(&mut self, stop: Stop, nth: usize) -> Timestamp {
        let hours = |hours: i64| plus(self.now, -60 * hours);
        match (stop, nth) {
            (Stop::Screen, 0) => hours(80),
            (Stop::Screen, 1) => hours(66),
            (Stop::Screen, 2) => hours(63),
            (Stop::Screen, nth) => plus(self.now, -90 - 70 * i64::try_from(nth).unwrap_or(0)),
            _ => plus(
                slot_before(self.now, 36, self.holidays),
                i64::try_from(nth).unwrap_or(0),
            ),
        }
    }

    fn report(&mut self, received: Timestamp, is_case: bool, stop: Option<(Stop, usize)>) {
        // The closely held one of today is the last to be screened; the two before it
        // are of couples already known, so that possible duplicates wait as well; those of
        // the second and third were told apart, so that the desk's list has a history to show.
        let closely_held = stop == Some((Stop::Screen, 6))
            || (stop.is_none() && !is_case && self.luck.in_thousand(5));
        let known = matches!(stop, Some((Stop::Screen, 1 | 2 | 4 | 5)));
        let case = is_case.then(|| self.case(received, stop.is_some()));
        let earlier = match case {
            Some((_, earlier)) => earlier,
            None if closely_held => None,
            None if known || (stop.is_none() && self.luck.in_thousand(250)) => {
                self.somebody_again()
            }
            None => None,
        };
        let at = earlier.unwrap_or_else(|| {
            self.new_couple(received, case.map(|(case, _)| case), closely_held, stop)
        });
        if let Some(told) = self.told.get_mut(at) {
            told.0 += 1;
            if is_case {
                told.1 = Some(received);
            }
        }
        if let Some(couple) = self.couples.get(at).cloned() {
            let report = tell(
                &mut self.luck,
                &couple,
                at,
                received,
                case.map(|(case, _)| case),
                stop.map(|(stop, _)| stop),
                earlier.is_some(),
            );
            if is_case {
                self.children_given += report.children.len();
            }
            self.reports.push(report);
        }
    }

    /// The next case for MARAC; an earlier couple when it is a repeat.
    fn case(&mut self, received: Timestamp, today: bool) -> (MaracCase, Option<usize>) {
        let all = self.plan.marac_cases;
        // Today's cases come last and are new pairs, so that the repeats fall among those before.
        self.repeats_owed += usize::from(
            self.cases < self.past_cases
                && is_chosen(self.cases, self.past_cases, self.plan.repeats),
        );
        let minority_ethnic = is_chosen(self.cases, all, self.plan.minority_ethnic);
        let male = is_chosen(self.cases, all, self.plan.male_victims);
        self.cases += 1;
        // A repeat is of a pair that a meeting has heard since; a man is a victim no more often than the plan says.
        let heard = if self.repeats_owed > 0 && !today && !male {
            self.heard_before(received)
        } else {
            None
        };
        if heard.is_some() {
            self.repeats_owed -= 1;
        }
        let gateway = match heard {
            Some(_) => Gateway::Repeat,
            None if self.luck.in_thousand(220) => Gateway::Judgement,
            None => Gateway::VisibleHigh,
        };
        (
            MaracCase {
                gateway,
                minority_ethnic,
            },
            heard,
        )
    }

    fn heard_before(&mut self, received: Timestamp) -> Option<usize> {
        let settle = if self.plan.days < 20 { 3 } else { 6 };
        let heard: Vec<usize> = self
            .told
            .iter()
            .enumerate()
            .filter_map(|(at, (_, case))| {
                let couple = self.couples.get(at)?;
                let listed = plus((*case)?, settle * 24 * 60);
                let sitting = self.sittings.iter().find(|sitting| {
                    sitting.starts >= listed && sitting.serves(couple.home.town.venue)
                })?;
                (couple.victim.female && plus(sitting.starts, 8 * 60) < received).then_some(at)
            })
            .collect();
        let at = self.luck.below(heard.len());
        heard.get(at).copied()
    }

    /// A couple that the police have been to, but no meeting has heard.
    fn somebody_again(&mut self) -> Option<usize> {
        let known: Vec<usize> = (0..self.couples.len())
            .filter(|at| {
                let free = self
                    .told
                    .get(*at)
                    .is_some_and(|(times, case)| *times < 3 && case.is_none());
                free && self
                    .couples
                    .get(*at)
                    .is_some_and(|couple| !couple.closely_held && couple.other.is_some())
            })
            .collect();
        let at = self.luck.below(known.len());
        known.get(at).copied()
    }

    fn new_couple(
        &mut self,
        received: Timestamp,
        case: Option<MaracCase>,
        closely_held: bool,
        stop: Option<(Stop, usize)>,
    ) -> usize {
        let owed = (self.cases * self.plan.children / self.plan.marac_cases.max(1))
            .saturating_sub(self.children_given);
        let children = match (case, stop) {
            (Some(_), _) if owed >= 2 || self.luck.in_thousand(400) => owed.min(4),
            (Some(_), _) => 0,
            // What is referred today has to be worth referring.
            (
                None,
                Some((Stop::Rate | Stop::Answer | Stop::Triage | Stop::Authorise | Stop::Meet, _)),
            ) => 1 + self.luck.below(3),
            (None, _) if self.luck.in_thousand(230) => 1 + self.luck.below(3),
            (None, _) => 0,
        };
        let male_victim = match case {
            Some(_) => is_chosen(
                self.cases - 1,
                self.plan.marac_cases,
                self.plan.male_victims,
            ),
            None => self.luck.in_thousand(90),
        };
        let wanted = Wanted {
            male_victim,
            children,
            closely_held,
            known_suspect: case.is_some() || stop.is_some(),
        };
        self.couples
            .push(couple(&mut self.luck, london_date(received), wanted));
        self.told.push((0, None));
        self.couples.len() - 1
    }
}
