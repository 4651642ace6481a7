//! The tables that heirloom takes over, with the type of every column that any revision ever gave them.

use Kind::{Boolean, Date, Float, Integer, Text, Time};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A whole number.
    Integer,
    /// Any number.
    Float,
    /// Yes or no.
    Boolean,
    /// A point in time, UTC.
    Time,
    /// A day.
    Date,
    /// A text.
    Text,
}

/// A table, as it is read.
#[derive(Debug)]
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// Its primary key; rows are read in its order.
    pub(super) key: &'static [&'static str],
    /// Its columns, of all revisions.
    pub(super) columns: &'static [(&'static str, Kind)],
}

const CATEGORY: &[(&str, Kind)] = &[
    ("id", Integer),
    ("user_id", Integer),
    ("value", Text),
    ("label", Text),
    ("is_custom", Boolean),
    ("is_enabled", Boolean),
    ("position", Integer),
    ("created_at", Time),
    ("updated_at", Time),
];

const fn table(
    name: &'static str,
    key: &'static [&'static str],
    columns: &'static [(&'static str, Kind)],
) -> Table {
    Table { name, key, columns }
}

/// Columns that are never read: signing in and paying are not ours.
pub(super) const LEFT_OUT: [(&str, &[&str]); 1] = [(
    "users",
    &[
        "clerk_id",
        "avatar_url",
        "is_admin",
        "stripe_customer_id",
        "subscription_tier",
        "subscription_status",
        "subscription_ends_at",
        "granted_pro_until",
        "granted_by",
        "updated_at",
    ],
)];

/// Tables of the application that are never read, and why.
pub(super) const OUT_OF_SCOPE: [(&str, &str); 2] = [
    ("user_usage", "it counts what a user's subscription has used"),
    (
        "feedback",
        "messages to the application's makers; its newest revision drops them",
    ),
];

#[rustfmt::skip]
pub(super) static TABLES: [Table; 20] = [
    table("users", &["id"], &[("id", Integer), ("email", Text), ("name", Text), ("created_at", Time)]),
    table("user_settings", &["user_id"], &[("user_id", Integer), ("settings_json", Text), ("updated_at", Time)]),
    table("recipe", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("recipe_name", Text), ("recipe_category", Text), ("meal_type", Text),
        ("diet_pref", Text), ("description", Text), ("total_time", Integer), ("prep_time", Integer),
        ("cook_time", Integer), ("servings", Integer), ("difficulty", Text), ("directions", Text), ("notes", Text),
        ("image_path", Text), ("reference_image_path", Text), ("banner_image_path", Text), ("image_key", Text),
        ("created_at", Time), ("is_favorite", Boolean), ("is_ai_generated", Boolean), ("source_url", Text),
    ]),
    table("ingredients", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("ingredient_name", Text), ("ingredient_category", Text),
    ]),
    table("recipe_ingredients", &["recipe_id", "ingredient_id"], &[
        ("recipe_id", Integer), ("ingredient_id", Integer), ("quantity", Float), ("unit", Text),
    ]),
    table("recipe_history", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("recipe_id", Integer), ("cooked_at", Time),
    ]),
    table("meal_selections", &["id"], &[
        ("id", Integer), ("meal_name", Text), ("main_recipe_id", Integer), ("side_recipe_1_id", Integer),
        ("side_recipe_2_id", Integer), ("side_recipe_3_id", Integer),
    ]),
    table("saved_meal_states", &["id"], &[("id", Integer), ("meal_id", Integer)]),
    table("meals", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("meal_name", Text), ("main_recipe_id", Integer),
        ("side_recipe_ids", Text), ("tags", Text), ("is_favorite", Boolean), ("is_saved", Boolean),
        ("created_at", Time),
    ]),
    table("planner_entries", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("meal_id", Integer), ("position", Integer), ("is_completed", Boolean),
        ("completed_at", Time), ("scheduled_date", Date), ("exclude_from_shopping", Boolean), ("shopping_mode", Text),
        ("is_cleared", Boolean),
    ]),
    table("shopping_items", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("ingredient_name", Text), ("quantity", Float), ("unit", Text),
        ("category", Text), ("source", Text), ("have", Boolean), ("flagged", Boolean), ("state_key", Text),
        ("aggregation_key", Text), ("recipe_sources", Text),
    ]),
    table("shopping_states", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("key", Text), ("quantity", Float), ("unit", Text),
        ("checked", Boolean), ("flagged", Boolean),
    ]),
    table("shopping_item_contributions", &["id"], &[
        ("id", Integer), ("shopping_item_id", Integer), ("recipe_id", Integer), ("planner_entry_id", Integer),
        ("base_quantity", Float), ("dimension", Text),
    ]),
    table("unit_conversion_rules", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("ingredient_name", Text), ("from_unit", Text), ("to_unit", Text),
        ("factor", Float), ("round_up", Boolean), ("created_at", Time),
    ]),
    table("nutrition_facts", &["id"], &[
        ("id", Integer), ("recipe_id", Integer), ("calories", Integer), ("protein_g", Float), ("total_fat_g", Float),
        ("saturated_fat_g", Float), ("trans_fat_g", Float), ("cholesterol_mg", Float), ("sodium_mg", Float),
        ("total_carbs_g", Float), ("dietary_fiber_g", Float), ("total_sugars_g", Float), ("is_ai_estimated", Boolean),
    ]),
    table("recipe_groups", &["id"], &[("id", Integer), ("user_id", Integer), ("name", Text), ("created_at", Time)]),
    table("recipe_group_association", &["recipe_id", "group_id"], &[("recipe_id", Integer), ("group_id", Integer)]),
    table("user_categories", &["id"], CATEGORY),
    table("user_ingredient_categories", &["id"], CATEGORY),
    table("user_ingredient_units", &["id"], &[
        ("id", Integer), ("user_id", Integer), ("value", Text), ("label", Text), ("unit_type", Text),
        ("is_custom", Boolean), ("is_enabled", Boolean), ("position", Integer), ("created_at", Time),
        ("updated_at", Time),
    ]),
];

/// The table with this name.
///
/// # Panics
/// Where `TABLES` lacks it: only names from there are asked for.
pub(super) fn named(name: &str) -> &'static Table {
    TABLES
        .iter()
        .find(|table| table.name == name)
        .expect("only tables of `TABLES` are read")
}

#[cfg(test)]
mod tests {
    use super::super::revisions::REVISIONS;
    use super::super::shape::Shape;
    use super::*;

    #[test]
    fn every_column_of_every_revision_is_read_or_left_out_with_a_reason() {
        for revision in &REVISIONS {
            for (name, columns) in Shape::of_heads(&[revision.id]).tables() {
                let table = named(name);
                let left_out = |column| {
                    LEFT_OUT
                        .iter()
                        .any(|(t, list)| *t == name && list.contains(column))
                };
                for column in &columns {
                    let read = table.columns.iter().any(|(known, _)| known == column);
                    assert!(
                        read != left_out(column),
                        "`{column}` of `{name}` at {}",
                        revision.id
                    );
                }
            }
        }
    }
}
