//! The second factor: time-based codes (RFC 6238) that work once, and recovery codes that work once.

use hawthorn_domain::platform::ids::{Chance, encode};
use hawthorn_store::platform::accounts::SecondFactor;
use jiff::Timestamp;
use subtle::ConstantTimeEq;
use totp_rs::{Builder, Secret, Totp};

use super::refusal::{Refusal, Told};

/// How many recovery codes are given.
pub const RECOVERY_CODES: usize = 8;

/// A new secret, base 32, from 160 bits of chance.
pub fn new_secret(dice: &mut dyn Chance) -> String {
    let mut bytes = dice.bits().to_be_bytes().to_vec();
    bytes.extend_from_slice(&dice.bits().to_be_bytes()[..4]);
    Secret::from(bytes).to_base32()
}

/// New recovery codes, to be shown once, and the digests to keep.
pub fn new_recovery(dice: &mut dyn Chance) -> (Vec<String>, Vec<String>) {
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| {
            let text = encode(dice.bits()).to_lowercase();
            format!(
                "{}-{}-{}",
                text.get(6..11).unwrap_or_default(),
                text.get(11..16).unwrap_or_default(),
                text.get(16..21).unwrap_or_default()
            )
        })
        .collect();
    let digests = codes.iter().map(|code| code_digest(code)).collect();
    (codes, digests)
}

/// The address that an authenticator app reads from a QR code or by hand.
pub fn enrolment_address(secret: &str, sign_in_name: &str) -> String {
    let name: String = sign_in_name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
        .collect();
    format!("otpauth://totp/Hawthorn:{name}?secret={secret}&issuer=Hawthorn")
}

/// Checks a code and gives the second factor as it stands after its use, so that
/// neither a time code nor a recovery code works twice. `None` when it does not fit.
///
/// # Errors
/// When the stored secret cannot be read.
pub fn use_code(factor: &SecondFactor, code: &str, now: Timestamp) -> Told<Option<SecondFactor>> {
    let code = code.trim().replace(' ', "");
    if code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        let step = totp(&factor.secret)?.check(&code, seconds(now));
        return Ok(step
            .filter(|step| *step > factor.last_step)
            .map(|step| SecondFactor {
                last_step: step,
                ..factor.clone()
            }));
    }
    let digest = code_digest(&code.to_lowercase());
    let left: Vec<String> = factor
        .recovery
        .iter()
        .filter(|kept| !bool::from(kept.as_bytes().ct_eq(digest.as_bytes())))
        .cloned()
        .collect();
    Ok((left.len() < factor.recovery.len()).then(|| SecondFactor {
        recovery: left,
        ..factor.clone()
    }))
}

/// The code of this moment, for the demonstration county’s printed sign-ins and for tests.
///
/// # Errors
/// When the secret cannot be read.
pub fn code_now(secret: &str, now: Timestamp) -> Told<String> {
    Ok(totp(secret)?.generate(seconds(now)).to_string())
}

fn totp(secret: &str) -> Told<Totp> {
    let secret =
        Secret::try_from_base32(secret).map_err(|error| Refusal::Broken(error.to_string()))?;
    Builder::new()
        .with_secret(secret)
        .build()
        .map_err(|error| Refusal::Broken(error.to_string()))
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or_default()
}

fn code_digest(code: &str) -> String {
    blake3::derive_key("hawthorn recovery code v1", code.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Count(u128);
    impl Chance for Count {
        fn bits(&mut self) -> u128 {
            self.0 += 1;
            self.0
                .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_0C2A_11D4_0E6B)
        }
    }

    #[test]
    fn a_code_works_once_and_a_recovery_code_works_once() {
        let mut dice = Count(7);
        let (codes, recovery) = new_recovery(&mut dice);
        let factor = SecondFactor {
            secret: new_secret(&mut dice),
            last_step: 0,
            recovery,
        };
        let now: Timestamp = "2026-03-25T09:00:00Z".parse().unwrap();
        let code = code_now(&factor.secret, now).unwrap();
        let used = use_code(&factor, &code, now)
            .unwrap()
            .expect("the code of the moment fits");
        assert_eq!(
            use_code(&used, &code, now).unwrap(),
            None,
            "the same code again"
        );
        assert_eq!(
            use_code(&factor, "000000", now).unwrap().is_some(),
            code == "000000"
        );
        let after = use_code(&used, &codes[0], now)
            .unwrap()
            .expect("a recovery code fits");
        assert_eq!(after.recovery.len(), RECOVERY_CODES - 1);
        assert_eq!(use_code(&after, &codes[0], now).unwrap(), None);
    }
}
