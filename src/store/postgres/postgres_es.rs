//! What stock `postgres_es` needs to append to and load from this very table.

use sqlx::Executor;

use super::super::LogError;
use super::PostgresLog;
use super::errors::failed;

const POSTGRES_ES: &str = include_str!("postgres_es.sql");

impl PostgresLog {
    /// Lets a stock `postgres_es::PostgresEventRepository` append to and load from this log, with the
    /// tables `heirloom.events` and `heirloom.snapshots`. Doing it twice does nothing.
    ///
    /// Stock appends name no household: they go to `metadata.household_id`, else to the only household
    /// there is, else to [`HouseholdId::single`](heirloom_events::values::HouseholdId::single).
    ///
    /// # Errors
    /// Where the database fails, or the user may not make triggers.
    pub async fn enable_postgres_es(&self) -> Result<(), LogError> {
        let refused = || failed("prepare the log for `postgres_es`");
        let mut transaction = self.pool.begin().await.map_err(refused())?;
        transaction.execute(POSTGRES_ES).await.map_err(refused())?;
        transaction.commit().await.map_err(refused())
    }
}
