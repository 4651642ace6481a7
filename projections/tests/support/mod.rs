//! What the engine's tests share: a log in memory, events made from plain numbers, and both databases.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its own part of this"
)]

pub mod databases;
pub mod events;
pub mod log;
pub mod machine_laws;
pub mod pots;
pub mod shopping;
pub mod weeks;

use std::collections::BTreeMap;
use std::sync::Arc;

use heirloom_projections::rebuild::progress::Stop;
use heirloom_projections::rebuild::{Options, Rebuilt};
use heirloom_projections::target::Model;
use heirloom_projections::{Engine, Result};

use databases::Database;
use log::MemoryLog;

/// A log, an engine and the database under it.
pub struct House {
    pub log: Arc<MemoryLog>,
    pub engine: Engine,
    pub database: Database,
}

impl House {
    pub async fn new(database: Database) -> Self {
        let log = Arc::new(MemoryLog::default());
        let engine = Engine::new(log.clone(), database.read_db());
        Self {
            log,
            engine,
            database,
        }
    }

    /// The same with test-only projections in several versions: [`pots::all`].
    pub async fn of_pots(database: Database) -> Self {
        Self::of(database, pots::all())
    }

    /// The same with [`pots::many`].
    pub async fn of_many_pots(database: Database) -> Self {
        Self::of(database, pots::many())
    }

    /// The same with a household-level projection and one of streams: [`weeks::all`].
    pub async fn of_weeks(database: Database) -> Self {
        Self::of(database, weeks::all())
    }

    /// The same log and database, seen by another process: it knows nothing of what this one keeps in memory.
    pub fn elsewhere(&self, models: &[Model]) -> Engine {
        Engine::with_models(self.log.clone(), self.database.read_db(), models)
    }

    fn of(database: Database, models: &[Model]) -> Self {
        let log = Arc::new(MemoryLog::default());
        let engine = Engine::with_models(log.clone(), database.read_db(), models);
        Self {
            log,
            engine,
            database,
        }
    }

    pub async fn rebuild(&self) -> Result<Rebuilt> {
        self.engine
            .rebuild(&Options::default(), &(), &Stop::default())
            .await
    }

    /// Digests by table.
    pub async fn digests(&self) -> BTreeMap<String, String> {
        let digests = self.engine.digests(&[]).await.unwrap();
        digests
            .into_iter()
            .map(|d| (d.table, format!("{} {}", d.rows, d.digest)))
            .collect()
    }

    pub async fn verified(&self) -> Vec<String> {
        let report = self.engine.verify(&[], &(), &Stop::default()).await.unwrap();
        let failed = report.checks.into_iter().filter(|check| !check.ok);
        failed
            .map(|check| format!("{} {}: {}", check.id, check.name, check.details.join(" | ")))
            .collect()
    }
}

/// One test on both databases: `on_both!(name, |house| async move { … })`.
#[macro_export]
macro_rules! on_both {
    ($(#[$attr:meta])* $name:ident, |$house:ident| $body:block) => {
        $crate::on_both!($(#[$attr])* $name, new, |$house| $body);
    };
    ($(#[$attr:meta])* $name:ident, $make:ident, |$house:ident| $body:block) => {
        $(#[$attr])*
        mod $name {
            use super::*;

            async fn run(database: $crate::support::databases::Database) {
                let $house = $crate::support::House::$make(database).await;
                $body
                $house.database.close().await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                run($crate::support::databases::Database::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                if let Some(database) = $crate::support::databases::Database::postgres().await {
                    run(database).await;
                }
            }
        }
    };
}
