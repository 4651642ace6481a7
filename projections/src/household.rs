//! Rows that need more than one stream: what a household-level projection is made of.
//!
//! Such a projection folds all events of one household, in the order of their positions, in a machine of its
//! own, and gives rows unit by unit. A rebuild, a verification and a repair run the machine from the first
//! event; live feeding keeps it warm and asks only for the units that an event touches.
//! When to use it, and when not: `docs/adding-a-projection.md`.

use std::fmt;

use heirloom_events::Recorded;

use crate::RowSink;

/// A part of a household's rows that is given as a whole: a week, a recipe. What the text is, the projection
/// says; it stands in no table.
///
/// ```
/// use heirloom_projections::Unit;
/// assert_eq!(Unit::of("2026-W07").as_str(), "2026-W07");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit(String);

impl Unit {
    /// The unit of this name, which must be its only one.
    #[must_use]
    pub fn of(name: impl fmt::Display) -> Self {
        Self(name.to_string())
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One household's events, folded in the order of their positions into rows.
///
/// It is a pure function of the events that it was given: no clock, no randomness, no I/O, no order of a hash
/// map. It is given events of the stream types that its projection reads, and of a stream that cannot be read
/// those before its first bad event; then that stream stands still, and the others go on.
///
/// Every row belongs to one unit. A machine that says too little in [`touches`](Self::touches) has live tables
/// that do not equal the log; `projections/tests/households.rs` holds every projection to it.
pub trait HouseholdRows: Send {
    /// The units whose rows this event may change, as they are named before and after it; asked before it is
    /// applied. It may name too many, units that are not there, and one twice; never too few.
    fn touches(&self, event: &Recorded) -> Vec<Unit>;

    /// Takes the next event in. Total, as every fold: history is never refused.
    fn apply(&mut self, event: &Recorded);

    /// Every unit that has rows.
    fn units(&self) -> Vec<Unit>;

    /// The rows of a unit; none where it has none, or is not there.
    fn rows(&self, unit: &Unit, rows: &mut dyn RowSink);
}
