//! The way of a version: up to today's shape and down again, step after step.

use heirloom_events::{Event, Parts, Payload, Residues};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Split, Step, StepError};

/// One released version of an event, on its way to today's shape and back. Implemented by
/// [`today!`](crate::today), [`step!`](macro@crate::step) and [`split!`](crate::split), never by hand.
pub trait Version: Payload + Climb + Descend {}
impl<V: Payload + Climb + Descend> Version for V {}

/// An event's name and version.
pub type Name = (&'static str, u32);

/// The way up.
pub trait Climb: Sized {
    /// Why there is no way back from the next version to this one, where there is none.
    const ONE_WAY: Option<&'static str> = None;

    /// Whether it is today's: no step leads on from it.
    const TODAY: bool = false;

    /// What its step leads to: nothing where it is today's, or where the step drops it.
    fn next() -> Vec<Name>;

    /// In today's shape.
    ///
    /// # Errors
    /// Where a step or a residue does not fit.
    fn climb(self, residues: &Residues) -> Result<Parts<Event>, StepError>;

    /// After one step only: nothing where it is today's. For locked files, which later steps may not touch.
    ///
    /// # Errors
    /// As [`Climb::climb`].
    fn once(self, residues: &Residues) -> Result<Vec<Payloaded>, StepError>;
}

/// An event of some version as the log would hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payloaded {
    /// Its name and version.
    pub name: Name,
    /// Its payload: JSON, bare.
    pub payload: String,
}

/// An event of some version as the log would hold it. For [`step!`](macro@crate::step) and
/// [`parts!`](crate::parts).
///
/// # Errors
/// Never for events that were built by the types of `events`.
pub fn payloaded<V: Payload>(event: &V) -> Result<Payloaded, StepError> {
    let payload = serde_json::to_string(event).map_err(|error| StepError::at(V::TYPE, error.to_string()))?;
    let name = name::<V>();
    Ok(Payloaded { name, payload })
}

/// Any of the events that a split may give. Implemented by [`parts!`](crate::parts).
pub trait Part: Descend {
    /// As the log would hold it.
    ///
    /// # Errors
    /// As [`payloaded`].
    fn payloaded(&self) -> Result<Payloaded, StepError>;
}

/// The way down.
pub trait Descend: Climb {
    /// What it is known by: one name and version, or those of all parts of a split.
    fn names() -> Vec<Name>;

    /// Events of today that came from one stored event, in this version; none where they do not come from
    /// it. What this version cannot hold goes into `residues`.
    ///
    /// # Errors
    /// Where a step has no way back for them.
    fn descend(events: Parts<Event>, residues: &mut Residues) -> Result<Option<Self>, StepError>;
}

/// The key of a residue: the version that cannot hold it (`RecipeCreated@1`).
#[must_use]
pub fn residue_key<V: Payload>() -> String {
    format!("{}@{}", V::TYPE, V::VERSION)
}

/// The residue of a step among those of an event.
fn residue<V: Payload, R: DeserializeOwned>(residues: &Residues) -> Result<Option<R>, StepError> {
    if residues.is_empty() {
        return Ok(None);
    }
    let key = residue_key::<V>();
    let read = residues.get(&key).map(|value| R::deserialize(value));
    read.transpose()
        .map_err(|error| StepError::at(format!("metadata.residue.{key}"), error.to_string()))
}

/// Notes what a version cannot hold.
fn note_residue<V: Payload, R: Serialize>(
    residue: Option<R>,
    residues: &mut Residues,
) -> Result<(), StepError> {
    if let Some(residue) = residue {
        let key = residue_key::<V>();
        let value = serde_json::to_value(residue)
            .map_err(|error| StepError::at(format!("metadata.residue.{key}"), error.to_string()))?;
        residues.insert(key, value);
    }
    Ok(())
}

/// Whether a step has a way back.
fn way_back<V: Payload>(one_way: Option<&str>) -> Result<(), StepError> {
    let why = |why| StepError::at(residue_key::<V>(), format!("there is no way back to it: {why}"));
    one_way.map_or(Ok(()), |reason| Err(why(reason)))
}

/// One step up and on to today. For [`step!`](macro@crate::step).
///
/// # Errors
/// As [`Climb::climb`].
pub fn climb<S: Step>(old: S::Old, residues: &Residues) -> Result<Parts<Event>, StepError> {
    S::up(old, residue::<S::Old, S::Residue>(residues)?)?.climb(residues)
}

/// One step up. For [`step!`](macro@crate::step).
///
/// # Errors
/// As [`Climb::climb`].
pub fn once<S: Step>(old: S::Old, residues: &Residues) -> Result<Vec<Payloaded>, StepError> {
    let new = S::up(old, residue::<S::Old, S::Residue>(residues)?)?;
    Ok(vec![payloaded(&new)?])
}

/// From today down to before a step. For [`step!`](macro@crate::step).
///
/// # Errors
/// As [`Descend::descend`].
pub fn descend<S: Step>(events: Parts<Event>, residues: &mut Residues) -> Result<Option<S::Old>, StepError> {
    let Some(new) = S::New::descend(events, residues)? else {
        return Ok(None);
    };
    way_back::<S::Old>(S::ONE_WAY)?;
    let (old, residue) = S::down(new)?;
    note_residue::<S::Old, _>(residue, residues)?;
    Ok(Some(old))
}

/// A split and on to today. For [`split!`](crate::split).
///
/// # Errors
/// As [`Climb::climb`].
pub fn climb_split<S: Split>(old: S::Old, residues: &Residues) -> Result<Parts<Event>, StepError> {
    let parts = S::up(old, residue::<S::Old, S::Residue>(residues)?)?;
    let climbed = parts.into_iter().map(|part| part.climb(residues));
    let climbed = climbed.collect::<Result<Vec<_>, _>>()?;
    Ok(climbed.into_iter().flatten().collect())
}

/// A split alone. For [`split!`](crate::split).
///
/// # Errors
/// As [`Climb::climb`].
pub fn once_split<S: Split>(old: S::Old, residues: &Residues) -> Result<Vec<Payloaded>, StepError> {
    let parts = S::up(old, residue::<S::Old, S::Residue>(residues)?)?;
    parts.iter().map(Part::payloaded).collect()
}

/// From today down to before a split. For [`split!`](crate::split).
///
/// # Errors
/// As [`Descend::descend`]; several parts can go back together only where none leaves a residue.
pub fn descend_split<S: Split>(
    events: Parts<Event>,
    residues: &mut Residues,
) -> Result<Option<S::Old>, StepError> {
    let alone = events.len() == 1;
    let mut olds = Vec::with_capacity(events.len());
    for event in events {
        let Some(part) = S::Part::descend(event.into(), residues)? else {
            return Ok(None);
        };
        way_back::<S::Old>(S::ONE_WAY)?;
        let (old, residue) = S::down(part)?;
        if residue.is_some() && !alone {
            return Err(StepError::at(
                residue_key::<S::Old>(),
                "one of several parts says more than the old version can hold",
            ));
        }
        note_residue::<S::Old, _>(residue, residues)?;
        olds.push(old);
    }
    Ok(Some(S::join(olds)))
}

/// The name and version of a payload.
#[must_use]
pub fn name<P: Payload>() -> Name {
    (P::TYPE, P::VERSION)
}
