//! Why a command is refused: what, where, why, and what to do.

use std::fmt;

use heirloom_events::StreamKey;
use heirloom_events::values::{IngredientId, MealId, RecipeId};

use super::recipe::merge::Clash;

/// Why a command is refused. Nothing was written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// Something that the command names does not exist in the household.
    #[error("there is no {what} `{id}` in {place}; {hint}")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// Its id, or its number.
        id: String,
        /// Where it was looked for.
        place: String,
        /// What to do.
        hint: &'static str,
    },
    /// Something of that id is there already, and says something else.
    #[error("{what} `{id}` exists already; {hint}")]
    AlreadyExists {
        /// What kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
        /// What to do.
        hint: &'static str,
    },
    /// The recipe was put away.
    #[error("recipe `{title}` ({recipe_id}) is archived and takes no edits; restore it first")]
    Archived {
        /// The recipe.
        recipe_id: RecipeId,
        /// Its title.
        title: String,
    },
    /// The meal was put away.
    #[error("meal `{name}` ({meal_id}) is archived and takes no edits; restore it first")]
    ArchivedMeal {
        /// The meal.
        meal_id: MealId,
        /// What it is called.
        name: String,
    },
    /// Another ingredient goes by this name.
    #[error(
        "the name `{name}` is taken by ingredient `{by_name}` ({by}); use that one, merge the two, or choose another name"
    )]
    NameTaken {
        /// The name asked for.
        name: String,
        /// Who has it.
        by: IngredientId,
        /// What that one is called.
        by_name: String,
    },
    /// The ingredient turned out to be another one and takes no edits of its own.
    #[error(
        "ingredient `{name}` ({id}) was merged into `{into_name}` ({into}); name that one, or unmerge it first"
    )]
    Merged {
        /// The merged ingredient.
        id: IngredientId,
        /// What it is called.
        name: String,
        /// The one that answers for it.
        into: IngredientId,
        /// What that one is called.
        into_name: String,
    },
    /// A value that no event may carry.
    #[error("{field} is not valid: {why}")]
    Invalid {
        /// Which field, e.g. `lines[3].text`.
        field: String,
        /// Why, and what would do.
        why: String,
    },
    /// The stream has moved on since the writer looked at it.
    #[error(transparent)]
    Conflict(Box<Conflict>),
}

/// What a writer who looked at an old version did not see.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The stream.
    pub stream: StreamKey,
    /// The version that the writer knew.
    pub expected: u64,
    /// The version that it has.
    pub actual: u64,
    /// What changed between the two, in plain words, one entry per field or line.
    pub changed_between: Vec<String>,
    /// Where a merge was asked for and both sides changed the same thing differently.
    pub clashes: Vec<Clash>,
}

impl std::error::Error for Conflict {}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            stream,
            expected,
            actual,
            ..
        } = self;
        if expected > actual {
            return write!(
                f,
                "`{stream}` is at version {actual} and never had the expected version {expected}; read it again"
            );
        }
        write!(
            f,
            "`{stream}` is at version {actual}, not at the expected version {expected}; changed between: "
        )?;
        match self.changed_between.is_empty() {
            true => f.write_str("nothing that lasted")?,
            false => f.write_str(&self.changed_between.join("; "))?,
        }
        if self.clashes.is_empty() {
            f.write_str("; look at it, then send the command again, or ask for a merge")
        } else {
            let clashes: Vec<String> = self.clashes.iter().map(Clash::to_string).collect();
            write!(
                f,
                "; cannot be merged: {}; decide and send the command again",
                clashes.join("; ")
            )
        }
    }
}

impl Refusal {
    /// A value that no event may carry.
    pub(crate) fn invalid(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.into(),
            why: why.into(),
        }
    }
}
