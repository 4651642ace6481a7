//! Writing follows the active revision, whoever changes it.

use std::time::Duration;

use heirloom::events::recipe::{Content, RecipeCreated, RecipeEvent, RecipeImageRelocated};
use heirloom::events::values::{CommandId, Difficulty, ImageRef, NutritionFacts, RecipeId};
use heirloom::events::{Metadata, Residues};
use heirloom::revisions;
use heirloom::store::{Append, AppendError, Database, LogError, Upto, init, init_at, reader};
use heirloom::testing::{
    ThrowawayLog, create_recipe, household, recipe_stream, rename_recipe, renamed, stream_append,
};

heirloom::on_each_database!(
    a_new_log_starts_at_the_head_and_says_so,
    a_log_that_holds_something_goes_nowhere_by_init,
    an_event_that_the_revision_does_not_have_is_refused_and_says_what_to_do,
    a_command_that_was_carried_out_before_still_gives_its_first_result,
    each_revision_gets_its_versions_and_what_they_cannot_hold_stands_beside,
    an_append_after_an_activation_is_encoded_anew,
    an_append_under_a_revision_of_a_newer_heirloom_is_refused_and_harms_nothing,
    appends_go_on_while_the_active_revision_changes,
    history_of_revisions_is_for_ever,
);

const INITIAL: &str = "2026_11_20_0900_initial";
pub(super) const FUTURE: &str = "2099_01_01_0900_flying_kitchens";

/// Notes an activation, as another process would.
pub(super) async fn activate(place: &ThrowawayLog, revision: &str, direction: &str) {
    let revisions = place.table("revisions");
    let sql = format!(
        "INSERT INTO {revisions} (no, revision, direction, events) \
         SELECT max(no) + 1, '{revision}', '{direction}', 0 FROM {revisions}"
    );
    place.execute(&sql).await.unwrap();
}

fn log_error<T: std::fmt::Debug>(result: Result<T, AppendError>) -> LogError {
    match result {
        Err(AppendError::Log(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn a_new_log_starts_at_the_head_and_says_so(place: ThrowawayLog) {
    let head = revisions::head();
    let active = place.database().active().await.unwrap();
    assert_eq!((active.revision.as_str(), active.events), (head.name, 0));
    assert_eq!(active.direction, "init");
    assert_eq!(place.database().state(), Some(head.clone()));
    let all = place.database().revisions().await.unwrap();
    assert_eq!((all[0].no, all[0].revision.as_str()), (1, INITIAL));
    assert_eq!(all.last(), Some(&active));
    // and asking for it again changes nothing
    init_at(place.url(), &head).await.unwrap().close().await;
    init(place.url()).await.unwrap().close().await;
    assert_eq!(place.database().revisions().await.unwrap(), all);
}

async fn a_log_that_holds_something_goes_nowhere_by_init(place: ThrowawayLog) {
    activate(&place, INITIAL, "downgrade").await;
    let append = create_recipe(household(1), RecipeId::new(), "Soup");
    place.log().append(append).await.unwrap();
    init(place.url()).await.unwrap().close().await;
    assert_eq!(place.database().active().await.unwrap().revision, INITIAL);
    init_at(place.url(), &revisions::find("initial").unwrap())
        .await
        .unwrap()
        .close()
        .await;
    let refused = init_at(place.url(), &revisions::head()).await.err().unwrap();
    assert!(matches!(refused, LogError::NotEmpty { .. }), "{refused}");
    assert!(refused.to_string().contains("`heirloom upgrade"), "{refused}");
}

fn relocated(recipe: RecipeId, expected_version: u64) -> Append {
    let event = RecipeEvent::from(RecipeImageRelocated {
        to: ImageRef::new("attic", "pie.jpg"),
        blake3: "0".repeat(64),
    });
    Append {
        household: household(1),
        command_id: CommandId::new(),
        streams: vec![stream_append(
            recipe_stream(recipe),
            expected_version,
            vec![event.into()],
        )],
    }
}

async fn an_event_that_the_revision_does_not_have_is_refused_and_says_what_to_do(place: ThrowawayLog) {
    let (log, soup) = (place.log(), RecipeId::new());
    log.append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    activate(&place, INITIAL, "downgrade").await;
    let refused = log_error(log.append(relocated(soup, 1)).await);
    assert!(matches!(refused, LogError::NotInRevision { .. }), "{refused:?}");
    let said = refused.to_string();
    assert!(
        said.contains("`RecipeImageRelocated` exists from revision `2026_11_22_0900_store_images_by_key` on")
            && said.contains(&format!(
                "the active one is `{INITIAL}`; run `heirloom upgrade 2026_11_22_0900"
            )),
        "{said}"
    );
    assert_eq!(log.head(household(1)).await.unwrap(), 1);
    // a handle that knows only the revision before asks the log before it refuses
    activate(&place, revisions::head().name, "upgrade").await;
    assert_eq!(log.append(relocated(soup, 1)).await.unwrap().position, 2);
}

async fn a_command_that_was_carried_out_before_still_gives_its_first_result(place: ThrowawayLog) {
    let (log, soup) = (place.log(), RecipeId::new());
    log.append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    let relocate = relocated(soup, 1);
    let first = log.append(relocate.clone()).await.unwrap();
    // where the active revision has no such event, and where this build does not know the revision
    for (revision, direction) in [(INITIAL, "downgrade"), (FUTURE, "upgrade")] {
        activate(&place, revision, direction).await;
        for _ in 0..2 {
            let again = log.append(relocate.clone()).await.unwrap();
            assert_eq!((again.position, again.repeated), (first.position, true));
        }
    }
}

/// A recipe that says something which only the newest revision has a place for.
fn rich() -> Content {
    Content {
        title: "Pie".into(),
        image: Some(ImageRef::new("attic", "pie.jpg")),
        preparation_difficulty: Some(Difficulty::Hard),
        nutrition: Some(NutritionFacts {
            protein_g: Some("7/2".parse().unwrap()),
            ..NutritionFacts::stated(450)
        }),
        ..Content::default()
    }
}

async fn each_revision_gets_its_versions_and_what_they_cannot_hold_stands_beside(place: ThrowawayLog) {
    let log = place.log();
    for revision in revisions::all() {
        activate(&place, revision.name, "upgrade").await;
        let (state, pie) = (revisions::named(revision.name).unwrap(), RecipeId::new());
        let created = RecipeEvent::from(RecipeCreated { content: rich() });
        let events = vec![created.into(), renamed("Apple pie")];
        let append = Append {
            household: household(1),
            command_id: CommandId::new(),
            streams: vec![stream_append(recipe_stream(pie), 0, events.clone())],
        };
        log.append(append.clone()).await.unwrap();
        let stored = log
            .read_stream(household(1), &recipe_stream(pie), Upto::Latest)
            .await
            .unwrap();
        let version = state.events.get("RecipeCreated").unwrap();
        assert_eq!(stored[0].event_version, version.to_string());
        let read = reader::read_all(&stored).unwrap();
        let today: Vec<_> = read
            .iter()
            .flat_map(|recorded| recorded.events.iter().cloned())
            .collect();
        assert_eq!(today, events, "{}", revision.name);
        // the residue is that event's own, and all else is the same on both
        let holds_all = Some(version) == revisions::head().events.get("RecipeCreated");
        assert_eq!(
            read[0].metadata.residue.is_empty(),
            holds_all,
            "{}",
            revision.name
        );
        assert!(!stored[1].metadata.contains("residue"));
        let without = |index: usize| Metadata {
            residue: Residues::new(),
            ..read[index].metadata.clone()
        };
        assert_eq!(without(0), without(1));
        assert_eq!(without(0).command_id, Some(append.command_id));
    }
}

async fn an_append_after_an_activation_is_encoded_anew(place: ThrowawayLog) {
    // this handle was opened while the head was active
    let (log, pie) = (place.log(), RecipeId::new());
    activate(&place, INITIAL, "downgrade").await;
    log.append(create_recipe(household(1), pie, "Pie")).await.unwrap();
    let stored = log.read_household(household(1), 0, 1).await.unwrap();
    assert_eq!(stored[0].event_version, "1");
    assert_eq!(place.database().state().unwrap().name, INITIAL);
}

async fn an_append_under_a_revision_of_a_newer_heirloom_is_refused_and_harms_nothing(place: ThrowawayLog) {
    let (log, soup) = (place.log(), RecipeId::new());
    log.append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    activate(&place, FUTURE, "upgrade").await;
    for _ in 0..2 {
        let refused = log_error(log.append(rename_recipe(household(1), soup, 1, "Broth")).await);
        let said = refused.to_string();
        assert!(
            said.contains(FUTURE) && said.contains(revisions::head().name),
            "{said}"
        );
    }
    assert_eq!(log.head(household(1)).await.unwrap(), 1);
    activate(&place, INITIAL, "downgrade").await;
    let appended = log.append(rename_recipe(household(1), soup, 1, "Broth")).await;
    assert_eq!(appended.unwrap().position, 2);
}

async fn appends_go_on_while_the_active_revision_changes(place: ThrowawayLog) {
    let log = place.log();
    let writers = (0..4).map(|number| {
        let log = log.clone();
        tokio::spawn(async move {
            let soup = RecipeId::new();
            for version in 0..25 {
                let append = rename_recipe(household(number), soup, version, "Soup");
                let appended = log.append(append).await.unwrap();
                assert_eq!((appended.position, appended.repeated), (version + 1, false));
            }
        })
    });
    let writers = futures_util::future::join_all(writers);
    let changes = async {
        for _ in 0..5 {
            activate(&place, INITIAL, "downgrade").await;
            tokio::time::sleep(Duration::from_millis(20)).await;
            activate(&place, revisions::head().name, "upgrade").await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let (written, ()) = tokio::join!(writers, changes);
    written.into_iter().for_each(|writer| writer.unwrap());
}

async fn history_of_revisions_is_for_ever(place: ThrowawayLog) {
    let revisions = place.table("revisions");
    for attempt in [
        format!("UPDATE {revisions} SET revision = 'x'"),
        format!("DELETE FROM {revisions}"),
    ] {
        let said = place.execute(&attempt).await.expect_err(&attempt).to_string();
        assert!(said.contains("append-only"), "{said}");
    }
    if let Database::Postgres(_) = place.database() {
        let attempt = format!("TRUNCATE {revisions}");
        let said = place.execute(&attempt).await.expect_err(&attempt).to_string();
        assert!(said.contains("append-only"), "{said}");
    } else {
        let attempt =
            format!("REPLACE INTO {revisions} (no, revision, direction, events) VALUES (1, 'x', 'init', 0)");
        let said = place.execute(&attempt).await.expect_err(&attempt).to_string();
        assert!(said.contains("append-only"), "{said}");
    }
}

/// An append that somebody stopped waiting for is carried out or not, and the next one finds the writing
/// connection as it should be.
#[tokio::test(flavor = "multi_thread")]
async fn sqlite_append_that_nobody_waits_for_leaves_no_transaction_behind() {
    let place = ThrowawayLog::sqlite().await;
    let log = place.log();
    for polls in 0..40 {
        let append = log.append(create_recipe(household(1), RecipeId::new(), "Soup"));
        let mut append = std::pin::pin!(append);
        for _ in 0..polls {
            tokio::select! {
                biased;
                done = &mut append => {
                    done.unwrap();
                    break;
                }
                () = tokio::time::sleep(Duration::from_micros(50)) => {}
            }
        }
    }
    let before = log.head(household(1)).await.unwrap();
    let appended = log
        .append(create_recipe(household(1), RecipeId::new(), "Soup"))
        .await
        .unwrap();
    assert!(appended.position > before);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_settles_when_the_appends_under_way_are_done() {
    let Some(place) = ThrowawayLog::postgres().await else {
        return;
    };
    let Database::Postgres(log) = place.database() else {
        unreachable!("this one is PostgreSQL")
    };
    assert_eq!(log.settle(Duration::ZERO).await.unwrap(), 0);
    // an append that has taken its snapshot and waits for its household
    let append = create_recipe(household(1), RecipeId::new(), "Soup");
    place.log().append(append).await.unwrap();
    let mut holder = log.pool().begin().await.unwrap();
    sqlx::query("SELECT * FROM heirloom.heads FOR UPDATE")
        .execute(&mut *holder)
        .await
        .unwrap();
    let waiting = tokio::spawn({
        let log = place.log();
        async move {
            log.append(create_recipe(household(1), RecipeId::new(), "Bread"))
                .await
        }
    });
    while log.settle(Duration::ZERO).await.unwrap() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    activate(&place, INITIAL, "downgrade").await;
    assert_eq!(log.settle(Duration::from_millis(50)).await.unwrap(), 1);
    let settled = tokio::spawn({
        let log = log.clone();
        async move { log.settle(Duration::from_secs(10)).await }
    });
    holder.rollback().await.unwrap();
    assert_eq!(settled.await.unwrap().unwrap(), 0);
    waiting.await.unwrap().unwrap();
}
