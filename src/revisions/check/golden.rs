//! Whether every step makes of its released sample what it made when it was released.

use heirloom_events::Residues;
use heirloom_upcasters::Released;
use serde_json::{Value, json};

use super::{Files, Problem};
use crate::revisions::laws::{caught, difference};

/// Steps that make something else of their sample than the golden file says. `samples` are those of
/// `events/schemas`, `golden` the files of `upcasters/golden`.
#[must_use]
pub fn check_golden(released: &[Released], samples: &Files, golden: &Files) -> Vec<Problem> {
    let steps = released.iter().filter(|version| !version.is_today());
    steps.filter_map(|step| changed(step, samples, golden)).collect()
}

fn changed(step: &Released, samples: &Files, golden: &Files) -> Option<Problem> {
    let path = format!("{}/v{}.json", step.event_type, step.version);
    let Some(then) = golden.json(&path) else {
        return Some(Problem::new(
            format!("the step from `{step:?}` has no golden file `{path}`"),
            "run `HEIRLOOM_WRITE_SCHEMAS=1 cargo test -p heirloom-upcasters --test golden`, look at what it wrote, commit it",
        ));
    };
    let sample = samples.text(&format!("{}/v{}.sample.json", step.event_type, step.version))?;
    let what = match golden_of(step, sample) {
        Ok(now) => {
            let found = difference(&then, &now)?;
            format!("`{}`: {found}", found.field)
        }
        Err(why) => why,
    };
    Some(Problem::new(
        format!(
            "the step from `{step:?}` makes something else of its sample than when it was released: {what}"
        ),
        "put the step back as it was; what is released means the same for ever, a new version may mean another thing",
    ))
}

/// What a step makes of a sample, as golden files hold it.
///
/// # Errors
/// Why it makes nothing of it.
pub fn golden_of(step: &Released, sample: &str) -> Result<Value, String> {
    let once = caught(|| (step.once)(sample.as_bytes(), &Residues::new()));
    let events = once?.map_err(|error| error.to_string())?;
    let each = |event: &heirloom_upcasters::step::Payloaded| -> Value {
        let payload: Value = serde_json::from_str(&event.payload).unwrap_or_default();
        json!({"event_type": event.name.0, "event_version": event.name.1, "payload": payload})
    };
    Ok(events.iter().map(each).collect())
}
