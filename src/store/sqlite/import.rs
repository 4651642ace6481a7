//! Taking a whole log in, in one transaction.

use std::collections::BTreeMap;

use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};

use super::super::contiguous::ImportCheck;
use super::super::{LogError, StoredEvent};
use super::append::signed;
use super::errors::failed;
use super::read::name_actor;
use super::row::{text, time_text};

/// Takes all events in, or nothing.
pub(super) async fn import(
    writer: &SqlitePool,
    names: &BTreeMap<String, String>,
    mut events: BoxStream<'_, Result<StoredEvent, LogError>>,
) -> Result<u64, LogError> {
    let refused = || failed("import");
    let mut transaction = begin(writer).await?;
    refuse_unless_empty(&mut transaction).await?;
    let mut check = ImportCheck::default();
    while let Some(event) = events.try_next().await? {
        check.take(&event)?;
        insert(&mut transaction, &event).await.map_err(refused())?;
    }
    for (actor, name) in names {
        name_actor(&mut *transaction, actor, Some(name)).await?;
    }
    for derived in [
        include_str!("derive_heads.sql"),
        include_str!("derive_commands.sql"),
    ] {
        sqlx::query(derived)
            .execute(&mut *transaction)
            .await
            .map_err(refused())?;
    }
    transaction.commit().await.map_err(refused())?;
    Ok(check.events)
}

/// In a task of its own, as for an append: a `BEGIN` that is given up halfway would stay behind.
async fn begin(writer: &SqlitePool) -> Result<Transaction<'static, Sqlite>, LogError> {
    let writer = writer.clone();
    let begun = tokio::spawn(async move { writer.begin_with("BEGIN IMMEDIATE").await }).await;
    begun.map_err(super::died)?.map_err(failed("import"))
}

async fn refuse_unless_empty(connection: &mut SqliteConnection) -> Result<(), LogError> {
    let taken: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM events) OR EXISTS (SELECT 1 FROM commands)")
            .fetch_one(connection)
            .await
            .map_err(failed("import"))?;
    if taken {
        return Err(super::super::not_empty());
    }
    Ok(())
}

async fn insert(connection: &mut SqliteConnection, event: &StoredEvent) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
        .bind(text(event.household.0))
        .bind(signed(event.position)?)
        .bind(&event.aggregate_type)
        .bind(&event.aggregate_id)
        .bind(signed(event.sequence)?)
        .bind(&event.event_type)
        .bind(&event.event_version)
        .bind(&event.payload)
        .bind(&event.metadata)
        .bind(time_text(event.recorded_at))
        .execute(connection)
        .await?;
    Ok(())
}
