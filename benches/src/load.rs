//! A generated log into a database, in order of arrival: the order in which the bytes lie is part of what is
//! measured. (`log import` takes a log household by household, so it cannot be used.)

use anyhow::{Context, Result};
use chrono::{DateTime, SecondsFormat, Utc};
use heirloom::revisions::State;
use heirloom::store::{Database, PostgresLog, SqliteLog, StoredEvent, reader};
use heirloom_events::Metadata;
use heirloom_upcasters::write;

use crate::generate::Log;

/// Rows of one transaction on SQLite, and of one message on PostgreSQL.
const BATCH: usize = 5_000;

/// Makes the log at this address and fills it.
///
/// # Errors
/// Where the database refuses.
pub(crate) async fn load(url: &str, events: u64) -> Result<()> {
    fill(url, events, Log::of(events)).await
}

/// The same with every event in the version that a revision writes.
///
/// # Errors
/// Where the database refuses.
pub(crate) async fn load_at(url: &str, events: u64, revision: &State) -> Result<()> {
    fill(
        url,
        events,
        Log::of(events).map(|event| rewritten(&event, revision)),
    )
    .await
}

/// The same in a log that starts at the revision, and has no tables yet.
///
/// # Errors
/// Where the database refuses.
pub(crate) async fn load_started_at(url: &str, events: u64, revision: &State) -> Result<()> {
    let database = heirloom::store::init_at(url, revision).await?;
    let log_events = Log::of(events).map(|event| rewritten(&event, revision));
    into(database, events, log_events).await
}

async fn fill(url: &str, events: u64, log_events: impl Iterator<Item = StoredEvent>) -> Result<()> {
    into(heirloom::store::init(url).await?, events, log_events).await
}

async fn into(database: Database, events: u64, log_events: impl Iterator<Item = StoredEvent>) -> Result<()> {
    match &database {
        Database::Postgres(log) => postgres(log, events, log_events).await?,
        Database::Sqlite(log) => sqlite(log, log_events).await?,
    }
    database.close().await;
    Ok(())
}

/// The event as a revision writes it.
pub(crate) fn rewritten(event: &StoredEvent, revision: &State) -> StoredEvent {
    let read = reader::read(event).expect("a generated event can be read");
    let today = read.events.only().expect("a generated event is one event");
    let written = write(&today, &revision.events).expect("a generated event is as old as the log");
    let metadata = Metadata {
        residue: written.residues,
        ..read.metadata
    };
    StoredEvent {
        event_type: written.event_type.to_owned(),
        event_version: written.event_version.to_string(),
        payload: written.payload,
        metadata: serde_json::to_string(&metadata).expect("metadata are always JSON"),
        ..event.clone()
    }
}

async fn postgres(
    log: &PostgresLog,
    events: u64,
    log_events: impl Iterator<Item = StoredEvent>,
) -> Result<()> {
    let mut connection = log.pool().acquire().await?;
    let mut copy = connection.copy_in_raw("COPY heirloom.events FROM STDIN").await?;
    let mut buffer = String::new();
    for (at, event) in (1..).zip(log_events) {
        copy_line(&event, &mut buffer);
        if at % BATCH == 0 {
            copy.send(std::mem::take(&mut buffer).into_bytes()).await?;
        }
    }
    copy.send(buffer.into_bytes()).await?;
    let taken = copy.finish().await?;
    anyhow::ensure!(taken == events, "{events} events were sent, {taken} arrived");
    sqlx::query(
        "INSERT INTO heirloom.heads \
         SELECT household_id, max(position), max(recorded_at) FROM heirloom.events GROUP BY household_id",
    )
    .execute(&mut *connection)
    .await?;
    // Hint bits and the visibility map are written now, so that whoever reads first does not pay for it.
    sqlx::raw_sql("VACUUM ANALYZE heirloom.events")
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// A row in the text format of COPY.
fn copy_line(event: &StoredEvent, to: &mut String) {
    use std::fmt::Write;
    // Writing to a string does not fail.
    let _ = write!(to, "{}\t{}\t", event.household, event.position);
    let _ = write!(to, "{}\t{}\t", event.aggregate_type, event.aggregate_id);
    let _ = write!(
        to,
        "{}\t{}\t{}\t",
        event.sequence, event.event_type, event.event_version
    );
    for json in [&event.payload, &event.metadata] {
        // JSON has no raw tabs or line ends: only its backslashes mean something to COPY.
        to.push_str(&json.replace('\\', "\\\\"));
        to.push('\t');
    }
    let _ = writeln!(to, "{}", text(event.recorded_at));
}

fn text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}

async fn sqlite(log: &SqliteLog, log_events: impl Iterator<Item = StoredEvent>) -> Result<()> {
    let mut log_events = log_events.peekable();
    while log_events.peek().is_some() {
        let mut transaction = log.writer().begin().await?;
        for event in log_events.by_ref().take(BATCH) {
            sqlx::query("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(event.household.to_string())
                .bind(i64::try_from(event.position).context("positions are small")?)
                .bind(event.aggregate_type)
                .bind(event.aggregate_id)
                .bind(i64::try_from(event.sequence).context("sequences are small")?)
                .bind(event.event_type)
                .bind(event.event_version)
                .bind(event.payload)
                .bind(event.metadata)
                .bind(text(event.recorded_at))
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
    }
    sqlx::query(
        "INSERT INTO heads \
         SELECT household_id, max(position), max(recorded_at) FROM events GROUP BY household_id",
    )
    .execute(log.writer())
    .await?;
    Ok(())
}
