//! The table of the projection `search`.

use crate::Table;
use crate::table::columns;

pub(super) const TABLES: &[Table] = &[Table {
    name: "search",
    columns: columns![
        household_id: Uuid,
        recipe_id: Uuid,
        title: Text,
            title_stems: Text,
        ingredient_stems: Text,
        body_stems: Text,
    ],
    key: 2,
    by_event: false,
}];
