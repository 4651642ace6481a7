//! The connections of a load, and which tables each of them fills.

use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::book;
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::copy;
use crate::target::Bound;

const PIECES_WAITING: usize = 2;
/// A load takes at most so many connections, however many tables and versions it fills: a server has a
/// hundred of them for everybody.
const MOST_CONNECTIONS: usize = 16;

pub(super) enum Piece {
    /// Rows for one of the writer's tables.
    Rows(usize, Vec<u8>),
    End,
}

/// A connection that fills some tables, in one transaction.
pub(super) struct Writer {
    pieces: Option<mpsc::Sender<Piece>>,
    task: JoinHandle<Result<()>>,
}

impl Writer {
    pub(super) fn begin(connection: PgConnection, tables: Vec<Into>) -> Self {
        let (pieces, incoming) = mpsc::channel(PIECES_WAITING);
        let task = tokio::spawn(write(connection, tables, incoming));
        let pieces = Some(pieces);
        Self { pieces, task }
    }

    /// Sends a piece; where the connection has failed, says why.
    pub(super) async fn send(&mut self, piece: Piece) -> Result<()> {
        if let Some(pieces) = &self.pieces
            && pieces.send(piece).await.is_ok()
        {
            return Ok(());
        }
        self.pieces = None;
        self.join().await
    }

    /// Waits until everything is committed, after [`Piece::End`].
    pub(super) async fn end(&mut self) -> Result<()> {
        match self.pieces {
            Some(_) => self.join().await,
            None => Ok(()),
        }
    }

    /// Lets nothing be committed.
    pub(super) async fn give_up(&mut self) -> Result<()> {
        // The sender must be gone before the wait: the task goes on for as long as it is there.
        if self.pieces.take().is_some() {
            return self.join().await;
        }
        Ok(())
    }

    async fn join(&mut self) -> Result<()> {
        (&mut self.task)
            .await
            .unwrap_or_else(|e| Err(Error::damaged("a writer of the load", e)))
    }
}

/// A table to be filled: its name and its columns, as they are written in SQL.
pub(super) type Into = (String, String);

/// The tables of all targets, dealt out: the n-th of all goes to connection n modulo their number.
pub(super) fn spread(targets: &[Bound]) -> Vec<Vec<Into>> {
    let of = |bound: &Bound| {
        let tables = bound.model.tables().iter().enumerate();
        tables
            .map(|(table, shape)| (bound.table(Dialect::Postgres, table), book::column_list(shape)))
            .collect::<Vec<_>>()
    };
    let tables: Vec<Into> = targets.iter().flat_map(of).collect();
    let mut spread = vec![Vec::new(); tables.len().min(MOST_CONNECTIONS)];
    let connections = spread.len();
    for (at, table) in tables.into_iter().enumerate() {
        spread[at % connections].push(table);
    }
    spread
}

/// One connection and its tables. If the pieces end without [`Piece::End`], nothing is committed.
async fn write(
    mut connection: PgConnection,
    tables: Vec<Into>,
    mut pieces: mpsc::Receiver<Piece>,
) -> Result<()> {
    let names: Vec<&str> = tables.iter().map(|(name, _)| name.as_str()).collect();
    let what = format!("load `{}`", names.join("`, `"));
    let mut tx = connection.begin().await.map_err(Error::sql(&what))?;
    for name in names {
        tx.execute(sqlx::raw_sql(&format!("TRUNCATE {name}")))
            .await
            .map_err(Error::sql(&what))?;
    }
    let mut next = pieces.recv().await;
    while let Some(Piece::Rows(table, rows)) = next {
        next = copy_in(&mut tx, &tables[table], (table, rows), &mut pieces)
            .await
            .map_err(Error::sql(&what))?;
    }
    if next.is_none() {
        // An error elsewhere is being reported; dropping the transaction rolls it back.
        return Ok(());
    }
    tx.commit().await.map_err(Error::sql(&what))?;
    connection.close().await.map_err(Error::sql("close a connection"))
}

/// One COPY: this piece and those after it, while they are for the same table; the first that is not.
async fn copy_in(
    tx: &mut PgConnection,
    (name, columns): &Into,
    (table, rows): (usize, Vec<u8>),
    pieces: &mut mpsc::Receiver<Piece>,
) -> Result<Option<Piece>, sqlx::Error> {
    let sql = format!("COPY {name} ({columns}) FROM STDIN WITH (FORMAT binary, FREEZE)");
    let mut copy_in = tx.copy_in_raw(&sql).await?;
    copy_in.send(&copy::HEADER[..]).await?;
    copy_in.send(rows).await?;
    loop {
        match pieces.recv().await {
            Some(Piece::Rows(other, rows)) if other == table => {
                copy_in.send(rows).await?;
            }
            None => {
                // An error elsewhere is being reported; this only says that we are not done.
                let _ = copy_in.abort("the load was given up").await;
                return Ok(None);
            }
            next => {
                copy_in.send(&copy::TRAILER[..]).await?;
                copy_in.finish().await?;
                return Ok(next);
            }
        }
    }
}
