//! What the tests share: a soup, its life in revisions, and imports of both kinds.

use std::sync::Arc;

use heirloom::audit::{History, Version};
use heirloom::events::Recorded;
use heirloom::events::recipe::{Recipe, RecipeEvent};
use heirloom::events::values::{Actor, HouseholdId, RecipeId};
use heirloom::importers::{ImportReport, Importer};
use heirloom::testing::ThrowawayLog;
use serde_json::{Value, json};

pub(crate) fn home() -> HouseholdId {
    HouseholdId::single()
}

pub(crate) fn soup() -> RecipeId {
    RecipeId::derived(&format!("{}/soup", home()))
}

pub(crate) fn soup_history() -> RecipeId {
    RecipeId::derived(&format!("{}/soup/history", home()))
}

pub(crate) fn document(slug: &str, lines: &[&str], steps: &[&str]) -> Value {
    let steps: Vec<Value> = steps
        .iter()
        .map(|text| json!({"@type": "HowToStep", "text": text}))
        .collect();
    json!({"@type": "Recipe", "name": "Soup", "slug": slug, "recipeIngredient": lines, "recipeInstructions": steps})
}

pub(crate) fn lines(lines: &[&str]) -> Value {
    document("soup", lines, &["Cook it."])
}

/// A revision of its own day; `n` is its number.
pub(crate) fn revision(n: usize, kind: &str, recipe: Value) -> Value {
    json!({
        "commit_time": format!("2021-03-{:02}T08:00:00Z", n + 1), "change_id": format!("c{n}"),
        "author_hash": format!("a{n}"), "message": format!("message {n}"), "kind": kind,
        "base": n.checked_sub(1), "ok": true, "recipe": recipe,
    })
}

pub(crate) fn concurrent(n: usize, base: usize, recipe: Value) -> Value {
    let mut revision = revision(n, "edited", recipe);
    revision["base"] = json!(base);
    revision["concurrent"] = json!(true);
    revision
}

pub(crate) fn history(revisions: &[Value]) -> String {
    format!("{}\n", json!({"slug": "soup", "revisions": revisions}))
}

/// All kinds of revisions in one history.
pub(crate) fn a_life() -> Vec<Value> {
    vec![
        revision(0, "created", lines(&["1 leek", "1 l water"])),
        revision(1, "format-only", lines(&["1 leek", "1 l water"])),
        revision(2, "edited", lines(&["2 leeks", "1 l water"])),
        revision(3, "deleted", Value::Null),
        revision(4, "recreated", lines(&["2 leeks", "1 l stock"])),
        concurrent(5, 2, lines(&["2 leeks", "1 l water", "salt"])),
        revision(6, "renamed", lines(&["3 leeks", "1 l stock", "salt"])),
    ]
}

pub(crate) fn importer(log: &Arc<dyn heirloom::store::EventLog>) -> Importer {
    Importer::new(Arc::clone(log), home(), Actor("importer".into()))
}

pub(crate) async fn edits(log: &ThrowawayLog, text: &str) -> ImportReport {
    let mut importer = importer(&log.log());
    importer
        .import_edits("edits.ndjson", text.as_bytes())
        .await
        .unwrap();
    importer.into_report()
}

pub(crate) async fn recipes(log: &ThrowawayLog, recipe: &Value) -> ImportReport {
    let mut importer = importer(&log.log());
    importer
        .import_recipes("recipes.json", recipe.to_string().as_bytes())
        .await
        .unwrap();
    importer.into_report()
}

pub(crate) async fn versions(log: &ThrowawayLog, recipe: RecipeId) -> Vec<Version> {
    History::load(&log.log(), home(), recipe)
        .await
        .unwrap()
        .versions()
}

pub(crate) async fn now(log: &ThrowawayLog, recipe: RecipeId) -> Recipe {
    let history = History::load(&log.log(), home(), recipe).await.unwrap();
    history.at(history.newest()).state
}

pub(crate) async fn texts(log: &ThrowawayLog, recipe: RecipeId) -> Vec<String> {
    now(log, recipe)
        .await
        .content
        .lines
        .into_iter()
        .map(|line| line.text)
        .collect()
}

/// What the log says of the recipe, without what differs from run to run.
pub(crate) async fn story(log: &ThrowawayLog) -> Vec<Value> {
    let history = History::load(&log.log(), home(), soup()).await.unwrap();
    let told = |event: &Recorded<RecipeEvent>| json!({"event": format!("{:?}", event.events[0]), "metadata": event.metadata, "at": event.occurred_at()});
    history.events.iter().map(told).collect()
}
