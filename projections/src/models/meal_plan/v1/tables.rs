//! The table of the projection `meal_plan`.

use crate::Table;
use crate::table::columns;

/// Keyed by week as well: a meal that goes to another week leaves one stream and enters another under the
/// same id, and the two streams may be applied in either order.
pub(super) const TABLES: &[Table] = &[Table {
    name: "meal_selections",
    columns: columns![
        household_id: Uuid,
        week_id: Text,
        selection_id: Uuid,
        week: Text,
        planned_date: Date,
        main_recipe_id: Uuid,
        side_recipe_1: Uuid,
        side_recipe_2: Uuid,
        side_recipe_3: Uuid,
        exclude_from_shopping: Bool,
    ],
    key: 3,
    by_event: false,
}];
