//! What is wrong with the recipes of a list.

use std::fmt;

use heirloom_events::values::RecipeId;
use serde::Serialize;

use super::DEEPEST;

/// Something that a cook should know about the list as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// A recipe contains itself; the line is left as it is.
    Cycle {
        /// The recipe in which the circle closes.
        recipe: RecipeId,
        /// Its line.
        text: String,
    },
    /// Recipes refer to recipes more than eight times over; the line is left as it is.
    TooDeep {
        /// The recipe that goes too deep.
        recipe: RecipeId,
        /// Its line.
        text: String,
    },
    /// A line refers to a recipe that is not known; it is left as it is.
    NoSuchRecipe {
        /// The recipe with the line.
        recipe: RecipeId,
        /// The line.
        text: String,
    },
    /// A line says how much of a recipe in a unit that the recipe does not say what it makes in.
    NoSuchYield {
        /// The recipe with the line.
        recipe: RecipeId,
        /// The line.
        text: String,
        /// The unit of the line.
        unit: String,
    },
    /// A dish is planned for so many, and its recipe does not say how many it serves; it is taken as written.
    NoServings {
        /// The recipe.
        recipe: RecipeId,
        /// Its title.
        title: String,
        /// For how many it is planned.
        wanted: u32,
    },
}

impl Problem {
    /// The recipe that it is about.
    #[must_use]
    pub fn recipe(&self) -> RecipeId {
        match self {
            Self::Cycle { recipe, .. }
            | Self::TooDeep { recipe, .. }
            | Self::NoSuchRecipe { recipe, .. }
            | Self::NoSuchYield { recipe, .. }
            | Self::NoServings { recipe, .. } => *recipe,
        }
    }

    /// Its kind in a word, as in JSON: `cycle`. Stands in tables, so it is never another.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Cycle { .. } => "cycle",
            Self::TooDeep { .. } => "too_deep",
            Self::NoSuchRecipe { .. } => "no_such_recipe",
            Self::NoSuchYield { .. } => "no_such_yield",
            Self::NoServings { .. } => "no_servings",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cycle { text, .. } => {
                write!(
                    f,
                    "`{text}` refers to a recipe that contains it; take the reference out of one of them"
                )
            }
            Self::TooDeep { text, .. } => {
                write!(
                    f,
                    "`{text}` refers deeper than {DEEPEST} recipes; write its ingredients down instead"
                )
            }
            Self::NoSuchRecipe { text, .. } => write!(f, "`{text}` refers to a recipe that is not there"),
            Self::NoServings { title, wanted, .. } => {
                write!(
                    f,
                    "`{title}` is planned for {wanted}, and does not say how many it serves; it is taken as written"
                )
            }
            Self::NoSuchYield { text, unit, .. } => {
                write!(
                    f,
                    "`{text}` takes some `{unit}` of a recipe that does not say how much `{unit}` it makes"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_the_word_that_json_has() {
        let (recipe, text) = (RecipeId::derived("tart"), String::from("pastry"));
        let of = (recipe, text.clone());
        let problems = [
            Problem::Cycle { recipe, text },
            Problem::TooDeep {
                recipe: of.0,
                text: of.1.clone(),
            },
            Problem::NoSuchRecipe {
                recipe: of.0,
                text: of.1.clone(),
            },
            Problem::NoSuchYield {
                recipe: of.0,
                text: of.1.clone(),
                unit: "jar".into(),
            },
            Problem::NoServings {
                recipe: of.0,
                title: of.1,
                wanted: 4,
            },
        ];
        for problem in problems {
            let json = serde_json::to_value(&problem).unwrap();
            assert_eq!(json["problem"], problem.kind());
        }
    }
}
