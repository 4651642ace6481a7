//! A snapshot: one read transaction; in WAL mode it sees nothing of what is written meanwhile.

use std::collections::HashMap;

use async_trait::async_trait;
use futures_util::TryStreamExt;
use heirloom_events::values::HouseholdId;
use sqlx::Transaction;
use sqlx::sqlite::{Sqlite, SqlitePool};

use super::{book, value};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::{EachRow, Snapshot};
use crate::target::{Bound, Parked, Target};

pub(super) struct SqliteSnapshot {
    tx: Transaction<'static, Sqlite>,
}

impl SqliteSnapshot {
    pub(super) async fn open(readers: &SqlitePool) -> Result<Self> {
        let mut tx = readers.begin().await.map_err(Error::sql("open a snapshot"))?;
        // A deferred transaction begins with its first read.
        sqlx::query("SELECT 1 FROM generations LIMIT 1")
            .fetch_optional(&mut *tx)
            .await
            .map_err(Error::sql("open a snapshot"))?;
        Ok(Self { tx })
    }
}

#[async_trait]
impl Snapshot for SqliteSnapshot {
    async fn cursors(&mut self, target: &Target) -> Result<HashMap<HouseholdId, u64>> {
        super::cursors(&mut *self.tx, target).await
    }

    async fn parked(&mut self, target: &Target) -> Result<Vec<Parked>> {
        super::parked(&mut *self.tx, target, None).await
    }

    async fn rows(
        &mut self,
        bound: &Bound,
        table: usize,
        household: Option<HouseholdId>,
        each: EachRow<'_>,
    ) -> Result<u64> {
        let shape = &bound.model.tables()[table];
        let name = bound.table(Dialect::Sqlite, table);
        let what = format!("read `{name}`");
        let only = if household.is_some() {
            " WHERE household_id = ?"
        } else {
            ""
        };
        let sql = format!("SELECT {} FROM {name}{only}", book::column_list(shape));
        let mut query = sqlx::query(&sql);
        if let Some(household) = household {
            query = query.bind(household.to_string());
        }
        let mut rows = query.fetch(&mut *self.tx);
        let mut count = 0;
        while let Some(row) = rows.try_next().await.map_err(Error::sql(&what))? {
            each(&value::values(shape, &row)?)?;
            count += 1;
        }
        Ok(count)
    }

    async fn texts(&mut self, what: &str, sql: &str, limit: usize) -> Result<Vec<String>> {
        sqlx::query_scalar(&format!("SELECT * FROM ({sql}) AS found LIMIT {limit}"))
            .fetch_all(&mut *self.tx)
            .await
            .map_err(Error::sql(what))
    }

    async fn close(self: Box<Self>) -> Result<()> {
        self.tx.rollback().await.map_err(Error::sql("close a snapshot"))
    }
}
