//! One history: what happened to a recipe, in order.

use std::collections::BTreeMap;

use heirloom::events::values::RecipeId;
use heirloom::testing::ThrowawayLog;
use serde_json::json;

use crate::support::*;

heirloom::on_each_database!(
    a_deleted_recipe_is_archived_and_a_recreated_one_is_the_same_brought_back,
    a_revision_that_only_changed_the_form_makes_no_event,
    disjoint_edits_made_at_once_are_both_there,
    of_a_clash_the_later_one_stands_and_the_report_names_both,
    recipes_of_one_change_share_a_correlation,
    a_broken_line_is_told_and_the_others_are_imported,
    time_never_goes_back_within_a_recipe,
);

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
        told.contains(&"RecipeArchived".to_owned()) && told.contains(&"RecipeRestored".to_owned()),
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
