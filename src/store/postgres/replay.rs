//! The whole log by binary COPY out of one snapshot.

use futures_util::TryStreamExt;
use sqlx::{ConnectOptions, Executor, PgConnection, PgPool};
use tokio::sync::mpsc;

use super::super::batches::{Batch, Batches, CHANNEL, stream};
use super::super::{Head, LogError, Replay};
use super::copy::Decoder;
use super::errors::failed;
use super::read;

const COPY: &str = include_str!("replay.sql");

/// Starts a replay on a connection of its own: it takes none of the pool's, and one that nobody listens to
/// any more is simply dropped.
pub(super) async fn replay(pool: &PgPool) -> Result<Replay, LogError> {
    let refused = || failed("replay the log");
    let mut connection = pool.connect_options().connect().await.map_err(refused())?;
    connection
        .execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .await
        .map_err(refused())?;
    let heads = read::heads(&mut connection).await?;
    let (sender, receiver) = mpsc::channel(CHANNEL);
    tokio::spawn(send_all(connection, heads.clone(), sender));
    Ok(Replay {
        heads,
        batches: stream(receiver),
    })
}

async fn send_all(mut connection: PgConnection, heads: Vec<Head>, sender: mpsc::Sender<Batch>) {
    let mut batches = Batches::new(heads, sender);
    let sent = send_events(&mut connection, &mut batches).await;
    batches.finish(sent).await;
}

async fn send_events(connection: &mut PgConnection, batches: &mut Batches) -> Result<(), LogError> {
    let refused = || failed("replay the log");
    let mut chunks = connection.copy_out_raw(COPY).await.map_err(refused())?;
    let mut decoder = Decoder::default();
    let malformed = |error| refused()(sqlx::Error::Decode(Box::new(error)));
    while let Some(chunk) = chunks.try_next().await.map_err(refused())? {
        decoder.push(&chunk);
        while let Some(event) = decoder.next_event().map_err(malformed)? {
            if batches.push(event).await?.is_break() {
                return Ok(());
            }
        }
    }
    if decoder.is_complete() {
        return Ok(());
    }
    let cut_short = std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    Err(refused()(sqlx::Error::Io(cut_short)))
}
