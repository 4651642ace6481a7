//! An import killed anywhere.

use std::time::Instant;

use heirloom::store::StoredEvent;
use heirloom::testing::ThrowawayLog;

use super::{KILLS, all_told, killed};
use crate::support::binary::arg;
use crate::support::{House, Moments};

heirloom::on_each_database!(an_import_killed_anywhere_goes_on_and_ends_as_if_nothing_had_been);

/// The first recipes of the sample cookbook with all their revisions.
fn cookbook(folder: &tempfile::TempDir) -> std::path::PathBuf {
    let whole = include_str!("../../../samples/cookbook.ndjson");
    let part: String = whole.lines().take(8).flat_map(|line| [line, "\n"]).collect();
    let file = folder.path().join("cookbook.ndjson");
    std::fs::write(&file, part).expect("it can be written");
    file
}

async fn an_import_killed_anywhere_goes_on_and_ends_as_if_nothing_had_been(place: ThrowawayLog) {
    let folder = tempfile::tempdir().unwrap();
    let file = cookbook(&folder);
    let import = ["import", "edits", arg(&file)];
    let postgres = place.url().starts_with("postgres");
    let undisturbed = House::over(place).await;
    let begun = Instant::now();
    undisturbed.binary().run(&import).ok();
    // A house is killed in ten times, so that the kills reach over the whole import.
    let span = begun.elapsed() / 4;
    let expected = undisturbed.events().await;

    let mut moments = Moments::new("kills of an import");
    let mut kills = 0;
    while kills < KILLS {
        let place = match postgres {
            true => ThrowawayLog::postgres().await.expect("there was one"),
            false => ThrowawayLog::sqlite().await,
        };
        let house = House::over(place).await;
        for _ in 0..10 {
            if killed(house.binary().start(&import), moments.within(span)) {
                kills += 1;
            }
            so_far_all_is_well(&house, &expected).await;
        }
        the_end_is_the_same(&house, &import, &undisturbed).await;
    }
}

/// What is there is the beginning of what will be, up to the end of some command.
async fn so_far_all_is_well(house: &House, expected: &[StoredEvent]) {
    house.log_is_whole().await;
    let events = house.events().await;
    let told = |events: &[StoredEvent]| events.iter().map(super::told).collect::<Vec<_>>();
    assert_eq!(told(&events), told(&expected[..events.len()]));
    if let [.., last, next] = &expected[..expected.len().min(events.len() + 1)]
        && events.len() < expected.len()
    {
        let command = |event: &StoredEvent| {
            serde_json::from_str::<serde_json::Value>(&event.metadata).unwrap()["command_id"].clone()
        };
        assert_ne!(command(last), command(next), "half a command is there");
    }
    house.feed(50).await;
    assert_eq!(house.failed_checks().await, Vec::<String>::new());
}

async fn the_end_is_the_same(house: &House, import: &[&str], undisturbed: &House) {
    house.binary().run(import).ok();
    assert_eq!(all_told(house).await, all_told(undisturbed).await);
    let again = house.binary().run(&[import, &["--json"]].concat());
    assert_eq!(
        again.ok().json()["import"]["events"],
        0,
        "a second import adds something"
    );
    house.binary().is_whole();
    assert_eq!(
        house.digests().await,
        house.undisturbed_twin().await.digests().await
    );
}
