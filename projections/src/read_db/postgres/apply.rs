//! One household's changes, in one transaction. Any number of feeders in any processes may try the same:
//! the cursor's row is locked and looked at again, and only the first one writes.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use heirloom_events::values::HouseholdId;
use sqlx::postgres::{PgArguments, PgConnection, PgPool, Postgres};
use sqlx::query::Query;
use uuid::Uuid;

use super::{THIS, book};
use crate::diff::{Row, TableChange};
use crate::error::{Error, Result};
use crate::read_db::TargetChange;
use crate::target::{Bound, Parked, Target};
use crate::{Column, Dialect, Float, Kind, Value};

pub(super) async fn apply(pool: &PgPool, household: HouseholdId, changes: &[TargetChange]) -> Result<usize> {
    let mut tx = pool.begin().await.map_err(Error::sql("begin to feed"))?;
    let mut taken = 0;
    for change in changes {
        if take_cursor(&mut tx, household, change).await? && stand_still(&mut tx, household, change).await? {
            write(&mut tx, household, change).await?;
            taken += 1;
        }
    }
    tx.commit().await.map_err(Error::sql("commit what was fed"))?;
    Ok(taken)
}

/// Locks the cursor; whether it is still where the change starts. The generation is kept from being
/// dropped meanwhile.
async fn take_cursor(tx: &mut PgConnection, household: HouseholdId, change: &TargetChange) -> Result<bool> {
    let target = &change.bound.target;
    if change.from == 0 {
        let sql = "INSERT INTO heirloom.cursors (household_id, projection, version, generation, applied) \
                   SELECT $4, projection, version, generation, 0 FROM heirloom.generations \
                   WHERE projection = $1 AND version = $2 AND generation = $3 ON CONFLICT DO NOTHING";
        this(sqlx::query(sql), target)
            .bind(household.0)
            .execute(&mut *tx)
            .await
            .map_err(Error::sql("open a cursor"))?;
    }
    let sql = "SELECT c.applied FROM heirloom.generations AS g \
               JOIN heirloom.cursors AS c USING (projection, version, generation) \
               WHERE g.projection = $1 AND g.version = $2 AND g.generation = $3 AND c.household_id = $4 \
               FOR KEY SHARE OF g FOR UPDATE OF c";
    let applied: Option<i64> = sqlx::query_scalar(sql)
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
        .bind(household.0)
        .fetch_optional(tx)
        .await
        .map_err(Error::sql("lock a cursor"))?;
    Ok(applied == Some(book::signed(change.from)))
}

/// Whether the same streams stand still as when the change was worked out. Under the cursor's lock, so that
/// nobody lets one go on meanwhile.
async fn stand_still(tx: &mut PgConnection, household: HouseholdId, change: &TargetChange) -> Result<bool> {
    let Some(standing) = &change.standing else {
        return Ok(true);
    };
    let parked = super::parked(tx, &change.bound.target, Some(household)).await?;
    Ok(book::standing(parked) == *standing)
}

async fn write(tx: &mut PgConnection, household: HouseholdId, change: &TargetChange) -> Result<()> {
    let target = &change.bound.target;
    // Rows that refer to others go first and come last: tables stand in the order of reference.
    for (table, rows) in change.tables.iter().enumerate().rev() {
        delete(tx, &change.bound, table, rows).await?;
    }
    for (table, rows) in change.tables.iter().enumerate() {
        upsert(tx, &change.bound, table, rows).await?;
    }
    for stream in &change.unpark {
        let sql = format!(
            "DELETE FROM heirloom.parked WHERE {THIS} AND household_id = $4 AND aggregate_type = $5 AND aggregate_id = $6"
        );
        this(sqlx::query(&sql), target)
            .bind(household.0)
            .bind(stream.aggregate_type.as_str())
            .bind(&stream.aggregate_id)
            .execute(&mut *tx)
            .await
            .map_err(Error::sql("let a parked stream go on"))?;
    }
    park(tx, &change.park).await?;
    if change.from != change.to {
        let sql = format!("UPDATE heirloom.cursors SET applied = $5 WHERE {THIS} AND household_id = $4");
        this(sqlx::query(&sql), target)
            .bind(household.0)
            .bind(book::signed(change.to))
            .execute(tx)
            .await
            .map_err(Error::sql("move a cursor"))?;
    }
    Ok(())
}

pub(super) fn this<'q>(
    query: Query<'q, Postgres, PgArguments>,
    target: &'q Target,
) -> Query<'q, Postgres, PgArguments> {
    query
        .bind(&target.projection)
        .bind(i64::from(target.version))
        .bind(i64::from(target.generation))
}

pub(super) async fn park(tx: &mut PgConnection, parked: &[Parked]) -> Result<()> {
    for one in parked {
        let sql = "INSERT INTO heirloom.parked \
                   (projection, version, generation, household_id, aggregate_type, aggregate_id, position, why) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                   ON CONFLICT (household_id, projection, version, generation, aggregate_type, aggregate_id) \
                   DO UPDATE SET position = excluded.position, why = excluded.why";
        this(sqlx::query(sql), &one.target)
            .bind(one.household.0)
            .bind(one.stream.aggregate_type.as_str())
            .bind(&one.stream.aggregate_id)
            .bind(book::signed(one.position))
            // PostgreSQL's texts hold no NUL, and a reason may quote one.
            .bind(one.why.replace('\0', "\u{fffd}"))
            .execute(&mut *tx)
            .await
            .map_err(Error::sql("park a stream"))?;
    }
    Ok(())
}

async fn delete(tx: &mut PgConnection, bound: &Bound, table: usize, rows: &TableChange) -> Result<()> {
    if rows.deletes.is_empty() {
        return Ok(());
    }
    let shape = &bound.model.tables()[table];
    let key = &shape.columns[..shape.key];
    let same: Vec<String> = key
        .iter()
        .map(|c| format!("t.\"{0}\" = k.\"{0}\"", c.name))
        .collect();
    let sql = format!(
        "DELETE FROM {} AS t USING unnest({}) AS k({}) WHERE {}",
        bound.table(Dialect::Postgres, table),
        parameters(key),
        book::key_list(shape),
        same.join(" AND ")
    );
    bind_columns(sqlx::query(&sql), key, &rows.deletes)
        .execute(tx)
        .await
        .map_err(Error::sql(format!(
            "delete rows of `{}` in `{}`",
            shape.name, bound.target
        )))?;
    Ok(())
}

async fn upsert(tx: &mut PgConnection, bound: &Bound, table: usize, rows: &TableChange) -> Result<()> {
    if rows.upserts.is_empty() {
        return Ok(());
    }
    let shape = &bound.model.tables()[table];
    let sql = format!(
        "INSERT INTO {} ({}) SELECT * FROM unnest({}) {}",
        bound.table(Dialect::Postgres, table),
        book::column_list(shape),
        parameters(shape.columns),
        book::on_conflict(shape)
    );
    bind_columns(sqlx::query(&sql), shape.columns, &rows.upserts)
        .execute(tx)
        .await
        .map_err(Error::sql(format!(
            "write rows of `{}` in `{}`",
            shape.name, bound.target
        )))?;
    Ok(())
}

/// `$1::uuid[], $2::text[]`
fn parameters(columns: &[Column]) -> String {
    let parts: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(i, column)| format!("${}::{}[]", i + 1, type_name(column.kind)))
        .collect();
    parts.join(", ")
}

fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Uuid => "uuid",
        // A cast to `varchar(n)` would cut; the column itself refuses what is too long.
        Kind::Text | Kind::Varchar(_) => "text",
        Kind::Int => "bigint",
        Kind::Integer => "integer",
        Kind::Double => "double precision",
        Kind::Bool => "boolean",
        Kind::Date => "date",
        Kind::Time => "timestamptz",
    }
}

macro_rules! column_of {
    ($rows:expr, $at:expr, $variant:ident => $type:ty) => {
        $rows
            .iter()
            .map(|row| match &row[$at] {
                Value::$variant(value) => Some(value.clone()),
                _ => None,
            })
            .collect::<Vec<Option<$type>>>()
    };
}

/// Binds each column of the rows as one array.
fn bind_columns<'q>(
    mut query: Query<'q, Postgres, PgArguments>,
    columns: &[Column],
    rows: &[Row],
) -> Query<'q, Postgres, PgArguments> {
    for (at, column) in columns.iter().enumerate() {
        query = match column.kind {
            Kind::Uuid => query.bind(column_of!(rows, at, Uuid => Uuid)),
            Kind::Text | Kind::Varchar(_) => query.bind(
                column_of!(rows, at, Text => Cow<'static, str>)
                    .into_iter()
                    .map(|text| text.map(Cow::into_owned))
                    .collect::<Vec<Option<String>>>(),
            ),
            Kind::Int => query.bind(column_of!(rows, at, Int => i64)),
            Kind::Integer => query.bind(column_of!(rows, at, Integer => i32)),
            Kind::Double => query.bind(
                column_of!(rows, at, Double => Float)
                    .into_iter()
                    .map(|number| number.map(Float::get))
                    .collect::<Vec<Option<f64>>>(),
            ),
            Kind::Bool => query.bind(column_of!(rows, at, Bool => bool)),
            Kind::Date => query.bind(column_of!(rows, at, Date => NaiveDate)),
            Kind::Time => query.bind(column_of!(rows, at, Time => DateTime<Utc>)),
        };
    }
    query
}
