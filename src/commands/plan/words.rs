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
    }
}
