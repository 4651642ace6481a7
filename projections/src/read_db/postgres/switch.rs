//! The switch: views of a whole group, what is live and the active revision, in one short transaction.

use std::time::Instant;

use sqlx::Executor;
use sqlx::postgres::{PgConnection, PgPool};

use super::apply::this;
use super::locks::{be_patient, blockers, is_depended_upon, is_lock_timeout, told};
use super::{LOCK_MS, PostgresReadDb, THIS, book, gone_unless, grants, revisions, views};
use crate::Dialect;
use crate::error::{Error, Result};
use crate::read_db::{SwitchStats, Switching};
use crate::target::Target;

/// How long the views after the first are waited for: those that are locked already keep readers out
/// meanwhile. Where readers are slower than that, later tries are as patient with all as with the first.
const NEXT_LOCK_MS: u32 = 30;

pub(super) async fn switch(db: &PostgresReadDb, switching: &Switching) -> Result<SwitchStats> {
    let what = switching.what();
    db.pool
        .execute("CREATE SCHEMA IF NOT EXISTS read")
        .await
        .map_err(Error::sql(what))?;
    for tries in 1..=db.lock_tries {
        let next_ms = if tries <= db.lock_tries / 2 {
            NEXT_LOCK_MS
        } else {
            LOCK_MS
        };
        match try_switch(&db.pool, switching, next_ms).await {
            Ok(locked_ms) => return Ok(SwitchStats { tries, locked_ms }),
            Err(error) if is_lock_timeout(&error) => tokio::time::sleep(book::pause(tries)).await,
            Err(error) if is_depended_upon(&error) => {
                return Err(Error::Busy {
                    what: what.into(),
                    tries,
                    blockers: format!("somebody else's view needs what would go ({})", told(&error)),
                });
            }
            Err(error) => return Err(error),
        }
    }
    Err(Error::Busy {
        what: what.into(),
        tries: db.lock_tries,
        blockers: blockers(&db.pool, "read", &switching.views(Dialect::Postgres)).await,
    })
}

/// One try; for how many milliseconds views were locked.
async fn try_switch(pool: &PgPool, switching: &Switching, next_ms: u32) -> Result<f64> {
    let what = switching.what();
    let mut tx = pool.begin().await.map_err(Error::sql(what))?;
    be_patient(&mut tx, LOCK_MS).await?;
    let statements = views::statements(&mut tx, switching).await?;
    if let Some(activation) = &switching.activation {
        revisions::activate(&mut tx, activation).await?;
    }
    for bound in &switching.show {
        refuse_to_go_back(&mut tx, &bound.target).await?;
    }
    change_roles(&mut tx, switching).await?;
    grants::remember(&mut tx, switching).await?;
    // Locks on views come last, in a fixed order, so that they are held for the shortest time.
    let mut locked = None;
    if let Some((first, rest)) = statements.split_first() {
        tx.execute(sqlx::raw_sql(first)).await.map_err(Error::sql(what))?;
        locked = Some(Instant::now());
        if !rest.is_empty() {
            // In one message: a round trip for each would keep readers out for longer.
            let all = format!("SET LOCAL lock_timeout = '{next_ms}ms'; {}", rest.join("; "));
            tx.execute(sqlx::raw_sql(&all)).await.map_err(Error::sql(what))?;
        }
    }
    tx.commit().await.map_err(Error::sql(what))?;
    Ok(locked.map_or(0.0, |began| began.elapsed().as_secs_f64() * 1000.0))
}

/// Nobody may see less after the switch than before.
async fn refuse_to_go_back(tx: &mut PgConnection, target: &Target) -> Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM heirloom.generations AS g \
               JOIN heirloom.cursors AS old USING (projection, version, generation) \
               LEFT JOIN heirloom.cursors AS new ON new.household_id = old.household_id \
                 AND new.projection = $1 AND new.version = $2 AND new.generation = $3 \
               WHERE g.projection = $1 AND g.state = 'live' AND old.applied > COALESCE(new.applied, 0))";
    let behind: bool = sqlx::query_scalar(sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .fetch_one(tx)
        .await
        .map_err(Error::sql("compare cursors"))?;
    if behind {
        let target = target.to_string();
        return Err(Error::Lagging { target });
    }
    Ok(())
}

/// What is live, and what stands by.
async fn change_roles(tx: &mut PgConnection, switching: &Switching) -> Result<()> {
    for bound in &switching.hide {
        note(tx, &bound.target, "state = 'standby'").await?;
    }
    for target in &switching.stand_by {
        note(tx, target, "state = 'standby', phase = 'done'").await?;
    }
    for bound in &switching.show {
        make_live(tx, &bound.target).await?;
    }
    Ok(())
}

async fn note(tx: &mut PgConnection, target: &Target, sets: &str) -> Result<()> {
    let sql = format!("UPDATE heirloom.generations SET {sets}, updated_at = now() WHERE {THIS}");
    let done = this(sqlx::query(&sql), target)
        .execute(tx)
        .await
        .map_err(Error::sql("note what is live"))?;
    gone_unless(done.rows_affected() == 1, target)
}

async fn make_live(tx: &mut PgConnection, target: &Target) -> Result<()> {
    let sql = "UPDATE heirloom.generations SET state = 'standby', updated_at = now() \
               WHERE projection = $1 AND state = 'live'";
    sqlx::query(sql)
        .bind(&target.projection)
        .execute(&mut *tx)
        .await
        .map_err(Error::sql("note what is live"))?;
    note(tx, target, "state = 'live', phase = 'done'").await
}
