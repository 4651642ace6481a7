//! How a number was come by.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

/// The longest method, in bytes.
const LONGEST: usize = 60;

/// How facts were come by: a name and its version, `stated@1`, `atwater@2`.
///
/// A method that changes gets a new version, so that old results say what they are. The name is a lower-case
/// letter and then lower-case letters, digits, `_` and `-`; the version counts from 1.
///
/// ```
/// use heirloom_events::values::Method;
/// let method: Method = "atwater@2".parse().unwrap();
/// assert_eq!((method.name(), method.version()), ("atwater", 2));
/// assert!("atwater".parse::<Method>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Method(Cow<'static, str>);

/// The text is no method.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no method; write a name and its version: `stated@1`, `atwater@2`")]
pub struct MethodError(String);

impl Method {
    /// Stated by the recipe's source or its author.
    pub const STATED: Self = Self(Cow::Borrowed("stated@1"));
    /// Computed from protein, fat and carbohydrate; see [`atwater`](super::atwater).
    pub const ATWATER_1: Self = Self(Cow::Borrowed("atwater@1"));
    /// The same with fibre at its own value; see [`atwater`](super::atwater).
    pub const ATWATER_2: Self = Self(Cow::Borrowed("atwater@2"));

    /// The written form, as it is on disk.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name: `atwater` of `atwater@2`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.split_once('@').map_or(&self.0, |(name, _)| name)
    }

    /// The version: 2 of `atwater@2`.
    #[must_use]
    pub fn version(&self) -> u32 {
        let version = self
            .0
            .split_once('@')
            .and_then(|(_, version)| version.parse().ok());
        version.expect("every method was checked when it was made")
    }
}

fn is_method(text: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    let Some((name, version)) = text.split_once('@') else {
        return false;
    };
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(inner);
    let counts = version.starts_with(|c: char| matches!(c, '1'..='9')) && version.len() <= 9;
    text.len() <= LONGEST && is_name && counts && version.bytes().all(|b| b.is_ascii_digit())
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Method {
    type Err = MethodError;

    fn from_str(text: &str) -> Result<Self, MethodError> {
        match is_method(text) {
            true => Ok(Self(Cow::Owned(text.to_owned()))),
            false => Err(MethodError(text.chars().take(LONGEST).collect())),
        }
    }
}

impl<'de> Deserialize<'de> for Method {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Method {
    fn schema_name() -> Cow<'static, str> {
        "Method".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "a method and its version, `stated@1` or `atwater@2`",
            "maxLength": LONGEST,
            "pattern": "^[a-z][a-z0-9_-]*@[1-9][0-9]{0,8}$"
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_method_is_refused_with_examples() {
        let long = format!("{}@1", "a".repeat(LONGEST));
        let wrong = [
            "",
            "stated",
            "@1",
            "stated@",
            "stated@0",
            "stated@01",
            "Stated@1",
            "a b@1",
            "a@1@2",
            "a@-1",
        ];
        for text in wrong.into_iter().chain(["a@9999999999", long.as_str()]) {
            let message = text.parse::<Method>().unwrap_err().to_string();
            assert!(message.ends_with("`stated@1`, `atwater@2`"), "{message}");
        }
    }

    #[test]
    fn the_methods_of_the_house_are_methods() {
        for method in [Method::STATED, Method::ATWATER_1, Method::ATWATER_2] {
            assert_eq!(method.as_str().parse(), Ok(method.clone()));
            assert_eq!(format!("{}@{}", method.name(), method.version()), method.as_str());
        }
    }

    proptest! {
        #[test]
        fn text_schema_and_json_agree_on_what_a_method_is(text in "[a-z][a-z0-9_-]{0,62}@[0-9]{0,11}|\\PC{0,12}") {
            let schema = schemars::schema_for!(Method).to_value();
            let read = serde_json::from_value::<Method>(text.as_str().into());
            prop_assert_eq!(jsonschema::is_valid(&schema, &text.as_str().into()), read.is_ok());
            prop_assert_eq!(text.parse::<Method>().ok(), read.ok());
        }
    }
}
