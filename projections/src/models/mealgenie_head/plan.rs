//! Meals, and the plan of each week.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Weekday};
use heirloom_events::Stream;
use heirloom_events::plan::{MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::{MealId, RecipeId, SelectionId, WeekId};

use super::head::{At, Head, Made};
use super::numbers::{Numbers, Space};
use super::v1::tables::{MEALS, PLANNER_ENTRIES};
use super::written;
use crate::{RowSink, Value};

/// A week.
pub(super) struct Week {
    /// Its place among all weeks in the order of their coming, from 0.
    pub(super) place: usize,
    plan: WeekPlan,
    planned: BTreeMap<SelectionId, Planned>,
    /// Entries that were moved to a day.
    moved: BTreeSet<SelectionId>,
}

/// An entry when it was planned first.
struct Planned {
    made: Made,
    /// The number of the meal that it is, where it is none of its own.
    meal: i32,
}

/// A row of `meals`.
struct MealRow<'a> {
    number: i32,
    name: &'a str,
    main: i32,
    sides: Vec<i32>,
    tags: &'a [String],
    saved: bool,
    made: Made,
}

impl Week {
    pub(super) fn new(place: usize) -> Self {
        Self {
            place,
            plan: WeekPlan::default(),
            planned: BTreeMap::new(),
            moved: BTreeSet::new(),
        }
    }

    pub(super) fn take(&mut self, event: &PlanEvent, at: At, numbers: &mut Numbers) {
        match event {
            PlanEvent::MealSelected(e) => {
                self.moved.remove(&e.selection_id);
                self.planned.entry(e.selection_id).or_insert_with(|| Planned {
                    made: at.make(numbers, Space::Entry),
                    meal: numbers.make(Space::Meal, at.position),
                });
            }
            PlanEvent::MealMoved(e) => {
                self.moved.insert(e.selection_id);
            }
            _ => {}
        }
        self.plan.apply(event.clone());
    }
}

impl Head {
    /// The row of a meal; none where it or its main dish is not there.
    pub(super) fn meal_row(&self, id: MealId, rows: &mut dyn RowSink) {
        let Some((number, main)) = self.meal_number(id) else {
            return;
        };
        let (meal, made) = &self.meals[&id];
        let row = MealRow {
            number,
            name: &meal.name,
            main,
            sides: self.there(meal.sides.iter().copied()),
            tags: &meal.tags,
            saved: meal.saved,
            made: *made,
        };
        self.write_meal(&row, rows);
    }

    fn write_meal(&self, meal: &MealRow<'_>, rows: &mut dyn RowSink) {
        let row = [
            Value::Uuid(self.household.0),
            Value::Integer(meal.number),
            Value::text(meal.name),
            Value::Integer(meal.main),
            Value::owned(written::numbers(&meal.sides)),
            Value::owned(written::texts(meal.tags)),
            Value::Time(meal.made.at),
            Value::Bool(meal.saved),
            self.user(),
        ];
        rows.row(MEALS, &row);
    }

    /// The numbers of a meal and its main dish; none where either is not there: the application deletes both at once.
    fn meal_number(&self, id: MealId) -> Option<(i32, i32)> {
        let (meal, made) = self.meals.get(&id).filter(|(meal, _)| !meal.archived)?;
        let main = self.recipe_number(meal.main_recipe_id?)?;
        Some((self.number(Space::Meal, id, made.number), main))
    }

    fn there(&self, recipes: impl Iterator<Item = RecipeId>) -> Vec<i32> {
        recipes.filter_map(|recipe| self.recipe_number(recipe)).collect()
    }

    /// The number of an entry; none where it is not there.
    pub(super) fn entry_number(&self, week: WeekId, id: SelectionId) -> Option<i32> {
        let selection = self.weeks.get(&week)?.plan.selections.get(&id)?;
        match selection.meal_id.filter(|meal| self.meals.contains_key(meal)) {
            Some(meal) => self.meal_number(meal).map(|_| ())?,
            None => self.recipe_number(selection.main_recipe_id).map(|_| ())?,
        }
        let planned = self.weeks.get(&week)?.planned.get(&id)?;
        let told = self.told_entry(week, id);
        Some(told.unwrap_or(planned.made.number))
    }

    /// An entry that is planned for two weeks, as between two commands, has its row's number in the later one.
    fn told_entry(&self, week: WeekId, id: SelectionId) -> Option<i32> {
        let here = self.homes.get(&id) == Some(&week);
        self.numbers.told(Space::Entry, id).filter(|_| here)
    }

    /// The rows of a week's plan, and of dishes in it that are no meals.
    pub(super) fn plan_rows(&self, id: WeekId, rows: &mut dyn RowSink) {
        let Some(week) = self.weeks.get(&id) else {
            return;
        };
        for (entry, selection) in &week.plan.selections {
            let (Some(number), Some(planned)) = (self.entry_number(id, *entry), week.planned.get(entry))
            else {
                continue;
            };
            let meal = selection
                .meal_id
                .and_then(|meal| self.meal_number(meal))
                .map(|(meal, _)| meal);
            if meal.is_none() {
                self.write_dish(selection, planned, rows);
            }
            // an import stands for the week alone, where its source says no day
            let told = self.told_entry(id, *entry).is_some() && !self.numbers.has_day(entry);
            let of_the_week = told && !week.moved.contains(entry);
            let row = [
                Value::Uuid(self.household.0),
                Value::Integer(number),
                Value::Integer(meal.unwrap_or(planned.meal)),
                Value::integer(selection.position),
                Value::Bool(selection.completed_at.is_some()),
                Value::opt_time(selection.completed_at),
                match of_the_week && selection.planned_date.weekday() == Weekday::Mon {
                    true => Value::Null,
                    false => Value::Date(selection.planned_date),
                },
                Value::Bool(selection.cleared),
                Value::text(selection.shopping_mode.as_str()),
                self.user(),
            ];
            rows.row(PLANNER_ENTRIES, &row);
        }
    }

    /// A planned dish that is no meal, as one.
    fn write_dish(&self, selection: &MealSelection, planned: &Planned, rows: &mut dyn RowSink) {
        let main = selection.main_recipe_id;
        let (Some(dish), Some(number)) = (self.dishes.get(&main), self.recipe_number(main)) else {
            return;
        };
        let row = MealRow {
            number: planned.meal,
            name: dish.title(),
            main: number,
            sides: self.there(selection.sides.iter().map(|side| side.recipe_id)),
            tags: &[],
            saved: false,
            made: planned.made,
        };
        self.write_meal(&row, rows);
    }
}
