//! All that the tables follow from, and its rows unit by unit: a recipe, a meal, a week, an ingredient, and as one unit
//! each the groups and the rules.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use heirloom_events::catalogue::{Catalogue, CatalogueEvent};
use heirloom_events::meal::{Meal, MealEvent};
use heirloom_events::plan::PlanEvent;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::source::SourceEvent;
use heirloom_events::values::{
    CommandId, HouseholdId, IngredientId, MealId, RecipeId, RuleId, SelectionId, WeekId,
};
use heirloom_events::{Event, Recorded, Stream, StreamKey};
use heirloom_shopping::one;

use super::dish::Dish;
use super::numbers::{Numbers, Space, Told};
use super::plan::Week;
use super::touches;
use crate::models::stream_id::{meal_id, recipe_id};
use crate::{HouseholdRows, RowSink, Unit, Value};

/// The kind of source whose households have rows.
const KIND: &str = "mealgenie";

/// A household.
pub(super) struct Head {
    pub(super) household: HouseholdId,
    pub(super) numbers: Numbers,
    /// The databases of the application that were imported, by their streams.
    pub(super) sources: BTreeSet<String>,
    pub(super) lists: one::Household,
    pub(super) dishes: BTreeMap<RecipeId, Dish>,
    pub(super) catalogue: Catalogue,
    pub(super) ingredients: BTreeMap<IngredientId, i32>,
    pub(super) rules: HashMap<RuleId, Made>,
    pub(super) tags: BTreeMap<String, Made>,
    pub(super) meals: BTreeMap<MealId, (Meal, Made)>,
    pub(super) weeks: BTreeMap<WeekId, Week>,
    /// The week for which an entry was planned last.
    pub(super) homes: HashMap<SelectionId, WeekId>,
    /// The number of what a command was first to say was cooked.
    pub(super) cooked_by: HashMap<CommandId, i32>,
}

/// When something came, and the number that was made for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    pub(super) number: i32,
    pub(super) at: DateTime<Utc>,
}

/// Where an event stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) position: u64,
    pub(super) time: DateTime<Utc>,
    pub(super) command: Option<CommandId>,
}

impl At {
    pub(super) fn make(self, numbers: &mut Numbers, space: Space) -> Made {
        Made {
            number: numbers.make(space, self.position),
            at: self.time,
        }
    }
}

impl Head {
    pub(super) fn new(household: HouseholdId) -> Self {
        Self {
            household,
            numbers: Numbers::default(),
            sources: BTreeSet::new(),
            lists: one::Household::default(),
            dishes: BTreeMap::new(),
            catalogue: Catalogue::default(),
            ingredients: BTreeMap::new(),
            rules: HashMap::new(),
            tags: BTreeMap::new(),
            meals: BTreeMap::new(),
            weeks: BTreeMap::new(),
            homes: HashMap::new(),
            cooked_by: HashMap::new(),
        }
    }

    /// Whether the household has rows at all.
    pub(super) fn is_open(&self) -> bool {
        !self.sources.is_empty()
    }

    /// The number of a thing: that of its row, else the one that was made for it.
    pub(super) fn number(&self, space: Space, thing: impl ToString, made: i32) -> i32 {
        self.numbers.told(space, thing).unwrap_or(made)
    }

    /// The user whose household it is. Before there were users, the application's migration makes the first one.
    pub(super) fn user(&self) -> Value<'static> {
        Value::Integer(self.number(Space::User, self.household, 1))
    }

    /// The recipe's number; none where it is not there, or archived.
    pub(super) fn recipe_number(&self, id: RecipeId) -> Option<i32> {
        let dish = self.dishes.get(&id).filter(|dish| dish.is_there())?;
        Some(self.number(Space::Recipe, id, dish.made.number))
    }

    fn take_recipe(&mut self, stream: &StreamKey, event: &RecipeEvent, at: At) {
        let id = recipe_id(stream);
        let numbers = &mut self.numbers;
        let dish = self
            .dishes
            .entry(id)
            .or_insert_with(|| Dish::new(at.make(numbers, Space::Recipe)));
        dish.take(event, at, numbers);
        for tag in dish.tags() {
            if !self.tags.contains_key(tag) {
                self.tags.insert(tag.to_owned(), at.make(numbers, Space::Group));
            }
        }
        if let (RecipeEvent::RecipeCooked(_), Some(command), Some(cooking)) =
            (event, at.command, dish.cookings.last())
        {
            self.cooked_by.entry(command).or_insert(cooking.number);
        }
    }

    fn take_catalogue(&mut self, event: &CatalogueEvent, at: At) {
        let numbers = &mut self.numbers;
        let ingredient = match event {
            CatalogueEvent::IngredientDefined(e) => Some(e.ingredient_id),
            CatalogueEvent::IngredientDuplicateDefined(e) => Some(e.ingredient_id),
            _ => None,
        };
        if let Some(id) = ingredient {
            self.ingredients
                .entry(id)
                .or_insert_with(|| numbers.make(Space::Ingredient, at.position));
        }
        if let CatalogueEvent::UnitRuleSet(e) = event {
            self.rules
                .entry(e.rule_id)
                .or_insert_with(|| at.make(numbers, Space::Rule));
        }
        self.catalogue.apply(event.clone());
    }

    fn take_meal(&mut self, stream: &StreamKey, event: &MealEvent, at: At) {
        let numbers = &mut self.numbers;
        let new = || (Meal::default(), at.make(numbers, Space::Meal));
        self.meals
            .entry(meal_id(stream))
            .or_insert_with(new)
            .0
            .apply(event.clone());
    }

    fn take_plan(&mut self, stream: &StreamKey, event: &PlanEvent, at: At) {
        let Some(id) = self.week(stream) else {
            return;
        };
        if let PlanEvent::MealSelected(e) = event {
            self.homes.insert(e.selection_id, id);
        }
        if let Some(week) = self.weeks.get_mut(&id) {
            week.take(event, at, &mut self.numbers);
        }
    }

    fn take_source(&mut self, stream: &StreamKey, event: &SourceEvent) {
        let source = &stream.aggregate_id;
        match event {
            SourceEvent::SourceOpened(e) => {
                match e.kind == KIND {
                    true => self.sources.insert(source.clone()),
                    false => self.sources.remove(source),
                };
            }
            SourceEvent::SourceRowsTaken(e) if self.sources.contains(source) => {
                let told = e.rows.iter().filter_map(|row| Told::of(&e.table, row));
                told.for_each(|told| self.numbers.hear(source, told));
            }
            // what is gone keeps its number, should it come back
            SourceEvent::SourceRowsTaken(_) | SourceEvent::SourceRowsGone(_) => {}
        }
    }

    /// The week of a stream; from now on it is there.
    fn week(&mut self, stream: &StreamKey) -> Option<WeekId> {
        let id = stream.aggregate_id.parse().ok()?;
        let place = self.weeks.len();
        self.weeks.entry(id).or_insert_with(|| Week::new(place));
        Some(id)
    }

    /// Whether a source's event opens or closes the household's tables.
    pub(super) fn opens(&self, stream: &StreamKey, kind: &str) -> bool {
        self.sources.contains(&stream.aggregate_id) != (kind == KIND)
    }
}

impl HouseholdRows for Head {
    fn touches(&self, event: &Recorded) -> Vec<Unit> {
        touches::of(self, event)
    }

    fn apply(&mut self, event: &Recorded) {
        self.lists.apply(event);
        let at = At {
            position: event.position,
            time: event.occurred_at(),
            command: event.metadata.command_id,
        };
        for part in event.events.iter() {
            match part {
                Event::Recipe(e) => self.take_recipe(&event.stream, e, at),
                Event::Catalogue(e) => self.take_catalogue(e, at),
                Event::Meal(e) => self.take_meal(&event.stream, e, at),
                Event::Plan(e) => self.take_plan(&event.stream, e, at),
                Event::Shopping(_) => {
                    self.week(&event.stream);
                }
                Event::Source(e) => self.take_source(&event.stream, e),
                Event::Household(_) => {}
            }
        }
    }

    fn units(&self) -> Vec<Unit> {
        match self.is_open() {
            true => touches::all(self),
            false => Vec::new(),
        }
    }

    fn rows(&self, unit: &Unit, rows: &mut dyn RowSink) {
        if !self.is_open() {
            return;
        }
        match touches::meant(unit) {
            Some(touches::Meant::Recipe(id)) => self.recipe_rows(id, rows),
            Some(touches::Meant::Ingredient(id)) => self.ingredient_row(id, rows),
            Some(touches::Meant::Meal(id)) => self.meal_row(id, rows),
            Some(touches::Meant::Week(id)) => {
                self.plan_rows(id, rows);
                self.list_rows(id, rows);
            }
            Some(touches::Meant::Groups) => self.group_rows(rows),
            Some(touches::Meant::Rules) => self.rule_rows(rows),
            None => {}
        }
    }
}
