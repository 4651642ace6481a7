//! Laws: whatever is asked of whatever households, however it is fed, the tables are what the log says.
//!
//! Each case sends random commands, many of them refused, to up to three households, and feeds the tables
//! now and then in batches of any size. `HEIRLOOM_TRIAL_CASES` multiplies the cases.

use std::collections::BTreeSet;

use heirloom::audit::{AsOf, History};
use heirloom::commands::{Command, CommandError, Envelope};
use heirloom::events::recipe::Recipe;
use heirloom::events::values::{HouseholdId, RecipeId};
use heirloom::events::{Event, Folded, Recorded, StreamKey, StreamType};
use heirloom::store::{Upto, reader};
use heirloom::testing::ThrowawayLog;
use heirloom::testing::household::commands;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::kitchen::{by, household};
use crate::support::{Digests, House};

/// A command to a household, the version that its sender believes in, and whether tables are fed after it.
type Sent = (u8, Command, Option<u64>, bool);

fn sent() -> impl Strategy<Value = (Vec<Sent>, u64)> {
    let expected = prop_oneof![6 => Just(None), 1 => (0..4_u64).prop_map(Some)];
    let one = (0..3_u8, commands(), expected, prop::bool::weighted(0.2));
    (prop::collection::vec(one, 1..45), 1..20_u64)
}

/// Refusals are part of it; anything else that fails is not.
async fn send(house: &House, (number, command, expected, _): &Sent) {
    let envelope = Envelope {
        expected_version: *expected,
        ..by(household(u64::from(*number)))
    };
    match house.heirloom.send(envelope, command.clone()).await {
        Ok(_) | Err(CommandError::Refused(_)) => {}
        Err(error) => panic!("{command:?}: {error}"),
    }
}

async fn lived(place: ThrowawayLog, sent: &[Sent], batch: u64) -> House {
    let house = House::over(place).await;
    for one in sent {
        send(&house, one).await;
        if one.3 {
            house.feed(batch).await;
        }
    }
    house.feed(batch).await;
    house
}

async fn rebuilt_is_live_and_twice_is_once(house: &House) -> Digests {
    let live = house.digests().await;
    assert_eq!(
        house.failed_checks().await,
        Vec::<String>::new(),
        "live tables are not what the log says"
    );
    house.feed(7).await;
    house
        .heirloom
        .engine()
        .feeder()
        .retry_parked()
        .await
        .expect("nothing stands still");
    assert_eq!(house.digests().await, live, "feeding twice is not feeding once");
    for _ in 0..2 {
        house.rebuild().await.expect("it can be rebuilt");
        assert_eq!(
            house.digests().await,
            live,
            "rebuilt tables are not the live ones"
        );
    }
    house.log_is_whole().await;
    live
}

async fn as_of_is_the_fold_of_the_prefix(house: &House) {
    let recipe =
        |(stored, event): (&heirloom::store::StoredEvent, Recorded)| match event.stream.aggregate_type {
            StreamType::Recipe => Some((
                stored.household,
                stored.aggregate_id.parse::<RecipeId>().expect("an id"),
            )),
            _ => None,
        };
    let stored = house.events().await;
    let read = reader::read_all(&stored).expect("all can be read");
    let recipes: BTreeSet<_> = stored.iter().zip(read).filter_map(recipe).collect();
    for (household, id) in recipes {
        let history = History::load(house.log(), household, id)
            .await
            .expect("it has a history");
        for version in 1..=history.newest() {
            let prefix = folded(house, household, id, Upto::Version(version)).await;
            assert_eq!(history.at(version), prefix, "version {version} of {id}");
            let at = history.events[usize::try_from(version).unwrap() - 1].occurred_at();
            let then = history.version_at(AsOf::Time(at), false).expect("it was there");
            assert!(then >= version, "{id} at {at}");
            assert_eq!(
                history.at(then),
                folded(house, household, id, Upto::OccurredAt(at)).await,
                "{id} at {at}"
            );
        }
    }
}

/// What the log itself gives for that moment, folded.
async fn folded(house: &House, household: HouseholdId, id: RecipeId, upto: Upto) -> Folded<Recipe> {
    let stream = StreamKey::new(StreamType::Recipe, id);
    let stored = house
        .log()
        .read_stream(household, &stream, upto)
        .await
        .expect("it can be read");
    let mut state = Folded::default();
    for event in reader::read_all(&stored).expect("all can be read") {
        let stamp = event.stamp();
        let events = event
            .events
            .try_map(Event::into_recipe)
            .expect("a recipe's events");
        state.apply(events, stamp);
    }
    state
}

/// Kiritimati is 14 hours ahead, St. John's three and a half behind.
fn the_time_zone_does_not_matter(house: &House, live: &Digests) {
    let binary = house.binary();
    let mut rebuild = binary.call(&["rebuild"]);
    assert!(
        rebuild
            .env("TZ", "Pacific/Kiritimati")
            .output()
            .expect("it starts")
            .status
            .success()
    );
    for zone in ["Pacific/Kiritimati", "America/St_Johns"] {
        assert_eq!(&binary.digests_under(&[("TZ", zone)]), live, "{zone}");
    }
}

fn check(cases: u32, law: impl AsyncFn(Vec<Sent>, u64)) {
    let times = std::env::var("HEIRLOOM_TRIAL_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let config = Config {
        cases: cases * times,
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    };
    let case = |(sent, batch)| {
        runtime.block_on(law(sent, batch));
        Ok(())
    };
    TestRunner::new(config).run(&sent(), case).unwrap();
}

mod sqlite {
    use super::*;

    #[test]
    fn rebuilt_is_live_at_any_batch_size_and_twice_is_once() {
        check(20, async |sent, batch| {
            let house = lived(ThrowawayLog::sqlite().await, &sent, batch).await;
            let live = rebuilt_is_live_and_twice_is_once(&house).await;
            let twin = house.undisturbed_twin().await;
            assert_eq!(twin.digests().await, live, "fed in one go, the tables are others");
        });
    }

    #[test]
    fn as_of_is_the_fold_of_the_prefix() {
        check(20, async |sent, batch| {
            super::as_of_is_the_fold_of_the_prefix(&lived(ThrowawayLog::sqlite().await, &sent, batch).await)
                .await;
        });
    }

    #[test]
    fn the_time_zone_of_the_process_does_not_matter() {
        check(4, async |sent, batch| {
            let house = lived(ThrowawayLog::sqlite().await, &sent, batch).await;
            super::the_time_zone_does_not_matter(&house, &house.digests().await);
        });
    }
}

mod postgres {
    use super::*;

    #[test]
    fn all_laws_hold_and_sqlite_has_equal_digests_for_the_same_log() {
        check(5, async |sent, batch| {
            let Some(place) = ThrowawayLog::postgres().await else {
                return;
            };
            let house = lived(place, &sent, batch).await;
            let live = rebuilt_is_live_and_twice_is_once(&house).await;
            super::as_of_is_the_fold_of_the_prefix(&house).await;
            let there = house.undisturbed_twin().await;
            assert_eq!(there.digests().await, live, "SQLite and PostgreSQL differ");
            assert_eq!(
                there.events().await,
                house.events().await,
                "the log did not come over unchanged"
            );
            let Some(back) = ThrowawayLog::postgres().await else {
                return;
            };
            assert_eq!(
                there.carried_to(back).await.digests().await,
                live,
                "there and back again differs"
            );
        });
    }

    #[test]
    fn the_time_zone_of_the_process_does_not_matter() {
        check(2, async |sent, batch| {
            let Some(place) = ThrowawayLog::postgres().await else {
                return;
            };
            let house = lived(place, &sent, batch).await;
            super::the_time_zone_does_not_matter(&house, &house.digests().await);
        });
    }
}
