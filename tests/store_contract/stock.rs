//! A stock `postgres_es` framework on the very table of the log.

use std::collections::HashMap;
use std::sync::Arc;

use cqrs_es::persist::PersistedEventStore;
use cqrs_es::{AggregateError, CqrsFramework, EventStore};
use heirloom::events::State;
use heirloom::events::values::{HouseholdId, RecipeId};
use heirloom::store::cqrs::TaggedPayload;
use heirloom::store::{AppendError, Database, PostgresLog, Upto, reader};
use heirloom::testing::{ThrowawayLog, create_recipe, household, recipe_stream, rename_recipe};
use postgres_es::PostgresEventRepository;

use super::cqrs::{Call, Never, StockRecipe};

type Stock = PersistedEventStore<PostgresEventRepository, StockRecipe>;

async fn adopted() -> Option<(ThrowawayLog, PostgresLog)> {
    let place = ThrowawayLog::postgres().await?;
    let Database::Postgres(log) = place.database().clone() else {
        unreachable!("this one is PostgreSQL")
    };
    log.enable_postgres_es().await.unwrap();
    log.enable_postgres_es().await.unwrap();
    Some((place, log))
}

fn stock(log: &PostgresLog) -> Stock {
    let repository = PostgresEventRepository::new(log.pool().clone());
    let repository = repository.with_tables("heirloom.events", "heirloom.snapshots");
    PersistedEventStore::new_event_store(repository).with_upcasters(vec![Box::new(TaggedPayload)])
}

async fn call(
    log: &PostgresLog,
    recipe: RecipeId,
    title: &str,
    household: Option<HouseholdId>,
) -> Result<(), AggregateError<Never>> {
    let framework = CqrsFramework::new(stock(log), vec![], ());
    let metadata = household.map(|id| ("household_id".to_owned(), id.to_string()));
    let metadata = HashMap::from_iter(metadata);
    framework
        .execute_with_metadata(&recipe.to_string(), Call(title.into()), metadata)
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_es_appends_to_and_loads_from_the_log() {
    let Some((place, log)) = adopted().await else {
        return;
    };
    let soup = RecipeId::new();
    call(&log, soup, "Soup", None).await.unwrap();
    call(&log, soup, "Broth", None).await.unwrap();
    let single = HouseholdId::single();
    place
        .log()
        .append(rename_recipe(single, soup, 2, "Stock"))
        .await
        .unwrap();
    call(&log, soup, "Consommé", None).await.unwrap();
    let stored = place
        .log()
        .read_stream(single, &recipe_stream(soup), Upto::Latest)
        .await
        .unwrap();
    assert_eq!(
        stored.iter().map(|event| event.position).collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    let mut state = State::empty(heirloom::events::StreamType::Recipe);
    for event in reader::read_all(&stored).unwrap() {
        state.apply(event);
    }
    let loaded = stock(&log).load_aggregate(&soup.to_string()).await.unwrap();
    let State::Recipe(folded) = state else {
        unreachable!("it is a recipe")
    };
    assert_eq!(loaded.aggregate.recipe, folded.state);
    assert_eq!(folded.version, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_es_names_the_household_where_there_are_several() {
    let Some((place, log)) = adopted().await else {
        return;
    };
    let (soup, bread) = (RecipeId::new(), RecipeId::new());
    call(&log, soup, "Soup", Some(household(1))).await.unwrap();
    // the only one there is
    call(&log, soup, "Broth", None).await.unwrap();
    call(&log, bread, "Bread", Some(household(2))).await.unwrap();
    let refused = call(&log, RecipeId::new(), "Cake", None).await.unwrap_err();
    assert!(
        format!("{refused:?}").contains("several households"),
        "{refused:?}"
    );
    assert_eq!(place.log().head(household(1)).await.unwrap(), 2);
    assert_eq!(place.log().head(household(2)).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_es_and_our_own_writers_race_without_a_gap_or_a_loss() {
    let Some((place, log)) = adopted().await else {
        return;
    };
    let log = Arc::new(log);
    let shared = RecipeId::new();
    place
        .log()
        .append(create_recipe(household(1), shared, "Soup"))
        .await
        .unwrap();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..8 {
        let (log, ours) = (log.clone(), place.log());
        writers.spawn(async move {
            let mut written = 0;
            for _ in 0..20 {
                if writer % 2 == 0 {
                    match call(&log, shared, "Theirs", Some(household(1))).await {
                        Ok(()) => written += 1,
                        Err(AggregateError::AggregateConflict) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                    continue;
                }
                let version = ours
                    .read_stream(household(1), &recipe_stream(shared), Upto::Latest)
                    .await
                    .unwrap();
                match ours
                    .append(rename_recipe(household(1), shared, version.len() as u64, "Ours"))
                    .await
                {
                    Ok(_) => written += 1,
                    Err(AppendError::WrongExpectedVersion { .. }) => {}
                    Err(error) => panic!("{error:?}"),
                }
            }
            written
        });
    }
    let acknowledged: usize = writers.join_all().await.into_iter().sum();
    let stored = place.log().read_household(household(1), 0, 1000).await.unwrap();
    assert_eq!(stored.len(), acknowledged + 1);
    assert_eq!(
        place
            .log()
            .read_stream(household(1), &recipe_stream(shared), Upto::Latest)
            .await
            .unwrap(),
        stored
    );
}
