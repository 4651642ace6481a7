//! Read tables on PostgreSQL: each generation in a schema of its own (`recipes_v1_g2`), stable views in
//! `read`, bookkeeping in `heirloom`.

mod apply;
mod drop;
mod grants;
mod load;
mod locks;
mod revisions;
mod snapshot;
mod switch;
mod views;
mod writers;

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use async_trait::async_trait;
use heirloom_events::values::HouseholdId;
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{Connection, Executor, Row};

use super::bookkeeping as book;
use super::{BuilderLock, FedTarget, Loader, ReadDb, Snapshot, SwitchStats, Switching, TargetChange};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::target::{Bound, Generation, Parked, Phase, Target};

/// Which generation a statement means: `$1` to `$3`.
const THIS: &str = "projection = $1 AND version = $2 AND generation = $3";
/// No reader ever waits longer behind us than this.
const LOCK_MS: u32 = 300;

/// Read tables on PostgreSQL.
#[derive(Clone, Debug)]
pub struct PostgresReadDb {
    pool: PgPool,
    lock_tries: u32,
}

impl PostgresReadDb {
    /// Over a pool. Loads, snapshots and locks use connections of their own beside it, with the pool's
    /// settings.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self {
            pool,
            lock_tries: book::LOCK_TRIES,
        }
    }

    /// Gives a switch up after so many tries (1 or more) to lock the views, of 300 ms and a pause each.
    #[must_use]
    pub fn with_lock_tries(mut self, tries: u32) -> Self {
        self.lock_tries = tries.max(1);
        self
    }

    /// A connection that is not the pool's.
    async fn connect(&self, what: &str) -> Result<PgConnection> {
        PgConnection::connect_with(&self.pool.connect_options())
            .await
            .map_err(Error::sql(what))
    }
}

fn generation_of(row: &sqlx::postgres::PgRow) -> Result<Generation> {
    let read = |e| Error::sql("read `heirloom.generations`")(e);
    let target = book::target(
        row.try_get(0).map_err(read)?,
        row.try_get(1).map_err(read)?,
        row.try_get(2).map_err(read)?,
    )?;
    let role: &str = row.try_get(3).map_err(read)?;
    let phase: &str = row.try_get(4).map_err(read)?;
    book::generation(target, role, phase)
}

/// The streams that stand still in a target.
async fn parked<'c>(
    executor: impl sqlx::PgExecutor<'c>,
    target: &Target,
    household: Option<HouseholdId>,
) -> Result<Vec<Parked>> {
    let sql = format!(
        "SELECT household_id, aggregate_type, aggregate_id, position, why FROM heirloom.parked \
         WHERE {THIS} AND ($4::uuid IS NULL OR household_id = $4) ORDER BY household_id, position"
    );
    type ParkedRow = (uuid::Uuid, String, String, i64, String);
    let rows: Vec<ParkedRow> = sqlx::query_as(&sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .bind(household.map(|h| h.0))
        .fetch_all(executor)
        .await
        .map_err(Error::sql("read `heirloom.parked`"))?;
    rows.into_iter()
        .map(|(household, aggregate_type, aggregate_id, position, why)| {
            Ok(Parked {
                target: target.clone(),
                household: HouseholdId(household),
                stream: book::stream(&aggregate_type, &aggregate_id)?,
                position: book::position(position)?,
                why,
            })
        })
        .collect()
}

/// The cursors of a target.
async fn cursors<'c>(
    executor: impl sqlx::PgExecutor<'c>,
    target: &Target,
) -> Result<HashMap<HouseholdId, u64>> {
    let sql = format!("SELECT household_id, applied FROM heirloom.cursors WHERE {THIS}");
    let rows: Vec<(uuid::Uuid, i64)> = sqlx::query_as(&sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .fetch_all(executor)
        .await
        .map_err(Error::sql("read `heirloom.cursors`"))?;
    rows.into_iter()
        .map(|(household, applied)| Ok((HouseholdId(household), book::position(applied)?)))
        .collect()
}

#[async_trait]
impl ReadDb for PostgresReadDb {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    async fn generations(&self) -> Result<Vec<Generation>> {
        let sql = "SELECT projection, version, generation, state, phase FROM heirloom.generations \
                   ORDER BY projection, version, generation";
        let rows = sqlx::query(sql)
            .fetch_all(&self.pool)
            .await
            .map_err(Error::sql("read `heirloom.generations`"))?;
        rows.iter().map(generation_of).collect()
    }

    async fn fed(&self, household: HouseholdId) -> Result<Vec<FedTarget>> {
        let sql = "SELECT g.projection, g.version, g.generation, g.state, g.phase, COALESCE(c.applied, 0) \
                   FROM heirloom.generations AS g \
                   LEFT JOIN heirloom.cursors AS c \
                     ON c.household_id = $1 AND c.projection = g.projection \
                     AND c.version = g.version AND c.generation = g.generation \
                   ORDER BY g.projection, g.version, g.generation";
        let rows = sqlx::query(sql)
            .bind(household.0)
            .fetch_all(&self.pool)
            .await
            .map_err(Error::sql("read `heirloom.cursors`"))?;
        rows.iter()
            .map(|row| {
                let applied: i64 = row.try_get(5).map_err(Error::sql("read `heirloom.cursors`"))?;
                Ok(FedTarget {
                    generation: generation_of(row)?,
                    applied: book::position(applied)?,
                })
            })
            .collect()
    }

    async fn cursors(&self, target: &Target) -> Result<HashMap<HouseholdId, u64>> {
        cursors(&self.pool, target).await
    }

    async fn parked(&self, target: &Target, household: Option<HouseholdId>) -> Result<Vec<Parked>> {
        parked(&self.pool, target, household).await
    }

    async fn apply(&self, household: HouseholdId, changes: &[TargetChange]) -> Result<usize> {
        apply::apply(&self.pool, household, changes).await
    }

    async fn execute(&self, what: &str, sql: &str) -> Result<()> {
        self.pool.execute(sql).await.map_err(Error::sql(what))?;
        Ok(())
    }

    async fn lock_builder(&self, projections: &[&str]) -> Result<BuilderLock> {
        let mut connection = self.connect("take the builder's lock").await?;
        // In one order for everybody, so that of two builders one gets all that it wants.
        for projection in projections.iter().collect::<BTreeSet<_>>() {
            let mut tries = 0;
            // The lock goes with its connection, and the server may take a moment to see that a builder
            // has just ended.
            while !try_lock(&mut connection, projection).await? {
                tries += 1;
                if tries == 10 {
                    let what = format!("projection `{projection}`");
                    return Err(Error::AnotherBuilder { what });
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
        Ok(Box::new(connection))
    }

    async fn create(&self, bound: &Bound) -> Result<()> {
        load::create(&self.pool, bound).await
    }

    async fn load(&self, targets: &[Bound]) -> Result<Box<dyn Loader>> {
        Ok(Box::new(load::PgLoader::open(self.clone(), targets).await?))
    }

    async fn index(&self, bound: &Bound) -> Result<()> {
        load::index(self, bound).await
    }

    async fn set_phase(&self, target: &Target, phase: Phase) -> Result<()> {
        set_phase(&self.pool, target, phase).await
    }

    async fn switch(&self, switching: &Switching) -> Result<SwitchStats> {
        switch::switch(self, switching).await
    }

    async fn drop_target(&self, target: &Target) -> Result<()> {
        drop::drop_target(self, target).await
    }

    async fn orphans(&self, projections: &[&str]) -> Result<Vec<Target>> {
        let known: Vec<Target> = self.generations().await?.into_iter().map(|g| g.target).collect();
        let schemas: Vec<String> = sqlx::query_scalar("SELECT nspname::text FROM pg_namespace")
            .fetch_all(&self.pool)
            .await
            .map_err(Error::sql("list the schemas"))?;
        Ok(schemas
            .iter()
            .filter_map(|schema| Target::from_namespace(schema))
            .filter(|t| projections.contains(&t.projection.as_str()) && !known.contains(t))
            .collect())
    }

    async fn snapshot(&self) -> Result<Box<dyn Snapshot>> {
        Ok(Box::new(snapshot::PgSnapshot::open(self).await?))
    }
}

async fn try_lock(connection: &mut PgConnection, projection: &str) -> Result<bool> {
    sqlx::query_scalar("SELECT pg_try_advisory_lock(hashtextextended('heirloom.build.' || $1, 0))")
        .bind(projection)
        .fetch_one(connection)
        .await
        .map_err(Error::sql("take the builder's lock"))
}

async fn set_phase<'c>(executor: impl sqlx::PgExecutor<'c>, target: &Target, phase: Phase) -> Result<()> {
    let sql = format!("UPDATE heirloom.generations SET phase = $4, updated_at = now() WHERE {THIS}");
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
