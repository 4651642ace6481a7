//! PostgreSQL's backend killed in the middle of what a rebuild reads.

use std::time::Duration;

use heirloom::testing::ThrowawayLog;
use sqlx::Connection as _;

use crate::support::kitchen::{fill, fill_with_large};
use crate::support::{Binary, House, Moments};

const NAME: &str = "heirloom_trial";
/// Large enough that no buffer between the two holds it.
const LARGE_RECIPES: u64 = 240;

#[tokio::test(flavor = "multi_thread")]
async fn postgres_killed_in_the_middle_of_a_rebuild_is_an_error_and_never_a_short_success() {
    let Some(place) = ThrowawayLog::postgres().await else {
        return;
    };
    let house = House::over(place).await;
    fill(house.log(), 2, 50).await;
    fill_with_large(house.log(), LARGE_RECIPES).await;
    house.feed(500).await;
    let expected = house.digests().await;
    let url = house.place.url().to_owned();
    let named = Binary::at(&format!(
        "{url}{}application_name={NAME}",
        if url.contains('?') { '&' } else { '?' }
    ));
    let mut moments = Moments::new("kills of a backend");
    // First the very connection that replays, then whichever are there, at any moment.
    for victims in [
        "AND query LIKE 'COPY%heirloom.events%'",
        "AND query LIKE 'COPY%heirloom.events%'",
        "",
        "",
        "",
        "",
    ] {
        let child = named.call(&["rebuild"]).spawn().expect("it starts");
        let delay = if victims.is_empty() {
            moments.within(Duration::from_millis(900))
        } else {
            Duration::ZERO
        };
        let hit = terminate(&url, victims, delay).await;
        let ran: crate::support::Ran = child.wait_with_output().expect("it ends").into();
        if hit && !victims.is_empty() {
            assert!([Some(69), Some(1)].contains(&ran.code), "{ran:#?}");
        }
        if ran.code != Some(0) {
            ran.says(ran.code.unwrap_or(-1), &["error:", "untouched"]);
        }
        assert_eq!(house.digests().await, expected, "{ran:#?}");
    }
    named.run(&["rebuild"]).ok();
    assert_eq!(house.digests().await, expected);
    house.binary().is_whole();
}

/// Ends backends of the named program once there are such; whether there were any in ten seconds.
async fn terminate(url: &str, which: &str, delay: Duration) -> bool {
    tokio::time::sleep(delay).await;
    let mut connection = sqlx::PgConnection::connect(url)
        .await
        .expect("the server answers");
    let sql = format!(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
         WHERE datname = current_database() AND application_name = '{NAME}' {which}"
    );
    for _ in 0..2_000 {
        let hit: i64 = sqlx::query_scalar(&sql)
            .fetch_one(&mut connection)
            .await
            .expect("a superuser may");
        if hit > 0 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    false
}
