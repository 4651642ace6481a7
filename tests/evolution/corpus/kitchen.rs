//! What the corpus is written by: `tests/corpus/commands/<slug>.ndjson`, in the order of the revisions.
//!
//! Every log gets all of them. What came later than the log's revision goes into it through the steps' way
//! back, with what they cannot hold as residue, as after a downgrade; a command that the revision has no event
//! for is left out. A line with a `row` in place of a command is put into the table as a backend of that day
//! would have done it, where the revision writes exactly that version: some payloads no command makes any more.
//! A line with `happened` appends events of today as they stand, where no command is to decide about them.

use std::fs;

use heirloom::commands::{Command, CommandError, Commands, Envelope};
use heirloom::events::values::{Actor, CommandId, HouseholdId};
use heirloom::events::{Event, Metadata, StreamKey, StreamType};
use heirloom::revisions::State;
use heirloom::store::{Append, AppendError, Database, LogError, StreamAppend, Upto};
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
    happened: Option<Happened>,
}

/// Events of one stream, as `{"MealRenamed": {…}}` each.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Happened {
    stream: String,
    events: Vec<serde_json::Map<String, serde_json::Value>>,
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
            match (line.command, line.row, line.happened) {
                (Some(command), None, None) => send(&commands, envelope, command, &at).await,
                (None, Some(row), None) => put(database, state, &envelope, &row).await,
                (None, None, Some(happened)) => append(database, envelope, happened, &at).await,
                _ => panic!("{at}: a line has a command, a row or events that happened"),
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

async fn append(database: &Database, envelope: Envelope, happened: Happened, at: &str) {
    let log = database.log();
    let (kind, id) = happened.stream.split_once('/').expect("a stream is `kind/id`");
    let kind = StreamType::from_name(kind).expect("it is a kind of stream");
    let stream = StreamKey::new(kind, id);
    let read = |event: serde_json::Map<String, serde_json::Value>| {
        let (name, payload) = event.into_iter().next().expect("an event has a name");
        let event = Event::read(kind, &name, payload.to_string().as_bytes());
        let event = event.unwrap_or_else(|| panic!("{at}: `{name}` is none of `{kind}`"));
        event.unwrap_or_else(|error| panic!("{at}: `{name}`: {error}"))
    };
    let before = log.read_stream(envelope.household, &stream, Upto::Latest).await;
    let append = StreamAppend {
        expected_version: before.expect("it can be read").len() as u64,
        metadata: Metadata {
            actor: Some(envelope.actor),
            command_id: envelope.command_id,
            source: envelope.source,
            occurred_at: envelope.occurred_at,
            ..Metadata::default()
        },
        events: happened.events.into_iter().map(read).collect(),
        stream,
    };
    let command_id = envelope.command_id.expect("every line has one");
    let append = Append {
        household: envelope.household,
        command_id,
        streams: vec![append],
    };
    match log.append(append).await {
        Ok(_) => {}
        Err(AppendError::Log(LogError::NotInRevision { .. })) => println!("left out: {at}"),
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
