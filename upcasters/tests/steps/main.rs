//! Each step's own cases: defaults, residues, edges. The laws over all steps, with events made from the
//! schemas, are those of `heirloom verify laws`.

mod contents;
mod diets;
mod images;
mod lines;
mod nutrition;

use heirloom_events::recipe::RecipeEvent;
use heirloom_events::{Event, Parts, Residues, StreamType};
use heirloom_upcasters::{Stored, Versions, Written, read, write};
use serde_json::Value;

/// The event as a log holds it whose active revision has only this version of it.
fn written(event: impl Into<RecipeEvent>, name: &'static str, version: u32) -> Written {
    try_written(event, name, version).unwrap_or_else(|error| panic!("{error}"))
}

fn try_written(event: impl Into<RecipeEvent>, name: &'static str, version: u32) -> Result<Written, String> {
    let versions = Versions::from_iter([(name, version)]);
    write(&event.into().into(), &versions).map_err(|error| error.to_string())
}

/// What a payload and its residues say today.
fn today(name: &str, version: u32, payload: &str, residues: &Residues) -> Result<Parts<RecipeEvent>, String> {
    let stored = Stored {
        stream_type: StreamType::Recipe,
        event_type: name,
        event_version: &version.to_string(),
        payload: payload.as_bytes(),
        residues,
    };
    let events = read(stored).map_err(|error| error.to_string())?;
    Ok(events.try_map(Event::into_recipe).expect("they are a recipe's"))
}

/// Writes the event in that version and reads it again: it must be the same.
#[track_caller]
fn comes_back(event: impl Into<RecipeEvent>, name: &'static str, version: u32) -> Written {
    let event = event.into();
    let written = written(event.clone(), name, version);
    let back = today(name, version, &written.payload, &written.residues);
    assert_eq!(back, Ok(event.into()), "{name} {version}: {written:?}");
    written
}

/// What stands in the metadata for one version; null where nothing does.
fn residue(written: &Written, key: &str) -> Value {
    written.residues.get(key).cloned().unwrap_or(Value::Null)
}
