use heirloom_events::Residues;
use heirloom_events::recipe::RecipeDietSet;
use heirloom_events::values::{DietSet, DietTag};
use serde_json::json;

use super::{comes_back, residue, today};

fn set(diets: DietSet) -> RecipeDietSet {
    RecipeDietSet { diets: Some(diets) }
}

#[test]
fn a_set_that_was_read_from_a_text_leaves_no_residue() {
    for text in ["vegan", "Vegan, no nuts for Tom", "none", "", " , ", "ÉCRIT"] {
        let written = comes_back(set(DietSet::from_text(text)), "RecipeDietSet", 1);
        assert_eq!(written.payload, json!({"diet": text}).to_string());
        assert_eq!(written.residues, Residues::new());
    }
    assert_eq!(
        comes_back(RecipeDietSet { diets: None }, "RecipeDietSet", 1).payload,
        "{}"
    );
}

#[test]
fn a_set_that_was_chosen_is_kept_beside_its_text() {
    let written = comes_back(
        set(DietSet::of([DietTag::Vegan, DietTag::NutFree])),
        "RecipeDietSet",
        1,
    );
    assert_eq!(written.payload, r#"{"diet":"vegan, nut-free"}"#);
    assert_eq!(
        residue(&written, "RecipeDietSet@1"),
        json!({"tags": ["vegan", "nut-free"]})
    );
    let corrected = DietSet {
        tags: vec![DietTag::Vegan],
        ..DietSet::from_text("veggan")
    };
    comes_back(set(corrected), "RecipeDietSet", 1);
    comes_back(set(DietSet::default()), "RecipeDietSet", 1);
}

#[test]
fn a_residue_of_another_text_is_refused() {
    let residues = Residues::from([("RecipeDietSet@1".to_owned(), json!({"tags": ["vegan"]}))]);
    assert!(today("RecipeDietSet", 1, r#"{"diet":"vegan"}"#, &residues).is_ok());
    let message = today("RecipeDietSet", 1, r#"{"diet":"vegetarian"}"#, &residues).unwrap_err();
    assert!(message.contains("`diet`: the residue"), "{message}");
}

#[test]
fn a_residue_with_a_diet_that_does_not_exist_is_refused() {
    let residues = Residues::from([("RecipeDietSet@1".to_owned(), json!({"tags": ["lunar"]}))]);
    let message = today("RecipeDietSet", 1, r#"{"diet":"lunar"}"#, &residues).unwrap_err();
    assert!(
        message.contains("`metadata.residue.RecipeDietSet@1`"),
        "{message}"
    );
}
