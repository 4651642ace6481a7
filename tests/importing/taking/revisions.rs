//! A small household at every revision of the application.

use super::super::mealgenie::made::Made;
use super::support::{Home, complete, household};

#[tokio::test(flavor = "multi_thread")]
async fn every_revision_is_taken_over_whole_and_once() {
    whole_and_once(&Home::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_revision_is_taken_over_whole_and_once_on_postgres() {
    if let Some(home) = Home::postgres().await {
        whole_and_once(&home).await;
    }
}

async fn whole_and_once(home: &Home) {
    for revision in 1..=40 {
        let made = Made::at(revision).await;
        let household = household(&format!("revision {revision}"));
        let first = home.import(made.path(), household).await;
        complete(&first);
        let (second, added) = home.adds(made.path(), household).await;
        complete(&second);
        assert_eq!(added, Vec::<String>::new(), "revision {revision}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_rewritten_without_a_change_adds_nothing() {
    let home = Home::sqlite().await;
    let made = Made::at(40).await;
    let household = household("rewritten");
    complete(&home.import(made.path(), household).await);
    let before = std::fs::read(made.path()).unwrap();
    made.sql("CREATE TABLE other (x); INSERT INTO other VALUES (1); VACUUM")
        .await;
    assert_ne!(std::fs::read(made.path()).unwrap(), before);
    let (outcome, added) = home.adds(made.path(), household).await;
    complete(&outcome);
    assert_eq!(added, Vec::<String>::new());
}
