//! The fold: what a week's plan is after its events.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::Stream;
use crate::values::{RecipeId, SelectionId};

/// One meal selected for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MealSelection {
    /// The main dish.
    pub main_recipe_id: RecipeId,
    /// The three side slots; gaps stay gaps.
    pub sides: [Option<RecipeId>; 3],
    /// The day.
    pub planned_date: NaiveDate,
    /// Whether the shopping list leaves it out.
    pub exclude_from_shopping: bool,
}

/// The plan of one ISO week after its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeekPlan {
    /// The meals that are planned, by id.
    pub selections: BTreeMap<SelectionId, MealSelection>,
}

impl Stream for WeekPlan {
    type Event = PlanEvent;
    const TYPE: &'static str = "plan";

    fn apply(&mut self, event: PlanEvent) {
        match event {
            PlanEvent::MealSelected(e) => {
                let selection = MealSelection {
                    main_recipe_id: e.main_recipe_id,
                    sides: [e.side_recipe_1, e.side_recipe_2, e.side_recipe_3],
                    planned_date: e.planned_date,
                    exclude_from_shopping: e.exclude_from_shopping,
                };
                self.selections.insert(e.selection_id, selection);
            }
            PlanEvent::MealMoved(e) => {
                if let Some(selection) = self.selections.get_mut(&e.selection_id) {
                    selection.planned_date = e.planned_date;
                }
            }
            PlanEvent::MealRemoved(e) => {
                self.selections.remove(&e.selection_id);
            }
        }
    }
}
