//! The fold: what a meal is after its events.

use super::*;
use crate::Stream;
use crate::values::RecipeId;

/// A meal after its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meal {
    /// What it is called, as written.
    pub name: String,
    /// The main dish; none: it was never put together.
    pub main_recipe_id: Option<RecipeId>,
    /// The sides in their order; one may come twice.
    pub sides: Vec<RecipeId>,
    /// Its tags in their order.
    pub tags: Vec<String>,
    /// Whether it is kept when it leaves the plan.
    pub saved: bool,
    /// Whether it was put away.
    pub archived: bool,
}

impl Meal {
    /// Its dishes: the main dish, then the sides.
    pub fn dishes(&self) -> impl Iterator<Item = RecipeId> + '_ {
        self.main_recipe_id.into_iter().chain(self.sides.iter().copied())
    }
}

impl Stream for Meal {
    type Event = MealEvent;
    const TYPE: &'static str = "meal";

    fn apply(&mut self, event: MealEvent) {
        match event {
            MealEvent::MealCreated(e) => {
                *self = Self {
                    name: e.name,
                    main_recipe_id: Some(e.main_recipe_id),
                    sides: e.sides,
                    tags: e.tags,
                    saved: e.saved,
                    archived: false,
                };
            }
            MealEvent::MealRenamed(e) => self.name = e.name,
            MealEvent::MealComposed(e) => {
                self.main_recipe_id = Some(e.main_recipe_id);
                self.sides = e.sides;
            }
            MealEvent::MealTagsSet(e) => self.tags = e.tags,
            MealEvent::MealSavedSet(e) => self.saved = e.saved,
            MealEvent::MealArchived(_) => self.archived = true,
            MealEvent::MealRestored(_) => self.archived = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dish(name: &str) -> RecipeId {
        RecipeId::derived(name)
    }

    fn supper() -> Meal {
        let mut meal = Meal::default();
        meal.apply(
            MealCreated {
                name: "Supper".into(),
                main_recipe_id: dish("soup"),
                sides: vec![dish("bread"), dish("bread")],
                tags: vec![],
                saved: false,
            }
            .into(),
        );
        meal
    }

    #[test]
    fn a_meal_keeps_a_side_that_comes_twice_and_the_order() {
        let dishes: Vec<_> = supper().dishes().collect();
        assert_eq!(dishes, [dish("soup"), dish("bread"), dish("bread")]);
    }

    #[test]
    fn composing_changes_the_dishes_and_nothing_else() {
        let mut meal = supper();
        let (main_recipe_id, sides) = (dish("stew"), vec![dish("rice")]);
        meal.apply(
            MealComposed {
                main_recipe_id,
                sides,
            }
            .into(),
        );
        assert_eq!(meal.dishes().collect::<Vec<_>>(), [dish("stew"), dish("rice")]);
        assert_eq!(meal.name, "Supper");
    }

    #[test]
    fn a_meal_that_was_put_away_comes_back_as_it_was() {
        let mut meal = supper();
        meal.apply(MealArchived {}.into());
        assert!(meal.archived);
        meal.apply(MealRestored {}.into());
        assert_eq!(meal, supper());
    }
}
