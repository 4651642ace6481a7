//! Databases of the application, made for a test at any revision, with a small household in them.

use heirloom::importers::mealgenie::source::{Defect, DefectKind, REVISIONS, Rows, SourceError, read};
use sqlx::{Connection as _, SqliteConnection};

use super::columns;

/// A database in a file of its own.
pub(crate) struct Made {
    _folder: tempfile::TempDir,
    path: String,
    revision: u8,
}

/// What a column holds, as SQL writes it.
pub(crate) type Given<'a> = &'a [(&'a str, &'a str)];

impl Made {
    /// Without rows.
    pub(crate) async fn empty(revision: u8) -> Self {
        Self::with(revision, &[]).await
    }

    /// With the rows of a household that is as it must be.
    pub(crate) async fn at(revision: u8) -> Self {
        Self::with(revision, HOUSEHOLD).await
    }

    /// In one transaction: it waits for the disk once.
    async fn with(revision: u8, rows: &[(&str, Given<'_>)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("app.db").display().to_string();
        let made = Self {
            _folder: folder,
            path,
            revision,
        };
        let mut sql = "BEGIN; CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);".to_owned();
        for (table, columns) in columns::at(revision) {
            sql.push_str(&format!("CREATE TABLE {table} ({});", columns.join(", ")));
        }
        for head in heads(revision) {
            sql.push_str(&format!("INSERT INTO alembic_version VALUES ('{head}');"));
        }
        let inserts = rows.iter().filter_map(|(table, row)| made.inserting(table, row));
        sql.extend(inserts);
        made.sql(&format!("{sql} COMMIT")).await;
        made
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) async fn connection(&self) -> SqliteConnection {
        let url = format!("sqlite://{}?mode=rwc", self.path);
        SqliteConnection::connect(&url).await.unwrap()
    }

    pub(crate) async fn sql(&self, sql: &str) {
        let mut connection = self.connection().await;
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// What `alembic_version` says.
    pub(crate) async fn name(&self, heads: &[&str]) {
        self.sql("DELETE FROM alembic_version").await;
        for head in heads {
            self.sql(&format!("INSERT INTO alembic_version VALUES ('{head}')"))
                .await;
        }
    }

    /// A row, as far as this revision has the table and the columns.
    pub(crate) async fn insert(&self, table: &str, row: Given<'_>) {
        if let Some(sql) = self.inserting(table, row) {
            self.sql(&sql).await;
        }
    }

    fn inserting(&self, table: &str, row: Given<'_>) -> Option<String> {
        let tables = columns::at(self.revision);
        let (_, columns) = tables.iter().find(|(name, _)| *name == table)?;
        let there = |name: &str| {
            columns
                .iter()
                .any(|column| column.split(' ').next() == Some(name))
        };
        let row: Vec<_> = row.iter().filter(|(name, _)| there(name)).collect();
        let names: Vec<&str> = row.iter().map(|(name, _)| *name).collect();
        let values: Vec<&str> = row.iter().map(|(_, value)| *value).collect();
        let (names, values) = (names.join(", "), values.join(", "));
        Some(format!("INSERT INTO {table} ({names}) VALUES ({values});"))
    }

    pub(crate) async fn rows(&self) -> Rows {
        self.read().await.unwrap()
    }

    pub(crate) async fn read(&self) -> Result<Rows, SourceError> {
        read(&self.path).await
    }
}

/// The ids of the heads after all revisions up to a number.
pub(crate) fn heads(number: u8) -> Vec<&'static str> {
    let applied = &REVISIONS[..usize::from(number)];
    let followed = |id: &str| applied.iter().any(|revision| revision.parents.contains(&id));
    applied
        .iter()
        .map(|revision| revision.id)
        .filter(|id| !followed(id))
        .collect()
}

/// A defect by its kind; exactly one.
#[track_caller]
pub(crate) fn only(rows: &Rows, kind: DefectKind) -> Defect {
    let found: Vec<&Defect> = rows.defects.iter().filter(|defect| defect.kind == kind).collect();
    assert_eq!(found.len(), 1, "{:#?}", rows.defects);
    found[0].clone()
}

/// A transaction that makes a recipe and cooks it.
pub(crate) fn one_more(id: i64) -> String {
    format!(
        "BEGIN; INSERT INTO recipe_history (id, recipe_id, cooked_at, user_id) VALUES ({id}, {id}, {DAY}, 1); \
         INSERT INTO recipe (id, recipe_name, recipe_category, meal_type, created_at, is_favorite, user_id, \
         is_ai_generated, image_key) VALUES ({id}, 'More', '', '', {DAY}, 0, 1, 0, 'k{id}'); COMMIT"
    )
}

/// As many recipes were cooked as were made by [`one_more`], and one of the two that were there before.
#[track_caller]
pub(crate) fn is_one_state(rows: &Rows) {
    assert_eq!(rows.defects, []);
    assert_eq!(rows.recipes.len(), rows.recipe_history.len() + 1);
}

const DAY: &str = "'2026-01-21 18:00:00.000000'";

/// Two recipes, one meal of both that is planned, and what follows from that.
#[rustfmt::skip]
const HOUSEHOLD: &[(&str, Given<'_>)] = &[
    ("users", &[("id", "1"), ("clerk_id", "'c'"), ("email", "'a@example.org'"), ("name", "'Ann'"), ("is_admin", "0"),
        ("stripe_customer_id", "'cus_1'"), ("created_at", DAY)]),
    ("user_settings", &[("user_id", "1"), ("settings_json", "'{\"theme\":\"dark\"}'"), ("updated_at", DAY)]),
    ("user_usage", &[("id", "1"), ("month", "'2026-01'")]),
    ("recipe", &[("id", "1"), ("recipe_name", "'Soup'"), ("recipe_category", "'french'"), ("meal_type", "'dinner'"),
        ("total_time", "40"), ("servings", "4"), ("directions", "'Chop.\nCook.'"), ("image_path", "'https://x/1.png'"),
        ("reference_image_path", "'https://x/1.png'"), ("created_at", DAY), ("is_favorite", "1"), ("user_id", "1"),
        ("is_ai_generated", "0"), ("prep_time", "10"), ("cook_time", "30"), ("difficulty", "'Easy'"),
        ("image_key", "'k1'"), ("source_url", "'https://x/soup'")]),
    ("recipe", &[("id", "2"), ("recipe_name", "'Bread'"), ("recipe_category", "'french'"), ("meal_type", "'side'"),
        ("total_time", "60"), ("created_at", DAY), ("is_favorite", "0"), ("user_id", "1"), ("is_ai_generated", "0"),
        ("image_key", "'k2'")]),
    ("ingredients", &[("id", "1"), ("ingredient_name", "'Leek'"), ("ingredient_category", "'produce'"), ("user_id", "1")]),
    ("ingredients", &[("id", "2"), ("ingredient_name", "'Flour'"), ("ingredient_category", "'pantry'"), ("user_id", "1")]),
    ("recipe_ingredients", &[("recipe_id", "1"), ("ingredient_id", "1"), ("quantity", "0.3333333333333333"), ("unit", "'cup'")]),
    ("recipe_ingredients", &[("recipe_id", "2"), ("ingredient_id", "2"), ("quantity", "NULL"), ("unit", "NULL")]),
    ("recipe_history", &[("id", "1"), ("recipe_id", "1"), ("cooked_at", "'2026-01-20 18:00:00'"), ("user_id", "1")]),
    ("meal_selections", &[("id", "1"), ("meal_name", "'Sunday'"), ("main_recipe_id", "1"), ("side_recipe_1_id", "2")]),
    ("saved_meal_states", &[("id", "7"), ("meal_id", "1")]),
    ("meals", &[("id", "1"), ("meal_name", "'Sunday'"), ("main_recipe_id", "1"), ("side_recipe_ids", "'[2]'"),
        ("tags", "'[\"family\"]'"), ("is_favorite", "1"), ("created_at", DAY), ("is_saved", "1"), ("user_id", "1")]),
    ("planner_entries", &[("id", "7"), ("meal_id", "1"), ("position", "0"), ("is_completed", "0"),
        ("exclude_from_shopping", "1"), ("is_cleared", "0"), ("shopping_mode", "'none'"), ("user_id", "1")]),
    ("shopping_items", &[("id", "1"), ("ingredient_name", "'Leek'"), ("quantity", "0.5"), ("unit", "'cup'"),
        ("category", "'produce'"), ("source", "'recipe'"), ("have", "1"), ("state_key", "'leek::cup'"), ("flagged", "0"),
        ("user_id", "1"), ("aggregation_key", "'leek::volume'")]),
    ("shopping_states", &[("id", "1"), ("key", "'leek::cup'"), ("quantity", "0.5"), ("unit", "'cup'"), ("checked", "1"),
        ("flagged", "1"), ("user_id", "1")]),
    ("shopping_item_contributions", &[("id", "1"), ("shopping_item_id", "1"), ("recipe_id", "1"),
        ("planner_entry_id", "7"), ("base_quantity", "78.86"), ("dimension", "'volume'")]),
    ("unit_conversion_rules", &[("id", "1"), ("ingredient_name", "'butter'"), ("from_unit", "'tbsp'"),
        ("to_unit", "'stick'"), ("factor", "8.0"), ("round_up", "1"), ("created_at", DAY), ("user_id", "1")]),
    ("nutrition_facts", &[("id", "1"), ("recipe_id", "1"), ("calories", "340"), ("protein_g", "12.25"),
        ("is_ai_estimated", "0")]),
    ("recipe_groups", &[("id", "1"), ("name", "'Guests'"), ("created_at", DAY), ("user_id", "1")]),
    ("recipe_group_association", &[("recipe_id", "1"), ("group_id", "1")]),
    ("user_categories", &[("id", "1"), ("user_id", "1"), ("value", "'thai'"), ("label", "'Thai'"), ("is_custom", "0"),
        ("is_enabled", "1"), ("position", "0"), ("created_at", DAY), ("updated_at", DAY)]),
    ("feedback", &[("id", "1"), ("message", "'well done'")]),
    ("user_ingredient_categories", &[("id", "1"), ("user_id", "1"), ("value", "'deli'"), ("label", "'Deli'"),
        ("is_custom", "0"), ("is_enabled", "1"), ("position", "0"), ("created_at", DAY), ("updated_at", DAY)]),
    ("user_ingredient_units", &[("id", "1"), ("user_id", "1"), ("value", "'cup'"), ("label", "'Cup'"),
        ("unit_type", "'volume'"), ("is_custom", "0"), ("is_enabled", "1"), ("position", "0"), ("created_at", DAY),
        ("updated_at", DAY)]),
];
