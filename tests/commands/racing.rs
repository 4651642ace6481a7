//! Fifty writers at once.

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::future::join_all;
use heirloom::commands::catalogue::{DefineIngredients, NewIngredient};
use heirloom::commands::recipe::{AddLine, DraftLine, Place};
use heirloom::commands::{Command, CommandError, Commands, Receipt};
use heirloom::events::values::IngredientId;
use heirloom::events::{StreamKey, StreamType};
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    fifty_racing_definitions_of_one_name_give_one_ingredient,
    fifty_racing_edits_all_land_exactly_once,
    of_fifty_racing_edits_of_one_version_one_lands,
    a_decision_sees_the_writers_own_last_event,
);

/// Fifty writers, half of them on connections of their own, as another process would be.
async fn race(
    log: &ThrowawayLog,
    command: impl Fn(usize) -> (heirloom::commands::Envelope, Command),
) -> Vec<Result<Receipt, CommandError>> {
    let other = log.reopened().await;
    let sides = [commands(log), Arc::new(Commands::new(other.log()))];
    let tasks = (0..50).map(|i| {
        let (commands, (envelope, command)) = (sides[i % 2].clone(), command(i));
        tokio::spawn(async move { commands.send(envelope, command).await })
    });
    let ended = join_all(tasks).await;
    other.close().await;
    ended
        .into_iter()
        .map(|task| task.expect("no writer panics"))
        .collect()
}

async fn fifty_racing_definitions_of_one_name_give_one_ingredient(log: ThrowawayLog) {
    let spellings = ["leek", "Leek", " LEEK ", "leek\u{a0}"];
    let results = race(&log, |i| {
        let ingredients = vec![NewIngredient::named(spellings[i % spellings.len()])];
        (by("ada"), DefineIngredients { ingredients }.into())
    })
    .await;
    let receipts: Vec<Receipt> = results.into_iter().map(Result::unwrap).collect();
    let answers: HashSet<IngredientId> = receipts
        .iter()
        .flat_map(|r| r.made.ingredient_ids.clone())
        .collect();
    assert_eq!(answers.len(), 1);
    assert!(receipts.iter().all(|r| r.made.ingredient_ids.len() == 1));
    assert_eq!(receipts.iter().map(|r| r.events).sum::<u64>(), 1);
    assert_eq!(log.log().head(home()).await.unwrap(), 1);
}

async fn fifty_racing_edits_all_land_exactly_once(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let results = race(&log, |i| {
        let line = DraftLine::text(format!("{i} peppercorns"));
        (
            by("ada"),
            AddLine {
                recipe_id: tart(),
                line,
                place: Place::Last,
            }
            .into(),
        )
    })
    .await;
    let versions: HashSet<u64> = results
        .into_iter()
        .map(|result| result.unwrap().version())
        .collect();
    assert_eq!(versions, (2..=51).collect());
    let lines: HashSet<String> = content(&commands)
        .await
        .lines
        .into_iter()
        .map(|line| line.text)
        .collect();
    assert_eq!(lines.len(), 53);
}

async fn of_fifty_racing_edits_of_one_version_one_lands(log: ThrowawayLog) {
    let commands = commands(&log);
    create_tart(&commands).await;
    let results = race(&log, |i| (by("ada").expecting(1), rename(&format!("Tart {i}")))).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    for result in results.into_iter().filter(Result::is_err) {
        says(
            result,
            "is at version 2, not at the expected version 1; changed between: title from `Leek tart`",
        );
    }
}

async fn a_decision_sees_the_writers_own_last_event(log: ThrowawayLog) {
    let other = log.reopened().await;
    let sides = [commands(&log), Arc::new(Commands::new(other.log()))];
    let mut version = create_tart(&sides[0]).await.version();
    for round in 0..40 {
        // Back and forth: on a state that lacked the last event, the title would seem to be there already.
        let title = if round % 4 < 2 { "Tart" } else { "Quiche" };
        let sent = sides[round % 2]
            .send(by("ada").expecting(version), rename(title))
            .await
            .unwrap();
        assert_eq!(sent.events, u64::from(round % 2 == 0), "round {round}");
        version = sent.version();
    }
    let key = StreamKey::new(StreamType::Recipe, tart());
    assert_eq!(sides[1].load(home(), &key).await.unwrap().version(), version);
    other.close().await;
}
