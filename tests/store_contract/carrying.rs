//! Exports and imports, between every pair of databases.

use futures_util::TryStreamExt;
use heirloom::events::values::{CommandId, RecipeId};
use heirloom::store::transfer::{export, import};
use heirloom::store::{Append, Database, EventLog, LogError, StoredEvent};
use heirloom::testing::{
    ThrowawayLog, create_recipe, household, recipe_stream, rename_recipe, renamed, stream_append,
};

heirloom::on_each_database!(
    an_export_imported_into_either_database_gives_equal_rows,
    a_repeat_after_an_import_is_still_a_repeat,
    a_log_that_is_not_empty_takes_no_import,
    a_truncated_or_altered_export_is_refused_with_its_line_and_leaves_nothing,
    events_that_do_not_follow_on_one_another_are_refused_with_their_line,
    an_empty_log_can_be_carried,
);

async fn filled(place: &ThrowawayLog) -> CommandId {
    let log = place.log();
    let mut last = CommandId::new();
    for number in [3, 1, 2] {
        let (soup, bread) = (RecipeId::new(), RecipeId::new());
        log.append(create_recipe(
            household(number),
            soup,
            "Soup \u{2028}\"é\\u0000\n👩‍🍳",
        ))
        .await
        .unwrap();
        last = CommandId::new();
        let streams = vec![
            stream_append(recipe_stream(soup), 1, vec![renamed("Broth"), renamed("Stock")]),
            stream_append(recipe_stream(bread), 0, vec![renamed("Bread")]),
        ];
        let (household, command_id) = (household(number), last);
        let append = Append {
            household,
            command_id,
            streams,
        };
        log.append(append).await.unwrap();
    }
    // JSON as another program may have written it
    let metadata = r#"{ "actor" : "x" }"#;
    let payload = "\n {\"title\":\r\n\"Odd\"} ";
    let odd = format!(
        "INSERT INTO {} SELECT household_id, 5, aggregate_type, aggregate_id, 2, event_type, event_version, \
         '{payload}', '{metadata}', recorded_at FROM {} WHERE position = 4 AND household_id = '{}'; \
         UPDATE {} SET head = 5 WHERE household_id = '{}'",
        place.table("events"),
        place.table("events"),
        household(1),
        place.table("heads"),
        household(1),
    );
    place.execute(&odd).await.unwrap();
    log.name_actor("anna", Some("Anna\nÖ")).await.unwrap();
    last
}

async fn exported(log: &dyn EventLog) -> Vec<u8> {
    let mut bytes = Vec::new();
    export(log, &mut bytes).await.unwrap();
    bytes
}

async fn rows(log: &dyn EventLog) -> Vec<StoredEvent> {
    let batches: Vec<_> = log.replay().await.unwrap().batches.try_collect().await.unwrap();
    batches.into_iter().flatten().collect()
}

async fn an_export_imported_into_either_database_gives_equal_rows(place: ThrowawayLog) {
    filled(&place).await;
    let source = place.log();
    let bytes = exported(&*source).await;
    let mut targets = vec![ThrowawayLog::sqlite().await];
    if matches!(place.database(), Database::Postgres(_)) {
        targets.extend(ThrowawayLog::postgres().await);
    }
    for target in targets {
        let carried = import(&*target.log(), &bytes[..]).await.unwrap();
        assert_eq!((carried.events, carried.households, carried.names), (13, 3, 1));
        let target = target.log();
        assert_eq!(rows(&*target).await, rows(&*source).await);
        assert_eq!(target.heads().await.unwrap(), source.heads().await.unwrap());
        assert_eq!(
            target.actor_names().await.unwrap(),
            source.actor_names().await.unwrap()
        );
        assert_eq!(exported(&*target).await, bytes, "byte for byte");
        // and it goes on
        let append = create_recipe(household(1), RecipeId::new(), "Next");
        assert_eq!(target.append(append).await.unwrap().position, 6);
    }
}

async fn a_repeat_after_an_import_is_still_a_repeat(place: ThrowawayLog) {
    let source = ThrowawayLog::sqlite().await;
    let last = filled(&source).await;
    import(&*place.log(), &exported(&*source.log()).await[..])
        .await
        .unwrap();
    let found = place.log().find_command(household(2), last).await.unwrap();
    assert_eq!(
        found,
        source.log().find_command(household(2), last).await.unwrap()
    );
    assert!(found.is_some());
    assert_eq!(rows(&*place.log()).await, rows(&*source.log()).await);
    assert_eq!(exported(&*place.log()).await, exported(&*source.log()).await);
}

async fn a_log_that_is_not_empty_takes_no_import(place: ThrowawayLog) {
    filled(&place).await;
    let before = rows(&*place.log()).await;
    let refused = import(&*place.log(), &exported(&*place.log()).await[..]).await;
    assert!(refused.unwrap_err().to_string().contains("not empty"));
    assert_eq!(rows(&*place.log()).await, before);
}

/// What an import of these bytes says; nothing may be left of it.
async fn refused(place: &ThrowawayLog, bytes: &[u8]) -> String {
    let error = match import(&*place.log(), bytes).await {
        Ok(carried) => panic!("{carried:?} was imported"),
        Err(error) => error,
    };
    assert!(matches!(error, LogError::Import(_)), "{error:?}");
    assert!(place.log().heads().await.unwrap().is_empty());
    assert!(rows(&*place.log()).await.is_empty());
    assert!(place.log().actor_names().await.unwrap().is_empty());
    error.to_string()
}

async fn a_truncated_or_altered_export_is_refused_with_its_line_and_leaves_nothing(place: ThrowawayLog) {
    let source = ThrowawayLog::sqlite().await;
    filled(&source).await;
    let whole = exported(&*source.log()).await;
    // 1 header, 1 name, 13 events, 1 end
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!(lines.len(), 16);
    for (kept, line) in [(1, 2), (2, 3), (9, 10), (15, 16)] {
        let said = refused(&place, &lines[..kept].concat()).await;
        assert!(
            said.contains(&format!("line {line} ")) && said.contains("cut short"),
            "{said}"
        );
    }
    for cut in [10, whole.len() / 2, whole.len() - 1] {
        refused(&place, &whole[..cut]).await;
    }
    let text = String::from_utf8(whole.clone()).unwrap();
    let said = refused(&place, text.replacen("Broth", "Froth", 1).as_bytes()).await;
    assert!(said.contains("line 16 ") && said.contains("altered"), "{said}");
    let said = refused(
        &place,
        text.replacen("\"sequence\":", "\"sequenze\":", 1).as_bytes(),
    )
    .await;
    assert!(said.contains("line 3 "), "{said}");
    let said = refused(&place, &[&whole[..], b"{}\n"].concat()).await;
    assert!(said.contains("line 17 "), "{said}");
    for other in ["", "{}\n", "{\"heirloom_log\":2}\n", "eggs\n"] {
        assert!(refused(&place, other.as_bytes()).await.contains("line 1 "));
    }
    import(&*place.log(), &whole[..]).await.unwrap();
}

async fn events_that_do_not_follow_on_one_another_are_refused_with_their_line(place: ThrowawayLog) {
    let source = ThrowawayLog::sqlite().await;
    let soup = RecipeId::new();
    for version in 0..4 {
        source
            .log()
            .append(rename_recipe(household(1), soup, version, "Soup"))
            .await
            .unwrap();
    }
    let text = String::from_utf8(exported(&*source.log()).await).unwrap();
    for (from, to) in [
        ("\"position\":3", "\"position\":4"),
        ("\"sequence\":3", "\"sequence\":2"),
        ("\"sequence\":3", "\"sequence\":7"),
    ] {
        let said = refused(&place, text.replace(from, to).as_bytes()).await;
        assert!(said.contains("line 4 "), "{said}");
    }
}

async fn an_empty_log_can_be_carried(place: ThrowawayLog) {
    let bytes = exported(&*place.log()).await;
    let carried = import(&*place.log(), &bytes[..]).await.unwrap();
    assert_eq!(carried.events, 0);
}
