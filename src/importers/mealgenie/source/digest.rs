//! The digest of a row: two readings of it are equal exactly where nothing was changed between.

use blake3::Hasher;

use super::value::{Columns, Value};

/// Keeps our digests apart from everybody else's. It is on disk: never change it.
const CONTEXT: &[u8] = b"heirloom mealgenie row 1";

/// BLAKE3 of a row over its columns in the order of their names, in hexadecimal.
///
/// A value counts as its column means it: the same row in SQLite and in PostgreSQL has the same digest.
pub(super) fn digest(table: &str, columns: &Columns) -> String {
    let mut hasher = Hasher::new();
    hasher.update(CONTEXT);
    part(&mut hasher, b't', table.as_bytes());
    for (name, value) in columns {
        part(&mut hasher, b'c', name.as_bytes());
        add(&mut hasher, value);
    }
    hasher.finalize().to_hex().to_string()
}

fn add(hasher: &mut Hasher, value: &Value) {
    match value {
        Value::Null => part(hasher, b'0', b""),
        Value::Boolean(value) => part(hasher, b'?', &[u8::from(*value)]),
        Value::Integer(value) => part(hasher, b'i', &value.to_le_bytes()),
        Value::Real(value) => part(hasher, b'f', &value.to_bits().to_le_bytes()),
        Value::Time(value) => part(hasher, b'T', value.to_rfc3339().as_bytes()),
        Value::Date(value) => part(hasher, b'D', value.to_string().as_bytes()),
        Value::Text(value) => part(hasher, b's', value.as_bytes()),
        Value::Bytes(value) => part(hasher, b'b', value),
    }
}

/// The length goes first, so that no two rows run together to the same bytes.
fn part(hasher: &mut Hasher, tag: u8, bytes: &[u8]) {
    hasher.update(&[tag]);
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(columns: &[(&str, Value)]) -> Columns {
        columns
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect()
    }

    #[test]
    fn a_digest_tells_tables_columns_and_types_apart() {
        let one = row(&[("id", Value::Integer(1)), ("name", Value::Text("a".into()))]);
        let others = [
            digest("meals", &one),
            digest("recipe", &row(&[("id", Value::Integer(1))])),
            digest(
                "recipe",
                &row(&[("id", Value::Integer(1)), ("name", Value::Null)]),
            ),
            digest(
                "recipe",
                &row(&[("id", Value::Real(1.0)), ("name", Value::Text("a".into()))]),
            ),
            digest(
                "recipe",
                &row(&[("id", Value::Boolean(true)), ("name", Value::Text("a".into()))]),
            ),
        ];
        let of_one = digest("recipe", &one);
        assert_eq!(of_one, digest("recipe", &one.clone()));
        assert_eq!(of_one.len(), 64);
        assert!(!others.contains(&of_one));
    }

    proptest! {
        #[test]
        fn a_text_that_differs_gives_another_digest(a in ".{0,20}", b in ".{0,20}") {
            let of = |text: &str| digest("recipe", &row(&[("notes", Value::Text(text.into()))]));
            prop_assert_eq!(of(&a) == of(&b), a == b);
        }
    }
}
