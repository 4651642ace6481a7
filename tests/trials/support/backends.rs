//! PostgreSQL's backends of a child process, and their end.

use sqlx::{Connection as _, PgConnection};

/// The backends that a child will open: every one of our name beside those that are there before it starts.
pub(crate) struct Backends {
    connection: PgConnection,
    before: Vec<i32>,
}

const OURS: &str = "datname = current_database() AND application_name = 'heirloom'";

impl Backends {
    /// To be made before the child starts.
    pub(crate) async fn of_a_child_to_come(url: &str) -> Self {
        let mut connection = PgConnection::connect(url).await.expect("the server answers");
        let sql = format!("SELECT pid FROM pg_stat_activity WHERE {OURS}");
        let before = sqlx::query_scalar(&sql)
            .fetch_all(&mut connection)
            .await
            .expect("a superuser may look");
        Self { connection, before }
    }

    /// Ends those whose query is like this; how many there were.
    pub(crate) async fn end(&mut self, query: &str) -> i64 {
        let sql = format!(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {OURS} AND pid <> ALL($1) AND query LIKE $2"
        );
        let ended = sqlx::query_scalar(&sql).bind(&self.before).bind(query);
        ended
            .fetch_one(&mut self.connection)
            .await
            .expect("a superuser may end it")
    }
}
