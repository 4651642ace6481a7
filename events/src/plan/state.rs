//! The fold: what a week's plan is after its events.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::*;
use crate::Stream;
use crate::values::{DietSet, MealId, RecipeId, SelectionId, ShoppingMode, Side};

/// One meal selected for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MealSelection {
    /// The meal that it is, and follows while that meal exists; none: the dishes below.
    pub meal_id: Option<MealId>,
    /// The main dish, as it was when planned.
    pub main_recipe_id: RecipeId,
    /// The sides as they were when planned, by slot; gaps stay gaps.
    pub sides: Vec<Side>,
    /// The day.
    pub planned_date: NaiveDate,
    /// What of it goes on the shopping list.
    pub shopping_mode: ShoppingMode,
    /// How many servings are cooked; none: as many as each recipe says.
    pub servings: Option<u32>,
    /// When it was cooked and eaten; none: it is open.
    pub completed_at: Option<DateTime<Utc>>,
    /// Whether it was cleared off the plan; it counts in history only.
    pub cleared: bool,
    /// Its place in the week, from 0. Two may share one: then the id decides.
    pub position: u32,
}

impl MealSelection {
    /// A meal that was just planned: open, on the plan, in the first place.
    #[must_use]
    pub fn planned(main_recipe_id: RecipeId, sides: Vec<Side>, planned_date: NaiveDate) -> Self {
        Self {
            meal_id: None,
            main_recipe_id,
            sides,
            planned_date,
            shopping_mode: ShoppingMode::All,
            servings: None,
            completed_at: None,
            cleared: false,
            position: 0,
        }
    }

    /// Whether it is still to be cooked: neither completed nor cleared.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.completed_at.is_none() && !self.cleared
    }

    /// The dishes as they were when planned: the main dish, then the sides.
    pub fn dishes(&self) -> impl Iterator<Item = RecipeId> + '_ {
        let sides = self.sides.iter().map(|side| side.recipe_id);
        std::iter::once(self.main_recipe_id).chain(sides)
    }
}

/// The plan of one ISO week after its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekPlan {
    /// The meals that are planned, by id; those that were cleared, too.
    pub selections: BTreeMap<SelectionId, MealSelection>,
    /// The diets that the week is to suit; none: no constraint.
    pub diets: Option<DietSet>,
}

impl WeekPlan {
    /// The meals in the order of the week.
    #[must_use]
    pub fn in_order(&self) -> Vec<(SelectionId, &MealSelection)> {
        let mut meals: Vec<_> = self.selections.iter().map(|(id, meal)| (*id, meal)).collect();
        meals.sort_by_key(|(id, meal)| (meal.position, *id));
        meals
    }

    fn select(&mut self, e: MealSelected) {
        let next = self.selections.values().map(|meal| meal.position).max();
        let next = next.map_or(0, |highest| highest.saturating_add(1));
        // Selected again, it keeps its place and is open again.
        let position = self
            .selections
            .get(&e.selection_id)
            .map_or(next, |meal| meal.position);
        let selection = MealSelection {
            meal_id: e.meal_id,
            shopping_mode: e.shopping_mode,
            position,
            ..MealSelection::planned(e.main_recipe_id, e.sides, e.planned_date)
        };
        self.selections.insert(e.selection_id, selection);
    }

    fn reorder(&mut self, order: Vec<SelectionId>) {
        let mut positions = 0..=u32::MAX;
        for id in order {
            if let Some(meal) = self.selections.get_mut(&id) {
                meal.position = positions.next().unwrap_or(u32::MAX);
            }
        }
    }

    fn with(&mut self, id: SelectionId, change: impl FnOnce(&mut MealSelection)) {
        if let Some(selection) = self.selections.get_mut(&id) {
            change(selection);
        }
    }
}

impl Stream for WeekPlan {
    type Event = PlanEvent;
    const TYPE: &'static str = "plan";

    fn apply(&mut self, event: PlanEvent) {
        match event {
            PlanEvent::MealSelected(e) => self.select(e),
            PlanEvent::MealMoved(e) => self.with(e.selection_id, |meal| meal.planned_date = e.planned_date),
            PlanEvent::MealRemoved(e) => {
                self.selections.remove(&e.selection_id);
            }
            PlanEvent::PlanReordered(e) => self.reorder(e.order),
            PlanEvent::MealServingsSet(e) => self.with(e.selection_id, |meal| meal.servings = e.servings),
            PlanEvent::MealCompleted(e) => {
                self.with(e.selection_id, |meal| meal.completed_at = Some(e.completed_at));
            }
            PlanEvent::MealReopened(e) => self.with(e.selection_id, |meal| meal.completed_at = None),
            PlanEvent::MealCleared(e) => self.with(e.selection_id, |meal| meal.cleared = true),
            PlanEvent::MealShoppingSet(e) => {
                self.with(e.selection_id, |meal| meal.shopping_mode = e.shopping_mode);
            }
            PlanEvent::DietaryConstraintsSet(e) => self.diets = e.diets,
        }
    }
}

#[cfg(test)]
mod tests;
