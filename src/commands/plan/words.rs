//! What happened to a week's plan, in plain words.

use heirloom_events::plan::{PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;

/// One event in words, seen from the week before it.
#[must_use]
pub fn in_words(before: &WeekPlan, event: &PlanEvent) -> String {
    let day = |id: &SelectionId| {
        before
            .selections
            .get(id)
            .map(|s| s.planned_date.to_string())
            .unwrap_or_default()
    };
    match event {
        PlanEvent::MealSelected(e) => format!("a meal selected for {}", e.planned_date),
        PlanEvent::MealMoved(e) => {
            format!("a meal moved from {} to {}", day(&e.selection_id), e.planned_date)
        }
        PlanEvent::MealRemoved(e) => format!("the meal of {} removed", day(&e.selection_id)),
        PlanEvent::PlanReordered(_) => "the meals put into another order".to_owned(),
        PlanEvent::MealServingsSet(e) => {
            let servings = e
                .servings
                .map_or("as the recipe says".to_owned(), |n| n.to_string());
            format!(
                "the servings of the meal of {} set: {servings}",
                day(&e.selection_id)
            )
        }
        PlanEvent::MealCompleted(e) => format!("the meal of {} completed", day(&e.selection_id)),
        PlanEvent::MealReopened(e) => format!("the meal of {} opened again", day(&e.selection_id)),
        PlanEvent::MealCleared(e) => format!("the meal of {} cleared", day(&e.selection_id)),
        PlanEvent::MealShoppingSet(e) => {
            let mode = e.shopping_mode;
            format!(
                "the shopping mode of the meal of {} set: {mode}",
                day(&e.selection_id)
            )
        }
        PlanEvent::DietaryConstraintsSet(e) => {
            let diets = e
                .diets
                .as_ref()
                .map_or("none".to_owned(), |diets| diets.to_text());
            format!("the diets of the week set: {diets}")
        }
    }
}
