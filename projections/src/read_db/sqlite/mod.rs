//! Read tables on SQLite: in the log's own file, each generation under a prefix (`recipes_v1_g2__`),
//! stable views without one.

mod apply;
mod drop;
mod foreign_views;
mod index_names;
mod load;
mod revisions;
mod rows;
mod snapshot;
mod switch;
mod value;

use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::sync::Arc;

use async_trait::async_trait;
use heirloom_events::values::HouseholdId;
use sqlx::sqlite::{SqlitePool, SqliteRow};
use sqlx::{Executor, Row};
use tokio::sync::RwLock;

use super::bookkeeping as book;
use super::{BuilderLock, FedTarget, Loader, ReadDb, Snapshot, SwitchStats, Switching, TargetChange};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::target::{Bound, Generation, Parked, Phase, Target};

/// Which generation a statement means: `?1` to `?3`.
const THIS: &str = "projection = ?1 AND version = ?2 AND generation = ?3";
/// Takes the write lock at once, so that a transaction never fails halfway for want of it.
const WRITE: &str = "BEGIN IMMEDIATE";

/// Read tables on SQLite.
#[derive(Clone, Debug)]
pub struct SqliteReadDb {
    writer: SqlitePool,
    readers: SqlitePool,
    /// Held for reading by transactions under way, also by those that nobody waits for any more.
    under_way: Arc<RwLock<()>>,
}

impl SqliteReadDb {
    /// Over the log's pool of its one writing connection, and a pool of connections that read.
    #[must_use]
    pub fn new(writer: SqlitePool, readers: SqlitePool) -> Self {
        Self {
            writer,
            readers,
            under_way: Arc::default(),
        }
    }

    /// Carries a transaction to its end even if nobody waits for it any more: where sqlx's `BEGIN` is given
    /// up halfway, the pool gets a connection back that is still inside the transaction.
    async fn to_its_end<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let under_way = self.under_way.clone().read_owned().await;
        let task = tokio::spawn(async move {
            let done = work.await;
            drop(under_way);
            done
        });
        task.await
            .unwrap_or_else(|e| Err(Error::damaged("a transaction's task", e)))
    }
}

fn generation_of(row: &SqliteRow) -> Result<Generation> {
    let read = |e| Error::sql("read `generations`")(e);
    let target = book::target(
        row.try_get(0).map_err(read)?,
        row.try_get(1).map_err(read)?,
        row.try_get(2).map_err(read)?,
    )?;
    let role: &str = row.try_get(3).map_err(read)?;
    let phase: &str = row.try_get(4).map_err(read)?;
    book::generation(target, role, phase)
}

fn household(text: &str) -> Result<HouseholdId> {
    text.parse().map_err(|e| Error::damaged("a `household_id`", e))
}

async fn parked<'c>(
    executor: impl sqlx::SqliteExecutor<'c>,
    target: &Target,
    only: Option<HouseholdId>,
) -> Result<Vec<Parked>> {
    let sql = format!(
        "SELECT household_id, aggregate_type, aggregate_id, position, why FROM parked \
         WHERE {THIS} AND (?4 IS NULL OR household_id = ?4) ORDER BY household_id, position"
    );
    let rows: Vec<(String, String, String, i64, String)> = sqlx::query_as(&sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .bind(only.map(|h| h.to_string()))
        .fetch_all(executor)
        .await
        .map_err(Error::sql("read `parked`"))?;
    rows.into_iter()
        .map(|(id, aggregate_type, aggregate_id, position, why)| {
            Ok(Parked {
                target: target.clone(),
                household: household(&id)?,
                stream: book::stream(&aggregate_type, &aggregate_id)?,
                position: book::position(position)?,
                why,
            })
        })
        .collect()
}

async fn cursors<'c>(
    executor: impl sqlx::SqliteExecutor<'c>,
    target: &Target,
) -> Result<HashMap<HouseholdId, u64>> {
    let sql = format!("SELECT household_id, applied FROM cursors WHERE {THIS}");
    let rows: Vec<(String, i64)> = sqlx::query_as(&sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .fetch_all(executor)
        .await
        .map_err(Error::sql("read `cursors`"))?;
    rows.into_iter()
        .map(|(id, applied)| Ok((household(&id)?, book::position(applied)?)))
        .collect()
}

#[async_trait]
impl ReadDb for SqliteReadDb {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    async fn generations(&self) -> Result<Vec<Generation>> {
        let sql = "SELECT projection, version, generation, state, phase FROM generations ORDER BY 1, 2, 3";
        let rows = sqlx::query(sql)
            .fetch_all(&self.readers)
            .await
            .map_err(Error::sql("read `generations`"))?;
        rows.iter().map(generation_of).collect()
    }

    async fn fed(&self, household: HouseholdId) -> Result<Vec<FedTarget>> {
        let sql = "SELECT g.projection, g.version, g.generation, g.state, g.phase, COALESCE(c.applied, 0) \
                   FROM generations AS g LEFT JOIN cursors AS c \
                     ON c.household_id = ?1 AND c.projection = g.projection \
                     AND c.version = g.version AND c.generation = g.generation \
                   ORDER BY 1, 2, 3";
        let rows = sqlx::query(sql)
            .bind(household.to_string())
            .fetch_all(&self.readers)
            .await
            .map_err(Error::sql("read `cursors`"))?;
        rows.iter()
            .map(|row| {
                let applied: i64 = row.try_get(5).map_err(Error::sql("read `cursors`"))?;
                Ok(FedTarget {
                    generation: generation_of(row)?,
                    applied: book::position(applied)?,
                })
            })
            .collect()
    }

    async fn cursors(&self, target: &Target) -> Result<HashMap<HouseholdId, u64>> {
        cursors(&self.readers, target).await
    }

    async fn parked(&self, target: &Target, household: Option<HouseholdId>) -> Result<Vec<Parked>> {
        parked(&self.readers, target, household).await
    }

    async fn apply(&self, household: HouseholdId, changes: &[TargetChange]) -> Result<usize> {
        let (pool, changes) = (self.writer.clone(), changes.to_vec());
        self.to_its_end(async move { apply::apply(&pool, household, &changes).await })
            .await
    }

    async fn execute(&self, what: &str, sql: &str) -> Result<()> {
        self.writer.execute(sql).await.map_err(Error::sql(what))?;
        Ok(())
    }

    /// One lock for the whole file, because it has one writer: the operating system's, on a file beside the
    /// database, so that it ends with its process, however that ends.
    async fn lock_builder(&self, _: &[&str]) -> Result<BuilderLock> {
        // What a builder of this process left under way, when it was given up, must end first.
        drop(self.under_way.write().await);
        let options = self.writer.connect_options();
        let path = options.get_filename().with_extension("build-lock");
        if path.to_string_lossy().contains(":memory:") || path.to_string_lossy().starts_with("file:") {
            return Ok(Box::new(()));
        }
        let unlockable = |e: std::io::Error| {
            let why = match e.kind() {
                std::io::ErrorKind::PermissionDenied => format!("it is read-only for this user ({e})"),
                _ => e.to_string(),
            };
            Error::damaged(format!("lock file `{}`", path.display()), why)
        };
        let file = open(&path).map_err(unlockable)?;
        match file.try_lock() {
            Ok(()) => Ok(Box::new(file)),
            Err(TryLockError::WouldBlock) => Err(Error::AnotherBuilder {
                what: format!("`{}`", options.get_filename().display()),
            }),
            Err(TryLockError::Error(error)) => Err(unlockable(error)),
        }
    }

    async fn create(&self, bound: &Bound) -> Result<()> {
        let (pool, bound) = (self.writer.clone(), bound.clone());
        self.to_its_end(async move { load::create(&pool, &bound).await })
            .await
    }

    async fn load(&self, targets: &[Bound]) -> Result<Box<dyn Loader>> {
        Ok(Box::new(
            load::SqliteLoader::open(self.writer.clone(), targets).await?,
        ))
    }

    async fn index(&self, bound: &Bound) -> Result<()> {
        let (pool, bound) = (self.writer.clone(), bound.clone());
        self.to_its_end(async move { load::index(&pool, &bound).await })
            .await
    }

    async fn set_phase(&self, target: &Target, phase: Phase) -> Result<()> {
        set_phase(&self.writer, target, phase).await
    }

    async fn switch(&self, switching: &Switching) -> Result<SwitchStats> {
        let (pool, switching) = (self.writer.clone(), switching.clone());
        self.to_its_end(async move { switch::switch(&pool, &switching).await })
            .await
    }

    async fn drop_target(&self, target: &Target) -> Result<()> {
        let (pool, target) = (self.writer.clone(), target.clone());
        self.to_its_end(async move { drop::drop_target(&pool, &target).await })
            .await
    }

    async fn orphans(&self, projections: &[&str]) -> Result<Vec<Target>> {
        let known: Vec<Target> = self.generations().await?.into_iter().map(|g| g.target).collect();
        let sql = "SELECT DISTINCT substr(name, 1, instr(name, '__') - 1) FROM sqlite_master \
                   WHERE type = 'table' AND instr(name, '__') > 1";
        let prefixes: Vec<String> = sqlx::query_scalar(sql)
            .fetch_all(&self.readers)
            .await
            .map_err(Error::sql("list the tables"))?;
        Ok(prefixes
            .iter()
            .filter_map(|prefix| Target::from_namespace(prefix))
            .filter(|t| projections.contains(&t.projection.as_str()) && !known.contains(t))
            .collect())
    }

    async fn snapshot(&self) -> Result<Box<dyn Snapshot>> {
        let readers = self.readers.clone();
        let open = self.to_its_end(async move { snapshot::SqliteSnapshot::open(&readers).await });
        Ok(Box::new(open.await?))
    }
}

fn open(path: &std::path::Path) -> std::io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}

async fn set_phase<'c>(executor: impl sqlx::SqliteExecutor<'c>, target: &Target, phase: Phase) -> Result<()> {
    let sql = format!(
        "UPDATE generations SET phase = ?4, updated_at = strftime('%Y-%m-%dT%H:%M:%f000Z', 'now') WHERE {THIS}"
    );
    let done = sqlx::query(&sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .bind(phase.as_str())
        .execute(executor)
        .await
        .map_err(Error::sql(format!(
            "note phase `{}` of `{target}`",
            phase.as_str()
        )))?;
    gone_unless(done.rows_affected() == 1, target)
}

fn gone_unless(there: bool, target: &Target) -> Result<()> {
    if there {
        return Ok(());
    }
    Err(Error::damaged(
        format!("the generation `{target}`"),
        "somebody dropped it meanwhile; run the rebuild again",
    ))
}
