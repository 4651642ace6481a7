//! An upgrade killed anywhere, a downgrade killed anywhere, and two at once.

use std::time::{Duration, Instant};

use heirloom::testing::ThrowawayLog;

use super::{active, at_the_first_revision, send};
use crate::support::kitchen::fill;
use crate::support::{House, Moments, Ran};

heirloom::on_each_database!(
    a_move_killed_anywhere_is_done_or_not_begun_and_goes_on,
    of_two_upgrades_at_once_one_is_told_of_the_other,
);

const KILLS: u32 = 20;
const ANOTHER_BUILDER: i32 = 6;
const FIRST: &str = "2026_11_20_0900_initial";

async fn a_move_killed_anywhere_is_done_or_not_begun_and_goes_on(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 5).await;
    fill(house.log(), 2, 60).await;
    house.feed(1_000).await;
    let first = house.binary().digests();
    let begun = Instant::now();
    goes_on(&house, &["upgrade", "head"]);
    let span = begun.elapsed();
    let newest = house.binary().digests();
    let head = active(&house);
    let begun = Instant::now();
    goes_on(&house, &["downgrade", "initial"]);
    let short = begun.elapsed();
    goes_on(&house, &["gc", "--yes"]);

    let mut moments = Moments::new("kills of an upgrade");
    for kill in 0..KILLS {
        // every fourth kill hits a downgrade
        let down = kill % 4 == 3;
        let (verb, to, span) = if down {
            ("downgrade", "initial", short)
        } else {
            ("upgrade", "head", span)
        };
        if down {
            goes_on(&house, &["upgrade", "head"]);
        }
        let mut child = house.binary().start(&[verb, to]);
        std::thread::sleep(moments.within(span));
        child.kill().ok();
        child.wait().expect("it ends");
        let now = active(&house);
        let expected = if now == FIRST { &first } else { &newest };
        assert!(now == FIRST || now == head, "{now}");
        assert_eq!(
            &house.binary().digests(),
            expected,
            "after kill {kill} of `{verb}`, at {now}"
        );
        house.log_is_whole().await;
        if now == head {
            goes_on(&house, &["downgrade", "initial"]);
            goes_on(&house, &["gc", "--yes"]);
        }
    }
    goes_on(&house, &["upgrade", "head"]);
    assert_eq!(house.binary().digests(), newest);
    send(&house, 5..10).await;
    house.binary().is_whole();
    goes_on(&house, &["gc", "--yes"]);
    assert_eq!(left_over(&house).await, [""; 0]);
}

/// PostgreSQL may take a moment to see that a killed builder is gone.
fn goes_on(house: &House, args: &[&str]) -> Ran {
    let begun = Instant::now();
    loop {
        let ran = house.binary().run(args);
        if ran.code != Some(ANOTHER_BUILDER) || begun.elapsed() > Duration::from_secs(20) {
            ran.ok();
            return ran;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Generations that are not live once everything else was dropped.
async fn left_over(house: &House) -> Vec<String> {
    let sql = format!(
        "SELECT projection FROM {} WHERE state <> 'live'",
        house.place.table("generations")
    );
    super::tables::texts(house, &sql).await
}

async fn of_two_upgrades_at_once_one_is_told_of_the_other(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 5).await;
    let builder = house
        .heirloom
        .engine()
        .read_db()
        .lock_builder(&["recipes"])
        .await
        .expect("nobody builds yet");
    house
        .binary()
        .run(&["upgrade"])
        .says(ANOTHER_BUILDER, &["another builder"]);
    assert_eq!(active(&house), FIRST);
    drop(builder);
    let both = [
        house.binary().call(&["upgrade"]).spawn(),
        house.binary().call(&["upgrade"]).spawn(),
    ];
    let codes = both.map(|child| Ran::from(child.expect("it starts").wait_with_output().expect("it ends")));
    assert!(codes.iter().any(|ran| ran.code == Some(0)), "{codes:#?}");
    for ran in &codes {
        assert!(
            [Some(0), Some(1), Some(ANOTHER_BUILDER)].contains(&ran.code),
            "{codes:#?}"
        );
        assert!(!ran.stderr.contains("panicked"), "{ran:#?}");
    }
    goes_on(&house, &["upgrade"]);
    house.binary().is_whole();
}
