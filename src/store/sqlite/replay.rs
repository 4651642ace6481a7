//! The whole log out of one read transaction; a WAL snapshot, so writers go on meanwhile.

use futures_util::{StreamExt, TryStreamExt};
use sqlx::{ConnectOptions, SqliteConnection, SqlitePool};
use tokio::sync::mpsc;

use super::super::batches::{Batches, stream};
use super::super::{Head, LogError, Replay};
use super::errors::failed;
use super::{read, row};

/// Starts a replay on a connection of its own, so that it takes no reader's.
pub(super) async fn replay(readers: &SqlitePool) -> Result<Replay, LogError> {
    let options = readers.connect_options();
    let mut connection = options.connect().await.map_err(failed("replay the log"))?;
    sqlx::query("BEGIN")
        .execute(&mut connection)
        .await
        .map_err(failed("replay the log"))?;
    // the first read takes the snapshot
    let heads = read::heads(&mut connection).await?;
    let (sender, receiver) = mpsc::channel(super::super::batches::CHANNEL);
    tokio::spawn(send_all(connection, heads.clone(), sender));
    Ok(Replay {
        heads,
        batches: stream(receiver),
    })
}

async fn send_all(
    mut connection: SqliteConnection,
    heads: Vec<Head>,
    sender: mpsc::Sender<super::super::batches::Batch>,
) {
    let mut batches = Batches::new(heads, sender);
    let sent = send_events(&mut connection, &mut batches).await;
    batches.finish(sent).await;
}

/// SQLite steps in sqlx's own thread, some fifty rows ahead of us at most.
async fn send_events(connection: &mut SqliteConnection, batches: &mut Batches) -> Result<(), LogError> {
    let query = read::all_events();
    let mut rows = sqlx::query(&query).fetch(connection).boxed();
    while let Some(row) = rows.try_next().await.map_err(failed("replay the log"))? {
        let event = row::event(&row).map_err(failed("replay the log"))?;
        if batches.push(event).await?.is_break() {
            break;
        }
    }
    Ok(())
}
