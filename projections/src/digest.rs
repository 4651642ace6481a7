//! Digests of tables that do not depend on the order of their rows.

use std::fmt;
use std::ops::AddAssign;

use crate::Value;

/// The digest of a multiset of rows: each row is hashed with BLAKE3 over its canonical bytes, and the
/// hashes are added, lane by lane, so that order does not matter and parts can be summed.
///
/// It tells accidents (a lost, doubled or altered row), not a forger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// How many rows.
    pub rows: u64,
    lanes: [u64; 4],
}

impl Digest {
    /// Takes one row in.
    pub fn add_row(&mut self, values: &[Value<'_>]) {
        let mut bytes = Vec::with_capacity(values.len() * 24);
        for value in values {
            value.canonical(&mut bytes);
        }
        let hash = blake3::hash(&bytes);
        for (lane, part) in self.lanes.iter_mut().zip(hash.as_bytes().chunks_exact(8)) {
            let part: [u8; 8] = part.try_into().unwrap_or_default();
            *lane = lane.wrapping_add(u64::from_le_bytes(part));
        }
        self.rows += 1;
    }
}

impl AddAssign for Digest {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        for (lane, part) in self.lanes.iter_mut().zip(other.lanes) {
            *lane = lane.wrapping_add(part);
        }
    }
}

/// 64 hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lanes.iter().try_for_each(|lane| write!(f, "{lane:016x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn digest(rows: &[(i64, String)]) -> Digest {
        let mut digest = Digest::default();
        for (number, text) in rows {
            digest.add_row(&[Value::Int(*number), Value::text(text)]);
        }
        digest
    }

    proptest! {
        #[test]
        fn order_does_not_matter_but_every_row_does(
            rows in prop::collection::vec((any::<i64>(), ".{0,8}"), 1..8), at in any::<prop::sample::Index>(),
        ) {
            let mut shuffled = rows.clone();
            shuffled.rotate_left(at.index(rows.len()));
            prop_assert_eq!(digest(&rows), digest(&shuffled));
            let mut fewer = rows.clone();
            fewer.remove(at.index(rows.len()));
            prop_assert_ne!(digest(&rows), digest(&fewer));
            let mut changed = rows.clone();
            changed[at.index(rows.len())].1.push('!');
            prop_assert_ne!(digest(&rows), digest(&changed));
            let mut doubled = rows.clone();
            doubled.push(rows[at.index(rows.len())].clone());
            prop_assert_ne!(digest(&rows), digest(&doubled));
        }
    }

    #[test]
    fn neighbouring_texts_do_not_run_into_one_another() {
        let one = |a: &'static str, b: &'static str| {
            let mut digest = Digest::default();
            digest.add_row(&[Value::text(a), Value::text(b)]);
            digest
        };
        assert_ne!(one("ab", "c"), one("a", "bc"));
    }
}
