//! The application's tables in our own words: every column with the revisions from and before which it is there.
//!
//! A second writing of what the reader knows, so that neither can be wrong alone.

/// A table from a revision on and before another: name, since, until, columns.
pub(crate) type Table = (&'static str, u8, u8, &'static [(&'static str, u8, u8)]);

const END: u8 = 41;

#[rustfmt::skip]
pub(crate) static TABLES: &[Table] = &[
    ("users", 21, END, &[("id INTEGER PRIMARY KEY", 0, END), ("clerk_id VARCHAR(255)", 0, END),
        ("email VARCHAR(255)", 0, END), ("name VARCHAR(255)", 0, END), ("avatar_url TEXT", 0, END),
        ("is_admin BOOLEAN", 0, END), ("stripe_customer_id VARCHAR(255)", 0, END),
        ("subscription_tier VARCHAR(50)", 0, END), ("subscription_status VARCHAR(50)", 0, END),
        ("subscription_ends_at DATETIME", 0, END), ("granted_pro_until DATETIME", 0, END),
        ("granted_by VARCHAR(100)", 0, END), ("created_at DATETIME", 0, END), ("updated_at DATETIME", 0, END)]),
    ("user_settings", 21, END, &[("user_id INTEGER PRIMARY KEY", 0, END), ("settings_json TEXT", 0, END),
        ("updated_at DATETIME", 0, END)]),
    ("user_usage", 21, END, &[("id INTEGER PRIMARY KEY", 0, END), ("month VARCHAR(7)", 0, END)]),
    ("recipe", 1, END, &[("id INTEGER PRIMARY KEY", 0, END), ("recipe_name VARCHAR", 0, END),
        ("recipe_category VARCHAR", 0, END), ("meal_type VARCHAR", 0, END), ("diet_pref VARCHAR", 0, END),
        ("total_time INTEGER", 0, 36), ("servings INTEGER", 0, END), ("directions TEXT", 0, END),
        ("image_path VARCHAR", 0, 6), ("created_at DATETIME", 0, END), ("is_favorite BOOLEAN", 0, END),
        ("notes TEXT", 5, END), ("reference_image_path VARCHAR", 6, END), ("banner_image_path VARCHAR", 6, END),
        ("user_id INTEGER", 21, END), ("is_ai_generated BOOLEAN", 29, END), ("description TEXT", 31, END),
        ("prep_time INTEGER", 31, END), ("cook_time INTEGER", 31, END), ("difficulty VARCHAR(20)", 31, END),
        ("image_key VARCHAR(32)", 37, END), ("source_url VARCHAR(2048)", 38, END)]),
    ("ingredients", 2, END, &[("id INTEGER PRIMARY KEY", 0, END), ("ingredient_name VARCHAR", 0, END),
        ("ingredient_category VARCHAR", 0, END), ("user_id INTEGER", 21, END)]),
    ("recipe_ingredients", 1, END, &[("recipe_id INTEGER", 0, END), ("ingredient_id INTEGER", 0, END),
        ("quantity FLOAT", 0, END), ("unit VARCHAR", 0, END)]),
    ("recipe_history", 1, END, &[("id INTEGER PRIMARY KEY", 0, END), ("recipe_id INTEGER", 0, END),
        ("cooked_at DATETIME", 0, END), ("user_id INTEGER", 21, END)]),
    ("meal_selections", 4, 8, &[("id INTEGER PRIMARY KEY", 0, END), ("meal_name VARCHAR(255)", 0, END),
        ("main_recipe_id INTEGER", 0, END), ("side_recipe_1_id INTEGER", 0, END),
        ("side_recipe_2_id INTEGER", 0, END), ("side_recipe_3_id INTEGER", 0, END)]),
    ("saved_meal_states", 4, 8, &[("id INTEGER PRIMARY KEY", 0, END), ("meal_id INTEGER", 0, END)]),
    ("meals", 8, END, &[("id INTEGER PRIMARY KEY", 0, END), ("meal_name VARCHAR(255)", 0, END),
        ("main_recipe_id INTEGER", 0, END), ("side_recipe_ids TEXT", 0, END), ("tags TEXT", 0, END),
        ("is_favorite BOOLEAN", 8, 20), ("created_at DATETIME", 0, END), ("is_saved BOOLEAN", 19, END),
        ("user_id INTEGER", 21, END)]),
    ("planner_entries", 8, END, &[("id INTEGER PRIMARY KEY", 0, END), ("meal_id INTEGER", 0, END),
        ("position INTEGER", 0, END), ("is_completed BOOLEAN", 0, END), ("completed_at DATETIME", 0, END),
        ("scheduled_date DATE", 0, END), ("exclude_from_shopping BOOLEAN", 13, 18), ("is_cleared BOOLEAN", 16, END),
        ("shopping_mode VARCHAR(20)", 18, END), ("user_id INTEGER", 21, END)]),
    ("shopping_items", 4, END, &[("id INTEGER PRIMARY KEY", 0, END), ("ingredient_name VARCHAR(255)", 0, END),
        ("quantity FLOAT", 0, END), ("unit VARCHAR(50)", 0, END), ("category VARCHAR(100)", 0, END),
        ("source VARCHAR(20)", 0, END), ("have BOOLEAN", 0, END), ("state_key VARCHAR(255)", 0, 24),
        ("flagged BOOLEAN", 14, END), ("recipe_sources JSON", 15, 24), ("user_id INTEGER", 21, END),
        ("aggregation_key VARCHAR(255)", 24, END)]),
    ("shopping_states", 4, 24, &[("id INTEGER PRIMARY KEY", 0, END), ("key VARCHAR(255)", 0, END),
        ("quantity FLOAT", 0, END), ("unit VARCHAR(50)", 0, END), ("checked BOOLEAN", 0, END),
        ("flagged BOOLEAN", 17, END), ("user_id INTEGER", 22, END)]),
    ("shopping_item_contributions", 24, END, &[("id INTEGER PRIMARY KEY", 0, END),
        ("shopping_item_id INTEGER", 0, END), ("recipe_id INTEGER", 0, END), ("planner_entry_id INTEGER", 0, END),
        ("base_quantity FLOAT", 0, END), ("dimension VARCHAR(20)", 0, END)]),
    ("unit_conversion_rules", 11, END, &[("id INTEGER PRIMARY KEY", 0, END), ("ingredient_name VARCHAR", 0, END),
        ("from_unit VARCHAR", 0, END), ("to_unit VARCHAR", 0, END), ("factor FLOAT", 0, END),
        ("round_up BOOLEAN", 0, END), ("created_at DATETIME", 0, END), ("user_id INTEGER", 23, END)]),
    ("nutrition_facts", 32, END, &[("id INTEGER PRIMARY KEY", 0, END), ("recipe_id INTEGER", 0, END),
        ("calories INTEGER", 0, END), ("protein_g FLOAT", 0, END), ("total_fat_g FLOAT", 0, END),
        ("saturated_fat_g FLOAT", 0, END), ("trans_fat_g FLOAT", 0, END), ("cholesterol_mg FLOAT", 0, END),
        ("sodium_mg FLOAT", 0, END), ("total_carbs_g FLOAT", 0, END), ("dietary_fiber_g FLOAT", 0, END),
        ("total_sugars_g FLOAT", 0, END), ("is_ai_estimated BOOLEAN", 0, END)]),
    ("recipe_groups", 26, END, &[("id INTEGER PRIMARY KEY", 0, END), ("name VARCHAR(255)", 0, END),
        ("created_at DATETIME", 0, END), ("user_id INTEGER", 0, END)]),
    ("recipe_group_association", 26, END, &[("recipe_id INTEGER", 0, END), ("group_id INTEGER", 0, END)]),
    ("user_categories", 27, END, CATEGORY),
    ("feedback", 28, 40, &[("id INTEGER PRIMARY KEY", 0, END), ("message TEXT", 0, END)]),
    ("user_ingredient_categories", 30, END, CATEGORY),
    ("user_ingredient_units", 30, END, &[("id INTEGER PRIMARY KEY", 0, END), ("user_id INTEGER", 0, END),
        ("value VARCHAR(100)", 0, END), ("label VARCHAR(100)", 0, END), ("unit_type VARCHAR(20)", 0, END),
        ("is_custom BOOLEAN", 0, END), ("is_enabled BOOLEAN", 0, END), ("position INTEGER", 0, END),
        ("created_at DATETIME", 0, END), ("updated_at DATETIME", 0, END)]),
];

const CATEGORY: &[(&str, u8, u8)] = &[
    ("id INTEGER PRIMARY KEY", 0, END),
    ("user_id INTEGER", 0, END),
    ("value VARCHAR(100)", 0, END),
    ("label VARCHAR(100)", 0, END),
    ("is_custom BOOLEAN", 0, END),
    ("is_enabled BOOLEAN", 0, END),
    ("position INTEGER", 0, END),
    ("created_at DATETIME", 0, END),
    ("updated_at DATETIME", 0, END),
];

/// The tables of a revision with their columns' declarations. Forks are taken with all revisions before the number.
pub(crate) fn at(revision: u8) -> Vec<(&'static str, Vec<&'static str>)> {
    let there = |since: u8, until: u8| since <= revision && revision < until;
    let tables = TABLES.iter().filter(|(_, since, until, _)| there(*since, *until));
    let columns = |list: &'static [(&'static str, u8, u8)]| {
        let known = list.iter().filter(|(_, since, until)| there(*since, *until));
        known.map(|(column, ..)| *column).collect()
    };
    tables.map(|(name, _, _, list)| (*name, columns(list))).collect()
}
