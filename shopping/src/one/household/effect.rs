//! What an event does to the lists, judged before it is applied. The table of what synchronises and what does
//! not is here; its source is the last paragraph of domain.md A 3.2.

use heirloom_events::meal::MealEvent;
use heirloom_events::plan::{MealSelection, PlanEvent};
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::shopping::ShoppingEvent;
use heirloom_events::values::{MealId, RecipeId, SelectionId, WeekId};
use heirloom_events::{Event, StreamKey};

use super::Household;

/// What an event does to the lists of which weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing, at least until the next synchronisation.
    Nothing,
    /// Something was said of one list.
    Said(WeekId),
    /// These lists are made what their plans ask for.
    Synchronise(Vec<WeekId>),
    /// What the recipe gave vanishes, and with the entries whose main dish it is all that they gave.
    RecipeGone(RecipeId, Vec<WeekId>),
    /// What the entries of the meal gave vanishes.
    MealGone(MealId, Vec<WeekId>),
}

impl Effect {
    pub(super) fn synchronises(&self) -> bool {
        matches!(self, Self::Synchronise(_))
    }

    pub(super) fn into_weeks(self) -> Vec<WeekId> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Said(week) => vec![week],
            Self::Synchronise(weeks) | Self::RecipeGone(_, weeks) | Self::MealGone(_, weeks) => weeks,
        }
    }
}

impl Household {
    pub(super) fn effect(&self, stream: &StreamKey, event: &Event) -> Effect {
        let effect = match event {
            Event::Recipe(e) => stream.aggregate_id.parse().ok().map(|id| self.of_recipe(id, e)),
            Event::Meal(e) => stream.aggregate_id.parse().ok().map(|id| self.of_meal(id, e)),
            Event::Plan(e) => stream.aggregate_id.parse().ok().map(|id| of_plan(id, e)),
            Event::Shopping(e) => stream.aggregate_id.parse().ok().map(|id| of_shopping(id, e)),
            // Another name or category, a removed ingredient, another rule: stale until the next time.
            Event::Catalogue(_) | Event::Household(_) | Event::Source(_) => None,
        };
        effect.unwrap_or(Effect::Nothing)
    }

    fn of_recipe(&self, id: RecipeId, event: &RecipeEvent) -> Effect {
        match event {
            RecipeEvent::IngredientLineAdded(_)
            | RecipeEvent::IngredientLineChanged(_)
            | RecipeEvent::IngredientLineRemoved(_)
            | RecipeEvent::RecipeReverted(_) => Effect::Synchronise(
                self.weeks_where(self.mentions.weeks_of_recipe(id), |s| self.asks_for(s, id)),
            ),
            RecipeEvent::RecipeArchived(_) => Effect::RecipeGone(id, self.mentions.weeks_of_recipe(id)),
            // A new recipe is in no meal yet, and a recipe that is brought back is asked for the next time;
            // the order of its lines means nothing to the application.
            _ => Effect::Nothing,
        }
    }

    fn of_meal(&self, id: MealId, event: &MealEvent) -> Effect {
        let weeks = || self.mentions.weeks_of_meal(id);
        match event {
            MealEvent::MealComposed(_) if self.meals.get(&id).is_none_or(|meal| !meal.archived) => {
                Effect::Synchronise(self.weeks_where(weeks(), |s| s.is_open() && s.meal_id == Some(id)))
            }
            MealEvent::MealArchived(_) => Effect::MealGone(id, weeks()),
            _ => Effect::Nothing,
        }
    }

    fn asks_for(&self, selection: &MealSelection, recipe: RecipeId) -> bool {
        self.is_active(selection) && self.shelf.has(recipe) && self.dishes(selection).contains(&recipe)
    }

    fn weeks_where(&self, mut weeks: Vec<WeekId>, is: impl Fn(&MealSelection) -> bool) -> Vec<WeekId> {
        weeks.retain(|id| !self.entries_where(*id, &is).is_empty());
        weeks
    }

    pub(super) fn entries_where(&self, id: WeekId, is: impl Fn(&MealSelection) -> bool) -> Vec<SelectionId> {
        let entries = self.weeks.get(&id).into_iter().flat_map(|week| week.selections());
        entries.filter(|(_, s)| is(s)).map(|(entry, _)| entry).collect()
    }
}

fn of_plan(week: WeekId, event: &PlanEvent) -> Effect {
    match event {
        PlanEvent::MealSelected(_)
        | PlanEvent::MealRemoved(_)
        | PlanEvent::MealCompleted(_)
        | PlanEvent::MealReopened(_)
        | PlanEvent::MealCleared(_)
        | PlanEvent::MealShoppingSet(_) => Effect::Synchronise(vec![week]),
        // Days, places, servings and diets mean nothing to the application's list.
        PlanEvent::MealMoved(_)
        | PlanEvent::PlanReordered(_)
        | PlanEvent::MealServingsSet(_)
        | PlanEvent::DietaryConstraintsSet(_) => Effect::Nothing,
    }
}

fn of_shopping(week: WeekId, event: &ShoppingEvent) -> Effect {
    match event {
        ShoppingEvent::ListSynchronised(_) => Effect::Synchronise(vec![week]),
        _ => Effect::Said(week),
    }
}
