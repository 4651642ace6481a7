//! Questions about what happened, through the stable view.

use chrono::{DateTime, Utc};
use heirloom_events::values::{Actor, CommandId, CorrelationId, HouseholdId, RecipeId};

use crate::Value;
use crate::read_pool::{ReadError, ReadPool, ReadRow};

/// One version of a recipe: who changed what, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// The recipe's version after it.
    pub version: i64,
    /// The event's position in the household's log.
    pub position: i64,
    /// The event's name.
    pub event_type: String,
    /// What changed, in plain words.
    pub what: String,
    /// Who did it.
    pub actor: Option<Actor>,
    /// Why.
    pub reason: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// When the log took it.
    pub recorded_at: DateTime<Utc>,
    /// The command that made it.
    pub command_id: Option<CommandId>,
    /// The bulk edit that it belongs to.
    pub correlation_id: Option<CorrelationId>,
    /// Where it came from.
    pub source: Option<String>,
}

/// Every version of a recipe, oldest first.
///
/// # Errors
/// Where the tables cannot be read.
pub async fn of_recipe(
    pool: &ReadPool,
    household: HouseholdId,
    id: RecipeId,
) -> Result<Vec<VersionRow>, ReadError> {
    let query = "SELECT version, position, event_type, what, actor, reason, occurred_at, recorded_at, command_id, \
                 correlation_id, source FROM {read}recipe_history \
                 WHERE household_id = $1 AND recipe_id = $2 ORDER BY version";
    let values = [Value::Uuid(household.0), Value::Uuid(id.0)];
    pool.read("a recipe's history", query, &values, version).await
}

fn version(row: &ReadRow) -> Result<VersionRow, sqlx::Error> {
    Ok(VersionRow {
        version: row.int("version")?,
        position: row.int("position")?,
        event_type: row.text("event_type")?,
        what: row.text("what")?,
        actor: row.opt_text("actor")?.map(Actor),
        reason: row.opt_text("reason")?,
        occurred_at: row.time("occurred_at")?,
        recorded_at: row.time("recorded_at")?,
        command_id: row.opt_uuid("command_id")?.map(CommandId),
        correlation_id: row.opt_uuid("correlation_id")?.map(CorrelationId),
        source: row.opt_text("source")?,
    })
}
