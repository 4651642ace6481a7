//! What must be true of an import.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use heirloom::Heirloom;
use heirloom::audit::History;
use heirloom::events::recipe::{Content, Recipe};
use heirloom::events::values::{HouseholdId, RecipeId};
use heirloom::importers::ImportReport;
use serde_json::Value;

use crate::naive::{self, Input, kept, squeezed};

async fn history_of(heirloom: &Heirloom, household: HouseholdId, slug: &str) -> History {
    let recipe = RecipeId::derived(&format!("{household}/{slug}"));
    let history = History::load(heirloom.log(), household, recipe).await;
    history.unwrap_or_else(|error| panic!("`{slug}` is missing: {error}"))
}

/// Every line and every step is there, in order.
#[track_caller]
fn whole(slug: &str, content: &Content, document: &Value) {
    let same = |what: &str, expected: &[String], stored: &[&str]| {
        let equal = expected.len() == stored.len() && expected.iter().zip(stored).all(|(e, s)| kept(e, s));
        assert!(equal, "{what} of `{slug}`:\n{expected:#?}\nbecame\n{stored:#?}");
    };
    let lines: Vec<&str> = content.lines.iter().map(|line| line.text.as_str()).collect();
    let steps: Vec<&str> = content.steps.iter().map(|step| step.text.as_str()).collect();
    same("the lines", &naive::lines(document), &lines);
    same("the steps", &naive::steps(document), &steps);
    if let Some(title) = document["name"].as_str() {
        assert!(
            kept(&squeezed(title), &content.title),
            "`{title}` became `{}`",
            content.title
        );
    }
}

/// Every recipe of a file is there, whole.
pub(crate) async fn recipes(heirloom: &Heirloom, input: &Input) {
    for document in &input.values {
        let slug = document["slug"].as_str().expect("these documents have slugs");
        let history = history_of(heirloom, crate::plain_recipes(), slug).await;
        whole(slug, &history.at(history.newest()).state.content, document);
    }
}

/// Every history of a file is there: who changed what, when and why.
pub(crate) async fn histories(heirloom: &Heirloom, input: &Input, report: &ImportReport) {
    for value in &input.values {
        let slug = value["slug"].as_str().expect("histories have slugs");
        let history = history_of(heirloom, crate::histories(), slug).await;
        authors_times_and_messages(slug, &history, value);
        the_end(slug, &history, naive::revisions(value));
        for (at, revision) in naive::revisions(value).iter().enumerate() {
            if revision["concurrent"] == true {
                merged(slug, &history, naive::revisions(value), at, report);
            }
        }
    }
}

/// Only what was made at once is merged.
pub(crate) fn merges(inputs: &[Input], report: &ImportReport) {
    let revisions = inputs
        .iter()
        .flat_map(|input| &input.values)
        .flat_map(naive::revisions);
    let concurrent = revisions
        .filter(|revision| revision["concurrent"] == true)
        .count();
    assert_eq!(report.merged.len(), concurrent, "{:#?}", report.merged);
}

/// Who, when, why. Within a recipe time never goes back.
type Told = (String, DateTime<Utc>, String);

fn told(revision: &Value, not_before: Option<DateTime<Utc>>) -> Told {
    let text = |key: &str| revision[key].as_str().unwrap_or_default().trim().to_owned();
    let time: DateTime<Utc> = text("commit_time").parse().expect("a time");
    (
        text("author_hash"),
        not_before.map_or(time, |before| before.max(time)),
        text("message"),
    )
}

/// Every revision that says something new has events under its author, time and message; one that only
/// changed the form of the document has none.
fn authors_times_and_messages(slug: &str, history: &History, value: &Value) {
    let mut expected: Vec<Told> = Vec::new();
    for revision in naive::revisions(value)
        .iter()
        .filter(|revision| revision["kind"] != "format-only")
    {
        expected.push(told(revision, expected.last().map(|(_, time, _)| *time)));
    }
    let mut found: Vec<Told> = history
        .versions()
        .into_iter()
        .map(|v| {
            (
                v.actor.unwrap_or_default(),
                v.occurred_at,
                v.reason.unwrap_or_default(),
            )
        })
        .collect();
    found.dedup();
    expected.dedup();
    assert_eq!(found, expected, "the log of `{slug}`");
}

/// The recipe says what the last revision says, and is archived where that one deleted it.
fn the_end(slug: &str, history: &History, revisions: &[Value]) {
    let recipe = history.at(history.newest()).state;
    let fate = revisions
        .iter()
        .rfind(|r| r["kind"] == "deleted" || r["kind"] == "recreated");
    assert_eq!(
        recipe.archived,
        fate.is_some_and(|r| r["kind"] == "deleted"),
        "`{slug}` archived"
    );
    let last = revisions.iter().rfind(|revision| revision["recipe"].is_object());
    if let Some(last) = last.filter(|last| last["concurrent"] != true) {
        whole(slug, &recipe.content, &last["recipe"]);
    }
}

fn texts(recipe: &Recipe) -> BTreeSet<String> {
    let lines = recipe.content.lines.iter().map(|line| squeezed(&line.text));
    lines
        .chain(recipe.content.steps.iter().map(|step| squeezed(&step.text)))
        .collect()
}

/// A revision that was made on an older one has what both sides added; what either took away is gone. Where
/// the two clashed only its own side is looked at.
fn merged(slug: &str, history: &History, revisions: &[Value], at: usize, report: &ImportReport) {
    let after = |at: usize| {
        let time = told(&revisions[at], None).1;
        let versions = history.versions();
        texts(
            &history
                .at(versions.iter().filter(|v| v.occurred_at <= time).count() as u64)
                .state,
        )
    };
    let base = after(usize::try_from(revisions[at]["base"].as_u64().expect("a base")).unwrap());
    let (theirs, result) = (after(at - 1), after(at));
    let document = &revisions[at]["recipe"];
    let mine: BTreeSet<String> = naive::lines(document)
        .into_iter()
        .chain(naive::steps(document))
        .collect();
    let added: Vec<_> = mine
        .difference(&base)
        .filter(|text| !result.contains(*text))
        .collect();
    assert!(added.is_empty(), "`{slug}`, revision {at}, lost {added:?}");
    let told = report
        .merged
        .iter()
        .find(|merged| merged.recipe == slug && merged.revision == at);
    let told = told.unwrap_or_else(|| panic!("`{slug}`, revision {at}: the merge is not told"));
    if told.clashes.is_empty() {
        let added: Vec<_> = theirs
            .difference(&base)
            .filter(|text| !result.contains(*text))
            .collect();
        assert!(
            added.is_empty(),
            "`{slug}`, revision {at}, lost of the other side {added:?}"
        );
        let gone = |text: &&String| !(mine.contains(*text) && theirs.contains(*text));
        let back: Vec<_> = base
            .iter()
            .filter(gone)
            .filter(|text| result.contains(*text))
            .collect();
        assert!(back.is_empty(), "`{slug}`, revision {at}, brought back {back:?}");
    }
}

/// Of the lines that carry a number, at least 97 of 100 have an amount. The rest is printed.
pub(crate) async fn amounts(heirloom: &Heirloom) {
    use heirloom::projections::models::recipes::query::list;
    let (mut carry, mut without) = (BTreeSet::new(), BTreeSet::new());
    heirloom
        .engine()
        .feeder()
        .feed_all_until_caught_up()
        .await
        .unwrap();
    for household in [crate::histories(), crate::plain_recipes()] {
        for archived in [false, true] {
            for row in list(heirloom.tables(), household, archived).await.unwrap() {
                let history = History::load(heirloom.log(), household, row.recipe_id)
                    .await
                    .unwrap();
                let recipe = history.at(history.newest()).state;
                for line in recipe
                    .content
                    .lines
                    .into_iter()
                    .filter(|l| l.text.contains(char::is_numeric))
                {
                    if line.amount.is_none() {
                        without.insert((row.title.clone(), line.text.clone()));
                    }
                    carry.insert((row.title.clone(), line.text));
                }
            }
        }
    }
    let share = 1.0 - without.len() as f64 / carry.len().max(1) as f64;
    println!(
        "{} lines carry a number, {:.2} % have an amount; without: {without:#?}",
        carry.len(),
        100.0 * share
    );
    assert!(
        share >= 0.97,
        "only {:.2} % of the lines with a number have an amount",
        100.0 * share
    );
}
