//! A sum that a sender's browser does where many reports come from one place: it costs a person some seconds and a flood much, and asks nobody outside to tell people from machines.

use hawthorn_domain::platform::ids::Chance;
use sha2::{Digest, Sha256};

/// How many bits of the digest are nothing. A browser tries about 260,000 numbers: some seconds on a
/// computer, up to half a minute on a telephone, where waiting a minute does as well.
pub const BITS: u32 = 18;
/// The longest number that is looked at.
const MOST_DIGITS: usize = 12;

/// A new sum, which nobody can have done before.
pub fn new_puzzle(dice: &mut dyn Chance) -> String {
    format!("{:032x}", dice.bits())
}

/// Whether this number solves it: the SHA-256 digest of `puzzle.number` begins with so many empty bits.
pub fn is_solved(puzzle: &str, number: &str) -> bool {
    let plain = !number.is_empty()
        && number.len() <= MOST_DIGITS
        && number.bytes().all(|digit| digit.is_ascii_digit());
    if puzzle.is_empty() || !plain {
        return false;
    }
    let digest = Sha256::digest(format!("{puzzle}.{number}").as_bytes());
    let mut empty = 0;
    for byte in digest {
        empty += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    empty >= BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_done_by_trying_and_by_nothing_else() {
        let puzzle = "0123456789abcdef0123456789abcdef";
        let number = (0..u64::MAX)
            .map(|number| number.to_string())
            .find(|number| is_solved(puzzle, number));
        let number = number.unwrap_or_default();
        assert!(is_solved(puzzle, &number));
        assert!(!is_solved("another", &number));
        assert!(!is_solved("", &number));
        let wrong = format!("{number} ");
        for bad in ["", "-1", "1.0", "999999999999999999", wrong.as_str()] {
            assert!(!is_solved(puzzle, bad), "{bad}");
        }
    }
}
