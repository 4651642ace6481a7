//! Sets how many servings of a selected meal are cooked.

use chrono::NaiveDate;
use heirloom_events::limits;
use heirloom_events::plan::{MealServingsSet, PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;
use serde::{Deserialize, Serialize};

use super::standing;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets how many servings of a selected meal are cooked. (`set_servings` is a recipe's.)
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetMealServings {
    /// The selection.
    pub selection_id: SelectionId,
    /// A day of the week in which it stands.
    pub planned_date: NaiveDate,
    /// How many, from 1 to 100,000; none: as many as each recipe says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub servings: Option<u32>,
}

impl SetMealServings {
    /// # Errors
    /// Where there is no such selection in that week, it was cleared, or the number is out of bounds.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        let (selection_id, servings) = (self.selection_id, self.servings);
        validate::number("servings", servings, 1, limits::SERVINGS)?;
        match standing(week, selection_id, self.planned_date)?.servings == servings {
            true => Ok(vec![]),
            false => Ok(vec![
                MealServingsSet {
                    selection_id,
                    servings,
                }
                .into(),
            ]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    fn command(servings: Option<u32>) -> SetMealServings {
        SetMealServings {
            selection_id: tart_selection(),
            planned_date: day("2026-03-04"),
            servings,
        }
    }

    fn event(servings: Option<u32>) -> PlanEvent {
        let selection_id = tart_selection();
        MealServingsSet {
            selection_id,
            servings,
        }
        .into()
    }

    #[test]
    fn servings_are_set_once_and_taken_away() {
        let selected = || selected_tart("2026-03-04").into();
        check([selected()], command(Some(6)), Ok(vec![event(Some(6))]));
        check([selected(), event(Some(6))], command(Some(6)), Ok(vec![]));
        check([selected(), event(Some(6))], command(None), Ok(vec![event(None)]));
    }

    #[test]
    fn nobody_cooks_for_none_or_for_millions() {
        for n in [0, limits::SERVINGS + 1] {
            check([], command(Some(n)), Err("is out of bounds; give 1 to 100000"));
        }
    }

    #[test]
    fn a_meal_that_is_not_on_the_plan_is_an_error() {
        check([], command(Some(6)), Err("there is no selected meal"));
        check(
            said_of_the_tart(),
            command(Some(9)),
            Err("was cleared off the plan"),
        );
    }
}
