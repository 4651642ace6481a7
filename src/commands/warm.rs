//! Streams that stay loaded between the commands of one caller, as an import's.
//!
//! To load a stream costs as much as it has events; so a thousand commands to one stream cost a million of them. Here
//! a stream is loaded once. What is kept is never older than the log: before each use all that was written to the
//! household since is applied, whoever wrote it. And the append still says which version it saw.

use std::collections::{HashMap, VecDeque};

use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;

use super::{Commands, Loaded};
use crate::store::{EventLog, LogError, StoredEvent, reader};

/// How many streams are kept: a week's plan with the meals and dishes that it is about.
const STREAMS: usize = 32;
/// How many events are read at once. Where more than these are new, loading anew is no dearer.
const BATCH: u64 = 1_000;

/// The streams of one household that are kept.
#[derive(Debug)]
pub(super) struct Warm {
    household: HouseholdId,
    /// The position in the household up to which they are current.
    seen: u64,
    streams: HashMap<StreamKey, Loaded>,
    /// The streams, the longest unused first.
    order: VecDeque<StreamKey>,
}

/// The streams of one attempt.
#[derive(Default)]
pub(super) struct Streams {
    pub(super) loaded: Vec<Loaded>,
    /// The position at which they were lent, where they are to be laid back.
    seen: Option<u64>,
}

impl Commands {
    /// Looks at a stream as the log has it now; where streams stay loaded, without loading it again.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(crate) async fn look<T>(
        &self,
        household: HouseholdId,
        stream: &StreamKey,
        look: impl FnOnce(&Loaded) -> T,
    ) -> Result<T, LogError> {
        let mut streams = Streams::default();
        self.load_into(&mut streams, household, vec![stream.clone()])
            .await?;
        let said = look(&streams.loaded[0]);
        self.lay_back(household, streams).await;
        Ok(said)
    }

    /// Adds these streams, where they are not among them yet.
    pub(super) async fn load_into(
        &self,
        streams: &mut Streams,
        household: HouseholdId,
        wanted: Vec<StreamKey>,
    ) -> Result<(), LogError> {
        let mut warm = self.warm_of(household).await;
        if let Some(warm) = &mut warm {
            let seen = warm.catch_up(self.log.as_ref()).await?;
            // of streams that were lent at several positions none is laid back: it may have missed something
            let alike = streams.loaded.is_empty() || streams.seen == Some(seen);
            streams.seen = alike.then_some(seen);
        }
        for key in wanted {
            if streams.loaded.iter().all(|stream| stream.key != key) {
                let loaded = match &mut warm {
                    Some(warm) => warm.lend(self.log.as_ref(), &key).await?,
                    None => self.load(household, &key).await?,
                };
                streams.loaded.push(loaded);
            }
        }
        Ok(())
    }

    pub(super) async fn lay_back(&self, household: HouseholdId, streams: Streams) {
        if let (Some(mut warm), Some(seen)) = (self.warm_of(household).await, streams.seen) {
            for loaded in streams.loaded {
                warm.lay_back(loaded, seen);
            }
        }
    }

    /// The streams of a household that stay loaded, where they do.
    async fn warm_of(&self, household: HouseholdId) -> Option<tokio::sync::MutexGuard<'_, Warm>> {
        let warm = self.warm.as_ref()?.lock().await;
        warm.is_of(household).then_some(warm)
    }
}

impl Warm {
    pub(super) fn of(household: HouseholdId) -> Self {
        Self {
            household,
            seen: 0,
            streams: HashMap::new(),
            order: VecDeque::new(),
        }
    }

    pub(super) fn is_of(&self, household: HouseholdId) -> bool {
        self.household == household
    }

    /// Applies what was written since; how current the streams are then.
    pub(super) async fn catch_up(&mut self, log: &dyn EventLog) -> Result<u64, LogError> {
        let head = log.head(self.household).await?;
        if self.streams.is_empty() || head.saturating_sub(self.seen) > BATCH {
            self.forget();
            self.seen = head;
        }
        if self.seen < head {
            let stored = log
                .read_household(self.household, self.seen, head - self.seen)
                .await?;
            for event in &stored {
                self.apply(event)?;
            }
            self.seen = head;
        }
        Ok(self.seen)
    }

    /// A stream, to be laid back after use. What is kept must have caught up.
    pub(super) async fn lend(&mut self, log: &dyn EventLog, key: &StreamKey) -> Result<Loaded, LogError> {
        match self.streams.remove(key) {
            Some(loaded) => Ok(loaded),
            None => Loaded::from_log(log, self.household, key).await,
        }
    }

    /// Lays a stream back that was lent at that position. One that has missed what the others caught up with since
    /// is let go.
    pub(super) fn lay_back(&mut self, loaded: Loaded, seen: u64) {
        if seen != self.seen {
            return;
        }
        let key = loaded.key.clone();
        self.order.retain(|other| *other != key);
        self.order.push_back(key.clone());
        self.streams.insert(key, loaded);
        while self.order.len() > STREAMS {
            let oldest = self.order.pop_front();
            oldest.and_then(|key| self.streams.remove(&key));
        }
    }

    fn forget(&mut self) {
        self.streams.clear();
        self.order.clear();
    }

    fn apply(&mut self, event: &StoredEvent) -> Result<(), LogError> {
        let is_of = |key: &StreamKey| {
            key.aggregate_id == event.aggregate_id && key.aggregate_type.as_str() == event.aggregate_type
        };
        let Some(key) = self.streams.keys().find(|key| is_of(key)).cloned() else {
            return Ok(());
        };
        if let Some(stream) = self.streams.get_mut(&key)
            && !stream.go_on(reader::read(event).map_err(LogError::Poison)?)
        {
            self.streams.remove(&key);
            self.order.retain(|other| *other != key);
        }
        Ok(())
    }
}
