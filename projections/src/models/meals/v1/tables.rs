//! The tables of the projection `meals`.

use crate::Table;
use crate::table::columns;

/// Places in [`TABLES`].
pub(super) const MEALS: usize = 0;
pub(super) const SIDES: usize = 1;

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "meals",
        columns: columns![
            household_id: Uuid,
            meal_id: Uuid,
            name: Text,
            main_recipe_id: Uuid,
            tags: Text,
            is_saved: Bool,
            is_archived: Bool,
            created_at: Time,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "meal_sides",
        columns: columns![
            household_id: Uuid,
            meal_id: Uuid,
            position: Integer,
            recipe_id: Uuid,
        ],
        key: 3,
        by_event: false,
    },
];
