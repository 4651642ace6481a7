//! Puts a meal together for the first time.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::meal::{Meal, MealCreated, MealEvent};
use heirloom_events::values::{MealId, RecipeId};
use serde::{Deserialize, Serialize};

use super::{check_dishes, set_tags};
use crate::commands::plan::Dishes;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Puts a meal together for the first time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateMeal {
    /// Its id; a new one where none is given.
    #[serde(default)]
    pub meal_id: MealId,
    /// What it is called, 1 to 255 characters. Two meals may be called the same.
    pub name: String,
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// Up to three sides, in their order; one may come twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<RecipeId>,
    /// Up to 20 tags of 1 to 50 characters, kept in lower case and once each; empty ones are passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Whether it is kept when it leaves the plan.
    #[serde(default)]
    pub saved: bool,
}

impl CreateMeal {
    /// # Errors
    /// Where there is another meal of that id, even an archived one, a recipe does not exist or is archived,
    /// or the name or a tag is not valid.
    pub fn decide(&self, meal: &Folded<Meal>, dishes: &Dishes) -> Result<Vec<MealEvent>, Refusal> {
        let created = MealCreated {
            name: validate::text("name", &self.name, limits::NAME_CHARS)?,
            main_recipe_id: self.main_recipe_id,
            sides: self.sides.clone(),
            tags: set_tags::settled(&self.tags)?,
            saved: self.saved,
        };
        if meal.exists() {
            return self.given_again(&meal.state, &created);
        }
        check_dishes(self.main_recipe_id, &self.sides, dishes)?;
        Ok(vec![created.into()])
    }

    /// Nothing, where it says what is there.
    fn given_again(&self, there: &Meal, created: &MealCreated) -> Result<Vec<MealEvent>, Refusal> {
        let same = there.name == created.name
            && there.main_recipe_id == Some(created.main_recipe_id)
            && there.sides == created.sides
            && there.tags == created.tags
            && there.saved == created.saved;
        match same {
            true => Ok(vec![]),
            false => Err(Refusal::AlreadyExists {
                what: "meal",
                id: self.meal_id.to_string(),
                hint: "change that one, or leave the id out",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;

    #[test]
    fn a_meal_is_put_together_once() {
        check([], create(), Ok(vec![supper().into()]));
        check([supper().into()], create(), Ok(vec![]));
        let other = CreateMeal {
            saved: false,
            ..create()
        };
        check([supper().into()], other, Err("exists already; change that one"));
    }

    #[test]
    fn a_side_may_come_twice_and_be_the_main_dish_but_a_fourth_is_too_many() {
        let of = |sides: &[&str]| CreateMeal {
            sides: sides.iter().map(|name| dish(name)).collect(),
            ..create()
        };
        let twice = MealCreated {
            sides: vec![dish("salad"), dish("salad"), dish("leek tart")],
            ..supper()
        };
        check([], of(&["salad", "salad", "leek tart"]), Ok(vec![twice.into()]));
        check([], of(&["salad"; 4]), Err("it has 4 entries; at most 3"));
    }

    #[test]
    fn unknown_and_archived_dishes_are_refused() {
        let with_side = |name| CreateMeal {
            sides: vec![dish(name)],
            ..create()
        };
        check([], with_side("unheard of"), Err("there is no recipe"));
        check([], with_side("archived"), Err("is archived"));
    }

    #[test]
    fn a_blank_name_is_refused() {
        let blank = CreateMeal {
            name: " ".into(),
            ..create()
        };
        check([], blank, Err("name is not valid: it is blank"));
    }
}
