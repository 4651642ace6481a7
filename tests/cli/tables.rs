//! Read tables: rebuilt, switched, proved, damaged and mended.

use crate::kitchen::Kitchen;

#[test]
fn tables_are_rebuilt_beside_the_live_ones_and_switched() {
    let mut kitchen = Kitchen::stocked();
    kitchen.typed(&["rebuild", "--plan"]);
    kitchen.typed(&["rebuild", "--dry-run"]);
    kitchen.typed(&["rebuild", "recipes", "search"]);
    kitchen.typed(&["status"]);
    kitchen.typed(&["switch", "recipes"]);
    kitchen.typed(&["rebuild", "--postpone-switch", "search"]);
    kitchen.typed(&["switch", "search"]);
    kitchen.typed(&["rebuild", "nonsense"]);
    kitchen.typed_json(&["rebuild", "search", "--plan"]);
    kitchen.typed_json(&["switch", "search"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn a_damaged_row_is_found_mended_and_proved() {
    let mut kitchen = Kitchen::stocked();
    kitchen.typed(&["verify"]);
    damage(
        &kitchen,
        "UPDATE recipes_v9_g1__recipe_ingredients SET quantity = '9', quantity_num = 9 WHERE line_text = '3 eggs'",
    );
    assert_eq!(kitchen.typed(&["verify", "tables"]).code, 1);
    assert_eq!(kitchen.typed(&["repair", "--dry-run"]).code, 1);
    kitchen.typed_json(&["repair", "--dry-run"]);
    assert_eq!(kitchen.typed(&["repair"]).code, 0);
    assert_eq!(kitchen.typed(&["verify", "log"]).code, 0);
    assert_eq!(kitchen.json(&["verify"])["ok"], true);
    kitchen.typed(&["digest"]);
    insta::assert_snapshot!(kitchen.transcript());
}

/// Goes round heirloom, as somebody with a database shell would.
pub(crate) fn damage(kitchen: &Kitchen, sql: &str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(kitchen.path().join("kitchen.db"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let done = runtime.block_on(async {
        use sqlx::{ConnectOptions as _, Connection as _};
        let mut connection = options.connect().await.unwrap();
        let done = sqlx::query(sql)
            .execute(&mut connection)
            .await
            .unwrap()
            .rows_affected();
        connection.close().await.unwrap();
        done
    });
    assert_eq!(done, 1, "one row is damaged");
}
