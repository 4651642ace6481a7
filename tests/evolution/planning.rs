//! Planning goes on while the log goes from revision to revision and its tables are built anew: writers and
//! readers that were started before see no error, and a week of long ago reads the same throughout.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::NaiveDate;
use heirloom::Heirloom;
use heirloom::commands::meal::{ComposeMeal, CreateMeal};
use heirloom::commands::plan::{
    ClearMeal, CompleteMeal, CycleShoppingMode, MoveMeal, RemoveMeal, ReorderPlan, SelectMeal,
    SetMealServings, week_id,
};
use heirloom::commands::recipe::{CreateRecipe, Draft, DraftLine};
use heirloom::commands::{Command, CommandError};
use heirloom::events::plan::WeekPlan;
use heirloom::events::recipe::Recipe;
use heirloom::events::values::{HouseholdId, MealId, RecipeId, SelectionId, ShoppingMode};
use heirloom::events::{StreamKey, StreamType};
use heirloom::projections::models::meal_plan::query::between;
use heirloom::projections::read_pool::ReadError;
use heirloom::revisions::all;
use heirloom::store::LogError;
use heirloom::testing::ThrowawayLog;

use crate::support::kitchen::by;
use crate::support::{Binary, House};

heirloom::on_each_database!(planning_goes_on_through_upgrades_downgrades_and_rebuilds);

const RECIPES: u64 = 4;
/// The writer plans in this week and the one after it.
const WEEK: &str = "2026-03-02";
/// Somebody planned this long ago.
const LONG_AGO: &str = "2024-W05";

/// The household of the command line.
fn home() -> HouseholdId {
    HouseholdId::single()
}

fn recipe(n: u64) -> RecipeId {
    RecipeId::derived(&format!("dish {}", n % RECIPES))
}

fn selection(n: u64) -> SelectionId {
    SelectionId::derived(&format!("planned {n}"))
}

fn meal(n: u64) -> MealId {
    MealId::derived(&format!("meal {}", n % 2))
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("it is a day")
}

fn day(n: u64) -> NaiveDate {
    date(WEEK) + chrono::Days::new(n)
}

/// The n-th command. Of a planned meal come seven; the first of them, a move inside the week and the removal
/// are of the first revision, what else is said of it came later.
fn command(n: u64) -> Command {
    let number = n / 8;
    let (selection_id, planned_date) = (selection(number), day(number % 7));
    match n % 8 {
        0 => SelectMeal {
            selection_id,
            // One more than there are slots, now and then, and one that comes twice.
            sides: Some((0..number % 5).map(|side| recipe(side / 2)).collect()),
            shopping_mode: Some(ShoppingMode::ALL[usize::try_from(number % 3).expect("it is small")]),
            ..SelectMeal::of_recipe(recipe(number), planned_date)
        }
        .into(),
        1 => CycleShoppingMode {
            selection_id,
            planned_date,
        }
        .into(),
        2 => SetMealServings {
            selection_id,
            planned_date,
            servings: Some(2),
        }
        .into(),
        3 => match number % 2 {
            0 => CreateMeal {
                meal_id: meal(number / 2),
                name: "Supper".into(),
                main_recipe_id: recipe(0),
                sides: vec![recipe(1)],
                tags: vec![],
                saved: false,
            }
            .into(),
            _ => ComposeMeal {
                meal_id: meal(number / 2),
                main_recipe_id: recipe(number),
                sides: vec![],
            }
            .into(),
        },
        4 => SelectMeal {
            selection_id: SelectionId::derived(&format!("supper {number}")),
            ..SelectMeal::of_meal(meal(number / 2), planned_date)
        }
        .into(),
        5 => {
            let completed_at =
                chrono::DateTime::from_timestamp(1_770_000_000 + i64::try_from(n).unwrap_or(0), 0)
                    .expect("it is a time");
            CompleteMeal {
                selection_id,
                planned_date,
                completed_at,
            }
            .into()
        }
        6 => match number % 3 {
            0 => ReorderPlan {
                week: planned_date,
                order: vec![selection_id],
            }
            .into(),
            1 => MoveMeal {
                selection_id,
                from: planned_date,
                to: day(7 + number % 7),
            }
            .into(),
            _ => MoveMeal {
                selection_id,
                from: planned_date,
                to: day((number + 1) % 7),
            }
            .into(),
        },
        // The week stays small: what was planned a while ago goes.
        _ => match number.checked_sub(6) {
            None => ClearMeal {
                selection_id,
                planned_date,
            }
            .into(),
            Some(old) => {
                let planned_date = if old % 3 == 1 { day(7) } else { day(0) };
                RemoveMeal {
                    selection_id: selection(old),
                    planned_date,
                }
                .into()
            }
        },
    }
}

/// What became of the writer's commands.
#[derive(Default)]
struct Written {
    done: Vec<Command>,
    /// Refused because the revision that was active had no such event yet.
    not_yet: u64,
    /// Refused by the rules: a meal whose creation was not yet possible is not there.
    refused: u64,
    failed: Vec<String>,
}

async fn write_on(heirloom: Heirloom, done: Arc<AtomicBool>) -> Written {
    let mut written = Written::default();
    let mut n = 0;
    while !done.load(Ordering::Relaxed) {
        match write(&heirloom, n).await {
            Ok(()) => written.done.push(command(n)),
            Err(Stopped::NotYet) => written.not_yet += 1,
            Err(Stopped::Refused) => written.refused += 1,
            Err(Stopped::Failed(why)) => written.failed.push(why),
        }
        n += 1;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    heirloom.close().await;
    written
}

/// Why a command was not carried out.
enum Stopped {
    NotYet,
    Refused,
    Failed(String),
}

async fn write(heirloom: &Heirloom, n: u64) -> Result<(), Stopped> {
    let sent = heirloom.send(by(home()), command(n)).await;
    let receipt = sent.map_err(|error| match error {
        CommandError::Log(LogError::NotInRevision { .. }) => Stopped::NotYet,
        CommandError::Refused(_) => Stopped::Refused,
        error => Stopped::Failed(format!("command {n}: {error}")),
    })?;
    let fed = heirloom.wait_for(home(), receipt.position).await;
    fed.map_err(|error| Stopped::Failed(format!("command {n} in the tables: {error}")))
}

/// How many reads there were, and what was wrong with them.
async fn read_on(heirloom: Heirloom, done: Arc<AtomicBool>) -> (u64, Vec<String>) {
    let (mut reads, mut failed) = (0, Vec::new());
    while !done.load(Ordering::Relaxed) {
        if let Err(why) = read(&heirloom).await {
            failed.push(why);
        }
        reads += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    heirloom.close().await;
    (reads, failed)
}

async fn read(heirloom: &Heirloom) -> Result<(), String> {
    let told = |error: ReadError| format!("{error}: {:?}", error.source);
    let (tables, long_ago) = (heirloom.tables(), date("2024-01-29"));
    between(tables, home(), day(0), day(13)).await.map_err(told)?;
    let old = between(tables, home(), long_ago, date("2024-02-04"));
    let old = old.await.map_err(told)?;
    let seen: Vec<_> = old
        .iter()
        .map(|row| (row.main_recipe_id, row.sides.len(), row.shopping_mode.excludes()))
        .collect();
    let expected = [(recipe(1), 2, false), (recipe(2), 0, true)];
    match seen == expected {
        true => Ok(()),
        false => Err(format!("long ago reads {old:?}")),
    }
}

async fn planning_goes_on_through_upgrades_downgrades_and_rebuilds(place: ThrowawayLog) {
    let house = started(place).await;
    let (url, binary) = (house.place.url().to_owned(), house.binary());
    let long_ago = shown(&binary, &[LONG_AGO]);
    assert!(
        long_ago.contains("Dish 1") && long_ago.contains("not on the shopping list"),
        "{long_ago}"
    );
    let done = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn(write_on(opened(&url).await, done.clone()));
    let mut readers = Vec::new();
    for _ in 0..2 {
        readers.push(tokio::spawn(read_on(opened(&url).await, done.clone())));
    }
    let mut steps = vec![vec!["upgrade", "head"]];
    steps.extend((1..all().len()).map(|_| vec!["downgrade", "-1"]));
    steps.extend([
        vec!["upgrade", "head"],
        vec!["rebuild"],
        vec!["switch"],
        vec!["rebuild", "meal_plan"],
    ]);
    for step in steps {
        binary.run(&step).ok();
        assert_eq!(shown(&binary, &[LONG_AGO]), long_ago, "after {step:?}");
        // Somebody looks at the week that is being planned, too.
        shown(&binary, &["2026-W10"]);
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    done.store(true, Ordering::Relaxed);
    for reader in readers {
        let (reads, failed) = reader.await.expect("a reader ends");
        assert_eq!(failed, [""; 0], "of {reads} reads");
        assert!(reads > 20, "hardly anybody read");
    }
    let written = writer.await.expect("the writer ends");
    println!(
        "{} commands, {} not yet, {} refused",
        written.done.len(),
        written.not_yet,
        written.refused
    );
    assert_eq!(written.failed, [""; 0]);
    assert!(written.done.len() > 40 && written.not_yet > 0);
    nothing_is_lost(&house, &written).await;
    binary.is_whole();
}

async fn opened(url: &str) -> Heirloom {
    Heirloom::open(url).await.expect("it can be opened")
}

/// A log of the first revision with recipes, and a week of two years ago.
async fn started(place: ThrowawayLog) -> House {
    Binary::at(place.url())
        .run(&["init", "--revision", "initial"])
        .ok();
    let heirloom = Heirloom::open(place.url()).await.expect("it was made");
    begin(&heirloom).await;
    let house = House { heirloom, place };
    house.feed(1_000).await;
    house
}

async fn begin(heirloom: &Heirloom) {
    let mut first: Vec<Command> = Vec::new();
    for n in 0..RECIPES {
        let draft = Draft {
            title: format!("Dish {n}"),
            lines: vec![DraftLine::text("1 leek")],
            id_seed: Some(format!("dish {n}")),
            ..Draft::default()
        };
        let recipe_id = recipe(n);
        first.push(CreateRecipe { recipe_id, draft }.into());
    }
    let old = |name: &str, main, day: &str| SelectMeal {
        selection_id: SelectionId::derived(name),
        ..SelectMeal::of_recipe(recipe(main), date(day))
    };
    first.push(
        SelectMeal {
            side_recipe_1: Some(recipe(3)),
            side_recipe_3: Some(recipe(0)),
            shopping_mode: Some(ShoppingMode::ProduceOnly),
            ..old("long ago", 1, "2024-02-01")
        }
        .into(),
    );
    first.push(
        SelectMeal {
            exclude_from_shopping: true,
            ..old("the day after", 2, "2024-02-02")
        }
        .into(),
    );
    for command in first {
        heirloom
            .send(by(home()), command)
            .await
            .expect("it is carried out at every revision");
    }
}

#[track_caller]
fn shown(binary: &Binary, args: &[&str]) -> String {
    let ran = binary.run(&[&["plan"], args].concat());
    ran.ok();
    ran.stdout
}

/// The same commands where nothing ever changes make the same weeks and recipes.
async fn nothing_is_lost(house: &House, written: &Written) {
    let calm = House::sqlite().await;
    begin(&calm.heirloom).await;
    for command in &written.done {
        calm.heirloom
            .send(by(home()), command.clone())
            .await
            .expect("it was carried out there");
    }
    for date in [day(0), day(7), date("2024-02-01")] {
        assert_eq!(
            week(house, date).await,
            week(&calm, date).await,
            "the week of {date}"
        );
    }
    for n in 0..RECIPES {
        assert_eq!(dish(house, n).await, dish(&calm, n).await, "dish {n}");
    }
}

async fn week(house: &House, date: NaiveDate) -> WeekPlan {
    let key = StreamKey::new(StreamType::Plan, week_id(home(), date));
    let loaded = house.heirloom.commands().load(home(), &key).await;
    loaded.expect("it can be read").week().state.clone()
}

async fn dish(house: &House, n: u64) -> Recipe {
    let key = StreamKey::new(StreamType::Recipe, recipe(n));
    let loaded = house.heirloom.commands().load(home(), &key).await;
    loaded.expect("it can be read").recipe().state.clone()
}
