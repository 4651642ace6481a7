//! History is not changed, whoever tries.

use heirloom::events::values::RecipeId;
use heirloom::store::Database;
use heirloom::testing::{ThrowawayLog, create_recipe, household, rename_recipe};

heirloom::on_each_database!(history_can_be_neither_changed_nor_deleted_nor_replaced);

async fn history_can_be_neither_changed_nor_deleted_nor_replaced(place: ThrowawayLog) {
    let (log, soup) = (place.log(), RecipeId::new());
    log.append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    log.append(rename_recipe(household(1), soup, 1, "Broth"))
        .await
        .unwrap();
    let before = log.read_household(household(1), 0, 10).await.unwrap();
    for attempt in attempts(&place) {
        let refused = place.execute(&attempt).await;
        let said = refused.expect_err(&attempt).to_string();
        assert!(said.contains("append-only"), "{attempt}: {said}");
    }
    assert_eq!(log.read_household(household(1), 0, 10).await.unwrap(), before);
}

fn attempts(place: &ThrowawayLog) -> Vec<String> {
    let (events, commands) = (place.table("events"), place.table("commands"));
    let mut attempts = vec![
        format!("UPDATE {events} SET event_version = '9'"),
        format!("UPDATE {events} SET position = position + 100"),
        format!("DELETE FROM {events}"),
        format!("UPDATE {commands} SET position = 0"),
        format!("DELETE FROM {commands}"),
    ];
    match place.database() {
        Database::Postgres(_) => attempts.extend([
            format!("TRUNCATE {events}"),
            format!("TRUNCATE {commands} CASCADE"),
        ]),
        Database::Sqlite(_) => attempts.extend([
            // by position
            "INSERT OR REPLACE INTO events SELECT household_id, position, 'x', 'x', 1, 'x', '1', '{}', '{}', 'x' FROM events"
                .to_owned(),
            // by stream and sequence
            "REPLACE INTO events SELECT household_id, 99, aggregate_type, aggregate_id, sequence, 'x', '1', '{}', '{}', 'x' FROM events"
                .to_owned(),
            "UPDATE OR REPLACE events SET position = 2 WHERE position = 1".to_owned(),
            "REPLACE INTO commands SELECT household_id, command_id, 0, 0, 'x' FROM commands".to_owned(),
        ]),
    }
    attempts
}
