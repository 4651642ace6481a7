//! Commands that keep streams loaded decide as those that load them each time.

use std::collections::HashSet;
use std::sync::Arc;

use futures_util::future::join_all;
use heirloom::commands::recipe::{AddLine, DraftLine, Place};
use heirloom::commands::{Command, Commands, Envelope};
use heirloom::events::values::{Actor, CommandId};
use heirloom::store::EventLog;
use heirloom::testing::{ThrowawayLog, household};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::*;

heirloom::on_each_database!(
    what_others_wrote_is_seen_at_once,
    racing_writers_that_keep_streams_all_land_exactly_once,
    any_commands_come_to_the_same,
);

/// For a writer that keeps the streams of the household.
fn keeping(log: &ThrowawayLog) -> Arc<Commands> {
    Arc::new(Commands::keeping(log.log(), home()))
}

async fn what_others_wrote_is_seen_at_once(log: ThrowawayLog) {
    let sides = [keeping(&log), commands(&log), keeping(&log)];
    let mut version = create_tart(&sides[0]).await.version();
    for round in 0..24 {
        // in turn; on a state that lacked another's last event, the title would seem to be there already
        let title = if round % 6 < 3 { "Tart" } else { "Quiche" };
        let command = by("ada").expecting(version);
        let sent = sides[round % 3].send(command, rename(title)).await.unwrap();
        assert_eq!(sent.events, u64::from(round % 3 == 0), "round {round}");
        version = sent.version();
    }
    says(
        sides[2].send(by("ada").expecting(1), rename("Flan")).await,
        "not at the expected version 1",
    );
}

async fn racing_writers_that_keep_streams_all_land_exactly_once(log: ThrowawayLog) {
    let other = log.reopened().await;
    create_tart(&commands(&log)).await;
    let sides = [keeping(&log), Arc::new(Commands::keeping(other.log(), home()))];
    let tasks = (0..30).map(|i| {
        let commands = sides[i % 2].clone();
        let line = DraftLine::text(format!("{i} peppercorns"));
        let (recipe_id, place) = (tart(), Place::Last);
        tokio::spawn(async move {
            let add = AddLine {
                recipe_id,
                line,
                place,
            };
            commands.send(by("ada"), add).await.unwrap().version()
        })
    });
    let versions: HashSet<u64> = join_all(tasks).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(versions, (2..=31).collect());
    assert_eq!(content(&sides[0]).await.lines.len(), 33);
    other.close().await;
}

/// Two writers of one household, the second one plain. What each command came to, in words.
async fn came_to(commands: &[Arc<Commands>; 2], given: &[Command]) -> Vec<String> {
    let mut told = Vec::new();
    for i in 0..given.len() {
        // every fifth command is the one before it, given again
        let n = i - i % 5 / 4;
        let envelope = Envelope {
            command_id: Some(CommandId::derived(&format!("command {n}"))),
            ..Envelope::new(home(), Actor("ada".into()))
        };
        let sent = commands[i % 3 / 2].send(envelope, given[n].clone()).await;
        told.push(match sent {
            Ok(receipt) => format!(
                "{} events, repeated {}, {:?}",
                receipt.events, receipt.repeated, receipt.streams
            ),
            Err(error) => error.to_string(),
        });
    }
    told
}

async fn any_commands_come_to_the_same(log: ThrowawayLog) {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let given: Vec<Command> = (0..400)
        .map(|_| household::commands().new_tree(&mut runner).unwrap().current())
        .collect();
    let twin = ThrowawayLog::sqlite().await;
    let kept = came_to(&[keeping(&log), commands(&log)], &given).await;
    let loaded = came_to(&[commands(&twin), commands(&twin)], &given).await;
    for (i, (kept, loaded)) in kept.iter().zip(&loaded).enumerate() {
        assert_eq!(kept, loaded, "command {i}: {:?}", given[i]);
    }
    assert_eq!(
        payloads(log.log().as_ref()).await,
        payloads(twin.log().as_ref()).await
    );
}

async fn payloads(log: &dyn EventLog) -> Vec<(String, String)> {
    let events = log.read_household(home(), 0, 100_000).await.unwrap();
    events
        .into_iter()
        .map(|event| (event.event_type, event.payload))
        .collect()
}
