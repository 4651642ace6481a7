//! Recipes in recipes from the command line: a line stands for a recipe, and the list has what that is made of.

use heirloom::testing::ThrowawayLog;

use crate::kitchen::Kitchen;

const SAUCE: &str = r#"{"@type": "Recipe", "name": "Tomato sauce", "recipeYield": "makes about 500 ml",
    "recipeIngredient": ["800 g tomatoes", "1 onion", "2 tbsp olive oil"], "recipeInstructions": "Simmer for an hour."}"#;
const LASAGNE: &str = r#"{"@type": "Recipe", "name": "Lasagne", "recipeYield": "6 servings",
    "recipeIngredient": ["250 g lasagne sheets", "750 ml tomato sauce", "1 jar pesto", "1 onion"],
    "recipeInstructions": "Layer and bake."}"#;

/// What is typed, `|` for a blank inside a word, and the exit code.
const TYPED: &[(&str, i32)] = &[
    ("recipe refer lasagne sauce tomato|sauce", 0),
    ("recipe refer lasagne 2 tomato|sauce", 0),
    ("recipe show lasagne", 0),
    ("recipe diff lasagne", 0),
    ("recipe blame lasagne", 0),
    ("plan add lasagne 2026-03-03 --servings 3", 0),
    ("shopping show 2026-W10", 0),
    ("shopping explain tomatoes --week 2026-W10", 0),
    ("shopping explain onion --week 2026-W10", 0),
    ("recipe refer lasagne pesto tomato|sauce", 0),
    ("shopping explain pesto --week 2026-W10", 0),
    ("recipe refer lasagne pesto --none", 0),
    ("recipe refer lasagne pesto --none", 0),
    ("recipe refer tomato|sauce 1 lasagne", 2),
    ("recipe refer lasagne 1 lasagne", 2),
    ("recipe refer lasagne 9 tomato|sauce", 2),
    ("recipe refer lasagne e tomato|sauce", 2),
    ("recipe refer lasagne 2 tomato|sauce@1", 2),
    ("recipe refer lasagne 2", 2),
    ("recipe log lasagne", 0),
];

fn a_lasagne(mut kitchen: Kitchen) -> Kitchen {
    assert_eq!(kitchen.run(&["init"]).code, 0);
    for (file, text) in [("sauce.json", SAUCE), ("lasagne.json", LASAGNE)] {
        kitchen.write(file, text);
        let said = kitchen.run(&["recipe", "new", file]);
        assert_eq!(said.code, 0, "{}", said.stderr);
    }
    kitchen.types(TYPED);
    kitchen
}

#[test]
fn a_line_stands_for_a_recipe() {
    insta::assert_snapshot!(a_lasagne(Kitchen::empty()).transcript());
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_says_what_sqlite_says_of_recipes_in_recipes() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let here = a_lasagne(Kitchen::empty());
    let there = a_lasagne(Kitchen::at(log.url()));
    assert_eq!(there.transcript(), here.transcript());
}

#[test]
fn what_lines_stand_for_is_in_the_json_of_a_recipe() {
    let kitchen = a_lasagne(Kitchen::empty());
    let sauce = kitchen.json(&["recipe", "show", "tomato sauce"])["recipe_id"].clone();
    let lasagne = kitchen.json(&["recipe", "show", "lasagne"]);
    let line = lasagne["recipe"]["lines"][1]["line_id"].as_str().unwrap();
    assert_eq!(
        lasagne["recipe"]["references"],
        serde_json::json!({ line: sauce })
    );
    let checked = kitchen.json(&["check"]);
    assert_eq!(checked["ok"], true, "{checked}");
}
