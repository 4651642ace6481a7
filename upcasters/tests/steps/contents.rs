use heirloom_events::Residues;
use heirloom_events::recipe::{Content, Line, RecipeCreated, RecipeReverted};
use heirloom_events::released;
use heirloom_events::values::{
    DietSet, DietTag, Difficulty, ImageRef, LineId, Method, NutritionFacts, Quantity, unit_of,
};
use proptest::option;
use proptest::prelude::*;
use serde_json::json;

use super::{comes_back, residue, today, written};

/// Texts that are paths, units, diets or nothing of the kind.
fn texts() -> impl Strategy<Value = String> {
    let known = [
        "",
        "cups",
        "T",
        "vegan, no nuts",
        "none",
        "https://example.org/a",
        "a/b.jpg",
        "ß",
    ];
    prop_oneof![
        prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        ".{0,12}"
    ]
}

fn lines() -> impl Strategy<Value = Line> {
    let unit_id = prop_oneof![Just(None), Just(unit_of("g")), Just("our_ladle".parse().ok())];
    let said = (
        option::of(texts()),
        any::<bool>(),
        option::of(texts()),
        any::<bool>(),
        unit_id,
    );
    (0..3_u8, said).prop_map(
        |(n, (preparation_method, optional, unit, as_written, unit_id))| Line {
            line_id: LineId::derived(&n.to_string()),
            text: format!("line {n}"),
            amount: None,
            unit_id: if as_written {
                unit.as_deref().and_then(unit_of)
            } else {
                unit_id
            },
            unit,
            ingredient_id: None,
            preparation_method,
            optional,
        },
    )
}

fn diets() -> impl Strategy<Value = DietSet> {
    let chosen = prop::sample::subsequence(DietTag::ALL.to_vec(), 0..3);
    prop_oneof![
        texts().prop_map(|text| DietSet::from_text(&text)),
        (chosen, prop::collection::vec(texts(), 0..2), option::of(texts())).prop_map(
            |(tags, unmapped, as_written)| DietSet {
                unmapped,
                as_written,
                ..DietSet::of(tags)
            }
        ),
    ]
}

fn images() -> impl Strategy<Value = ImageRef> {
    let storages = prop::sample::select(vec!["file", "url", "cloudinary", "bucket", ""]);
    (storages, texts()).prop_map(|(storage, key)| ImageRef::new(storage, key))
}

fn facts() -> impl Strategy<Value = NutritionFacts> {
    let methods = prop::sample::select(vec![Method::STATED, Method::ATWATER_1]);
    let protein = option::of((0..99_i128, 1..9_i128).prop_map(|(n, d)| Quantity::new(n, d).unwrap()));
    (option::of(0..900_u32), protein, methods).prop_map(|(calories, protein_g, method)| NutritionFacts {
        calories,
        protein_g,
        ..NutritionFacts::new(method)
    })
}

fn contents() -> impl Strategy<Value = Content> {
    let said = (option::of(images()), option::of(diets()), option::of(facts()));
    let difficulty = option::of(prop::sample::select(Difficulty::ALL.to_vec()));
    (texts(), prop::collection::vec(lines(), 0..5), said, difficulty).prop_map(
        |(title, lines, (image, diets, nutrition), preparation_difficulty)| Content {
            title,
            lines,
            image,
            diets,
            nutrition,
            preparation_difficulty,
            ..Content::default()
        },
    )
}

proptest! {
    #[test]
    fn any_content_comes_back_from_every_version(content in contents(), version in 1..7_u32) {
        comes_back(RecipeCreated { content: content.clone() }, "RecipeCreated", version);
        comes_back(RecipeReverted { to_version: 3, content }, "RecipeReverted", version);
    }
}

#[test]
fn every_released_sample_comes_back_byte_for_byte() {
    for version in 1..=6 {
        for name in ["RecipeCreated", "RecipeReverted"] {
            let sample = released::find(name, version).unwrap().sample;
            let event = today(name, version, sample, &Residues::new())
                .unwrap()
                .only()
                .unwrap();
            let again = written(event, name, version);
            let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
            assert_eq!(value(&again.payload), value(sample));
            assert_eq!(again.residues, Residues::new());
        }
    }
}

#[test]
fn what_the_first_version_cannot_hold_stands_under_the_version_that_cannot() {
    let content = Content {
        title: "Stew".into(),
        preparation_difficulty: Some(Difficulty::Medium),
        nutrition: Some(NutritionFacts::stated(410)),
        image: Some(ImageRef::new("bucket", "stew.jpg")),
        diets: Some(DietSet::of([DietTag::Vegan])),
        ..Content::default()
    };
    let written = comes_back(RecipeCreated { content }, "RecipeCreated", 1);
    let keys: Vec<_> = written.residues.keys().map(String::as_str).collect();
    assert_eq!(keys, ["RecipeCreated@1", "RecipeCreated@3", "RecipeCreated@5"]);
    assert_eq!(
        residue(&written, "RecipeCreated@1"),
        json!({"calories_per_serving": 410, "preparation_difficulty": "medium"})
    );
    assert_eq!(
        written.payload,
        r#"{"content":{"title":"Stew","image_path":"bucket:stew.jpg","diet":"vegan"}}"#
    );
}

#[test]
fn a_difficulty_that_nobody_chose_is_none() {
    let payload = r#"{"content":{"title":"Stew"}}"#;
    let events = today("RecipeCreated", 1, payload, &Residues::new()).unwrap();
    let content = Content {
        title: "Stew".into(),
        ..Content::default()
    };
    assert_eq!(events.only(), Some(RecipeCreated { content }.into()));
}

#[test]
fn an_error_inside_a_content_is_named_with_its_place() {
    let residues = Residues::from([(
        "RecipeReverted@6".to_owned(),
        json!({"calories": 1, "method": "stated@1"}),
    )]);
    let message = today(
        "RecipeReverted",
        1,
        r#"{"to_version":1,"content":{"title":"a"}}"#,
        &residues,
    )
    .unwrap_err();
    assert!(message.contains("`content.calories_per_serving`"), "{message}");
}
