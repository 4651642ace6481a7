//! The laws over a log: events written at an old revision, and rows that somebody changed by hand.

use std::sync::LazyLock;

use heirloom::events::values::{Difficulty, RecipeId};
use heirloom::events::{Metadata, StreamKey};
use heirloom::revisions::laws::{Counterexample, Law, LawReport, Laws, check_log};
use heirloom::revisions::{self, State};
use heirloom::store::{Append, StoredEvent};
use heirloom::testing::{ThrowawayLog, create_recipe, household, rename_recipe};
use heirloom_events::recipe::{Content, RecipeCreated, RecipeEvent};
use heirloom_upcasters::Written;

static LAWS: LazyLock<Laws<'static>> = LazyLock::new(Laws::shipped);

heirloom::on_each_database!(a_log_of_ordinary_commands_has_no_counterexample);

async fn a_log_of_ordinary_commands_has_no_counterexample(place: ThrowawayLog) {
    let (log, soup) = (place.log(), RecipeId::new());
    log.append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    log.append(rename_recipe(household(1), soup, 1, "Broth"))
        .await
        .unwrap();
    log.append(create_recipe(household(2), RecipeId::new(), "Pie"))
        .await
        .unwrap();
    let mut seen = Vec::new();
    let report = check_log(&log, &LAWS, |progress| {
        seen.push(progress);
        true
    });
    let report = report.await.unwrap();
    assert!(report.ok(), "{:?}", report.counterexamples);
    assert_eq!(report.events, 3);
    assert_eq!(
        seen.last().map(|progress| (progress.events, progress.of)),
        Some((3, 3))
    );
}

/// A recipe that says what `initial` cannot hold.
fn rich() -> Content {
    Content {
        title: "Leek tart".into(),
        preparation_difficulty: Some(Difficulty::Hard),
        ..Content::default()
    }
}

/// The same as it stands in a log whose active revision is this one.
fn written(revision: &State) -> StoredEvent {
    let event = RecipeEvent::from(RecipeCreated { content: rich() }).into();
    let written: Written = heirloom_upcasters::write(&event, &revision.events).unwrap();
    let metadata = Metadata {
        residue: written.residues,
        ..Metadata::default()
    };
    let append: Append = create_recipe(household(1), RecipeId::derived("tart"), "Leek tart");
    let stream: &StreamKey = &append.streams[0].stream;
    StoredEvent {
        household: household(1),
        position: 7,
        aggregate_type: stream.aggregate_type.to_string(),
        aggregate_id: stream.aggregate_id.clone(),
        sequence: 1,
        event_type: written.event_type.to_owned(),
        event_version: written.event_version.to_string(),
        payload: written.payload,
        metadata: serde_json::to_string(&metadata).unwrap(),
        recorded_at: chrono::DateTime::UNIX_EPOCH,
    }
}

#[test]
fn an_event_written_at_any_revision_keeps_every_law() {
    for index in 0..revisions::all().len() {
        let event = written(&State::at(index));
        let found = LAWS.check_stored(&event);
        assert!(found.is_empty(), "{found:#?}");
    }
}

/// What is found once the row was changed.
fn changed(change: impl Fn(&mut StoredEvent)) -> Vec<Counterexample> {
    let mut event = written(&State::at(0));
    change(&mut event);
    LAWS.check_stored(&event)
}

#[test]
fn a_row_that_was_changed_by_hand_is_named_with_its_field() {
    let cases = [
        ("no JSON", changed(|event| event.payload = "{".into())),
        (
            "a field that the version does not have",
            changed(|event| event.payload = r#"{"content":{"title":"a","stars":5}}"#.into()),
        ),
        (
            "a value that its schema does not allow",
            changed(|event| event.payload = r#"{"content":{"title":"a","servings":-1}}"#.into()),
        ),
        (
            "an unknown version",
            changed(|event| event.event_version = "99".into()),
        ),
        (
            "an unknown event",
            changed(|event| event.event_type = "RecipeFlown".into()),
        ),
        (
            "an unknown stream",
            changed(|event| event.aggregate_type = "kitchen".into()),
        ),
        (
            "metadata that is none",
            changed(|event| event.metadata = "7".into()),
        ),
        (
            "a residue that has not its shape",
            changed(|event| {
                event.metadata =
                    r#"{"residue":{"RecipeCreated@1":{"preparation_difficulty":"tricky"}}}"#.into()
            }),
        ),
        (
            "a residue of no step",
            changed(|event| event.metadata = r#"{"residue":{"RecipeBaked@1":{"x":1}}}"#.into()),
        ),
    ];
    let mut text = String::new();
    for (name, found) in &cases {
        assert!(!found.is_empty(), "{name}: nothing was found");
        text.push_str(&format!("{name}\n"));
        found
            .iter()
            .for_each(|found| text.push_str(&format!("  {found}\n")));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn the_residue_may_be_gone_but_then_what_it_held_is_too() {
    // Nothing in the row says that there was one: the payload alone is a lawful event.
    assert!(changed(|event| event.metadata = "{}".into()).is_empty());
}

#[test]
fn many_counterexamples_are_counted_and_a_few_are_told() {
    let mut report = LawReport::default();
    for _ in 0..1_000 {
        let found = changed(|event| event.payload = "{".into());
        report.take("RecipeCreated@1".into(), found);
    }
    assert_eq!((report.events, report.found), (1_000, 1_000));
    assert_eq!(report.by_version["RecipeCreated@1"].wrong, 1_000);
    assert_eq!(report.counterexamples.len(), 3);
    assert_eq!(report.counterexamples[0].fault.law, Law::Readable);
}

#[test]
fn a_stored_event_of_a_stock_framework_is_held_to_the_laws_too() {
    let found = changed(|event| {
        event.metadata = "{}".into();
        event.event_version = "1.0".into();
        event.payload = r#"{"RecipeCreated":{"content":{"title":"Pie","notes":null}}}"#.into();
    });
    assert!(found.is_empty(), "{found:#?}");
}
