//! What nobody understood is listed.

use heirloom::commands::recipe::{Draft, DraftLine};
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(words_and_units_without_a_meaning_are_listed_with_their_recipes);

async fn words_and_units_without_a_meaning_are_listed_with_their_recipes(place: ThrowawayLog) {
    let house = House::over(place).await;
    house
        .run(&["report", "unmapped"])
        .says(0, &["every word about diets has a tag"]);
    let line = |unit: &str| DraftLine {
        unit: Some(unit.into()),
        ..DraftLine::text(format!("2 {unit} stock"))
    };
    let draft = |diet: &str, units: &[&str]| Draft {
        diet: Some(diet.into()),
        lines: units.iter().map(|unit| line(unit)).collect(),
        ..Draft::default()
    };
    house
        .create("pie", draft("vegan, gran's rules", &["cups", "sploshes"]))
        .await;
    house
        .create("soup", draft("Gran's Rules", &["Sploshes", "g"]))
        .await;
    house
        .run(&["report", "unmapped"])
        .says(0, &["2 × `gran's rules`", "2 × `sploshes`", "pie, soup"]);
    let (said, code) = house.json(&["report", "unmapped"]);
    let unmapped = &said["unmapped"];
    assert_eq!((code, &unmapped["units"][0]["count"]), (Some(0), &2.into()));
    assert_eq!(
        unmapped["diet_words"][0]["recipes"],
        serde_json::json!(["pie", "soup"])
    );
    house
        .run(&["recipe", "show", "pie"])
        .says(0, &["vegan, gran's rules (no tag for `gran's rules`)"]);
}
