//! PostgreSQL's backend killed in the middle of what a rebuild reads.

use std::time::Duration;

use heirloom::testing::ThrowawayLog;

use crate::support::kitchen::{fill, fill_with_large};
use crate::support::{Backends, House, Moments, Ran};

/// Large enough that no buffer between the two holds it.
const LARGE_RECIPES: u64 = 240;
/// The query of the replay, and any query.
const REPLAY: &str = "COPY%heirloom.events%";
const ANY: &str = "%";

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
    let mut moments = Moments::new("kills of a backend");
    for query in [REPLAY, REPLAY, REPLAY, ANY, ANY, ANY, ANY] {
        let mut backends = Backends::of_a_child_to_come(house.place.url()).await;
        let child = house.binary().call(&["rebuild"]).spawn().expect("it starts");
        if query == ANY {
            tokio::time::sleep(moments.within(Duration::from_millis(900))).await;
        }
        let ended = end_some(&mut backends, query).await;
        let ran: Ran = child.wait_with_output().expect("it ends").into();
        if query == REPLAY {
            assert!(ended, "nothing replayed: {ran:#?}");
            assert!([Some(69), Some(1)].contains(&ran.code), "{ran:#?}");
        }
        if ran.code != Some(0) {
            ran.says(69, &["error:", "again"]);
        }
        assert_eq!(house.digests().await, expected, "{ran:#?}");
    }
    house.binary().run(&["rebuild"]).ok();
    assert_eq!(house.digests().await, expected);
    house.binary().is_whole();
}

/// Ends such backends once there are some; whether there were any within ten seconds.
async fn end_some(backends: &mut Backends, query: &str) -> bool {
    for _ in 0..2_000 {
        if backends.end(query).await > 0 {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    false
}
