//! The log under `cqrs_es`, and the aggregate that these tests use.

use std::collections::HashMap;

use cqrs_es::event_sink::EventSink;
use cqrs_es::persist::{PersistedEventRepository, PersistedEventStore};
use cqrs_es::{Aggregate, AggregateError, CqrsFramework, DomainEvent, EventStore};
use heirloom::events::Stream;
use heirloom::events::recipe::{Content, Recipe, RecipeCreated, RecipeEvent, RecipeRenamed};
use heirloom::events::values::RecipeId;
use heirloom::store::cqrs::HouseholdEvents;
use heirloom::testing::{ThrowawayLog, create_recipe, household, recipe_stream};
use serde::{Deserialize, Serialize};

heirloom::on_each_database!(
    a_cqrs_framework_runs_on_a_household_of_the_log,
    a_conflict_is_an_optimistic_lock_error,
);

/// A recipe as a stock application has it. It is never kept as a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct StockRecipe {
    #[serde(skip)]
    pub(super) recipe: Recipe,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct StockEvent(pub(super) RecipeEvent);

impl DomainEvent for StockEvent {
    fn event_type(&self) -> String {
        self.0.event_type().to_owned()
    }

    fn event_version(&self) -> String {
        "1.0".to_owned()
    }
}

/// Creates the recipe, or renames it.
pub(super) struct Call(pub(super) String);

#[derive(Debug, thiserror::Error)]
#[error("never")]
pub(super) struct Never;

impl Aggregate for StockRecipe {
    const TYPE: &'static str = Recipe::TYPE;
    type Command = Call;
    type Event = StockEvent;
    type Error = Never;
    type Services = ();

    async fn handle(&mut self, Call(title): Call, (): &(), sink: &EventSink<Self>) -> Result<(), Never> {
        let event = match self.recipe == Recipe::default() {
            true => RecipeEvent::from(RecipeCreated {
                content: Content {
                    title,
                    ..Content::default()
                },
            }),
            false => RecipeEvent::from(RecipeRenamed { title }),
        };
        sink.write(StockEvent(event), self).await;
        Ok(())
    }

    fn apply(&mut self, StockEvent(event): StockEvent) {
        self.recipe.apply(event);
    }
}

async fn a_cqrs_framework_runs_on_a_household_of_the_log(place: ThrowawayLog) {
    let events = HouseholdEvents::new(place.log(), household(1));
    let store = PersistedEventStore::<_, StockRecipe>::new_event_store(events.clone());
    let framework = CqrsFramework::new(store, vec![], ());
    let soup = RecipeId::new();
    place
        .log()
        .append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    let metadata = HashMap::from([("actor".to_owned(), "anna".to_owned())]);
    framework
        .execute_with_metadata(&soup.to_string(), Call("Broth".into()), metadata)
        .await
        .unwrap();
    let stored = place.log().read_household(household(1), 0, 10).await.unwrap();
    assert_eq!(stored[1].payload, r#"{"title":"Broth"}"#);
    assert_eq!(stored[1].event_version, "1");
    assert!(stored[1].metadata.contains(r#""actor":"anna""#));
    let store = PersistedEventStore::<_, StockRecipe>::new_event_store(events.clone());
    let loaded = store.load_events(&soup.to_string()).await.unwrap();
    assert_eq!(loaded.len(), 2);
    let mut all = events.stream_all_events::<StockRecipe>().await.unwrap();
    let mut count = 0;
    while let Some(event) = all.next::<StockRecipe>(&[]).await {
        event.unwrap();
        count += 1;
    }
    assert_eq!(count, 2);
}

async fn a_conflict_is_an_optimistic_lock_error(place: ThrowawayLog) {
    let events = HouseholdEvents::new(place.log(), household(1));
    let store = PersistedEventStore::<_, StockRecipe>::new_event_store(events);
    let soup = RecipeId::new().to_string();
    let stale = store.load_aggregate(&soup).await.unwrap();
    let rename = || {
        vec![StockEvent(RecipeEvent::from(RecipeRenamed {
            title: "Soup".into(),
        }))]
    };
    let fresh = store.load_aggregate(&soup).await.unwrap();
    store.commit(rename(), fresh, HashMap::new()).await.unwrap();
    let refused = store.commit(rename(), stale, HashMap::new()).await;
    assert!(matches!(refused, Err(AggregateError::AggregateConflict)));
    let stream = recipe_stream(soup.parse().unwrap());
    let stored = place
        .log()
        .read_stream(household(1), &stream, heirloom::store::Upto::Latest)
        .await;
    assert_eq!(stored.unwrap().len(), 1);
}
