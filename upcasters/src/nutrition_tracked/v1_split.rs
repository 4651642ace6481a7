//! `RecipeNutritionTracked` 1 splits: the difficulty into `RecipeDifficultySet`, the calories into
//! `NutritionRecorded`, in this order. A patch that names neither becomes nothing.

use heirloom_events::recipe::nutrition_tracked::v1::RecipeNutritionTracked;
use heirloom_events::recipe::{difficulty_set, nutrition_recorded};
use heirloom_events::values::Change;

use crate::step::{StepError, foreign};
use crate::{Split, nutrition, parts};

/// See the module.
#[derive(Debug)]
pub struct V1Split;

parts!(
    /// What a `RecipeNutritionTracked` becomes.
    pub enum Part {
        /// Of its difficulty.
        Difficulty(difficulty_set::v1::RecipeDifficultySet),
        /// Of its calories.
        Nutrition(nutrition_recorded::v1::NutritionRecorded),
    }
);

impl Split for V1Split {
    type Old = RecipeNutritionTracked;
    type Part = Part;
    type Residue = nutrition::Residue;

    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Vec<Part>, StepError> {
        let difficulty = old.preparation_difficulty.map(Change::into_value);
        let mut parts: Vec<_> = difficulty.into_iter().map(difficulty_set).collect();
        match old.calories_per_serving {
            Some(calories) => parts.push(nutrition_recorded(nutrition::up(calories.into_value(), residue)?)),
            None if residue.is_some() => return Err(foreign("calories_per_serving")),
            None => {}
        }
        Ok(parts)
    }

    fn down(part: Part) -> Result<(Self::Old, Option<Self::Residue>), StepError> {
        let mut old = nothing();
        let mut residue = None;
        match part {
            Part::Difficulty(set) => old.preparation_difficulty = Some(set.difficulty.into()),
            Part::Nutrition(recorded) => {
                let (calories, more) = nutrition::down(recorded.facts);
                old.calories_per_serving = Some(calories.into());
                residue = more;
            }
        }
        Ok((old, residue))
    }

    fn join(all: Vec<Self::Old>) -> Self::Old {
        all.into_iter()
            .fold(nothing(), |joined, one| RecipeNutritionTracked {
                calories_per_serving: one.calories_per_serving.or(joined.calories_per_serving),
                preparation_difficulty: one.preparation_difficulty.or(joined.preparation_difficulty),
            })
    }
}

fn nothing() -> RecipeNutritionTracked {
    RecipeNutritionTracked {
        calories_per_serving: None,
        preparation_difficulty: None,
    }
}

fn difficulty_set(difficulty: Option<heirloom_events::values::Difficulty>) -> Part {
    Part::Difficulty(difficulty_set::v1::RecipeDifficultySet { difficulty })
}

fn nutrition_recorded(facts: Option<heirloom_events::values::NutritionFacts>) -> Part {
    Part::Nutrition(nutrition_recorded::v1::NutritionRecorded { facts })
}
