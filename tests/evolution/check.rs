//! `heirloom check`: what differs between revisions, one planted schema for each class.

use heirloom::revisions::check::{
    Class, Files, Onward, Steps, check_all, check_names, event_changes, fresh_name, projection_changes,
    schema_changes, table_changes,
};
use heirloom_projections::{Column, Kind, Table};
use heirloom_upcasters::Versions;
use serde_json::{Value, json};

fn released() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "RecipeRated",
        "description": "A recipe was rated.",
        "type": "object",
        "additionalProperties": false,
        "required": ["stars", "lines"],
        "properties": {
            "stars": {"type": "integer", "format": "uint32", "minimum": 0, "description": "How many."},
            "by": {"type": ["string", "null"]},
            "mood": {"anyOf": [{"$ref": "#/$defs/Mood"}, {"type": "null"}]},
            "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
        },
        "$defs": {
            "Mood": {"oneOf": [{"const": "happy", "type": "string"}, {"const": "sad", "type": "string"}]},
            "Line": {
                "type": "object",
                "additionalProperties": false,
                "required": ["text"],
                "properties": {"text": {"type": "string", "maxLength": 100}},
            },
        },
    })
}

/// The schema with another value at one place; `null` takes the place away.
fn with(pointer: &str, value: Value) -> Value {
    let mut schema = released();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a parent");
    let parent = schema.pointer_mut(parent).expect("it is there").as_object_mut();
    let parent = parent.expect("it is an object");
    if value.is_null() {
        parent.remove(key);
    } else {
        parent.insert(key.to_owned(), value);
    }
    schema
}

fn told(new: &Value) -> String {
    let line =
        |f: heirloom::revisions::check::Finding| format!("{}: {} {}\n", f.class.says(), f.path, f.what);
    let changes = schema_changes(&released(), new);
    if changes.is_empty() {
        return "none\n".to_owned();
    }
    changes.into_iter().map(line).collect()
}

#[test]
fn every_difference_of_two_schemas_has_its_class_and_its_path() {
    let optional = json!({"type": ["string", "null"]});
    let cases = [
        ("nothing", released()),
        (
            "a description reworded",
            with("/description", "Somebody rated it.".into()),
        ),
        (
            "a field's description reworded",
            with("/properties/stars/description", "Stars.".into()),
        ),
        ("an optional field", with("/properties/why", optional.clone())),
        (
            "a field that may be absent now",
            with("/required", json!(["stars"])),
        ),
        (
            "one more word",
            with(
                "/$defs/Mood/oneOf",
                json!([{"const": "happy"}, {"const": "sad"}, {"const": "cross"}]),
            ),
        ),
        (
            "a wider number",
            with("/properties/stars/format", "uint64".into()),
        ),
        (
            "a longer text",
            with("/$defs/Line/properties/text/maxLength", 200.into()),
        ),
        (
            "no limit",
            with("/$defs/Line/properties/text/maxLength", Value::Null),
        ),
        (
            "a nullable field",
            with("/properties/stars/type", json!(["integer", "null"])),
        ),
        ("a field gone", with("/properties/by", Value::Null)),
        (
            "a field that must be there now",
            with("/required", json!(["stars", "lines", "by"])),
        ),
        ("another type", with("/properties/stars/type", "string".into())),
        (
            "a field inside a list gone",
            with("/$defs/Line/properties/text", Value::Null),
        ),
        (
            "a field inside a list must be there",
            with("/$defs/Line/required", json!(["text", "unit"])),
        ),
        (
            "a shorter text",
            with("/$defs/Line/properties/text/maxLength", 20.into()),
        ),
        (
            "a narrower number",
            with("/properties/stars/format", "uint8".into()),
        ),
        ("not null any more", with("/properties/by/type", "string".into())),
        (
            "a word gone",
            with("/$defs/Mood/oneOf", json!([{"const": "happy"}])),
        ),
        (
            "a pattern",
            with("/$defs/Line/properties/text/pattern", "^[a-z]*$".into()),
        ),
        (
            "unknown fields allowed",
            with("/additionalProperties", Value::Null),
        ),
    ];
    let all: Vec<String> = cases
        .iter()
        .map(|(name, schema)| {
            format!(
                "{name}\n{}",
                told(schema)
                    .lines()
                    .map(|l| format!("  {l}\n"))
                    .collect::<String>()
            )
        })
        .collect();
    insta::assert_snapshot!(all.concat());
}

/// A revision with version 1 and one with version 2, with these schemas.
fn change(new: Option<Value>, next: &[(&str, u32)], one_way: Option<&str>) -> Class {
    let mut files = Files::default();
    files.set("RecipeRated/v1.json", Some(released().to_string()));
    files.set("RecipeRated/v2.json", new.as_ref().map(Value::to_string));
    let mut steps = Steps::default();
    let next = next.iter().map(|(name, v)| ((*name).to_owned(), *v)).collect();
    let one_way = one_way.map(str::to_owned);
    steps.add(
        ("RecipeRated".into(), 1),
        Onward {
            next,
            one_way: one_way.clone(),
            drops: false,
        },
    );
    let from: Versions = [("RecipeRated", 1)].into_iter().collect();
    let to = if new.is_some() {
        ("RecipeRated", 2)
    } else {
        ("RecipeJudged", 1)
    };
    let changes = event_changes(&from, &[to].into_iter().collect(), &steps, &files);
    let change = changes
        .into_iter()
        .find(|change| change.event == "RecipeRated")
        .expect("it differs");
    assert_eq!(change.one_way, one_way);
    change.class
}

#[test]
fn what_breaks_is_covered_where_a_step_leads_on() {
    let gone = || Some(with("/properties/by", Value::Null));
    assert_eq!(change(gone(), &[], None), Class::Breaking);
    assert_eq!(change(gone(), &[("RecipeRated", 2)], None), Class::CoveredByStep);
    assert_eq!(
        change(gone(), &[("RecipeRated", 2)], Some("why")),
        Class::CoveredByStep
    );
    assert_eq!(change(gone(), &[("RecipeJudged", 9)], None), Class::Breaking);
    assert_eq!(change(None, &[("RecipeJudged", 1)], None), Class::CoveredByStep);
    assert_eq!(change(None, &[], None), Class::Breaking);
    let reworded = with("/description", "Somebody rated it.".into());
    assert_eq!(
        change(Some(reworded), &[("RecipeRated", 2)], None),
        Class::Documentation
    );
    let added = with("/properties/why", json!({"type": ["string", "null"]}));
    assert_eq!(change(Some(added), &[("RecipeRated", 2)], None), Class::Additive);
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind }
}

const ID: Column = column("household_id", Kind::Uuid);
const OLD: &[Table] = &[Table {
    name: "ratings",
    columns: &[ID, column("stars", Kind::Int)],
    key: 1,
    by_event: false,
}];
const ADDED: &[Table] = &[
    Table {
        name: "ratings",
        columns: &[ID, column("stars", Kind::Int), column("why", Kind::Text)],
        key: 1,
        by_event: false,
    },
    Table {
        name: "moods",
        columns: &[ID],
        key: 1,
        by_event: false,
    },
];
const BROKEN: &[Table] = &[Table {
    name: "ratings",
    columns: &[ID, column("stars", Kind::Text)],
    key: 2,
    by_event: false,
}];

#[test]
fn tables_that_only_grow_are_additive_and_others_break() {
    let told = |new: &[Table]| -> Vec<String> {
        let line =
            |f: heirloom::revisions::check::Finding| format!("{}: {} {}", f.class.says(), f.path, f.what);
        table_changes(OLD, new).into_iter().map(line).collect()
    };
    assert!(told(OLD).is_empty());
    assert_eq!(
        told(ADDED),
        [
            "additive: ratings.why the column is new",
            "additive: moods the table is new"
        ]
    );
    assert_eq!(
        told(BROKEN),
        [
            "breaking: ratings it has another key",
            "breaking: ratings.stars was int, is text"
        ],
    );
    assert_eq!(told(&[]), ["breaking: ratings the table is gone"]);
}

#[test]
fn a_projection_of_a_version_that_is_not_there_breaks() {
    let tables = |_: &str, version| match version {
        1 => Some(OLD),
        2 => Some(ADDED),
        _ => None,
    };
    let class = |from: &[(&'static str, u32)], to: &[(&'static str, u32)]| {
        projection_changes(from, to, &[], tables)
            .first()
            .map(|change| change.class)
    };
    assert_eq!(class(&[("ratings", 1)], &[("ratings", 1)]), None);
    assert_eq!(class(&[("ratings", 1)], &[("ratings", 2)]), Some(Class::Additive));
    assert_eq!(class(&[], &[("ratings", 1)]), Some(Class::Additive));
    assert_eq!(class(&[("ratings", 2)], &[("ratings", 1)]), Some(Class::Breaking));
    assert_eq!(class(&[("ratings", 1)], &[]), Some(Class::Breaking));
    assert_eq!(class(&[("ratings", 1)], &[("ratings", 3)]), Some(Class::Breaking));
    let gone: Vec<_> = projection_changes(&[("ratings", 2)], &[("ratings", 1)], &[], tables)
        .remove(0)
        .findings;
    let declared: Vec<&str> = gone.iter().map(|finding| finding.path.as_str()).collect();
    let changes = projection_changes(&[("ratings", 2)], &[("ratings", 1)], &declared, tables);
    assert_eq!(changes[0].class, Class::Declared);
}

#[test]
fn a_wrong_name_is_told_with_the_right_one() {
    let now = "2026-11-23T12:00:00Z".parse().unwrap();
    let told =
        |names: &[&str]| -> Vec<String> { check_names(names, now).iter().map(ToString::to_string).collect() };
    assert!(told(&["2026_11_20_0900_initial", "2026_11_24_1159_more"]).is_empty());
    let wrong = [
        told(&["initial"]),
        told(&["2026_11_20_0900-Initial State"]),
        told(&["2026_13_20_0900_initial"]),
        told(&["2026_1_2_0900_initial"]),
        told(&["2026_11_20_0900_"]),
        told(&["2026_11_24_1201_early"]),
        told(&["2026_11_20_0900_a", "2026_11_20_0900_b"]),
        told(&["2026_11_20_0900_a", "2026_11_21_0900_a"]),
        told(&["Ünïcode"]),
    ];
    insta::assert_snapshot!(wrong.concat().join("\n"));
    assert_eq!(
        fresh_name("Rate it", Some("2026_11_23_1200_a"), now),
        "2026_11_23_1201_rate_it"
    );
}

#[test]
fn what_ships_has_nothing_to_put_right() {
    let now = "2027-01-01T00:00:00Z".parse().unwrap();
    let report = check_all(None, Some("2026_11_20_0900_initial"), now);
    let problems: Vec<String> = report
        .checks
        .iter()
        .flat_map(|check| &check.problems)
        .map(ToString::to_string)
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(report.ok(), "{:#?}", report.between);
}

#[test]
fn an_active_revision_that_this_build_does_not_know_is_told() {
    let report = check_all(None, Some("2031_01_01_0000_flying_cars"), chrono::Utc::now());
    let told = report
        .checks
        .iter()
        .flat_map(|check| &check.problems)
        .map(ToString::to_string);
    assert!(
        told.collect::<String>()
            .contains("`2031_01_01_0000_flying_cars` is unknown to this build")
    );
}
