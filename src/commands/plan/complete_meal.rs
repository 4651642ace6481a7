//! Notes that a selected meal was cooked and eaten.

use chrono::{DateTime, NaiveDate, Utc};
use heirloom_events::plan::{MealCompleted, PlanEvent, WeekPlan};
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::values::SelectionId;
use serde::{Deserialize, Serialize};

use super::{Dishes, selected, standing};
use crate::commands::recipe::MarkCooked;
use crate::commands::refusal::Refusal;

/// Notes that a selected meal was cooked and eaten: in the plan, and in the same transaction in the history
/// of its main recipe, unless that is archived. Given again it changes nothing (the application counted a
/// cooking each time).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompleteMeal {
    /// The selection.
    pub selection_id: SelectionId,
    /// A day of the week in which it stands.
    pub planned_date: NaiveDate,
    /// When; now, where it is not given.
    #[serde(default = "Utc::now")]
    pub completed_at: DateTime<Utc>,
    /// Whether the cooking stands in the recipe's history already: then it is not noted there again. For imports.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub already_cooked: bool,
}

impl CompleteMeal {
    /// What happens in the plan.
    ///
    /// # Errors
    /// Where there is no such selection in that week, or it was cleared.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        let selection_id = self.selection_id;
        if selected(week, selection_id, self.planned_date)?
            .completed_at
            .is_some()
        {
            return Ok(vec![]);
        }
        standing(week, selection_id, self.planned_date)?;
        let completed_at = self.completed_at;
        Ok(vec![
            MealCompleted {
                selection_id,
                completed_at,
            }
            .into(),
        ])
    }

    /// The cooking of the main recipe that goes with it; none where the meal was completed before, or the
    /// recipe takes no edits.
    #[must_use]
    pub fn cooking(&self, week: &WeekPlan, dishes: &Dishes) -> Option<(MarkCooked, Vec<RecipeEvent>)> {
        let selection = week.selections.get(&self.selection_id)?;
        if selection.completed_at.is_some() || self.already_cooked {
            return None;
        }
        let cooking = MarkCooked {
            recipe_id: dishes.main_of(selection),
            cooked_at: self.completed_at,
        };
        let events = cooking.decide(dishes.recipes.get(&cooking.recipe_id)?).ok()?;
        Some((cooking, events))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;
    use heirloom_events::Stream as _;
    use heirloom_events::plan::MealSelected;
    use heirloom_events::recipe::RecipeCooked;

    fn at(hour: u32) -> DateTime<Utc> {
        format!("2026-03-04T{hour:02}:00:00Z").parse().unwrap()
    }

    fn command(hour: u32) -> CompleteMeal {
        CompleteMeal {
            selection_id: tart_selection(),
            planned_date: day("2026-03-04"),
            completed_at: at(hour),
            already_cooked: false,
        }
    }

    fn completed(hour: u32) -> PlanEvent {
        let selection_id = tart_selection();
        MealCompleted {
            selection_id,
            completed_at: at(hour),
        }
        .into()
    }

    fn cooking(selected: MealSelected) -> Option<(MarkCooked, Vec<RecipeEvent>)> {
        let mut week = WeekPlan::default();
        week.apply(selected.into());
        command(18).cooking(&week, &dishes())
    }

    #[test]
    fn a_meal_is_completed_once() {
        let selected = || selected_tart("2026-03-04").into();
        check([selected()], command(18), Ok(vec![completed(18)]));
        check([selected(), completed(18)], command(18), Ok(vec![]));
        check([selected(), completed(18)], command(21), Ok(vec![]));
    }

    #[test]
    fn its_main_recipe_is_cooked_with_it() {
        let (cooked, events) = cooking(selected_tart("2026-03-04")).unwrap();
        assert_eq!(cooked.recipe_id, recipe("leek tart"));
        assert_eq!(events, [RecipeCooked { cooked_at: at(18) }.into()]);
    }

    #[test]
    fn the_main_recipe_is_that_of_the_meal_that_is_followed() {
        let planned_as_salad = MealSelected {
            meal_id: Some(supper()),
            main_recipe_id: recipe("salad"),
            ..selected_tart("2026-03-04")
        };
        let (cooked, _) = cooking(planned_as_salad).unwrap();
        assert_eq!(cooked.recipe_id, recipe("leek tart"));
    }

    #[test]
    fn an_archived_recipe_is_left_alone() {
        let archived = MealSelected {
            main_recipe_id: recipe("archived"),
            ..selected_tart("2026-03-04")
        };
        assert_eq!(cooking(archived), None);
    }
}
