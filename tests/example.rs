//! The example that the README sends people to does what it says, on each database.

use heirloom::testing::ThrowawayLog;

#[path = "../examples/backend.rs"]
#[expect(dead_code, reason = "the test calls what `main` calls")]
mod backend;

heirloom::on_each_database!(the_backend_runs_twice_on_one_database);

async fn the_backend_runs_twice_on_one_database(log: ThrowawayLog) {
    for runs in 1..=2 {
        backend::run(log.url()).await.expect("the example runs");
        let heads = log.log().heads().await.unwrap();
        assert_eq!(heads.len(), runs, "every run is a household of its own");
        assert!(heads.iter().all(|head| head.head == 4), "{heads:?}");
    }
    let heirloom = heirloom::Heirloom::open(log.url()).await.unwrap();
    for head in log.log().heads().await.unwrap() {
        let rows = backend::shopping(heirloom.tables(), head.household)
            .await
            .unwrap();
        let needs: Vec<_> = rows
            .iter()
            .map(|(day, title, line)| format!("{day} {title}: {line}"))
            .collect();
        let needed = ["4 leeks", "200 g flour"];
        assert_eq!(
            needs,
            needed.map(|line| format!("2026-02-01 Leek tart for a crowd: {line}"))
        );
    }
    heirloom.close().await;
}
