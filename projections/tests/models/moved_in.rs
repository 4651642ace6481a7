//! A household that moved in from the application: what it said there, and since.

use chrono::NaiveDate;
use heirloom_events::Event;
use heirloom_events::catalogue::{
    CatalogueEvent, IngredientDefined, IngredientDuplicateDefined, UnitRuleSet,
};
use heirloom_events::meal::MealCreated;
use heirloom_events::plan::{MealCompleted, MealSelected, PlanEvent};
use heirloom_events::recipe::*;
use heirloom_events::shopping::{ItemFlagged, ListSynchronised, ShoppingEvent, ShoppingLineAdded};
use heirloom_events::source::{SourceEvent, SourceOpened, SourceRowsTaken, TakenRow};
use heirloom_events::values::{
    Amount, CommandId, DietSet, IngredientId, ItemId, LineId, MealId, NutritionFacts, Quantity, RecipeId,
    RuleId, SelectionId, ShoppingMode, ShoppingSource, Side, SourceId, WeekId,
};

use crate::log::{Log, content, event, household, line};

const DOCUMENT: &str = r#"{"mealgenie":{"recipe":{"id":7,"recipe_name":"Leek soup ","directions":"Cut.\n\nCook.",
"banner_image_path":"https://example.org/banner.jpg","image_key":"0123456789abcdef0123456789abcdef",
"is_ai_generated":true,"created_at":"2025-07-01T10:00:00Z","diet_pref":"Vegan","meal_type":"Dinner",
"recipe_category":"soup"},"recipe_ingredients":[{"recipe_id":7,"ingredient_id":3,"quantity":1.5,"unit":"whole"},
{"recipe_id":7,"ingredient_id":4,"quantity":0.30000000000000004,"unit":" cup"}],
"nutrition_facts":{"id":2,"protein_g":3.3333333}}}"#;

fn soup() -> RecipeId {
    RecipeId::derived("soup")
}

fn week() -> WeekId {
    WeekId::derived("a week")
}

fn monday(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).unwrap()
}

/// Its rows, and what they became.
fn taken() -> Vec<(&'static str, &'static str, String)> {
    let selection = SelectionId::derived("row 5");
    let item = ItemId::derived("row 9");
    vec![
        ("users", "1", format!("household/{}", household())),
        (
            "ingredients",
            "3",
            format!("ingredient/{}", IngredientId::derived("leek")),
        ),
        (
            "ingredients",
            "4",
            format!("ingredient/{}", IngredientId::derived("row 4")),
        ),
        ("recipe", "7", format!("recipe/{}", soup())),
        (
            "recipe_ingredients",
            "7/3",
            format!("line/{}", LineId::derived("leek")),
        ),
        ("nutrition_facts", "2", format!("nutrition/{}", soup())),
        ("recipe_groups", "1", "tag/weeknight".to_owned()),
        (
            "recipe_history",
            "11",
            format!("cooking/{}", CommandId::derived("cooked")),
        ),
        ("meals", "6", format!("meal/{}", MealId::derived("row 6"))),
        (
            "planner_entries",
            "5",
            format!("selection/{selection}@{}", week()),
        ),
        ("shopping_items", "9", format!("item/{item}@{}", week())),
        (
            "unit_conversion_rules",
            "1",
            format!("rule/{}", RuleId::derived("row 1")),
        ),
    ]
}

fn imported() -> Vec<(String, Event)> {
    let catalogue = |event: CatalogueEvent| (household().to_string(), Event::from(event));
    let leek = IngredientId::derived("leek");
    let defined = IngredientDefined {
        ingredient_id: leek,
        name: "Leek".to_owned(),
        category: Some("produce".to_owned()),
    };
    let duplicate = IngredientDuplicateDefined {
        ingredient_id: IngredientId::derived("row 4"),
        duplicate_of: leek,
        name: "leek".to_owned(),
        category: None,
    };
    let rule = UnitRuleSet {
        rule_id: RuleId::derived("row 1"),
        ingredient_name: "leek".to_owned(),
        from_unit: "whole".to_owned(),
        to_unit: "bunch".to_owned(),
        factor: "3".parse().unwrap(),
        round_up: true,
    };
    let opened = SourceOpened {
        kind: "mealgenie".to_owned(),
        name: "app.db".to_owned(),
        revision: "687a6a7ea1b6".to_owned(),
    };
    vec![
        (
            SourceId::derived("app.db").to_string(),
            Event::from(SourceEvent::from(opened)),
        ),
        catalogue(defined.into()),
        catalogue(duplicate.into()),
        catalogue(rule.into()),
        (soup().to_string(), event(RecipeCreated { content: leek_soup() })),
    ]
}

fn leek_soup() -> Content {
    let with = |name: &str, text: &str, ingredient: &str, amount: Option<&str>, unit: &str| Line {
        amount: amount.map(|amount| Amount::exactly(amount.parse().unwrap())),
        unit: Some(unit.to_owned()),
        ..line(
            LineId::derived(name),
            text,
            Some(IngredientId::derived(ingredient)),
        )
    };
    Content {
        category: Some("soup".to_owned()),
        meal_type: Some("Dinner".to_owned()),
        total_minutes: Some(40),
        diets: Some(DietSet::from_text("Vegan")),
        nutrition: Some(NutritionFacts {
            protein_g: Some("3333333/1000000".parse().unwrap()),
            ..NutritionFacts::new("ai-estimated@1".parse().unwrap())
        }),
        lines: vec![
            with("leek", "1.5 whole Leek", "leek", Some("3/2"), "whole"),
            with("row 4", "0.30000000000000004 cup leek", "row 4", None, "cup"),
            line(LineId::derived("water"), "water", None),
        ],
        tags: vec!["weeknight".to_owned(), "soups".to_owned(), "soups".to_owned()],
        document: Some(DOCUMENT.to_owned()),
        ..content("Leek soup", &[], &["Cut.", "Cook."])
    }
}

fn planned(name: &str, meal_id: Option<MealId>, main_recipe_id: RecipeId, planned_date: NaiveDate) -> Event {
    Event::from(PlanEvent::from(MealSelected {
        selection_id: SelectionId::derived(name),
        meal_id,
        main_recipe_id,
        sides: Side::in_slots([Some(soup())]),
        planned_date,
        shopping_mode: ShoppingMode::All,
    }))
}

/// All of it, and what was said in heirloom since.
pub(crate) fn moved_in() -> Log {
    let mut log = Log::default();
    for (stream, happened) in imported() {
        log.push(stream, happened);
    }
    let cooked_at = "2025-08-05T18:00:00Z".parse().unwrap();
    log.push(soup(), event(RecipeCooked { cooked_at }));
    log.last().metadata.command_id = Some(CommandId::derived("cooked"));
    let meal = MealId::derived("row 6");
    let created = MealCreated {
        name: "Soup day".to_owned(),
        main_recipe_id: soup(),
        sides: vec![soup(), RecipeId::derived("gone")],
        tags: vec!["schön".to_owned()],
        saved: true,
    };
    log.push(meal, Event::Meal(created.into()));
    log.push(week(), planned("row 5", Some(meal), soup(), monday(5)));
    let source = SourceId::derived("app.db");
    list(&mut log);
    for (table, row, became) in taken() {
        let row = TakenRow {
            row: row.to_owned(),
            digest: "0".repeat(64),
            became: vec![became],
        };
        let (table, rows) = (table.to_owned(), vec![row]);
        log.push(
            source,
            Event::from(SourceEvent::from(SourceRowsTaken { table, rows })),
        );
    }
    since(&mut log);
    log
}

fn list(log: &mut Log) {
    let item_id = ItemId::derived("row 9");
    let added = ShoppingLineAdded {
        item_id,
        name: "Paper towels".to_owned(),
        quantity: Quantity::new(2, 1).unwrap(),
        unit: Some("rolls".to_owned()),
        category: None,
        source: ShoppingSource::manual(),
        key: None,
    };
    let flagged = ItemFlagged {
        key: format!("item::{item_id}"),
        algorithm: 0,
        flagged: true,
    };
    let said: [ShoppingEvent; 3] = [added.into(), flagged.into(), ListSynchronised {}.into()];
    for said in said {
        log.push(week(), Event::from(said));
    }
}

/// What is new since, and what is no meal.
fn since(log: &mut Log) {
    let stew = log.recipe(content("Stew", &["a line without an ingredient"], &["Stew\nit."]));
    log.push(week(), planned("tuesday", None, stew, monday(6)));
    let completed = MealCompleted {
        selection_id: SelectionId::derived("tuesday"),
        completed_at: "2026-01-06T19:00:00Z".parse().unwrap(),
    };
    log.push(week(), Event::from(PlanEvent::from(completed)));
    let gone = log.recipe(content("Archived", &[], &[]));
    log.push(gone, event(RecipeArchived {}));
    log.push(week(), planned("wednesday", None, gone, monday(7)));
    log.push(
        soup(),
        event(RecipeRenamed {
            title: "Leek and potato soup".to_owned(),
        }),
    );
}
