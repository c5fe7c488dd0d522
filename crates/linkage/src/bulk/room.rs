//! Room for work that could be without end.

/// The largest size up to which everything has room: smaller ones first, and all of one size or none,
/// so that the order of the file cannot matter. `cost` is what one of a size takes.
pub(super) fn within(mut sizes: Vec<usize>, cost: impl Fn(usize) -> usize, room: usize) -> usize {
    sizes.sort_unstable();
    let (mut limit, mut taken) = (0, 0);
    for same in sizes.chunk_by(|a, b| a == b) {
        let size = same.first().copied().unwrap_or_default();
        taken += same.len() * cost(size);
        if taken > room {
            break;
        }
        limit = size;
    }
    limit
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn all_of_one_size_have_room_or_none() {
        let pairs = |size: usize| size * (size - 1) / 2;
        assert_eq!(within(vec![4, 2, 4, 3], pairs, 16), 4);
        assert_eq!(within(vec![4, 2, 4, 3], pairs, 15), 3);
        assert_eq!(within(Vec::new(), pairs, 15), 0);
    }
}
