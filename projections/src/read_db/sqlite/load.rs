//! The load: many rows a statement, short transactions, so that commands get in between.
//!
//! A foreign key needs the unique index of the table that it points to, and indexes come after the load:
//! so the load has a connection of its own that does not ask for foreign keys. While it writes it holds the
//! log's writing connection, so that commands of this process queue fairly behind it.
//!
//! A household's cursor is written in the transaction that holds its last rows. A load that was
//! interrupted goes on after the last such household; rows of the one it stopped in are cleared away.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use heirloom_events::values::HouseholdId;
use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Connection, Executor};

use super::apply::{park, set_cursor, this};
use super::{THIS, WRITE, rows};
use crate::diff::Row;
use crate::error::{Error, Result};
use crate::fold::Sinks;
use crate::read_db::Loader;
use crate::target::{Bound, Parked, Phase};
use crate::{Dialect, Value};

/// A transaction takes so many rows: some 20 ms, which is how long a command may have to wait.
const ROWS_AT_ONCE: usize = 4_000;
/// How often a process that waits for the file looks whether it is free: SQLite's own longest step.
const OTHERS_LOOK_EVERY: Duration = Duration::from_millis(100);

pub(super) async fn create(pool: &SqlitePool, bound: &Bound) -> Result<()> {
    let target = &bound.target;
    let what = format!("create the tables of `{target}`");
    let mut tx = pool.begin_with(WRITE).await.map_err(Error::sql(&what))?;
    let sql = "INSERT INTO generations (projection, version, generation, state, phase) \
               VALUES (?1, ?2, ?3, 'building', 'load')";
    this(sqlx::query(sql), target)
        .execute(&mut *tx)
        .await
        .map_err(Error::sql(&what))?;
    let ddl = bound.fill_in(Dialect::Sqlite, bound.model.ddl(Dialect::Sqlite).create);
    tx.execute(sqlx::raw_sql(&ddl)).await.map_err(Error::sql(&what))?;
    tx.commit().await.map_err(Error::sql(what))
}

/// Each index and each ANALYZE is a transaction of its own, and after one that took its time other processes
/// get in: at a million events all of them together take longer than a command of theirs waits. Begun again
/// after a crash, what is there is left as it is.
pub(super) async fn index(pool: &SqlitePool, bound: &Bound) -> Result<()> {
    let ddl = bound.fill_in(Dialect::Sqlite, bound.model.ddl(Dialect::Sqlite).after_load);
    let (indexes, rest) = apart(&ddl);
    let tables = 0..bound.model.tables().len();
    let analyzes = tables.map(|table| format!("ANALYZE {}", bound.table(Dialect::Sqlite, table)));
    for sql in indexes.into_iter().chain(analyzes) {
        alone(pool, bound, &sql).await?;
    }
    let what = format!("index the tables of `{}`", bound.target);
    let mut tx = pool.begin_with(WRITE).await.map_err(Error::sql(&what))?;
    tx.execute(sqlx::raw_sql(&rest))
        .await
        .map_err(Error::sql(&what))?;
    super::set_phase(&mut *tx, &bound.target, Phase::CatchUp).await?;
    tx.commit().await.map_err(Error::sql(what))
}

async fn alone(pool: &SqlitePool, bound: &Bound, sql: &str) -> Result<()> {
    let what = format!("index the tables of `{}`", bound.target);
    let began = Instant::now();
    let mut tx = pool.begin_with(WRITE).await.map_err(Error::sql(&what))?;
    tx.execute(sqlx::raw_sql(sql)).await.map_err(Error::sql(&what))?;
    tx.commit().await.map_err(Error::sql(what))?;
    if began.elapsed() > OTHERS_LOOK_EVERY {
        tokio::time::sleep(OTHERS_LOOK_EVERY).await;
    }
    Ok(())
}

/// The statements that make indexes, each able to be given twice, and all the others in their order.
fn apart(ddl: &str) -> (Vec<String>, String) {
    let (mut indexes, mut rest) = (Vec::new(), String::new());
    let mut lines = ddl.lines();
    while let Some(line) = lines.next() {
        let Some((verb, of)) = ["CREATE INDEX ", "CREATE UNIQUE INDEX "]
            .iter()
            .find_map(|verb| Some((verb, line.strip_prefix(verb)?)))
        else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let mut index = format!("{verb}IF NOT EXISTS {of}");
        while !index.trim_end().ends_with(';') {
            let Some(more) = lines.next() else { break };
            index.push('\n');
            index.push_str(more);
        }
        indexes.push(index);
    }
    (indexes, rest)
}

/// Rows as they gather, by target and table.
struct Buffers {
    rows: Vec<Vec<Vec<Row>>>,
    count: usize,
}

impl Sinks for Buffers {
    fn row(&mut self, target: usize, table: usize, values: &[Value<'_>]) {
        let row = values.iter().cloned().map(Value::into_owned).collect();
        self.rows[target][table].push(row);
        self.count += 1;
    }
}

pub(super) struct SqliteLoader {
    pool: SqlitePool,
    connection: SqliteConnection,
    targets: Vec<Bound>,
    loaded: HashSet<HouseholdId>,
    buffers: Buffers,
    cursors: Vec<(HouseholdId, u64)>,
    parked: Vec<Parked>,
}

impl SqliteLoader {
    pub(super) async fn open(pool: SqlitePool, targets: &[Bound]) -> Result<Self> {
        let rows = targets
            .iter()
            .map(|bound| vec![Vec::new(); bound.model.tables().len()])
            .collect();
        let options = pool.connect_options().as_ref().clone().foreign_keys(false);
        let connection = SqliteConnection::connect_with(&options)
            .await
            .map_err(Error::sql("open a connection to load with"))?;
        let mut loader = Self {
            connection,
            loaded: HashSet::new(),
            buffers: Buffers { rows, count: 0 },
            targets: targets.to_vec(),
            cursors: Vec::new(),
            parked: Vec::new(),
            pool,
        };
        loader.take_over().await?;
        Ok(loader)
    }

    /// Households that are in all targets count as loaded; whatever there is of others goes.
    async fn take_over(&mut self) -> Result<()> {
        let mut in_all: Option<HashSet<HouseholdId>> = None;
        for bound in &self.targets {
            let here: HashSet<_> = super::cursors(&self.pool, &bound.target)
                .await?
                .into_keys()
                .collect();
            in_all = Some(in_all.map_or(here.clone(), |all| &all & &here));
        }
        self.loaded = in_all.unwrap_or_default();
        let what = "clear away what an interrupted load left";
        let _turn = self.pool.acquire().await.map_err(Error::sql(what))?;
        let mut tx = self
            .connection
            .begin_with(WRITE)
            .await
            .map_err(Error::sql(what))?;
        for bound in &self.targets {
            for household in super::cursors(&mut *tx, &bound.target).await?.into_keys() {
                if !self.loaded.contains(&household) {
                    forget(&mut tx, bound, household).await?;
                }
            }
            for table in (0..bound.model.tables().len()).rev() {
                let name = bound.table(Dialect::Sqlite, table);
                let sql = format!(
                    "DELETE FROM {name} WHERE household_id NOT IN (SELECT household_id FROM cursors WHERE {THIS})"
                );
                this(sqlx::query(&sql), &bound.target)
                    .execute(&mut *tx)
                    .await
                    .map_err(Error::sql(what))?;
            }
        }
        tx.commit().await.map_err(Error::sql(what))
    }

    async fn write(&mut self, finished: bool) -> Result<()> {
        let what = "load rows";
        let _turn = self.pool.acquire().await.map_err(Error::sql(what))?;
        let mut tx = self
            .connection
            .begin_with(WRITE)
            .await
            .map_err(Error::sql(what))?;
        for (bound, tables) in self.targets.iter().zip(&mut self.buffers.rows) {
            for (table, rows) in tables.iter_mut().enumerate() {
                rows::insert(&mut tx, bound, table, rows, "").await?;
                rows.clear();
            }
            for (household, position) in &self.cursors {
                set_cursor(&mut tx, *household, &bound.target, *position).await?;
            }
            if finished {
                super::set_phase(&mut *tx, &bound.target, Phase::Index).await?;
            }
        }
        park(&mut tx, &self.parked).await?;
        tx.commit().await.map_err(Error::sql(what))?;
        self.buffers.count = 0;
        self.cursors.clear();
        self.parked.clear();
        Ok(())
    }
}

async fn forget(tx: &mut SqliteConnection, bound: &Bound, household: HouseholdId) -> Result<()> {
    for table in ["cursors", "parked"] {
        let sql = format!("DELETE FROM {table} WHERE {THIS} AND household_id = ?4");
        this(sqlx::query(&sql), &bound.target)
            .bind(household.to_string())
            .execute(&mut *tx)
            .await
            .map_err(Error::sql("clear away what an interrupted load left"))?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl Loader for SqliteLoader {
    fn has(&self, household: HouseholdId) -> bool {
        self.loaded.contains(&household)
    }

    fn sinks(&mut self) -> &mut dyn Sinks {
        &mut self.buffers
    }

    async fn flush(&mut self) -> Result<()> {
        if self.buffers.count < ROWS_AT_ONCE {
            return Ok(());
        }
        self.write(false).await
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
        self.write(true).await
    }

    async fn abort(self: Box<Self>) {
        // What has been committed stays and is taken over.
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indexes_come_apart_from_what_must_stay_together() {
        let ddl = "CREATE UNIQUE INDEX a ON t (x);\n\nCREATE INDEX b ON t (y)\n  WHERE y IS NOT NULL;\n\
                   CREATE TRIGGER c AFTER INSERT ON t BEGIN\n  SELECT 1;\nEND;\n";
        let (indexes, rest) = apart(ddl);
        let wanted = [
            "CREATE UNIQUE INDEX IF NOT EXISTS a ON t (x);",
            "CREATE INDEX IF NOT EXISTS b ON t (y)\n  WHERE y IS NOT NULL;",
        ];
        assert_eq!(indexes, wanted);
        assert_eq!(
            rest,
            "\nCREATE TRIGGER c AFTER INSERT ON t BEGIN\n  SELECT 1;\nEND;\n"
        );
    }
}
