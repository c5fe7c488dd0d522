//! What may leave of the figures: no small number, and nothing by which one could be worked back (F35, MGR-3).
//!
//! Each number is put into a form of its own, without a look at any other: below five it is
//! “fewer than 5” (nought included), otherwise the nearest five. Totals are made from those forms
//! alone and so tell nothing more. The agencies of one meeting add up to its cases: where that sum
//! would narrow what a small number can be, the meeting's numbers by agency do not leave at all.

/// Numbers below this do not leave (F35).
pub const SMALL: u32 = 5;
/// What a small number stands for in a total: the middle of nought to four.
const MIDDLE: u32 = 2;

/// One number as it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Nought to four.
    Few,
    /// About so many: five or more, to the nearest five.
    About(u32),
    /// Kept back, since it would tell of a small number beside it.
    Held,
}

impl Cell {
    /// The form of a number.
    pub fn of(number: u32) -> Self {
        if number < SMALL {
            Cell::Few
        } else {
            Cell::About((number.saturating_add(2)) / 5 * 5)
        }
    }

    /// The words in a file or on a page.
    pub fn words(self) -> String {
        match self {
            Cell::Few => "fewer than 5".to_owned(),
            Cell::About(number) => number.to_string(),
            Cell::Held => "not shown".to_owned(),
        }
    }

    /// The numbers it can stand for, both ends included.
    pub fn range(self) -> (u32, u32) {
        match self {
            Cell::Few => (0, SMALL - 1),
            Cell::About(number) => (number.saturating_sub(2).max(SMALL), number + 2),
            Cell::Held => (0, u32::MAX),
        }
    }

    fn in_total(self) -> u32 {
        match self {
            Cell::Few => MIDDLE,
            Cell::About(number) => number,
            Cell::Held => 0,
        }
    }
}

/// One meeting's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How many cases.
    pub cases: u32,
    /// Numbers that are each a part of the cases, and need not add up to them.
    pub parts: Vec<u32>,
    /// Numbers that are no part of the cases, such as children.
    pub beside: Vec<u32>,
    /// Cases by referring agency; together they are the cases.
    pub agencies: Vec<u32>,
}

/// One meeting's numbers as they leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedLine {
    /// How many cases.
    pub cases: Cell,
    /// The parts, in the order given.
    pub parts: Vec<Cell>,
    /// What stands beside, in the order given.
    pub beside: Vec<Cell>,
    /// By agency, in the order given.
    pub agencies: Vec<Cell>,
}

fn forms(numbers: &[u32]) -> Vec<Cell> {
    numbers.iter().copied().map(Cell::of).collect()
}

/// Puts one meeting's numbers into the form in which they leave.
pub fn publish(line: &Line) -> PublishedLine {
    let cases = Cell::of(line.cases);
    let parts = forms(&line.parts);
    let mut agencies = forms(&line.agencies);
    if !keeps_its_secrets(cases, &parts, &agencies) {
        agencies.fill(Cell::Held);
    }
    PublishedLine {
        cases,
        parts,
        beside: forms(&line.beside),
        agencies,
    }
}

/// Whether every small number of the line can still be anything from nought to four, for somebody
/// who knows that the agencies add up to the cases and that no part is larger than the whole.
fn keeps_its_secrets(cases: Cell, parts: &[Cell], agencies: &[Cell]) -> bool {
    let sum = |end: fn((u32, u32)) -> u32| -> u64 {
        agencies
            .iter()
            .map(|cell| u64::from(end(cell.range())))
            .sum()
    };
    let (least, most) = (sum(|range| range.0), sum(|range| range.1));
    let largest_part = parts.iter().map(|cell| cell.range().0).max().unwrap_or(0);
    let (low, high) = cases.range();
    let (low, high) = (u64::from(low.max(largest_part)), u64::from(high));
    // One agency's small number at its least needs the others to reach the cases, and at its most
    // needs them to leave room. The spread of one small number is the same for each.
    let spread = u64::from(SMALL - 1);
    let small_agency = agencies.contains(&Cell::Few);
    let agencies_free = !small_agency || (most - spread >= low && least + spread <= high);
    // A small number of cases, or of a part, has to stay free too.
    let cases_free = cases != Cell::Few || (least == 0 && most >= spread && low == 0);
    let parts_free = !parts.contains(&Cell::Few) || most.min(high) >= spread;
    agencies_free && cases_free && parts_free
}

/// A total that is made of what leaves, and of nothing else. None when part of it is kept back.
pub fn total<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Option<u32> {
    let mut sum = 0_u32;
    for cell in cells {
        if *cell == Cell::Held {
            return None;
        }
        sum = sum.saturating_add(cell.in_total());
    }
    Some(sum)
}

/// A number as a reader is shown it: itself, or in the form in which it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The number itself, for those who may open what is behind it.
    Exact(usize),
    /// One number in the form in which it leaves.
    Published(Cell),
    /// A total of such forms; none when part of it is kept back.
    Total(Option<u32>),
}

impl Shown {
    /// The words for a page or a file.
    pub fn words(self) -> String {
        match self {
            Shown::Exact(number) => number.to_string(),
            Shown::Published(cell) => cell.words(),
            Shown::Total(Some(number)) => format!("about {number}"),
            Shown::Total(None) => Cell::Held.words(),
        }
    }

    /// The number to make shares of; a published one tells no more than its form does.
    pub fn number(self) -> Option<u64> {
        match self {
            Shown::Exact(number) => Some(number as u64),
            Shown::Published(cell) => total([&cell]).map(u64::from),
            Shown::Total(number) => number.map(u64::from),
        }
    }

    /// The sum of several, in the same form as they.
    pub fn sum(all: &[Shown]) -> Shown {
        if all.iter().all(|one| matches!(one, Shown::Exact(_))) {
            let numbers = all.iter().filter_map(|one| one.number());
            return Shown::Exact(usize::try_from(numbers.sum::<u64>()).unwrap_or(usize::MAX));
        }
        let mut sum = Some(0_u32);
        for one in all {
            let number = one.number().and_then(|number| u32::try_from(number).ok());
            sum = sum
                .zip(number)
                .map(|(sum, number)| sum.saturating_add(number));
        }
        Shown::Total(sum)
    }
}
