//! The laws over what ships.

use heirloom::revisions::check::Files;
use heirloom::revisions::laws::{Dice, Laws, Schemas, generate};

/// How many payloads of each version.
const PAYLOADS: u64 = 40;

#[test]
fn every_generated_payload_is_valid_under_its_schema() {
    let files = Files::embedded();
    let schemas = Schemas::of(&files);
    for (event_type, version, schema) in files.schemas() {
        for number in 0..PAYLOADS {
            let payload = generate::payload(&schema, &mut Dice::new(7, event_type, number));
            if let Err((field, why)) = schemas.validate(event_type, version, &payload) {
                panic!("`{event_type}@{version}`, number {number}: `{field}`: {why}\n{payload}");
            }
        }
    }
}

#[test]
fn the_same_seed_generates_the_same_payloads() {
    let files = Files::embedded();
    let schema = files.json("RecipeCreated/v1.json").expect("it is released");
    let payload = |seed| generate::payload(&schema, &mut Dice::new(seed, "RecipeCreated@1", 5));
    assert_eq!(payload(1), payload(1));
    assert_ne!(payload(1), payload(2));
}

#[test]
fn no_law_has_a_counterexample_among_generated_events() {
    let report = Laws::shipped().check_generated(42, PAYLOADS);
    let told: Vec<String> = report.counterexamples.iter().map(ToString::to_string).collect();
    assert!(
        report.ok(),
        "{} counterexamples:\n{}",
        report.found,
        told.join("\n")
    );
    assert_eq!(report.events, PAYLOADS * report.by_version.len() as u64);
}
