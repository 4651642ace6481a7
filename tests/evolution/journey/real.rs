//! The same over real recipes and real histories, where they are: `HEIRLOOM_DATA`, else `../shared/data`.
//!
//! With all of them it takes minutes, so it is every twelfth of them unless `HEIRLOOM_EVERYTHING=1` asks for all.

use std::path::{Path, PathBuf};

use heirloom::testing::ThrowawayLog;

use super::travel;

heirloom::on_each_database!(with_real_recipes_nothing_is_lost_and_no_read_fails);

async fn with_real_recipes_nothing_is_lost_and_no_read_fails(place: ThrowawayLog) {
    let inputs = inputs();
    let named: Vec<(&str, &[u8])> = inputs
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    if !named.is_empty() {
        // the sample's journey proves its tables at each step; here it would take minutes
        travel(place, &named, false).await;
    }
}

fn inputs() -> Vec<(String, Vec<u8>)> {
    let near = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var("HEIRLOOM_DATA")
        .map_or_else(|_| near(), PathBuf::from)
        .join("recipes");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!(
            "SKIPPED: there is no real input in `{}`; set HEIRLOOM_DATA",
            folder.display()
        );
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ndjson"));
    paths.sort();
    let read = |path: &PathBuf| {
        (
            path.display().to_string(),
            some(&std::fs::read_to_string(path).expect("a file can be read")),
        )
    };
    paths.iter().map(read).collect()
}

/// The lines that are taken; each is a recipe, or a recipe with its history.
fn some(lines: &str) -> Vec<u8> {
    let step = match std::env::var("HEIRLOOM_EVERYTHING").as_deref() {
        Ok("1") => 1,
        _ => 12,
    };
    let taken: Vec<&str> = lines.lines().step_by(step).collect();
    (taken.join("\n") + "\n").into_bytes()
}
