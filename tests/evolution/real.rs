//! The laws over a log of real recipes and histories, written at the oldest revision and at the newest.
//!
//! The input is no part of this repository: `HEIRLOOM_DATA`, else `../shared/data`, has a folder `recipes`. Every
//! fourth of it is taken, unless `HEIRLOOM_EVERYTHING=1` asks for all.

use std::sync::Arc;

use heirloom::events::values::{Actor, HouseholdId};
use heirloom::importers::Importer;
use heirloom::revisions::laws::{Laws, check_log};
use heirloom::revisions::{self, State};
use heirloom::store::{EventLog, init_at};

/// The real files, by name; none where there are none.
fn inputs() -> Option<Vec<(String, Vec<u8>)>> {
    let root = std::env::var("HEIRLOOM_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let folder = std::path::Path::new(&root).join("recipes");
    let mut inputs = Vec::new();
    for entry in std::fs::read_dir(&folder).ok()?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".ndjson") {
            inputs.push((name, some(&std::fs::read_to_string(entry.path()).ok()?)));
        }
    }
    (!inputs.is_empty()).then_some(inputs)
}

fn some(lines: &str) -> Vec<u8> {
    let step = match std::env::var("HEIRLOOM_EVERYTHING").as_deref() {
        Ok("1") => 1,
        _ => 4,
    };
    let taken: Vec<&str> = lines.lines().step_by(step).collect();
    taken.join("\n").into_bytes()
}

async fn import(log: &Arc<dyn EventLog>, inputs: &[(String, Vec<u8>)]) {
    for (name, bytes) in inputs {
        let household = HouseholdId::derived(name);
        let mut importer = Importer::new(Arc::clone(log), household, Actor("importer".into()));
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_histories = String::from_utf8_lossy(first).contains("\"revisions\"");
        if is_histories {
            importer.import_edits(name, bytes).await.unwrap();
        } else {
            importer.import_recipes(name, bytes).await.unwrap();
        }
    }
}

async fn check(revision: &State, inputs: &[(String, Vec<u8>)]) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("heirloom.db").display());
    let database = init_at(&url, revision).await.unwrap();
    import(&database.log(), inputs).await;
    let report = check_log(&database.log(), &Laws::shipped(), |_| true)
        .await
        .unwrap();
    let told: Vec<String> = report.counterexamples.iter().map(ToString::to_string).collect();
    assert!(
        report.ok(),
        "{} at `{}`:\n{}",
        report.found,
        revision.name,
        told.join("\n")
    );
    assert!(
        report.events > 250,
        "{} events at `{}`",
        report.events,
        revision.name
    );
    let newest = revision.events.get("RecipeCreated").unwrap();
    let created = format!("RecipeCreated@{newest}");
    assert!(
        report.by_version[&created].events > 100,
        "{:?}",
        report.by_version
    );
}

#[tokio::test]
async fn no_law_has_a_counterexample_in_a_log_of_real_recipes() {
    let Some(inputs) = inputs() else {
        println!("SKIPPED: there is no real input; set HEIRLOOM_DATA");
        return;
    };
    check(&State::at(0), &inputs).await;
    check(&revisions::head(), &inputs).await;
}
