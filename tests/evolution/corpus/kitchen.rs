//! What the corpus is written by: `tests/corpus/commands/<slug>.ndjson`, in the order of the revisions.
//!
//! Every log gets all of them. What came later than the log's revision goes into it through the steps' way
//! back, with what they cannot hold as residue, as after a downgrade; a command that the revision has no event
//! for is left out. A line with a `row` in place of a command is put into the table as a backend of that day
//! would have done it, where the revision writes exactly that version: some payloads no command makes any more.

use std::fs;

use heirloom::commands::{Command, CommandError, Commands, Envelope};
use heirloom::events::values::{Actor, CommandId, HouseholdId};
use heirloom::revisions::State;
use heirloom::store::{Database, LogError};
use serde::Deserialize;

use super::files::{folder, released};

/// One line of the commands' files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    household: String,
    actor: String,
    reason: Option<String>,
    command: Option<Command>,
    row: Option<Row>,
}

/// An event as a backend puts it into the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    stream: String,
    event_type: String,
    event_version: u32,
    payload: serde_json::Value,
}

/// Writes all that the kitchen does into a log at this revision.
pub(super) async fn cook(database: &Database, state: &State) {
    let log = database.log();
    for (actor, name) in [("ada", "Ada"), ("grace", "Grace — next door")] {
        log.name_actor(actor, Some(name))
            .await
            .expect("actors have names");
    }
    let commands = Commands::new(log);
    let mut minutes = 0;
    for revision in released() {
        for (number, line) in lines(revision.slug).into_iter().enumerate() {
            minutes += 7;
            let at = format!("{}.ndjson, line {}", revision.slug, number + 1);
            let envelope = envelope(&line, &at, minutes);
            match (line.command, line.row) {
                (Some(command), None) => send(&commands, envelope, command, &at).await,
                (None, Some(row)) => put(database, state, &envelope, &row).await,
                _ => panic!("{at}: a line has a command or a row"),
            }
        }
    }
}

fn lines(slug: &str) -> Vec<Line> {
    let path = folder().join("commands").join(format!("{slug}.ndjson"));
    // a revision that makes nothing possible that was not needs no commands
    let text = fs::read_to_string(&path).unwrap_or_default();
    let line = |line| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}: {line}", path.display()))
    };
    text.lines().map(line).collect()
}

/// Written at noon of a day long ago, and then every seven minutes.
fn envelope(line: &Line, at: &str, minutes: i64) -> Envelope {
    let noon = chrono::DateTime::from_timestamp(1_600_000_000, 0).expect("it is a time");
    Envelope {
        reason: line.reason.clone(),
        command_id: Some(CommandId::derived(at)),
        source: Some("corpus".into()),
        occurred_at: Some(noon + chrono::TimeDelta::minutes(minutes)),
        ..Envelope::new(HouseholdId::derived(&line.household), Actor(line.actor.clone()))
    }
}

async fn send(commands: &Commands, envelope: Envelope, command: Command, at: &str) {
    match commands.send(envelope, command).await {
        Ok(_) => {}
        Err(CommandError::Log(LogError::NotInRevision { .. })) => println!("left out: {at}"),
        Err(error) => panic!("{at}: {error}"),
    }
}

async fn put(database: &Database, state: &State, envelope: &Envelope, row: &Row) {
    if state.events.get(&row.event_type) != Some(row.event_version) {
        return;
    }
    let Database::Sqlite(log) = database else {
        panic!("the corpus is written on SQLite");
    };
    let (kind, id) = row.stream.split_once('/').expect("a stream is `kind/id`");
    let metadata = serde_json::json!({
        "actor": envelope.actor, "source": "a backend", "occurred_at": envelope.occurred_at,
    });
    let mut tx = log.writer().begin().await.expect("the log can be written");
    sqlx::query(include_str!("put_row.sql"))
        .bind(envelope.household.to_string())
        .bind(kind)
        .bind(id)
        .bind(&row.event_type)
        .bind(row.event_version.to_string())
        .bind(row.payload.to_string())
        .bind(metadata.to_string())
        .execute(&mut *tx)
        .await
        .expect("a backend may append");
    sqlx::query("UPDATE heads SET head = head + 1 WHERE household_id = $1")
        .bind(envelope.household.to_string())
        .execute(&mut *tx)
        .await
        .expect("and move the head");
    tx.commit().await.expect("at once");
}
