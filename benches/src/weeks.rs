//! A household of twenty years of plans with one enormous week: how soon its shopping list is there, how long a
//! page of the calendar takes, and by which way the database goes.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::Result;
use chrono::{Days, NaiveDate};
use heirloom::Heirloom;
use heirloom::audit::Lists;
use heirloom::commands::plan::week_id;
use heirloom::commands::plan::{SelectMeal, SetMealServings};
use heirloom::commands::recipe::{CreateRecipe, Draft, DraftLine};
use heirloom::commands::{Command, Envelope};
use heirloom_events::values::{Actor, HouseholdId, RecipeId, SelectionId};
use heirloom_projections::models::{meal_plan, shopping};
use heirloom_projections::read_pool::ReadPool;
use heirloom_projections::{Dialect, Value as Bound};
use serde_json::{Value, json};

use crate::args::Weeks;
use crate::report::{host, progress};
use crate::scratch::Scratch;

/// Lines of a recipe.
const LINES: usize = 10;
/// A calendar shows this many days.
const PAGES: [u64; 2] = [28, 366];
/// The day on which the plans begin.
const BEGIN: (i32, u32, u32) = (2006, 1, 2);
const FOODS: [&str; 24] = [
    "250 g flour",
    "3 leeks",
    "1 1/2 cups milk",
    "2–3 tbsp olive oil",
    "a pinch of salt",
    "4 eggs",
    "125 g butter, soft",
    "1 onion, finely chopped",
    "2 cloves of garlic",
    "400 g tinned tomatoes",
    "1 l vegetable stock",
    "200 ml cream",
    "1 tsp paprika",
    "500 g potatoes, waxy",
    "1 bunch of parsley",
    "150 g parmesan, grated",
    "2 carrots",
    "1 lemon",
    "80 g sugar",
    "1/2 tsp cinnamon",
    "300 g rice",
    "1 stick celery",
    "2 tbsp mustard",
    "1 kg apples (optional)",
];

/// What was measured, in milliseconds.
#[derive(Debug)]
pub(crate) struct Outcome {
    host: String,
    recipes: usize,
    years: u64,
    figures: BTreeMap<String, Vec<f64>>,
    ways: Vec<(String, String)>,
}

/// Measures.
///
/// # Errors
/// Where a database or a command fails.
pub(crate) async fn run(args: &Weeks) -> Result<Outcome> {
    let scratch = Scratch::new(args.sqlite)?;
    let heirloom = Heirloom::init(scratch.url()).await?;
    let mut kitchen = Kitchen {
        household: HouseholdId::derived("bench weeks"),
        heirloom,
        figures: BTreeMap::new(),
    };
    progress(&format!(
        "{} recipes, {} years of plans",
        args.recipes, args.years
    ));
    let recipes = kitchen.recipes(args.recipes).await?;
    kitchen.plan_years(&recipes, args.years).await?;
    let (week, selections) = kitchen.plan_week(&recipes, args.years).await?;
    kitchen.feed("tables of all lists, from nothing").await?;
    for round in 0..args.runs.max(1) {
        kitchen
            .round(week, selections[round % selections.len()], round, args.years)
            .await?;
    }
    let ways = kitchen.ways(week).await?;
    kitchen.heirloom.close().await;
    Ok(Outcome {
        host: host(&scratch)?,
        recipes: args.recipes,
        years: args.years,
        figures: kitchen.figures,
        ways,
    })
}

struct Kitchen {
    household: HouseholdId,
    heirloom: Heirloom,
    figures: BTreeMap<String, Vec<f64>>,
}

impl Kitchen {
    async fn send(&self, command: impl Into<Command>) -> Result<()> {
        let envelope = Envelope::new(self.household, Actor("bench".into()));
        self.heirloom.send(envelope, command).await?;
        Ok(())
    }

    fn took(&mut self, what: &str, since: Instant) {
        let ms = since.elapsed().as_secs_f64() * 1e3;
        self.figures.entry(what.to_owned()).or_default().push(ms);
    }

    async fn recipes(&self, count: usize) -> Result<Vec<RecipeId>> {
        let mut ids = Vec::new();
        for n in 0..count {
            let recipe_id = RecipeId::derived(&format!("bench weeks {n}"));
            let line = |k: usize| DraftLine::text(FOODS[(n * 7 + k * 5) % FOODS.len()]);
            let draft = Draft {
                title: format!("Dish {n}"),
                lines: (0..LINES).map(line).collect(),
                ..Draft::default()
            };
            self.send(CreateRecipe { recipe_id, draft }).await?;
            ids.push(recipe_id);
        }
        Ok(ids)
    }

    async fn plan(&self, recipe: RecipeId, day: NaiveDate) -> Result<SelectionId> {
        let select = SelectMeal {
            main_recipe_id: Some(recipe),
            ..SelectMeal::on(day)
        };
        let id = select.selection_id;
        self.send(select).await?;
        Ok(id)
    }

    async fn plan_years(&self, recipes: &[RecipeId], years: u64) -> Result<()> {
        for n in 0..years * 365 {
            let at = usize::try_from(n)? % recipes.len();
            self.plan(recipes[at], begin() + Days::new(n)).await?;
        }
        Ok(())
    }

    async fn plan_week(&self, recipes: &[RecipeId], years: u64) -> Result<(NaiveDate, Vec<SelectionId>)> {
        let week = begin() + Days::new((years * 53 + 2) * 7);
        let mut selections = Vec::new();
        for (n, recipe) in recipes.iter().enumerate() {
            let day = week + Days::new(u64::try_from(n)? % 7);
            selections.push(self.plan(*recipe, day).await?);
        }
        Ok((week, selections))
    }

    async fn feed(&mut self, what: &str) -> Result<()> {
        let since = Instant::now();
        let may = self.heirloom.feed(self.household).await?;
        anyhow::ensure!(may, "this role may not feed the tables");
        self.took(what, since);
        Ok(())
    }

    /// One change of the plan, what follows from it, and what is asked then.
    async fn round(
        &mut self,
        week: NaiveDate,
        selection_id: SelectionId,
        round: usize,
        years: u64,
    ) -> Result<()> {
        let set = SetMealServings {
            selection_id,
            planned_date: week,
            servings: Some(2 + u32::try_from(round % 7)?),
        };
        self.send(set).await?;
        self.feed("the tables after a change of the week").await?;
        let id = week_id(self.household, week);
        for algorithm in [1, 2] {
            let since = Instant::now();
            let rows = shopping::query::list(self.heirloom.tables(), self.household, id, algorithm).await?;
            self.took(&format!("list {algorithm} out of its table"), since);
            anyhow::ensure!(!rows.is_empty(), "list {algorithm} is empty");
        }
        let lists = Lists::of(self.heirloom.log().as_ref(), self.household).await?;
        let since = Instant::now();
        anyhow::ensure!(
            lists.two(id).is_some_and(|list| !list.items.is_empty()),
            "no list"
        );
        self.took("list 2 worked out from its facts", since);
        for days in PAGES {
            let span = years * 365 - days;
            let first = begin() + Days::new(u64::try_from(round)? * 7_919 % span.max(1));
            let since = Instant::now();
            let last = first + Days::new(days - 1);
            let plan = meal_plan::query::between(self.heirloom.tables(), self.household, first, last).await?;
            self.took(&format!("calendar, {days} days"), since);
            anyhow::ensure!(!plan.is_empty(), "no plan from {first} to {last}");
        }
        Ok(())
    }

    /// By which way the database answers.
    async fn ways(&self, week: NaiveDate) -> Result<Vec<(String, String)>> {
        let household = Bound::Uuid(self.household.0);
        let id = week_id(self.household, week).to_string();
        let list = [household.clone(), Bound::owned(id), Bound::Integer(2)];
        let last = begin() + Days::new(27);
        let days = [household, Bound::Date(begin()), Bound::Date(last)];
        let version = meal_plan_version();
        Ok(vec![
            (
                "list".to_owned(),
                explain(self.heirloom.tables(), shopping::query::LIST, &list).await?,
            ),
            (
                "calendar".to_owned(),
                explain(
                    self.heirloom.tables(),
                    meal_plan::query::between_query(version),
                    &days,
                )
                .await?,
            ),
        ])
    }
}

fn begin() -> NaiveDate {
    let (year, month, day) = BEGIN;
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn meal_plan_version() -> u32 {
    let newest = heirloom_projections::models::newest();
    let plan = newest.iter().find(|model| model.name() == "meal_plan");
    plan.map_or(1, |model| model.version())
}

async fn explain(tables: &ReadPool, query: &str, values: &[Bound<'_>]) -> Result<String> {
    let (word, column) = match tables.dialect() {
        Dialect::Postgres => ("EXPLAIN (COSTS OFF)", "QUERY PLAN"),
        Dialect::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
    };
    let lines = tables
        .read("the way", &format!("{word} {query}"), values, |row| {
            row.text(column)
        })
        .await?;
    Ok(lines.join("\n"))
}

/// The value that this share of the others does not exceed.
fn quantile(numbers: &[f64], share: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or_default()
}

impl Outcome {
    /// As JSON.
    pub(crate) fn json(&self) -> Value {
        let figures: BTreeMap<_, _> = self
            .figures
            .iter()
            .map(|(what, ms)| {
                (
                    what,
                    json!({"p50_ms": quantile(ms, 0.5), "p95_ms": quantile(ms, 0.95), "runs": ms.len()}),
                )
            })
            .collect();
        json!({
            "host": self.host, "recipes": self.recipes, "years": self.years, "figures": figures,
            "explain": self.ways.iter().cloned().collect::<BTreeMap<_, _>>(),
        })
    }

    /// By which way the database goes, to read.
    pub(crate) fn explained(&self) -> String {
        let ways = self
            .ways
            .iter()
            .map(|(what, way)| format!("\nEXPLAIN {what}\n{way}\n"));
        ways.collect()
    }
}

/// The lines of the table.
pub(crate) fn lines(database: &str, outcome: &Outcome) -> Vec<Vec<String>> {
    let line = |(what, ms): (&String, &Vec<f64>)| {
        vec![
            format!("{database}, {what}"),
            format!("{:.2}", quantile(ms, 0.5)),
            format!("{:.2}", quantile(ms, 0.95)),
        ]
    };
    outcome.figures.iter().map(line).collect()
}
