//! Sorting of whole numbers by some of their bits, in time that grows with their number alone.

/// Bits sorted by in one pass.
const DIGIT: u32 = 11;

/// Fewer numbers than this are sorted by comparing them.
const FEW: usize = 4_096;

/// Sorts numbers by their bits from `low` up to `high`, keeping the order of
/// those that are equal there.
pub(crate) fn sort(numbers: &mut Vec<u64>, low: u32, high: u32) {
    let all = if high >= 64 { !0 } else { (1 << high) - 1 };
    let mask = all & (!0 << low);
    if numbers.len() < FEW {
        numbers.sort_by_key(|number| number & mask);
        return;
    }
    // Passes over bits that are the same in all numbers change nothing.
    let first = numbers.first().copied().unwrap_or(0);
    let differ = numbers.iter().fold(0, |bits, n| bits | (n ^ first)) & mask;
    let mut other = vec![0; numbers.len()];
    let mut at = low;
    while at < high {
        let width = DIGIT.min(high - at);
        let digit = (1u64 << width) - 1;
        if differ >> at & digit != 0 {
            pass(numbers, &mut other, at, digit);
            std::mem::swap(numbers, &mut other);
        }
        at += width;
    }
}

fn pass(from: &[u64], to: &mut [u64], shift: u32, digit: u64) {
    let mut places = [0usize; 1 << DIGIT];
    for number in from {
        places[(number >> shift & digit) as usize] += 1;
    }
    let mut sum = 0;
    for place in &mut places {
        sum += std::mem::replace(place, sum);
    }
    for number in from {
        let place = &mut places[(number >> shift & digit) as usize];
        if let Some(cell) = to.get_mut(*place) {
            *cell = *number;
        }
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::sort;
    use crate::bulk::mix::mix;

    #[test]
    fn numbers_come_out_in_order_and_equal_ones_stay_in_theirs() {
        for count in [0u64, 1, 100, 50_000] {
            let mut numbers: Vec<u64> = (0..count).map(|n| mix(n, 9) >> 7).collect();
            let mut want = numbers.clone();
            want.sort_unstable();
            sort(&mut numbers, 0, 64);
            assert_eq!(numbers, want);
            let mut few: Vec<u64> = (0..count).map(|n| (mix(n, 3) & 63) << 32 | n).collect();
            sort(&mut few, 32, 64);
            assert!(few.is_sorted(), "equal keys keep the order of what is below");
        }
    }
}
