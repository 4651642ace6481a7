//! Importing, and looking at what is there.

use crate::kitchen::Kitchen;

#[test]
fn a_cookbook_is_imported_once_however_often_it_is_asked_for() {
    let mut kitchen = Kitchen::empty();
    kitchen.typed(&["init"]);
    kitchen.typed(&["import", "edits", "cookbook.ndjson"]);
    kitchen.typed(&["import", "edits", "cookbook.ndjson"]);
    kitchen.typed(&["init"]);
    kitchen.typed(&["status"]);
    kitchen.typed(&["recipe", "list"]);
    kitchen.typed(&["recipe", "list", "--all"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn the_past_of_a_recipe_can_be_looked_at() {
    let mut kitchen = Kitchen::stocked();
    kitchen.typed(&["recipe", "log", "Versunkener Apfelkuchen"]);
    kitchen.typed(&["recipe", "log", "apfelkuchen@3"]);
    kitchen.typed(&["recipe", "show", "apfelkuchen@1996-12-24"]);
    kitchen.typed(&["recipe", "show", "apfelkuchen", "@latest"]);
    kitchen.typed(&["recipe", "show", "rinderrouladen"]);
    kitchen.typed(&["recipe", "diff", "apfelkuchen"]);
    kitchen.typed(&["recipe", "diff", "apfelkuchen", "@1997-01-01", "@latest"]);
    kitchen.typed(&["recipe", "diff", "apfelkuchen", "@10..@10"]);
    kitchen.typed(&["recipe", "blame", "apfelkuchen"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn recipes_are_found_by_words_and_by_ingredients() {
    let mut kitchen = Kitchen::stocked();
    kitchen.typed(&["recipe", "search", "apple", "cake"]);
    kitchen.typed(&["recipe", "search", "CAKES"]);
    kitchen.typed(&["recipe", "search", "--with", "sugar", "--without", "eggs"]);
    kitchen.typed(&["recipe", "search", "no", "such", "thing"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn programs_get_the_same_as_json() {
    let mut kitchen = Kitchen::stocked();
    kitchen.typed_json(&["import", "edits", "cookbook.ndjson"]);
    kitchen.typed_json(&["recipe", "list", "--all"]);
    kitchen.typed_json(&["recipe", "log", "apfelkuchen@3"]);
    kitchen.typed_json(&["recipe", "show", "apfelkuchen@1"]);
    kitchen.typed_json(&["recipe", "diff", "apfelkuchen", "@4", "@9"]);
    kitchen.typed_json(&["recipe", "blame", "rotkohl@2"]);
    kitchen.typed_json(&["recipe", "search", "apple"]);
    kitchen.typed_json(&["status"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn neither_a_pipe_nor_no_color_gets_colours() {
    let kitchen = Kitchen::stocked();
    let plain = kitchen.run(&["recipe", "diff", "apfelkuchen"]).stdout;
    assert!(!plain.contains('\u{1b}'), "a pipe gets plain text");
    let output = |variable: &str| {
        let mut command = kitchen.heirloom(&["recipe", "diff", "apfelkuchen"]);
        String::from_utf8(command.env(variable, "1").output().unwrap().stdout).unwrap()
    };
    assert_eq!(output("NO_COLOR"), plain);
    let coloured = output("CLICOLOR_FORCE");
    assert!(coloured.contains('\u{1b}'), "who asks for colours gets them");
    let escapes = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    assert_eq!(escapes.replace_all(&coloured, ""), plain);
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let kitchen = Kitchen::stocked();
    let mut command = kitchen.heirloom(&["log", "export", "-"]);
    let mut running = command
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(running.stdout.take());
    let ended = running.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(0));
}
