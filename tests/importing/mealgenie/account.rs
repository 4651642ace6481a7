//! The account of an import, from rows as they are read.

use heirloom::importers::mealgenie::account::Report;

use super::made::Made;

#[tokio::test]
async fn the_account_tells_of_every_row_what_became_of_it() {
    let made = Made::at(40).await;
    made.sql("DELETE FROM ingredients WHERE id = 2; UPDATE shopping_items SET flagged = 'false'")
        .await;
    let rows = made.rows().await;
    let mut report = Report::of(&rows);
    let unaccounted: u64 = report
        .tables()
        .values()
        .map(|table| table.unaccounted.len() as u64)
        .sum();
    assert_eq!(unaccounted, rows.each().len() as u64);
    for row in rows.each().iter().filter(|row| row.table != "meals") {
        assert!(report.became(row.table, row.row, [format!("{}/{}", row.table, row.row)]));
    }
    assert!(!report.is_complete());
    let shown = report.to_string().replace(made.path(), "app.db");
    insta::assert_snapshot!(shown);
    report.became("meals", "1", ["meal/a", "selection/b@c"]);
    assert!(report.is_complete());
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["complete"], true);
    assert_eq!(json["tables"]["meals"]["things"]["selection"], 1);
    assert_eq!(json["differences"][0]["kind"], "text_boolean");
    for (table, count) in rows.summary() {
        assert_eq!(report.tables()[table].rows, count.rows, "{table}");
    }
}
