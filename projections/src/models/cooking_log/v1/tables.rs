//! The table of the projection `cooking_log`.

use crate::Table;
use crate::table::columns;

pub(super) const TABLES: &[Table] = &[Table {
    name: "cooking_log",
    columns: columns![
        household_id: Uuid,
        recipe_id: Uuid,
        position: Int,
        cooked_at: Time,
        actor: Text,
    ],
    key: 3,
    by_event: true,
}];
