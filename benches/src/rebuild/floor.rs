//! The floor of a rebuild: what psql needs for the same bytes, one thing after the other (design.md,
//! section 10). It copies the events out in the order in which they lie, copies the very rows that the
//! rebuild made into fresh tables with FREEZE, and makes the same keys and indexes.

use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use heirloom_projections::{Dialect, Projection, models};
use serde::Serialize;
use tempfile::TempDir;

use crate::psql::Psql;

/// The rebuild has as much for its indexes.
const WORK_MEM: &str = "256MB";

/// The rows of a rebuild, in files of COPY's binary format.
pub(super) struct Rows {
    folder: TempDir,
    models: Vec<&'static dyn Projection>,
    /// How many there are, of all tables.
    pub(super) count: u64,
}

/// What psql needed, in seconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Floor {
    /// COPY of all events to /dev/null, binary, in order of arrival.
    pub(super) events_out: f64,
    /// COPY of all rows into fresh tables with FREEZE, and the commit.
    pub(super) rows_in: f64,
    /// Keys and indexes.
    pub(super) indexes: f64,
    /// ANALYZE of the tables; not part of the floor, though the rebuild does it too.
    pub(super) analyze: f64,
}

impl Floor {
    /// The sum that a rebuild is compared with, in seconds.
    pub(super) fn seconds(&self) -> f64 {
        self.events_out + self.rows_in + self.indexes
    }
}

impl Rows {
    /// Writes the live tables of these projections (none named: all) to files.
    pub(super) fn of_live_tables(psql: &Psql, names: &[String]) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("heirloom-bench").tempdir()?;
        let wanted =
            |model: &&'static dyn Projection| names.is_empty() || names.iter().any(|n| n == model.name());
        let models: Vec<_> = models::newest().into_iter().filter(wanted).collect();
        ensure!(
            !models.is_empty(),
            "there is no projection of these names: {}",
            names.join(", ")
        );
        let mut rows = Self {
            folder,
            models,
            count: 0,
        };
        for model in rows.models.clone() {
            let schema = live_schema(psql, model)?;
            for table in model.tables() {
                let columns = table.column_names().collect::<Vec<_>>().join(", ");
                let file = rows.file(model, table.name);
                psql.run(&format!(
                    "\\copy {schema}.{} ({columns}) TO '{file}' (FORMAT binary)\n",
                    table.name
                ))?;
                let count = psql.run(&format!("SELECT count(*) FROM {schema}.{};", table.name))?;
                rows.count += count.trim().parse::<u64>().context("a count is a number")?;
            }
        }
        Ok(rows)
    }

    fn file(&self, model: &dyn Projection, table: &str) -> String {
        let name = format!("{}.{table}", model.name());
        self.folder.path().join(name).display().to_string()
    }

    /// Measures the floor with these rows.
    pub(super) fn measure(&self, psql: &Psql) -> Result<Floor> {
        let parts = psql.timed(&self.script())?;
        let part = |name: &str| {
            parts
                .get(name)
                .copied()
                .with_context(|| format!("psql did not time `{name}`"))
        };
        Ok(Floor {
            events_out: part("events_out")?,
            rows_in: part("rows_in")?,
            indexes: part("indexes")?,
            analyze: part("analyze")?,
        })
    }

    /// Only copies, commit, keys, indexes and ANALYZE are timed.
    fn script(&self) -> String {
        let ddl = |model: &dyn Projection| model.ddl(Dialect::Postgres);
        let mut script = format!("SET maintenance_work_mem = '{WORK_MEM}';\nCHECKPOINT;\n");
        script += "\\echo @events_out\n\\timing on\n\\copy heirloom.events TO '/dev/null' (FORMAT binary)\n\\timing off\n";
        script += "\\echo @rows_in\nBEGIN;\n";
        for model in &self.models {
            let schema = format!("floor_{}", model.name());
            let _ = writeln!(
                script,
                "CREATE SCHEMA {schema};\n{}",
                fill_in(ddl(*model).create, &schema)
            );
        }
        script += "\\timing on\n";
        self.each_table(|model, table, columns| {
            let (name, file) = (model.name(), self.file(model, table));
            let _ = writeln!(
                script,
                "\\copy floor_{name}.{table} ({columns}) FROM '{file}' (FORMAT binary, FREEZE)"
            );
        });
        script += "COMMIT;\n\\echo @indexes\n";
        for model in &self.models {
            script += &fill_in(ddl(*model).after_load, &format!("floor_{}", model.name()));
            script += "\n";
        }
        script += "\\echo @analyze\n";
        self.each_table(|model, table, _| {
            let _ = writeln!(script, "ANALYZE floor_{}.{table};", model.name());
        });
        script += "\\timing off\n";
        for model in &self.models {
            let _ = writeln!(script, "DROP SCHEMA floor_{} CASCADE;", model.name());
        }
        script
    }

    fn each_table(&self, mut then: impl FnMut(&dyn Projection, &str, &str)) {
        for model in &self.models {
            for table in model.tables() {
                then(
                    *model,
                    table.name,
                    &table.column_names().collect::<Vec<_>>().join(", "),
                );
            }
        }
    }
}

fn fill_in(ddl: &str, schema: &str) -> String {
    ddl.replace("{schema}", &format!("{schema}."))
        .replace("{name}", schema)
}

fn live_schema(psql: &Psql, model: &dyn Projection) -> Result<String> {
    let (name, version) = (model.name(), model.version());
    let generation = psql.run(&format!(
        "SELECT generation FROM heirloom.generations \
         WHERE projection = '{name}' AND version = {version} AND state = 'live';"
    ))?;
    let generation = generation.trim();
    ensure!(
        !generation.is_empty(),
        "projection `{name}` has no live tables after the rebuild"
    );
    Ok(format!("{name}_v{version}_g{generation}"))
}
