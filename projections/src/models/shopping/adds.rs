//! What versions of `shopping` write otherwise than the ones before them, and more.

use heirloom_events::values::HouseholdId;
use heirloom_shopping::two::List;

use crate::RowSink;

/// How a version shows who put an item on the list.
pub(super) type SourceShown = fn(&str) -> &str;

/// What a version has more.
#[derive(Clone, Copy)]
pub(in crate::models) struct Adds {
    /// How sources are shown; none: as in the version before.
    pub(super) source: Option<SourceShown>,
    /// The rows of a week's exact list in tables of its own; the week as the other tables spell it.
    pub(super) exact: fn(HouseholdId, &str, &List, &mut dyn RowSink),
}

impl Adds {
    /// Nothing: what a version starts from.
    pub(super) const NOTHING: Self = Self {
        source: None,
        exact: |_, _, _, _| {},
    };

    /// How the newest of these versions that says it shows sources.
    pub(super) fn source_shown(adds: &[Self]) -> SourceShown {
        let newest = adds.iter().rev().find_map(|adds| adds.source);
        newest.unwrap_or(|source| source)
    }
}
