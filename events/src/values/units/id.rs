//! The id of a unit, as events hold it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest id, in bytes.
const LONGEST: usize = 40;

/// The id of a unit: `us_cup`, `metric_tbsp`, `gram`.
///
/// A lower-case letter, then lower-case letters, digits and `_`, at most 40 in all. An id need not be in the
/// table of this build: a household may have units of its own, and a later build may know more.
///
/// ```
/// use heirloom_events::values::UnitId;
/// assert_eq!("us_cup".parse::<UnitId>().unwrap().as_str(), "us_cup");
/// assert!("US cup".parse::<UnitId>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct UnitId(Cow<'static, str>);

/// The text is no id of a unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no unit id; write 1 to 40 of `a` to `z`, `0` to `9` and `_`, a letter first: `us_cup`")]
pub struct UnitIdError(String);

impl UnitId {
    /// An id of the table, whose form a test checks.
    pub(super) const fn known(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// The written form, as it is on disk.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn checked(text: Cow<'_, str>) -> Result<Self, UnitIdError> {
        let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
        if !begins || text.len() > LONGEST || !text.bytes().all(inner) {
            return Err(UnitIdError(text.chars().take(LONGEST).collect()));
        }
        // The ids of the table need no memory of their own.
        Ok(match super::lookup::by_id(&text) {
            Some(unit) => unit.id.clone(),
            None => Self(Cow::Owned(text.into_owned())),
        })
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for UnitId {
    type Err = UnitIdError;

    fn from_str(text: &str) -> Result<Self, UnitIdError> {
        Self::checked(Cow::Borrowed(text))
    }
}

impl<'de> Deserialize<'de> for UnitId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::checked(text).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for UnitId {
    fn schema_name() -> Cow<'static, str> {
        "UnitId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "the id of a unit, `us_cup` or `gram`",
            "pattern": "^[a-z][a-z0-9_]{0,39}$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_outside_the_table_is_kept() {
        let id: UnitId = serde_json::from_str("\"our_ladle_2\"").unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"our_ladle_2\"");
    }

    #[test]
    fn what_is_no_id_is_refused_with_an_example() {
        for text in [
            "",
            "US_CUP",
            "us cup",
            "2_cups",
            "_cup",
            "tasse_à",
            &"a".repeat(41),
        ] {
            let message = text.parse::<UnitId>().unwrap_err().to_string();
            assert!(message.ends_with("`us_cup`"), "{message}");
            assert!(serde_json::from_value::<UnitId>(text.into()).is_err());
        }
    }
}
