use heirloom_events::Residues;
use heirloom_events::recipe::{RecipeImageRelocated, RecipeImageSet};
use heirloom_events::values::ImageRef;
use serde_json::json;

use super::{comes_back, residue, today, try_written};

fn set(storage: &str, key: &str) -> RecipeImageSet {
    RecipeImageSet {
        image: Some(ImageRef::new(storage, key)),
    }
}

#[test]
fn what_a_path_can_say_leaves_no_residue() {
    for (storage, key, path) in [
        ("file", "images/pie.jpg", "images/pie.jpg"),
        ("file", "", ""),
        ("url", "http://example.org/ü", "http://example.org/ü"),
        (
            "cloudinary",
            "demo/pie.jpg",
            "https://res.cloudinary.com/demo/pie.jpg",
        ),
    ] {
        let written = comes_back(set(storage, key), "RecipeImageSet", 1);
        assert_eq!(written.payload, json!({"image_path": path}).to_string());
        assert_eq!(written.residues, Residues::new());
    }
    assert_eq!(
        comes_back(RecipeImageSet { image: None }, "RecipeImageSet", 1).payload,
        "{}"
    );
}

#[test]
fn what_no_path_can_say_is_kept_whole() {
    for (storage, key) in [
        ("bucket", "pie.jpg"),
        ("url", "pie.jpg"),
        ("file", "http://example.org"),
        ("cloudinary", ""),
        ("", ""),
    ] {
        let written = comes_back(set(storage, key), "RecipeImageSet", 1);
        let whole = json!({"storage": storage, "key": key});
        assert_eq!(residue(&written, "RecipeImageSet@1"), whole);
    }
}

#[test]
fn a_residue_of_another_picture_is_refused() {
    let residues = Residues::from([(
        "RecipeImageSet@1".to_owned(),
        json!({"storage": "bucket", "key": "pie.jpg"}),
    )]);
    assert!(
        today(
            "RecipeImageSet",
            1,
            r#"{"image_path":"bucket:pie.jpg"}"#,
            &residues
        )
        .is_ok()
    );
    for payload in [r#"{"image_path":"cake.jpg"}"#, "{}"] {
        let message = today("RecipeImageSet", 1, payload, &residues).unwrap_err();
        assert!(message.contains("`image_path`: the residue"), "{message}");
    }
}

#[test]
fn a_move_is_not_written_where_the_revision_has_no_moves() {
    let moved = RecipeImageRelocated {
        to: ImageRef::new("bucket", "pie.jpg"),
        blake3: "0".repeat(64),
    };
    let message = try_written(moved, "RecipeImageSet", 1).unwrap_err();
    assert!(message.contains("`RecipeImageRelocated`"), "{message}");
}
