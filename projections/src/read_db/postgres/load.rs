//! The load: a connection and a transaction per table, or per few where there are many tables; binary COPY
//! with FREEZE into empty tables without keys; keys and indexes after it.
//!
//! The tables are truncated in the very transaction that fills them, which is what FREEZE asks for. A load
//! that was interrupted is simply done again.

use heirloom_events::values::HouseholdId;
use sqlx::postgres::PgPool;
use sqlx::{Connection, Executor};

use super::apply::{park, this};
use super::writers::{Piece, Writer, spread};
use super::{PostgresReadDb, THIS, book};
use crate::error::{Error, Result};
use crate::fold::Sinks;
use crate::read_db::{Loader, copy};
use crate::target::{Bound, Parked, Phase};
use crate::{Dialect, Value};

/// A piece goes to its connection when it has come to this size. With eight tables and the pieces that
/// wait in channels this bounds a load's memory at a few MiB.
const PIECE_BYTES: usize = 128 * 1024;

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
        for tables in spread(targets) {
            let connection = db.connect("open a connection to load with").await?;
            writers.push(Writer::begin(connection, tables));
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
            writer.end().await?;
        }
        self.note().await
    }

    async fn abort(mut self: Box<Self>) {
        for writer in &mut self.writers {
            // Whatever it says, its transaction is rolled back.
            let _ = writer.give_up().await;
        }
    }
}
