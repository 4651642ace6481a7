//! The whole way, with everybody at work: from the first revision to the newest, back step by step, and up
//! again, with commands between every two steps and readers and writers throughout.
//!
//! * [`ledger`]: what every stream must say, kept by plain JSON and no code of heirloom's.
//! * [`commands`]: what is done between two steps.
//! * [`beside`]: who reads and writes meanwhile.

mod beside;
mod commands;
mod ledger;
mod real;

use std::time::{Duration, Instant};

use heirloom::Heirloom;
use heirloom::events::values::{Actor, HouseholdId};
use heirloom::importers::Importer;
use heirloom::revisions::{all, slug};
use heirloom::testing::ThrowawayLog;

use crate::support::House;
use beside::{Beside, Seen};
use commands::Cook;
use ledger::Ledger;

heirloom::on_each_database!(from_the_first_revision_to_the_newest_and_back_nothing_is_lost_and_no_read_fails);

async fn from_the_first_revision_to_the_newest_and_back_nothing_is_lost_and_no_read_fails(
    place: ThrowawayLog,
) {
    let cookbook = include_bytes!("../../../samples/cookbook.ndjson");
    travel(place, &[("cookbook.ndjson", cookbook)], true).await;
}

/// Where imported recipes go.
fn library() -> HouseholdId {
    HouseholdId::derived("library")
}

/// One step of the way, as it went.
struct Step {
    verb: &'static str,
    to: String,
    took: Duration,
    locked_ms: f64,
}

/// The journey over a log with these histories or recipes in it; with `proves`, all tables are proved after
/// each step, else only in the end.
async fn travel(place: ThrowawayLog, inputs: &[(&str, &[u8])], proves: bool) {
    let house = started(place, inputs).await;
    let beside = Beside::start(house.place.url()).await;
    let mut cook = Cook::new(Ledger::of(house.log()).await);
    cook.proves = proves;
    let mut steps = vec![go(&house, &mut cook, "upgrade", "head").await];
    for _ in 1..all().len() {
        steps.push(go(&house, &mut cook, "downgrade", "-1").await);
    }
    assert_eq!(steps.last().map(|step| step.to.as_str()), Some(all()[0].name));
    steps.push(go(&house, &mut cook, "upgrade", "head").await);
    let seen = beside.stop().await;
    told(&steps, &seen);
    seen.is_without_failure();
    seen.nothing_of_the_writers_is_lost(&house).await;
    house.binary().is_whole();
    house.binary().run(&["verify", "laws", "--events", "20"]).ok();
    house.log_is_whole().await;
}

/// A log of the first revision with all of these in it, fed.
async fn started(place: ThrowawayLog, inputs: &[(&str, &[u8])]) -> House {
    crate::support::Binary::at(place.url())
        .run(&["init", "--revision", "initial"])
        .ok();
    let heirloom = Heirloom::open(place.url()).await.expect("it was made");
    for (name, bytes) in inputs {
        import(&heirloom, name, bytes).await;
    }
    let house = House { heirloom, place };
    house.feed(1_000).await;
    house
}

/// Histories go into one household and plain recipes into another, so that neither touches the other.
async fn import(heirloom: &Heirloom, name: &str, bytes: &[u8]) {
    let importer = |household| Importer::new(heirloom.log().clone(), household, Actor("importer".into()));
    let report = match name.contains("edits") || name.contains("cookbook") {
        true => {
            let mut importer = importer(library());
            importer
                .import_edits(name, bytes)
                .await
                .expect("histories are read");
            importer.into_report()
        }
        false => {
            let mut importer = importer(HouseholdId::derived("shelf"));
            importer
                .import_recipes(name, bytes)
                .await
                .expect("recipes are read");
            importer.into_report()
        }
    };
    assert!(report.failed.is_empty(), "{:?}", report.failed);
}

/// Commands, then a step; what everything says is looked at before and after it.
async fn go(house: &House, cook: &mut Cook, verb: &'static str, to: &str) -> Step {
    cook.work(house).await;
    cook.ledger.agrees_with(house.log(), "before the step").await;
    let binary = house.binary();
    let begun = Instant::now();
    let ran = binary.run(&[verb, to, "--reason", "the journey", "--json"]);
    let took = begun.elapsed();
    let json = ran.ok().json();
    cook.ledger.agrees_with(house.log(), "after the step").await;
    if cook.proves {
        binary.run(&["verify", "tables"]).ok();
    }
    let current = binary.run(&["revision", "current", "--json"]).json();
    Step {
        verb,
        to: current["active"]["revision"]
            .as_str()
            .expect("a revision is active")
            .to_owned(),
        took,
        locked_ms: json["switched"]["stats"]["locked_ms"]
            .as_f64()
            .expect("it switched"),
    }
}

fn told(steps: &[Step], seen: &Seen) {
    for Step {
        verb,
        to,
        took,
        locked_ms,
    } in steps
    {
        println!(
            "{verb:<9} to {:<36} {:>7.3} s, {locked_ms:>6.1} ms locked",
            slug(to),
            took.as_secs_f64()
        );
    }
    println!("{seen}");
}
