//! What only PostgreSQL can do to us: backends that are killed, views that are locked, grants.

mod support;

use std::sync::Arc;
use std::time::Duration;

use heirloom_projections::read_db::PostgresReadDb;
use heirloom_projections::rebuild::Options;
use heirloom_projections::rebuild::progress::{Progress, Report, Step, Stop};
use heirloom_projections::{Engine, Error};
use sqlx::{Executor, PgPool};
use support::House;
use support::databases::Database;
use support::events::created;

async fn house() -> Option<(House, PgPool)> {
    let database = Database::postgres().await?;
    let Database::Postgres { pool, .. } = &database else {
        return None;
    };
    let pool = pool.clone();
    let house = House::new(database).await;
    house
        .log
        .append((0..50).map(|n| created(0, n, &format!("Recipe {n}"), 3)));
    house.rebuild().await.unwrap();
    Some((house, pool))
}

/// Dawdles in one step, so that somebody can do harm in it.
struct Slow(Step);

impl Progress for Slow {
    fn report(&self, report: &Report) {
        if report.step == self.0 {
            std::thread::sleep(Duration::from_millis(300));
        }
    }
}

/// Kills every backend of this database whose last statement is like that, until one was found.
async fn kill(pool: PgPool, statement: &'static str) {
    loop {
        let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1";
        let killed: i64 = sqlx::query_scalar(sql)
            .bind(statement)
            .fetch_one(&pool)
            .await
            .unwrap();
        if killed > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_backends_killed_in_load_or_verify_are_an_error_and_the_next_run_ends_equal() {
    let Some((house, pool)) = house().await else {
        return;
    };
    let expected = house.digests().await;
    for (step, statement) in [
        (Step::Load, "COPY %FROM STDIN%"),
        (Step::Verify, "COPY %TO STDOUT%"),
    ] {
        let killer = tokio::spawn(kill(pool.clone(), statement));
        let options = Options::default();
        let outcome = house
            .engine
            .rebuild(&options, &Slow(step), &Stop::default())
            .await;
        killer.await.unwrap();
        assert!(
            matches!(&outcome, Err(error) if error.exit_code() == 69),
            "{step:?}: {outcome:?}"
        );
        assert_eq!(house.digests().await, expected, "{step:?} touched what is live");
        house.rebuild().await.unwrap();
        assert_eq!(house.digests().await, expected, "{step:?}");
    }
    house.database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_views_in_use_stop_the_switch_and_name_who_uses_them() {
    let Some((house, pool)) = house().await else {
        return;
    };
    let db = Arc::new(PostgresReadDb::new(pool.clone()).with_lock_tries(2));
    let engine = Engine::new(house.log.clone(), db);
    let mut reader = pool.begin().await.unwrap();
    reader.execute("SELECT count(*) FROM read.recipes").await.unwrap();
    let outcome = engine.rebuild(&Options::default(), &(), &Stop::default()).await;
    let Err(error @ Error::Busy { .. }) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(error.exit_code(), 75);
    assert!(
        error.to_string().contains("SELECT count(*) FROM read.recipes"),
        "{error}"
    );
    reader.rollback().await.unwrap();
    engine
        .rebuild(&Options::default(), &(), &Stop::default())
        .await
        .unwrap();
    house.database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_grants_survive_a_view_that_must_be_made_anew() {
    let Some((house, pool)) = house().await else {
        return;
    };
    pool.execute(
        "DROP VIEW read.recipes; CREATE VIEW read.recipes AS SELECT 1 AS other; \
         GRANT SELECT ON read.recipes TO PUBLIC; GRANT SELECT ON read.search TO PUBLIC",
    )
    .await
    .unwrap();
    house.rebuild().await.unwrap();
    for view in ["recipes", "search"] {
        let sql = "SELECT count(*) FROM information_schema.role_table_grants \
                   WHERE table_schema = 'read' AND table_name = $1 AND grantee = 'PUBLIC'";
        let grants: i64 = sqlx::query_scalar(sql).bind(view).fetch_one(&pool).await.unwrap();
        assert_eq!(grants, 1, "{view}");
    }
    house.database.close().await;
}
