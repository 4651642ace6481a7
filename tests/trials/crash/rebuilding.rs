//! A rebuild killed anywhere.

use std::time::{Duration, Instant};

use heirloom::testing::ThrowawayLog;

use super::{KILLS, killed, tables_serve};
use crate::support::kitchen::fill;
use crate::support::{House, Moments};

heirloom::on_each_database!(a_rebuild_killed_anywhere_goes_on_and_ends_as_if_nothing_had_been);

const ANOTHER_BUILDER: Option<i32> = Some(6);

async fn a_rebuild_killed_anywhere_goes_on_and_ends_as_if_nothing_had_been(place: ThrowawayLog) {
    let house = House::over(place).await;
    fill(house.log(), 3, 200).await;
    house.feed(500).await;
    let expected = house.digests().await;
    let begun = Instant::now();
    house.binary().run(&["rebuild"]).ok();
    let span = begun.elapsed();

    let mut moments = Moments::new("kills of a rebuild");
    let mut kills = 0;
    while kills < KILLS {
        if killed(house.binary().start(&["rebuild"]), moments.within(span)) {
            kills += 1;
        }
        assert_eq!(
            house.digests().await,
            expected,
            "the tables that serve were touched"
        );
        tables_serve(&house).await;
        house.log_is_whole().await;
        if kills % 5 == 0 {
            goes_on_to_its_end(&house).await;
            assert_eq!(house.digests().await, expected);
        }
    }
    house.binary().is_whole();
    assert_eq!(
        house.digests().await,
        house.undisturbed_twin().await.digests().await
    );
    nothing_is_left_over(&house).await;
}

/// PostgreSQL may take a moment to see that a killed builder is gone.
async fn goes_on_to_its_end(house: &House) {
    let begun = Instant::now();
    loop {
        let ran = house.binary().run(&["rebuild"]);
        if ran.code != ANOTHER_BUILDER || begun.elapsed() > Duration::from_secs(20) {
            ran.ok();
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn nothing_is_left_over(house: &House) {
    let plan = house.heirloom.engine().plan(&[]).await.unwrap();
    assert_eq!(plan.orphans, Vec::<String>::new());
    for projection in house.heirloom.engine().status().await.unwrap() {
        let roles: Vec<&str> = projection.generations.iter().map(|g| g.role.as_str()).collect();
        assert_eq!(roles, ["standby", "live"], "{}", projection.name);
    }
}
