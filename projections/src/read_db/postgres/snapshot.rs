//! A snapshot: one REPEATABLE READ transaction on a connection of its own; rows leave by binary COPY.

use std::collections::HashMap;

use async_trait::async_trait;
use futures_util::TryStreamExt;
use heirloom_events::values::HouseholdId;
use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor};

use super::{PostgresReadDb, book};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::{EachRow, Snapshot, copy};
use crate::target::{Bound, Parked, Target};

pub(super) struct PgSnapshot {
    connection: PgConnection,
}

impl PgSnapshot {
    pub(super) async fn open(db: &PostgresReadDb) -> Result<Self> {
        let mut connection = db.connect("open a snapshot").await?;
        connection
            .execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await
            .map_err(Error::sql("open a snapshot"))?;
        Ok(Self { connection })
    }
}

struct Damaged(Error);

impl From<copy::CopyError> for Damaged {
    fn from(error: copy::CopyError) -> Self {
        Self(Error::damaged("a table", error))
    }
}

#[async_trait]
impl Snapshot for PgSnapshot {
    async fn cursors(&mut self, target: &Target) -> Result<HashMap<HouseholdId, u64>> {
        super::cursors(&mut self.connection, target).await
    }

    async fn parked(&mut self, target: &Target) -> Result<Vec<Parked>> {
        super::parked(&mut self.connection, target, None).await
    }

    async fn rows(
        &mut self,
        bound: &Bound,
        table: usize,
        household: Option<HouseholdId>,
        each: EachRow<'_>,
    ) -> Result<u64> {
        let shape = &bound.model.tables()[table];
        let name = bound.table(Dialect::Postgres, table);
        let what = format!("read `{name}`");
        // A household's id is a UUID: nothing in it to quote. COPY takes no parameters.
        let only = household.map_or(String::new(), |h| format!(" WHERE household_id = '{h}'"));
        let sql = format!(
            "COPY (SELECT {} FROM {name}{only}) TO STDOUT WITH (FORMAT binary)",
            book::column_list(shape)
        );
        let mut decoder = copy::Decoder::new(shape.columns.iter().map(|c| c.kind).collect());
        let mut count = 0;
        let mut pieces = self
            .connection
            .copy_out_raw(&sql)
            .await
            .map_err(Error::sql(&what))?;
        while let Some(piece) = pieces.try_next().await.map_err(Error::sql(&what))? {
            decoder
                .feed(&piece, |values| {
                    count += 1;
                    each(values).map_err(Damaged)
                })
                .map_err(|Damaged(error)| error)?;
        }
        decoder.end().map_err(|e| Error::damaged(&name, e))?;
        Ok(count)
    }

    async fn texts(&mut self, what: &str, sql: &str, limit: usize) -> Result<Vec<String>> {
        sqlx::query_scalar(&format!("SELECT * FROM ({sql}) AS found LIMIT {limit}"))
            .fetch_all(&mut self.connection)
            .await
            .map_err(Error::sql(what))
    }

    async fn close(mut self: Box<Self>) -> Result<()> {
        self.connection
            .execute("COMMIT")
            .await
            .map_err(Error::sql("close a snapshot"))?;
        self.connection
            .close()
            .await
            .map_err(Error::sql("close a snapshot"))
    }
}
