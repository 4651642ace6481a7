//! Damaged tables are found, named and mended; nothing else is touched.

mod support;

use heirloom_projections::rebuild::progress::Stop;
use heirloom_projections::repair::Repaired;
use support::House;
use support::events::{created, household, of_recipe, recipe_id, steps};
use support::shopping::furnished_houses;

/// Two households with three recipes each; the third has neither lines nor steps.
async fn furnish(house: &House) {
    for h in 0..2 {
        house.log.append([
            created(h, 0, "Leek tart", 3),
            created(h, 1, "Plum cake", 2),
            created(h, 2, "Water", 0),
            of_recipe(h, 1, steps("Bake.")),
        ]);
    }
    house.engine.init(&(), &Stop::default()).await.unwrap();
    assert_eq!(house.verified().await, Vec::<String>::new());
}

/// The name of a live table.
async fn live(house: &House, projection: &str, table: &str) -> String {
    let status = house.engine.status().await.unwrap();
    let mine = status.into_iter().find(|p| p.name == projection).unwrap();
    let target = mine
        .generations
        .into_iter()
        .find(|g| g.role.as_str() == "live")
        .unwrap();
    match house.database.dialect() {
        heirloom_projections::Dialect::Postgres => format!("{}.{table}", target.target),
        heirloom_projections::Dialect::Sqlite => format!("{}__{table}", target.target),
    }
}

async fn repair(house: &House, dry_run: bool) -> Repaired {
    house
        .engine
        .repair(&[], dry_run, &(), &Stop::default())
        .await
        .unwrap()
}

fn named(failed: &[String], id: &str, part: &str) {
    assert!(
        failed
            .iter()
            .any(|line| line.starts_with(id) && line.contains(part)),
        "no {id} with `{part}` in {failed:#?}"
    );
}

/// Does damage, expects that check to name it, mends it, and expects nothing to be left.
async fn caught(house: &House, damage: &str, id: &str, part: &str) {
    house.database.execute(damage).await;
    named(&house.verified().await, id, part);
    let found = repair(house, true).await;
    named(&house.verified().await, id, part);
    let mended = repair(house, false).await;
    assert_eq!(found, mended, "a dry run does not say what a repair does");
    assert_eq!(house.verified().await, Vec::<String>::new());
}

on_both!(a_recipe_that_is_missing_is_named_by_s8_1, |house| {
    furnish(&house).await;
    let table = live(&house, "recipes", "recipes").await;
    let id = recipe_id(1, 2);
    let damage = format!("DELETE FROM {table} WHERE recipe_id = '{id}'");
    caught(&house, &damage, "S8.1", &id.to_string()).await;
});

on_both!(a_line_that_is_missing_is_named_by_s8_2_with_the_sum, |house| {
    furnish(&house).await;
    let table = live(&house, "recipes", "recipe_ingredients").await;
    let id = recipe_id(0, 0);
    let damage = format!("DELETE FROM {table} WHERE recipe_id = '{id}' AND position = 1");
    caught(
        &house,
        &damage,
        "S8.2",
        &format!("recipe {id}: its quantities sum up to"),
    )
    .await;
});

on_both!(a_line_without_its_recipe_is_named_by_s8_2, |house| {
    furnish(&house).await;
    let table = live(&house, "recipes", "recipe_ingredients").await;
    let id = recipe_id(0, 0);
    let stray = "00000000-0000-4000-8000-000000000000";
    let damage = match house.database.dialect() {
        heirloom_projections::Dialect::Postgres => format!(
            "SET session_replication_role = replica; \
             UPDATE {table} SET recipe_id = '{stray}' WHERE recipe_id = '{id}' AND position = 1; \
             SET session_replication_role = DEFAULT"
        ),
        heirloom_projections::Dialect::Sqlite => format!(
            "PRAGMA foreign_keys = OFF; \
             UPDATE {table} SET recipe_id = '{stray}' WHERE recipe_id = '{id}' AND position = 1; \
             PRAGMA foreign_keys = ON"
        ),
    };
    caught(&house, &damage, "S8.2 every line has its recipe", stray).await;
});

on_both!(a_tampered_quantity_is_named_by_s8_2, |house| {
    furnish(&house).await;
    let table = live(&house, "recipes", "recipe_ingredients").await;
    let damage = format!(
        "UPDATE {table} SET quantity_num = 99 WHERE recipe_id = '{}' AND position = 1",
        recipe_id(0, 1)
    );
    caught(&house, &damage, "S8.2", "`quantity_num` is 99, should be").await;
});

on_both!(a_recipe_missing_from_search_is_named_by_s8_5, |house| {
    furnish(&house).await;
    let table = live(&house, "search", "search").await;
    let id = recipe_id(0, 1);
    let damage = format!("DELETE FROM {table} WHERE recipe_id = '{id}'");
    caught(&house, &damage, "S8.5", &id.to_string()).await;
});

on_both!(a_ghost_in_search_is_named_by_s8_5, |house| {
    furnish(&house).await;
    let table = live(&house, "search", "search").await;
    let ghost = "00000000-0000-4000-8000-000000000000";
    let columns = "title, title_stems, ingredient_stems, body_stems";
    let household = match house.database.dialect() {
        heirloom_projections::Dialect::Postgres => format!("household_id, '{ghost}'::uuid"),
        heirloom_projections::Dialect::Sqlite => format!("household_id, '{ghost}'"),
    };
    let damage = format!(
        "INSERT INTO {table} (household_id, recipe_id, {columns}) \
         SELECT {household}, {columns} FROM {table} WHERE recipe_id = '{}'",
        recipe_id(0, 0)
    );
    caught(&house, &damage, "S8.5", ghost).await;
});

#[tokio::test(flavor = "multi_thread")]
async fn a_word_missing_from_the_sqlite_index_is_named_by_s8_5() {
    let house = House::new(support::databases::Database::sqlite().await).await;
    furnish(&house).await;
    let table = live(&house, "search", "search").await;
    let damage = format!(
        "INSERT INTO {table}_fts ({table}_fts, rowid, title_stems, ingredient_stems, body_stems) \
         SELECT 'delete', search_id, title_stems, ingredient_stems, body_stems FROM {table} \
         WHERE recipe_id = '{}'",
        recipe_id(0, 1)
    );
    caught(&house, &damage, "S8.5", "not found by its title").await;
    house.database.close().await;
}

/// Two households with a planned week each, and lists of it.
async fn plan_a_week(house: &House) {
    house.log.append(furnished_houses());
    house.engine.init(&(), &Stop::default()).await.unwrap();
    assert_eq!(house.verified().await, Vec::<String>::new());
}

/// Does this to one row of a list of that algorithm.
async fn tampered(house: &House, table: &str, algorithm: u8, and: &str, what: &str) -> String {
    let table = live(house, "shopping", table).await;
    let row = match house.database.dialect() {
        heirloom_projections::Dialect::Postgres => "ctid",
        heirloom_projections::Dialect::Sqlite => "rowid",
    };
    let one = format!(
        "SELECT {row} FROM {table} WHERE algorithm = {algorithm} AND {and} ORDER BY week_id, item_key LIMIT 1"
    );
    match what {
        "DELETE" => format!("DELETE FROM {table} WHERE {row} = ({one})"),
        set => format!("UPDATE {table} SET {set} WHERE {row} = ({one})"),
    }
}

on_both!(a_tampered_quantity_of_an_item_is_named_by_s8_4, |house| {
    plan_a_week(&house).await;
    for algorithm in [1, 2] {
        let damage = tampered(
            &house,
            "shopping_items",
            algorithm,
            "quantity <> '0'",
            "quantity = '99'",
        );
        let id = "S8.4 every item shows what plan, recipes and marks give";
        caught(&house, &damage.await, id, "`quantity` is `99`, should be `").await;
    }
});

on_both!(a_tampered_quantity_of_a_source_is_named_by_s8_4, |house| {
    plan_a_week(&house).await;
    let id = "S8.4 every item is the sum of its sources";
    let sources = "shopping_item_sources";
    for (algorithm, set) in [
        (1, "base = '9999'"),
        (2, "high_num = 9999"),
        (2, "low_num = 9999"),
        (2, "kind = 'elsewhere'"),
    ] {
        let damage = tampered(&house, sources, algorithm, "kind IS NOT NULL", set).await;
        caught(&house, &damage, id, ", its sources give ").await;
    }
    let damage = tampered(&house, sources, 2, "kind IS NOT NULL", "DELETE").await;
    caught(&house, &damage, id, ", its sources give 0").await;
});

on_both!(
    a_tampered_sum_and_one_that_is_missing_are_named_by_s8_4,
    |house| {
        plan_a_week(&house).await;
        let sums = "shopping_item_amounts";
        let id = "S8.4 every item is the sum of its sources";
        let damage = tampered(&house, sums, 2, "high_num > 0", "high_num = 9999").await;
        caught(&house, &damage, id, ", its sources give ").await;
        for algorithm in [1, 2] {
            let damage = tampered(&house, sums, algorithm, "kind <> ''", "DELETE").await;
            caught(
                &house,
                &damage,
                "S8.4 every source counts in its item",
                "gives some",
            )
            .await;
        }
    }
);

on_both!(an_item_that_is_missing_is_named_by_s8_4, |house| {
    plan_a_week(&house).await;
    let damage = tampered(
        &house,
        "shopping_items",
        2,
        "item_key LIKE 'ingredient/%'",
        "DELETE",
    )
    .await;
    caught(
        &house,
        &damage,
        "S8.4 every source has its item",
        "is not on the list, but has source 0",
    )
    .await;
});

on_both!(a_plan_with_a_dangling_recipe_is_named_by_s8_3, |house| {
    plan_a_week(&house).await;
    let stray = "00000000-0000-4000-8000-000000000000";
    for (table, column) in [
        ("meal_selections", "main_recipe_id"),
        ("meal_selection_sides", "recipe_id"),
    ] {
        let table = live(&house, "meal_plan", table).await;
        let whose = household(1);
        let damage = format!("UPDATE {table} SET {column} = '{stray}' WHERE household_id = '{whose}'");
        caught(
            &house,
            &damage,
            "S8.3",
            &format!("`{column}` is {stray}, should be "),
        )
        .await;
    }
});

on_both!(a_week_that_is_not_complete_is_named_by_s8_3, |house| {
    plan_a_week(&house).await;
    for (table, column) in [("meal_selections", "position"), ("meal_selection_sides", "slot")] {
        let table = live(&house, "meal_plan", table).await;
        let damage = format!("DELETE FROM {table} WHERE {column} = 1");
        caught(&house, &damage, "S8.3", "is missing").await;
    }
});

on_both!(a_repair_leaves_every_other_row_untouched, |house| {
    furnish(&house).await;
    let table = live(&house, "recipes", "recipe_ingredients").await;
    let (row, wrong) = match house.database.dialect() {
        heirloom_projections::Dialect::Postgres => ("xmin::text || ' ' || ctid::text", recipe_id(1, 1)),
        heirloom_projections::Dialect::Sqlite => ("rowid || ''", recipe_id(1, 1)),
    };
    let others = format!(
        "SELECT recipe_id || ' ' || position || ' ' || {row} FROM {table} WHERE recipe_id <> '{wrong}' ORDER BY 1"
    );
    let others = match house.database.dialect() {
        heirloom_projections::Dialect::Postgres => others.replace("recipe_id ||", "recipe_id::text ||"),
        heirloom_projections::Dialect::Sqlite => others,
    };
    let before = house.database.texts(&others).await;
    house
        .database
        .execute(&format!(
            "UPDATE {table} SET line_text = 'x' WHERE recipe_id = '{wrong}'"
        ))
        .await;
    let repaired = repair(&house, false).await;
    assert_eq!(
        (
            repaired.changed,
            repaired.missing,
            repaired.extra,
            repaired.households
        ),
        (2, 0, 0, 1)
    );
    assert_eq!(house.database.texts(&others).await, before);
    assert_eq!(repair(&house, false).await, Repaired::default());
});
