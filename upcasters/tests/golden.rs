//! What a step makes of a released sample stays as it is: `golden/<event>/v1.json` holds what version 1's
//! sample is after its one step, and `golden/LOCK` a hash of each file.
//!
//! One step and not all of them: a file that is locked may not change because a later version comes. That
//! the steps after one another are what [`read`] does is a test of its own.
//!
//! `HEIRLOOM_WRITE_SCHEMAS=1 cargo test -p heirloom-upcasters --test golden` writes what does not exist yet, and
//! changes nothing that does. Read what it wrote before you commit it.

#[path = "../../events/tests/support/mod.rs"]
mod support;

use std::path::PathBuf;

use heirloom_events::{Event, Parts, Residues, released};
use heirloom_upcasters::step::{Name, Payloaded};
use heirloom_upcasters::{Released, Stored, read, registry};
use serde_json::{Value, json};
use support::json::canonical;
use support::locks::{HOW, Locked};

/// Steps that lead on from a released version.
fn steps() -> impl Iterator<Item = &'static Released> {
    registry::released()
        .iter()
        .filter(|released| !released.is_today())
}

fn path(step: &Released) -> String {
    format!("{}/v{}.json", step.event_type, step.version)
}

fn sample((event_type, version): Name) -> &'static str {
    let released = released::find(event_type, version);
    let released = released.unwrap_or_else(|| panic!("`{event_type}` version {version} has no sample"));
    released.sample
}

/// The sample after one step.
fn stepped(step: &Released) -> Vec<Payloaded> {
    let sample = sample((step.event_type, step.version));
    let stepped = (step.once)(sample.as_bytes(), &Residues::new());
    stepped.unwrap_or_else(|error| panic!("the sample of {step:?} does not take its step: {error}"))
}

fn shown(events: &[Payloaded]) -> Value {
    let each = |event: &Payloaded| {
        let payload: Value = serde_json::from_str(&event.payload).expect("a payload is JSON");
        json!({"event_type": event.name.0, "event_version": event.name.1, "payload": payload})
    };
    events.iter().map(each).collect()
}

fn golden() -> Locked {
    static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let golden = Locked {
        name: "upcasters/golden",
        folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden"),
        new: "for a new step run the tests with HEIRLOOM_WRITE_SCHEMAS=1 and read what they wrote",
    };
    if Locked::writing() {
        let _guard = WRITING.lock().expect("no writer panics before it is done");
        for step in steps() {
            golden.write_new(&path(step), &shown(&stepped(step)));
        }
        golden.write_lock();
    }
    golden
}

/// An event of any version in today's shape.
fn today((event_type, version): Name, payload: &str) -> Parts<Event> {
    let released = registry::find(event_type, version).expect("it is released");
    let read = read(Stored {
        stream_type: released.stream_type,
        event_type,
        event_version: &version.to_string(),
        payload: payload.as_bytes(),
        residues: &Residues::new(),
    });
    read.unwrap_or_else(|error| panic!("`{event_type}` version {version}: {error}"))
}

#[test]
fn every_step_makes_of_its_sample_what_it_made_when_it_was_released() {
    let golden = golden();
    for step in steps() {
        assert_eq!(
            canonical(&shown(&stepped(step))),
            canonical(&golden.read(&path(step))),
            "the step from {step:?} does something else than upcasters/golden/{}; {HOW}",
            path(step)
        );
    }
}

#[test]
fn no_golden_file_was_changed_added_or_removed_unseen() {
    golden().check();
}

#[test]
fn every_golden_file_belongs_to_a_step() {
    let paths: Vec<_> = steps().map(path).collect();
    for file in golden().files().keys() {
        assert!(
            paths.contains(file),
            "upcasters/golden/{file} belongs to no step; steps of released versions are never taken away"
        );
    }
}

#[test]
fn what_a_step_makes_is_valid_in_the_version_that_it_leads_to() {
    for step in steps() {
        for event in stepped(step) {
            assert!(
                (step.next)().contains(&event.name),
                "{step:?} makes {:?}",
                event.name
            );
            let schema = released::find(event.name.0, event.name.1)
                .expect("it is released")
                .schema;
            let schema = serde_json::from_str(schema).expect("a schema is JSON");
            let payload = serde_json::from_str(&event.payload).expect("a payload is JSON");
            if let Err(error) = jsonschema::validate(&schema, &payload) {
                panic!(
                    "the step from {step:?} makes what is not valid in {:?}: {error}",
                    event.name
                );
            }
        }
    }
}

#[test]
fn one_step_after_the_other_is_what_the_reader_does() {
    for step in steps() {
        let at_once = today(
            (step.event_type, step.version),
            sample((step.event_type, step.version)),
        );
        let stepwise: Parts<Event> = stepped(step)
            .iter()
            .flat_map(|event| today(event.name, &event.payload))
            .collect();
        assert_eq!(at_once, stepwise, "from {step:?}");
    }
}
