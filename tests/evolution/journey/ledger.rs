//! What every stream must say: the state at the beginning, and after that only what was asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use heirloom::events::values::{HouseholdId, LineId, RecipeId};
use heirloom::store::EventLog;
use serde_json::{Map, Value};

use super::beside;
use crate::corpus::golden;

/// Every stream's state as JSON, kept by hand.
pub(super) struct Ledger {
    streams: Map<String, Value>,
}

impl Ledger {
    pub(super) async fn of(log: &Arc<dyn EventLog>) -> Self {
        Self {
            streams: now(log).await,
        }
    }

    /// A recipe was made that says this.
    pub(super) fn made(&mut self, household: HouseholdId, recipe: RecipeId, content: Value) {
        let state = serde_json::json!({
            "version": 1,
            "recipe": {
                "created": { "content": content }, "residue": {},
                "favourite": false, "archived": false, "times_cooked": 0, "last_cooked_at": null,
            },
            "references": {},
        });
        self.streams.insert(key(household, recipe), state);
    }

    /// A recipe was changed so, by that many events.
    pub(super) fn changed(
        &mut self,
        household: HouseholdId,
        recipe: RecipeId,
        events: u64,
        change: impl FnOnce(&mut Value),
    ) {
        let state = self
            .streams
            .get_mut(&key(household, recipe))
            .expect("it is in the ledger");
        let version = state["version"].as_u64().expect("a version is a number");
        state["version"] = (version + events).into();
        change(&mut state["recipe"]);
    }

    /// A line of a recipe was said to stand for another one, by one event.
    pub(super) fn refers(&mut self, household: HouseholdId, recipe: RecipeId, line: LineId, to: RecipeId) {
        self.changed(household, recipe, 1, |_| {});
        let references = &mut self.streams[&key(household, recipe)]["references"];
        references[line.to_string()] = to.to_string().into();
    }

    /// The recipes of a household, in the order of their ids.
    pub(super) fn recipes(&self, household: HouseholdId) -> Vec<RecipeId> {
        let prefix = key(household, "");
        let ids = self.streams.keys().filter_map(|key| key.strip_prefix(&prefix));
        ids.map(|id| id.parse().expect("it is an id")).collect()
    }

    pub(super) fn is_archived(&self, household: HouseholdId, recipe: RecipeId) -> bool {
        self.streams[&key(household, recipe)]["recipe"]["archived"] == true
    }

    /// Every stream of the log says what the ledger says: compared by digest, and told where they differ.
    pub(super) async fn agrees_with(&self, log: &Arc<dyn EventLog>, when: &str) {
        let now = now(log).await;
        assert_eq!(
            now.keys().collect::<Vec<_>>(),
            self.streams.keys().collect::<Vec<_>>(),
            "{when}"
        );
        let (now, expected) = (digests(&now), digests(&self.streams));
        for (stream, (digest, state)) in &now {
            let (wanted, ledger) = &expected[stream];
            assert_eq!(
                digest, wanted,
                "{when}: {stream}\nlog:    {state}\nledger: {ledger}"
            );
        }
    }
}

fn key(household: HouseholdId, recipe: impl std::fmt::Display) -> String {
    format!("{household}/recipe/{recipe}")
}

fn digests(streams: &Map<String, Value>) -> BTreeMap<&str, (blake3::Hash, String)> {
    streams
        .iter()
        .map(|(stream, state)| {
            let state = state.to_string();
            (stream.as_str(), (blake3::hash(state.as_bytes()), state))
        })
        .collect()
}

/// What every stream says now, but for those of the writers beside.
async fn now(log: &Arc<dyn EventLog>) -> Map<String, Value> {
    let mut told = golden::told(log, golden::Manner::of_today()).await;
    let Value::Object(mut streams) = told["streams"].take() else {
        panic!("streams are told by name");
    };
    streams.retain(|stream, _| {
        !beside::households().any(|household| stream.starts_with(&household.to_string()))
    });
    streams
}
