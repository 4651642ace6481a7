//! Changing recipes and plans.

use serde_json::json;

use crate::kitchen::Kitchen;

#[test]
fn a_recipe_is_put_away_brought_back_and_taken_back_in_time() {
    let mut kitchen = Kitchen::stocked();
    kitchen.typed(&[
        "recipe",
        "restore",
        "rinderrouladen",
        "--reason",
        "for grandmother's birthday",
    ]);
    kitchen.typed(&["recipe", "restore", "rinderrouladen"]);
    kitchen.typed(&[
        "recipe",
        "restore",
        "apfelkuchen@1996-12-24",
        "--reason",
        "as it was",
    ]);
    kitchen.typed(&["recipe", "restore", "apfelkuchen@1996-12-24"]);
    kitchen.typed(&["recipe", "diff", "apfelkuchen"]);
    kitchen.typed(&["recipe", "archive", "rotkohl"]);
    kitchen.typed(&["recipe", "archive", "rotkohl"]);
    insta::assert_snapshot!(kitchen.transcript());
    assert_eq!(kitchen.json(&["recipe", "restore", "rotkohl"])["events"], 1);
}

#[test]
fn a_recipe_is_written_down_edited_and_merged() {
    let mut kitchen = Kitchen::stocked();
    let tart = |title: &str, lines: &[&str]| {
        json!({"@type": "Recipe", "name": title, "recipeIngredient": lines, "recipeInstructions": ["Bake."]})
            .to_string()
    };
    kitchen.write("tart.json", &tart("Leek tart", &["3 leeks", "200 g flour"]));
    kitchen.write("more.json", &tart("Leek tart", &["4 leeks", "200 g flour"]));
    kitchen.write(
        "crowd.json",
        &tart("Leek tart for a crowd", &["3 leeks", "200 g flour"]),
    );
    kitchen.typed(&["recipe", "new", "tart.json"]);
    kitchen.typed(&["recipe", "edit", "Leek tart", "tart.json"]);
    kitchen.typed(&[
        "recipe",
        "edit",
        "Leek tart",
        "more.json",
        "--reason",
        "three were too few",
    ]);
    let refused = kitchen.typed(&["recipe", "edit", "Leek tart", "crowd.json", "--expect", "1"]);
    assert_eq!(refused.code, 3);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn commands_are_sent_as_json_and_a_bulk_edit_is_taken_back() {
    let mut kitchen = Kitchen::stocked();
    let recipes = kitchen.json(&["recipe", "list"])["recipes"].clone();
    let id = |title: &str| {
        let found = recipes
            .as_array()
            .unwrap()
            .iter()
            .find(|recipe| recipe["title"] == title);
        found.unwrap_or_else(|| panic!("{title} in {recipes}"))["recipe_id"].clone()
    };
    let (cake, cabbage) = (id("Versunkener Apfelkuchen"), id("Apfelrotkohl"));
    let bulk = "0190a5dc-96ac-774b-bcce-b302099a8057";
    let tagged = |id: &serde_json::Value| json!({"envelope": {"correlation_id": bulk, "reason": "for winter"}, "command": {"tag_recipe": {"recipe_id": id, "tag": "winter"}}});
    kitchen.write(
        "tags.ndjson",
        &format!("{}\n\n{}\n", tagged(&cake), tagged(&cabbage)),
    );
    let meal = json!({"select_meal": {"main_recipe_id": cabbage, "side_recipe_2": cake, "planned_date": "2025-12-25"}});
    kitchen.write("meal.ndjson", &meal.to_string());
    let title = |title: &str| json!({"rename_recipe": {"recipe_id": cake, "title": title}});
    kitchen.write(
        "conflict.ndjson",
        &json!({"envelope": {"expected_version": 28}, "command": title("Cake")}).to_string(),
    );
    kitchen.write("refused.ndjson", &format!("{}\n{}\n", title("Cake"), title("")));
    kitchen.write("unknown.ndjson", r#"{"bake": {}}"#);
    kitchen.typed(&["send", "tags.ndjson"]);
    kitchen.typed(&["send", "meal.ndjson"]);
    kitchen.typed(&["plan", "2025-W52"]);
    kitchen.typed(&["plan", "2025-W51"]);
    kitchen.typed_json(&["plan", "2025-W52"]);
    kitchen.typed(&["undo", bulk]);
    let conflict = kitchen.typed(&["send", "conflict.ndjson"]);
    assert_eq!(conflict.code, 3);
    assert!(
        conflict.stderr.contains("31") && conflict.stderr.contains("28"),
        "both versions are named"
    );
    kitchen.typed(&["send", "refused.ndjson"]);
    kitchen.typed(&["send", "unknown.ndjson"]);
    insta::assert_snapshot!(kitchen.transcript());
    assert_eq!(kitchen.json(&["send", "conflict.ndjson"])["exit"], 3);
}

#[test]
fn names_of_actors_come_and_go() {
    let mut kitchen = Kitchen::stocked();
    kitchen.typed(&["actor"]);
    kitchen.typed(&["actor", "cook-ilse"]);
    kitchen.typed(&["actor", "cook-ilse", "Grandmother Ilse"]);
    kitchen.typed(&["recipe", "log", "apfelkuchen@1"]);
    kitchen.typed(&["actor", "cook-ilse", "--forget"]);
    kitchen.typed(&["actor", "cook-ilse"]);
    kitchen.typed(&["recipe", "log", "apfelkuchen@1"]);
    kitchen.typed_json(&["actor"]);
    insta::assert_snapshot!(kitchen.transcript());
}
