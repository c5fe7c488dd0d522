//! Sorting of whole numbers by some of their bits, in time that grows with their number alone.

/// Bits sorted by in one pass.
const DIGIT: u32 = 11;

/// Fewer numbers than this are sorted by comparing them.
const FEW: usize = 4_096;

/// Sorts numbers by their bits from `low` up to `high`, keeping the order of
/// those that are equal there. `other` is room that is used again and again.
pub(crate) fn sort(numbers: &mut Vec<u64>, other: &mut Vec<u64>, low: u32, high: u32) {
    let all = if high >= 64 { !0 } else { (1 << high) - 1 };
    let mask = all & (!0 << low);
    if numbers.len() < FEW {
        numbers.sort_by_key(|number| number & mask);
        return;
    }
    let passes = ((high - low).div_ceil(DIGIT) as usize).min(PASSES);
    let mut counts = vec![[0u32; 1 << DIGIT]; passes];
    for number in numbers.iter() {
        let mut rest = (number & all) >> low;
        for count in &mut counts {
            count[(rest & MASK) as usize] += 1;
            rest >>= DIGIT;
        }
    }
    other.resize(numbers.len(), 0);
    for (pass, places) in (0u32..).zip(&mut counts) {
        // A digit that is the same in all numbers changes nothing.
        if places.iter().any(|count| *count as usize == numbers.len()) {
            continue;
        }
        let mut sum = 0;
        for place in places.iter_mut() {
            sum += std::mem::replace(place, sum);
        }
        let shift = low + pass * DIGIT;
        for number in numbers.iter() {
            let place = &mut places[((number & all) >> shift & MASK) as usize];
            if let Some(cell) = other.get_mut(*place as usize) {
                *cell = *number;
            }
            *place += 1;
        }
        std::mem::swap(numbers, other);
    }
}

const MASK: u64 = (1 << DIGIT) - 1;

/// Passes that cover 64 bits.
const PASSES: usize = 6;

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
            sort(&mut numbers, &mut Vec::new(), 0, 64);
            assert_eq!(numbers, want);
            let mut few: Vec<u64> = (0..count).map(|n| (mix(n, 3) & 63) << 32 | n).collect();
            sort(&mut few, &mut Vec::new(), 32, 64);
            assert!(
                few.is_sorted(),
                "equal keys keep the order of what is below"
            );
        }
    }
}
