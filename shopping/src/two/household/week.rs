//! One week, and all that its list follows from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use heirloom_events::plan::{MealSelection, WeekPlan};
use heirloom_events::shopping::ShoppingList;
use heirloom_events::values::{IngredientId, RecipeId, SelectionId};

use super::Household;
use crate::two::{Dish, Entry, House, Input, OwnLine};

/// A week's plan and what was said of its list.
#[derive(Clone, Debug, Default)]
pub(super) struct Week {
    pub plan: WeekPlan,
    pub shopping: ShoppingList,
    /// Per entry, its recipes as they were when they came into it.
    pub pins: BTreeMap<SelectionId, BTreeMap<RecipeId, Arc<Dish>>>,
}

impl Household {
    /// All that the list of a week follows from.
    pub(super) fn input(&self, week: &Week) -> Input {
        let entries: Vec<Entry> = week
            .plan
            .selections
            .iter()
            .filter(|(_, selection)| selection.is_open() && !selection.shopping_mode.excludes())
            .filter_map(|(id, selection)| self.entry(week, *id, selection))
            .collect();
        let lines = entries
            .iter()
            .flat_map(|entry| entry.dishes.iter().chain(entry.references.values()))
            .flat_map(|dish| &dish.lines);
        let ingredients: BTreeSet<IngredientId> = lines.filter_map(|line| line.ingredient_id).collect();
        let (foods, pantry) = self.shelf.foods(ingredients);
        Input {
            house: House {
                rules: self.shelf.rules().to_vec(),
                ..self.kitchen.house.clone()
            },
            entries,
            foods,
            pantry,
            lines: own_lines(&week.shopping),
            marks: week.shopping.marks.clone(),
        }
    }

    fn entry(&self, week: &Week, id: SelectionId, selection: &MealSelection) -> Option<Entry> {
        let recipes = self.dishes(selection);
        // without its main dish there is no meal
        recipes.first().filter(|main| self.shelf.is_there(**main))?;
        let pins = week.pins.get(&id).filter(|_| self.follows_planned());
        let there = recipes.into_iter().filter(|recipe| self.shelf.is_there(*recipe));
        let dish = |recipe: RecipeId| {
            let pinned = pins.and_then(|pins| pins.get(&recipe)).cloned();
            pinned.or_else(|| self.shelf.dish(recipe))
        };
        let dishes: Vec<Arc<Dish>> = there.filter_map(dish).collect();
        Some(Entry {
            entry: id,
            date: selection.planned_date,
            servings: selection.servings,
            mode: selection.shopping_mode,
            active: true,
            references: references(&dishes, dish),
            dishes,
        })
    }
}

/// What lines of these dishes stand for, and what lines of that stand for, each once; `cooked` tells the version.
pub(super) fn references(
    dishes: &[Arc<Dish>],
    cooked: impl Fn(RecipeId) -> Option<Arc<Dish>>,
) -> BTreeMap<RecipeId, Arc<Dish>> {
    let named = |dish: &Arc<Dish>| -> Vec<RecipeId> {
        let lines = dish.lines.iter();
        lines.filter_map(|line| line.references).collect()
    };
    let mut found = BTreeMap::new();
    let mut open: Vec<RecipeId> = dishes.iter().flat_map(named).collect();
    while let Some(id) = open.pop() {
        if found.contains_key(&id) {
            continue;
        }
        if let Some(dish) = cooked(id) {
            open.extend(named(&dish));
            found.insert(id, dish);
        }
    }
    found
}

fn own_lines(list: &ShoppingList) -> Vec<OwnLine> {
    let line = |(item_id, line): (_, &heirloom_events::shopping::Line)| OwnLine {
        item_id,
        name: line.name.clone(),
        quantity: line.quantity,
        unit: line.unit.clone(),
        category: line.category.clone(),
        source: line.source.clone(),
    };
    list.in_order().into_iter().map(line).collect()
}
