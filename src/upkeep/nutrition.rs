//! Energy computed anew by a method, against what is recorded; pure.
//!
//! Facts that somebody stated are compared and never overwritten. Others get the new numbers as one more
//! version, with the method's name; the old ones answer as of then.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use heirloom_events::values::{Method, NutritionFacts, RecipeId, atwater};
use serde::Serialize;

use super::survey::Surveyed;

/// The methods that compute.
const COMPUTING: [Method; 2] = [Method::ATWATER_1, Method::ATWATER_2];

/// No method of this build computes under that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{asked}` is no method that computes; this build knows {known}")]
pub struct UnknownMethod {
    asked: String,
    known: String,
}

/// A method that computes.
///
/// # Errors
/// Where there is none of that name and version.
pub fn computing(asked: &str) -> Result<Method, UnknownMethod> {
    let known = || COMPUTING.map(|method| format!("`{method}`")).join(", ");
    let found = COMPUTING.into_iter().find(|method| method.as_str() == asked);
    found.ok_or_else(|| UnknownMethod {
        asked: asked.chars().take(60).collect(),
        known: known(),
    })
}

/// How a computed number stands to the recorded one. Each recipe with facts has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The same.
    Unchanged,
    /// Another one within the tolerance, or one where there was none.
    Changed,
    /// Further off than the tolerance.
    OutOfTolerance,
    /// The facts lack what the method needs, or contradict each other.
    NotComputable,
}

/// One recipe with facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Its title.
    pub title: String,
    /// How the two numbers stand to each other.
    pub outcome: Outcome,
    /// Whether somebody stated the facts: they are compared, never overwritten.
    pub hand_entered: bool,
    /// Whether it is archived: it takes no new facts then.
    pub archived: bool,
    /// The recorded energy, in kilocalories.
    pub recorded: Option<u32>,
    /// How it was come by.
    pub recorded_by: Method,
    /// The computed energy, in kilocalories.
    pub computed: Option<u32>,
    /// What would be recorded; none: nothing.
    #[serde(skip)]
    pub becomes: Option<NutritionFacts>,
}

/// How often each outcome came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The same number.
    pub unchanged: u64,
    /// Another number within the tolerance, or one where there was none.
    pub changed: u64,
    /// Further off than the tolerance.
    pub out_of_tolerance: u64,
    /// Not to be computed.
    pub not_computable: u64,
    /// Of all of those, facts that somebody stated.
    pub hand_entered: u64,
}

/// What the method gives for every recipe with facts. `tolerance` is in percent of the recorded number; `day`
/// is the day of the computation, with which new facts are dated.
#[must_use]
pub fn compare(
    recipes: &BTreeMap<RecipeId, Surveyed>,
    method: &Method,
    tolerance: u32,
    day: NaiveDate,
) -> Vec<Compared> {
    let with_facts = |(id, surveyed): (&RecipeId, &Surveyed)| {
        let facts = surveyed.recipe.content.nutrition.as_ref()?;
        let computed = atwater(facts, method.version());
        let hand_entered = facts.method.name() == Method::STATED.name();
        let archived = surveyed.recipe.archived;
        let may = !hand_entered && !archived;
        Some(Compared {
            recipe_id: *id,
            title: surveyed.title().to_owned(),
            outcome: outcome(facts.calories, computed, tolerance),
            hand_entered,
            archived,
            recorded: facts.calories,
            recorded_by: facts.method.clone(),
            computed,
            becomes: computed
                .filter(|_| may)
                .and_then(|calories| becomes(facts, method, calories, day)),
        })
    };
    recipes.iter().filter_map(with_facts).collect()
}

fn outcome(recorded: Option<u32>, computed: Option<u32>, tolerance: u32) -> Outcome {
    let (recorded, computed) = match (recorded, computed) {
        (_, None) => return Outcome::NotComputable,
        (None, Some(_)) => return Outcome::Changed,
        (Some(recorded), Some(computed)) => (u64::from(recorded), u64::from(computed)),
    };
    match recorded.abs_diff(computed) {
        0 => Outcome::Unchanged,
        off if off * 100 > recorded * u64::from(tolerance) => Outcome::OutOfTolerance,
        _ => Outcome::Changed,
    }
}

/// The facts with the computed energy; none where they say so already.
fn becomes(facts: &NutritionFacts, method: &Method, calories: u32, day: NaiveDate) -> Option<NutritionFacts> {
    if facts.calories == Some(calories) && facts.method == *method {
        return None;
    }
    Some(NutritionFacts {
        calories: Some(calories),
        method: method.clone(),
        measured_on: Some(day),
        ..facts.clone()
    })
}

/// How often each outcome came.
#[must_use]
pub fn counts(compared: &[Compared]) -> Counts {
    let mut counts = Counts::default();
    for one in compared {
        counts.hand_entered += u64::from(one.hand_entered);
        match one.outcome {
            Outcome::Unchanged => counts.unchanged += 1,
            Outcome::Changed => counts.changed += 1,
            Outcome::OutOfTolerance => counts.out_of_tolerance += 1,
            Outcome::NotComputable => counts.not_computable += 1,
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::arbitrary::nutrition;
    use heirloom_events::recipe::{Content, Recipe};
    use proptest::prelude::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 2, 3).unwrap()
    }

    fn facts(calories: Option<u32>, method: Method) -> NutritionFacts {
        let grams = |n: i128| heirloom_events::values::Quantity::new(n, 1).ok();
        NutritionFacts {
            calories,
            protein_g: grams(10),
            total_fat_g: grams(5),
            total_carbs_g: grams(30),
            dietary_fiber_g: grams(6),
            ..NutritionFacts::new(method)
        }
    }

    fn one(facts: NutritionFacts, archived: bool) -> BTreeMap<RecipeId, Surveyed> {
        let content = Content {
            title: "Pie".into(),
            nutrition: Some(facts),
            ..Content::default()
        };
        let recipe = Recipe {
            content,
            archived,
            ..Recipe::default()
        };
        let surveyed = Surveyed {
            recipe,
            ..Surveyed::default()
        };
        BTreeMap::from([(RecipeId::derived("pie"), surveyed)])
    }

    fn compared(facts: NutritionFacts) -> Compared {
        compare(&one(facts, false), &Method::ATWATER_2, 10, day()).remove(0)
    }

    #[test]
    fn the_outcome_tells_how_far_the_numbers_are_apart() {
        // 10 × 4 + 5 × 9 + 24 × 4 + 6 × 2 = 193
        let outcome = |calories| compared(facts(calories, Method::ATWATER_1)).outcome;
        assert_eq!(outcome(Some(193)), Outcome::Unchanged);
        assert_eq!(outcome(Some(205)), Outcome::Changed);
        assert_eq!(outcome(Some(250)), Outcome::OutOfTolerance);
        assert_eq!(outcome(Some(0)), Outcome::OutOfTolerance);
        assert_eq!(outcome(None), Outcome::Changed);
        assert_eq!(
            compared(NutritionFacts::stated(1)).outcome,
            Outcome::NotComputable
        );
    }

    #[test]
    fn stated_facts_are_compared_and_never_overwritten() {
        for calories in [None, Some(193), Some(900)] {
            let stated = compared(facts(calories, Method::STATED));
            assert!(stated.hand_entered && stated.becomes.is_none(), "{stated:?}");
            assert_eq!(stated.computed, Some(193));
        }
    }

    #[test]
    fn archived_recipes_are_compared_and_left_alone() {
        let all = compare(
            &one(facts(Some(1), Method::ATWATER_1), true),
            &Method::ATWATER_2,
            10,
            day(),
        );
        assert!(all[0].archived && all[0].becomes.is_none());
    }

    #[test]
    fn a_method_that_does_not_compute_is_named_beside_those_that_do() {
        assert_eq!(computing("atwater@2"), Ok(Method::ATWATER_2));
        for asked in ["stated@1", "atwater@3", "atwater", ""] {
            let message = computing(asked).unwrap_err().to_string();
            assert!(message.ends_with("knows `atwater@1`, `atwater@2`"), "{message}");
        }
    }

    proptest! {
        #[test]
        fn what_was_recorded_anew_needs_nothing_more(facts in nutrition(), later in 0..99_u64) {
            if let Some(becomes) = compared(facts.clone()).becomes {
                prop_assert_eq!((&becomes.protein_g, &becomes.source), (&facts.protein_g, &facts.source));
                let again = compare(&one(becomes, false), &Method::ATWATER_2, 0, day() + chrono::Days::new(later));
                prop_assert_eq!((again[0].outcome, &again[0].becomes), (Outcome::Unchanged, &None));
            }
        }
    }
}
