//! Logs whose rows are kept as examples.

use chrono::NaiveDate;
use heirloom_events::Event;
use heirloom_events::catalogue::{CatalogueEvent, IngredientAliased, IngredientDefined, IngredientMerged};
use heirloom_events::plan::{MealMoved, MealSelected, PlanEvent};
use heirloom_events::recipe::*;
use heirloom_events::values::{Amount, IngredientId, LineId, RecipeId, SelectionId, StepId};

use crate::log::{Log, content, event, household, line};

/// The logs by name, each a household of its own. Their rows are locked, so a log here is never changed: what
/// newer events make is shown by a new one.
pub(crate) fn logs() -> Vec<(&'static str, Log)> {
    vec![
        ("a_small_household", a_small_household()),
        ("odd_histories", odd_histories()),
        // The next log goes here.
    ]
}

fn bread() -> Content {
    let flour = IngredientId::derived("flour");
    let amount = Amount::range("3/2".parse().unwrap(), "2".parse().unwrap()).unwrap();
    let step = |name: &str, section: Option<&str>, text: &str| Step {
        step_id: StepId::derived(name),
        section: section.map(str::to_owned),
        text: text.to_owned(),
    };
    Content {
        description: Some("A *plain* loaf.".to_owned()),
        category: Some("bread".to_owned()),
        servings: Some(4),
        yield_text: Some("one loaf".to_owned()),
        prep_minutes: Some(20),
        lines: vec![
            Line {
                amount: Some(amount),
                unit: Some("cups".to_owned()),
                ..line(LineId::derived("flour"), "1 1/2–2 cups flour", Some(flour))
            },
            line(LineId::derived("salt"), "salt", None),
        ],
        steps: vec![
            step("1", Some("For the dough"), "Mix."),
            step("2", Some("For the dough"), "Knead."),
            step("3", Some("To bake"), "Bake."),
            step("4", None, "Cool."),
        ],
        tags: vec!["loaf".to_owned(), "weekend".to_owned(), "loaf".to_owned()],
        document: Some("{}".to_owned()),
        ..content("White  Bread", &[], &[])
    }
}

fn a_small_household() -> Log {
    let mut log = Log::default();
    let bread = log.recipe(bread());
    log.push(
        bread,
        event(RecipeCooked {
            cooked_at: "2026-02-03T04:05:06Z".parse().unwrap(),
        }),
    );
    log.push(bread, event(RecipeFavourited {}));
    let flour = IngredientId::derived("flour");
    let other = IngredientId::derived("plain flour");
    let catalogue: [CatalogueEvent; 4] = [
        IngredientDefined {
            ingredient_id: flour,
            name: "Flour".to_owned(),
            category: Some("baking".to_owned()),
        }
        .into(),
        IngredientDefined {
            ingredient_id: other,
            name: "Plain flour".to_owned(),
            category: None,
        }
        .into(),
        IngredientAliased {
            ingredient_id: flour,
            alias: "White Flour".to_owned(),
        }
        .into(),
        IngredientMerged {
            ingredient_id: other,
            into: flour,
        }
        .into(),
    ];
    for happened in catalogue {
        log.push(household(), Event::Catalogue(happened));
    }
    let selected = MealSelected {
        selection_id: SelectionId::derived("monday"),
        main_recipe_id: bread,
        side_recipe_1: None,
        side_recipe_2: Some(RecipeId::derived("Soup")),
        side_recipe_3: None,
        planned_date: NaiveDate::from_ymd_opt(2026, 1, 26).unwrap(),
        exclude_from_shopping: true,
    };
    let moved = MealMoved {
        selection_id: selected.selection_id,
        planned_date: NaiveDate::from_ymd_opt(2026, 1, 27).unwrap(),
    };
    log.push("2026-W05", Event::Plan(PlanEvent::MealSelected(selected)));
    log.push("2026-W05", Event::Plan(PlanEvent::MealMoved(moved)));
    log
}

/// What no decision would make.
fn odd_histories() -> Log {
    let mut log = Log::default();
    let orphan = line(
        LineId::derived("orphan"),
        "a line of a recipe that was never created",
        None,
    );
    log.push(
        "not-a-uuid",
        event(IngredientLineAdded {
            line: orphan.clone(),
            after: Some(LineId::derived("gone")),
        }),
    );
    log.push(
        "not-a-uuid",
        event(IngredientLineAdded {
            line: orphan.clone(),
            after: None,
        }),
    );
    let twice = Content {
        lines: vec![orphan.clone(), orphan],
        ..content("Twice the same line id", &[], &[])
    };
    let twice = log.recipe(twice);
    log.push(twice, event(RecipeArchived {}));
    log.push(twice, event(RecipeArchived {}));
    let merged = IngredientMerged {
        ingredient_id: IngredientId::derived("a"),
        into: IngredientId::derived("b"),
    };
    log.push(household(), Event::Catalogue(merged.into()));
    log
}
