//! Selects a meal for a day.

use chrono::NaiveDate;
use heirloom_events::limits;
use heirloom_events::plan::{MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::{MealId, RecipeId, SelectionId, ShoppingMode, Side};
use serde::{Deserialize, Serialize};

use super::Dishes;
use super::way::way;
use super::week::{plannable, room_for};
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Selects a meal for a day: a meal of the household, which the plan follows, or a main dish with sides.
///
/// ```
/// use heirloom::commands::plan::SelectMeal;
/// use heirloom::events::values::RecipeId;
/// let tart = SelectMeal {
///     sides: Some(vec![RecipeId::derived("salad")]),
///     ..SelectMeal::of_recipe(RecipeId::derived("leek tart"), "2026-03-04".parse().unwrap())
/// };
/// assert_eq!(tart.dishes().count(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelectMeal {
    /// Its id; a new one where none is given.
    #[serde(default)]
    pub selection_id: SelectionId,
    /// The meal that it is, and follows from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meal_id: Option<MealId>,
    /// The main dish; of a meal, where none is given, what the meal has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main_recipe_id: Option<RecipeId>,
    /// The sides in their order; of a meal, where none are given, what the meal has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<Vec<RecipeId>>,
    /// The first side slot, where sides stand in slots of which some may be empty.
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
    /// Whether the shopping list leaves it out: an older way to say `shopping_mode`.
    #[serde(default)]
    pub exclude_from_shopping: bool,
    /// What of it goes on the shopping list; none: everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shopping_mode: Option<ShoppingMode>,
    /// How many servings are cooked; none: as many as each recipe says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub servings: Option<u32>,
}

impl SelectMeal {
    /// A recipe for a day, under a new id.
    #[must_use]
    pub fn of_recipe(main_recipe_id: RecipeId, planned_date: NaiveDate) -> Self {
        Self {
            main_recipe_id: Some(main_recipe_id),
            ..Self::on(planned_date)
        }
    }

    /// A meal of the household for a day, under a new id.
    #[must_use]
    pub fn of_meal(meal_id: MealId, planned_date: NaiveDate) -> Self {
        Self {
            meal_id: Some(meal_id),
            ..Self::on(planned_date)
        }
    }

    /// Nothing yet for a day, under a new id: a main dish or a meal is to be named.
    #[must_use]
    pub fn on(planned_date: NaiveDate) -> Self {
        Self {
            selection_id: SelectionId::default(),
            meal_id: None,
            main_recipe_id: None,
            sides: None,
            side_recipe_1: None,
            side_recipe_2: None,
            side_recipe_3: None,
            planned_date,
            exclude_from_shopping: false,
            shopping_mode: None,
            servings: None,
        }
    }

    /// The recipes that it names itself.
    pub fn dishes(&self) -> impl Iterator<Item = RecipeId> + '_ {
        let listed = self.sides.iter().flatten().copied();
        let slots = self.slots().into_iter().flatten();
        self.main_recipe_id.into_iter().chain(listed).chain(slots)
    }

    fn slots(&self) -> [Option<RecipeId>; 3] {
        [self.side_recipe_1, self.side_recipe_2, self.side_recipe_3]
    }

    /// The sides that it names itself; none where it leaves them to its meal.
    fn given_sides(&self) -> Option<Vec<Side>> {
        let listed = self
            .sides
            .as_ref()
            .map(|sides| Side::in_order(sides.iter().copied()));
        let slots = Side::in_slots(self.slots());
        listed.or_else(|| (!slots.is_empty()).then_some(slots))
    }

    /// # Errors
    /// Where a recipe or the meal does not exist or is archived, the day is out of bounds, the week is full,
    /// or the id stands for another selection.
    pub fn decide(&self, week: &WeekPlan, dishes: &Dishes) -> Result<Vec<PlanEvent>, Refusal> {
        self.check()?;
        if let Some(there) = week.selections.get(&self.selection_id) {
            return self.given_again(there);
        }
        let planned = match self.meal_id {
            Some(id) => {
                let meal = dishes.meal(id)?;
                self.planned(meal.main_recipe_id, Side::in_order(meal.sides))?
            }
            None => self.planned(None, vec![])?,
        };
        planned.dishes().try_for_each(|id| dishes.check(id))?;
        room_for(&planned, week)?;
        Ok(way(self.selection_id, None, Some(&planned)))
    }

    fn mode(&self) -> Result<ShoppingMode, Refusal> {
        match self.shopping_mode {
            Some(mode) if self.exclude_from_shopping && !mode.excludes() => {
                let why = format!("`{mode}` and `exclude_from_shopping` contradict each other; give one");
                Err(Refusal::invalid("shopping_mode", why))
            }
            Some(mode) => Ok(mode),
            None => Ok(ShoppingMode::from_excluded(self.exclude_from_shopping)),
        }
    }

    fn check(&self) -> Result<(), Refusal> {
        plannable("planned_date", self.planned_date)?;
        validate::number("servings", self.servings, 1, limits::SERVINGS)?;
        let slots = self.slots().iter().any(Option::is_some);
        validate::one_of(
            ("sides", self.sides.is_some()),
            ("side_recipe_1` to `side_recipe_3", slots),
        )?;
        validate::list(
            "sides",
            self.sides.iter().flatten().count(),
            limits::SELECTION_SIDES,
        )?;
        Ok(())
    }

    /// What it plans, with these dishes where it names none.
    fn planned(&self, main: Option<RecipeId>, sides: Vec<Side>) -> Result<MealSelection, Refusal> {
        let main = self.main_recipe_id.or(main).ok_or_else(|| {
            Refusal::invalid(
                "main_recipe_id",
                "it is not given, and no `meal_id` either; give one of the two",
            )
        })?;
        let sides = self.given_sides().unwrap_or(sides);
        Ok(MealSelection {
            meal_id: self.meal_id,
            shopping_mode: self.mode()?,
            servings: self.servings,
            ..MealSelection::planned(main, sides, self.planned_date)
        })
    }

    /// Nothing, where it says what is there; a meal may have changed since.
    fn given_again(&self, there: &MealSelection) -> Result<Vec<PlanEvent>, Refusal> {
        let said = match self.meal_id {
            Some(_) => self.planned(Some(there.main_recipe_id), there.sides.clone())?,
            None => self.planned(None, vec![])?,
        };
        let said = MealSelection {
            completed_at: there.completed_at,
            cleared: there.cleared,
            position: there.position,
            ..said
        };
        match said == *there {
            true => Ok(vec![]),
            false => Err(Refusal::AlreadyExists {
                what: "selected meal",
                id: self.selection_id.to_string(),
                hint: "move or remove that one, or leave the id out",
            }),
        }
    }
}

#[cfg(test)]
mod tests;
