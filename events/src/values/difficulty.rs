//! How hard a recipe is to prepare.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How hard a recipe is to prepare: `easy`, `medium` or `hard`.
///
/// An event holds it only where somebody chose it; read tables show [`Difficulty::DEFAULT`] for the others
/// and say that they do. The order is from easy to hard.
///
/// ```
/// use heirloom_events::values::Difficulty;
/// assert_eq!("Hard".parse::<Difficulty>().unwrap().as_str(), "hard");
/// assert!(Difficulty::Easy < Difficulty::Hard);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Difficulty {
    /// Nothing can go wrong.
    Easy,
    /// Neither easy nor hard.
    Medium,
    /// For the practised.
    Hard,
}

/// The text names no difficulty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no difficulty; write `easy`, `medium` or `hard`")]
pub struct DifficultyError(String);

impl Difficulty {
    /// What tables show where nobody chose one. No event ever holds it for that reason.
    pub const DEFAULT: Self = Self::Medium;

    /// All of them, from easy to hard.
    pub const ALL: [Self; 3] = [Self::Easy, Self::Medium, Self::Hard];

    /// The written form, as it is on disk.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}

impl fmt::Display for Difficulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Difficulty {
    type Err = DifficultyError;

    /// Reads what people write, `Easy` too; JSON takes only the written form.
    fn from_str(text: &str) -> Result<Self, DifficultyError> {
        let same = |known: &Self| known.as_str().eq_ignore_ascii_case(text.trim());
        let shown = || DifficultyError(text.chars().take(40).collect());
        Self::ALL.into_iter().find(same).ok_or_else(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reads_back_from_its_written_form() {
        for difficulty in Difficulty::ALL {
            assert_eq!(difficulty.as_str().parse(), Ok(difficulty));
            let json = serde_json::to_string(&difficulty).unwrap();
            assert_eq!(json, format!("\"{difficulty}\""));
            assert_eq!(serde_json::from_str::<Difficulty>(&json).unwrap(), difficulty);
        }
    }

    #[test]
    fn capitals_and_spaces_do_not_matter_to_people() {
        assert_eq!(" MEDIUM ".parse(), Ok(Difficulty::DEFAULT));
        assert!(serde_json::from_str::<Difficulty>("\"Medium\"").is_err());
    }

    #[test]
    fn another_word_is_refused_with_the_words_that_exist() {
        let message = "tricky".parse::<Difficulty>().unwrap_err().to_string();
        assert_eq!(
            message,
            "`tricky` is no difficulty; write `easy`, `medium` or `hard`"
        );
    }
}
