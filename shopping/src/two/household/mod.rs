//! A household under `shopping@2`: told its events in the order of their positions, it has the list of every
//! week at any time. Nothing is synchronised and nothing can be stale: a list is a function of what is so now.
//!
//! * What an entry cooks: its meal's dishes while that meal is there and not archived, else the dishes with which
//!   it was planned. It counts while it is open and its main dish is there; an archived side is left out.
//! * Which version of a recipe: today's; where the household's setting `recipes_follow` is `planned`, the one that
//!   was there when the meal was planned, or when the recipe came into that meal. Both are remembered always, so
//!   that the setting can be changed at any time; so is that of every recipe which their lines stand for.
//! * What a line stands for is cooked though it was put away: who put the sauce away still cooks the roast.
//!
//! A new event that changes lists: fold it in [`Household::apply`], and say in `touches` which weeks it may change.

mod kitchen;
mod shelf;
mod touches;
mod week;
mod yields;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use heirloom_events::household::Household as Settings;
use heirloom_events::meal::Meal;
use heirloom_events::plan::{MealSelection, PlanEvent};
use heirloom_events::values::{IngredientId, MealId, RecipeId, SelectionId, WeekId};
use heirloom_events::{Event, Recorded, Stream, StreamKey};

use super::{Dish, List, consolidate};
use kitchen::{Follow, Kitchen};
use shelf::Shelf;
use week::{Week, references};

/// One household's lists, week by week.
#[derive(Clone, Debug, Default)]
pub struct Household {
    settings: Settings,
    kitchen: Kitchen,
    shelf: Shelf,
    meals: HashMap<MealId, Meal>,
    weeks: BTreeMap<WeekId, Week>,
    mentions: Mentions,
}

/// Which weeks have to do with what, so that a changed recipe does not look at twenty years of plans. Never
/// forgets: it names too many weeks, never too few.
#[derive(Clone, Debug, Default)]
struct Mentions {
    weeks_of_recipe: HashMap<RecipeId, BTreeSet<WeekId>>,
    entries_of_meal: HashMap<MealId, BTreeSet<(WeekId, SelectionId)>>,
    meals_of_recipe: HashMap<RecipeId, BTreeSet<MealId>>,
    recipes_of_ingredient: HashMap<IngredientId, HashSet<RecipeId>>,
    /// The recipes of which a line ever stood for this one.
    users_of_recipe: HashMap<RecipeId, HashSet<RecipeId>>,
}

impl Household {
    /// Takes the household's next event in. Total: what makes no sense changes nothing.
    pub fn apply(&mut self, event: &Recorded) {
        for part in event.events.iter() {
            self.fold(&event.stream, part, event.sequence);
        }
    }

    /// The weeks that were ever planned or shopped for.
    pub fn weeks(&self) -> impl Iterator<Item = WeekId> + '_ {
        self.weeks.keys().copied()
    }

    /// The list of a week; none where nothing was ever said of that week.
    #[must_use]
    pub fn list(&self, id: WeekId) -> Option<List> {
        let week = self.weeks.get(&id)?;
        Some(consolidate(&self.input(week)))
    }

    fn fold(&mut self, stream: &StreamKey, event: &Event, version: u64) {
        match event {
            Event::Household(e) => {
                self.settings.apply(e.clone());
                self.kitchen = Kitchen::of(&self.settings);
            }
            Event::Catalogue(e) => self.shelf.take_catalogue(e),
            Event::Recipe(e) => {
                if let Ok(id) = stream.aggregate_id.parse() {
                    self.shelf.take_recipe(id, e, version);
                    self.mention_lines(id);
                }
            }
            Event::Meal(e) => {
                if let Ok(id) = stream.aggregate_id.parse() {
                    self.meals.entry(id).or_default().apply(e.clone());
                    self.meal_changed(id);
                }
            }
            Event::Plan(e) => {
                if let Ok(id) = stream.aggregate_id.parse() {
                    self.take_plan(id, e);
                }
            }
            Event::Shopping(e) => {
                if let Ok(id) = stream.aggregate_id.parse() {
                    self.weeks.entry(id).or_default().shopping.apply(e.clone());
                }
            }
            Event::Source(_) => {}
        }
    }

    fn take_plan(&mut self, id: WeekId, event: &PlanEvent) {
        let week = self.weeks.entry(id).or_default();
        week.plan.apply(event.clone());
        match event {
            PlanEvent::MealSelected(e) => {
                week.pins.remove(&e.selection_id);
                let planned = week.plan.selections.get(&e.selection_id).into_iter();
                for recipe in planned.flat_map(MealSelection::dishes) {
                    self.mentions
                        .weeks_of_recipe
                        .entry(recipe)
                        .or_default()
                        .insert(id);
                }
                if let Some(meal) = e.meal_id {
                    self.mentions
                        .entries_of_meal
                        .entry(meal)
                        .or_default()
                        .insert((id, e.selection_id));
                }
                self.pin(id, e.selection_id);
            }
            PlanEvent::MealRemoved(e) => {
                week.pins.remove(&e.selection_id);
            }
            _ => {}
        }
    }

    /// What came into a meal is planned from now on by every entry that follows it.
    fn meal_changed(&mut self, id: MealId) {
        for recipe in self.meals.get(&id).into_iter().flat_map(Meal::dishes) {
            self.mentions
                .meals_of_recipe
                .entry(recipe)
                .or_default()
                .insert(id);
        }
        let entries = self
            .mentions
            .entries_of_meal
            .get(&id)
            .cloned()
            .unwrap_or_default();
        entries
            .into_iter()
            .for_each(|(week, entry)| self.pin(week, entry));
    }

    /// Remembers today's version of the dishes of an entry that were not there before.
    fn pin(&mut self, id: WeekId, entry: SelectionId) {
        let selection = self
            .weeks
            .get(&id)
            .and_then(|week| week.plan.selections.get(&entry));
        let Some(dishes) = selection.map(|selection| self.dishes(selection)) else {
            return;
        };
        let Some(week) = self.weeks.get_mut(&id) else {
            return;
        };
        let pins = week.pins.entry(entry).or_default();
        let cooked = |id| pins.get(&id).cloned().or_else(|| self.shelf.dish(id));
        let dishes: Vec<Arc<Dish>> = dishes.into_iter().filter_map(cooked).collect();
        let inside = references(&dishes, cooked).into_values();
        for dish in dishes.into_iter().chain(inside) {
            pins.entry(dish.recipe_id).or_insert(dish);
        }
    }

    fn mention_lines(&mut self, recipe: RecipeId) {
        let dish = self.shelf.dish(recipe);
        for line in dish.iter().flat_map(|dish| &dish.lines) {
            if let Some(id) = line.ingredient_id {
                let recipes = self.mentions.recipes_of_ingredient.entry(id);
                recipes.or_default().insert(recipe);
            }
            if let Some(id) = line.references {
                let users = self.mentions.users_of_recipe.entry(id);
                users.or_default().insert(recipe);
            }
        }
    }

    /// What is cooked, the main dish first: what the meal is now, where there is one; else as it was planned.
    fn dishes(&self, selection: &MealSelection) -> Vec<RecipeId> {
        let meal = selection.meal_id.and_then(|id| self.meals.get(&id));
        match meal.filter(|meal| !meal.archived && meal.main_recipe_id.is_some()) {
            Some(meal) => meal.dishes().collect(),
            None => selection.dishes().collect(),
        }
    }

    fn follows_planned(&self) -> bool {
        self.kitchen.follow == Follow::Planned
    }
}
