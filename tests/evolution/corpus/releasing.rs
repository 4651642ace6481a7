//! That every revision has its files, that nobody changes them, and how they are made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use heirloom::audit::check_log;
use heirloom::revisions::State;
use heirloom::store::{init_at, transfer};
use heirloom::testing::ThrowawayLog;

use super::files::{MAKE_THEM, Released, folder, hash, lock, locked, released};
use super::{golden, kitchen};

#[tokio::test(flavor = "multi_thread")]
async fn every_revision_has_its_log_and_nobody_has_changed_it() {
    // both looks in one test: what is missing is written before either
    if std::env::var("HEIRLOOM_WRITE_CORPUS").is_ok_and(|yes| yes == "1") {
        write_what_is_missing().await;
    }
    let hashes: BTreeMap<String, String> = released()
        .flat_map(|one| {
            ["log.ndjson", "golden.json"].map(|name| (format!("{}/{name}", one.slug), hash(&one.path(name))))
        })
        .collect();
    let locked = locked();
    for (file, hash) in &locked {
        let now = hashes.get(file);
        assert_eq!(
            now,
            Some(hash),
            "`tests/corpus/{file}` is released: restore it with `git checkout`, never write it anew"
        );
    }
    let unlocked: Vec<&String> = hashes.keys().filter(|file| !locked.contains_key(*file)).collect();
    assert!(
        unlocked.is_empty(),
        "{unlocked:?} are not in tests/corpus/LOCK; {MAKE_THEM}"
    );
    every_event_of_a_revision_is_in_its_log_in_exactly_that_version();
}

async fn write_what_is_missing() {
    for (index, one) in released().enumerate() {
        if !one.path("log.ndjson").exists() {
            let files = write_one(&State::at(index), &one).await;
            lock(&files);
            println!("wrote {files:?}");
        }
    }
}

async fn write_one(state: &State, one: &Released) -> [PathBuf; 2] {
    let place = ThrowawayLog::sqlite().await;
    let database = init_at(place.url(), state)
        .await
        .expect("an empty log starts anywhere");
    kitchen::cook(&database, state).await;
    let report = check_log(&database.log()).await.expect("the log can be read");
    assert!(report.ok(), "{report:#?}");
    let mut log = Vec::new();
    transfer::export(database.log().as_ref(), &mut log)
        .await
        .expect("it can be exported");
    let told = golden::told(&database.log(), golden::Manner::of_today()).await;
    let golden = serde_json::to_string_pretty(&told).expect("it is JSON") + "\n";
    fs::create_dir_all(folder().join(one.slug)).expect("a folder can be made");
    let files = [one.path("log.ndjson"), one.path("golden.json")];
    fs::write(&files[0], log).expect("a file can be written");
    fs::write(&files[1], golden).expect("a file can be written");
    files
}

/// What a revision can write it has written, or it is not tried here.
fn every_event_of_a_revision_is_in_its_log_in_exactly_that_version() {
    for (index, one) in released().enumerate() {
        let log = String::from_utf8(one.log()).expect("an export is text");
        let event = |line| serde_json::from_str::<serde_json::Value>(line).expect("a line is JSON");
        let written: BTreeSet<(String, String)> = log
            .lines()
            .map(event)
            .filter_map(|event| {
                Some((
                    event["event_type"].as_str()?.to_owned(),
                    event["event_version"].as_str()?.to_owned(),
                ))
            })
            .collect();
        let expected = State::at(index)
            .events
            .iter()
            .map(|(event, version)| (event.to_owned(), version.to_string()))
            .collect();
        assert_eq!(
            written, expected,
            "{}: give it a command in tests/corpus/commands",
            one.revision.name
        );
    }
}
