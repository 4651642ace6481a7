//! A household-level projection of the tests: which recipes each week plans and how often, with the titles that
//! the recipes have today. Version 2 adds the title that a recipe had when it was planned, which depends on the
//! order of events of different streams, and a table of its own.

use std::collections::BTreeMap;

use heirloom_events::plan::PlanEvent;
use heirloom_events::values::{HouseholdId, RecipeId, WeekId};
use heirloom_events::{Event, Recorded, State, StreamKey, StreamType};
use heirloom_projections::models::recipe_id;
use heirloom_projections::target::{Model, Version};
use heirloom_projections::{
    Column, Ddl, Dialect, HouseholdRows, Kind, Projection, RowSink, Table, Unit, Value,
};

use super::pots::Lids;

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

const HOUSEHOLD: Column = column("household_id", Kind::Uuid);
const WEEK: Column = column("week_id", Kind::Uuid);
const RECIPE: Column = column("recipe_id", Kind::Uuid);
const TITLE: Column = column("title", Kind::Text);
const TIMES: Column = column("times", Kind::Int);
const PLANNED_AS: Column = column("planned_as", Kind::Text);

const fn table(name: &'static str, columns: &'static [Column], key: usize) -> Table {
    Table {
        name,
        columns,
        key,
        by_event: false,
    }
}

static WEEKS_1: [Table; 1] = [table("week_recipes", &[HOUSEHOLD, WEEK, RECIPE, TITLE, TIMES], 3)];
static WEEKS_2: [Table; 2] = [
    table(
        "week_recipes",
        &[HOUSEHOLD, WEEK, RECIPE, TITLE, TIMES, PLANNED_AS],
        3,
    ),
    table("week_totals", &[HOUSEHOLD, WEEK, TIMES], 2),
];

/// A version of `weeks`.
pub struct Weeks(u32);

impl Projection for Weeks {
    fn name(&self) -> &'static str {
        "weeks"
    }

    fn version(&self) -> u32 {
        self.0
    }

    fn tables(&self) -> &'static [Table] {
        if self.0 == 1 { &WEEKS_1 } else { &WEEKS_2 }
    }

    fn streams(&self) -> &'static [StreamType] {
        &[StreamType::Recipe, StreamType::Plan]
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        let (create, after_load) = match (dialect, self.0) {
            (Dialect::Postgres, 1) => (WEEKS_1_POSTGRES, KEY_POSTGRES),
            (Dialect::Postgres, _) => (WEEKS_2_POSTGRES, KEYS_POSTGRES),
            (Dialect::Sqlite, 1) => (WEEKS_1_SQLITE, KEY_SQLITE),
            (Dialect::Sqlite, _) => (WEEKS_2_SQLITE, KEYS_SQLITE),
        };
        Ddl {
            create,
            after_load,
            views: &[],
        }
    }

    fn household(&self, household: HouseholdId) -> Option<Box<dyn HouseholdRows>> {
        Some(Box::new(Planned {
            version: self.0,
            household,
            streams: BTreeMap::new(),
            planned_as: BTreeMap::new(),
            forgets_recipes: false,
        }))
    }
}

/// A mistake: a recipe's events touch no week.
pub struct Forgetful;

impl Projection for Forgetful {
    fn name(&self) -> &'static str {
        "weeks"
    }

    fn version(&self) -> u32 {
        1
    }

    fn tables(&self) -> &'static [Table] {
        Weeks(1).tables()
    }

    fn streams(&self) -> &'static [StreamType] {
        Weeks(1).streams()
    }

    fn ddl(&self, dialect: Dialect) -> Ddl {
        Weeks(1).ddl(dialect)
    }

    fn household(&self, household: HouseholdId) -> Option<Box<dyn HouseholdRows>> {
        Some(Box::new(Planned {
            version: 1,
            household,
            streams: BTreeMap::new(),
            planned_as: BTreeMap::new(),
            forgets_recipes: true,
        }))
    }
}

struct Planned {
    version: u32,
    household: HouseholdId,
    streams: BTreeMap<StreamKey, State>,
    planned_as: BTreeMap<(Unit, RecipeId), Option<String>>,
    forgets_recipes: bool,
}

impl Planned {
    fn title(&self, recipe: RecipeId) -> Option<&str> {
        match self.streams.get(&StreamKey::new(StreamType::Recipe, recipe))? {
            State::Recipe(recipe) => Some(&recipe.state.content.title),
            _ => None,
        }
    }

    /// How often a week plans each recipe.
    fn planned(&self, week: &Unit) -> BTreeMap<RecipeId, i64> {
        let mut planned = BTreeMap::new();
        let stream = StreamKey::new(StreamType::Plan, week.as_str());
        if let Some(State::Plan(plan)) = self.streams.get(&stream) {
            for selection in plan.state.selections.values() {
                *planned.entry(selection.main_recipe_id).or_insert(0) += 1;
            }
        }
        planned
    }
}

impl HouseholdRows for Planned {
    fn touches(&self, event: &Recorded) -> Vec<Unit> {
        match event.stream.aggregate_type {
            StreamType::Plan => vec![Unit::of(&event.stream.aggregate_id)],
            _ if self.forgets_recipes => Vec::new(),
            _ => {
                let recipe = recipe_id(&event.stream);
                let mut weeks = self.units();
                weeks.retain(|week| self.planned(week).contains_key(&recipe));
                weeks
            }
        }
    }

    fn apply(&mut self, event: &Recorded) {
        for one in event.events.iter() {
            if let Event::Plan(PlanEvent::MealSelected(selected)) = one {
                let recipe = selected.main_recipe_id;
                let title = self.title(recipe).map(str::to_owned);
                let week = Unit::of(&event.stream.aggregate_id);
                self.planned_as.insert((week, recipe), title);
            }
        }
        let state = self.streams.entry(event.stream.clone());
        let kind = event.stream.aggregate_type;
        state.or_insert_with(|| State::empty(kind)).apply(event.clone());
    }

    fn units(&self) -> Vec<Unit> {
        let weeks = self
            .streams
            .keys()
            .filter(|s| s.aggregate_type == StreamType::Plan);
        weeks.map(|week| Unit::of(&week.aggregate_id)).collect()
    }

    fn rows(&self, unit: &Unit, rows: &mut dyn RowSink) {
        let planned = self.planned(unit);
        let week: WeekId = unit.as_str().parse().unwrap();
        let (household, week) = (Value::Uuid(self.household.0), Value::Uuid(week.0));
        for (recipe, times) in &planned {
            let mut row = vec![
                household.clone(),
                week.clone(),
                Value::Uuid(recipe.0),
                Value::opt_text(self.title(*recipe)),
                Value::Int(*times),
            ];
            if self.version > 1 {
                let planned_as = self.planned_as.get(&(unit.clone(), *recipe));
                row.push(Value::opt_text(planned_as.and_then(Option::as_deref)));
            }
            rows.row(0, &row);
        }
        if self.version > 1 && !planned.is_empty() {
            rows.row(1, &[household, week, Value::Int(planned.values().sum())]);
        }
    }
}

const WEEKS_1_POSTGRES: &str = "CREATE TABLE {schema}week_recipes (household_id uuid NOT NULL, \
    week_id uuid NOT NULL, recipe_id uuid NOT NULL, title text, times bigint NOT NULL);";
const WEEKS_2_POSTGRES: &str = "CREATE TABLE {schema}week_recipes (household_id uuid NOT NULL, \
    week_id uuid NOT NULL, recipe_id uuid NOT NULL, title text, times bigint NOT NULL, planned_as text); \
    CREATE TABLE {schema}week_totals (household_id uuid NOT NULL, week_id uuid NOT NULL, times bigint NOT NULL);";
const KEY_POSTGRES: &str =
    "ALTER TABLE {schema}week_recipes ADD PRIMARY KEY (household_id, week_id, recipe_id);";
const KEYS_POSTGRES: &str = "ALTER TABLE {schema}week_recipes ADD PRIMARY KEY (household_id, week_id, recipe_id); \
    ALTER TABLE {schema}week_totals ADD PRIMARY KEY (household_id, week_id);";
const WEEKS_1_SQLITE: &str = "CREATE TABLE {schema}week_recipes (household_id text NOT NULL, \
    week_id text NOT NULL, recipe_id text NOT NULL, title text, times integer NOT NULL) STRICT;";
const WEEKS_2_SQLITE: &str = "CREATE TABLE {schema}week_recipes (household_id text NOT NULL, \
    week_id text NOT NULL, recipe_id text NOT NULL, title text, times integer NOT NULL, planned_as text) STRICT; \
    CREATE TABLE {schema}week_totals (household_id text NOT NULL, week_id text NOT NULL, times integer NOT NULL) STRICT;";
const KEY_SQLITE: &str = "CREATE UNIQUE INDEX {schema}week_recipes_key ON {schema}week_recipes (household_id, week_id, recipe_id);";
const KEYS_SQLITE: &str = "CREATE UNIQUE INDEX {schema}week_recipes_key ON {schema}week_recipes (household_id, week_id, recipe_id); \
    CREATE UNIQUE INDEX {schema}week_totals_key ON {schema}week_totals (household_id, week_id);";

/// Both versions, and beside them a projection of streams.
pub fn all() -> &'static [Model] {
    &[&Weeks(1), &Weeks(2), &Lids]
}

/// The first revision.
pub const FIRST: &[Version] = &[("weeks", 1), ("lids", 1)];
/// The second.
pub const SECOND: &[Version] = &[("weeks", 2)];
