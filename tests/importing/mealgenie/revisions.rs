//! Every revision is recognised, and gives the same rows as far as it holds them.

use heirloom::importers::mealgenie::source::{Mode, RecognisedBy, Rows, SideSlot};

use super::made::{Made, heads};

/// Every table's rows are there: as many as it has, and none set aside.
async fn check_counts(made: &Made, rows: &Rows) {
    let mut connection = made.connection().await;
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let summary = rows.summary();
    for table in tables.iter().filter(|table| *table != "alembic_version") {
        let there: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {table}"))
            .fetch_one(&mut connection)
            .await
            .unwrap();
        let read = summary.get(table.as_str()).map_or(0, |count| count.rows);
        let left = rows
            .out_of_scope
            .iter()
            .find(|out| out.table == *table)
            .map_or(0, |out| out.rows);
        assert_eq!(read + left, u64::try_from(there).unwrap(), "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_revision_is_recognised_by_its_version_and_all_its_rows_are_read() {
    for number in 1..=40 {
        let made = Made::at(number).await;
        let rows = made.rows().await;
        assert_eq!(rows.revision.number, number);
        assert_eq!(rows.revision.heads, heads(number));
        assert_eq!(rows.revision.by, RecognisedBy::Version);
        check_counts(&made, &rows).await;
        match number {
            // there is no table of ingredients, so their ids point nowhere
            1 => assert_eq!(rows.set_aside.len(), 2),
            _ => assert_eq!(rows.set_aside, [], "{number}"),
        }
        // the two of them that hold a whole time beside the others agree
        assert_eq!(
            rows.defects.len(),
            rows.set_aside.len(),
            "{number}: {:?}",
            rows.defects
        );
        assert_eq!(rows.user_ids().into_iter().collect::<Vec<_>>(), [1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_version_each_revision_is_recognised_by_its_columns() {
    for number in 1..=40 {
        let made = Made::at(number).await;
        let by_version = made.rows().await;
        made.sql("DROP TABLE alembic_version").await;
        let by_columns = made.rows().await;
        assert_eq!(by_columns.revision.by, RecognisedBy::Columns);
        assert!(
            by_columns.revision.number >= number,
            "{number}: {}",
            by_columns.revision
        );
        assert!(
            by_columns
                .revision
                .to_string()
                .contains("recognised by its columns")
        );
        let same = Rows {
            revision: by_version.revision.clone(),
            ..by_columns
        };
        assert_eq!(same, by_version);
    }
}

#[tokio::test]
async fn a_database_without_rows_is_one_household_without_rows() {
    for number in [1, 20, 40] {
        let made = Made::empty(number).await;
        let rows = made.rows().await;
        assert_eq!((rows.each().len(), rows.defects.len()), (0, 0));
        assert_eq!(rows.user_ids().into_iter().collect::<Vec<_>>(), [1]);
    }
}

#[tokio::test]
async fn tables_that_are_not_the_applications_are_counted_and_left() {
    let made = Made::at(40).await;
    made.sql("CREATE TABLE \"my \"\"notes\" (a); INSERT INTO \"my \"\"notes\" VALUES (1), (2)")
        .await;
    made.sql("CREATE VIEW soups AS SELECT * FROM recipe").await;
    let rows = made.rows().await;
    let notes = rows
        .out_of_scope
        .iter()
        .find(|table| table.table == "my \"notes")
        .unwrap();
    assert_eq!(
        (notes.rows, notes.why.as_str()),
        (2, "it is no table of the application")
    );
    assert!(!rows.out_of_scope.iter().any(|table| table.table == "soups"));
}

#[tokio::test]
async fn one_side_of_a_fork_is_a_state_of_its_own() {
    // after #8 without #5 to #7: the meals are there, the notes are not
    let made = Made::at(8).await;
    made.sql("ALTER TABLE recipe DROP COLUMN notes").await;
    made.sql("ALTER TABLE recipe DROP COLUMN reference_image_path")
        .await;
    made.sql("ALTER TABLE recipe DROP COLUMN banner_image_path").await;
    made.sql("ALTER TABLE recipe ADD COLUMN image_path VARCHAR").await;
    made.name(&["b1c2d3e4f5a6"]).await;
    let rows = made.rows().await;
    assert_eq!(rows.revision.heads, ["b1c2d3e4f5a6"]);
    assert_eq!(rows.meals.len(), 1);
    // after #24 without #21 to #23: contributions, and no users
    let made = Made::at(24).await;
    for table in [
        "recipe",
        "meals",
        "planner_entries",
        "shopping_items",
        "recipe_history",
        "ingredients",
    ] {
        made.sql(&format!("ALTER TABLE {table} DROP COLUMN user_id"))
            .await;
    }
    made.sql("ALTER TABLE unit_conversion_rules DROP COLUMN user_id")
        .await;
    made.sql("DROP TABLE users; DROP TABLE user_settings; DROP TABLE user_usage")
        .await;
    made.name(&["h3c4d5e6f7g8"]).await;
    let rows = made.rows().await;
    assert_eq!((rows.contributions.len(), rows.users.len()), (1, 0));
    assert_eq!(rows.recipes[0].data.user_id, 1);
}

/// The text of revision 21 was changed on the evening of its release.
#[tokio::test]
async fn both_texts_of_revision_21_are_recognised() {
    let made = Made::at(21).await;
    made.sql("ALTER TABLE ingredients DROP COLUMN user_id").await;
    let rows = made.rows().await;
    assert_eq!(rows.revision.number, 21);
    assert_eq!(rows.ingredients[0].data.user_id, 1);
}

#[tokio::test]
async fn the_desktops_meals_and_plan_keep_their_slots_and_their_order() {
    let made = Made::at(4).await;
    made.sql(
        "INSERT INTO meal_selections VALUES (2, 'Gap', 2, NULL, NULL, 1);
         INSERT INTO saved_meal_states VALUES (3, 2), (9, 1)",
    )
    .await;
    let rows = made.rows().await;
    let slots: Vec<&[SideSlot]> = rows.meals.iter().map(|meal| meal.data.sides.as_slice()).collect();
    let side = |slot, recipe_id| SideSlot { slot, recipe_id };
    assert_eq!(slots, [&[side(1, 2)][..], &[side(3, 1)]]);
    assert_eq!(rows.meals[0].table, "meal_selections");
    assert!(!rows.meals[0].data.is_saved);
    let plan: Vec<(i64, i64, i64)> = rows
        .planner_entries
        .iter()
        .map(|e| (e.data.id, e.data.meal_id, e.data.position))
        .collect();
    assert_eq!(plan, [(3, 2, 0), (7, 1, 1), (9, 1, 2)]);
    assert_eq!(rows.planner_entries[0].data.shopping_mode, Mode::All);
    assert_eq!(rows.shopping_states[0].data.key, "leek::cup");
    assert!(rows.shopping_states[0].data.checked);
    assert_eq!(
        rows.shopping_items[0].data.aggregation_key.as_deref(),
        Some("leek::cup")
    );
}

#[tokio::test]
async fn what_migrations_lose_is_kept() {
    let image = |rows: &Rows| rows.recipes[0].data.reference_image_path.clone();
    for number in [1, 4, 7, 36] {
        assert_eq!(
            image(&Made::at(number).await.rows().await).as_deref(),
            Some("https://x/1.png")
        );
    }
    let times = |rows: &Rows, at: usize| {
        let recipe = &rows.recipes[at].data;
        (recipe.prep_time, recipe.cook_time, recipe.total_time)
    };
    // where only the whole time is known, it becomes the cooking time, as the application's migration does
    assert_eq!(
        times(&Made::at(1).await.rows().await, 0),
        (None, Some(40), Some(40))
    );
    assert_eq!(
        times(&Made::at(32).await.rows().await, 0),
        (Some(10), Some(30), Some(40))
    );
    assert_eq!(
        times(&Made::at(36).await.rows().await, 0),
        (Some(10), Some(30), None)
    );
    assert_eq!(times(&Made::at(36).await.rows().await, 1), (None, None, None));
    assert_eq!(Made::at(23).await.rows().await.shopping_states.len(), 1);
}

#[tokio::test]
async fn older_columns_become_the_heads() {
    for (number, mode) in [
        (8, Mode::All),
        (14, Mode::None),
        (18, Mode::None),
        (40, Mode::None),
    ] {
        let rows = Made::at(number).await.rows().await;
        assert_eq!(rows.planner_entries[0].data.shopping_mode, mode, "{number}");
    }
    for number in [8, 18, 19, 20, 25, 40] {
        let rows = Made::at(number).await.rows().await;
        assert!(rows.meals[0].data.is_saved, "{number}");
        assert_eq!(rows.meals[0].data.tags, ["family"]);
    }
}

#[tokio::test]
async fn users_are_households_and_nothing_of_paying_is_read() {
    let made = Made::at(40).await;
    made.insert(
        "users",
        &[
            ("id", "5"),
            ("name", "'Ben'"),
            ("created_at", "'2026-02-01 00:00:00'"),
        ],
    )
    .await;
    let recipe = [
        ("id", "3"),
        ("recipe_name", "'Tea'"),
        ("recipe_category", "''"),
        ("meal_type", "''"),
        ("user_id", "5"),
        ("created_at", "'2026-02-01T08:00:00Z'"),
        ("is_favorite", "0"),
        ("is_ai_generated", "0"),
        ("image_key", "'k3'"),
    ];
    made.insert("recipe", &recipe).await;
    made.insert(
        "nutrition_facts",
        &[("id", "2"), ("recipe_id", "3"), ("is_ai_estimated", "1")],
    )
    .await;
    let rows = made.rows().await;
    assert_eq!(rows.defects, []);
    let summary = rows.summary();
    assert_eq!(summary["recipe"].by_user, [(1, 2), (5, 1)].into());
    assert_eq!(summary["nutrition_facts"].by_user, [(1, 1), (5, 1)].into());
    assert_eq!(rows.users[0].data.name.as_deref(), Some("Ann"));
    assert!(!format!("{rows:?}").contains("cus_1"));
    assert!(
        rows.columns_left_out
            .contains(&"users.stripe_customer_id".to_owned())
    );
    let usage = rows
        .out_of_scope
        .iter()
        .find(|table| table.table == "user_usage")
        .unwrap();
    assert_eq!(usage.rows, 1);
}

#[tokio::test]
async fn a_row_has_the_same_digest_until_it_is_changed() {
    let made = Made::at(40).await;
    let digests = |rows: &Rows| -> Vec<(String, String)> {
        let rows = rows.each();
        rows.iter()
            .map(|row| (format!("{}/{}", row.table, row.row), row.digest.to_owned()))
            .collect()
    };
    let before = digests(&made.rows().await);
    assert_eq!(before, digests(&made.rows().await));
    made.sql("UPDATE recipe SET notes = 'more salt' WHERE id = 2; VACUUM")
        .await;
    let after = digests(&made.rows().await);
    let changed: Vec<&String> = before
        .iter()
        .zip(&after)
        .filter(|(a, b)| a != b)
        .map(|((row, _), _)| row)
        .collect();
    assert_eq!(changed, ["recipe/2"]);
}
