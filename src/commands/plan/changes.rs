//! From what a selected meal was to what it is to be: the events that lead there.

use heirloom_events::plan::{
    MealCleared, MealCompleted, MealMoved, MealRemoved, MealReopened, MealSelected, MealSelection,
    MealServingsSet, MealShoppingSet, PlanEvent,
};
use heirloom_events::values::SelectionId;

/// The events that select this meal, with all that is known of it.
pub(crate) fn selection_events(selection_id: SelectionId, meal: &MealSelection) -> Vec<PlanEvent> {
    let planned = MealSelected {
        selection_id,
        meal_id: meal.meal_id,
        main_recipe_id: meal.main_recipe_id,
        sides: meal.sides.clone(),
        planned_date: meal.planned_date,
        shopping_mode: meal.shopping_mode,
    };
    let mut events = vec![planned.into()];
    let fresh = MealSelection {
        servings: None,
        completed_at: None,
        cleared: false,
        ..meal.clone()
    };
    events.extend(marks_between(selection_id, &fresh, meal));
    events
}

/// The events that lead from one to the other; the place in the week is not looked at.
pub(crate) fn events_between(
    selection_id: SelectionId,
    before: Option<&MealSelection>,
    after: Option<&MealSelection>,
) -> Vec<PlanEvent> {
    match (before, after) {
        (None, None) => vec![],
        (Some(_), None) => vec![MealRemoved { selection_id }.into()],
        (None, Some(after)) => selection_events(selection_id, after),
        (Some(before), Some(after)) if anew(before, after) => selection_events(selection_id, after),
        (Some(before), Some(after)) => marks_between(selection_id, before, after),
    }
}

/// Whether no single event leads there: other dishes, or back onto the plan.
fn anew(before: &MealSelection, after: &MealSelection) -> bool {
    let dishes = |meal: &MealSelection| (meal.meal_id, meal.main_recipe_id, meal.sides.clone());
    dishes(before) != dishes(after) || (before.cleared && !after.cleared)
}

fn marks_between(
    selection_id: SelectionId,
    before: &MealSelection,
    after: &MealSelection,
) -> Vec<PlanEvent> {
    let mut events: Vec<PlanEvent> = Vec::new();
    if before.planned_date != after.planned_date {
        let planned_date = after.planned_date;
        events.push(MealMoved { selection_id, planned_date }.into());
    }
    if before.shopping_mode != after.shopping_mode {
        let shopping_mode = after.shopping_mode;
        events.push(MealShoppingSet { selection_id, shopping_mode }.into());
    }
    if before.servings != after.servings {
        let servings = after.servings;
        events.push(MealServingsSet { selection_id, servings }.into());
    }
    match after.completed_at {
        at if before.completed_at == at => {}
        Some(completed_at) => events.push(MealCompleted { selection_id, completed_at }.into()),
        None => events.push(MealReopened { selection_id }.into()),
    }
    if after.cleared && !before.cleared {
        events.push(MealCleared { selection_id }.into());
    }
    events
}

#[cfg(test)]
mod tests {
    use heirloom_events::Stream as _;
    use heirloom_events::plan::WeekPlan;
    use heirloom_events::values::{ShoppingMode, Side};
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::commands::plan::testing::*;

    fn selections() -> impl Strategy<Value = MealSelection> {
        let mode = prop::sample::select(ShoppingMode::ALL.to_vec());
        let dishes = (any::<bool>(), prop::sample::select(vec!["leek tart", "salad"]), any::<bool>());
        let marks = (option::of(1..3_u32), option::of(0..2_i64), any::<bool>());
        (dishes, 1..4_u32, mode, marks).prop_map(|((follows, main, side), of_march, shopping_mode, marks)| {
            let sides = Side::in_slots([None, side.then(|| recipe("salad"))]);
            MealSelection {
                meal_id: follows.then(supper),
                shopping_mode,
                servings: marks.0,
                completed_at: marks.1.and_then(|n| chrono::DateTime::from_timestamp(n, 0)),
                cleared: marks.2,
                ..MealSelection::planned(recipe(main), sides, day(&format!("2026-03-{of_march:02}")))
            }
        })
    }

    proptest! {
        #[test]
        fn the_events_between_two_lead_from_the_one_to_the_other(
            before in option::of(selections()), after in option::of(selections()),
        ) {
            let id = tart_selection();
            let mut week = WeekPlan::default();
            let begun = events_between(id, None, before.as_ref());
            begun.into_iter().for_each(|event| week.apply(event));
            prop_assert_eq!(week.selections.get(&id), before.as_ref());
            let events = events_between(id, before.as_ref(), after.as_ref());
            events.into_iter().for_each(|event| week.apply(event));
            prop_assert_eq!(week.selections.get(&id), after.as_ref());
        }
    }
}
