use heirloom_events::Residues;
use heirloom_events::recipe::{Content, IngredientLineAdded, IngredientLineChanged, Line, RecipeCreated};
use heirloom_events::values::{LineId, unit_of};
use serde_json::{Value, json};

use super::{comes_back, residue, today};

fn line(n: u8, unit: Option<&str>) -> Line {
    Line {
        line_id: LineId::derived(&n.to_string()),
        text: format!("line {n}"),
        amount: None,
        unit: unit.map(str::to_owned),
        unit_id: unit.and_then(unit_of),
        ingredient_id: None,
        preparation_method: None,
        optional: false,
    }
}

fn chopped(n: u8) -> Line {
    Line {
        preparation_method: Some("chopped".into()),
        ..line(n, None)
    }
}

fn changed(line: Line) -> IngredientLineChanged {
    IngredientLineChanged { line }
}

#[test]
fn a_line_that_says_nothing_new_leaves_no_residue() {
    for unit in [None, Some("cups"), Some("armfuls"), Some("")] {
        let written = comes_back(changed(line(1, unit)), "IngredientLineChanged", 1);
        assert_eq!(written.residues, Residues::new());
    }
}

#[test]
fn the_residue_of_a_line_holds_only_what_is_set() {
    let written = comes_back(changed(chopped(1)), "IngredientLineChanged", 1);
    assert_eq!(
        residue(&written, "IngredientLineChanged@1"),
        json!({"preparation_method": "chopped"})
    );
    let optional = Line {
        optional: true,
        ..line(1, None)
    };
    let added = IngredientLineAdded {
        line: optional,
        after: Some(LineId::derived("0")),
    };
    let written = comes_back(added, "IngredientLineAdded", 1);
    assert_eq!(
        residue(&written, "IngredientLineAdded@1"),
        json!({"optional": true})
    );
}

#[test]
fn a_unit_that_was_chosen_otherwise_is_kept_and_so_is_none() {
    let own = Line {
        unit_id: "our_ladle".parse().ok(),
        ..line(1, Some("cups"))
    };
    let written = comes_back(changed(own), "IngredientLineChanged", 2);
    assert_eq!(
        residue(&written, "IngredientLineChanged@2"),
        json!({"unit_id": "our_ladle"})
    );
    let none = Line {
        unit_id: None,
        ..line(1, Some("cups"))
    };
    let written = comes_back(changed(none), "IngredientLineChanged", 1);
    assert_eq!(
        residue(&written, "IngredientLineChanged@2"),
        json!({"unit_id": null})
    );
}

fn created(lines: Vec<Line>) -> RecipeCreated {
    let content = Content {
        title: "Stew".into(),
        lines,
        ..Content::default()
    };
    RecipeCreated { content }
}

#[test]
fn residues_of_lists_stand_under_the_ids_of_their_lines() {
    let written = comes_back(created(vec![line(1, None), chopped(2)]), "RecipeCreated", 2);
    let id = LineId::derived("2").to_string();
    assert_eq!(
        residue(&written, "RecipeCreated@2"),
        json!({id: {"preparation_method": "chopped"}})
    );
}

#[test]
fn an_id_that_comes_again_has_a_residue_of_its_own() {
    let lines = vec![line(1, None), chopped(1), line(1, None), chopped(1)];
    let written = comes_back(created(lines), "RecipeCreated", 1);
    let Value::Object(residue) = residue(&written, "RecipeCreated@2") else {
        panic!("there is one");
    };
    let id = LineId::derived("1");
    assert_eq!(
        residue.keys().cloned().collect::<Vec<_>>(),
        [format!("{id}#2"), format!("{id}#4")]
    );
}

fn with_residue(key: &str, residue: Value) -> Result<(), String> {
    let id = LineId::derived("1");
    let payload =
        json!({"content": {"title": "Stew", "lines": [{"line_id": id, "text": "leeks"}]}}).to_string();
    let residues = Residues::from([(key.to_owned(), residue)]);
    today("RecipeCreated", 1, &payload, &residues).map(|_| ())
}

#[test]
fn a_residue_of_a_line_that_is_not_there_is_refused() {
    let stranger = LineId::derived("9").to_string();
    let message = with_residue("RecipeCreated@2", json!({stranger.clone(): {"optional": true}})).unwrap_err();
    assert!(message.contains("`content.lines`"), "{message}");
    assert!(message.contains(&stranger), "{message}");
}

#[test]
fn a_residue_that_is_malformed_is_refused() {
    let id = LineId::derived("1").to_string();
    for (key, wrong) in [
        ("RecipeCreated@2", json!([])),
        ("RecipeCreated@2", json!({id.clone(): {"optionl": true}})),
        ("RecipeCreated@4", json!({id.clone(): {}})),
        ("RecipeCreated@4", json!({id.clone(): {"unit_id": "US cup"}})),
    ] {
        let message = with_residue(key, wrong).unwrap_err();
        assert!(
            message.contains(&format!("`metadata.residue.{key}`")),
            "{message}"
        );
    }
}
