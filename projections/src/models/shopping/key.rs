//! The key of an item as it stands in a table.

use std::borrow::Cow;

use uuid::Uuid;

use crate::Value;

/// The longest key that stands in a table as it is, in bytes: an index of PostgreSQL takes some 2,700 bytes
/// for all columns together.
const LONGEST: usize = 700;

/// The key for a table: itself, or where it is too long for an index its beginning and a hash of the whole, so
/// that two keys stay two.
pub(super) fn stored(key: &str) -> Cow<'_, str> {
    if key.len() <= LONGEST {
        return Cow::Borrowed(key);
    }
    let end = (0..=LONGEST)
        .rev()
        .find(|at| key.is_char_boundary(*at))
        .unwrap_or(0);
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes());
    Cow::Owned(format!("{}…{hash}", &key[..end]))
}

/// The same as a value.
pub(super) fn value(key: &str) -> Value<'_> {
    Value::Text(stored(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_ordinary_length_stands_as_it_is() {
        assert_eq!(stored("onion::count"), "onion::count");
    }

    #[test]
    fn long_keys_fit_an_index_and_stay_apart() {
        let long = |last: &str| format!("text/{}{last}", "ä".repeat(2_000));
        let (one, other) = (long("a"), long("b"));
        assert!(stored(&one).len() < LONGEST + 50);
        assert_ne!(stored(&one), stored(&other));
    }
}
