//! A row of `events`.

use heirloom_events::values::HouseholdId;
use sqlx::Row;
use sqlx::postgres::PgRow;

use super::super::StoredEvent;

/// Reads the columns of a row in the table's order, payload and metadata as text.
pub(super) fn event(row: &PgRow) -> Result<StoredEvent, sqlx::Error> {
    Ok(StoredEvent {
        household: HouseholdId(row.try_get(0)?),
        position: number(row, 1)?,
        aggregate_type: row.try_get(2)?,
        aggregate_id: row.try_get(3)?,
        sequence: number(row, 4)?,
        event_type: row.try_get(5)?,
        event_version: row.try_get(6)?,
        payload: row.try_get(7)?,
        metadata: row.try_get(8)?,
        recorded_at: row.try_get(9)?,
    })
}

/// Reads a number that is never negative.
pub(super) fn number(row: &PgRow, column: usize) -> Result<u64, sqlx::Error> {
    let number: i64 = row.try_get(column)?;
    u64::try_from(number).map_err(|error| sqlx::Error::ColumnDecode {
        index: column.to_string(),
        source: Box::new(error),
    })
}

/// A count as PostgreSQL keeps it.
pub(super) fn signed(number: u64) -> Result<i64, sqlx::Error> {
    i64::try_from(number).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}
