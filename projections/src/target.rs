//! Generations: which sets of tables there are, and what each is for.

use std::fmt;

use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;

use crate::{Dialect, Projection};

/// A projection, as the engine passes it around.
pub type Model = &'static dyn Projection;

/// A version of a projection: its name and number. It identifies a [`Model`].
pub type Version = (&'static str, u32);

/// One set of tables: a generation of one version of one projection.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Target {
    /// The projection's name.
    pub projection: String,
    /// The projection's version.
    pub version: u32,
    /// 1, 2, 3 … within the version.
    pub generation: u32,
}

impl Target {
    /// What its tables' names share: the name of their schema on PostgreSQL, a part of their prefix on
    /// SQLite (`recipes_v1_g2`).
    #[must_use]
    pub fn namespace(&self) -> String {
        format!("{}_v{}_g{}", self.projection, self.version, self.generation)
    }

    /// What stands before a table's name: `recipes_v1_g2.` or `recipes_v1_g2__`.
    #[must_use]
    pub fn prefix(&self, dialect: Dialect) -> String {
        match dialect {
            Dialect::Postgres => format!("{}.", self.namespace()),
            Dialect::Sqlite => format!("{}__", self.namespace()),
        }
    }

    /// Whether it is a generation of this version of this projection.
    #[must_use]
    pub fn is_of(&self, model: Model) -> bool {
        self.projection == model.name() && self.version == model.version()
    }

    /// The target whose namespace this is; none where it is not formed like one.
    #[must_use]
    pub fn from_namespace(namespace: &str) -> Option<Self> {
        let (rest, generation) = namespace.rsplit_once("_g")?;
        let (projection, version) = rest.rsplit_once("_v")?;
        let target = Self {
            projection: projection.to_owned(),
            version: version.parse().ok()?,
            generation: generation.parse().ok()?,
        };
        (target.namespace() == namespace && !projection.is_empty()).then_some(target)
    }
}

/// `recipes_v1_g2`
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_v{}_g{}", self.projection, self.version, self.generation)
    }
}

/// A target together with the projection that fills it.
#[derive(Clone)]
pub struct Bound {
    /// The tables.
    pub target: Target,
    /// What fills them.
    pub model: Model,
}

impl Bound {
    /// A table's name as it is written in SQL: `recipes_v1_g2.recipes`, or with underscores on SQLite.
    #[must_use]
    pub fn table(&self, dialect: Dialect, table: usize) -> String {
        self.target.prefix(dialect) + self.model.tables()[table].name
    }

    /// A statement of the projection with its placeholders filled in.
    #[must_use]
    pub fn fill_in(&self, dialect: Dialect, sql: &str) -> String {
        sql.replace("{schema}", &self.target.prefix(dialect))
            .replace("{name}", &self.target.namespace())
    }
}

impl fmt::Debug for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.target.fmt(f)
    }
}

/// What a generation is for. The names are on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Being built; nobody reads it.
    Building,
    /// What the views show.
    Live,
    /// Fed like the live one, to be switched to at any time.
    Standby,
}

impl Role {
    /// Its name in the `state` column.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::Live => "live",
            Self::Standby => "standby",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Building, Self::Live, Self::Standby]
            .into_iter()
            .find(|role| role.as_str() == name)
    }
}

/// How far the building of a generation has come. The names are on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It did not equal the log; kept to be looked at, and dropped by the next rebuild.
    Failed,
    /// Its rows are being loaded; they are worth nothing yet.
    Load,
    /// All rows of a snapshot are in; keys and indexes are being made.
    Index,
    /// It is fed like a live one.
    CatchUp,
    /// It equals the log; it waits to be switched to.
    Verified,
    /// It was switched to at least once, or stands by beside a version that was.
    Done,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::Failed,
        Self::Load,
        Self::Index,
        Self::CatchUp,
        Self::Verified,
        Self::Done,
    ];

    /// Its name in the `phase` column.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Load => "load",
            Self::Index => "index",
            Self::CatchUp => "catch_up",
            Self::Verified => "verified",
            Self::Done => "done",
        }
    }

    /// The phase of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == name)
    }
}

/// A row of `generations`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Which tables.
    pub target: Target,
    /// What they are for.
    pub role: Role,
    /// How far they have come.
    pub phase: Phase,
}

impl Generation {
    /// Whether live feeding keeps it up: everything whose keys are made.
    #[must_use]
    pub fn is_fed(&self) -> bool {
        self.role != Role::Building || self.phase >= Phase::CatchUp
    }
}

/// A stream that stands still in one generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    /// The generation.
    pub target: Target,
    /// The household.
    pub household: HouseholdId,
    /// The stream.
    pub stream: StreamKey,
    /// The stream's first event that is not in the tables; everything before it is.
    pub position: u64,
    /// Why it could not be read.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_namespace_names_its_target_and_nothing_else_does() {
        let target = Target {
            projection: "meal_plan".into(),
            version: 1,
            generation: 12,
        };
        assert_eq!(Target::from_namespace(&target.namespace()), Some(target));
        for other in [
            "public",
            "recipes_v1",
            "_v1_g1",
            "recipes_v01_g1",
            "recipes_vx_g1",
        ] {
            assert_eq!(Target::from_namespace(other), None, "{other}");
        }
    }
}
