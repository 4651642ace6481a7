//! What is said to somebody who got something wrong, and the exit code.

use crate::kitchen::Kitchen;

#[test]
fn mistakes_are_answered_with_a_way_out() {
    let mut kitchen = Kitchen::stocked();
    let tart = r#"{"@type": "Recipe", "name": "Tiramisù", "recipeIngredient": ["3 eggs"]}"#;
    kitchen.write("tart.json", tart);
    kitchen.typed(&["recipe", "show", "Versunkner Apfelkuche"]);
    kitchen.typed(&["recipe", "show", "nothing like it"]);
    kitchen.typed(&["recipe", "show", "apfelkuchen@99"]);
    kitchen.typed(&["recipe", "show", "apfelkuchen@1980-01-01"]);
    kitchen.typed(&["recipe", "show", "apfelkuchen", "@yesterday"]);
    kitchen.typed(&["recipe", "new", "tart.json"]);
    kitchen.typed(&["recipe", "show", "tiramisù"]);
    kitchen.typed(&["recipe", "search"]);
    kitchen.typed(&["recipe", "search", "--with", "bacon"]);
    kitchen.typed(&["recipe", "search", "--with", "unicorn"]);
    kitchen.typed(&["recipe", "new", "missing.json"]);
    kitchen.typed(&["recipe", "new", "cookbook.ndjson"]);
    kitchen.typed(&["import", "recipes", "cookbook.ndjson", "missing.json"]);
    kitchen.typed(&["plan", "next-week"]);
    kitchen.typed(&["undo", "everything"]);
    kitchen.typed(&["actor", "cook-ilse", " "]);
    kitchen.typed(&["init", "--postgres-es"]);
    kitchen.typed(&["recipe", "list", "--household", "home"]);
    kitchen.typed(&[
        "recipe",
        "list",
        "--household",
        "5a89924f-6e9f-5020-8cdb-4540cfbc53b7",
    ]);
    insta::assert_snapshot!(kitchen.transcript());
    let error = kitchen.json(&["recipe", "show", "nothing like it"]);
    assert_eq!(error["exit"], 2);
    assert!(
        error["error"]
            .as_str()
            .unwrap()
            .starts_with("there is no recipe `nothing like it`")
    );
}

#[test]
fn a_database_that_is_none_of_ours_is_left_alone() {
    let mut kitchen = Kitchen::empty();
    kitchen.typed(&["recipe", "list"]);
    kitchen.write(
        "kitchen.db",
        "this is a letter, and no database at all; it is long enough to be read as one",
    );
    kitchen.typed(&["recipe", "list"]);
    kitchen.typed(&["init"]);
    kitchen.typed(&["--database", "mysql://here/kitchen", "recipe", "list"]);
    kitchen.typed(&["--database", "sqlite://no/such/folder/kitchen.db", "init"]);
    kitchen.typed(&[
        "--database",
        "postgres://nobody@127.0.0.1:1/kitchen",
        "recipe",
        "list",
    ]);
    insta::assert_snapshot!(kitchen.transcript());
}
