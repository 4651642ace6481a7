//! Events that shopping lists look at, made from plain numbers, in a world so small that they meet: each
//! household has two weeks, three recipes, two meals, four ingredients, and four meals and lines a week.
//!
//! A new kind of event that changes lists: a line in the function of its stream.

use heirloom_events::values::{
    CommandId, HouseholdId, IngredientId, ItemId, LineId, MealId, RecipeId, RuleId, SelectionId, WeekId,
    unit_of,
};
use heirloom_events::{Event, Recorded, StreamKey, StreamType};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::events::{created, household, recipe_id};

/// What happened, in numbers: kind of thing, household, which one, which other one, something small.
pub type Shopped = (u8, u8, u8, u8, u16);

/// What happened to lists and to all that they look at.
pub fn shopped(most: usize) -> impl Strategy<Value = Vec<Shopped>> {
    let one = (0..=HOUSE, 0..2_u8, 0..4_u8, 0..4_u8, 0..120_u16);
    prop::collection::vec(one, 0..most)
}

/// The events of [`shopped`], in order. Some belong to one command, some are several in one; mostly they come to
/// households that have something planned already, sometimes by the recipes as they were planned.
pub fn of_lists(numbers: &[Shopped]) -> Vec<Recorded> {
    let mut events: Vec<Recorded> = match numbers.first() {
        Some(first) if first.4 % 4 > 0 => furnished(first.4 % 4 > 1).into_iter().map(event).collect(),
        _ => Vec::new(),
    };
    for (at, number) in numbers.iter().enumerate() {
        let mut next = event(*number);
        let command = at / (1 + usize::from(number.4 % 3));
        next.metadata.command_id =
            (number.4 % 5 > 0).then(|| CommandId::derived(&format!("command {command}")));
        match events.last_mut() {
            Some(last) if number.4 % 8 == 7 && last.stream == next.stream => {
                let parts = last.events.iter().cloned().chain(next.events);
                last.events = parts.collect();
            }
            _ => events.push(next),
        }
    }
    events
}

/// The events of two households with a planned week each.
pub fn furnished_houses() -> Vec<Recorded> {
    furnished(false).into_iter().map(event).collect()
}

/// In both households: ingredients, recipes, meals, and a week with a meal of a recipe and one of a meal.
fn furnished(planned: bool) -> Vec<Shopped> {
    let mut numbers = Vec::new();
    for h in 0..2 {
        numbers.extend((0..4).map(|a| (CATALOGUE, h, a, 0, 0)));
        numbers.extend((0..3).map(|a| (0, h, a, a, 11 + u16::from(a))));
        numbers.extend((0..2).map(|a| (MEAL, h, a, a, 1)));
        numbers.extend([(PLAN, h, 0, 0, 7), (PLAN, h, 0, 1, 3), (PLAN, h, 1, 2, 5)]);
        numbers.extend(planned.then_some((HOUSE, h, 0, 0, 2)));
    }
    numbers
}

/// The first kind of thing that is said of a stream of this type.
const MEAL: u8 = 5;
const PLAN: u8 = 7;
const LIST: u8 = 12;
const CATALOGUE: u8 = 18;
const HOUSE: u8 = 21;

/// What is said of which stream: its id, the event's name, its payload.
type Said = (StreamType, String, &'static str, Value);

/// One event.
pub fn event(number: Shopped) -> Recorded {
    told(number.1, said(number))
}

fn told(h: u8, (kind, id, name, payload): Said) -> Recorded {
    let read = Event::read(kind, name, payload.to_string().as_bytes());
    let event = read.unwrap_or_else(|| panic!("no `{name}`"));
    let mut recorded = created(h, 0, "", 0);
    recorded.stream = StreamKey::new(kind, id);
    recorded.events = event
        .unwrap_or_else(|error| panic!("{name} {payload}: {error}"))
        .into();
    recorded
}

fn said(number: Shopped) -> Said {
    let (what, h, a, b, n) = number;
    let week = || WeekId::derived(&format!("{h} 2026-W{:02}", a % 2 + 1)).to_string();
    let of = |kind, id, (name, payload)| (kind, id, name, payload);
    match what {
        0..MEAL => of(
            StreamType::Recipe,
            recipe(h, a).to_string(),
            of_recipe(h, b, n, what),
        ),
        MEAL..PLAN => of(StreamType::Meal, meal(h, a).to_string(), of_meal(h, b, n)),
        PLAN..LIST => of(StreamType::Plan, week(), of_plan(h, a, b, n, what)),
        LIST..CATALOGUE => of(StreamType::Shopping, week(), of_list(b, n)),
        CATALOGUE..HOUSE => of(
            StreamType::Catalogue,
            household(h).to_string(),
            of_catalogue(a, b, n),
        ),
        _ => of(StreamType::Household, household(h).to_string(), of_house(n)),
    }
}

/// A meal and a line that come new to a week, are said a few things of, and go.
pub fn traceless(of: HouseholdId, b: u8, n: u16) -> Vec<Recorded> {
    let h = (0..2).find(|h| household(*h) == of).unwrap();
    let week = || WeekId::derived(&format!("{h} 2026-W{:02}", n % 2 + 1)).to_string();
    let meal = json!({"selection_id": SelectionId::derived("one more")});
    let line = json!({"item_id": ItemId::derived("one more")});
    let with = |of: &Value, more: Value| {
        let mut of = of.clone();
        of.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        of
    };
    let mut selected = of_plan(h, b, b, n, PLAN).1;
    selected["selection_id"] = meal["selection_id"].clone();
    let key = format!("item::{}", ItemId::derived("one more"));
    let plan = [
        ("MealSelected", selected),
        ("MealServingsSet", with(&meal, json!({"servings": n}))),
        ("MealShoppingSet", with(&meal, json!({"shopping_mode": "all"}))),
        ("MealRemoved", meal),
    ];
    let list = [
        (
            "ShoppingLineAdded",
            with(
                &line,
                json!({"name": format!("food {b}"), "quantity": "2", "unit": "g", "source": "manual"}),
            ),
        ),
        ("ItemTicked", json!({"key": key, "algorithm": 0})),
        (
            "ItemFlagged",
            json!({"key": key, "algorithm": 0, "flagged": true}),
        ),
        ("ShoppingLineRemoved", line),
    ];
    let plan = plan.map(|(name, payload)| (StreamType::Plan, week(), name, payload));
    let list = list.map(|(name, payload)| (StreamType::Shopping, week(), name, payload));
    plan.into_iter().chain(list).map(|said| told(h, said)).collect()
}

fn recipe(h: u8, n: u8) -> RecipeId {
    recipe_id(h, u16::from(n % 3))
}

fn meal(h: u8, n: u8) -> MealId {
    MealId::derived(&format!("{h} supper {}", n % 2))
}

/// The same in every household.
fn ingredient(n: u8) -> IngredientId {
    IngredientId::derived(&format!("food {}", n % 4))
}

fn line(of: u8, n: u16) -> Value {
    let unit = [None, Some("g"), Some("cups"), Some("can"), Some("oz")][usize::from(n % 5)];
    let (numerator, denominator) = (n % 11, 1 + n % 3);
    let mut line = json!({
        "line_id": LineId::derived(&format!("line {}", n % 4)),
        "text": format!("{n} {} food {of}", unit.unwrap_or_default()),
        "optional": n.is_multiple_of(13),
    });
    if !n.is_multiple_of(9) {
        line["amount"] = json!({"quantity": format!("{numerator}/{denominator}")});
    }
    if !n.is_multiple_of(7) {
        line["ingredient_id"] = json!(ingredient(of));
    }
    if let Some(unit) = unit {
        line["unit"] = json!(unit);
        line["unit_id"] = json!(unit_of(unit));
    }
    line
}

fn of_recipe(h: u8, of: u8, n: u16, what: u8) -> (&'static str, Value) {
    let content = || {
        let lines: Vec<Value> = (0..n % 4).map(|at| line(of + at as u8, n + at)).collect();
        json!({"title": format!("Dish {h} {n}"), "servings": n % 5, "lines": lines})
    };
    match n % 14 {
        _ if what == 0 => ("RecipeCreated", json!({"content": content()})),
        0 | 1 => ("IngredientLineAdded", json!({"line": line(of, n / 10)})),
        2 | 3 => ("IngredientLineChanged", json!({"line": line(of, n / 10)})),
        4 => (
            "IngredientLineRemoved",
            json!({"line_id": LineId::derived(&format!("line {}", of % 4))}),
        ),
        5 => (
            "RecipeServingsSet",
            json!({"servings": n / 10, "yield_text": n.is_multiple_of(3).then(|| format!("{n} g")) }),
        ),
        6 => ("RecipeArchived", json!({})),
        7 => ("RecipeRestored", json!({})),
        8 => ("RecipeReverted", json!({"to_version": 1, "content": content()})),
        9 => ("RecipeRenamed", json!({"title": format!("Dish {n}")})),
        _ => (
            "IngredientLineReferenceSet",
            json!({
                "line_id": LineId::derived(&format!("line {}", of % 4)),
                "recipe_id": (!n.is_multiple_of(5)).then(|| recipe(h, (n / 14) as u8)),
            }),
        ),
    }
}

fn of_meal(h: u8, b: u8, n: u16) -> (&'static str, Value) {
    let (main, sides) = (recipe(h, b), vec![recipe(h, b + 1); usize::from(n % 3)]);
    match n % 6 {
        0 | 1 => (
            "MealCreated",
            json!({"name": "Supper", "main_recipe_id": main, "sides": sides, "tags": [], "saved": true}),
        ),
        2 | 3 => ("MealComposed", json!({"main_recipe_id": main, "sides": sides})),
        4 => ("MealArchived", json!({})),
        _ => ("MealRestored", json!({})),
    }
}

fn of_plan(h: u8, week: u8, b: u8, n: u16, what: u8) -> (&'static str, Value) {
    let id = SelectionId::derived(&format!("{h} {} {b}", week % 2));
    let one = json!({"selection_id": id});
    let mode = ["all", "all", "produce_only", "none"][usize::from(n / 4 % 4)];
    let day = format!("2026-01-{:02}", 5 + 7 * (week % 2) + (n % 7) as u8);
    let with = |key: &str, value: Value| {
        let mut payload = one.clone();
        payload[key] = value;
        payload
    };
    match n % 8 {
        _ if what < PLAN + 2 => {
            let sides: Vec<Value> = (1..n % 4)
                .map(|slot| json!({"slot": slot, "recipe_id": recipe(h, (n + slot) as u8)}))
                .collect();
            let mut selected = json!({
                "selection_id": id, "main_recipe_id": recipe(h, n as u8), "sides": sides,
                "planned_date": day, "shopping_mode": mode,
            });
            if n.is_multiple_of(3) {
                selected["meal_id"] = json!(meal(h, b));
            }
            ("MealSelected", selected)
        }
        0 => ("MealRemoved", one),
        1 => ("MealReopened", one),
        2 => ("MealCleared", one),
        3 => ("MealMoved", with("planned_date", json!(day))),
        4 => ("MealServingsSet", with("servings", json!(n / 8))),
        5 => (
            "MealCompleted",
            with("completed_at", json!("2026-01-05T18:00:00Z")),
        ),
        6 => ("MealShoppingSet", with("shopping_mode", json!(mode))),
        _ => ("PlanReordered", json!({"order": [id]})),
    }
}

/// A key as either algorithm's list has it, and which lists are meant.
fn marked(b: u8, n: u16) -> Value {
    let key = match n % 5 {
        0 => format!("item::{}", item(b)),
        1 | 2 => format!("ingredient/{}", ingredient(b)),
        3 => format!(
            "food {b}::{}",
            ["mass", "volume", "count", "unknown"][usize::from(n % 4)]
        ),
        _ => format!("text/{n} g food {b}"),
    };
    json!({"key": key, "algorithm": (n + u16::from(b)) % 3})
}

fn item(n: u8) -> ItemId {
    ItemId::derived(&format!("item {n}"))
}

fn of_list(b: u8, n: u16) -> (&'static str, Value) {
    let mut payload = marked(b, n / 12);
    let mut with = |key: &str, value: Value| {
        payload[key] = value;
        payload.clone()
    };
    let source = ["manual", "recipe", "tada"][usize::from(n / 12 % 3)];
    match n % 12 {
        0 | 1 => (
            "ShoppingLineAdded",
            json!({"item_id": item(b), "name": format!("food {b}"), "quantity": "3/2", "unit": "g", "source": source}),
        ),
        2 => (
            "ShoppingLineChanged",
            json!({"item_id": item(b), "quantity": (n / 12).to_string()}),
        ),
        3 => ("ShoppingLineRemoved", json!({"item_id": item(b)})),
        4 | 5 => {
            with("quantity", json!((n / 3).to_string()));
            ("ItemTicked", with("unit", json!("g")))
        }
        6 => ("ItemUnticked", payload),
        7 => ("ItemHaveSet", with("have", json!(b < 3))),
        8 => ("ItemFlagged", with("flagged", json!(b < 3))),
        9 => (
            "ItemChanged",
            with("name", json!(["Flour", "Leeks"][usize::from(n % 2)])),
        ),
        10 if n % 24 < 12 => ("ItemMoved", with("category", json!("dairy"))),
        10 => ("ItemRemoved", payload),
        _ => ("ListSynchronised", json!({})),
    }
}

fn of_catalogue(a: u8, b: u8, n: u16) -> (&'static str, Value) {
    let id = ingredient(a);
    let of = |payload: Value| {
        let mut payload = payload;
        payload["ingredient_id"] = json!(id);
        payload
    };
    let rule = RuleId::derived(&format!("rule {}", a % 2));
    let name = format!("Food {b}");
    match n % 15 {
        0 | 1 => (
            "IngredientDefined",
            of(json!({"name": format!("food {a}"), "category": "produce"})),
        ),
        2 => ("IngredientRenamed", of(json!({"name": name}))),
        3 => ("IngredientAliased", of(json!({"alias": name}))),
        4 => ("IngredientRecategorised", of(json!({"category": "dairy"}))),
        5 => ("IngredientMerged", of(json!({"into": ingredient(b)}))),
        6 => ("IngredientUnmerged", of(json!({}))),
        7 => (
            "IngredientDuplicateDefined",
            of(json!({"duplicate_of": ingredient(b), "name": name})),
        ),
        8 => ("IngredientRemoved", of(json!({}))),
        9 => ("DensitySet", of(json!({"grams_per_ml": "1/2"}))),
        10 => ("DensityRemoved", of(json!({}))),
        11 => (
            "PortionSet",
            of(json!({"unit": "can", "amount": "400", "amount_unit": "gram"})),
        ),
        12 => (
            "PantrySet",
            of(json!({"quantity": n.to_string(), "unit": "g", "on_hand": n.is_multiple_of(2)})),
        ),
        13 => (
            "UnitRuleSet",
            json!({"rule_id": rule, "ingredient_name": name, "from_unit": "g", "to_unit": "bag", "factor": "7", "round_up": true}),
        ),
        _ if b < 2 => ("PortionRemoved", of(json!({"unit": "can"}))),
        _ => ("UnitRuleRemoved", json!({"rule_id": rule})),
    }
}

fn of_house(n: u16) -> (&'static str, Value) {
    let settings = match n % 5 {
        0 => json!({"unit_system": "us"}),
        1 => json!({"cup": "metric_cup"}),
        2 => json!({"recipes_follow": "planned"}),
        3 => json!({"recipes_follow": null, "unit_system": null}),
        _ => json!({"theme": "dark"}),
    };
    ("HouseholdSettingsChanged", json!({"settings": settings}))
}
