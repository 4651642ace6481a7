//! Events made from plain numbers, so that proptest can shrink them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use heirloom_events::catalogue::{IngredientDefined, IngredientMerged, IngredientRenamed};
use heirloom_events::meal::{MealArchived, MealComposed, MealCreated, MealRenamed, MealSavedSet};
use heirloom_events::plan::{
    DietaryConstraintsSet, MealCleared, MealCompleted, MealMoved, MealRemoved, MealReopened, MealSelected,
    MealServingsSet, MealShoppingSet, PlanReordered,
};
use heirloom_events::recipe::{
    Content, DirectionsRevised, IngredientLineAdded, IngredientLineChanged, IngredientLineReferenceSet,
    IngredientLineRemoved, Line, NutritionRecorded, RecipeArchived, RecipeCooked, RecipeCreated,
    RecipeDietSet, RecipeDifficultySet, RecipeImageRelocated, RecipeImageSet, RecipeRenamed, RecipeRestored,
    RecipeTagged, RecipeUntagged, Step,
};
use heirloom_events::shopping::{
    ItemHaveSet, ItemMoved, ListSynchronised, ShoppingEvent, ShoppingLineAdded, ShoppingLineRemoved,
};
use heirloom_events::source::{SourceEvent, SourceOpened, SourceRowsTaken, TakenRow};
use heirloom_events::values::{
    Amount, CommandId, DietSet, Difficulty, HouseholdId, ImageRef, IngredientId, ItemId, LineId, MealId,
    NutritionFacts, Quantity, RecipeId, SelectionId, ShoppingMode, ShoppingSource, Side, SourceId, StepId,
    WeekId, unit_of,
};
use heirloom_events::{Event, Metadata, Recorded, StreamKey, StreamType, catalogue, meal, plan, recipe};
use proptest::prelude::*;

/// What happened, in numbers: household, thing, kind of event, something small.
pub type Happening = (u8, u8, u8, u16);

pub fn happenings(most: usize) -> impl Strategy<Value = Vec<Happening>> {
    prop::collection::vec((0..3_u8, 0..4_u8, 0..31_u8, 0..12_u16), 0..most)
}

pub fn household(number: u8) -> HouseholdId {
    HouseholdId::derived(&format!("test {number}"))
}

pub fn recipe_id(household: u8, number: u16) -> RecipeId {
    RecipeId::derived(&format!("{household}/{number}"))
}

/// The events of what happened, in order.
pub fn recorded(happenings: &[Happening]) -> Vec<Recorded> {
    happenings.iter().map(|happening| event(*happening)).collect()
}

fn start() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

fn line(n: u16) -> Line {
    let quantity = Quantity::new(i128::from(n % 7), i128::from(n % 3) + 1).unwrap();
    Line {
        line_id: LineId::derived(&format!("line {}", n % 5)),
        text: format!("{quantity} cups of no. {n}"),
        amount: (!n.is_multiple_of(4)).then(|| Amount::exactly(quantity)),
        unit: n.is_multiple_of(2).then(|| "cups".to_owned()),
        ingredient_id: n
            .is_multiple_of(3)
            .then(|| IngredientId::derived(&format!("{n}"))),
        unit_id: n.is_multiple_of(2).then(|| unit_of("cups")).flatten(),
        preparation_method: n.is_multiple_of(5).then(|| format!("cut {n} times")),
        optional: n.is_multiple_of(3),
    }
}

fn diets(n: u16) -> Option<DietSet> {
    let text = ["", "vegan", "Vegan, gluten free / grandma's", "none"][usize::from(n % 4)];
    (!n.is_multiple_of(4)).then(|| DietSet::from_text(text))
}

fn facts(n: u16) -> Option<NutritionFacts> {
    (n % 4 != 1).then(|| NutritionFacts {
        protein_g: n.is_multiple_of(2).then(|| Quantity::new(n.into(), 3).unwrap()),
        source: n.is_multiple_of(3).then(|| format!("label {n}")),
        ..NutritionFacts::stated(u32::from(n) * 10)
    })
}

/// What later revisions brought.
fn newer(n: u16) -> recipe::RecipeEvent {
    let image = ImageRef::new("file", format!("{n}.jpg"));
    match n % 5 {
        0 => RecipeImageSet {
            image: n.is_multiple_of(2).then_some(image),
        }
        .into(),
        1 => RecipeImageRelocated {
            to: image,
            blake3: "0".repeat(64),
        }
        .into(),
        2 => RecipeDietSet { diets: diets(n) }.into(),
        3 => RecipeDifficultySet {
            difficulty: Difficulty::ALL.get(usize::from(n % 4)).copied(),
        }
        .into(),
        _ => NutritionRecorded { facts: facts(n) }.into(),
    }
}

/// What can be said of a planned week since there are meals with names.
fn planning(selection_id: SelectionId, n: u16) -> plan::PlanEvent {
    let completed_at = start() + TimeDelta::hours(n.into());
    match n % 7 {
        0 => MealServingsSet {
            selection_id,
            servings: n.is_multiple_of(2).then(|| n.into()),
        }
        .into(),
        1 => MealCompleted {
            selection_id,
            completed_at,
        }
        .into(),
        2 => MealReopened { selection_id }.into(),
        3 => MealCleared { selection_id }.into(),
        4 => DietaryConstraintsSet { diets: diets(n) }.into(),
        5 => MealShoppingSet {
            selection_id,
            shopping_mode: ShoppingMode::ALL[usize::from(n % 3)],
        }
        .into(),
        _ => PlanReordered {
            order: vec![selection_id],
        }
        .into(),
    }
}

/// What can happen to a meal.
fn composing(h: u8, n: u16) -> meal::MealEvent {
    let sides = || (0..n % 4).map(|at| recipe_id(h, at)).collect();
    match n % 6 {
        0 | 1 => MealCreated {
            name: format!("Meal {n}"),
            main_recipe_id: recipe_id(h, n),
            sides: sides(),
            tags: vec![format!("tag {n}")],
            saved: n.is_multiple_of(2),
        }
        .into(),
        2 => MealComposed {
            main_recipe_id: recipe_id(h, n),
            sides: sides(),
        }
        .into(),
        3 => MealSavedSet {
            saved: n.is_multiple_of(2),
        }
        .into(),
        4 => MealArchived {}.into(),
        _ => MealRenamed {
            name: format!("Meal no. {n}"),
        }
        .into(),
    }
}

/// What can be said of a week's list.
fn shopping(n: u16) -> ShoppingEvent {
    let item_id = ItemId::derived(&format!("{}", n % 3));
    let key = format!("item::{item_id}");
    match n % 5 {
        0 | 1 => ShoppingLineAdded {
            item_id,
            name: format!("Thing {n}"),
            quantity: Quantity::ONE,
            unit: None,
            category: None,
            source: ShoppingSource::manual(),
            key: None,
        }
        .into(),
        2 => ItemHaveSet {
            key,
            algorithm: 0,
            have: true,
        }
        .into(),
        3 if n.is_multiple_of(2) => ShoppingLineRemoved { item_id }.into(),
        3 => ItemMoved {
            key,
            algorithm: 0,
            category: "dairy".to_owned(),
        }
        .into(),
        _ => ListSynchronised {}.into(),
    }
}

/// What is known of a database of another application; `thing` is the same as in what was made of it.
fn source(h: u8, thing: u8, n: u16) -> SourceEvent {
    if n.is_multiple_of(3) {
        let kind = if n == 9 { "something else" } else { "mealgenie" };
        return SourceOpened {
            kind: kind.to_owned(),
            name: "app.db".to_owned(),
            revision: "687a6a7ea1b6".to_owned(),
        }
        .into();
    }
    let week = WeekId::derived(&format!("{h} 2026-W{:02}", thing + 1));
    let selection = SelectionId::derived(&format!("{h} {thing} {}", n % 4));
    let item = ItemId::derived(&format!("{}", n % 3));
    let (table, became) = match n % 7 {
        0 => ("recipe", format!("recipe/{}", recipe_id(h, thing.into()))),
        1 => (
            "ingredients",
            format!("ingredient/{}", IngredientId::derived(&format!("{n}"))),
        ),
        2 => (
            "meals",
            format!("meal/{}", MealId::derived(&format!("{h} {thing}"))),
        ),
        3 => ("planner_entries", format!("selection/{selection}@{week}")),
        4 => ("shopping_items", format!("item/{item}@{week}")),
        5 => ("recipe_history", format!("cooking/{}", command(h, thing))),
        _ => ("recipe_groups", format!("tag/tag {}", n % 3)),
    };
    let scheduled = vec![format!("scheduled/{selection}"); usize::from(thing % 2)];
    let row = TakenRow {
        row: (thing % 2 + 1).to_string(),
        digest: n.to_string(),
        became: [vec![became], scheduled].concat(),
    };
    let (table, rows) = (table.to_owned(), vec![row]);
    SourceRowsTaken { table, rows }.into()
}

fn command(h: u8, thing: u8) -> CommandId {
    CommandId::derived(&format!("{h} {thing}"))
}

fn event((h, thing, kind, n): Happening) -> Recorded {
    let recipe = recipe_id(h, thing.into());
    let recipe_event =
        |event: recipe::RecipeEvent| (StreamKey::new(StreamType::Recipe, recipe), Event::from(event));
    let catalogue_event = |event: catalogue::CatalogueEvent| {
        (
            StreamKey::new(StreamType::Catalogue, household(h)),
            Event::from(event),
        )
    };
    let plan_event = |event: plan::PlanEvent| {
        let week = WeekId::derived(&format!("{h} 2026-W{:02}", thing + 1));
        (StreamKey::new(StreamType::Plan, week), Event::from(event))
    };
    let ingredient_id = IngredientId::derived(&format!("{n}"));
    let selection_id = SelectionId::derived(&format!("{h} {thing} {}", n % 4));
    let planned_date = NaiveDate::from_ymd_opt(2026, 1, 5 + u32::from(n % 20)).unwrap();
    let (stream, event) = match kind {
        0 | 1 => recipe_event(
            RecipeCreated {
                content: content(thing, n),
            }
            .into(),
        ),
        2 => recipe_event(
            RecipeRenamed {
                title: format!("Title no. {n}"),
            }
            .into(),
        ),
        3 | 4 => {
            let after = n
                .is_multiple_of(2)
                .then(|| LineId::derived(&format!("line {}", n % 3)));
            recipe_event(IngredientLineAdded { line: line(n), after }.into())
        }
        5 => recipe_event(IngredientLineChanged { line: line(n) }.into()),
        6 => recipe_event(
            IngredientLineRemoved {
                line_id: line(n).line_id,
            }
            .into(),
        ),
        29 | 30 => recipe_event(
            IngredientLineReferenceSet {
                line_id: line(n).line_id,
                recipe_id: (!n.is_multiple_of(4)).then(|| recipe_id(h, n % 3)),
            }
            .into(),
        ),
        7 => recipe_event(
            RecipeTagged {
                tag: format!("tag {}", n % 3),
            }
            .into(),
        ),
        8 => recipe_event(
            RecipeUntagged {
                tag: format!("tag {}", n % 3),
            }
            .into(),
        ),
        9 => recipe_event(RecipeArchived {}.into()),
        10 => recipe_event(RecipeRestored {}.into()),
        11 => recipe_event(
            RecipeCooked {
                cooked_at: start() + TimeDelta::hours(n.into()),
            }
            .into(),
        ),
        12 => catalogue_event(match n % 3 {
            0 => IngredientRenamed {
                ingredient_id,
                name: format!("Ingredient {thing}"),
            }
            .into(),
            1 => IngredientMerged {
                ingredient_id,
                into: IngredientId::derived("2"),
            }
            .into(),
            _ => IngredientDefined {
                ingredient_id,
                name: format!("Thing {n}"),
                category: None,
            }
            .into(),
        }),
        16 | 17 => recipe_event(newer(n)),
        18 | 19 => plan_event(planning(selection_id, n)),
        20 | 21 => {
            let meal = MealId::derived(&format!("{h} {thing}"));
            let event = Event::from(composing(h, n));
            (StreamKey::new(StreamType::Meal, meal), event)
        }
        22..=25 => {
            let id = SourceId::derived(&format!("{h} {}", n % 2));
            (
                StreamKey::new(StreamType::Source, id),
                Event::from(source(h, thing, n)),
            )
        }
        26..=28 => {
            let week = WeekId::derived(&format!("{h} 2026-W{:02}", thing + 1));
            (
                StreamKey::new(StreamType::Shopping, week),
                Event::from(shopping(n)),
            )
        }
        13 | 14 => plan_event(
            MealSelected {
                selection_id,
                main_recipe_id: recipe,
                meal_id: None,
                sides: Side::in_slots((0..n % 6).map(|at| (at != 1).then(|| recipe_id(h, n + at)))),
                planned_date,
                shopping_mode: ShoppingMode::ALL[usize::from(n % 3)],
            }
            .into(),
        ),
        _ if n.is_multiple_of(2) => plan_event(
            MealMoved {
                selection_id,
                planned_date,
            }
            .into(),
        ),
        _ => plan_event(MealRemoved { selection_id }.into()),
    };
    Recorded {
        household: household(h),
        position: 0,
        stream,
        sequence: 0,
        recorded_at: start() + TimeDelta::nanoseconds(i64::from(n) * 1_234_567_891),
        metadata: Metadata {
            command_id: n.is_multiple_of(2).then(|| command(h, thing)),
            reason: n.is_multiple_of(3).then(|| format!("reason {n}")),
            ..Metadata::default()
        },
        events: event.into(),
    }
}

fn content(thing: u8, n: u16) -> Content {
    Content {
        title: format!("Stew {thing} of {n}"),
        description: n
            .is_multiple_of(2)
            .then(|| "A “quoted” – dish\n".repeat(usize::from(n % 3))),
        servings: Some(u32::from(n)),
        lines: (0..n % 4).map(line).collect(),
        steps: vec![Step {
            step_id: StepId::derived("1"),
            section: None,
            text: format!("Stir {n} times."),
        }],
        tags: vec!["tag 1".into()],
        nutrition: facts(n),
        diets: diets(n),
        preparation_difficulty: n.is_multiple_of(3).then_some(Difficulty::Medium),
        image: n
            .is_multiple_of(3)
            .then(|| ImageRef::from_path("images/stew.jpg")),
        ..Content::default()
    }
}

/// A household's recipe with this title and lines.
pub fn created(h: u8, number: u16, title: &str, lines: u16) -> Recorded {
    let mut event = event((h, 0, 0, 4));
    event.stream = StreamKey::new(StreamType::Recipe, recipe_id(h, number));
    let content = Content {
        title: title.to_owned(),
        lines: (0..lines)
            .map(|n| Line {
                line_id: LineId::derived(&format!("{number} {n}")),
                ..line(n + 1)
            })
            .collect(),
        ..Content::default()
    };
    event.events = Event::from(recipe::RecipeEvent::from(RecipeCreated { content })).into();
    event
}

/// An event of one recipe.
pub fn of_recipe(h: u8, number: u16, event_of: impl Into<recipe::RecipeEvent>) -> Recorded {
    let mut event = created(h, number, "", 0);
    event.events = Event::from(event_of.into()).into();
    event
}

/// The steps of a recipe were revised.
pub fn steps(text: &str) -> DirectionsRevised {
    DirectionsRevised {
        steps: vec![Step {
            step_id: StepId::derived(text),
            section: None,
            text: text.to_owned(),
        }],
    }
}

/// A week plans a recipe, as one of its four meals.
pub fn planned(h: u8, week: u8, meal: u16, recipe: u16) -> Recorded {
    let mut recorded = event((h, week, 13, meal));
    recorded.events = recorded
        .events
        .into_iter()
        .map(|event| match event {
            Event::Plan(plan::PlanEvent::MealSelected(selected)) => {
                let main_recipe_id = recipe_id(h, recipe);
                let selected = MealSelected {
                    main_recipe_id,
                    ..selected
                };
                Event::from(plan::PlanEvent::from(selected))
            }
            other => other,
        })
        .collect();
    recorded
}

/// A week no longer plans one of its four meals; `meal` is odd.
pub fn unplanned(h: u8, week: u8, meal: u16) -> Recorded {
    event((h, week, 15, meal))
}

/// Weeks that plan recipes, and recipes that change meanwhile, in numbers: what, household, week, recipe.
pub fn weekly(most: usize) -> impl Strategy<Value = Vec<(u8, u8, u8, u16)>> {
    prop::collection::vec((0..9_u8, 0..3_u8, 0..4_u8, 0..6_u16), 0..most)
}

/// The events of [`weekly`], in order.
pub fn of_weeks(numbers: &[(u8, u8, u8, u16)]) -> Vec<Recorded> {
    let one = |(at, (what, h, week, n)): (usize, &(u8, u8, u8, u16))| match what {
        0 | 1 => created(*h, *n, &format!("Stew {at}"), 1),
        2 | 3 => of_recipe(
            *h,
            *n,
            RecipeRenamed {
                title: format!("Title {at}"),
            },
        ),
        4..=6 => planned(*h, *week, u16::from(*what), *n),
        7 => unplanned(*h, *week, 2 * n + 1),
        _ => event((*h, 0, 12, *n)),
    };
    numbers.iter().enumerate().map(one).collect()
}
