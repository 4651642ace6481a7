//! The tables of `meal_plan`: the meals of each week, and their sides.

use crate::Table;
use crate::table::columns;

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "meal_selections",
        columns: columns![
            household_id: Uuid,
            week_id: Text,
            selection_id: Uuid,
            week: Text,
            planned_date: Date,
            main_recipe_id: Uuid,
            exclude_from_shopping: Bool,
            position: Integer,
            meal_id: Uuid,
            servings: Integer,
            completed_at: Time,
            is_cleared: Bool,
        ],
        key: 3,
        by_event: false,
    },
    Table {
        name: "meal_selection_sides",
        columns: columns![
            household_id: Uuid,
            week_id: Text,
            selection_id: Uuid,
            slot: Integer,
            recipe_id: Uuid,
        ],
        key: 4,
        by_event: false,
    },
];
