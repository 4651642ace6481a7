//! Live feeding killed anywhere, while commands go on.

use std::process::Child;
use std::time::{Duration, Instant};

use heirloom::testing::ThrowawayLog;

use super::{KILLS, killed, tables_serve};
use crate::support::binary::interrupt;
use crate::support::kitchen::{by, command, household};
use crate::support::{House, Moments};

heirloom::on_each_database!(a_feeder_killed_anywhere_goes_on_and_ends_as_if_nothing_had_been);

const SPAN: Duration = Duration::from_millis(250);

async fn a_feeder_killed_anywhere_goes_on_and_ends_as_if_nothing_had_been(place: ThrowawayLog) {
    let house = House::over(place).await;
    let mut moments = Moments::new("kills of a feeder");
    let mut sent = Sent::default();
    let mut kills = 0;
    while kills < KILLS {
        let feeder = house.binary().start(&["feed"]);
        let after = Duration::from_millis(20) + moments.within(SPAN);
        let killing = tokio::task::spawn_blocking(move || killed(feeder, after));
        while !killing.is_finished() {
            send(&house, &mut sent).await;
        }
        assert!(killing.await.unwrap(), "the feeder ended by itself");
        kills += 1;
        tables_serve(&house).await;
    }
    house.log_is_whole().await;
    let heads: u64 = house
        .log()
        .heads()
        .await
        .unwrap()
        .iter()
        .map(|head| head.head)
        .sum();
    assert_eq!(heads, sent.events, "events were lost or doubled");
    until_caught_up(&house).await;
    assert_eq!(house.failed_checks().await, Vec::<String>::new());
    assert_eq!(
        house.digests().await,
        house.undisturbed_twin().await.digests().await
    );
}

async fn send(house: &House, sent: &mut Sent) {
    let receipt = house
        .heirloom
        .send(by(household(sent.commands % 3)), command(sent.commands / 3))
        .await;
    sent.events += receipt.expect("the feeder is in nobody's way").events;
    sent.commands += 1;
}

#[derive(Default)]
struct Sent {
    commands: u64,
    events: u64,
}

/// A last feeder does it all by itself, and ends well on Ctrl-C.
async fn until_caught_up(house: &House) {
    let mut feeder: Child = house.binary().start(&["feed"]);
    let begun = Instant::now();
    while house
        .heirloom
        .engine()
        .status()
        .await
        .unwrap()
        .iter()
        .flat_map(|p| &p.generations)
        .any(|g| g.lag != Some(0))
    {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "the feeder does not catch up"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    interrupt(&feeder);
    assert!(
        feeder.wait().unwrap().success(),
        "Ctrl-C is a good end of feeding"
    );
}
