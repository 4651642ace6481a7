//! Selects a meal for a day.

use chrono::NaiveDate;
use heirloom_events::plan::{MealSelected, MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::{RecipeId, SelectionId};
use serde::{Deserialize, Serialize};

use super::Dishes;
use super::week::plannable;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many meals a week may hold.
const A_WEEK: usize = 200;

/// Selects a meal for a day: a main dish with up to three sides, each in a slot of its own that may stay
/// empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectMeal {
    /// Its id; a new one where none is given.
    #[serde(default)]
    pub selection_id: SelectionId,
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// The first side slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_recipe_1: Option<RecipeId>,
    /// The second side slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_recipe_2: Option<RecipeId>,
    /// The third side slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_recipe_3: Option<RecipeId>,
    /// The day, from 1900 to 2999.
    pub planned_date: NaiveDate,
    /// Whether the shopping list leaves it out.
    #[serde(default)]
    pub exclude_from_shopping: bool,
}

impl SelectMeal {
    /// The recipes that it names.
    pub fn dishes(&self) -> impl Iterator<Item = RecipeId> {
        let sides = [self.side_recipe_1, self.side_recipe_2, self.side_recipe_3];
        std::iter::once(self.main_recipe_id).chain(sides.into_iter().flatten())
    }

    /// # Errors
    /// Where a recipe does not exist or is archived, the day is out of bounds, the week is full, or the id
    /// stands for another selection.
    pub fn decide(&self, week: &WeekPlan, dishes: &Dishes) -> Result<Vec<PlanEvent>, Refusal> {
        plannable("planned_date", self.planned_date)?;
        let wanted = MealSelection {
            main_recipe_id: self.main_recipe_id,
            sides: [self.side_recipe_1, self.side_recipe_2, self.side_recipe_3],
            planned_date: self.planned_date,
            exclude_from_shopping: self.exclude_from_shopping,
        };
        match week.selections.get(&self.selection_id) {
            Some(there) if *there == wanted => return Ok(vec![]),
            Some(_) => {
                return Err(Refusal::AlreadyExists {
                    what: "selected meal",
                    id: self.selection_id.to_string(),
                    hint: "move or remove that one, or leave the id out",
                });
            }
            None => {}
        }
        self.dishes().try_for_each(|id| dishes.check(id))?;
        validate::list("the week's plan", week.selections.len() + 1, A_WEEK)?;
        Ok(vec![selection_event(self.selection_id, &wanted)])
    }
}

/// The event that selects this meal.
pub(crate) fn selection_event(selection_id: SelectionId, meal: &MealSelection) -> PlanEvent {
    let [side_recipe_1, side_recipe_2, side_recipe_3] = meal.sides;
    MealSelected {
        selection_id,
        main_recipe_id: meal.main_recipe_id,
        side_recipe_1,
        side_recipe_2,
        side_recipe_3,
        planned_date: meal.planned_date,
        exclude_from_shopping: meal.exclude_from_shopping,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    #[test]
    fn a_meal_is_selected_with_gaps_between_its_sides() {
        let command = SelectMeal {
            side_recipe_3: Some(recipe("salad")),
            ..tart_on("2026-03-04")
        };
        let event = MealSelected {
            side_recipe_3: Some(recipe("salad")),
            ..selected_tart("2026-03-04")
        };
        check([], command.clone(), Ok(vec![event.clone().into()]));
        check([event.into()], command, Ok(vec![]));
    }

    #[test]
    fn unknown_and_archived_dishes_are_refused() {
        let with_side = |name| SelectMeal {
            side_recipe_2: Some(recipe(name)),
            ..tart_on("2026-03-04")
        };
        check([], with_side("unheard of"), Err("there is no recipe"));
        check([], with_side("archived"), Err("is archived"));
    }

    #[test]
    fn an_id_stands_for_one_meal() {
        let given = [selected_tart("2026-03-05").into()];
        check(
            given,
            tart_on("2026-03-04"),
            Err("exists already; move or remove that one"),
        );
    }

    #[test]
    fn a_day_that_no_calendar_shows_is_refused() {
        check([], tart_on("+262142-01-01"), Err("planned_date is not valid"));
    }
}
