//! What became of a recipe's steps.

use heirloom_events::recipe::Step;
use heirloom_events::values::StepId;

use super::moved::moved;
use super::words::{both, shown, unchanged};

/// What a revision did: `revised step 2; added step 4; removed step 5; moved step 1`. Removed steps bear
/// their old numbers, all others their new ones. Where one step alone changed, its texts are shown.
pub(super) fn steps_revised(old: &[Step], new: &[Step]) -> String {
    let before = |id: StepId| old.iter().find(|step| step.step_id == id);
    let mut revised = Vec::new();
    let mut added = Vec::new();
    for (at, step) in (1..).zip(new) {
        match before(step.step_id) {
            None => added.push(at),
            Some(was) if was != step => revised.push((at, was, step)),
            Some(_) => {}
        }
    }
    let kept = |id: StepId| new.iter().any(|step| step.step_id == id);
    let removed: Vec<usize> = places(old, |step| !kept(step.step_id));
    let ids = |steps: &[Step]| steps.iter().map(|step| step.step_id).collect::<Vec<_>>();
    let moved_ids = moved(&ids(old), &ids(new));
    let moved: Vec<usize> = places(new, |step| moved_ids.contains(&step.step_id));
    if let ([(at, was, step)], [], [], []) = (&revised[..], &added[..], &removed[..], &moved[..]) {
        return one_revised(*at, was, step);
    }
    let revised: Vec<usize> = revised.iter().map(|(at, _, _)| *at).collect();
    let lists = [
        ("revised", revised),
        ("added", added),
        ("removed", removed),
        ("moved", moved),
    ];
    let parts: Vec<String> = lists
        .iter()
        .filter_map(|(verb, places)| named(verb, places))
        .collect();
    match &parts[..] {
        [] => unchanged("directions"),
        parts => parts.join("; "),
    }
}

fn one_revised(at: usize, was: &Step, step: &Step) -> String {
    if was.text != step.text {
        let (was, is) = both(&was.text, &step.text);
        return format!("revised step {at}: {was} → {is}");
    }
    match &step.section {
        Some(section) => format!("put step {at} under {}", shown(section)),
        None => format!("put step {at} under no heading"),
    }
}

fn places(steps: &[Step], wanted: impl Fn(&Step) -> bool) -> Vec<usize> {
    let numbered = (1..).zip(steps);
    numbered
        .filter(|(_, step)| wanted(step))
        .map(|(at, _)| at)
        .collect()
}

/// `revised step 2`, `revised steps 2, 4 and 5`, `revised 9 steps`.
fn named(verb: &str, places: &[usize]) -> Option<String> {
    let texts: Vec<String> = places.iter().map(usize::to_string).collect();
    match &texts[..] {
        [] => None,
        [one] => Some(format!("{verb} step {one}")),
        [most @ .., last] if texts.len() <= 5 => Some(format!("{verb} steps {} and {last}", most.join(", "))),
        many => Some(format!("{verb} {} steps", many.len())),
    }
}
