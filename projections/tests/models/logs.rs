//! Logs whose rows are kept as examples.

use chrono::NaiveDate;
use heirloom_events::Event;
use heirloom_events::catalogue::{
    CatalogueEvent, IngredientAliased, IngredientDefined, IngredientDuplicateDefined, IngredientMerged,
    IngredientRemoved,
};
use heirloom_events::meal::{MealArchived, MealCreated, MealEvent, MealRenamed, MealSavedSet};
use heirloom_events::plan::{
    MealCleared, MealCompleted, MealMoved, MealSelected, MealServingsSet, MealShoppingSet, PlanEvent,
    PlanReordered,
};
use heirloom_events::recipe::*;
use heirloom_events::values::{
    Amount, DietSet, DietTag, Difficulty, ImageRef, IngredientId, LineId, MealId, Method, NutritionFacts,
    RecipeId, SelectionId, ShoppingMode, Side, StepId, unit_of,
};

use crate::log::{Log, content, event, household, line};

/// The logs by name, each a household of its own. Their rows are locked, so a log here is never changed: what
/// newer events make is shown by a new one.
pub(crate) fn logs() -> Vec<(&'static str, Log)> {
    vec![
        ("a_small_household", a_small_household()),
        ("odd_histories", odd_histories()),
        ("diets_units_and_facts", diets_units_and_facts()),
        ("a_planned_week", a_planned_week()),
        ("a_household_that_moved_in", crate::moved_in::moved_in()),
        ("a_week_with_problems", crate::problems::a_week_with_problems()),
        ("recipes_in_recipes", crate::inside::recipes_in_recipes()),
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
        meal_id: None,
        sides: Side::in_slots([None, Some(RecipeId::derived("Soup"))]),
        planned_date: NaiveDate::from_ymd_opt(2026, 1, 26).unwrap(),
        shopping_mode: ShoppingMode::None,
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

/// What revisions 2 to 8 brought, with values that do not fit their columns.
fn diets_units_and_facts() -> Log {
    let mut log = Log::default();
    let curry = log.recipe(curry());
    let to = ImageRef::new("attic", "2026/curry.jpg");
    let blake3 = "0".repeat(64);
    log.push(curry, event(RecipeImageRelocated { to, blake3 }));
    let facts = NutritionFacts {
        calories: Some(420),
        protein_g: Some("7/2".parse().unwrap()),
        sodium_mg: Some("1000000000".parse().unwrap()),
        source: Some("the packet".to_owned()),
        measured_on: NaiveDate::from_ymd_opt(2026, 1, 2),
        ..NutritionFacts::new("label@2".parse().unwrap())
    };
    log.push(curry, event(NutritionRecorded { facts: Some(facts) }));
    let plain = log.recipe(Content {
        diets: Some(DietSet::of([DietTag::Vegan, DietTag::GlutenFree])),
        nutrition: Some(NutritionFacts::stated(u32::MAX)),
        ..content("Plain rice", &["rice"], &[])
    });
    log.push(
        plain,
        event(RecipeDifficultySet {
            difficulty: Some(Difficulty::Easy),
        }),
    );
    let none = log.recipe(content("Nothing said", &[], &[]));
    log.push(none, event(NutritionRecorded { facts: None }));
    log
}

fn curry() -> Content {
    let with = |name: &str, amount: &str, up_to: Option<&str>, unit: &str| {
        let number = |text: &str| text.parse().unwrap();
        let amount = match up_to {
            Some(high) => Amount::range(number(amount), number(high)).unwrap(),
            None => Amount::exactly(number(amount)),
        };
        Line {
            amount: Some(amount),
            unit: Some(unit.to_owned()),
            unit_id: unit_of(unit),
            ..line(LineId::derived(name), name, None)
        }
    };
    Content {
        image: Some(ImageRef::from_path("https://res.cloudinary.com/demo/curry.jpg")),
        diets: Some(DietSet::from_text("Vegan / gluten free, grandma's rules")),
        preparation_difficulty: Some(Difficulty::Medium),
        nutrition: Some(NutritionFacts {
            calories: Some(250),
            ..NutritionFacts::new(Method::STATED)
        }),
        lines: vec![
            Line {
                preparation_method: Some("finely chopped".to_owned()),
                optional: true,
                ..with("2 cups onions", "2", None, "cups")
            },
            with("1–2 lbs potatoes", "1", Some("2"), "lbs"),
            with("3 cans tomatoes", "3", None, "cans"),
            with("1 pinch salt", "1", None, "pinch"),
            with("1 ladle stock", "1", None, "of our ladles"),
            Line {
                unit_id: Some("our_ladle".parse().unwrap()),
                ..with("2 ladles stock", "2", None, "ladles")
            },
            with("too much", "1/999983", Some("999999937"), "imperial pints"),
            Line {
                preparation_method: Some("x".repeat(101)),
                ..line(
                    LineId::derived("long"),
                    "a method that is too long for its column",
                    None,
                )
            },
        ],
        ..content("Curry", &[], &["Cook."])
    }
}

/// Meals with a name, a week with all that can be said of it, and ingredients of which more is known.
fn a_planned_week() -> Log {
    let mut log = Log::default();
    let dish = |name: &str| RecipeId::derived(name);
    let lunch = MealId::derived("lunch");
    let meals: [MealEvent; 4] = [
        MealCreated {
            name: "Lunch".to_owned(),
            main_recipe_id: dish("Stew"),
            sides: ["Bread", "Salad", "Bread"].map(dish).to_vec(),
            tags: vec!["quick".to_owned(), "for \"guests\"".to_owned()],
            saved: false,
        }
        .into(),
        MealRenamed {
            name: "Sunday lunch".to_owned(),
        }
        .into(),
        MealSavedSet { saved: true }.into(),
        MealArchived {}.into(),
    ];
    for happened in meals {
        log.push(lunch, Event::Meal(happened));
    }
    let orphan = MealRenamed {
        name: "a meal that was never put together".to_owned(),
    };
    log.push("not-a-uuid", Event::Meal(orphan.into()));
    for happened in week(lunch) {
        log.push("2026-W05", Event::Plan(happened));
    }
    for happened in pantry() {
        log.push(household(), Event::Catalogue(happened));
    }
    let cooked_at = "2026-01-26T18:00:00Z".parse().unwrap();
    log.push(dish("Stew"), event(RecipeCooked { cooked_at }));
    log
}

fn week(meal: MealId) -> Vec<PlanEvent> {
    let id = SelectionId::derived;
    let selected = |name: &str, slots: &[Option<&str>], shopping_mode| {
        let sides = slots.iter().map(|slot| slot.map(RecipeId::derived));
        PlanEvent::from(MealSelected {
            selection_id: id(name),
            meal_id: (name == "monday").then_some(meal),
            main_recipe_id: RecipeId::derived("Stew"),
            sides: Side::in_slots(sides),
            planned_date: NaiveDate::from_ymd_opt(2026, 1, 26).unwrap(),
            shopping_mode,
        })
    };
    let five = [Some("Bread"), None, Some("Salad"), Some("Bread"), Some("Rice")];
    let mut events = vec![
        selected("monday", &five, ShoppingMode::ProduceOnly),
        selected("tuesday", &[None, Some("Rice")], ShoppingMode::All),
        selected("wednesday", &[], ShoppingMode::None),
    ];
    events.extend([
        PlanReordered {
            order: vec![id("wednesday"), id("monday")],
        }
        .into(),
        MealServingsSet {
            selection_id: id("monday"),
            servings: Some(6),
        }
        .into(),
        MealCompleted {
            selection_id: id("tuesday"),
            completed_at: "2026-01-26T18:00:00Z".parse().unwrap(),
        }
        .into(),
        MealCleared {
            selection_id: id("tuesday"),
        }
        .into(),
        MealShoppingSet {
            selection_id: id("wednesday"),
            shopping_mode: ShoppingMode::All,
        }
        .into(),
    ]);
    events
}

fn pantry() -> Vec<CatalogueEvent> {
    let (flour, other) = (IngredientId::derived("flour"), IngredientId::derived("row 7"));
    let gone = IngredientId::derived("gone");
    let defined = |ingredient_id, name: &str| IngredientDefined {
        ingredient_id,
        name: name.to_owned(),
        category: None,
    };
    vec![
        defined(flour, "Flour").into(),
        defined(gone, "Gone").into(),
        IngredientDuplicateDefined {
            ingredient_id: other,
            duplicate_of: flour,
            name: "FLOUR".to_owned(),
            category: Some("Pantry".to_owned()),
        }
        .into(),
        IngredientRemoved { ingredient_id: gone }.into(),
    ]
}
