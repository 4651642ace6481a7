//! Selects a meal for a day.

use chrono::NaiveDate;
use heirloom_events::plan::{MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::{RecipeId, SelectionId, ShoppingMode, Side};
use serde::{Deserialize, Serialize};

use super::Dishes;
use super::way::{selected, selection_event};
use super::week::plannable;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many meals a week may hold.
const A_WEEK: usize = 200;

/// How many sides a meal may have.
const SIDES: usize = 100;

/// Selects a meal for a day: a main dish with any number of `sides`; or with up to three, each in a slot of
/// its own that may stay empty.
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
    /// The sides in their order, instead of the slots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<Vec<RecipeId>>,
    /// The day, from 1900 to 2999.
    pub planned_date: NaiveDate,
    /// Whether the shopping list leaves it out: an older way to say `shopping_mode`.
    #[serde(default)]
    pub exclude_from_shopping: bool,
    /// What of it goes on the shopping list; all, where nothing else is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shopping_mode: Option<ShoppingMode>,
}

impl SelectMeal {
    /// The recipes that it names.
    pub fn dishes(&self) -> impl Iterator<Item = RecipeId> {
        let sides = self.sides.clone().unwrap_or_default();
        let in_slots = self.slots().into_iter().flatten();
        std::iter::once(self.main_recipe_id).chain(sides).chain(in_slots)
    }

    fn slots(&self) -> [Option<RecipeId>; 3] {
        [self.side_recipe_1, self.side_recipe_2, self.side_recipe_3]
    }

    fn all_sides(&self) -> Result<Vec<Side>, Refusal> {
        let Some(sides) = &self.sides else {
            return Ok(Side::in_slots(self.slots()));
        };
        if self.slots().iter().any(Option::is_some) {
            let why = "sides are given as a list and in slots; leave `side_recipe_1` to `side_recipe_3` out";
            return Err(Refusal::invalid("sides", why.to_owned()));
        }
        validate::list("the meal's sides", sides.len(), SIDES)?;
        Ok(Side::in_order(sides.iter().copied()))
    }

    fn mode(&self) -> Result<ShoppingMode, Refusal> {
        let mode = self.shopping_mode;
        match mode {
            Some(mode) if self.exclude_from_shopping && !mode.excludes() => {
                let why = format!("`{mode}` and `exclude_from_shopping` contradict each other; give one");
                Err(Refusal::invalid("shopping_mode", why))
            }
            Some(mode) => Ok(mode),
            None => Ok(ShoppingMode::from_excluded(self.exclude_from_shopping)),
        }
    }

    /// # Errors
    /// Where a recipe does not exist or is archived, the day is out of bounds, the week is full, sides or
    /// shopping mode are given in two ways, or the id stands for another selection.
    pub fn decide(&self, week: &WeekPlan, dishes: &Dishes) -> Result<Vec<PlanEvent>, Refusal> {
        plannable("planned_date", self.planned_date)?;
        let wanted = MealSelection {
            shopping_mode: self.mode()?,
            ..MealSelection::planned(self.main_recipe_id, self.all_sides()?, self.planned_date)
        };
        match week.selections.get(&self.selection_id) {
            Some(there) if selected(there) == wanted => return Ok(vec![]),
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

#[cfg(test)]
mod tests {
    use heirloom_events::plan::MealSelected;

    use super::*;
    use crate::commands::plan::testing::*;

    #[test]
    fn a_meal_is_selected_with_gaps_between_its_sides() {
        let command = SelectMeal {
            side_recipe_3: Some(recipe("salad")),
            ..tart_on("2026-03-04")
        };
        let event = MealSelected {
            sides: Side::in_slots([None, None, Some(recipe("salad"))]),
            ..selected_tart("2026-03-04")
        };
        check([], command.clone(), Ok(vec![event.clone().into()]));
        check([event.into()], command, Ok(vec![]));
    }

    #[test]
    fn sides_are_given_as_a_list_or_in_slots_but_not_both() {
        let salads = vec![recipe("salad"); 4];
        let command = SelectMeal {
            sides: Some(salads.clone()),
            ..tart_on("2026-03-04")
        };
        let event = MealSelected {
            sides: Side::in_order(salads),
            ..selected_tart("2026-03-04")
        };
        check([], command.clone(), Ok(vec![event.into()]));
        let both = SelectMeal {
            side_recipe_1: Some(recipe("salad")),
            ..command
        };
        check([], both, Err("as a list and in slots"));
    }

    #[test]
    fn leaving_out_is_the_mode_none_and_must_not_contradict_one() {
        let excluded = SelectMeal {
            exclude_from_shopping: true,
            ..tart_on("2026-03-04")
        };
        let event = MealSelected {
            shopping_mode: ShoppingMode::None,
            ..selected_tart("2026-03-04")
        };
        check([], excluded.clone(), Ok(vec![event.into()]));
        let contradicting = SelectMeal {
            shopping_mode: Some(ShoppingMode::ProduceOnly),
            ..excluded
        };
        check([], contradicting, Err("contradict each other"));
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
