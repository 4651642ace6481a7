use proptest::prelude::*;
use serde_json::json;

use super::*;

#[track_caller]
fn check(text: &str, tags: &[&str], unmapped: &[&str]) {
    let diets = DietSet::from_text(text);
    let read: Vec<_> = diets.tags.iter().map(|tag| tag.as_str()).collect();
    assert_eq!(read, tags, "`{text}`");
    assert_eq!(diets.unmapped, unmapped, "`{text}`");
    assert_eq!(diets.to_text(), text);
}

#[test]
fn diets_are_read_as_people_write_them() {
    check("Vegan", &["vegan"], &[]);
    check("Gluten-Free", &["gluten-free"], &[]);
    check("vegan, Gluten Free; KETO", &["vegan", "gluten-free", "keto"], &[]);
    check(
        "Low-carb/sugar free & no nuts",
        &["nut-free", "low-carb", "sugar-free"],
        &[],
    );
    check(
        "vegetarian and egg-free AND halal",
        &["vegetarian", "egg-free", "halal"],
        &[],
    );
    check("keto-friendly\nvegan diet.", &["vegan", "keto"], &[]);
    check("vegan gluten free", &["vegan", "gluten-free"], &[]);
    check("Raw food", &["raw"], &[]);
    check("vegan, Vegan", &["vegan"], &[]);
}

#[test]
fn schema_orgs_names_and_addresses_are_read() {
    check("https://schema.org/VeganDiet", &["vegan"], &[]);
    check(
        "http://www.schema.org/LowSaltDiet, GlutenFreeDiet",
        &["gluten-free", "low-sodium"],
        &[],
    );
    check(
        "https://schema.org/KosherDiet https://schema.org/HalalDiet",
        &["halal", "kosher"],
        &[],
    );
    check(
        "https://schema.org/StoneSoupDiet",
        &[],
        &["https://schema.org/StoneSoupDiet"],
    );
    check("https://example.org/vegan", &[], &["https://example.org/vegan"]);
}

#[test]
fn every_diet_of_schema_org_has_a_tag() {
    let all = "Diabetic GlutenFree Halal Hindu Kosher LowCalorie LowFat LowLactose LowSalt Vegan Vegetarian";
    for name in all.split(' ') {
        assert!(
            format!("https://schema.org/{name}Diet")
                .parse::<DietTag>()
                .is_ok(),
            "{name}"
        );
    }
}

#[test]
fn what_is_not_in_the_vocabulary_is_kept_whole() {
    check("not vegan", &[], &["not vegan"]);
    check("vegetarian option", &[], &["vegetarian option"]);
    check("vegan?", &[], &["vegan?"]);
    check("dairy and gluten free", &["gluten-free"], &["dairy"]);
    check("moon  diet, moon diet", &[], &["moon diet", "moon diet"]);
}

#[test]
fn none_is_the_empty_set_unless_something_else_is_said() {
    check("none", &[], &[]);
    check(" None ", &[], &[]);
    check("", &[], &[]);
    check("none, vegan", &["vegan"], &["none"]);
    assert_eq!(DietSet::default().to_text(), "none");
}

#[test]
fn chosen_tags_are_a_set_with_one_form() {
    let diets = DietSet::of([DietTag::Keto, DietTag::Vegan, DietTag::Keto]);
    assert_eq!(
        serde_json::to_value(&diets).unwrap(),
        json!({"tags": ["vegan", "keto"]})
    );
    assert_eq!(
        serde_json::from_value::<DietSet>(json!({"tags": ["keto", "vegan", "keto"]})).unwrap(),
        diets
    );
    assert_eq!(diets.to_text(), "vegan, keto");
}

#[test]
fn the_schema_takes_known_tags_once_each() {
    let schema = schemars::schema_for!(DietSet).to_value();
    let is_valid = |tags| jsonschema::is_valid(&schema, &json!({"as_written": "x", "tags": tags}));
    assert!(is_valid(json!(["keto", "vegan"])));
    assert!(!is_valid(json!(["keto", "keto"])));
    assert!(!is_valid(json!(["stone soup"])));
}

/// The words of a text without its separators, found in another way than the reader's.
fn words(text: &str) -> Vec<String> {
    let separates = |c: char| c.is_whitespace() || ",;&|/".contains(c);
    let words = text.split(separates).filter(|word| !word.is_empty());
    words
        .filter(|word| !word.eq_ignore_ascii_case("and"))
        .map(str::to_owned)
        .collect()
}

/// Texts of real words, separators and anything else.
fn text() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(DietTag::ALL).prop_map(|tag| tag.as_str().to_owned());
    let other = prop::sample::select(vec![
        ",",
        ";",
        "/",
        " & ",
        " and ",
        "|",
        "\n",
        " ",
        "none",
        "not",
        "free",
        "gluten",
        "no",
        "raw food",
        "https://schema.org/VeganDiet",
        "HTTP://",
        "and/",
        "AND",
    ]);
    let part = prop_oneof![3 => tag, 3 => other.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn every_text_comes_back_exactly(text in text()) {
        prop_assert_eq!(DietSet::from_text(&text).to_text(), text);
    }

    #[test]
    fn every_word_made_a_tag_or_is_listed(text in text()) {
        let parts = diet_words(&text);
        let sources: Vec<_> = parts.iter().flat_map(|part| words(&part.source)).collect();
        prop_assert_eq!(&sources, &words(&text));

        let diets = DietSet::from_text(&text);
        let listed: Vec<_> = parts.iter().filter(|part| part.tags.is_empty()).map(|part| part.source.clone()).collect();
        let only_none = parts.len() == 1 && parts[0].source.eq_ignore_ascii_case("none");
        prop_assert!(diets.unmapped == listed || only_none && diets.unmapped.is_empty());
        prop_assert!(parts.iter().flat_map(|part| &part.tags).all(|tag| diets.tags.contains(tag)));
    }

    #[test]
    fn tags_are_in_order_and_once_each(text in text()) {
        prop_assert!(DietSet::from_text(&text).tags.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn chosen_tags_are_read_back_from_their_text(tags in prop::collection::vec(prop::sample::select(DietTag::ALL), 0..9)) {
        let chosen = DietSet::of(tags);
        let read = DietSet::from_text(&chosen.to_text());
        prop_assert_eq!(read.tags, chosen.tags);
        prop_assert!(read.unmapped.is_empty());
    }

    #[test]
    fn json_reads_back_the_same(text in text()) {
        let diets = DietSet::from_text(&text);
        let json = serde_json::to_value(&diets).unwrap();
        prop_assert_eq!(serde_json::from_value::<DietSet>(json).unwrap(), diets);
    }
}
