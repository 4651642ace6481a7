//! Positions, versions, commands.

use heirloom::events::values::{CommandId, RecipeId};
use heirloom::store::{Append, AppendError, Appended, LogError, Upto};
use heirloom::testing::{
    ThrowawayLog, create_recipe, household, recipe_stream, rename_recipe, renamed, stream_append,
};

heirloom::on_each_database!(
    positions_follow_on_one_another_in_each_household,
    a_repeated_command_gives_its_first_result_and_adds_nothing,
    concurrent_repeats_of_one_command_have_one_effect,
    an_expected_version_too_low_or_too_high_is_a_conflict_that_names_both,
    of_racing_writers_one_wins_and_the_others_are_told,
    several_streams_are_appended_all_or_nothing,
    a_command_without_events_is_remembered,
    a_violation_of_another_key_is_an_error_and_not_a_conflict,
    a_stream_named_twice_is_refused,
    nul_is_refused_and_odd_characters_are_kept,
);

async fn positions_follow_on_one_another_in_each_household(log: ThrowawayLog) {
    let log = log.log();
    let (soup, bread) = (RecipeId::new(), RecipeId::new());
    for (expected, append) in [
        (1, create_recipe(household(1), soup, "Soup")),
        (1, create_recipe(household(2), bread, "Bread")),
        (2, rename_recipe(household(1), soup, 1, "Leek soup")),
        (3, rename_recipe(household(1), soup, 2, "Leek and potato soup")),
    ] {
        let appended = log.append(append).await.unwrap();
        assert_eq!(
            appended,
            Appended {
                position: expected,
                events: 1,
                repeated: false
            }
        );
    }
    let heads: Vec<_> = log.heads().await.unwrap().into_iter().map(|h| h.head).collect();
    assert_eq!(heads.iter().sum::<u64>(), 4);
    assert_eq!(log.head(household(1)).await.unwrap(), 3);
    assert_eq!(log.head(household(3)).await.unwrap(), 0);
}

async fn a_repeated_command_gives_its_first_result_and_adds_nothing(log: ThrowawayLog) {
    let log = log.log();
    let soup = RecipeId::new();
    let append = create_recipe(household(1), soup, "Soup");
    let first = log.append(append.clone()).await.unwrap();
    log.append(rename_recipe(household(1), soup, 1, "Broth"))
        .await
        .unwrap();
    let again = log.append(append.clone()).await.unwrap();
    assert_eq!(
        again,
        Appended {
            repeated: true,
            ..first
        }
    );
    let found = log.find_command(household(1), append.command_id).await.unwrap();
    assert_eq!(found, Some(again));
    assert_eq!(log.head(household(1)).await.unwrap(), 2);
    // a command belongs to its household
    assert_eq!(
        log.find_command(household(2), append.command_id).await.unwrap(),
        None
    );
}

async fn concurrent_repeats_of_one_command_have_one_effect(log: ThrowawayLog) {
    let log = log.log();
    let soup = RecipeId::new();
    for version in 0..20 {
        let append = rename_recipe(household(1), soup, version, "Soup");
        let repeats = (0..8).map(|_| {
            let (log, append) = (log.clone(), append.clone());
            tokio::spawn(async move { log.append(append).await.unwrap() })
        });
        let results = futures_util::future::join_all(repeats).await;
        let results: Vec<_> = results.into_iter().map(Result::unwrap).collect();
        assert_eq!(results.iter().filter(|r| !r.repeated).count(), 1);
        assert!(results.iter().all(|r| r.position == version + 1 && r.events == 1));
    }
    assert_eq!(log.head(household(1)).await.unwrap(), 20);
}

async fn an_expected_version_too_low_or_too_high_is_a_conflict_that_names_both(log: ThrowawayLog) {
    let log = log.log();
    let soup = RecipeId::new();
    log.append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    for wrong in [0, 2, 17] {
        let refused = log
            .append(rename_recipe(household(1), soup, wrong, "Broth"))
            .await;
        let Err(AppendError::WrongExpectedVersion {
            stream,
            expected,
            actual,
        }) = refused
        else {
            panic!("{refused:?}");
        };
        assert_eq!((stream, expected, actual), (recipe_stream(soup), wrong, 1));
    }
    assert_eq!(log.head(household(1)).await.unwrap(), 1);
}

async fn of_racing_writers_one_wins_and_the_others_are_told(log: ThrowawayLog) {
    let log = log.log();
    let soup = RecipeId::new();
    for version in 0..20 {
        let racing = (0..8).map(|cook| {
            let log = log.clone();
            let append = rename_recipe(household(1), soup, version, &format!("Soup of cook {cook}"));
            tokio::spawn(async move { (append.command_id, log.append(append).await) })
        });
        let results = futures_util::future::join_all(racing).await;
        let results: Vec<_> = results.into_iter().map(Result::unwrap).collect();
        let won: Vec<_> = results.iter().filter(|(_, result)| result.is_ok()).collect();
        assert_eq!(won.len(), 1);
        let stored = log
            .read_stream(household(1), &recipe_stream(soup), Upto::Latest)
            .await
            .unwrap();
        // the one that was told so is the one that stands there
        assert!(stored.last().unwrap().metadata.contains(&won[0].0.to_string()));
        for (_, lost) in results.iter().filter(|(_, result)| result.is_err()) {
            let Err(AppendError::WrongExpectedVersion { expected, actual, .. }) = lost else {
                panic!("{lost:?}");
            };
            assert_eq!((*expected, *actual), (version, version + 1));
        }
    }
}

async fn several_streams_are_appended_all_or_nothing(log: ThrowawayLog) {
    let log = log.log();
    let (soup, bread) = (RecipeId::new(), RecipeId::new());
    let both = |bread_version| Append {
        household: household(1),
        command_id: CommandId::new(),
        streams: vec![
            stream_append(recipe_stream(soup), 0, vec![renamed("Soup"), renamed("Broth")]),
            stream_append(recipe_stream(bread), bread_version, vec![renamed("Bread")]),
        ],
    };
    let refused = log.append(both(1)).await;
    assert!(
        matches!(refused, Err(AppendError::WrongExpectedVersion { stream, .. }) if stream == recipe_stream(bread))
    );
    assert_eq!(log.head(household(1)).await.unwrap(), 0);
    let appended = log.append(both(0)).await.unwrap();
    assert_eq!((appended.position, appended.events), (3, 3));
    let events = log.read_household(household(1), 0, 10).await.unwrap();
    // in the order in which they were given
    let order: Vec<_> = events
        .iter()
        .map(|e| (e.aggregate_id.clone(), e.sequence))
        .collect();
    assert_eq!(
        order,
        [
            (soup.to_string(), 1),
            (soup.to_string(), 2),
            (bread.to_string(), 1)
        ]
    );
}

async fn a_command_without_events_is_remembered(log: ThrowawayLog) {
    let log = log.log();
    let empty = |command_id| Append {
        household: household(1),
        command_id,
        streams: vec![],
    };
    let (first, second) = (CommandId::new(), CommandId::new());
    assert_eq!(log.append(empty(first)).await.unwrap().position, 0);
    log.append(create_recipe(household(1), RecipeId::new(), "Soup"))
        .await
        .unwrap();
    let appended = log.append(empty(second)).await.unwrap();
    assert_eq!(
        (appended.position, appended.events, appended.repeated),
        (1, 0, false)
    );
    let again = log.append(empty(first)).await.unwrap();
    assert_eq!((again.position, again.events, again.repeated), (0, 0, true));
    assert_eq!(log.heads().await.unwrap().len(), 1);
}

async fn a_violation_of_another_key_is_an_error_and_not_a_conflict(place: ThrowawayLog) {
    let log = place.log();
    let soup = RecipeId::new();
    log.append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    log.append(rename_recipe(household(1), soup, 1, "Broth"))
        .await
        .unwrap();
    // a damaged head: the next position is one that is taken
    let damage = format!("UPDATE {} SET head = 1", place.table("heads"));
    place.execute(&damage).await.unwrap();
    let refused = log.append(rename_recipe(household(1), soup, 2, "Stock")).await;
    assert!(
        matches!(refused, Err(AppendError::Log(LogError::Database { .. }))),
        "{refused:?}"
    );
}

async fn a_stream_named_twice_is_refused(log: ThrowawayLog) {
    let stream = recipe_stream(RecipeId::new());
    let append = Append {
        household: household(1),
        command_id: CommandId::new(),
        streams: vec![
            stream_append(stream.clone(), 0, vec![renamed("Soup")]),
            stream_append(stream, 1, vec![renamed("Broth")]),
        ],
    };
    let refused = log.log().append(append).await;
    assert!(
        matches!(refused, Err(AppendError::Log(LogError::Refused(_)))),
        "{refused:?}"
    );
}

async fn nul_is_refused_and_odd_characters_are_kept(log: ThrowawayLog) {
    let log = log.log();
    let soup = RecipeId::new();
    let refused = log.append(create_recipe(household(1), soup, "So\0up")).await;
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("NUL"), "{said}");
    let odd = "a\u{1}\u{7f}\u{2028}\u{feff}\u{202e}\u{10ffff}👩‍🍳é\\u0000\\\" \r\n\t";
    log.append(create_recipe(household(1), soup, odd)).await.unwrap();
    let stored = log
        .read_stream(household(1), &recipe_stream(soup), Upto::Latest)
        .await
        .unwrap();
    let payload: serde_json::Value = serde_json::from_str(&stored[0].payload).unwrap();
    assert_eq!(payload["content"]["title"], odd);
}
