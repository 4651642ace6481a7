//! The events that make one planned meal of another.

use heirloom_events::plan::{
    MealCleared, MealCompleted, MealMoved, MealRemoved, MealReopened, MealSelected, MealSelection,
    MealServingsSet, MealShoppingSet, PlanEvent,
};
use heirloom_events::values::SelectionId;

/// The events that lead from one state of a selected meal to another; none stands for "not there".
///
/// Law: applied to a week where the meal is `from`, they make it `to`, but for its position, which is that of
/// the week's other meals too.
pub(crate) fn way(
    id: SelectionId,
    from: Option<&MealSelection>,
    to: Option<&MealSelection>,
) -> Vec<PlanEvent> {
    match (from, to) {
        (_, None) => from
            .map(|_| MealRemoved { selection_id: id }.into())
            .into_iter()
            .collect(),
        (Some(from), Some(to)) if is_changed_to(from, to) => changes(id, from, to),
        (_, Some(to)) => {
            let mut events = vec![selection_event(id, to)];
            events.extend(changes(id, &selected(to), to));
            events
        }
    }
}

/// The event that selects this meal.
pub(crate) fn selection_event(selection_id: SelectionId, meal: &MealSelection) -> PlanEvent {
    MealSelected {
        selection_id,
        meal_id: meal.meal_id,
        main_recipe_id: meal.main_recipe_id,
        sides: meal.sides.clone(),
        planned_date: meal.planned_date,
        shopping_mode: meal.shopping_mode,
    }
    .into()
}

/// The meal as [`selection_event`] leaves it.
pub(crate) fn selected(meal: &MealSelection) -> MealSelection {
    MealSelection {
        servings: None,
        completed_at: None,
        cleared: false,
        position: 0,
        ..meal.clone()
    }
}

/// Whether there are events for each thing that differs; else it is selected anew.
fn is_changed_to(from: &MealSelection, to: &MealSelection) -> bool {
    let dishes = |meal: &MealSelection| (meal.meal_id, meal.main_recipe_id, meal.sides.clone());
    dishes(from) == dishes(to) && (to.cleared || !from.cleared)
}

fn changes(selection_id: SelectionId, from: &MealSelection, to: &MealSelection) -> Vec<PlanEvent> {
    let mut events: Vec<PlanEvent> = Vec::new();
    let (planned_date, shopping_mode, servings) = (to.planned_date, to.shopping_mode, to.servings);
    if from.planned_date != planned_date {
        events.push(
            MealMoved {
                selection_id,
                planned_date,
            }
            .into(),
        );
    }
    if from.shopping_mode != shopping_mode {
        events.push(
            MealShoppingSet {
                selection_id,
                shopping_mode,
            }
            .into(),
        );
    }
    if from.servings != servings {
        events.push(
            MealServingsSet {
                selection_id,
                servings,
            }
            .into(),
        );
    }
    if from.completed_at != to.completed_at {
        events.push(match to.completed_at {
            Some(completed_at) => MealCompleted {
                selection_id,
                completed_at,
            }
            .into(),
            None => MealReopened { selection_id }.into(),
        });
    }
    if to.cleared && !from.cleared {
        events.push(MealCleared { selection_id }.into());
    }
    events
}

#[cfg(test)]
mod tests {
    use heirloom_events::Stream;
    use heirloom_events::plan::WeekPlan;
    use heirloom_events::values::{ShoppingMode, Side};

    use super::*;
    use crate::commands::plan::testing::*;

    /// A meal in each state that matters, and that there is none.
    fn states() -> Vec<Option<MealSelection>> {
        let tart = MealSelection::planned(recipe("leek tart"), vec![], day("2026-03-04"));
        let sides = Side::in_order([recipe("salad")]);
        let completed_at = "2026-03-04T18:00:00Z".parse().ok();
        let meals = [
            tart.clone(),
            MealSelection {
                sides,
                ..tart.clone()
            },
            MealSelection {
                servings: Some(6),
                completed_at,
                ..tart.clone()
            },
            MealSelection {
                cleared: true,
                completed_at,
                ..tart.clone()
            },
            MealSelection {
                shopping_mode: ShoppingMode::None,
                ..tart.clone()
            },
            MealSelection {
                planned_date: day("2026-03-06"),
                ..tart
            },
        ];
        meals.map(Some).into_iter().chain([None]).collect()
    }

    #[test]
    fn the_way_from_any_state_to_any_other_leads_there() {
        let id = tart_selection();
        for from in states() {
            for to in states() {
                let mut week = WeekPlan::default();
                week.selections.extend(from.clone().map(|meal| (id, meal)));
                let events = way(id, from.as_ref(), to.as_ref());
                assert_eq!(events.is_empty(), from == to, "{from:?} to {to:?}: {events:?}");
                events.into_iter().for_each(|event| week.apply(event));
                assert_eq!(week.selections.get(&id), to.as_ref(), "from {from:?}");
            }
        }
    }
}
