//! The tables: those of the application at its newest revision, with the household before their own columns.
//!
//! Numbers, booleans and times are what they are there. A text has no length where the application's limit could
//! refuse what heirloom holds: SQLite never kept those limits anyway.

use crate::Table;
use crate::table::columns;

pub(in super::super) const RECIPE: usize = 0;
pub(in super::super) const INGREDIENTS: usize = 1;
pub(in super::super) const RECIPE_INGREDIENTS: usize = 2;
pub(in super::super) const RECIPE_HISTORY: usize = 3;
pub(in super::super) const MEALS: usize = 4;
pub(in super::super) const PLANNER_ENTRIES: usize = 5;
pub(in super::super) const SHOPPING_ITEMS: usize = 6;
pub(in super::super) const SHOPPING_ITEM_CONTRIBUTIONS: usize = 7;
pub(in super::super) const NUTRITION_FACTS: usize = 8;
pub(in super::super) const RECIPE_GROUPS: usize = 9;
pub(in super::super) const RECIPE_GROUP_ASSOCIATION: usize = 10;
pub(in super::super) const UNIT_CONVERSION_RULES: usize = 11;

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "mealgenie_recipe",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            recipe_name: Text,
            recipe_category: Text,
            meal_type: Text,
            diet_pref: Text,
            servings: Integer,
            directions: Text,
            created_at: Time,
            is_favorite: Bool,
            notes: Text,
            reference_image_path: Text,
            banner_image_path: Text,
            user_id: Integer,
            is_ai_generated: Bool,
            description: Text,
            prep_time: Integer,
            cook_time: Integer,
            difficulty: Varchar(20),
            image_key: Text,
            source_url: Text,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "mealgenie_ingredients",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            ingredient_name: Text,
            ingredient_category: Text,
            user_id: Integer,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "mealgenie_recipe_ingredients",
        columns: columns![
            household_id: Uuid,
            recipe_id: Integer,
            ingredient_id: Integer,
            quantity: Double,
            unit: Text,
        ],
        key: 3,
        by_event: false,
    },
    Table {
        name: "mealgenie_recipe_history",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            recipe_id: Integer,
            cooked_at: Time,
            user_id: Integer,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "mealgenie_meals",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            meal_name: Text,
            main_recipe_id: Integer,
            side_recipe_ids: Text,
            tags: Text,
            created_at: Time,
            is_saved: Bool,
            user_id: Integer,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "mealgenie_planner_entries",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            meal_id: Integer,
            position: Integer,
            is_completed: Bool,
            completed_at: Time,
            scheduled_date: Date,
            is_cleared: Bool,
            shopping_mode: Varchar(20),
            user_id: Integer,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "mealgenie_shopping_items",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            ingredient_name: Text,
            quantity: Double,
            unit: Text,
            category: Text,
            source: Varchar(20),
            have: Bool,
            flagged: Bool,
            user_id: Integer,
            aggregation_key: Text,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "mealgenie_shopping_item_contributions",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            shopping_item_id: Integer,
            recipe_id: Integer,
            planner_entry_id: Integer,
            base_quantity: Double,
            dimension: Varchar(20),
        ],
        key: 5,
        by_event: false,
    },
    Table {
        name: "mealgenie_nutrition_facts",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            recipe_id: Integer,
            calories: Integer,
            protein_g: Double,
            total_fat_g: Double,
            saturated_fat_g: Double,
            trans_fat_g: Double,
            cholesterol_mg: Double,
            sodium_mg: Double,
            total_carbs_g: Double,
            dietary_fiber_g: Double,
            total_sugars_g: Double,
            is_ai_estimated: Bool,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "mealgenie_recipe_groups",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            name: Text,
            created_at: Time,
            user_id: Integer,
        ],
        key: 2,
        by_event: false,
    },
    Table {
        name: "mealgenie_recipe_group_association",
        columns: columns![
            household_id: Uuid,
            recipe_id: Integer,
            group_id: Integer,
        ],
        key: 3,
        by_event: false,
    },
    Table {
        name: "mealgenie_unit_conversion_rules",
        columns: columns![
            household_id: Uuid,
            id: Integer,
            ingredient_name: Text,
            from_unit: Text,
            to_unit: Text,
            factor: Double,
            round_up: Bool,
            created_at: Time,
            user_id: Integer,
        ],
        key: 2,
        by_event: false,
    },
];
