//! Who put a line on a shopping list.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest slug, in bytes.
const LONGEST: usize = 20;

/// Who put a line on a shopping list: a slug, `manual`, `recipe` or the name of another application.
///
/// A lower-case letter or a digit, then lower-case letters, digits, `_` and `-`, at most 20 in all.
///
/// ```
/// use heirloom_events::values::ShoppingSource;
/// assert!("home-assistant".parse::<ShoppingSource>().unwrap().is_external());
/// assert!(!ShoppingSource::manual().is_external());
/// assert!("My App".parse::<ShoppingSource>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct ShoppingSource(Cow<'static, str>);

/// The text is no source of shopping lines.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no source; write 1 to 20 of `a` to `z`, `0` to `9`, `_` and `-`, a letter or digit first: `manual`"
)]
pub struct ShoppingSourceError(String);

impl ShoppingSource {
    /// Somebody wrote the line.
    pub const MANUAL: &str = "manual";
    /// An application's own list made the line of recipes; it was taken over as it stood.
    pub const RECIPE: &str = "recipe";

    /// Somebody wrote the line.
    #[must_use]
    pub const fn manual() -> Self {
        Self(Cow::Borrowed(Self::MANUAL))
    }

    /// An application's own list made the line of recipes.
    #[must_use]
    pub const fn recipe() -> Self {
        Self(Cow::Borrowed(Self::RECIPE))
    }

    /// The written form, as it is on disk.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether another application put the line there.
    #[must_use]
    pub fn is_external(&self) -> bool {
        !matches!(self.as_str(), Self::MANUAL | Self::RECIPE)
    }

    fn checked(text: Cow<'_, str>) -> Result<Self, ShoppingSourceError> {
        let outer = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let inner = |b: u8| outer(b) || b == b'_' || b == b'-';
        let begins = text.bytes().next().is_some_and(outer);
        if !begins || text.len() > LONGEST || !text.bytes().all(inner) {
            return Err(ShoppingSourceError(text.chars().take(40).collect()));
        }
        // The two that nearly every line has need no memory of their own.
        Ok(match &*text {
            Self::MANUAL => Self::manual(),
            Self::RECIPE => Self::recipe(),
            _ => Self(Cow::Owned(text.into_owned())),
        })
    }
}

impl fmt::Display for ShoppingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for ShoppingSource {
    type Err = ShoppingSourceError;

    fn from_str(text: &str) -> Result<Self, ShoppingSourceError> {
        Self::checked(Cow::Borrowed(text))
    }
}

impl<'de> Deserialize<'de> for ShoppingSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::checked(text).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ShoppingSource {
    fn schema_name() -> Cow<'static, str> {
        "ShoppingSource".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "who put a line on a shopping list: `manual`, `recipe` or another application",
            "pattern": "^[a-z0-9][a-z0-9_-]{0,19}$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_of_other_applications_are_kept() {
        for slug in ["todoist", "home-assistant", "3rd_party", "a", &"a".repeat(20)] {
            let source: ShoppingSource = serde_json::from_value(slug.into()).unwrap();
            assert_eq!((source.as_str(), source.is_external()), (slug, true));
        }
    }

    #[test]
    fn what_is_no_slug_is_refused_with_an_example() {
        for text in ["", "Manual", "my app", "-a", "_a", "é", &"a".repeat(21)] {
            let message = text.parse::<ShoppingSource>().unwrap_err().to_string();
            assert!(message.ends_with("`manual`"), "{message}");
            assert!(serde_json::from_value::<ShoppingSource>(text.into()).is_err());
        }
    }
}
