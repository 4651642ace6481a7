//! Whether every recipe that is planned, or that a line stands for, was ever written down (S8.3). One that was put away stays known.
//!
//! A meal that a plan names and that nobody ever put together is no fault: then what was planned counts, which
//! stands in the plan itself.

use std::collections::{BTreeMap, HashSet};

use heirloom_events::meal::MealEvent;
use heirloom_events::plan::PlanEvent;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::values::{HouseholdId, RecipeId};
use heirloom_events::{Event, Recorded, StreamType};

/// What one household's events refer to, and what they bring.
#[derive(Default)]
pub(super) struct Dangling {
    known: HashSet<RecipeId>,
    /// Each recipe with the first that refers to it.
    referred: BTreeMap<RecipeId, String>,
}

impl Dangling {
    /// Takes the household's next event in.
    pub(super) fn take(&mut self, event: &Recorded) {
        let id = &event.stream.aggregate_id;
        if event.stream.aggregate_type == StreamType::Recipe {
            self.known.extend(id.parse::<RecipeId>());
        }
        for part in event.events.iter() {
            let (who, main, sides): (_, _, Vec<RecipeId>) = match part {
                Event::Plan(PlanEvent::MealSelected(e)) => {
                    let week = e.planned_date.format("%G-W%V");
                    let who = format!("the plan of {week} at position {}", event.position);
                    let sides = e.sides.iter().map(|side| side.recipe_id).collect();
                    (who, e.main_recipe_id, sides)
                }
                Event::Meal(MealEvent::MealCreated(e)) => {
                    (format!("meal `{}`", e.name), e.main_recipe_id, e.sides.clone())
                }
                Event::Meal(MealEvent::MealComposed(e)) => {
                    (format!("meal {id}"), e.main_recipe_id, e.sides.clone())
                }
                Event::Recipe(RecipeEvent::IngredientLineReferenceSet(e)) => {
                    let Some(recipe) = e.recipe_id else { continue };
                    (format!("a line of recipe {id}"), recipe, Vec::new())
                }
                _ => continue,
            };
            for recipe in sides.into_iter().chain([main]) {
                self.referred.entry(recipe).or_insert_with(|| who.clone());
            }
        }
    }

    /// The household's last event was taken: what dangles, in words, in the order of the recipes' ids.
    pub(super) fn found(self, household: HouseholdId) -> Vec<String> {
        let Self { known, referred } = self;
        let dangling = referred.into_iter().filter(|(recipe, _)| !known.contains(recipe));
        dangling
            .map(|(recipe, who)| {
                format!(
                    "household {household}: {who} wants recipe {recipe}, which nobody ever wrote down; take it off, \
                     or write the recipe down under that id"
                )
            })
            .collect()
    }
}
