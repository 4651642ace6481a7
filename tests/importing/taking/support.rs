//! A heirloom into which databases of the application are taken over.

use std::sync::Arc;

use chrono::NaiveDate;
use heirloom::Heirloom;
use heirloom::commands::plan::week_id;
use heirloom::events::source::Source;
use heirloom::events::values::{Actor, HouseholdId};
use heirloom::events::{StreamKey, StreamType};
use heirloom::importers::mealgenie::source::read;
use heirloom::importers::mealgenie::take::{
    Options, Outcome, TakeError, only_user, source_id, take, user_before,
};
use heirloom::store::EventLog;
use heirloom::testing::ThrowawayLog;
use heirloom_projections::models::shopping::query::{ItemRow, SourceRow, list, sources};

/// A heirloom that goes away when it is dropped.
pub(crate) struct Home {
    _place: ThrowawayLog,
    pub(crate) heirloom: Heirloom,
}

/// A day of the planner's week.
pub(crate) fn today() -> NaiveDate {
    "2026-01-28".parse().unwrap()
}

/// A household of its own.
pub(crate) fn household(name: &str) -> HouseholdId {
    HouseholdId::derived(name)
}

pub(crate) fn options(household: HouseholdId) -> Options {
    Options {
        household,
        actor: Actor("importer".into()),
        reason: None,
        name: "mealgenie".into(),
        week: None,
        today: today(),
    }
}

impl Home {
    pub(crate) async fn over(place: ThrowawayLog) -> Self {
        let heirloom = Heirloom::init(place.url()).await.unwrap();
        Self {
            _place: place,
            heirloom,
        }
    }

    pub(crate) async fn sqlite() -> Self {
        Self::over(ThrowawayLog::sqlite().await).await
    }

    pub(crate) async fn postgres() -> Option<Self> {
        Some(Self::over(ThrowawayLog::postgres().await?).await)
    }

    pub(crate) async fn import(&self, path: &str, household: HouseholdId) -> Outcome {
        self.try_import(path, options(household)).await.unwrap()
    }

    pub(crate) async fn try_import(&self, path: &str, options: Options) -> Result<Outcome, TakeError> {
        import(Arc::clone(self.heirloom.log()), path, options).await
    }

    /// The names of the household's events after a position.
    pub(crate) async fn events_after(&self, household: HouseholdId, position: u64) -> Vec<String> {
        let log = self.heirloom.log();
        let events = log.read_household(household, position, 100_000).await.unwrap();
        events.into_iter().map(|event| event.event_type).collect()
    }

    pub(crate) async fn head(&self, household: HouseholdId) -> u64 {
        self.heirloom.log().head(household).await.unwrap()
    }

    /// What a run adds, by the names of its events.
    pub(crate) async fn adds(&self, path: &str, household: HouseholdId) -> (Outcome, Vec<String>) {
        let before = self.head(household).await;
        let outcome = self.import(path, household).await;
        let added = self.events_after(household, before).await;
        assert_eq!(
            outcome.events,
            added.len() as u64,
            "the outcome counts what was added"
        );
        (outcome, added)
    }

    pub(crate) async fn list(&self, household: HouseholdId, algorithm: u8) -> Vec<ItemRow> {
        self.heirloom.feed(household).await.unwrap();
        let week = week_id(household, today());
        list(self.heirloom.tables(), household, week, algorithm)
            .await
            .unwrap()
    }

    pub(crate) async fn sources(&self, household: HouseholdId, algorithm: u8) -> Vec<SourceRow> {
        let week = week_id(household, today());
        sources(self.heirloom.tables(), household, week, algorithm)
            .await
            .unwrap()
    }

    /// What the log knows of the source.
    pub(crate) async fn source(&self, household: HouseholdId) -> Source {
        let key = StreamKey::new(StreamType::Source, source_id(household, "mealgenie"));
        let loaded = self.heirloom.commands().load(household, &key).await.unwrap();
        loaded.source().state.clone()
    }
}

pub(crate) async fn import(
    log: Arc<dyn EventLog>,
    path: &str,
    options: Options,
) -> Result<Outcome, TakeError> {
    let before = user_before(log.as_ref(), options.household, &options.name);
    let before = before.await.unwrap();
    let (rows, report) = only_user(read(path).await.unwrap(), None, before).unwrap();
    take(log, &rows, report, options).await
}

#[track_caller]
pub(crate) fn complete(outcome: &Outcome) {
    assert!(outcome.is_complete(), "{outcome}");
}
