//! What every kind of event is said to have done.

use heirloom_events::Stream;
use heirloom_events::recipe::*;
use heirloom_events::values::*;
use heirloom_projections::models::recipe_history::what;
use proptest::prelude::*;

use crate::log::{content, line};

fn id(name: &str) -> LineId {
    LineId::derived(name)
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn step(name: &str, section: Option<&str>, text: &str) -> Step {
    Step {
        step_id: StepId::derived(name),
        section: section.map(str::to_owned),
        text: text.to_owned(),
    }
}

fn times(prep_minutes: Option<u32>, cook_minutes: Option<u32>) -> RecipeEvent {
    RecipeTimesSet {
        prep_minutes,
        cook_minutes,
        total_minutes: None,
    }
    .into()
}

fn changed(name: &str, text: &str) -> RecipeEvent {
    IngredientLineChanged {
        line: line(id(name), text, None),
    }
    .into()
}

fn added(name: &str, text: &str, after: Option<&str>) -> RecipeEvent {
    IngredientLineAdded {
        line: line(id(name), text, None),
        after: after.map(id),
    }
    .into()
}

fn ordered(names: &[&str]) -> RecipeEvent {
    IngredientLinesReordered {
        order: names.iter().map(|name| id(name)).collect(),
    }
    .into()
}

fn directions(steps: &[Step]) -> RecipeEvent {
    DirectionsRevised {
        steps: steps.to_vec(),
    }
    .into()
}

/// Says what each event does, one after the other.
fn told(events: Vec<RecipeEvent>) -> String {
    let mut recipe = Recipe::default();
    let mut told = Vec::new();
    for event in events {
        told.push(what(&recipe, &event));
        recipe.apply(event);
    }
    told.join("\n")
}

fn created() -> RecipeEvent {
    RecipeCreated {
        content: content("Stew", &[], &[]),
    }
    .into()
}

#[test]
fn facts_are_told() {
    let cooked = RecipeCooked {
        cooked_at: "2026-02-03T23:59:59Z".parse().unwrap(),
    };
    let told = told(vec![
        created(),
        RecipeRenamed {
            title: "Beef\nstew".to_owned(),
        }
        .into(),
        RecipeDescribed {
            description: text(&"long ".repeat(40)),
        }
        .into(),
        RecipeDescribed { description: None }.into(),
        RecipeCategorised {
            category: text("winter"),
        }
        .into(),
        RecipeCategorised {
            category: text("meat"),
        }
        .into(),
        RecipeCategorised {
            category: text("meat"),
        }
        .into(),
        RecipeMealTypeSet {
            meal_type: text("dinner"),
        }
        .into(),
        RecipeServingsSet {
            servings: Some(4),
            yield_text: text("4–6"),
        }
        .into(),
        RecipeServingsSet {
            servings: Some(6),
            yield_text: text("4–6"),
        }
        .into(),
        times(Some(10), Some(90)),
        times(Some(10), Some(120)),
        times(Some(10), Some(120)),
        RecipeNotesSet {
            notes: text("Better the next day."),
        }
        .into(),
        RecipeNotesSet {
            notes: text(&format!("{}Freeze half.", "Salt late. ".repeat(12))),
        }
        .into(),
        RecipeNotesSet {
            notes: text(&format!("{}Freeze none.", "Salt late. ".repeat(12))),
        }
        .into(),
        RecipeImageSet {
            image: Some(ImageRef::from_path("stew.jpg")),
        }
        .into(),
        RecipeDietSet {
            diets: Some(DietSet::from_text("no nuts for Tom")),
        }
        .into(),
        RecipeTagged {
            tag: "slow".to_owned(),
        }
        .into(),
        RecipeUntagged {
            tag: "slow".to_owned(),
        }
        .into(),
        RecipeFavourited {}.into(),
        RecipeUnfavourited {}.into(),
        RecipeSourceSet {
            source_url: text("https://example.org"),
            document: text("{}"),
        }
        .into(),
        cooked.into(),
        RecipeArchived {}.into(),
        RecipeRestored {}.into(),
        RecipeReverted {
            to_version: 4,
            content: Content::default(),
        }
        .into(),
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn newer_facts_are_told() {
    let recorded = |facts: NutritionFacts| RecipeEvent::from(NutritionRecorded { facts: Some(facts) });
    let moved = |key: &str| -> RecipeEvent {
        let blake3 = "0".repeat(64);
        RecipeImageRelocated {
            to: ImageRef::new("attic", key),
            blake3,
        }
        .into()
    };
    let set = |path: Option<&str>| -> RecipeEvent {
        RecipeImageSet {
            image: path.map(ImageRef::from_path),
        }
        .into()
    };
    let measured = NutritionFacts {
        calories: Some(420),
        protein_g: Some("7/2".parse().unwrap()),
        source: text("the\npacket"),
        measured_on: chrono::NaiveDate::from_ymd_opt(2026, 1, 2),
        ..NutritionFacts::new("label@2".parse().unwrap())
    };
    let difficulty = |difficulty| RecipeEvent::from(RecipeDifficultySet { difficulty });
    let told = told(vec![
        created(),
        moved("a.jpg"),
        set(Some("stew.jpg")),
        moved("a.jpg"),
        moved("a.jpg"),
        set(None),
        difficulty(Some(Difficulty::Medium)),
        difficulty(Some(Difficulty::Hard)),
        difficulty(None),
        recorded(NutritionFacts::stated(250)),
        recorded(NutritionFacts::stated(300)),
        recorded(NutritionFacts::stated(300)),
        NutritionRecorded { facts: None }.into(),
        recorded(measured),
        recorded(NutritionFacts::new(Method::STATED)),
        recorded(NutritionFacts::new("label@2".parse().unwrap())),
        NutritionRecorded { facts: None }.into(),
    ]);
    insta::assert_snapshot!(told);
}

fn stands_for(line: &str, recipe: Option<&str>) -> RecipeEvent {
    let recipe_id = recipe.map(RecipeId::derived);
    let line_id = id(line);
    IngredientLineReferenceSet { line_id, recipe_id }.into()
}

#[test]
fn changes_of_lines_are_told() {
    let told = told(vec![
        created(),
        added("beef", "500 g beef", None),
        added("ale", "1 bottle ale", Some("beef")),
        added("flour", "200 g flour", Some("gone")),
        added("flour", "200 g flour", None),
        changed("flour", "220 g flour"),
        changed("flour", "220 g flour"),
        changed("gone", "salt"),
        ordered(&["flour", "beef", "ale"]),
        ordered(&["ale", "beef", "flour"]),
        ordered(&["ale", "beef", "flour"]),
        stands_for("ale", Some("Brown ale")),
        stands_for("ale", None),
        stands_for("gone", None),
        RecipeEvent::from(IngredientLineRemoved { line_id: id("beef") }),
        RecipeEvent::from(IngredientLineRemoved { line_id: id("beef") }),
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn changes_of_steps_are_told() {
    let [brown, pour, wait] = [
        step("1", None, "Brown."),
        step("2", None, "Pour."),
        step("3", None, "Wait."),
    ];
    let again = step("2", None, "Pour in.");
    let under = step("2", Some("Later"), "Pour in.");
    let many: Vec<Step> = (0..9).map(|n| step(&format!("n{n}"), None, "More.")).collect();
    let told = told(vec![
        created(),
        directions(&[brown.clone(), pour.clone()]),
        directions(&[brown.clone(), pour, wait.clone()]),
        directions(&[brown.clone(), again.clone(), wait.clone()]),
        directions(&[brown.clone(), under.clone(), wait.clone()]),
        directions(&[wait.clone(), brown.clone(), under]),
        directions(&[step("1", None, "Brown well."), again, step("4", None, "Rest.")]),
        directions(&many),
        directions(&many),
        directions(&[]),
    ]);
    insta::assert_snapshot!(told);
}

proptest! {
    /// What the sentence says was moved is what the fold moves.
    #[test]
    fn an_order_is_told_as_the_fold_takes_it(order in prop::collection::vec(0..7_u8, 0..7)) {
        let names = ["a", "b", "c", "d", "e"];
        let mut before = Recipe::default();
        before.content.lines = names.iter().map(|name| line(id(name), name, None)).collect();
        let order = order.iter().map(|n| id(names.get(usize::from(*n)).unwrap_or(&"gone"))).collect();
        let event = RecipeEvent::from(IngredientLinesReordered { order });
        let mut after = before.clone();
        after.apply(event.clone());
        let told = what(&before, &event);
        prop_assert_eq!(told.starts_with("left"), before == after, "{}", told);
        if let Some(rest) = told.strip_prefix("moved a line to place ") {
            let (place, name) = rest.split_once(": ").unwrap();
            let moved = &after.content.lines[place.parse::<usize>().unwrap() - 1];
            prop_assert_eq!(name, format!("`{}`", moved.text));
        }
    }

    /// Whatever stands in the log, there is a sentence of one line for it.
    #[test]
    fn a_sentence_is_one_short_line(old in ".{0,200}", new in ".{0,200}") {
        let mut recipe = Recipe::default();
        recipe.content.title = old.clone();
        recipe.content.notes = Some(old);
        for event in [
            RecipeEvent::from(RecipeRenamed { title: new.clone() }),
            RecipeNotesSet { notes: Some(new) }.into(),
        ] {
            let told = what(&recipe, &event);
            prop_assert!(!told.is_empty() && told.chars().count() < 220 && !told.contains('\n'), "{}", told);
        }
    }
}
