//! Real databases of the application, on one lineage: all rows are read, and each defect that is in them is told.
//!
//! They are no part of this repository: `HEIRLOOM_DATA`, else `../shared/data`, has a folder `mealgenie`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use heirloom::importers::mealgenie::source::{DefectKind, RecognisedBy, Rows, read};
use sqlx::{Connection as _, SqliteConnection};

/// The path of a database whose name starts so; none where the folder is absent.
pub(super) fn path(start: &str) -> Option<String> {
    let root = std::env::var("HEIRLOOM_DATA").map_or_else(
        |_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let folder = root.join("mealgenie");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!(
            "SKIPPED: there is no real input in `{}`; set HEIRLOOM_DATA",
            folder.display()
        );
        return None;
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(start) && name.ends_with(".sqlite")
    };
    paths.filter(is_it).map(|path| path.display().to_string()).next()
}

async fn counts(path: &str) -> BTreeMap<String, u64> {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{path}?mode=ro"))
        .await
        .unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'alembic_version'";
    let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
    let mut counts = BTreeMap::new();
    for table in tables {
        let sql = format!("SELECT count(*) FROM {table}");
        let count: i64 = sqlx::query_scalar(&sql).fetch_one(&mut connection).await.unwrap();
        counts.insert(table, u64::try_from(count).unwrap());
    }
    counts
}

fn read_counts(rows: &Rows) -> BTreeMap<String, u64> {
    let summary = rows.summary();
    let read = summary
        .iter()
        .map(|(table, count)| ((*table).to_owned(), count.rows));
    read.chain(rows.out_of_scope.iter().map(|out| (out.table.clone(), out.rows)))
        .collect()
}

fn defects(rows: &Rows) -> BTreeMap<DefectKind, usize> {
    let mut kinds = BTreeMap::new();
    for defect in &rows.defects {
        *kinds.entry(defect.kind).or_default() += 1;
    }
    kinds
}

async fn check(start: &str, number: u8, set_aside: usize, expected: &[(DefectKind, usize)]) {
    let Some(path) = path(start) else { return };
    let rows = read(&path).await.unwrap();
    assert_eq!(
        (rows.revision.number, rows.revision.by),
        (number, RecognisedBy::Version)
    );
    let mut there = counts(&path).await;
    let read = read_counts(&rows);
    there.retain(|table, count| *count > 0 || read.contains_key(table));
    assert_eq!(read, there);
    assert_eq!(rows.set_aside.len(), set_aside);
    assert_eq!(defects(&rows), expected.iter().copied().collect());
    assert_eq!(rows.user_ids().len(), 1);
}

#[tokio::test]
async fn the_first_revision_is_read_whole() {
    check("01-", 1, 0, &[(DefectKind::LocalImage, 24)]).await;
}

/// What is in the lineage from its second database on: `garlic` three times, olive oil twice, and oregano and thyme in
/// two categories; a meal that is planned twice; images on the application's own disk.
const PLANTED: [(DefectKind, usize); 4] = [
    (DefectKind::OtherSpelling, 1),
    (DefectKind::OtherCategory, 2),
    (DefectKind::PlannedTwice, 1),
    (DefectKind::LocalImage, 10),
];

fn planted(more: &[(DefectKind, usize)]) -> Vec<(DefectKind, usize)> {
    [&PLANTED[..], more].concat()
}

#[tokio::test]
async fn the_revision_before_meals_is_read_whole() {
    let more = [
        (DefectKind::SameIngredient, 2),
        (DefectKind::Gap, 1),
        (DefectKind::SameKey, 1),
    ];
    check("03-", 7, 0, &planted(&more)).await;
}

#[tokio::test]
async fn the_revision_before_users_is_read_whole() {
    let more = [(DefectKind::SameIngredient, 2), (DefectKind::TextBoolean, 8)];
    check("06-", 20, 0, &planted(&more)).await;
}

#[tokio::test]
async fn the_revision_after_the_shopping_refactor_is_read_whole() {
    check("09-", 25, 0, &planted(&[(DefectKind::TextBoolean, 8)])).await;
}

#[tokio::test]
async fn the_newest_revision_is_read_whole() {
    check("13-", 40, 0, &planted(&[(DefectKind::TextBoolean, 8)])).await;
}
