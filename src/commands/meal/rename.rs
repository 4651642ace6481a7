//! Gives a meal another name.

use heirloom_events::Folded;
use heirloom_events::limits;
use heirloom_events::meal::{Meal, MealEvent, MealRenamed};
use heirloom_events::values::MealId;
use serde::{Deserialize, Serialize};

use super::editable;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Gives a meal another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenameMeal {
    /// The meal.
    pub meal_id: MealId,
    /// The new name, 1 to 255 characters.
    pub name: String,
}

impl RenameMeal {
    /// # Errors
    /// Where there is no such meal, it is archived, or the name is not valid.
    pub fn decide(&self, meal: &Folded<Meal>) -> Result<Vec<MealEvent>, Refusal> {
        let meal = editable(meal, self.meal_id)?;
        let name = validate::text("name", &self.name, limits::NAME_CHARS)?;
        match meal.name == name {
            true => Ok(vec![]),
            false => Ok(vec![MealRenamed { name }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::meal::testing::*;
    use heirloom_events::meal::MealArchived;

    fn command(name: &str) -> RenameMeal {
        RenameMeal {
            meal_id: supper_id(),
            name: name.into(),
        }
    }

    #[test]
    fn a_meal_gets_another_name_once() {
        let event = MealRenamed {
            name: "Dinner".into(),
        };
        check([supper().into()], command(" Dinner"), Ok(vec![event.into()]));
        check([supper().into()], command("Supper "), Ok(vec![]));
    }

    #[test]
    fn unknown_and_archived_meals_and_long_names_are_refused() {
        check([], command("Dinner"), Err("there is no meal"));
        let archived = [supper().into(), MealArchived {}.into()];
        check(archived, command("Dinner"), Err("is archived and takes no edits"));
        let long = "x".repeat(256);
        check(
            [supper().into()],
            command(&long),
            Err("256 characters; at most 255"),
        );
    }
}
