//! The tables of the projection `recipes`.
//!
//! Lines, steps and tags are keyed by their position: whatever a log says, no two share one.

use crate::Table;
use crate::table::columns;

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "recipes",
        columns: columns![
            household_id: Uuid,
            recipe_id: Uuid,
            version: Int,
            title: Text,
            folded_title: Text,
            description: Text,
            category: Text,
            meal_type: Text,
            servings: Int,
            yield_text: Text,
            prep_minutes: Int,
            cook_minutes: Int,
            total_minutes: Int,
            directions: Text,
            notes: Text,
            image_path: Text,
            diet: Text,
            is_favorite: Bool,
            source_url: Text,
            times_cooked: Int,
            last_cooked_at: Time,
            archived: Bool,
            created_at: Time,
            updated_at: Time,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "recipe_ingredients",
        columns: columns![
            household_id: Uuid,
            recipe_id: Uuid,
            position: Int,
            line_id: Uuid,
            line_text: Text,
            quantity: Text,
            quantity_num: Int,
            quantity_den: Int,
            quantity_max: Text,
            quantity_max_num: Int,
            quantity_max_den: Int,
            unit: Text,
            ingredient_id: Uuid,
        ],
        key: 3,
        by_event: false,
    },
    Table {
        name: "recipe_steps",
        columns: columns![
            household_id: Uuid,
            recipe_id: Uuid,
            position: Int,
            step_id: Uuid,
            section: Text,
            step_text: Text,
        ],
        key: 3,
        by_event: false,
    },
    Table {
        name: "recipe_tags",
        columns: columns![
            household_id: Uuid,
            recipe_id: Uuid,
            position: Int,
            tag: Text,
        ],
        key: 3,
        by_event: false,
    },
];
