//! Taking a whole log in, in one transaction, by binary COPY.

use std::collections::BTreeMap;

use bytes::BytesMut;
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use sqlx::{Executor, PgConnection, PgPool};

use super::super::contiguous::ImportCheck;
use super::super::{LogError, StoredEvent};
use super::copy;
use super::errors::failed;
use super::read::name_actor;

const COPY: &str = "COPY heirloom.events FROM STDIN (FORMAT binary)";
const CHUNK: usize = 64 * 1024;

/// Takes all events in, or nothing.
pub(super) async fn import(
    pool: &PgPool,
    names: &BTreeMap<String, String>,
    events: BoxStream<'_, Result<StoredEvent, LogError>>,
) -> Result<u64, LogError> {
    let refused = || failed("import");
    let mut transaction = pool.begin().await.map_err(refused())?;
    refuse_unless_empty(&mut transaction).await?;
    let imported = copy_in(&mut transaction, events).await?;
    for (actor, name) in names {
        name_actor(&mut *transaction, actor, Some(name)).await?;
    }
    for derived in [
        include_str!("derive_heads.sql"),
        include_str!("derive_commands.sql"),
    ] {
        transaction.execute(derived).await.map_err(refused())?;
    }
    transaction
        .execute("SELECT pg_notify('heirloom_news', '')")
        .await
        .map_err(refused())?;
    transaction.commit().await.map_err(refused())?;
    Ok(imported)
}

/// The lock keeps appends waiting until the import is done.
async fn refuse_unless_empty(connection: &mut PgConnection) -> Result<(), LogError> {
    connection
        .execute("LOCK TABLE heirloom.heads IN EXCLUSIVE MODE")
        .await
        .map_err(failed("import"))?;
    let taken: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM heirloom.events) OR EXISTS (SELECT FROM heirloom.commands)",
    )
    .fetch_one(connection)
    .await
    .map_err(failed("import"))?;
    if taken {
        return Err(super::super::not_empty());
    }
    Ok(())
}

async fn copy_in(
    connection: &mut PgConnection,
    mut events: BoxStream<'_, Result<StoredEvent, LogError>>,
) -> Result<u64, LogError> {
    let refused = || failed("import");
    let mut copy = connection.copy_in_raw(COPY).await.map_err(refused())?;
    let mut check = ImportCheck::default();
    let mut buffer = BytesMut::with_capacity(2 * CHUNK);
    copy::encode_header(&mut buffer);
    loop {
        let next = events.try_next().await;
        match next.and_then(|event| event.map(|event| check.take(&event).map(|()| event)).transpose()) {
            Ok(Some(event)) => copy::encode(&event, &mut buffer).map_err(refused())?,
            Ok(None) => break,
            Err(error) => {
                // the error to tell is the input's, not what becomes of the connection
                copy.abort("the input is refused").await.ok();
                return Err(error);
            }
        }
        if buffer.len() >= CHUNK {
            copy.send(&buffer[..]).await.map_err(refused())?;
            buffer.clear();
        }
    }
    copy::encode_trailer(&mut buffer);
    copy.send(&buffer[..]).await.map_err(refused())?;
    copy.finish().await.map_err(refused())?;
    Ok(check.events)
}
