//! Energy computed anew, against what is recorded.

use heirloom::commands::recipe::{ArchiveRecipe, Draft, RecordNutrition};
use heirloom::events::values::{Method, NutritionFacts, Quantity};
use heirloom::testing::ThrowawayLog;
use serde_json::json;

use crate::support::*;

heirloom::on_each_database!(
    numbers_are_compared_and_only_computed_ones_are_replaced,
    old_numbers_answer_as_of_then_and_a_run_is_taken_back_as_one,
    a_method_that_does_not_compute_is_an_error,
);

fn facts(calories: Option<u32>, method: Method) -> NutritionFacts {
    let grams = |n| Quantity::new(n, 1).ok();
    NutritionFacts {
        calories,
        protein_g: grams(10),
        total_fat_g: grams(5),
        total_carbs_g: grams(30),
        dietary_fiber_g: grams(6),
        source: Some("a label".into()),
        ..NutritionFacts::new(method)
    }
}

/// By `atwater@2` it is 193 kcal everywhere, by `atwater@1` 205.
async fn house(place: ThrowawayLog) -> House {
    let house = House::over(place).await;
    for (name, facts) in [
        ("pie", Some(facts(Some(205), Method::ATWATER_1))),
        ("tart", Some(facts(Some(193), Method::ATWATER_2))),
        ("soup", Some(facts(Some(400), Method::ATWATER_1))),
        ("stew", Some(facts(Some(210), Method::STATED))),
        ("bread", Some(NutritionFacts::stated(240))),
        ("salad", None),
        ("roast", Some(facts(Some(999), Method::ATWATER_1))),
    ] {
        let draft = Draft {
            nutrition: facts,
            ..Draft::default()
        };
        house.create(name, draft).await;
    }
    house
        .send(ArchiveRecipe {
            recipe_id: id("roast"),
        })
        .await;
    house
}

const RECOMPUTE: [&str; 4] = ["nutrition", "recompute", "--method", "atwater@2"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&RECOMPUTE[..], more].concat()
}

async fn kcal(house: &House, name: &str) -> (Option<u32>, String) {
    let facts = house.recipe(name).await.content.nutrition.unwrap();
    (facts.calories, facts.method.to_string())
}

async fn numbers_are_compared_and_only_computed_ones_are_replaced(place: ThrowawayLog) {
    let house = house(place).await;
    let head = house.head().await;
    let (said, code) = house.json(&with(&["--compare"]));
    assert_eq!(code, Some(1), "two are out of tolerance");
    let counts =
        json!({"unchanged": 1, "changed": 2, "out_of_tolerance": 2, "not_computable": 1, "hand_entered": 2});
    assert_eq!(said["counts"], counts);
    assert_eq!(house.head().await, head);
    house
        .run(&with(&["--tolerance", "500"]))
        .says(0, &["0 out of tolerance", "2 stated by somebody"]);
    let (said, code) = house.json(&with(&["--apply"]));
    assert_eq!((code, &said["recorded"]), (Some(0), &2.into()), "{said:#}");
    for name in ["pie", "soup", "tart"] {
        assert_eq!(kcal(&house, name).await, (Some(193), "atwater@2".into()));
    }
    assert_eq!(kcal(&house, "stew").await, (Some(210), "stated@1".into()));
    assert_eq!(kcal(&house, "bread").await, (Some(240), "stated@1".into()));
    assert_eq!(kcal(&house, "roast").await, (Some(999), "atwater@1".into()));
    let pie = house.recipe("pie").await.content.nutrition.unwrap();
    assert!(pie.measured_on.is_some() && pie.source.as_deref() == Some("a label"));
    let head = house.head().await;
    house
        .run(&with(&["--apply"]))
        .says(0, &["recorded anew: 0 recipes"]);
    assert_eq!(house.head().await, head);
}

async fn old_numbers_answer_as_of_then_and_a_run_is_taken_back_as_one(place: ThrowawayLog) {
    let house = house(place).await;
    let (said, _) = house.json(&with(&["--apply"]));
    house
        .run(&["recipe", "show", "pie@1"])
        .says(0, &["205 kcal", "atwater@1 from a label"]);
    house
        .run(&["recipe", "show", "pie@2"])
        .says(0, &["193 kcal", "atwater@2 from a label"]);
    house
        .run(&["recipe", "diff", "pie"])
        .says(0, &["nutrition", "[-205-]{+193+} kcal", "carbohydrate 30 g"]);
    house
        .run(&["recipe", "blame", "pie"])
        .says(0, &["@2", "energy computed by atwater@2"]);
    let bulk = said["correlation_id"].as_str().unwrap();
    house.run(&["undo", bulk]).says(0, &["in 2 streams"]);
    assert_eq!(kcal(&house, "pie").await, (Some(205), "atwater@1".into()));
    // What somebody stated since is theirs.
    house.run(&with(&["--apply"])).says(0, &["recorded anew: 2"]);
    let facts = Some(NutritionFacts::stated(250));
    house
        .send(RecordNutrition {
            recipe_id: id("pie"),
            facts,
        })
        .await;
    house.run(&with(&["--apply"])).says(0, &["recorded anew: 0"]);
    house
        .run(&["recipe", "show", "pie"])
        .says(0, &["250 kcal by stated@1"]);
}

async fn a_method_that_does_not_compute_is_an_error(place: ThrowawayLog) {
    let house = house(place).await;
    for method in ["atwater@3", "stated@1", "guess"] {
        let said = house.run(&["nutrition", "recompute", "--method", method]);
        said.says(2, &[method, "knows `atwater@1`, `atwater@2`"]);
    }
    house
        .run(&with(&["--apply", "--compare"]))
        .says(2, &["cannot be used with"]);
}
