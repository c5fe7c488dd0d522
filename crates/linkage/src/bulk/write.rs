//! Writing of results as CSV, in parts side by side.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::context::Edge;
use super::person::People;

/// A cell with quotes around it where the format needs them.
pub(crate) fn quoted(cell: &str) -> std::borrow::Cow<'_, str> {
    let special = |b: u8| matches!(b, b',' | b'"' | b'\n' | b'\r');
    if cell.bytes().any(special) {
        format!("\"{}\"", cell.replace('"', "\"\"")).into()
    } else {
        cell.into()
    }
}

/// Writes scored pairs, with reasons where asked.
pub(crate) fn write_pairs(
    writer: &mut BufWriter<File>,
    people: &People,
    found: &[Edge],
    why: Option<&(dyn Fn(&Edge) -> String + Sync)>,
) -> std::io::Result<()> {
    let part = |edges: &[Edge]| {
        let mut out = Vec::with_capacity(edges.len() * 28);
        for edge in edges {
            let (l, r) = (people.id(edge.left), people.id(edge.right));
            let (l, r) = if l <= r { (l, r) } else { (r, l) };
            push_quoted(&mut out, l);
            out.push(b',');
            push_quoted(&mut out, r);
            out.push(b',');
            push_score(&mut out, edge.bits);
            if let Some(why) = why {
                out.push(b',');
                push_quoted(&mut out, &why(edge));
            }
            out.push(b'\n');
        }
        out
    };
    let last = if why.is_some() { ",why" } else { "" };
    writeln!(writer, "id_l,id_r,score{last}")?;
    in_parts(found, part, writer)
}

/// Writes what each part of a list comes to, parts side by side and in order.
fn in_parts<T: Sync>(
    list: &[T],
    part: impl Fn(&[T]) -> Vec<u8> + Sync,
    writer: &mut BufWriter<File>,
) -> std::io::Result<()> {
    use rayon::prelude::*;
    const PART: usize = 16_384;
    for chunk in list.chunks(PART * 8) {
        let texts: Vec<Vec<u8>> = chunk.par_chunks(PART).map(&part).collect();
        for text in texts {
            writer.write_all(&text)?;
        }
    }
    writer.flush()
}

fn push_quoted(out: &mut Vec<u8>, cell: &str) {
    out.extend_from_slice(quoted(cell).as_bytes());
}

/// A score with three places.
fn push_score(out: &mut Vec<u8>, bits: f32) {
    let thousandths = (f64::from(bits) * 1e3).round() as i64;
    if thousandths < 0 {
        out.push(b'-');
    }
    let size = thousandths.unsigned_abs();
    let mut digits = [b'0'; 20];
    let (mut rest, mut at) = (size / 1_000, digits.len());
    while rest > 0 || at == digits.len() {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out.extend_from_slice(digits.get(at..).unwrap_or_default());
    let part = size % 1_000;
    out.extend_from_slice(&[
        b'.',
        b'0' + (part / 100) as u8,
        b'0' + (part / 10 % 10) as u8,
        b'0' + (part % 10) as u8,
    ]);
}

/// Writes the group of every record, in the order of ids.
pub(crate) fn write_clusters(
    writer: &mut BufWriter<File>,
    people: &People,
    group: &[u32],
) -> std::io::Result<()> {
    let order = people
        .order()
        .unwrap_or_else(|| (0..people.len() as u32).collect());
    let part = |slots: &[u32]| {
        let mut out = Vec::with_capacity(slots.len() * 20);
        for slot in slots {
            let first = group.get(*slot as usize).copied().unwrap_or(*slot);
            push_quoted(&mut out, people.id(*slot));
            out.push(b',');
            push_quoted(&mut out, people.id(first));
            out.push(b'\n');
        }
        out
    };
    writeln!(writer, "id,cluster_id")?;
    in_parts(&order, part, writer)
}

#[cfg(test)]
mod tests {
    use super::push_score;

    #[test]
    fn scores_are_written_as_anybody_would() {
        for (bits, want) in [
            (0.0, "0.000"),
            (-0.4567, "-0.457"),
            (12.0, "12.000"),
            (99.0, "99.000"),
            (-5.0004, "-5.000"),
            (1234.5678, "1234.568"),
        ] {
            let mut out = Vec::new();
            push_score(&mut out, bits);
            assert_eq!(String::from_utf8(out).as_deref(), Ok(want));
        }
    }
}
