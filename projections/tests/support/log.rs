//! A log in memory that can also misbehave.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::StreamExt;
use futures_util::stream;
use heirloom_events::values::HouseholdId;
use heirloom_events::{Recorded, StreamKey};
use heirloom_projections::feed::{Fed, Feed, FeedError, Poison, Replay};
use heirloom_projections::live::LiveFeeder;

#[derive(Default)]
pub struct MemoryLog {
    events: Mutex<BTreeMap<HouseholdId, Vec<Recorded>>>,
    poisoned: Mutex<HashMap<(HouseholdId, u64), String>>,
    /// Somebody else who feeds everything, and what is appended then, before events after a position are given;
    /// once.
    pub meanwhile: Mutex<Option<(LiveFeeder, Vec<Recorded>)>>,
    /// How many events were given after a position.
    pub given: AtomicU64,
    /// A replay ends with an error after so many events.
    pub dies_after: Mutex<Option<usize>>,
    /// A replay just ends after so many events, as if all were well.
    pub lies_after: Mutex<Option<usize>>,
}

impl MemoryLog {
    pub fn append(&self, events: impl IntoIterator<Item = Recorded>) {
        let mut log = self.events.lock().unwrap();
        for mut event in events {
            let household = log.entry(event.household).or_default();
            event.position = household.len() as u64 + 1;
            event.sequence = 1 + household.iter().filter(|e| e.stream == event.stream).count() as u64;
            household.push(event);
        }
    }

    pub fn poison(&self, household: HouseholdId, position: u64) {
        let why = "its payload does not have its shape".to_owned();
        self.poisoned.lock().unwrap().insert((household, position), why);
    }

    pub fn heal(&self) {
        self.poisoned.lock().unwrap().clear();
    }

    pub fn len(&self) -> u64 {
        self.events
            .lock()
            .unwrap()
            .values()
            .map(|events| events.len() as u64)
            .sum()
    }

    pub fn all(&self) -> Vec<Recorded> {
        self.events.lock().unwrap().values().flatten().cloned().collect()
    }

    fn fed(&self, event: &Recorded) -> Fed {
        match self
            .poisoned
            .lock()
            .unwrap()
            .get(&(event.household, event.position))
        {
            None => Ok(event.clone()),
            Some(why) => Err(Poison {
                household: event.household,
                position: event.position,
                stream: event.stream.to_string(),
                why: why.clone(),
            }),
        }
    }

    fn some(&self, household: HouseholdId, wanted: impl Fn(&Recorded) -> bool, limit: u64) -> Vec<Fed> {
        let log = self.events.lock().unwrap();
        let events = log.get(&household).into_iter().flatten().filter(|e| wanted(e));
        events.take(limit as usize).map(|event| self.fed(event)).collect()
    }
}

#[async_trait]
impl Feed for MemoryLog {
    async fn heads(&self) -> Result<Vec<(HouseholdId, u64)>, FeedError> {
        let log = self.events.lock().unwrap();
        Ok(log
            .iter()
            .map(|(household, events)| (*household, events.len() as u64))
            .collect())
    }

    async fn head(&self, household: HouseholdId) -> Result<u64, FeedError> {
        let log = self.events.lock().unwrap();
        Ok(log.get(&household).map_or(0, |events| events.len() as u64))
    }

    async fn after(&self, household: HouseholdId, after: u64, limit: u64) -> Result<Vec<Fed>, FeedError> {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some((other, events)) = meanwhile {
            other.feed_all_until_caught_up().await.unwrap();
            self.append(events);
        }
        let events = self.some(household, |e| e.position > after, limit);
        self.given.fetch_add(events.len() as u64, Ordering::Relaxed);
        Ok(events)
    }

    async fn streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto_position: u64,
    ) -> Result<Vec<Fed>, FeedError> {
        let wanted = |e: &Recorded| e.position <= upto_position && streams.contains(&e.stream);
        Ok(self.some(household, wanted, u64::MAX))
    }

    async fn replay(&self) -> Result<Replay, FeedError> {
        let heads = self.heads().await?;
        let mut events: Vec<Fed> = self.all().iter().map(|event| self.fed(event)).collect();
        let dies = *self.dies_after.lock().unwrap();
        if let Some(most) = dies.or(*self.lies_after.lock().unwrap()) {
            events.truncate(most);
        }
        let mut batches: Vec<Result<Vec<Fed>, FeedError>> =
            events.chunks(97).map(|chunk| Ok(chunk.to_vec())).collect();
        if dies.is_some() {
            batches.push(Err(FeedError::Unavailable("the backend was terminated".into())));
        }
        let batches = stream::iter(batches).boxed();
        Ok(Replay { heads, batches })
    }

    async fn wait_for_news(&self, at_most: Duration) {
        tokio::time::sleep(at_most.min(Duration::from_millis(5))).await;
    }
}
