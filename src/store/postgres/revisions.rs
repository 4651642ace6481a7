//! The table `revisions`, and the kinds of events that the log holds.

use heirloom_events::values::HouseholdId;
use sqlx::postgres::PgRow;
use sqlx::{Executor, PgConnection, PgPool, Postgres, Row};

use super::super::open::NewStart;
use super::super::{Activation, LogError, UnreadableKind, activation, proof};
use super::errors::failed;
use super::row::number;
use crate::revisions::State;

const NEWEST: &str = "SELECT no, revision FROM heirloom.revisions ORDER BY no DESC LIMIT 1";
const ALL: &str = include_str!("revisions.sql");
const KINDS: &str = include_str!("kinds.sql");
const FIRST_OF_KIND: &str = include_str!("first_of_kind.sql");
/// Whether the log holds events or read tables.
const HOLDS_SOMETHING: &str =
    "SELECT EXISTS (SELECT FROM heirloom.events) OR EXISTS (SELECT FROM heirloom.generations)";
const ACTIVATE: &str =
    "INSERT INTO heirloom.revisions (no, revision, direction, events) VALUES ($1, $2, 'init', 0)";

/// The number and the revision of the newest row.
pub(super) async fn newest(
    executor: impl Executor<'_, Database = Postgres>,
) -> Result<(u64, String), LogError> {
    let refused = || failed("read which revision is active");
    let row = sqlx::query(NEWEST)
        .fetch_optional(executor)
        .await
        .map_err(refused())?;
    let row = row.ok_or_else(activation::none_active)?;
    let newest = || Ok((number(&row, 0)?, row.try_get(1)?));
    newest().map_err(refused())
}

/// Every row, oldest first.
pub(super) async fn all(
    executor: impl Executor<'_, Database = Postgres>,
) -> Result<Vec<Activation>, LogError> {
    let refused = || failed("read the revisions that were active");
    let rows = sqlx::query(ALL).fetch_all(executor).await.map_err(refused())?;
    let activation = |row: &PgRow| {
        Ok(Activation {
            no: number(row, 0)?,
            revision: row.try_get(1)?,
            direction: row.try_get(2)?,
            events: number(row, 3)?,
            actor: row.try_get(4)?,
            reason: row.try_get(5)?,
            activated_at: row.try_get(6)?,
        })
    };
    rows.iter()
        .map(activation)
        .collect::<Result<_, _>>()
        .map_err(refused())
}

/// The kinds of events that this build cannot read.
pub(super) async fn unreadable(connection: &mut PgConnection) -> Result<Vec<UnreadableKind>, LogError> {
    let refused = || failed("look which versions of events the log holds");
    let kinds = sqlx::query_as(KINDS)
        .fetch_all(&mut *connection)
        .await
        .map_err(refused())?;
    let mut unreadable = Vec::new();
    for (event_type, event_version) in proof::unknown(kinds) {
        let row = sqlx::query(FIRST_OF_KIND)
            .bind(&event_type)
            .bind(&event_version)
            .fetch_one(&mut *connection)
            .await
            .map_err(refused())?;
        unreadable.push(UnreadableKind {
            event_type,
            event_version,
            household: HouseholdId(row.try_get(0).map_err(refused())?),
            position: number(&row, 1).map_err(refused())?,
            events: number(&row, 2).map_err(refused())?,
        });
    }
    Ok(unreadable)
}

/// Lets a log that holds nothing start at a revision; what it starts at then.
pub(super) async fn start_at(pool: &PgPool, state: &State) -> Result<NewStart, LogError> {
    let refused = || failed("activate a revision");
    let holds_something = || sqlx::query_scalar::<_, bool>(HOLDS_SOMETHING);
    // asked first without the lock: whoever opens a log that is in use need not keep anybody waiting
    if holds_something().fetch_one(pool).await.map_err(refused())? {
        return newest(pool).await.map(NewStart::Taken);
    }
    let mut transaction = pool.begin().await.map_err(refused())?;
    transaction
        .execute("LOCK TABLE heirloom.heads IN EXCLUSIVE MODE")
        .await
        .map_err(refused())?;
    let (no, active) = newest(&mut *transaction).await?;
    let taken = holds_something().fetch_one(&mut *transaction).await;
    if taken.map_err(refused())? {
        return Ok(NewStart::Taken((no, active)));
    }
    if active == state.name {
        return Ok(NewStart::At(no));
    }
    sqlx::query(ACTIVATE)
        .bind(super::row::signed(no + 1).map_err(refused())?)
        .bind(state.name)
        .execute(&mut *transaction)
        .await
        .map_err(refused())?;
    transaction.commit().await.map_err(refused())?;
    Ok(NewStart::At(no + 1))
}
