//! Importing edit histories, at their edges: what is deleted and comes back, what two people wrote at once,
//! what was interrupted, what had come before as a plain recipe.

use std::collections::BTreeMap;

use heirloom::Heirloom;
use heirloom::audit::{History, Version};
use heirloom::events::recipe::Recipe;
use heirloom::events::values::{Actor, HouseholdId, RecipeId};
use heirloom::importers::{ImportReport, Importer};
use heirloom::store::{EventLog, transfer};
use heirloom::testing::ThrowawayLog;
use serde_json::{Value, json};
use std::sync::Arc;

heirloom::on_each_database!(
    a_deleted_recipe_is_archived_and_a_recreated_one_is_the_same_brought_back,
    a_revision_that_only_changed_the_form_makes_no_event,
    disjoint_edits_made_at_once_are_both_there,
    of_a_clash_the_later_one_stands_and_the_report_names_both,
    a_plain_recipe_gives_way_to_its_history,
    a_plain_recipe_that_was_edited_since_stays_beside_its_history,
    a_plain_document_after_its_history_revises_it,
    an_import_goes_on_wherever_it_was_interrupted,
    a_history_that_grew_adds_only_what_is_new,
    a_history_that_grew_takes_back_nothing_that_was_edited_here,
    a_repeat_on_a_carried_log_adds_nothing,
    recipes_of_one_change_share_a_correlation,
    a_broken_line_is_told_and_the_others_are_imported,
    time_never_goes_back_within_a_recipe,
);

fn home() -> HouseholdId {
    HouseholdId::single()
}

fn soup() -> RecipeId {
    RecipeId::derived(&format!("{}/soup", home()))
}

fn soup_history() -> RecipeId {
    RecipeId::derived(&format!("{}/soup/history", home()))
}

fn document(slug: &str, lines: &[&str], steps: &[&str]) -> Value {
    let steps: Vec<Value> = steps
        .iter()
        .map(|text| json!({"@type": "HowToStep", "text": text}))
        .collect();
    json!({"@type": "Recipe", "name": "Soup", "slug": slug, "recipeIngredient": lines, "recipeInstructions": steps})
}

fn lines(lines: &[&str]) -> Value {
    document("soup", lines, &["Cook it."])
}

/// A revision of its own day; `n` is its number.
fn revision(n: usize, kind: &str, recipe: Value) -> Value {
    json!({
        "commit_time": format!("2021-03-{:02}T08:00:00Z", n + 1), "change_id": format!("c{n}"),
        "author_hash": format!("a{n}"), "message": format!("message {n}"), "kind": kind,
        "base": n.checked_sub(1), "ok": true, "recipe": recipe,
    })
}

fn concurrent(n: usize, base: usize, recipe: Value) -> Value {
    let mut revision = revision(n, "edited", recipe);
    revision["base"] = json!(base);
    revision["concurrent"] = json!(true);
    revision
}

fn history(revisions: &[Value]) -> String {
    format!("{}\n", json!({"slug": "soup", "revisions": revisions}))
}

/// All kinds of revisions in one history.
fn a_life() -> Vec<Value> {
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

fn importer(log: &Arc<dyn EventLog>) -> Importer {
    Importer::new(Arc::clone(log), home(), Actor("importer".into()))
}

async fn edits(log: &ThrowawayLog, text: &str) -> ImportReport {
    let mut importer = importer(&log.log());
    importer
        .import_edits("edits.ndjson", text.as_bytes())
        .await
        .unwrap();
    importer.into_report()
}

async fn recipes(log: &ThrowawayLog, recipe: &Value) -> ImportReport {
    let mut importer = importer(&log.log());
    importer
        .import_recipes("recipes.json", recipe.to_string().as_bytes())
        .await
        .unwrap();
    importer.into_report()
}

async fn versions(log: &ThrowawayLog, recipe: RecipeId) -> Vec<Version> {
    History::load(&log.log(), home(), recipe)
        .await
        .unwrap()
        .versions()
}

async fn now(log: &ThrowawayLog, recipe: RecipeId) -> Recipe {
    let history = History::load(&log.log(), home(), recipe).await.unwrap();
    history.at(history.newest()).state
}

async fn texts(log: &ThrowawayLog, recipe: RecipeId) -> Vec<String> {
    now(log, recipe)
        .await
        .content
        .lines
        .into_iter()
        .map(|line| line.text)
        .collect()
}

/// What the log says of the recipe, without what differs from run to run.
async fn story(log: &ThrowawayLog) -> Vec<Value> {
    let history = History::load(&log.log(), home(), soup()).await.unwrap();
    let told = |event: &heirloom::events::Recorded<heirloom::events::recipe::RecipeEvent>| json!({"event": format!("{:?}", event.event), "metadata": event.metadata, "at": event.occurred_at()});
    history.events.iter().map(told).collect()
}

async fn a_deleted_recipe_is_archived_and_a_recreated_one_is_the_same_brought_back(log: ThrowawayLog) {
    let life = a_life();
    let report = edits(&log, &history(&life[..4])).await;
    assert_eq!((report.archived, report.restored), (1, 0));
    assert!(now(&log, soup()).await.archived);
    let report = edits(&log, &history(&life[..5])).await;
    assert_eq!((report.archived, report.restored, report.created), (0, 1, 0));
    assert!(!now(&log, soup()).await.archived);
    assert_eq!(texts(&log, soup()).await, ["2 leeks", "1 l stock"]);
    let told: Vec<_> = versions(&log, soup())
        .await
        .into_iter()
        .map(|v| v.event_type)
        .collect();
    assert!(
        told.contains(&"RecipeArchived") && told.contains(&"RecipeRestored"),
        "{told:?}"
    );
}

async fn a_revision_that_only_changed_the_form_makes_no_event(log: ThrowawayLog) {
    let report = edits(&log, &history(&a_life()[..2])).await;
    assert_eq!((report.revisions, report.created, report.unchanged), (2, 1, 1));
    assert_eq!(versions(&log, soup()).await.len(), 1);
}

async fn disjoint_edits_made_at_once_are_both_there(log: ThrowawayLog) {
    let base = document(
        "soup",
        &["1 leek", "1 l water", "butter"],
        &["Cook it.", "Serve it."],
    );
    let theirs = document(
        "soup",
        &["2 leeks", "1 l water", "butter"],
        &["Cook it.", "Serve it hot."],
    );
    let mine = document(
        "soup",
        &["1 leek", "1 l stock", "salt"],
        &["Wash it.", "Cook it.", "Serve it."],
    );
    let revisions = [
        revision(0, "created", base),
        revision(1, "edited", theirs),
        concurrent(2, 0, mine),
    ];
    let report = edits(&log, &history(&revisions)).await;
    assert_eq!(report.merged.len(), 1);
    assert!(report.merged[0].clashes.is_empty(), "{:?}", report.merged);
    assert_eq!(texts(&log, soup()).await, ["2 leeks", "1 l stock", "salt"]);
    let steps = now(&log, soup()).await.content.steps;
    assert_eq!(
        steps.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(),
        ["Wash it.", "Cook it.", "Serve it hot."]
    );
    assert!(
        edits(&log, &history(&revisions)).await.merged.is_empty(),
        "the second time nothing is merged"
    );
}

async fn of_a_clash_the_later_one_stands_and_the_report_names_both(log: ThrowawayLog) {
    let revisions = [
        revision(0, "created", lines(&["1 leek", "1 l water"])),
        revision(1, "edited", lines(&["2 leeks", "1 l water"])),
        concurrent(2, 0, lines(&["3 leeks", "1 l water"])),
    ];
    let report = edits(&log, &history(&revisions)).await;
    assert_eq!(texts(&log, soup()).await, ["3 leeks", "1 l water"]);
    let clashes = &report.merged[0].clashes;
    assert!(
        clashes.len() == 1 && clashes[0].contains("2 leeks") && clashes[0].contains("3 leeks"),
        "{clashes:?}"
    );
}

async fn a_plain_recipe_gives_way_to_its_history(log: ThrowawayLog) {
    recipes(&log, &lines(&["1 leek"])).await;
    let report = edits(&log, &history(&a_life())).await;
    assert_eq!(report.superseded, ["soup"]);
    assert!(now(&log, soup()).await.archived);
    assert_eq!(
        texts(&log, soup_history()).await,
        ["3 leeks", "1 l stock", "salt"]
    );
    let again = edits(&log, &history(&a_life())).await;
    assert_eq!((again.events, again.superseded.len()), (0, 0));
    // The plain file once more: it is known, and says nothing new.
    assert_eq!(recipes(&log, &lines(&["1 leek"])).await.events, 0);
}

async fn a_plain_recipe_that_was_edited_since_stays_beside_its_history(log: ThrowawayLog) {
    recipes(&log, &lines(&["1 leek"])).await;
    let heirloom = Heirloom::open(log.url()).await.unwrap();
    let rename = heirloom::commands::recipe::RenameRecipe {
        recipe_id: soup(),
        title: "My soup".into(),
    };
    let envelope = heirloom::commands::Envelope::new(home(), Actor("ada".into()));
    heirloom.send(envelope, rename).await.unwrap();
    let report = edits(&log, &history(&a_life())).await;
    assert!(report.superseded.is_empty());
    assert!(!now(&log, soup()).await.archived);
    assert_eq!(
        texts(&log, soup_history()).await,
        ["3 leeks", "1 l stock", "salt"]
    );
    heirloom.close().await;
}

async fn a_plain_document_after_its_history_revises_it(log: ThrowawayLog) {
    edits(&log, &history(&a_life())).await;
    let before = versions(&log, soup()).await.len();
    let report = recipes(&log, &lines(&["4 leeks", "1 l stock", "salt"])).await;
    assert_eq!((report.created, report.revised), (0, 1));
    assert_eq!(texts(&log, soup()).await, ["4 leeks", "1 l stock", "salt"]);
    assert!(versions(&log, soup()).await.len() > before);
    // Its history knows nothing of that revision and must not take it back.
    assert_eq!(edits(&log, &history(&a_life())).await.events, 0);
    assert_eq!(texts(&log, soup()).await, ["4 leeks", "1 l stock", "salt"]);
}

async fn an_import_goes_on_wherever_it_was_interrupted(log: ThrowawayLog) {
    let life = a_life();
    edits(&log, &history(&life)).await;
    let whole = story(&log).await;
    for stopped_after in 1..life.len() {
        let other = ThrowawayLog::sqlite().await;
        edits(&other, &history(&life[..stopped_after])).await;
        edits(&other, &history(&life)).await;
        assert_eq!(
            story(&other).await,
            whole,
            "stopped after revision {stopped_after}"
        );
    }
}

async fn a_history_that_grew_adds_only_what_is_new(log: ThrowawayLog) {
    let mut life = a_life();
    edits(&log, &history(&life)).await;
    life.push(revision(
        7,
        "edited",
        lines(&["3 leeks", "1 l stock", "salt", "pepper"]),
    ));
    let report = edits(&log, &history(&life)).await;
    assert_eq!((report.created, report.revised, report.unchanged), (0, 1, 7));
    let last = versions(&log, soup()).await.pop().unwrap();
    assert_eq!(
        (last.actor.as_deref(), last.reason.as_deref()),
        (Some("a7"), Some("message 7"))
    );
}

async fn a_history_that_grew_takes_back_nothing_that_was_edited_here(log: ThrowawayLog) {
    let mut life = a_life();
    edits(&log, &history(&life)).await;
    recipes(&log, &lines(&["3 leeks", "1 l stock", "salt", "cream"])).await;
    life.push(revision(7, "edited", lines(&["4 leeks", "1 l stock", "salt"])));
    let report = edits(&log, &history(&life)).await;
    assert_eq!(report.merged.len(), 1, "{:?}", report.merged);
    assert_eq!(
        texts(&log, soup()).await,
        ["4 leeks", "1 l stock", "salt", "cream"]
    );
    // Neither does one that grew again, in another run.
    life.push(revision(8, "edited", lines(&["5 leeks", "1 l stock", "salt"])));
    edits(&log, &history(&life)).await;
    assert_eq!(
        texts(&log, soup()).await,
        ["5 leeks", "1 l stock", "salt", "cream"]
    );
}

/// A carried log has no record of commands that made no event.
async fn a_repeat_on_a_carried_log_adds_nothing(log: ThrowawayLog) {
    for upto in [2, 4, 7] {
        let source = ThrowawayLog::sqlite().await;
        let life = &a_life()[..upto];
        edits(&source, &history(life)).await;
        let mut file = Vec::new();
        transfer::export(source.log().as_ref(), &mut file).await.unwrap();
        let carried = match log.log().heads().await.unwrap().is_empty() {
            true => &log,
            false => &ThrowawayLog::sqlite().await,
        };
        transfer::import(carried.log().as_ref(), file.as_slice())
            .await
            .unwrap();
        let report = edits(carried, &history(life)).await;
        assert_eq!(
            (report.events, report.failed),
            (0, vec![]),
            "after {upto} revisions"
        );
    }
}

async fn recipes_of_one_change_share_a_correlation(log: ThrowawayLog) {
    let created = |slug: &str| revision(0, "created", document(slug, &["1 leek"], &["Cook it."]));
    let line = |slug: &str| format!("{}\n", json!({"slug": slug, "revisions": [created(slug)]}));
    edits(&log, &(line("soup") + &line("stew"))).await;
    let stew = RecipeId::derived(&format!("{}/stew", home()));
    let (one, other) = (versions(&log, soup()).await, versions(&log, stew).await);
    assert!(one[0].correlation_id.is_some());
    assert_eq!(one[0].correlation_id, other[0].correlation_id);
    let alone = ThrowawayLog::sqlite().await;
    edits(&alone, &line("soup")).await;
    assert_eq!(
        versions(&alone, soup()).await[0].correlation_id,
        None,
        "a change of one recipe is no bulk edit"
    );
}

async fn a_broken_line_is_told_and_the_others_are_imported(log: ThrowawayLog) {
    let whole = history(&a_life());
    let text = format!("{}\n\n{{\"slug\": 7}}\n{whole}", &whole[..whole.len() / 2]);
    let report = edits(&log, &text).await;
    let places: Vec<&str> = report
        .failed
        .iter()
        .map(|failure| failure.place.as_str())
        .collect();
    assert_eq!(places, ["edits.ndjson, line 1", "edits.ndjson, line 3"]);
    assert_eq!(texts(&log, soup()).await, ["3 leeks", "1 l stock", "salt"]);
}

async fn time_never_goes_back_within_a_recipe(log: ThrowawayLog) {
    let mut earlier = revision(1, "edited", lines(&["2 leeks"]));
    earlier["commit_time"] = json!("2020-01-01T00:00:00Z");
    edits(
        &log,
        &history(&[revision(0, "created", lines(&["1 leek"])), earlier]),
    )
    .await;
    let times: Vec<_> = versions(&log, soup())
        .await
        .into_iter()
        .map(|v| v.occurred_at.to_rfc3339())
        .collect();
    let counted = times.iter().fold(BTreeMap::new(), |mut counted, time| {
        *counted.entry(time.as_str()).or_insert(0) += 1;
        counted
    });
    assert_eq!(
        counted.into_keys().collect::<Vec<_>>(),
        ["2021-03-01T08:00:00+00:00"]
    );
}
