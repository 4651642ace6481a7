//! The catalogue, brought into order by rules.

use heirloom::events::catalogue::Catalogue;
use heirloom::testing::ThrowawayLog;
use serde_json::{Value, json};

use crate::support::*;

heirloom::on_each_database!(
    the_preview_is_exactly_what_is_done_once,
    a_normalisation_is_taken_back_as_one,
    a_merged_ingredient_stands_for_itself_again,
    rules_that_contradict_each_other_do_nothing_and_name_the_line,
);

const RULES: &str = "# spellings\nmerge: Tomatoes, tomatoe, tomahto -> tomato\n\nrename: creme fraiche -> crème fraîche\ncategory: tomato, leek -> produce\nfold: case\n";

/// Two recipes with ingredients in several spellings.
async fn house(place: ThrowawayLog) -> House {
    let house = House::over(place).await;
    let recipe = |name: &str, lines: &[&str]| {
        json!({"@type": "Recipe", "name": name, "recipeIngredient": lines, "recipeInstructions": "Cook."})
            .to_string()
    };
    house.write(
        "soup.json",
        recipe("Soup", &["2 Tomatoes", "1 cup creme fraiche", "3 Leek"]),
    );
    house.write("sauce.json", recipe("Sauce", &["1 tomatoe", "1 tomato"]));
    house
        .run(&["import", "recipes", "soup.json", "sauce.json"])
        .says(0, &[]);
    house.write("rules.txt", RULES);
    house
}

fn normalize(how: &str) -> Vec<&str> {
    vec!["ingredients", "normalize", "--rules", "rules.txt", how]
}

async fn catalogue(house: &House) -> Catalogue {
    let key = heirloom::commands::catalogue_key(home());
    let loaded = house.heirloom.commands().load(home(), &key).await.unwrap();
    loaded.catalogue().state.clone()
}

/// The lines of both recipes, without what differs between versions of the tables.
fn lines(house: &House) -> Vec<Value> {
    let lines = |name: &str| house.json(&["recipe", "show", name]).0["recipe"]["lines"].clone();
    vec![lines("Soup"), lines("Sauce")]
}

async fn the_preview_is_exactly_what_is_done_once(place: ThrowawayLog) {
    let house = house(place).await;
    let (before, texts) = (house.head().await, lines(&house));
    let (preview, code) = house.json(&normalize("--preview"));
    assert_eq!((code, house.head().await), (Some(0), before));
    let (done, code) = house.json(&normalize("--apply"));
    assert_eq!(code, Some(0));
    assert_eq!(done["steps"], preview["steps"]);
    let stored = house
        .heirloom
        .log()
        .read_household(home(), before, 100)
        .await
        .unwrap();
    let named: Vec<&str> = stored.iter().map(|event| event.event_type.as_str()).collect();
    let steps = preview["steps"].as_array().unwrap();
    let foretold: Vec<&str> = steps
        .iter()
        .map(|step| step["event_type"].as_str().unwrap())
        .collect();
    assert_eq!(named, foretold);
    for (event, step) in stored.iter().zip(steps) {
        let payload: Value = serde_json::from_str(&event.payload).unwrap();
        assert_eq!(payload["ingredient_id"], step["ingredient_id"]);
    }
    assert_eq!(preview["unknown"], json!([{"line": 2, "name": "tomahto"}]));
    assert_eq!(lines(&house), texts, "lines keep their text and their ingredient");
    let catalogue = catalogue(&house).await;
    assert_eq!(catalogue.find("Tomatoes"), catalogue.find("tomato"));
    assert!(
        catalogue
            .iter()
            .all(|(_, i)| i.merged_into.is_some() || i.name == i.name.to_lowercase())
    );
    let after = house.head().await;
    house.run(&normalize("--apply")).says(0, &["nothing to do"]);
    assert_eq!(house.head().await, after);
    house.run(&["verify"]).says(0, &[]);
}

async fn a_normalisation_is_taken_back_as_one(place: ThrowawayLog) {
    let house = house(place).await;
    let before = catalogue(&house).await;
    let (done, _) = house.json(&normalize("--apply"));
    assert_ne!(catalogue(&house).await, before);
    let bulk = done["correlation_id"].as_str().unwrap();
    house.run(&["undo", bulk]).says(0, &["in 1 stream"]);
    assert_eq!(catalogue(&house).await, before);
}

async fn a_merged_ingredient_stands_for_itself_again(place: ThrowawayLog) {
    let house = house(place).await;
    house.run(&normalize("--apply")).says(0, &[]);
    let unmerge = ["ingredients", "unmerge", "TOMATOE"];
    house
        .run(&unmerge)
        .says(0, &["`tomatoe` stands for itself again, not for `tomato`"]);
    let catalogue = catalogue(&house).await;
    assert_ne!(catalogue.find("tomatoe"), catalogue.find("tomato"));
    house.run(&unmerge).says(0, &["nothing to do"]);
    house
        .run(&["ingredients", "unmerge", "love"])
        .says(2, &["there is no ingredient `love`"]);
}

async fn rules_that_contradict_each_other_do_nothing_and_name_the_line(place: ThrowawayLog) {
    let house = house(place).await;
    let head = house.head().await;
    let mistake = |rules: &str, parts: &[&str]| {
        house.write("rules.txt", rules);
        for how in ["--preview", "--apply"] {
            house.run(&normalize(how)).says(2, parts);
        }
    };
    mistake(
        "fold: case\nmerge: tomatoe\n",
        &["`rules.txt`, line 2: it has not exactly one arrow"],
    );
    mistake(
        "merge: tomatoe -> tomato\n\nmerge: tomatoe -> leek\n",
        &["line 3", "(see line 1)", "nothing was done"],
    );
    mistake(
        "merge: a -> b\nmerge: b -> a\n",
        &["line 2: merging goes round in a circle"],
    );
    mistake(
        "fold: spaces\nrename: tomatoe -> tomato\n",
        &["line 2: the name `tomato` is taken"],
    );
    assert_eq!(house.head().await, head);
    house
        .run(&["ingredients", "normalize", "--rules", "rules.txt"])
        .says(2, &["--preview"]);
}
