//! What of a planned meal goes on the shopping list.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What of a planned meal goes on the shopping list: `all`, `produce_only` or `none`.
///
/// ```
/// use heirloom_events::values::ShoppingMode;
/// assert_eq!("produce_only".parse::<ShoppingMode>().unwrap(), ShoppingMode::ProduceOnly);
/// assert!(ShoppingMode::None.excludes() && !ShoppingMode::ProduceOnly.excludes());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShoppingMode {
    /// Everything.
    #[default]
    All,
    /// Fruit and vegetables only: the rest is at home.
    ProduceOnly,
    /// Nothing.
    None,
}

/// The text names no shopping mode.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no shopping mode; write `all`, `produce_only` or `none`")]
pub struct ShoppingModeError(String);

impl ShoppingMode {
    /// All of them, from everything to nothing.
    pub const ALL: [Self; 3] = [Self::All, Self::ProduceOnly, Self::None];

    /// The written form, as it is on disk.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::ProduceOnly => "produce_only",
            Self::None => "none",
        }
    }

    /// Whether the list leaves the meal out altogether: all that there was to say once.
    #[must_use]
    pub fn excludes(self) -> bool {
        self == Self::None
    }

    /// The mode that once was said as leaving out or not.
    #[must_use]
    pub fn from_excluded(excluded: bool) -> Self {
        if excluded { Self::None } else { Self::All }
    }
}

impl fmt::Display for ShoppingMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for ShoppingMode {
    type Err = ShoppingModeError;

    fn from_str(text: &str) -> Result<Self, ShoppingModeError> {
        let shown = || ShoppingModeError(text.chars().take(40).collect());
        Self::ALL
            .into_iter()
            .find(|known| known.as_str() == text)
            .ok_or_else(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reads_back_from_its_written_form() {
        for mode in ShoppingMode::ALL {
            assert_eq!(mode.as_str().parse(), Ok(mode));
            assert_eq!(serde_json::to_string(&mode).unwrap(), format!("\"{mode}\""));
        }
    }

    #[test]
    fn leaving_out_and_back_is_the_same() {
        for excluded in [true, false] {
            assert_eq!(ShoppingMode::from_excluded(excluded).excludes(), excluded);
        }
    }

    #[test]
    fn another_word_is_refused_with_the_words_that_exist() {
        let message = "some".parse::<ShoppingMode>().unwrap_err().to_string();
        assert_eq!(
            message,
            "`some` is no shopping mode; write `all`, `produce_only` or `none`"
        );
    }
}
