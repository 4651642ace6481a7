//! What a step is: one file each, `src/<event>/v1_to_v2.rs`.
//!
//! * here: the two kinds, [`Step`] and [`Split`]; all that an author of a step writes.
//! * `way`: from any version to today and back, step after step.
//! * `macros`: what declares a version's way.

mod macros;
mod way;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use way::{
    Climb, Descend, Name, Part, Payloaded, Version, climb, climb_split, descend, descend_split, name, once,
    once_split, payloaded, residue_key,
};

/// A step between two neighbouring versions of an event, and its way back.
///
/// Its laws, which `heirloom verify laws` and the tests hold it to:
/// * `down(up(x, none)) = (x, none)`: an old event that is read and written back is the same.
/// * `up(down(y)) = y`: what the old version cannot hold is in the residue, nothing else is.
/// * pure: no clock, no chance, no look at anything but its arguments; total: every event of the old version
///   has one of the new version.
///
/// Its residue is none wherever `up` without one gives the same again.
pub trait Step {
    /// The version before.
    type Old: Version;
    /// The version after: the next one of the same event, or one of another name (a rename), or an enum of
    /// several (a split, see [`split!`](crate::split)).
    type New: Version;
    /// What the old version cannot hold.
    type Residue: Serialize + DeserializeOwned;

    /// Why there is no way back, where there is none; then a downgrade past it is refused.
    const ONE_WAY: Option<&'static str> = None;

    /// From the old version to the new one.
    ///
    /// # Errors
    /// [`StepError`] that names the field, where the old event makes no sense in the new version.
    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError>;

    /// From the new version back to the old one.
    ///
    /// # Errors
    /// As [`Step::up`], and where there is no way back.
    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError>;
}

/// A step that splits an event of one name into none, one or several of other names.
///
/// The store writes events one by one, so `down` takes one part; [`Split::join`] puts all parts of one stored
/// event together again, for the laws.
pub trait Split {
    /// The version before.
    type Old: Version;
    /// Any of the events after it: an enum made by [`parts!`](crate::parts).
    type Part: Part;
    /// What the old version cannot hold of one part.
    type Residue: Serialize + DeserializeOwned;

    /// Why there is no way back, where there is none; then a downgrade past it is refused.
    const ONE_WAY: Option<&'static str> = None;

    /// From the old version to its parts, in an order that never changes.
    ///
    /// # Errors
    /// As [`Step::up`].
    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Vec<Self::Part>, StepError>;

    /// From one part back to an old event that says just this.
    ///
    /// # Errors
    /// As [`Step::down`].
    fn down(part: Self::Part) -> Result<(Self::Old, Option<Self::Residue>), StepError>;

    /// Old events of several parts as the one that they came from.
    fn join(all: Vec<Self::Old>) -> Self::Old;
}

/// Why a step could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}`: {why}")]
pub struct StepError {
    /// The field that does not fit, as a path into the payload (`content.lines[3].unit`).
    pub field: String,
    /// What is wrong with it.
    pub why: String,
}

impl StepError {
    /// That field, for that reason.
    #[must_use]
    pub fn at(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            why: why.into(),
        }
    }

    /// The same inside another field.
    #[must_use]
    pub fn inside(mut self, outer: &str) -> Self {
        self.field = format!("{outer}.{}", self.field);
        self
    }
}

/// A residue that does not belong to the event's field: one of the two was changed by hand.
#[must_use]
pub fn foreign(field: &str) -> StepError {
    StepError::at(field, "the residue in the metadata says something else of it")
}
