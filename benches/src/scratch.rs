//! Throwaway databases: each measurement has its own and leaves nothing behind.

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::psql::Psql;

/// A database that goes away with this value.
#[derive(Debug)]
pub(crate) enum Scratch {
    /// A PostgreSQL database.
    Postgres {
        /// Its address.
        url: String,
        name: String,
        server: Psql,
    },
    /// A SQLite file in a folder of its own.
    Sqlite {
        /// Its address.
        url: String,
        _folder: TempDir,
    },
}

impl Scratch {
    /// A new database, on SQLite or on the server of `HEIRLOOM_TEST_DATABASE_URL`.
    ///
    /// # Errors
    /// Where there is no server, or it refuses.
    pub(crate) fn new(sqlite: bool) -> Result<Self> {
        if sqlite { Self::sqlite() } else { Self::postgres() }
    }

    fn sqlite() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("heirloom-bench").tempdir()?;
        let url = format!("sqlite://{}", folder.path().join("bench.db").display());
        Ok(Self::Sqlite { url, _folder: folder })
    }

    fn postgres() -> Result<Self> {
        let server = std::env::var("HEIRLOOM_TEST_DATABASE_URL")
            .context("there is no PostgreSQL server to measure on; run `./x bench`, which starts one")?;
        let name = format!("heirloom_bench_{}", uuid::Uuid::now_v7().simple());
        let psql = Psql::on(&server);
        psql.run(&format!("CREATE DATABASE {name};"))?;
        let url = with_database(&server, &name);
        Ok(Self::Postgres {
            url,
            name,
            server: psql,
        })
    }

    /// Its address.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Postgres { url, .. } | Self::Sqlite { url, .. } => url,
        }
    }

    /// psql on it.
    pub(crate) fn psql(&self) -> Psql {
        Psql::on(self.url())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Self::Postgres { name, server, .. } = self
            && let Err(error) = server.run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE);"))
        {
            eprintln!("bench: database `{name}` is left behind: {error:#}");
        }
    }
}

/// The same server's address with another database.
fn with_database(server: &str, name: &str) -> String {
    let (address, options) = match server.split_once('?') {
        Some((address, options)) => (address, format!("?{options}")),
        None => (server, String::new()),
    };
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find('/').map_or(address.len(), |at| host + at);
    format!("{}/{name}{options}", &address[..end])
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_database_of_an_address_is_changed() {
        let check = |from, to| assert_eq!(with_database(from, "b"), to);
        check("postgres://u@h:1/a", "postgres://u@h:1/b");
        check("postgres://u@h:1", "postgres://u@h:1/b");
        check("postgres://u@h/a?host=/tmp/x", "postgres://u@h/b?host=/tmp/x");
    }
}
