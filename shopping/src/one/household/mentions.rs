//! Which weeks have to do with a recipe or a meal, so that a changed recipe does not look at twenty years of
//! plans. Never forgets: it names too many weeks, never too few.

use std::collections::{BTreeSet, HashMap};

use heirloom_events::values::{MealId, RecipeId, WeekId};
use heirloom_events::{StreamKey, StreamType};

#[derive(Clone, Debug, Default)]
pub(super) struct Mentions {
    by_recipe: HashMap<RecipeId, BTreeSet<WeekId>>,
    by_meal: HashMap<MealId, BTreeSet<WeekId>>,
    meals: HashMap<RecipeId, BTreeSet<MealId>>,
}

impl Mentions {
    /// A week plans this.
    pub(super) fn of_week(
        &mut self,
        week: WeekId,
        meal: Option<MealId>,
        dishes: impl Iterator<Item = RecipeId>,
    ) {
        if let Some(meal) = meal {
            self.by_meal.entry(meal).or_default().insert(week);
        }
        for recipe in dishes {
            self.by_recipe.entry(recipe).or_default().insert(week);
        }
    }

    /// A meal is made of these.
    pub(super) fn of_meal(&mut self, meal: MealId, dishes: impl Iterator<Item = RecipeId>) {
        for recipe in dishes {
            self.meals.entry(recipe).or_default().insert(meal);
        }
    }

    /// The weeks that plan the meal or once did, in order.
    pub(super) fn weeks_of_meal(&self, meal: MealId) -> Vec<WeekId> {
        self.by_meal.get(&meal).into_iter().flatten().copied().collect()
    }

    /// The weeks that plan the recipe or once did, in order.
    pub(super) fn weeks_of_recipe(&self, recipe: RecipeId) -> Vec<WeekId> {
        let mut weeks: BTreeSet<WeekId> = self.by_recipe.get(&recipe).cloned().unwrap_or_default();
        for meal in self.meals.get(&recipe).into_iter().flatten() {
            weeks.extend(self.by_meal.get(meal).into_iter().flatten());
        }
        weeks.into_iter().collect()
    }

    /// The weeks whose list an event of this stream can change at all, in order.
    pub(super) fn weeks_of(&self, stream: &StreamKey) -> Vec<WeekId> {
        let id = &stream.aggregate_id;
        let weeks = match stream.aggregate_type {
            StreamType::Recipe => id.parse().ok().map(|id| self.weeks_of_recipe(id)),
            StreamType::Meal => id.parse().ok().map(|id| self.weeks_of_meal(id)),
            StreamType::Plan | StreamType::Shopping => id.parse().ok().map(|id| vec![id]),
            StreamType::Catalogue | StreamType::Household | StreamType::Source => None,
        };
        weeks.unwrap_or_default()
    }
}
