//! The tables of the projection `shopping`.

use crate::Table;
use crate::table::columns;

/// The place of each in [`TABLES`].
pub(in super::super) const ITEMS: usize = 0;
pub(in super::super) const AMOUNTS: usize = 1;
pub(in super::super) const SOURCES: usize = 2;

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "shopping_items",
        columns: columns![
            household_id: Uuid,
            week_id: Text,
            algorithm: Integer,
            item_key: Text,
            place: Integer,
            name: Text,
            category: Text,
            item_group: Varchar(20),
            source: Varchar(20),
            quantity: Text,
            unit: Text,
            amount: Text,
            buy: Text,
            rest: Text,
            have: Bool,
            ticked: Bool,
            flagged: Bool,
            aggregation_key: Text,
        ],
        key: 4,
        by_event: false,
    },
    Table {
        name: "shopping_item_amounts",
        columns: columns![
            household_id: Uuid,
            week_id: Text,
            algorithm: Integer,
            item_key: Text,
            kind: Text,
            optional: Bool,
            unit: Text,
            low_num: Int,
            low_den: Int,
            high_num: Int,
            high_den: Int,
            base: Text,
        ],
        key: 6,
        by_event: false,
    },
    Table {
        name: "shopping_item_sources",
        columns: columns![
            household_id: Uuid,
            week_id: Text,
            algorithm: Integer,
            item_key: Text,
            place: Integer,
            selection_id: Uuid,
            recipe_id: Uuid,
            line_id: Uuid,
            optional: Bool,
            kind: Text,
            low_num: Int,
            low_den: Int,
            high_num: Int,
            high_den: Int,
            base: Text,
        ],
        key: 5,
        by_event: false,
    },
];
