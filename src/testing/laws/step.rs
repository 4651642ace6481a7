//! Every law of one step, over random payloads of its two versions.

use heirloom_events::Payload;
use heirloom_upcasters::{Step, StepError};
use serde_json::Value;

use super::{Schemas, hold, shipped};
use crate::revisions::laws::{Dice, caught, difference, generate};

/// How many faults are told: one mistake makes many.
const TOLD: usize = 5;

/// Holds a step to its laws over `count` random payloads of each of its two versions.
///
/// # Panics
/// With the counterexamples, where there are any.
#[track_caller]
pub fn check_step<S: Step>(seed: u64, count: u64) {
    hold(
        std::any::type_name::<S>(),
        &step_faults::<S>(&shipped(), seed, count),
    );
}

/// What breaks the laws of a step, in words: law, payload, field.
#[must_use]
pub fn step_faults<S: Step>(schemas: &Schemas, seed: u64, count: u64) -> Vec<String> {
    let mut faults = Vec::new();
    for number in 0..count {
        if let Err(fault) = old_there_and_back::<S>(schemas, seed, number) {
            faults.push(fault);
        }
        // A step without a way back says so; then only its way up has laws.
        if S::ONE_WAY.is_none()
            && let Err(fault) = new_there_and_back::<S>(schemas, seed, number)
        {
            faults.push(fault);
        }
        if faults.len() >= TOLD {
            break;
        }
    }
    faults
}

fn old_there_and_back<S: Step>(schemas: &Schemas, seed: u64, number: u64) -> Result<(), String> {
    let given = payload::<S::Old>(schemas, seed, number)?;
    let told = |law: &str, what: String| format!("{law}: {what}; given {} {given}", name::<S::Old>());
    let up = || run("up", || S::up(typed(&given)?, None)).map_err(|why| told("total", why));
    let once = up()?;
    let new = json(&once);
    valid::<S::New>(schemas, &new).map_err(|why| told("valid", why))?;
    same(&new, &json(&up()?)).map_err(|why| told("pure", why))?;
    if S::ONE_WAY.is_some() {
        return Ok(());
    }
    let (back, residue) = run("down", || S::down(once)).map_err(|why| told("total", why))?;
    let own = own::<S::Old>(&given).map_err(|why| told("total", why))?;
    same(&own, &json(&back)).map_err(|why| told("down(up(x)) = x", why))?;
    match residue {
        Some(residue) => Err(told("no residue", format!("`down` left {}", json(&residue)))),
        None => Ok(()),
    }
}

fn new_there_and_back<S: Step>(schemas: &Schemas, seed: u64, number: u64) -> Result<(), String> {
    let given = payload::<S::New>(schemas, seed, number)?;
    let told = |law: &str, what: String| format!("{law}: {what}; given {} {given}", name::<S::New>());
    let down = || run("down", || S::down(typed(&given)?)).map_err(|why| told("total", why));
    let (old, residue) = down()?;
    let (old, residue) = (json(&old), residue.as_ref().map(json));
    valid::<S::Old>(schemas, &old).map_err(|why| told("valid", why))?;
    let again = down()?;
    let twice = same(&old, &json(&again.0)).is_ok() && residue == again.1.as_ref().map(json);
    if !twice {
        return Err(told("pure", "`down` twice is not the same".to_owned()));
    }
    // As the log has it: old payload and residue are JSON by then.
    let up = |residue: Option<&Value>| {
        run("up", || S::up(typed(&old)?, residue.map(typed).transpose()?)).map(|new| json(&new))
    };
    let own = own::<S::New>(&given).map_err(|why| told("total", why))?;
    let new = up(residue.as_ref()).map_err(|why| told("total", why))?;
    same(&own, &new).map_err(|why| told("up(down(y)) = y", why))?;
    if residue.is_some() && up(None).is_ok_and(|without| same(&own, &without).is_ok()) {
        return Err(told(
            "smallest residue",
            "the same without the residue".to_owned(),
        ));
    }
    Ok(())
}

/// A random payload of that version.
pub(super) fn payload<V: Payload>(schemas: &Schemas, seed: u64, number: u64) -> Result<Value, String> {
    let schema = schemas.get(V::TYPE, V::VERSION);
    let schema = schema.ok_or_else(|| format!("{} has no schema", name::<V>()))?;
    Ok(generate::payload(schema, &mut Dice::new(seed, V::TYPE, number)))
}

/// The payload in its type.
pub(super) fn typed<V: serde::de::DeserializeOwned>(payload: &Value) -> Result<V, StepError> {
    V::deserialize(payload).map_err(|error| StepError::at("", format!("its type does not read it: {error}")))
}

/// The payload as its type writes it.
pub(super) fn own<V: Payload>(payload: &Value) -> Result<Value, String> {
    typed::<V>(payload)
        .map(|typed| json(&typed))
        .map_err(|error| error.to_string())
}

/// Runs one direction of a step; an error and a panic are told alike.
pub(super) fn run<T>(what: &str, step: impl FnOnce() -> Result<T, StepError>) -> Result<T, String> {
    match caught(step) {
        Ok(outcome) => outcome.map_err(|error| format!("`{what}` fails: {error}")),
        Err(said) => Err(format!("`{what}` panics: {said}")),
    }
}

pub(super) fn same(left: &Value, right: &Value) -> Result<(), String> {
    match difference(left, right) {
        None => Ok(()),
        Some(found) => Err(format!("`{}`: {found}", found.field)),
    }
}

pub(super) fn valid<V: Payload>(schemas: &Schemas, payload: &Value) -> Result<(), String> {
    let outcome = schemas.validate(V::TYPE, V::VERSION, payload);
    outcome.map_err(|(field, why)| format!("{} is not valid: `{field}`: {why}", name::<V>()))
}

pub(super) fn name<V: Payload>() -> String {
    format!("`{}@{}`", V::TYPE, V::VERSION)
}

pub(super) fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
