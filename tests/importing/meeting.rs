//! A history that meets what is there already.

use heirloom::Heirloom;
use heirloom::events::values::Actor;
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    a_plain_recipe_gives_way_to_its_history,
    a_plain_recipe_that_was_edited_since_stays_beside_its_history,
    a_plain_document_after_its_history_revises_it,
    a_history_that_grew_adds_only_what_is_new,
    a_history_that_grew_takes_back_nothing_that_was_edited_here,
);

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
