//! That this build reads every log that was ever released, and that all of them say what they said.

use heirloom::audit::check_log;
use heirloom::revisions::laws::{self, Laws};
use heirloom::store::transfer;
use heirloom::testing::ThrowawayLog;

use super::files::{Released, released};
use super::golden;
use crate::support::{Digests, House};

#[tokio::test(flavor = "multi_thread")]
async fn every_released_log_says_what_it_said_and_its_tables_are_proved() {
    for one in released() {
        let house = holding(&one, ThrowawayLog::sqlite().await).await;
        comes_out_as_it_went_in(&house, &one).await;
        obeys_the_laws(&house).await;
    }
}

mod postgres {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn every_released_log_says_what_it_said_and_its_tables_are_those_of_sqlite() {
        for one in released() {
            let Some(place) = ThrowawayLog::postgres().await else {
                return;
            };
            let there = holding(&one, place).await;
            comes_out_as_it_went_in(&there, &one).await;
            let here = holding(&one, ThrowawayLog::sqlite().await).await;
            let digests: [Digests; 2] = [there.digests().await, here.digests().await];
            assert_eq!(digests[0], digests[1], "{}", one.revision.name);
        }
    }
}

/// A heirloom with that log in it, rebuilt and proved.
async fn holding(one: &Released, place: ThrowawayLog) -> House {
    let house = House::over(place).await;
    transfer::import(house.log().as_ref(), one.log().as_slice())
        .await
        .unwrap_or_else(|error| panic!("{}: {error}", one.revision.name));
    house.rebuild().await.expect("its tables can be built");
    assert_eq!(
        house.failed_checks().await,
        Vec::<String>::new(),
        "{}",
        one.revision.name
    );
    let report = check_log(house.log()).await.expect("the log can be read");
    assert!(report.ok(), "{}: {report:#?}", one.revision.name);
    let golden = one.golden();
    let told = golden::told(house.log(), golden::Manner::of(&golden)).await;
    assert_eq!(told, golden, "what {} says has changed", one.revision.name);
    house
}

async fn comes_out_as_it_went_in(house: &House, one: &Released) {
    let mut out = Vec::new();
    transfer::export(house.log().as_ref(), &mut out)
        .await
        .expect("it can be exported");
    assert!(
        out == one.log(),
        "{} came out otherwise than it went in",
        one.revision.name
    );
}

async fn obeys_the_laws(house: &House) {
    let report = laws::check_log(house.log(), &Laws::shipped(), |_| true)
        .await
        .expect("the log can be read");
    assert!(report.ok(), "{:#?}", report.counterexamples);
}
