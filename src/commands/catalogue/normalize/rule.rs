//! What a rule can ask for.

use serde::{Deserialize, Serialize};

/// One rule. Names are compared as everywhere: case, white space and the form of letters do not matter.
///
/// ```
/// use heirloom::commands::catalogue::Rule;
/// let json = r#"{"merge":{"names":["Tomatoes","tomatoe"],"into":"tomato"}}"#;
/// let rule: Rule = serde_json::from_str(json).unwrap();
/// assert_eq!(serde_json::to_string(&rule).unwrap(), json);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Those names are one ingredient. Where none is called `into` yet, the first of them takes that name.
    Merge {
        /// Other names of it: spellings, plurals.
        names: Vec<String>,
        /// The one that answers for all.
        into: String,
    },
    /// An ingredient gets another name.
    Rename {
        /// Its name until now.
        name: String,
        /// Its name from now on.
        to: String,
    },
    /// Ingredients belong to a category.
    Category {
        /// Which ones.
        names: Vec<String>,
        /// The category; none: taken out.
        category: Option<String>,
    },
    /// Every name is written in one way.
    Fold(Fold),
}

/// A way in which every name is written; none of them can make two names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fold {
    /// In lower case.
    Case,
    /// With single spaces, and none at the ends.
    Spaces,
}

impl Fold {
    /// The name, written so.
    #[must_use]
    pub fn of(self, name: &str) -> String {
        match self {
            Self::Case => name.to_lowercase(),
            Self::Spaces => name.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}
