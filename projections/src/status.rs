//! How the read tables stand, and their digests.

use crate::Engine;
use crate::digest::Digest;
use crate::error::Result;
use crate::rebuild::compare::stored_digests;
use crate::rebuild::lag;
use crate::target::{Phase, Role};

/// How one projection stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ProjectionStatus {
    /// Its name.
    pub name: String,
    /// Its generations, in order.
    pub generations: Vec<GenerationStatus>,
}

/// How one generation stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct GenerationStatus {
    /// Which tables: `recipes_v1_g2`.
    pub target: String,
    /// What they are for.
    pub role: Role,
    /// How far they have come.
    pub phase: Phase,
    /// How many events they are behind the log; none where this build does not know their version.
    pub lag: Option<u64>,
    /// How many streams stand still in them.
    pub parked: u64,
}

/// The digest of one live table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TableDigest {
    /// The projection.
    pub projection: String,
    /// The table.
    pub table: String,
    /// How many rows.
    pub rows: u64,
    /// 64 hexadecimal digits; equal on both databases for equal logs.
    pub digest: String,
}

impl Engine {
    /// How every projection stands: those that are wanted, and those that have tables all the same.
    ///
    /// # Errors
    /// Where the log or the database fails.
    pub async fn status(&self) -> Result<Vec<ProjectionStatus>> {
        let generations = self.db.generations().await?;
        let mut all = Vec::new();
        let wanted = self.names();
        for name in self.known_names() {
            let mut mine = Vec::new();
            for generation in generations.iter().filter(|g| g.target.projection == name) {
                let bound = self.bind(&generation.target);
                let lag = match bound {
                    Some(bound) => Some(lag(self, &[bound]).await?),
                    None => None,
                };
                mine.push(GenerationStatus {
                    target: generation.target.to_string(),
                    role: generation.role,
                    phase: generation.phase,
                    lag,
                    parked: self.db.parked(&generation.target, None).await?.len() as u64,
                });
            }
            if mine.is_empty() && !wanted.contains(&name) {
                continue;
            }
            all.push(ProjectionStatus {
                name: name.to_owned(),
                generations: mine,
            });
        }
        Ok(all)
    }

    /// The digest of every live table of these projections (none named: all).
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn digests(&self, names: &[String]) -> Result<Vec<TableDigest>> {
        let targets = self.in_role(&self.chosen(names)?, Role::Live).await?;
        let mut snapshot = self.db.snapshot().await?;
        let by_household = stored_digests(snapshot.as_mut(), &targets).await?;
        snapshot.close().await?;
        let mut digests = Vec::new();
        for (at, bound) in targets.iter().enumerate() {
            for (table, shape) in bound.model.tables().iter().enumerate() {
                let mut sum = Digest::default();
                for digests in by_household.values() {
                    sum += digests[at][table];
                }
                digests.push(TableDigest {
                    projection: bound.model.name().to_owned(),
                    table: shape.name.to_owned(),
                    rows: sum.rows,
                    digest: sum.to_string(),
                });
            }
        }
        Ok(digests)
    }
}
