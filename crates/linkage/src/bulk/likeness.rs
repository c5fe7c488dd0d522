//! How alike two words of names are, in bounded time whatever the words.

use super::lexicon::Info;
use super::pool::Id;
use super::view::View;

/// How two words stand to each other, most alike first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// The same word.
    Same,
    /// Forms or spellings of one name, as the lists of names say.
    Class,
    /// One letter added, lost, changed or changed with its neighbour.
    Slip,
    /// One is the beginning of the other, at least three letters long.
    Start,
    /// Two slips in a long word.
    Slips,
    /// One is the first letter of the other.
    Initial,
    /// They sound alike.
    Sound,
    /// Somewhat alike.
    Alike,
    /// Not alike.
    Different,
}

/// Which list of names says that two words are one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Given,
    Family,
}

/// Compares two words of names.
pub(crate) fn likeness(view: &View<'_>, left: Id, right: Id, part: Part) -> Likeness {
    if left == right {
        return Likeness::Same;
    }
    let (l, r) = (view.info(left), view.info(right));
    if view.share_class(l, r, left, right, part as usize) {
        return Likeness::Class;
    }
    let (short, long) = (l.length.min(r.length), l.length.max(r.length));
    if short <= 1 {
        return if l.initial == r.initial && long > 0 && part == Part::Given {
            Likeness::Initial
        } else {
            Likeness::Different
        };
    }
    // Every slip changes at most two of the letters that occur.
    let apart = (l.letters ^ r.letters).count_ones();
    let shared = (l.letters & r.letters).count_ones();
    let may_slip = long - short <= 2 && apart <= 4 && short >= 3;
    // The letters of a beginning occur in the whole.
    let may_start = short >= 3 && (l.letters & !r.letters == 0 || r.letters & !l.letters == 0);
    // Words that share few of their letters are not worth lining up.
    let half_shared = short >= 4 && shared * 3 >= (l.letters | r.letters).count_ones() * 2;
    let sound = l.sound == r.sound && short >= 3;
    if !(may_slip || may_start || half_shared) {
        return if sound {
            Likeness::Sound
        } else {
            Likeness::Different
        };
    }
    let (left, right) = (view.word(left), view.word(right));
    let slips = if may_slip {
        distance(left, right, l.plain && r.plain)
    } else {
        9
    };
    match () {
        () if slips <= 1 => Likeness::Slip,
        () if may_start && (left.starts_with(right) || right.starts_with(left)) => Likeness::Start,
        () if slips == 2 && short >= 6 => Likeness::Slips,
        () if sound => Likeness::Sound,
        () if slips == 2 || (half_shared && winkler(left, right) >= 0.85) => Likeness::Alike,
        () => Likeness::Different,
    }
}

/// Whether two words differ by what a hurried hand does: one or two letters added, lost, changed or
/// swapped, or a very like run of letters. Asked of every word in use for each word of a search, so
/// words that share too few letters are not lined up at all.
pub(crate) fn near(l: &Info, r: &Info, left: &str, right: &str) -> bool {
    let (short, long) = (l.length.min(r.length), l.length.max(r.length));
    // Short words have too many honest neighbours ("Mia", "Mya", "Ana").
    if short < 3 || long - short > 3 {
        return false;
    }
    let apart = (l.letters ^ r.letters).count_ones();
    let shared = (l.letters & r.letters).count_ones();
    let may_slip = long - short <= 2 && apart <= 4;
    let slips = if may_slip {
        distance(left, right, l.plain && r.plain)
    } else {
        9
    };
    let like = short >= 5 && shared * 3 >= (l.letters | r.letters).count_ones() * 2;
    slips <= 1 + u8::from(short >= 8) || (like && winkler(left, right) >= 0.93)
}

/// The likeness of Jaro and Winkler, from 0 to 1, without a heap for plain words.
fn winkler(left: &str, right: &str) -> f64 {
    let (l, r) = (left.as_bytes(), right.as_bytes());
    if !left.is_ascii() || !right.is_ascii() || l.len() > 64 || r.len() > 64 {
        return strsim::jaro_winkler(left, right);
    }
    let reach = (l.len().max(r.len()) / 2).saturating_sub(1);
    let (mut in_left, mut in_right, mut same) = (0u64, 0u64, 0u32);
    for (i, a) in l.iter().enumerate() {
        let (from, to) = (i.saturating_sub(reach), (i + reach + 1).min(r.len()));
        for (j, b) in r.iter().enumerate().take(to).skip(from) {
            if a == b && in_right >> j & 1 == 0 {
                (in_left, in_right, same) = (in_left | 1 << i, in_right | 1 << j, same + 1);
                break;
            }
        }
    }
    if same == 0 {
        return 0.0;
    }
    let matched_left = l
        .iter()
        .enumerate()
        .filter(|(at, _)| in_left >> at & 1 == 1);
    let matched_right = r
        .iter()
        .enumerate()
        .filter(|(at, _)| in_right >> at & 1 == 1);
    let turned = matched_left
        .zip(matched_right)
        .filter(|((_, a), (_, b))| a != b)
        .count();
    let same = f64::from(same);
    let jaro =
        (same / l.len() as f64 + same / r.len() as f64 + (same - turned as f64 / 2.0) / same) / 3.0;
    let start = l.iter().zip(r).take(4).take_while(|(a, b)| a == b).count();
    jaro + start as f64 * 0.1 * (1.0 - jaro)
}

/// Letters added, lost, changed, or changed with their neighbour; 3 for "three or more".
pub(crate) fn distance(left: &str, right: &str, plain: bool) -> u8 {
    if !plain {
        return strsim::osa_distance(left, right).min(3) as u8;
    }
    let (mut l, mut r) = (left.as_bytes(), right.as_bytes());
    while let ([a, l_rest @ ..], [b, r_rest @ ..]) = (l, r)
        && a == b
    {
        (l, r) = (l_rest, r_rest);
    }
    while let ([l_rest @ .., a], [r_rest @ .., b]) = (l, r)
        && a == b
    {
        (l, r) = (l_rest, r_rest);
    }
    match (l, r) {
        ([], rest) | (rest, []) => rest.len().min(3) as u8,
        ([_], [_]) => 1,
        ([a, b], [c, d]) if a == d && b == c => 1,
        (l, r) => 2 + u8::from(osa(l, r) > 2),
    }
}

/// Optimal string alignment of two runs of at most forty letters.
fn osa(left: &[u8], right: &[u8]) -> u8 {
    const MOST: usize = 41;
    let mut rows = [[0u8; MOST + 1]; 3];
    let (left, right) = (
        left.get(..MOST).unwrap_or(left),
        right.get(..MOST).unwrap_or(right),
    );
    for (j, cell) in rows[1].iter_mut().enumerate() {
        *cell = j as u8;
    }
    for (i, a) in left.iter().enumerate() {
        let [before, last, now] = &mut rows;
        now[0] = i as u8 + 1;
        for (j, b) in right.iter().enumerate() {
            let mut best = (last[j] + u8::from(a != b))
                .min(last[j + 1] + 1)
                .min(now[j] + 1);
            if i > 0 && j > 0 && left[i - 1] == *b && right[j - 1] == *a {
                best = best.min(before[j - 1] + 1);
            }
            now[j + 1] = best;
        }
        rows.rotate_left(1);
    }
    rows[1][right.len()]
}

#[cfg(test)]
mod tests {
    use super::{Likeness, Part, likeness};
    use crate::bulk::person::People;

    #[test]
    fn likeness_without_a_heap_is_the_known_one() {
        for (left, right) in [
            ("martha", "marhta"),
            ("dixon", "dicksonx"),
            ("jones", "johnson"),
            ("abc", "xyz"),
            ("a", "a"),
        ] {
            let (ours, known) = (
                super::winkler(left, right),
                strsim::jaro_winkler(left, right),
            );
            assert!((ours - known).abs() < 1e-6, "{left} {right} {ours} {known}");
        }
    }

    #[test]
    fn words_stand_to_each_other_as_a_reader_would_say() {
        for (left, right, part, want) in [
            ("anna", "anna", Part::Given, Likeness::Same),
            ("kate", "catherine", Part::Given, Likeness::Class),
            ("hussain", "hossain", Part::Family, Likeness::Class),
            ("watson", "wtason", Part::Family, Likeness::Slip),
            ("watson", "watsn", Part::Family, Likeness::Slip),
            ("jen", "jennypher", Part::Given, Likeness::Start),
            ("mulqueeny", "mulqeenny", Part::Family, Likeness::Slips),
            ("s", "stephen", Part::Given, Likeness::Initial),
            ("s", "smith", Part::Family, Likeness::Different),
            ("james", "sarah", Part::Given, Likeness::Different),
            ("james", "", Part::Given, Likeness::Different),
        ] {
            let mut people = People::default();
            let words = &mut people.texts.words;
            let (l, r) = (words.id(left), words.id(right));
            let view = people.view();
            assert_eq!(likeness(&view, l, r, part), want, "{left} {right}");
            assert_eq!(likeness(&view, r, l, part), want, "{right} {left}");
        }
    }

    #[test]
    fn near_words_are_slips_and_not_other_names() {
        for (left, right, want) in [
            ("katarzyna", "katarzynh", true),
            ("ifrah", "irfah", true),
            ("davies", "ddavis", false),
            ("hussein", "hussien", true),
            ("mcphillips", "mcphilips", true),
            ("al", "el", false),
            ("james", "sarah", false),
        ] {
            let mut people = People::default();
            let words = &mut people.texts.words;
            let (l, r) = (words.id(left), words.id(right));
            let view = people.view();
            let near = super::near(view.info(l), view.info(r), left, right);
            assert_eq!(near, want, "{left} {right}");
        }
    }
}
