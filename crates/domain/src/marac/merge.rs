//! Two people write in one box: both texts are kept, line by line, and neither is ever overwritten (ux.md 4.4, MAR-2).

/// What came of two texts that grew out of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The text that holds both.
    pub text: String,
    /// Whether both wrote at the same place, so that somebody should read it over.
    pub both: bool,
}

/// Puts two texts together that both grew out of `base`. A line that either writer took out is
/// gone; every line that either wrote is there. Where both wrote at one place, the text that was
/// saved first (`theirs`) stands first and a line that both wrote stands once.
pub fn merge(base: &str, theirs: &str, mine: &str) -> Merged {
    let (base, theirs, mine) = (lines(base), lines(theirs), lines(mine));
    let (their_kept, my_kept) = (kept(&base, &theirs), kept(&base, &mine));
    let (mut out, mut both): (Vec<&str>, bool) = (Vec::new(), false);
    let (mut their_at, mut my_at) = (0, 0);
    for place in 0..=base.len() {
        let (their_line, my_line) = (line_at(&their_kept, place), line_at(&my_kept, place));
        // What each wrote between the line kept before and the next one: known when it is reached.
        let their_new = until(&theirs, &their_kept, &mut their_at, place);
        let my_new = until(&mine, &my_kept, &mut my_at, place);
        both |= !their_new.is_empty() && !my_new.is_empty() && their_new != my_new;
        out.extend(together(their_new, my_new));
        if let (Some(_), Some(_), Some(line)) = (their_line, my_line, base.get(place)) {
            out.push(line);
        }
    }
    // An untouched empty box is one empty line; it is not a line that somebody wrote.
    Merged {
        text: out.join("\n"),
        both,
    }
}

fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() {
        Vec::new()
    } else {
        text.split('\n').collect()
    }
}

fn line_at(kept: &[Option<usize>], place: usize) -> Option<usize> {
    kept.get(place).copied().flatten()
}

/// The lines of a text from `at` up to where base line `place` stands in it; a line of the base
/// that was taken out ends nothing, so that what took its place is found there.
fn until<'t, 'w>(
    text: &'w [&'t str],
    kept: &[Option<usize>],
    at: &mut usize,
    place: usize,
) -> &'w [&'t str] {
    let end = if place == kept.len() {
        text.len()
    } else {
        match line_at(kept, place) {
            Some(end) => end,
            // What replaces a line stands in that line's place: up to the next line that was kept.
            None => kept
                .iter()
                .skip(place)
                .find_map(|line| *line)
                .unwrap_or(text.len()),
        }
    };
    let found = text.get(*at..end).unwrap_or_default();
    *at = end.max(*at);
    if line_at(kept, place).is_some() {
        *at += 1;
    }
    found
}

/// For each line of the base, where it stands in the text, or that it was taken out: by a longest
/// common subsequence.
fn kept(base: &[&str], text: &[&str]) -> Vec<Option<usize>> {
    let table = lengths(base, text);
    let (mut one, mut other) = (0, 0);
    let mut found = vec![None; base.len()];
    while let (Some(left), Some(right)) = (base.get(one), text.get(other)) {
        if left == right {
            if let Some(place) = found.get_mut(one) {
                *place = Some(other);
            }
            (one, other) = (one + 1, other + 1);
        } else if cell(&table, one + 1, other) >= cell(&table, one, other + 1) {
            one += 1;
        } else {
            other += 1;
        }
    }
    found
}

/// Both runs of new lines, each in its own order, lines common to both once.
fn together<'t>(theirs: &[&'t str], mine: &[&'t str]) -> Vec<&'t str> {
    let table = lengths(theirs, mine);
    let (mut one, mut other) = (0, 0);
    let mut out = Vec::new();
    loop {
        match (theirs.get(one), mine.get(other)) {
            (Some(left), Some(right)) if left == right => {
                out.push(*left);
                (one, other) = (one + 1, other + 1);
            }
            (Some(left), Some(_))
                if cell(&table, one + 1, other) >= cell(&table, one, other + 1) =>
            {
                out.push(*left);
                one += 1;
            }
            (_, Some(right)) => {
                out.push(*right);
                other += 1;
            }
            (Some(left), None) => {
                out.push(*left);
                one += 1;
            }
            (None, None) => return out,
        }
    }
}

/// `table[i][j]`: the length of the longest common subsequence of `one[i..]` and `other[j..]`.
fn lengths(one: &[&str], other: &[&str]) -> Vec<Vec<u32>> {
    let mut table = vec![vec![0u32; other.len() + 1]; one.len() + 1];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            let best = if one.get(i) == other.get(j) {
                cell(&table, i + 1, j + 1) + 1
            } else {
                cell(&table, i + 1, j).max(cell(&table, i, j + 1))
            };
            if let Some(place) = table.get_mut(i).and_then(|row| row.get_mut(j)) {
                *place = best;
            }
        }
    }
    table
}

fn cell(table: &[Vec<u32>], i: usize, j: usize) -> u32 {
    table
        .get(i)
        .and_then(|row| row.get(j))
        .copied()
        .unwrap_or(0)
}
