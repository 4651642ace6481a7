//! Calories alone and facts about nutrition: for contents and for `RecipeNutritionTracked`.

use heirloom_events::values::NutritionFacts;

use crate::step::{StepError, foreign};

/// The facts themselves, where they say more than calories that somebody stated.
pub type Residue = NutritionFacts;

/// Calories as stated facts, unless the residue says them.
pub fn up(calories: Option<u32>, residue: Option<Residue>) -> Result<Option<NutritionFacts>, StepError> {
    match residue {
        None => Ok(calories.map(NutritionFacts::stated)),
        Some(facts) if facts.calories == calories => Ok(Some(facts)),
        Some(_) => Err(foreign("calories_per_serving")),
    }
}

/// The calories of facts.
pub fn down(facts: Option<NutritionFacts>) -> (Option<u32>, Option<Residue>) {
    let calories = facts.as_ref().and_then(|facts| facts.calories);
    let residue = facts.filter(|facts| calories.map(NutritionFacts::stated).as_ref() != Some(facts));
    (calories, residue)
}
