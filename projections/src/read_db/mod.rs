//! How rows get in and out of each database, and the bookkeeping beside them.
//!
//! [`ReadDb`] is the contract; [`postgres`] and [`sqlite`] keep it. It knows tables and rows, but neither
//! events nor folds. The tables of bookkeeping (`generations`, `cursors`, `parked`) are made by the
//! application's migrations.

mod bookkeeping;
pub mod copy;
pub mod postgres;
pub mod sqlite;
mod switching;

use std::any::Any;
use std::collections::{BTreeMap, HashMap};

use async_trait::async_trait;
use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;

use crate::diff::TableChange;
use crate::error::Result;
use crate::fold::Sinks;
use crate::target::{Bound, Generation, Parked, Phase, Target};
use crate::{Dialect, Value};

pub use postgres::PostgresReadDb;
pub use sqlite::SqliteReadDb;
pub use switching::{Activation, Direction, SwitchStats, Switching};

/// What one household's feeding changes in one target.
#[derive(Clone, Debug)]
pub struct TargetChange {
    /// The target.
    pub bound: Bound,
    /// Its cursor before; if it is another by then, this target is left alone.
    pub from: u64,
    /// Its cursor after.
    pub to: u64,
    /// By table of the projection.
    pub tables: Vec<TableChange>,
    /// Streams that stand still from now on, or on.
    pub park: Vec<Parked>,
    /// Streams that go on.
    pub unpark: Vec<StreamKey>,
    /// The streams that stood still when this was worked out, each with its first event that is not in the
    /// tables. If they are others by then, this target is left alone. None: it does not depend on them.
    pub standing: Option<BTreeMap<StreamKey, u64>>,
}

/// How far the tables of one target are for one household, and where its views are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FedTarget {
    /// The target.
    pub generation: Generation,
    /// The last position of the household that is in its tables.
    pub applied: u64,
}

/// Held while building; dropping it lets others build.
pub type BuilderLock = Box<dyn Any + Send + Sync>;

/// Takes one row of a table.
pub type EachRow<'a> = &'a mut (dyn FnMut(&[Value<'_>]) -> Result<()> + Send);

/// Rows in and out of one database.
#[async_trait]
pub trait ReadDb: Send + Sync {
    /// Which database it is.
    fn dialect(&self) -> Dialect;

    /// Every generation that there is, by projection, version and generation.
    async fn generations(&self) -> Result<Vec<Generation>>;

    /// Every generation with how far it has come for one household.
    async fn fed(&self, household: HouseholdId) -> Result<Vec<FedTarget>>;

    /// The cursors of a target by household.
    async fn cursors(&self, target: &Target) -> Result<HashMap<HouseholdId, u64>>;

    /// The streams that stand still in a target, of one household or of all.
    async fn parked(&self, target: &Target, household: Option<HouseholdId>) -> Result<Vec<Parked>>;

    /// Applies what one household's feeding changes, all of it in one transaction, each target only if
    /// its cursor is still where the change starts, and the same streams stand still; how many targets took
    /// it.
    async fn apply(&self, household: HouseholdId, changes: &[TargetChange]) -> Result<usize>;

    /// Carries out one statement of a projection on its own tables.
    async fn execute(&self, what: &str, sql: &str) -> Result<()>;

    /// Takes the right to build these projections.
    ///
    /// # Errors
    /// [`Error::AnotherBuilder`](crate::Error::AnotherBuilder) where somebody else has it.
    async fn lock_builder(&self, projections: &[&str]) -> Result<BuilderLock>;

    /// Makes a new generation of a projection with its empty tables, in phase `load`.
    async fn create(&self, bound: &Bound) -> Result<()>;

    /// Opens the load of these targets, all in phase `load`. What an earlier load left is cleared away, or
    /// taken over.
    async fn load(&self, targets: &[Bound]) -> Result<Box<dyn Loader>>;

    /// Keys, indexes and statistics of a loaded target; brings it into phase `catch_up`.
    async fn index(&self, bound: &Bound) -> Result<()>;

    /// Notes a phase.
    async fn set_phase(&self, target: &Target, phase: Phase) -> Result<()>;

    /// Lets the views show these targets and raises the active revision, all of it in one transaction: what
    /// was live becomes standby.
    ///
    /// # Errors
    /// [`Error::Busy`](crate::Error::Busy) where readers keep the views for too long or somebody else's view
    /// needs what would go, [`Error::Lagging`](crate::Error::Lagging) where a target is behind what it
    /// replaces, [`Error::RevisionMoved`](crate::Error::RevisionMoved) where another revision is active than
    /// was thought. Nothing changed then.
    async fn switch(&self, switching: &Switching) -> Result<SwitchStats>;

    /// Drops a target's tables and forgets it. Never cascades.
    ///
    /// # Errors
    /// [`Error::Busy`](crate::Error::Busy) where something still uses it.
    async fn drop_target(&self, target: &Target) -> Result<()>;

    /// Targets with tables but no row in `generations`: what a crash left.
    async fn orphans(&self, projections: &[&str]) -> Result<Vec<Target>>;

    /// Opens a snapshot in which tables and cursors belong together.
    async fn snapshot(&self) -> Result<Box<dyn Snapshot>>;
}

/// A bulk load of several targets.
#[async_trait]
pub trait Loader: Send {
    /// Whether a household is already in, from a load that was interrupted.
    fn has(&self, household: HouseholdId) -> bool;

    /// Where rows go.
    fn sinks(&mut self) -> &mut dyn Sinks;

    /// Sends on what has gathered, if it is enough; waits where the database is slower than we are.
    async fn flush(&mut self) -> Result<()>;

    /// Notes that all rows of a household up to this position have been given. `parked` stands in the
    /// order of the targets.
    async fn household_done(
        &mut self,
        household: HouseholdId,
        position: u64,
        parked: Vec<Parked>,
    ) -> Result<()>;

    /// Commits everything and brings the targets into phase `index`.
    async fn finish(self: Box<Self>) -> Result<()>;

    /// Gives up; what can be resumed is kept.
    async fn abort(self: Box<Self>);
}

/// Tables and cursors at one moment.
#[async_trait]
pub trait Snapshot: Send {
    /// The cursors of a target by household.
    async fn cursors(&mut self, target: &Target) -> Result<HashMap<HouseholdId, u64>>;

    /// The streams that stand still in a target.
    async fn parked(&mut self, target: &Target) -> Result<Vec<Parked>>;

    /// Gives every row of a table, of one household or of all, in no order.
    async fn rows(
        &mut self,
        bound: &Bound,
        table: usize,
        household: Option<HouseholdId>,
        each: EachRow<'_>,
    ) -> Result<u64>;

    /// The texts in the first column of what a query gives; at most `limit`.
    async fn texts(&mut self, what: &str, sql: &str, limit: usize) -> Result<Vec<String>>;

    /// Lets it go.
    async fn close(self: Box<Self>) -> Result<()>;
}
