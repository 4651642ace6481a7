//! The table of the projection `recipe_history`.

use crate::Table;
use crate::table::columns;

pub(super) const TABLES: &[Table] = &[Table {
    name: "recipe_history",
    columns: columns![
        household_id: Uuid,
        recipe_id: Uuid,
        version: Int,
        position: Int,
        event_type: Text,
        what: Text,
        actor: Text,
        reason: Text,
        occurred_at: Time,
        recorded_at: Time,
        command_id: Uuid,
        correlation_id: Uuid,
        source: Text,
    ],
    key: 3,
    by_event: true,
}];
