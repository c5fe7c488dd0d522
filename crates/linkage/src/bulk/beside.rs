//! Hits that belong together: the one that agrees best by itself is never put below the others.

use super::context::{Edge, SURE};
use super::search::Found;

/// Nobody is put below a hit that they belong with and agree better than: what speaks for the
/// one through the other speaks for the other as well. Two hits belong together from the very
/// weight on from which one may speak for the other (`docs/decisions/005-sure.md`). The hits stand in order of what the two
/// records alone say, and the asked person is the edges' place 0.
pub(super) fn level_up(hits: &mut [Found], edges: &[Edge]) {
    for at in (0..hits.len()).rev() {
        let with = edges.iter().filter(|edge| {
            edge.left as usize == at + 1 && edge.bits >= SURE && edge.right as usize > at + 1
        });
        let best = with
            .filter_map(|edge| hits.get(edge.right as usize - 1))
            .map(|other| other.bits)
            .fold(f32::MIN, f32::max);
        if let Some(hit) = hits.get_mut(at).filter(|hit| hit.bits < best) {
            let more = best - hit.bits;
            hit.bits = best;
            if let Some((bits, _)) = &mut hit.among {
                *bits += more;
            }
        }
    }
}
