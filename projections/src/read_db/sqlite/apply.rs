//! One household's changes, in one transaction. Any number of feeders in any processes may try the same:
//! under the write lock the cursor is looked at again, and only the first one writes.

use heirloom_events::values::HouseholdId;
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqlitePool};

use super::value::bind_row;
use super::{THIS, WRITE, book, rows};
use crate::Dialect;
use crate::diff::TableChange;
use crate::error::{Error, Result};
use crate::read_db::TargetChange;
use crate::target::{Bound, Parked, Target};

pub(super) async fn apply(
    pool: &SqlitePool,
    household: HouseholdId,
    changes: &[TargetChange],
) -> Result<usize> {
    let mut tx = pool
        .begin_with(WRITE)
        .await
        .map_err(Error::sql("begin to feed"))?;
    let mut taken = 0;
    for change in changes {
        if cursor(&mut tx, household, &change.bound.target).await? == Some(change.from)
            && stand_still(&mut tx, household, change).await?
        {
            write(&mut tx, household, change).await?;
            taken += 1;
        }
    }
    tx.commit().await.map_err(Error::sql("commit what was fed"))?;
    Ok(taken)
}

/// The cursor under the write lock; none where the generation is gone.
async fn cursor(tx: &mut SqliteConnection, household: HouseholdId, target: &Target) -> Result<Option<u64>> {
    let sql = "SELECT COALESCE(c.applied, 0) FROM generations AS g LEFT JOIN cursors AS c \
               ON c.household_id = ?4 AND c.projection = g.projection \
               AND c.version = g.version AND c.generation = g.generation \
               WHERE g.projection = ?1 AND g.version = ?2 AND g.generation = ?3";
    let applied: Option<i64> = sqlx::query_scalar(sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .bind(household.to_string())
        .fetch_optional(tx)
        .await
        .map_err(Error::sql("read a cursor"))?;
    applied.map(book::position).transpose()
}

/// Whether the same streams stand still as when the change was worked out.
async fn stand_still(
    tx: &mut SqliteConnection,
    household: HouseholdId,
    change: &TargetChange,
) -> Result<bool> {
    let Some(standing) = &change.standing else {
        return Ok(true);
    };
    let parked = super::parked(tx, &change.bound.target, Some(household)).await?;
    Ok(book::standing(parked) == *standing)
}

pub(super) fn this<'q>(
    query: Query<'q, Sqlite, SqliteArguments<'q>>,
    target: &'q Target,
) -> Query<'q, Sqlite, SqliteArguments<'q>> {
    query
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
}

async fn write(tx: &mut SqliteConnection, household: HouseholdId, change: &TargetChange) -> Result<()> {
    let target = &change.bound.target;
    // Rows that refer to others go first and come last: tables stand in the order of reference.
    for (table, rows) in change.tables.iter().enumerate().rev() {
        delete(tx, &change.bound, table, rows).await?;
    }
    for (table, changed) in change.tables.iter().enumerate() {
        let on_conflict = book::on_conflict(&change.bound.model.tables()[table]);
        rows::insert(tx, &change.bound, table, &changed.upserts, &on_conflict).await?;
    }
    for stream in &change.unpark {
        let sql = format!(
            "DELETE FROM parked WHERE {THIS} AND household_id = ?4 AND aggregate_type = ?5 AND aggregate_id = ?6"
        );
        this(sqlx::query(&sql), target)
            .bind(household.to_string())
            .bind(stream.aggregate_type.as_str())
            .bind(&stream.aggregate_id)
            .execute(&mut *tx)
            .await
            .map_err(Error::sql("let a parked stream go on"))?;
    }
    park(tx, &change.park).await?;
    set_cursor(tx, household, target, change.to).await
}

pub(super) async fn set_cursor(
    tx: &mut SqliteConnection,
    household: HouseholdId,
    target: &Target,
    applied: u64,
) -> Result<()> {
    let sql = "INSERT INTO cursors (projection, version, generation, household_id, applied) \
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (household_id, projection, version, generation) \
               DO UPDATE SET applied = excluded.applied";
    this(sqlx::query(sql), target)
        .bind(household.to_string())
        .bind(book::signed(applied))
        .execute(tx)
        .await
        .map_err(Error::sql("move a cursor"))?;
    Ok(())
}

pub(super) async fn park(tx: &mut SqliteConnection, parked: &[Parked]) -> Result<()> {
    for one in parked {
        let sql = "INSERT INTO parked \
                   (projection, version, generation, household_id, aggregate_type, aggregate_id, position, why) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
                   ON CONFLICT (household_id, projection, version, generation, aggregate_type, aggregate_id) \
                   DO UPDATE SET position = excluded.position, why = excluded.why";
        this(sqlx::query(sql), &one.target)
            .bind(one.household.to_string())
            .bind(one.stream.aggregate_type.as_str())
            .bind(&one.stream.aggregate_id)
            .bind(book::signed(one.position))
            .bind(&one.why)
            .execute(&mut *tx)
            .await
            .map_err(Error::sql("park a stream"))?;
    }
    Ok(())
}

async fn delete(tx: &mut SqliteConnection, bound: &Bound, table: usize, rows: &TableChange) -> Result<()> {
    let shape = &bound.model.tables()[table];
    let same: Vec<String> = shape.key_names().map(|key| format!("\"{key}\" = ?")).collect();
    let name = bound.table(Dialect::Sqlite, table);
    let sql = format!("DELETE FROM {name} WHERE {}", same.join(" AND "));
    for key in &rows.deletes {
        bind_row(sqlx::query(&sql), key)
            .execute(&mut *tx)
            .await
            .map_err(Error::sql(format!("delete a row of `{name}`")))?;
    }
    Ok(())
}
