//! The tables of the projection `ingredients`.

use crate::Table;
use crate::table::columns;

/// Places in [`TABLES`].
pub(super) const INGREDIENTS: usize = 0;
pub(super) const NAMES: usize = 1;

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "ingredients",
        columns: columns![
            household_id: Uuid,
            ingredient_id: Uuid,
            name: Text,
            folded_name: Text,
            category: Text,
            merged_into: Uuid,
            canonical_id: Uuid,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "ingredient_names",
        columns: columns![
            household_id: Uuid,
            folded_name: Text,
            ingredient_id: Uuid,
            is_alias: Bool,
            name: Text,
        ],
        key: 2,
        by_event: false,
    },
];
