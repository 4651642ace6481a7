use heirloom_events::recipe::{NutritionRecorded, RecipeDifficultySet, RecipeEvent};
use heirloom_events::values::{Difficulty, Method, NutritionFacts};
use heirloom_events::{Parts, Residues};
use serde_json::json;

use super::{comes_back, residue, today, try_written};

const TRACKED: &str = "RecipeNutritionTracked";

fn recorded(facts: Option<NutritionFacts>) -> NutritionRecorded {
    NutritionRecorded { facts }
}

fn difficulty(difficulty: Option<Difficulty>) -> RecipeEvent {
    RecipeDifficultySet { difficulty }.into()
}

fn read(payload: &str) -> Vec<RecipeEvent> {
    let events = today(TRACKED, 1, payload, &Residues::new()).unwrap();
    events.into_iter().collect()
}

#[test]
fn a_patch_becomes_an_event_for_each_key_that_it_names() {
    let stated = |n| recorded(Some(NutritionFacts::stated(n))).into();
    assert_eq!(read("{}"), []);
    assert_eq!(read(r#"{"calories_per_serving":0}"#), [stated(0)]);
    assert_eq!(read(r#"{"calories_per_serving":null}"#), [recorded(None).into()]);
    assert_eq!(read(r#"{"preparation_difficulty":null}"#), [difficulty(None)]);
    assert_eq!(
        read(r#"{"calories_per_serving":410,"preparation_difficulty":"hard"}"#),
        [difficulty(Some(Difficulty::Hard)), stated(410)]
    );
}

#[test]
fn stated_calories_and_difficulties_leave_no_residue() {
    for (event, payload) in [
        (recorded(None).into(), r#"{"calories_per_serving":null}"#),
        (
            recorded(Some(NutritionFacts::stated(410))).into(),
            r#"{"calories_per_serving":410}"#,
        ),
        (difficulty(None), r#"{"preparation_difficulty":null}"#),
        (
            difficulty(Some(Difficulty::Easy)),
            r#"{"preparation_difficulty":"easy"}"#,
        ),
    ] {
        let written = comes_back(event, TRACKED, 1);
        assert_eq!(
            (written.payload.as_str(), written.residues),
            (payload, Residues::new())
        );
    }
}

#[test]
fn facts_that_say_more_are_kept_whole() {
    let facts = NutritionFacts {
        protein_g: "7/2".parse().ok(),
        ..NutritionFacts::stated(410)
    };
    let written = comes_back(recorded(Some(facts)), TRACKED, 1);
    assert_eq!(
        residue(&written, "RecipeNutritionTracked@1"),
        json!({"calories": 410, "protein_g": "7/2", "method": "stated@1"})
    );
    comes_back(recorded(Some(NutritionFacts::new(Method::STATED))), TRACKED, 1);
    let computed = NutritionFacts {
        method: Method::ATWATER_2,
        ..NutritionFacts::stated(0)
    };
    comes_back(recorded(Some(computed)), TRACKED, 1);
}

#[test]
fn a_residue_that_does_not_belong_to_the_calories_is_refused() {
    let facts = json!({"calories": 410, "method": "atwater@1"});
    let residues = Residues::from([("RecipeNutritionTracked@1".to_owned(), facts)]);
    assert!(today(TRACKED, 1, r#"{"calories_per_serving":410}"#, &residues).is_ok());
    for payload in [
        r#"{"calories_per_serving":411}"#,
        r#"{"calories_per_serving":null}"#,
        "{}",
    ] {
        let message = today(TRACKED, 1, payload, &residues).unwrap_err();
        assert!(
            message.contains("`calories_per_serving`: the residue"),
            "{message}"
        );
    }
}

#[test]
fn before_there_was_nutrition_neither_is_written() {
    for event in [difficulty(None), recorded(None).into()] {
        let name = event.event_type();
        let message = try_written(event, "RecipeCreated", 1).unwrap_err();
        assert!(message.contains(&format!("`{name}`")), "{message}");
    }
}

#[test]
fn the_parts_of_one_patch_go_back_into_it() {
    let patch = r#"{"calories_per_serving":410,"preparation_difficulty":"hard"}"#;
    let tracked = heirloom_upcasters::registry::find(TRACKED, 1).unwrap();
    for payload in [patch, "{}"] {
        let parts: Parts<_> = read(payload)
            .into_iter()
            .map(heirloom_events::Event::from)
            .collect();
        assert_eq!(
            (tracked.write)(parts),
            Ok(Some((payload.to_owned(), Residues::new())))
        );
    }
}
