//! The grants of an application's role.

use sqlx::Executor as _;

use super::PostgresLog;
use super::errors::failed;
use crate::store::LogError;

impl PostgresLog {
    /// Lets a role append to this log and read it and its tables, without any right to change history.
    ///
    /// # Errors
    /// Where there is no such role, or we may not grant.
    pub async fn grant_to(&self, role: &str) -> Result<(), LogError> {
        let quoted = format!("\"{}\"", role.replace('"', "\"\""));
        let grants = include_str!("grant.sql").replace("{role}", &quoted);
        let what = "grant rights to the application's role";
        self.pool
            .execute(sqlx::raw_sql(&grants))
            .await
            .map_err(failed(what))?;
        Ok(())
    }
}
