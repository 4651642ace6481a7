//! Every law of one split, over random payloads of its old version.

use heirloom_events::{Event, Parts, Residues};
use heirloom_upcasters::Split;
use heirloom_upcasters::step::Climb;

use super::step::{json, name, own, payload, run, same, typed, valid};
use super::{Schemas, hold, shipped};

/// Holds a split to its laws over `count` random payloads of its old version.
///
/// # Panics
/// With the counterexamples, where there are any.
#[track_caller]
pub fn check_split<S: Split>(seed: u64, count: u64) {
    hold(
        std::any::type_name::<S>(),
        &split_faults::<S>(&shipped(), seed, count),
    );
}

/// What breaks the laws of a split, in words.
#[must_use]
pub fn split_faults<S: Split>(schemas: &Schemas, seed: u64, count: u64) -> Vec<String> {
    let faults = (0..count).filter_map(|number| there_and_back::<S>(schemas, seed, number).err());
    faults.take(5).collect()
}

fn there_and_back<S: Split>(schemas: &Schemas, seed: u64, number: u64) -> Result<(), String> {
    let given = payload::<S::Old>(schemas, seed, number)?;
    let told = |law: &str, what: String| format!("{law}: {what}; given {} {given}", name::<S::Old>());
    let up = || run("up", || S::up(typed(&given)?, None)).map_err(|why| told("total", why));
    let (parts, events) = (up()?, today::<S>(up()?).map_err(|why| told("total", why))?);
    if events != today::<S>(up()?).map_err(|why| told("total", why))? {
        return Err(told(
            "pure",
            "the parts are not the same twice, or in another order".to_owned(),
        ));
    }
    if S::ONE_WAY.is_some() {
        return Ok(());
    }
    let mut olds = Vec::with_capacity(parts.len());
    for (part, event) in parts.into_iter().zip(&events) {
        let (old, residue) = run("down", || S::down(part)).map_err(|why| told("total", why))?;
        if let Some(residue) = residue {
            return Err(told("no residue", format!("`down` left {}", json(&residue))));
        }
        alone::<S>(schemas, &old, event).map_err(|why| told("each part alone", why))?;
        olds.push(old);
    }
    let joined = json(&S::join(olds));
    let own = own::<S::Old>(&given).map_err(|why| told("total", why))?;
    same(&own, &joined).map_err(|why| told("join(down(up(x))) = x", why))
}

/// One part, written alone as the store does it, reads back as that part and nothing else.
fn alone<S: Split>(schemas: &Schemas, old: &S::Old, event: &Parts<Event>) -> Result<(), String> {
    let old = json(old);
    valid::<S::Old>(schemas, &old)?;
    let again = run("up", || S::up(typed(&old)?, None))?;
    let again: Vec<Parts<Event>> = today::<S>(again)?;
    match again.as_slice() {
        [one] if one == event => Ok(()),
        others => Err(format!(
            "{old} reads back as {} parts, or another one",
            others.len()
        )),
    }
}

/// What each part is today.
fn today<S: Split>(parts: Vec<S::Part>) -> Result<Vec<Parts<Event>>, String> {
    let none = Residues::new();
    let each = parts
        .into_iter()
        .map(|part| run("a later step", || part.climb(&none)));
    each.collect()
}
