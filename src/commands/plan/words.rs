//! What happened to a week's plan, in plain words.

use heirloom_events::plan::{PlanEvent, WeekPlan};
use heirloom_events::values::{SelectionId, ShoppingMode};

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
        PlanEvent::MealServingsSet(e) => match e.servings {
            Some(n) => format!("the meal of {} set to {n} servings", day(&e.selection_id)),
            None => format!("the servings of the meal of {} left to its recipes", day(&e.selection_id)),
        },
        PlanEvent::MealCompleted(e) => format!("the meal of {} completed", day(&e.selection_id)),
        PlanEvent::MealReopened(e) => format!("the meal of {} reopened", day(&e.selection_id)),
        PlanEvent::MealCleared(e) => format!("the meal of {} cleared", day(&e.selection_id)),
        PlanEvent::MealShoppingSet(e) => {
            format!("of the meal of {} {} to buy", day(&e.selection_id), bought(e.shopping_mode))
        }
        PlanEvent::DietaryConstraintsSet(e) => match &e.diets {
            Some(diets) => format!("the week is to suit `{}`", diets.to_text()),
            None => "the week is to suit no diet in particular".to_owned(),
        },
    }
}

fn bought(mode: ShoppingMode) -> &'static str {
    match mode {
        ShoppingMode::All => "everything",
        ShoppingMode::ProduceOnly => "only produce",
        ShoppingMode::None => "nothing",
    }
}
