//! What is planned: recipes and a week of two years ago, then commands without end and without chance.

use chrono::NaiveDate;
use heirloom::Heirloom;
use heirloom::commands::Command;
use heirloom::commands::meal::{ComposeMeal, CreateMeal};
use heirloom::commands::plan::{
    ClearMeal, CompleteMeal, CycleShoppingMode, MoveMeal, RemoveMeal, ReorderPlan, SelectMeal,
    SetMealServings,
};
use heirloom::commands::recipe::{CreateRecipe, Draft, DraftLine};
use heirloom::commands::shopping::key::line_key;
use heirloom::commands::shopping::{
    AddItem, FlagItem, PushExternal, RemoveItem, SetHave, TickItem, UntickItem,
};
use heirloom::events::values::{HouseholdId, ItemId, MealId, Quantity, RecipeId, SelectionId, ShoppingMode};

use crate::support::kitchen::by;

pub(super) const RECIPES: u64 = 4;
/// The writer plans in this week and the one after it.
pub(super) const WEEK: &str = "2026-03-02";

/// The household of the command line.
pub(super) fn home() -> HouseholdId {
    HouseholdId::single()
}

pub(super) fn recipe(n: u64) -> RecipeId {
    RecipeId::derived(&format!("dish {}", n % RECIPES))
}

pub(super) fn selection(n: u64) -> SelectionId {
    SelectionId::derived(&format!("planned {n}"))
}

pub(super) fn meal(n: u64) -> MealId {
    MealId::derived(&format!("meal {}", n % 2))
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().expect("it is a day")
}

pub(super) fn day(n: u64) -> NaiveDate {
    date(WEEK) + chrono::Days::new(n)
}

/// What one line of every recipe is called, as a key of the exact list.
pub(super) const NEEDED: &str = "text/1 leek";

/// How many commands come of one planned meal.
const ROUND: u64 = 12;

/// The n-th command. Of a planned meal come twelve; the first of them, a move inside the week and the removal
/// are of the first revision, what else is said of it and of the list came later.
pub(super) fn command(n: u64) -> Command {
    let number = n / ROUND;
    let (selection_id, planned_date) = (selection(number), day(number % 7));
    match n % ROUND {
        8.. => shopping(number, n % ROUND),
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
                already_cooked: false,
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

/// What is said of the list of the week: lines come and go, what the plan needs is ticked and flagged.
fn shopping(number: u64, which: u64) -> Command {
    let (week, item_id) = (day(number % 7), ItemId::derived(&format!("line {}", number % 3)));
    let line = line_key(item_id);
    let algorithm = 0;
    match (which, number % 3) {
        (8, 0) => PushExternal {
            week,
            source: "tada".parse().expect("it is a slug"),
            item_id,
            name: format!("soap {number}"),
            quantity: None,
            unit: None,
            category: None,
        }
        .into(),
        (8, _) => AddItem {
            week,
            item_id: ItemId::derived(&format!("line of {number}")),
            name: "soap".into(),
            quantity: Quantity::ONE,
            unit: Some("bar".into()),
            category: None,
        }
        .into(),
        (9, _) => TickItem {
            week,
            key: NEEDED.into(),
            algorithm,
            quantity: None,
            unit: None,
        }
        .into(),
        (10, 0) => UntickItem {
            week,
            key: NEEDED.into(),
            algorithm,
        }
        .into(),
        (10, _) => FlagItem {
            week,
            key: NEEDED.into(),
            algorithm,
            flagged: number % 3 == 1,
        }
        .into(),
        (_, 2) => RemoveItem {
            week,
            key: line,
            algorithm,
        }
        .into(),
        _ => SetHave {
            week,
            key: line,
            algorithm,
            have: true,
        }
        .into(),
    }
}

/// Writes the recipes down, and plans a week of two years ago.
pub(super) async fn begin(heirloom: &Heirloom) {
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
