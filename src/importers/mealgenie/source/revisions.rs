//! The application's 40 schema revisions, in dependency order, with what each changes in tables and columns.
//!
//! Source: the application's own migrations, as section 2 of our notes on the domain tells them. What a revision
//! does to data is not here: `build` reads every shape as it is. The next revision goes at the end.

use Change::{AddColumns, AddOptional, AddTable, DropColumns, DropTable, OpenTable};

/// One schema revision of the application.
#[derive(Debug)]
pub struct Revision {
    /// Its place in dependency order, from 1.
    pub number: u8,
    /// Its id, as `alembic_version` holds it.
    pub id: &'static str,
    /// The ids of the revisions that it follows: none for the first, two where it merges a fork.
    pub parents: &'static [&'static str],
    /// What it changes in columns. Indexes and constraints do not matter to a reader.
    pub(super) changes: &'static [Change],
}

/// A change of the schema, as far as a reader sees it.
#[derive(Debug)]
pub(super) enum Change {
    /// A table with exactly these columns.
    AddTable(&'static str, &'static [&'static str]),
    /// A table whose columns do not matter: heirloom takes nothing from it.
    OpenTable(&'static str),
    /// A table goes.
    DropTable(&'static str),
    /// Columns of a table come.
    AddColumns(&'static str, &'static [&'static str]),
    /// Columns that may be there or not: two texts of the same revision were in use.
    AddOptional(&'static str, &'static [&'static str]),
    /// Columns of a table go.
    DropColumns(&'static str, &'static [&'static str]),
}

/// The newest revision.
pub const HEAD: &str = "687a6a7ea1b6";

const fn revision(
    number: u8,
    id: &'static str,
    parents: &'static [&'static str],
    changes: &'static [Change],
) -> Revision {
    Revision {
        number,
        id,
        parents,
        changes,
    }
}

const CATEGORY: [&str; 9] = [
    "id",
    "user_id",
    "value",
    "label",
    "is_custom",
    "is_enabled",
    "position",
    "created_at",
    "updated_at",
];

/// All of them.
#[rustfmt::skip]
pub static REVISIONS: [Revision; 40] = [
    revision(1, "0fab75c674af", &[], &[
        AddTable("recipe", &["id", "recipe_name", "recipe_category", "meal_type", "diet_pref", "total_time",
            "servings", "directions", "image_path", "created_at", "is_favorite"]),
        AddTable("recipe_history", &["id", "recipe_id", "cooked_at"]),
        AddTable("recipe_ingredients", &["recipe_id", "ingredient_id", "quantity", "unit"]),
    ]),
    revision(2, "63850dca5ec4", &["0fab75c674af"], &[
        AddTable("ingredients", &["id", "ingredient_name", "ingredient_category"]),
    ]),
    revision(3, "03d9762722ed", &["63850dca5ec4"], &[]),
    // a fork: #5 and #8 both follow it
    revision(4, "9d7223f8cc90", &["03d9762722ed"], &[
        AddTable("shopping_items", &["id", "ingredient_name", "quantity", "unit", "category", "source", "have",
            "state_key"]),
        AddTable("shopping_states", &["id", "key", "quantity", "unit", "checked"]),
        AddTable("meal_selections", &["id", "meal_name", "main_recipe_id", "side_recipe_1_id", "side_recipe_2_id",
            "side_recipe_3_id"]),
        AddTable("saved_meal_states", &["id", "meal_id"]),
    ]),
    revision(5, "f73a0850134f", &["9d7223f8cc90"], &[AddColumns("recipe", &["notes"])]),
    revision(6, "a72f23af2b57", &["f73a0850134f"], &[
        AddColumns("recipe", &["reference_image_path", "banner_image_path"]),
        DropColumns("recipe", &["image_path"]),
    ]),
    revision(7, "6bcddbb87700", &["a72f23af2b57"], &[]),
    revision(8, "b1c2d3e4f5a6", &["9d7223f8cc90"], &[
        AddTable("meals", &["id", "meal_name", "main_recipe_id", "side_recipe_ids", "tags", "is_favorite",
            "created_at"]),
        AddTable("planner_entries", &["id", "meal_id", "position", "is_completed", "completed_at",
            "scheduled_date"]),
        DropTable("meal_selections"),
        DropTable("saved_meal_states"),
    ]),
    revision(9, "6f0a15703ba1", &["6bcddbb87700", "b1c2d3e4f5a6"], &[]),
    revision(10, "7a8b9c0d1e2f", &["6f0a15703ba1"], &[]),
    revision(11, "8b9c0d1e2f3a", &["7a8b9c0d1e2f"], &[
        AddTable("unit_conversion_rules", &["id", "ingredient_name", "from_unit", "to_unit", "factor", "round_up",
            "created_at"]),
    ]),
    revision(12, "9c0d1e2f3a4b", &["8b9c0d1e2f3a"], &[]),
    revision(13, "a1b2c3d4e5f6", &["9c0d1e2f3a4b"], &[AddColumns("planner_entries", &["exclude_from_shopping"])]),
    revision(14, "b2c3d4e5f6a7", &["a1b2c3d4e5f6"], &[AddColumns("shopping_items", &["flagged"])]),
    revision(15, "30b55b0ac0d4", &["b2c3d4e5f6a7"], &[AddColumns("shopping_items", &["recipe_sources"])]),
    revision(16, "c4d5e6f7a8b9", &["30b55b0ac0d4"], &[AddColumns("planner_entries", &["is_cleared"])]),
    revision(17, "d5e6f7a8b9c0", &["c4d5e6f7a8b9"], &[AddColumns("shopping_states", &["flagged"])]),
    revision(18, "e6f7a8b9c0d1", &["d5e6f7a8b9c0"], &[
        AddColumns("planner_entries", &["shopping_mode"]),
        DropColumns("planner_entries", &["exclude_from_shopping"]),
    ]),
    revision(19, "f1a2b3c4d5e6", &["e6f7a8b9c0d1"], &[AddColumns("meals", &["is_saved"])]),
    // a fork: #21 and #24 both follow it
    revision(20, "g2b3c4d5e6f7", &["f1a2b3c4d5e6"], &[DropColumns("meals", &["is_favorite"])]),
    revision(21, "4da72da66574", &["g2b3c4d5e6f7"], &[
        AddTable("users", &["id", "clerk_id", "email", "name", "avatar_url", "is_admin", "stripe_customer_id",
            "subscription_tier", "subscription_status", "subscription_ends_at", "granted_pro_until", "granted_by",
            "created_at", "updated_at"]),
        AddTable("user_settings", &["user_id", "settings_json", "updated_at"]),
        OpenTable("user_usage"),
        AddColumns("recipe", &["user_id"]),
        AddColumns("meals", &["user_id"]),
        AddColumns("planner_entries", &["user_id"]),
        AddColumns("shopping_items", &["user_id"]),
        AddColumns("recipe_history", &["user_id"]),
        // its text was changed on the evening of its release: first #23 alone added this column
        AddOptional("ingredients", &["user_id"]),
    ]),
    revision(22, "efdfb2d763f7", &["4da72da66574"], &[AddColumns("shopping_states", &["user_id"])]),
    revision(23, "h8i9j0k1l2m3", &["efdfb2d763f7"], &[
        AddColumns("ingredients", &["user_id"]),
        AddColumns("unit_conversion_rules", &["user_id"]),
    ]),
    revision(24, "h3c4d5e6f7g8", &["g2b3c4d5e6f7"], &[
        AddTable("shopping_item_contributions", &["id", "shopping_item_id", "recipe_id", "planner_entry_id",
            "base_quantity", "dimension"]),
        AddColumns("shopping_items", &["aggregation_key"]),
        DropColumns("shopping_items", &["state_key", "recipe_sources"]),
        DropTable("shopping_states"),
    ]),
    revision(25, "eacf0ae64c36", &["h8i9j0k1l2m3", "h3c4d5e6f7g8"], &[]),
    revision(26, "a0b1c2d3e4f5", &["eacf0ae64c36"], &[
        AddTable("recipe_groups", &["id", "name", "created_at", "user_id"]),
        AddTable("recipe_group_association", &["recipe_id", "group_id"]),
    ]),
    revision(27, "a4c498b9d7c8", &["a0b1c2d3e4f5"], &[AddTable("user_categories", &CATEGORY)]),
    revision(28, "68b0d25d47f7", &["a4c498b9d7c8"], &[OpenTable("feedback")]),
    revision(29, "3f4a5b6c7d8e", &["68b0d25d47f7"], &[AddColumns("recipe", &["is_ai_generated"])]),
    // a fork: #31 and #33 both follow it
    revision(30, "7f3d7aaf21f9", &["3f4a5b6c7d8e"], &[
        AddTable("user_ingredient_categories", &CATEGORY),
        AddTable("user_ingredient_units", &["id", "user_id", "value", "label", "unit_type", "is_custom",
            "is_enabled", "position", "created_at", "updated_at"]),
    ]),
    revision(31, "5a6b7c8d9e0f", &["7f3d7aaf21f9"], &[
        AddColumns("recipe", &["description", "prep_time", "cook_time", "difficulty"]),
    ]),
    revision(32, "58d413ef2c47", &["5a6b7c8d9e0f"], &[
        AddTable("nutrition_facts", &["id", "recipe_id", "calories", "protein_g", "total_fat_g", "saturated_fat_g",
            "trans_fat_g", "cholesterol_mg", "sodium_mg", "total_carbs_g", "dietary_fiber_g", "total_sugars_g",
            "is_ai_estimated"]),
    ]),
    revision(33, "859c39c40946", &["7f3d7aaf21f9"], &[]),
    revision(34, "24f4f817c85d", &["859c39c40946"], &[]),
    revision(35, "5664b355b32b", &["58d413ef2c47", "24f4f817c85d"], &[]),
    revision(36, "f9a8b7c6d5e4", &["5664b355b32b"], &[DropColumns("recipe", &["total_time"])]),
    revision(37, "b7e3f1a9c2d4", &["f9a8b7c6d5e4"], &[AddColumns("recipe", &["image_key"])]),
    revision(38, "c9d2e4f7a3b5", &["b7e3f1a9c2d4"], &[AddColumns("recipe", &["source_url"])]),
    revision(39, "e3b8a5c1f2d4", &["c9d2e4f7a3b5"], &[]),
    revision(40, HEAD, &["e3b8a5c1f2d4"], &[DropTable("feedback")]),
];

impl Revision {
    /// The revision with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        REVISIONS.iter().find(|revision| revision.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::Shape;
    use super::*;

    #[test]
    fn the_revisions_are_in_dependency_order_with_one_root_three_forks_and_three_merges() {
        let mut heads = Vec::new();
        for (at, revision) in REVISIONS.iter().enumerate() {
            assert_eq!(usize::from(revision.number), at + 1);
            assert!(REVISIONS[..at].iter().all(|before| before.id != revision.id));
            for parent in revision.parents {
                assert!(
                    REVISIONS[..at].iter().any(|before| before.id == *parent),
                    "{}",
                    revision.id
                );
                heads.retain(|head| head != parent);
            }
            heads.push(revision.id);
        }
        assert_eq!(heads, [HEAD]);
        let children = |id: &str| REVISIONS.iter().filter(|r| r.parents.contains(&id)).count();
        let numbers = |wanted: &dyn Fn(&Revision) -> bool| -> Vec<u8> {
            REVISIONS.iter().filter(|r| wanted(r)).map(|r| r.number).collect()
        };
        assert_eq!(numbers(&|r| r.parents.is_empty()), [1]);
        assert_eq!(numbers(&|r| children(r.id) > 1), [4, 20, 30]);
        assert_eq!(numbers(&|r| r.parents.len() > 1), [9, 25, 35]);
    }

    #[test]
    fn each_revision_changes_only_what_its_parents_left_it() {
        for revision in &REVISIONS {
            let mut shape = Shape::of_heads(revision.parents);
            for change in revision.changes {
                shape
                    .apply_checked(change)
                    .unwrap_or_else(|why| panic!("{}: {why}", revision.id));
            }
            assert_eq!(shape, Shape::of_heads(&[revision.id]), "{}", revision.id);
        }
    }
}
