//! heirloom as a library: one handle on a log, its commands and its read tables.

use std::sync::Arc;
use std::time::Duration;

use heirloom_events::values::HouseholdId;
use heirloom_projections::live::LiveFeeder;
use heirloom_projections::rebuild::progress::Stop;
use heirloom_projections::{Engine, ReadPool};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::commands::{Command, CommandError, Commands, Envelope, Receipt};
use crate::revisions::State;
use crate::store::{Database, EventLog, LogError, OpenOptions, init, init_at, open};

/// Why a heirloom could not be opened, or its tables not be kept up.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The read tables.
    #[error(transparent)]
    Tables(#[from] heirloom_projections::Error),
}

/// A log, its commands and its read tables, on SQLite or PostgreSQL. Cheap to clone.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let url = format!("sqlite://{}", folder.path().join("home.db").display());
/// use heirloom::Heirloom;
/// use heirloom::commands::{Envelope, recipe::{CreateRecipe, Draft, DraftLine}};
/// use heirloom::events::values::{Actor, HouseholdId, RecipeId};
///
/// let heirloom = Heirloom::init(&url).await?;
/// let home = HouseholdId::single();
/// let draft = Draft {
///     title: "Leek tart".into(),
///     lines: vec![DraftLine::text("3 leeks")],
///     ..Draft::default()
/// };
/// let create = CreateRecipe { recipe_id: RecipeId::new(), draft };
/// let envelope = Envelope::new(home, Actor("ada".into())).because("Sunday dinner");
/// let receipt = heirloom.send(envelope, create).await?;
/// heirloom.wait_for(home, receipt.position).await?;
/// let tarts = heirloom::projections::models::recipes::by_title(heirloom.tables(), home, "leek TART").await?;
/// assert_eq!(tarts.len(), 1);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Heirloom {
    database: Database,
    log: Arc<dyn EventLog>,
    commands: Arc<Commands>,
    engine: Engine,
    tables: ReadPool,
}

impl Heirloom {
    /// Opens what is there.
    ///
    /// # Errors
    /// Where the database does not answer, holds no heirloom log, or one that this build cannot read all of.
    pub async fn open(url: &str) -> Result<Self, Error> {
        Ok(Self::over(open(url, OpenOptions::default()).await?))
    }

    /// Opens it, and makes it first where there is nothing: the log, and the read tables with all that the
    /// log says. Doing it twice does nothing. A new log starts at the newest revision; one that is there stays
    /// at its own, which [`Database::active`] tells.
    ///
    /// # Errors
    /// As [`Heirloom::open`], and where the tables cannot be made.
    pub async fn init(url: &str) -> Result<Self, Error> {
        Self::with_tables(init(url).await?).await
    }

    /// The same, but a new log starts at this revision, and its tables are those of the revision.
    ///
    /// # Errors
    /// As [`Heirloom::init`], and where the log holds something and is at another revision.
    pub async fn init_at(url: &str, revision: &State) -> Result<Self, Error> {
        Self::with_tables(init_at(url, revision).await?).await
    }

    /// Opens a log to look at it and to carry it away, also where this build cannot read all that is in it or
    /// does not know the active revision. It takes no commands.
    ///
    /// # Errors
    /// As [`Heirloom::open`], except for what the log holds.
    pub async fn open_to_look(url: &str) -> Result<Self, Error> {
        let options = OpenOptions {
            only_to_look: true,
            ..OpenOptions::default()
        };
        Ok(Self::over(open(url, options).await?))
    }

    async fn with_tables(database: Database) -> Result<Self, Error> {
        let heirloom = Self::over(database);
        heirloom.engine.init(&(), &Stop::default()).await?;
        Ok(heirloom)
    }

    fn over(database: Database) -> Self {
        let log = database.log();
        let commands = Arc::new(Commands::new(Arc::clone(&log)));
        let (engine, tables) = (database.engine(), database.tables());
        Self {
            database,
            log,
            commands,
            engine,
            tables,
        }
    }

    /// The database, for what only one of them has.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> &Arc<dyn EventLog> {
        &self.log
    }

    /// The write side.
    #[must_use]
    pub fn commands(&self) -> &Arc<Commands> {
        &self.commands
    }

    /// The machinery of the read side: rebuild, verify, repair, switch, status.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The read tables, for the queries of [`projections::models`](crate::projections::models) or plain SQL.
    #[must_use]
    pub fn tables(&self) -> &ReadPool {
        &self.tables
    }

    /// Carries a command out: see [`Commands::send`].
    ///
    /// # Errors
    /// Where it is refused or the log fails.
    pub async fn send(
        &self,
        envelope: Envelope,
        command: impl Into<Command>,
    ) -> Result<Receipt, CommandError> {
        self.commands.send(envelope, command).await
    }

    /// Feeds a household's tables until they hold everything up to `position`: read your own writes.
    /// It works with a feeder running anywhere, and without one; a role that may not feed the tables waits
    /// for whoever does.
    ///
    /// # Errors
    /// Where the tables cannot be fed, or nobody feeds them within ten seconds.
    pub async fn wait_for(&self, household: HouseholdId, position: u64) -> Result<(), Error> {
        self.feed(household).await?;
        let feeder = self.engine.feeder();
        Ok(feeder
            .wait_for(household, position, &[], Duration::from_secs(10))
            .await?)
    }

    /// Feeds a household's tables; says false where this role may not, so that somebody else must.
    ///
    /// # Errors
    /// Where the tables cannot be fed for another reason.
    pub async fn feed(&self, household: HouseholdId) -> Result<bool, Error> {
        match self.engine.feeder().feed_household(household).await {
            Ok(_) => Ok(true),
            Err(error) if error.is_forbidden() => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps every household's tables up with the log in the background, until it is stopped.
    #[must_use]
    pub fn spawn_feeder(&self) -> Feeding {
        let (stop, stopped) = watch::channel(false);
        let feeder: LiveFeeder = self.engine.feeder();
        Feeding {
            stop,
            task: tokio::spawn(async move { feeder.run(stopped).await }),
        }
    }

    /// Closes every connection in good order.
    pub async fn close(&self) {
        self.database.close().await;
    }
}

/// Live feeding in the background.
pub struct Feeding {
    stop: watch::Sender<bool>,
    task: JoinHandle<heirloom_projections::Result<()>>,
}

impl Feeding {
    /// Waits until it ends by itself, which it does only where the log or the tables refuse for good.
    ///
    /// # Errors
    /// What ended it.
    pub async fn ended(&mut self) -> Result<(), Error> {
        Ok((&mut self.task)
            .await
            .expect("the feeder neither panics nor is aborted")?)
    }

    /// Stops after the batch at hand.
    ///
    /// # Errors
    /// What ended it before, if anything did.
    pub async fn stop(self) -> Result<(), Error> {
        let _ = self.stop.send(true);
        // Only a panic or an abort of the task fails to join, and the feeder does neither.
        Ok(self
            .task
            .await
            .expect("the feeder neither panics nor is aborted")?)
    }
}
