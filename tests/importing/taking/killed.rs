//! A run that is stopped after any of its commands, and the next one.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::NaiveDate;
use futures_util::stream::BoxStream;
use heirloom::commands::Envelope;
use heirloom::commands::shopping::FlagItem;
use heirloom::events::StreamKey;
use heirloom::events::values::{Actor, CommandId, HouseholdId};
use heirloom::importers::mealgenie::take::Options;
use heirloom::store::{
    Activation, Append, AppendError, Appended, EventLog, Head, LogError, Replay, StoredEvent, Upto,
};
use heirloom::testing::ThrowawayLog;

use super::super::mealgenie::made::Made;
use super::support::{Home, complete, household, import, options, today};

heirloom::on_each_database!(a_run_that_was_killed_after_any_command_is_finished_by_the_next);

/// A log that is gone after so many appends, as it is to a process that was killed.
struct Dying {
    log: Arc<dyn EventLog>,
    left: AtomicUsize,
}

#[async_trait]
impl EventLog for Dying {
    async fn append(&self, append: Append) -> Result<Appended, AppendError> {
        let left = &self.left;
        let alive = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        match alive {
            Ok(_) => self.log.append(append).await,
            Err(_) => Err(LogError::Refused("killed".into()).into()),
        }
    }
    async fn revisions(&self) -> Result<Vec<Activation>, LogError> {
        self.log.revisions().await
    }
    async fn find_command(
        &self,
        household: HouseholdId,
        command: CommandId,
    ) -> Result<Option<Appended>, LogError> {
        self.log.find_command(household, command).await
    }
    async fn read_stream(
        &self,
        household: HouseholdId,
        stream: &StreamKey,
        upto: Upto,
    ) -> Result<Vec<StoredEvent>, LogError> {
        self.log.read_stream(household, stream, upto).await
    }
    async fn read_streams(
        &self,
        household: HouseholdId,
        streams: &[StreamKey],
        upto: u64,
    ) -> Result<Vec<StoredEvent>, LogError> {
        self.log.read_streams(household, streams, upto).await
    }
    async fn read_household(
        &self,
        household: HouseholdId,
        after: u64,
        limit: u64,
    ) -> Result<Vec<StoredEvent>, LogError> {
        self.log.read_household(household, after, limit).await
    }
    async fn heads(&self) -> Result<Vec<Head>, LogError> {
        self.log.heads().await
    }
    async fn head(&self, household: HouseholdId) -> Result<u64, LogError> {
        self.log.head(household).await
    }
    async fn replay(&self) -> Result<Replay, LogError> {
        self.log.replay().await
    }
    async fn import(
        &self,
        names: &BTreeMap<String, String>,
        events: BoxStream<'_, Result<StoredEvent, LogError>>,
    ) -> Result<u64, LogError> {
        self.log.import(names, events).await
    }
    async fn name_actor(&self, actor: &str, name: Option<&str>) -> Result<(), LogError> {
        self.log.name_actor(actor, name).await
    }
    async fn actor_names(&self) -> Result<BTreeMap<String, String>, LogError> {
        self.log.actor_names().await
    }
    async fn wait_for_news(&self, at_most: Duration) {
        self.log.wait_for_news(at_most).await;
    }
}

impl Home {
    /// What a household's events say, in their order, without the ids that are its own.
    async fn says(&self, household: HouseholdId) -> Vec<(String, usize)> {
        let events = self
            .heirloom
            .log()
            .read_household(household, 0, 100_000)
            .await
            .unwrap();
        events
            .into_iter()
            .map(|event| (event.event_type, event.payload.len()))
            .collect()
    }
}

/// What there is to take over, and what changes of it later.
const CHANGED: &str = "UPDATE recipe SET recipe_name = 'Leek soup', is_favorite = 0 WHERE id = 1; \
    UPDATE meals SET meal_name = 'Monday', side_recipe_ids = '[]', is_saved = 0; \
    UPDATE planner_entries SET shopping_mode = 'all'; UPDATE shopping_items SET quantity = 2, flagged = 1; \
    UPDATE ingredients SET ingredient_name = 'Flour, white' WHERE id = 2; DELETE FROM recipe_history; \
    INSERT INTO shopping_items (id, ingredient_name, quantity, unit, category, source, have, flagged, user_id, aggregation_key) \
    VALUES (2, 'Salt', 1, 'tsp', 'pantry', 'recipe', 1, 0, 1, 'salt::volume'), \
           (3, 'Soap', 2, 'bars', 'other', 'manual', 0, 0, 1, NULL)";

/// The plan goes on in another week, and the list with it.
const ANOTHER_WEEK: &str = "UPDATE planner_entries SET is_cleared = 1; \
    INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
    VALUES (8, 1, 1, 0, 'all', 0, 1)";

/// The application's database, run after run: the day, and what it holds then.
async fn runs() -> [(NaiveDate, Made); 3] {
    let [first, later, last] = [Made::at(40).await, Made::at(40).await, Made::at(40).await];
    later.sql(CHANGED).await;
    last.sql(CHANGED).await;
    last.sql(ANOTHER_WEEK).await;
    let next_week = "2026-02-04".parse().unwrap();
    [(today(), first), (today(), later), (next_week, last)]
}

/// Somebody flags what is on the list here.
async fn flagged_here(home: &Home, household: HouseholdId) {
    let list = home.list(household, 2).await;
    let Some(soap) = list.into_iter().find(|item| item.name == "Soap") else {
        return;
    };
    let (week, key, algorithm) = (today(), soap.key, 0);
    let flag = FlagItem {
        week,
        key,
        algorithm,
        flagged: true,
    };
    let envelope = Envelope::new(household, Actor("ada".into()));
    home.heirloom.commands().send(envelope, flag).await.unwrap();
}

async fn a_run_that_was_killed_after_any_command_is_finished_by_the_next(place: ThrowawayLog) {
    let home = Home::over(place).await;
    let runs = runs().await;
    let on = |household, today| Options {
        today,
        ..options(household)
    };
    let whole = household("whole");
    for (day, made) in &runs {
        let outcome = home.try_import(made.path(), on(whole, *day)).await.unwrap();
        complete(&outcome);
        flagged_here(&home, whole).await;
    }
    let expected = home.says(whole).await;
    for name in ["ListSynchronised", "ShoppingLineRemoved"] {
        assert!(expected.iter().any(|(event, _)| event == name), "{name}");
    }
    // a kill after each command of the first run, and of those that follow it
    let mut finished = 0;
    for appends in 0.. {
        let household = household(&format!("killed after {appends}"));
        let mut ended = true;
        let left = AtomicUsize::new(appends);
        let dying: Arc<dyn EventLog> = Arc::new(Dying {
            log: Arc::clone(home.heirloom.log()),
            left,
        });
        for (day, made) in &runs {
            ended = import(Arc::clone(&dying), made.path(), on(household, *day))
                .await
                .is_ok();
            complete(&home.try_import(made.path(), on(household, *day)).await.unwrap());
            flagged_here(&home, household).await;
        }
        assert_eq!(
            home.says(household).await,
            expected,
            "killed after {appends} commands"
        );
        finished += u32::from(!ended);
        if ended {
            break;
        }
    }
    assert!(finished > 60, "{finished} kills");
}
