//! Live feeding: keeps every fed generation up with the log.
//!
//! For each household whose head is past a cursor: read the events after it, fold the streams that they
//! touch (and step the machines of household-level projections on), write what changes together with the cursor
//! in one transaction. Any number of feeders may run,
//! in any processes; a feeder that stops is simply caught up by the next one.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use heirloom_events::StreamKey;
use heirloom_events::values::{CommandId, HouseholdId};
use tokio::sync::{Mutex, OwnedMutexGuard, watch};
use tokio::time::Instant;

use crate::Engine;
use crate::engine::is_household_level;
use crate::error::{Error, Result};
use crate::feed::Fed;
use crate::live_household::{Batch, household_changes};
use crate::live_rows::{Feeding, changes, stream_of};
use crate::machine::Machines;
use crate::rebuild::progress::Stop;
use crate::target::{Generation, Phase, Role, Target};

/// How many events of a household go into one transaction, unless told otherwise.
const BATCH_EVENTS: u64 = 500;
/// How long to rest after an error that may pass.
const REST: Duration = Duration::from_secs(1);
/// How often streams of a household are tried again because others fed it meanwhile.
const RETRIES: u32 = 20;

/// Which households are known to be fed, and for which targets that was found.
#[derive(Default)]
struct Known {
    targets: Vec<Target>,
    fed: HashMap<HouseholdId, u64>,
}

/// Feeds live, standby and almost finished tables.
pub struct LiveFeeder {
    engine: Engine,
    batch_events: u64,
    /// Nothing but these, if any are named.
    only: Vec<Target>,
    known: Mutex<Known>,
}

impl LiveFeeder {
    pub(crate) fn new(engine: Engine) -> Self {
        Self {
            engine,
            batch_events: BATCH_EVENTS,
            only: Vec::new(),
            known: Mutex::default(),
        }
    }

    /// Feeds nothing but these: what a switch needs, and no more than that, because it must be quick.
    pub(crate) fn only(mut self, targets: Vec<Target>) -> Self {
        self.only = targets;
        self
    }

    fn feeds(&self, target: &Target) -> bool {
        self.only.is_empty() || self.only.contains(target)
    }

    /// Puts at most this many events (1 or more) of a household into one transaction.
    #[must_use]
    pub fn with_batch_events(mut self, events: u64) -> Self {
        self.batch_events = events.max(1);
        self
    }

    /// Feeds one household until its tables hold what is its newest event now; the position that they
    /// reached.
    ///
    /// # Errors
    /// Where the log or the database fails. What was committed stays, and counts.
    pub async fn feed_household(&self, household: HouseholdId) -> Result<u64> {
        // What comes in meanwhile is the next call's: writers may be faster than we are for a while.
        let goal = self.engine.feed.head(household).await?;
        loop {
            let mut machines = self.machines(household).await;
            let feedings = self.feedings(household).await?;
            let Some(from) = feedings.iter().map(|f| f.applied).min() else {
                return Ok(goal);
            };
            if from >= goal {
                return Ok(from);
            }
            let events = self.next_events(household, from).await?;
            let Some(to) = from.checked_add(events.len() as u64).filter(|to| *to > from) else {
                return Ok(from);
            };
            let batch = Batch {
                household,
                events,
                to,
                retry: false,
            };
            // A target further ahead than the batch has nothing to take from it.
            let feedings = feedings.into_iter().filter(|f| f.applied < to).collect();
            // Where another feeder was faster, the next look at the cursors shows it.
            self.write(feedings, machines.as_deref_mut(), batch).await?;
        }
    }

    /// The machines of a household, where this engine has any; nobody else in this process feeds it while
    /// they are held, because whoever came second would have to replay it.
    async fn machines(&self, household: HouseholdId) -> Option<OwnedMutexGuard<Machines>> {
        match &self.engine.warm {
            Some(warm) => Some(warm.of(household).await),
            None => None,
        }
    }

    /// The events after a position: a batch of them, but never a part of what one command did, so that no
    /// reader sees half an edit.
    async fn next_events(&self, household: HouseholdId, from: u64) -> Result<Vec<Fed>> {
        let mut limit = self.batch_events;
        loop {
            let mut events = self.engine.feed.after(household, from, limit).await?;
            let last = events.last().and_then(command_of);
            if (events.len() as u64) < limit || last.is_none() {
                return Ok(events);
            }
            // Whether the last command ends here is not known, so it waits for the next batch.
            if let Some(at) = events.iter().rposition(|event| command_of(event) != last) {
                events.truncate(at + 1);
                return Ok(events);
            }
            limit = limit.saturating_mul(2);
        }
    }

    /// Tries streams that stand still again: after an upgrade they may be readable.
    ///
    /// # Errors
    /// Where the log or the database fails.
    pub async fn retry_parked(&self) -> Result<()> {
        let mut households = BTreeSet::new();
        for target in self.engine.fed_targets().await? {
            let parked = self.engine.db.parked(&target, None).await?;
            households.extend(parked.iter().map(|parked| parked.household));
        }
        for household in households {
            let mut tries = 0;
            while !self.retry(household).await? && tries < RETRIES {
                tries += 1;
            }
        }
        Ok(())
    }

    /// The same for one household; whether every target took it.
    async fn retry(&self, household: HouseholdId) -> Result<bool> {
        self.feed_household(household).await?;
        let mut machines = self.machines(household).await;
        let mut all = true;
        for feeding in self.feedings(household).await? {
            if feeding.parked.is_empty() {
                continue;
            }
            let batch = Batch {
                household,
                events: Vec::new(),
                to: feeding.applied,
                retry: true,
            };
            all &= self.write(vec![feeding], machines.as_deref_mut(), batch).await?;
        }
        Ok(all)
    }

    /// Feeds every household until none is behind.
    ///
    /// # Errors
    /// Where the log or the database fails.
    pub async fn feed_all_until_caught_up(&self) -> Result<()> {
        while self.feed_all_once(&Stop::default()).await? > 0 {}
        Ok(())
    }

    /// Feeds every household that is behind now; how many were.
    pub(crate) async fn feed_all_once(&self, stop: &Stop) -> Result<usize> {
        let behind = self.behind().await?;
        for household in &behind {
            stop.check(Phase::CatchUp)?;
            let reached = self.feed_household(*household).await?;
            self.known.lock().await.fed.insert(*household, reached);
        }
        Ok(behind.len())
    }

    /// Feeds until told to stop. Errors that may pass (a database that is away) are logged and tried again;
    /// streams that stand still are tried again once, at the start.
    ///
    /// # Errors
    /// Where the log or the tables are damaged or refuse.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) -> Result<()> {
        let mut retried = false;
        while !*stop.borrow() {
            let outcome = async {
                if !retried {
                    self.retry_parked().await?;
                    retried = true;
                }
                self.feed_all_until_caught_up().await
            };
            let wait = async {
                match outcome.await {
                    Ok(()) => self.engine.feed.wait_for_news(REST).await,
                    Err(error) if error.exit_code() == 69 => {
                        tracing::warn!(%error, "Live feeding waits for the database");
                        tokio::time::sleep(REST).await;
                    }
                    Err(error) => return Err(error),
                }
                Ok(())
            };
            tokio::select! {
                waited = wait => waited?,
                // Dropping a transaction rolls it back: the next feeder does it again.
                changed = stop.changed() => if changed.is_err() { return Ok(()) },
            }
        }
        Ok(())
    }

    /// Waits until the live tables of these projections (none named: all) hold everything of a household
    /// up to a position; feeds it itself, so that nobody else need be running. Read your writes: the
    /// position is what a command returned.
    ///
    /// # Errors
    /// [`Error::WaitedInVain`] where the time is up.
    pub async fn wait_for(
        &self,
        household: HouseholdId,
        position: u64,
        projections: &[String],
        at_most: Duration,
    ) -> Result<()> {
        let wanted: Vec<&str> = self
            .engine
            .chosen(projections)?
            .iter()
            .map(|m| m.name())
            .collect();
        let until = Instant::now() + at_most;
        loop {
            let fed = self.engine.db.fed(household).await?;
            let behind = fed.iter().find(|fed| {
                let generation = &fed.generation;
                generation.role == Role::Live
                    && wanted.contains(&generation.target.projection.as_str())
                    && fed.applied < position
            });
            let Some(behind) = behind else {
                return Ok(());
            };
            if Instant::now() >= until {
                return Err(Error::WaitedInVain {
                    projection: behind.generation.target.projection.clone(),
                    household,
                    position,
                });
            }
            if self.feed_household(household).await? < position {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
    }

    /// The targets to be fed as one household finds them.
    async fn feedings(&self, household: HouseholdId) -> Result<Vec<Feeding>> {
        let mut feedings = Vec::new();
        for fed in self.engine.db.fed(household).await? {
            let Generation { target, .. } = &fed.generation;
            let feeds = fed.generation.is_fed() && self.feeds(target);
            let Some(bound) = self.engine.bind(target).filter(|_| feeds) else {
                continue;
            };
            let parked = self.engine.db.parked(target, Some(household)).await?;
            feedings.push(Feeding {
                bound,
                applied: fed.applied,
                parked,
            });
        }
        Ok(feedings)
    }

    /// Writes a batch; whether every target took it.
    async fn write(
        &self,
        feedings: Vec<Feeding>,
        machines: Option<&mut Machines>,
        batch: Batch,
    ) -> Result<bool> {
        let of_household = |feeding: &Feeding| is_household_level(feeding.bound.model);
        let (households, streams): (Vec<_>, Vec<_>) = feedings.into_iter().partition(of_household);
        let mut changed = Vec::new();
        if let Some(machines) = machines.filter(|_| !households.is_empty()) {
            changed = household_changes(&self.engine, machines, &households, &batch).await?;
        }
        let Batch { household, to, .. } = batch;
        let touched = match batch.retry {
            true => streams
                .iter()
                .flat_map(|f| &f.parked)
                .map(|p| p.stream.clone())
                .collect(),
            false => batch.events.iter().filter_map(stream_of).collect(),
        };
        drop(batch.events);
        let events = self.events_of(household, touched, &streams, to).await?;
        changed.extend(changes(household, &streams, to, events));
        let taken = self.engine.db.apply(household, &changed).await?;
        Ok(taken == changed.len())
    }

    /// All events up to a position of those of these streams that somebody reads.
    async fn events_of(
        &self,
        household: HouseholdId,
        streams: BTreeSet<StreamKey>,
        readers: &[Feeding],
        to: u64,
    ) -> Result<Vec<Fed>> {
        let reads = |stream: &StreamKey| {
            let of = |f: &Feeding| f.bound.model.streams().contains(&stream.aggregate_type);
            readers.iter().any(of)
        };
        let streams: Vec<StreamKey> = streams.into_iter().filter(reads).collect();
        if streams.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.engine.feed.streams(household, &streams, to).await?)
    }

    /// Households whose head is past the cursor of some fed target.
    async fn behind(&self) -> Result<Vec<HouseholdId>> {
        let mut targets = self.engine.fed_targets().await?;
        targets.retain(|target| self.feeds(target));
        let mut known = self.known.lock().await;
        if known.targets != targets {
            known.fed = self.reached(&targets).await?;
            known.targets = targets;
        }
        if known.targets.is_empty() {
            return Ok(Vec::new());
        }
        let heads = self.engine.feed.heads().await?;
        let behind =
            |(household, head): &(HouseholdId, u64)| known.fed.get(household).copied().unwrap_or(0) < *head;
        Ok(heads
            .into_iter()
            .filter(behind)
            .map(|(household, _)| household)
            .collect())
    }

    /// How far every one of the targets is, by household.
    async fn reached(&self, targets: &[Target]) -> Result<HashMap<HouseholdId, u64>> {
        let mut least: Option<HashMap<HouseholdId, u64>> = None;
        for target in targets {
            let mut cursors = self.engine.db.cursors(target).await?;
            if let Some(least) = least {
                cursors.retain(|household, _| least.contains_key(household));
                for (household, applied) in &mut cursors {
                    *applied = (*applied).min(least.get(household).copied().unwrap_or(0));
                }
            }
            least = Some(cursors);
        }
        Ok(least.unwrap_or_default())
    }
}

/// The command that made an event, where it can be read and says so.
fn command_of(event: &Fed) -> Option<CommandId> {
    event.as_ref().ok()?.metadata.command_id
}
