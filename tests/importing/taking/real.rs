//! Real databases: every row accounted for, nothing twice, and the list as it stood with its ticks.

use std::path::PathBuf;

use heirloom::testing::ThrowawayLog;

use super::super::mealgenie::postgres::copy;
use super::support::{Home, complete, household};

/// Every database of the application that lies beside the others, whatever its revision.
pub(crate) fn databases() -> Vec<PathBuf> {
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
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "sqlite"));
    paths.sort();
    paths
}

async fn whole_and_once(home: &Home) {
    for path in databases() {
        let name = path.display().to_string();
        let household = household(&name);
        let (first, added) = home.adds(&name, household).await;
        complete(&first);
        assert!(!added.is_empty(), "{name}");
        let tables = first.report.tables();
        let unaccounted: usize = tables.values().map(|table| table.unaccounted.len()).sum();
        assert_eq!(unaccounted, 0, "{first}");
        let (second, added) = home.adds(&name, household).await;
        complete(&second);
        assert_eq!(added, Vec::<String>::new(), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_accounted_for_and_a_second_run_adds_nothing() {
    whole_and_once(&Home::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_accounted_for_and_a_second_run_adds_nothing_on_postgres() {
    if let Some(home) = Home::postgres().await {
        whole_and_once(&home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ticks_come_over_to_both_lists() {
    let home = Home::sqlite().await;
    for path in databases() {
        let name = path.display().to_string();
        let household = household(&name);
        let outcome = home.import(&name, household).await;
        let rows = heirloom::importers::mealgenie::source::read(&name).await.unwrap();
        let ticked = rows.shopping_items.iter().filter(|row| row.data.have).count();
        let exact = home.list(household, 2).await;
        let shown = exact.iter().filter(|item| item.ticked).count();
        let of_application = home.list(household, 1).await;
        let old = of_application.iter().filter(|item| item.have).count();
        println!("{name}: {ticked} ticked, {old} on list 1, {shown} on list 2");
        assert_eq!(ticked > 0, shown > 0, "{outcome}");
        assert!(old <= ticked);
        let flagged = exact
            .iter()
            .filter(|item| item.flagged && item.source == "manual");
        assert_eq!(flagged.count(), 0, "a text `false` is not true in the exact list");
    }
}

/// The databases lie on one lineage: each is the one before it after an upgrade of the application.
#[tokio::test(flavor = "multi_thread")]
async fn a_household_that_upgrades_its_application_goes_on() {
    let home = Home::sqlite().await;
    let household = household("lineage");
    let mut runs = 0;
    for path in databases() {
        let outcome = home.import(&path.display().to_string(), household).await;
        complete(&outcome);
        runs += 1;
    }
    if runs > 0 {
        let source = home.source(household).await;
        let live = source.rows.get("recipe").map_or(0, |rows| rows.len());
        assert_eq!(live, 30);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_rows_on_postgres_are_the_same_source() {
    let (Some(theirs), Some(path)) = (ThrowawayLog::postgres().await, databases().pop()) else {
        return;
    };
    let home = Home::sqlite().await;
    let (name, household) = (path.display().to_string(), household("moved"));
    complete(&home.import(&name, household).await);
    copy(&name, theirs.url()).await;
    let (moved, added) = home.adds(theirs.url(), household).await;
    complete(&moved);
    // a text `false`, which the application shows as a flag, is no such thing there
    let told = |name: &String| ["ItemFlagged", "SourceRowsTaken"].contains(&name.as_str());
    assert!(added.iter().all(told), "{added:?}");
    let (again, added) = home.adds(theirs.url(), household).await;
    complete(&again);
    assert_eq!(added, Vec::<String>::new());
}
