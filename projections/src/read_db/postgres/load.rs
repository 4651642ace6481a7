//! The load: a connection and a transaction per table, or per few where there are many tables; binary COPY
//! with FREEZE into empty tables without keys; keys and indexes after it.
//!
//! The tables are truncated in the very transaction that fills them, which is what FREEZE asks for. A load
//! that was interrupted is simply done again.

use heirloom_events::values::HouseholdId;
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{Connection, Executor};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::apply::{park, this};
use super::{PostgresReadDb, THIS, book};
use crate::error::{Error, Result};
use crate::fold::Sinks;
use crate::read_db::{Loader, copy};
use crate::target::{Bound, Parked, Phase};
use crate::{Dialect, Value};

/// A piece goes to its connection when it has come to this size. With eight tables and the pieces that
/// wait in channels this bounds a load's memory at a few MiB.
const PIECE_BYTES: usize = 128 * 1024;
const PIECES_WAITING: usize = 2;
/// A load takes at most so many connections, however many tables and versions it fills: a server has a
/// hundred of them for everybody.
const MOST_CONNECTIONS: usize = 16;

pub(super) async fn create(pool: &PgPool, bound: &Bound) -> Result<()> {
    let target = &bound.target;
    let what = format!("create the tables of `{target}`");
    let mut tx = pool.begin().await.map_err(Error::sql(&what))?;
    let sql = "INSERT INTO heirloom.generations (projection, version, generation, state, phase) \
               VALUES ($1, $2, $3, 'building', 'load')";
    this(sqlx::query(sql), target)
        .execute(&mut *tx)
        .await
        .map_err(Error::sql(&what))?;
    let ddl = bound.fill_in(Dialect::Postgres, bound.model.ddl(Dialect::Postgres).create);
    for sql in [format!("CREATE SCHEMA {}", target.namespace()), ddl] {
        tx.execute(sqlx::raw_sql(&sql)).await.map_err(Error::sql(&what))?;
    }
    tx.commit().await.map_err(Error::sql(what))
}

pub(super) async fn index(db: &PostgresReadDb, bound: &Bound) -> Result<()> {
    let what = format!("index the tables of `{}`", bound.target);
    let mut connection = db.connect(&what).await?;
    let mut tx = connection.begin().await.map_err(Error::sql(&what))?;
    let ddl = bound.fill_in(Dialect::Postgres, bound.model.ddl(Dialect::Postgres).after_load);
    let mut statements = vec!["SET LOCAL maintenance_work_mem = '256MB'".to_owned(), ddl];
    let tables = 0..bound.model.tables().len();
    statements.extend(tables.map(|table| format!("ANALYZE {}", bound.table(Dialect::Postgres, table))));
    for sql in statements {
        tx.execute(sqlx::raw_sql(&sql)).await.map_err(Error::sql(&what))?;
    }
    super::set_phase(&mut *tx, &bound.target, Phase::CatchUp).await?;
    tx.commit().await.map_err(Error::sql(what))?;
    connection.close().await.map_err(Error::sql("close a connection"))
}

enum Piece {
    /// Rows for one of the writer's tables.
    Rows(usize, Vec<u8>),
    End,
}

struct Writer {
    pieces: Option<mpsc::Sender<Piece>>,
    task: JoinHandle<Result<()>>,
}

impl Writer {
    /// Sends a piece; where the connection has failed, says why.
    async fn send(&mut self, piece: Piece) -> Result<()> {
        if let Some(pieces) = &self.pieces
            && pieces.send(piece).await.is_ok()
        {
            return Ok(());
        }
        self.pieces = None;
        self.join().await
    }

    async fn join(&mut self) -> Result<()> {
        (&mut self.task)
            .await
            .unwrap_or_else(|e| Err(Error::damaged("a writer of the load", e)))
    }
}

/// Rows as they gather, by target and table.
struct Buffers(Vec<Vec<Vec<u8>>>);

impl Sinks for Buffers {
    fn row(&mut self, target: usize, table: usize, values: &[Value<'_>]) {
        copy::encode_row(values, &mut self.0[target][table]);
    }
}

pub(super) struct PgLoader {
    db: PostgresReadDb,
    targets: Vec<Bound>,
    buffers: Buffers,
    writers: Vec<Writer>,
    cursors: Vec<(HouseholdId, u64)>,
    parked: Vec<Parked>,
}

impl PgLoader {
    pub(super) async fn open(db: PostgresReadDb, targets: &[Bound]) -> Result<Self> {
        let mut writers = Vec::new();
        for into in spread(targets) {
            let connection = db.connect("open a connection to load with").await?;
            let (pieces, incoming) = mpsc::channel(PIECES_WAITING);
            let task = tokio::spawn(write(connection, into, incoming));
            let pieces = Some(pieces);
            writers.push(Writer { pieces, task });
        }
        let buffers = targets
            .iter()
            .map(|bound| vec![Vec::new(); bound.model.tables().len()])
            .collect();
        Ok(Self {
            db,
            targets: targets.to_vec(),
            buffers: Buffers(buffers),
            writers,
            cursors: Vec::new(),
            parked: Vec::new(),
        })
    }

    async fn send_pieces(&mut self, from_bytes: usize) -> Result<()> {
        let writers = self.writers.len();
        for (at, buffer) in self.buffers.0.iter_mut().flatten().enumerate() {
            if buffer.len() >= from_bytes.max(1) {
                let next = Vec::with_capacity(buffer.len().min(2 * PIECE_BYTES));
                let rows = std::mem::replace(buffer, next);
                let piece = Piece::Rows(at / writers, rows);
                self.writers[at % writers].send(piece).await?;
            }
        }
        Ok(())
    }

    /// Cursors, parked streams and the phase, in one transaction: the tables count from here on.
    async fn note(&self) -> Result<()> {
        let what = "note that the load is complete";
        let mut tx = self.db.pool.begin().await.map_err(Error::sql(what))?;
        let households: Vec<uuid::Uuid> = self.cursors.iter().map(|(h, _)| h.0).collect();
        let applied: Vec<i64> = self.cursors.iter().map(|(_, p)| book::signed(*p)).collect();
        for Bound { target, .. } in &self.targets {
            for table in ["cursors", "parked"] {
                let sql = format!("DELETE FROM heirloom.{table} WHERE {THIS}");
                this(sqlx::query(&sql), target)
                    .execute(&mut *tx)
                    .await
                    .map_err(Error::sql(what))?;
            }
            let sql = "INSERT INTO heirloom.cursors (household_id, projection, version, generation, applied) \
                       SELECT h, $1, $2, $3, a FROM unnest($4::uuid[], $5::bigint[]) AS u(h, a)";
            this(sqlx::query(sql), target)
                .bind(&households)
                .bind(&applied)
                .execute(&mut *tx)
                .await
                .map_err(Error::sql(what))?;
            super::set_phase(&mut *tx, target, Phase::Index).await?;
        }
        park(&mut tx, &self.parked).await?;
        tx.commit().await.map_err(Error::sql(what))
    }
}

#[async_trait::async_trait]
impl Loader for PgLoader {
    fn has(&self, _: HouseholdId) -> bool {
        false
    }

    fn sinks(&mut self) -> &mut dyn Sinks {
        &mut self.buffers
    }

    async fn flush(&mut self) -> Result<()> {
        self.send_pieces(PIECE_BYTES).await
    }

    async fn household_done(
        &mut self,
        household: HouseholdId,
        position: u64,
        parked: Vec<Parked>,
    ) -> Result<()> {
        self.cursors.push((household, position));
        self.parked.extend(parked);
        self.flush().await
    }

    async fn finish(mut self: Box<Self>) -> Result<()> {
        self.send_pieces(1).await?;
        for writer in &mut self.writers {
            writer.send(Piece::End).await?;
        }
        for writer in &mut self.writers {
            if writer.pieces.is_some() {
                writer.join().await?;
            }
        }
        self.note().await
    }

    async fn abort(mut self: Box<Self>) {
        for writer in &mut self.writers {
            if writer.pieces.take().is_some() {
                // Whatever it says, its transaction is rolled back.
                let _ = writer.join().await;
            }
        }
    }
}

/// A table to be filled: its name and its columns, as they are written in SQL.
type Into = (String, String);

/// The tables of all targets, dealt out: the n-th of all goes to connection n modulo their number.
fn spread(targets: &[Bound]) -> Vec<Vec<Into>> {
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
