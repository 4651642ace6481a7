//! The proof at every opening that this build can read all that is in the log, and what is left when it fails.

use heirloom::events::values::RecipeId;
use heirloom::store::transfer::{export, import};
use heirloom::store::{AppendError, Database, LogError, OpenOptions, open, reader};
use heirloom::testing::{ThrowawayLog, create_recipe, household, rename_recipe};

use super::revisions::{FUTURE, activate};

heirloom::on_each_database!(
    a_log_that_stock_frameworks_wrote_to_is_readable,
    unknown_kinds_are_refused_all_of_them_with_their_places,
    kinds_of_a_newer_heirloom_name_the_revision_that_they_need,
    a_revision_that_this_build_does_not_know_is_refused_at_start,
    after_a_downgrade_only_what_is_in_the_log_counts,
    a_log_that_cannot_be_read_can_still_be_looked_at_and_carried_away,
    a_payload_mended_by_hand_is_found_when_it_is_read_with_its_place_and_field,
    a_residue_that_is_none_is_found_when_it_is_read_with_its_place,
    a_residue_that_does_not_fit_is_found_with_its_place_and_field,
    residues_are_carried_byte_for_byte_and_an_import_activates_nothing,
    an_import_of_events_that_this_build_does_not_know_is_refused_with_their_line,
    an_older_build_works_only_where_it_can_read_all_and_knows_the_revision,
    feeding_stops_for_a_newer_heirloom_and_parks_only_what_is_nobodys,
);

/// Writes an event of household 1 beside the store; its payload and metadata are SQL literals.
async fn plant(place: &ThrowawayLog, event_type: &str, event_version: &str, payload: &str, metadata: &str) {
    let (events, heads) = (place.table("events"), place.table("heads"));
    let (id, now) = (household(1), "2026-11-23T10:00:00.000000Z");
    let position = place.log().head(id).await.unwrap() + 1;
    let sql = format!(
        "INSERT INTO {events} VALUES ('{id}', {position}, 'recipe', '{}', 1, '{event_type}', '{event_version}', \
         '{payload}', '{metadata}', '{now}'); \
         UPDATE {heads} SET head = {position} WHERE household_id = '{id}'",
        RecipeId::new()
    );
    place.execute(&sql).await.unwrap();
}

async fn with_a_soup(place: &ThrowawayLog) -> RecipeId {
    let soup = RecipeId::new();
    place
        .log()
        .append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    soup
}

async fn refused(place: &ThrowawayLog) -> LogError {
    match open(place.url(), OpenOptions::default()).await {
        Ok(_) => panic!("it was opened"),
        Err(error) => error,
    }
}

async fn to_look(place: &ThrowawayLog) -> Database {
    let options = OpenOptions {
        only_to_look: true,
        ..OpenOptions::default()
    };
    open(place.url(), options).await.unwrap()
}

async fn a_log_that_stock_frameworks_wrote_to_is_readable(place: ThrowawayLog) {
    with_a_soup(&place).await;
    plant(&place, "RecipeRenamed", "1.0", r#"{"title":"Pie"}"#, "{}").await;
    place.reopened().await.close().await;
}

async fn unknown_kinds_are_refused_all_of_them_with_their_places(place: ThrowawayLog) {
    with_a_soup(&place).await;
    plant(&place, "RecipeSung", "1", "{}", "{}").await;
    plant(&place, "RecipeRenamed", "99", "{}", "{}").await;
    plant(&place, "RecipeRenamed", "99", "{}", "{}").await;
    let error = refused(&place).await;
    let said = error.to_string();
    let LogError::Unreadable { kinds, needs } = error else {
        panic!("{error:?}");
    };
    let found: Vec<_> = kinds
        .iter()
        .map(|k| {
            (
                k.event_type.as_str(),
                k.event_version.as_str(),
                k.events,
                k.position,
            )
        })
        .collect();
    assert_eq!(found, [("RecipeRenamed", "99", 2, 3), ("RecipeSung", "1", 1, 2)]);
    assert!(kinds.iter().all(|kind| kind.household == household(1)));
    assert_eq!(needs, None);
    for part in [
        "`RecipeRenamed` version `99` (2 events, the first at position 3",
        "`RecipeSung` version `1` (1 event, at position 2",
        "another program",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

async fn kinds_of_a_newer_heirloom_name_the_revision_that_they_need(place: ThrowawayLog) {
    with_a_soup(&place).await;
    activate(&place, FUTURE, "upgrade").await;
    activate(&place, "2026_11_20_0900_initial", "downgrade").await;
    plant(&place, "RecipeRenamed", "99", "{}", "{}").await;
    let said = refused(&place).await.to_string();
    assert!(
        said.contains(&format!("revision `{FUTURE}` was active")) && said.contains("version `99`"),
        "{said}"
    );
}

async fn a_revision_that_this_build_does_not_know_is_refused_at_start(place: ThrowawayLog) {
    activate(&place, FUTURE, "upgrade").await;
    let error = refused(&place).await;
    assert!(
        matches!(&error, LogError::NewerRevision { active, .. } if active == FUTURE),
        "{error:?}"
    );
}

async fn after_a_downgrade_only_what_is_in_the_log_counts(place: ThrowawayLog) {
    with_a_soup(&place).await;
    activate(&place, FUTURE, "upgrade").await;
    activate(&place, "2026_11_20_0900_initial", "downgrade").await;
    let opened = place.reopened().await;
    let append = create_recipe(household(1), RecipeId::new(), "Bread");
    assert_eq!(opened.log().append(append).await.unwrap().position, 2);
}

async fn a_log_that_cannot_be_read_can_still_be_looked_at_and_carried_away(place: ThrowawayLog) {
    let soup = with_a_soup(&place).await;
    plant(&place, "RecipeSung", "1", "{}", "{}").await;
    activate(&place, FUTURE, "upgrade").await;
    let looking = to_look(&place).await;
    assert_eq!(looking.log().head(household(1)).await.unwrap(), 2);
    assert_eq!(looking.state(), None);
    assert_eq!(looking.active().await.unwrap().revision, FUTURE);
    let mut bytes = Vec::new();
    assert_eq!(export(&*looking.log(), &mut bytes).await.unwrap().events, 2);
    let rename = rename_recipe(household(1), soup, 1, "Broth");
    let refused = looking.log().append(rename).await.unwrap_err();
    assert!(
        matches!(&refused, AppendError::Log(LogError::Refused(why)) if why.contains("only to look")),
        "{refused:?}"
    );
}

async fn a_payload_mended_by_hand_is_found_when_it_is_read_with_its_place_and_field(place: ThrowawayLog) {
    with_a_soup(&place).await;
    plant(&place, "RecipeRenamed", "1", r#"{"titel":"Pie"}"#, "{}").await;
    let stored = place
        .reopened()
        .await
        .log()
        .read_household(household(1), 1, 1)
        .await;
    let poison = reader::read(&stored.unwrap()[0]).unwrap_err();
    assert!(!poison.unknown);
    let said = poison.to_string();
    assert!(said.contains("position 2") && said.contains("`titel`"), "{said}");
}

async fn a_residue_that_is_none_is_found_when_it_is_read_with_its_place(place: ThrowawayLog) {
    with_a_soup(&place).await;
    let metadata = r#"{"residue":"a spoon"}"#;
    plant(&place, "RecipeRenamed", "1", r#"{"title":"Pie"}"#, metadata).await;
    let stored = place
        .reopened()
        .await
        .log()
        .read_household(household(1), 1, 1)
        .await;
    let said = reader::read(&stored.unwrap()[0]).unwrap_err().to_string();
    assert!(said.contains("position 2") && said.contains("metadata"), "{said}");
}

async fn a_residue_that_does_not_fit_is_found_with_its_place_and_field(place: ThrowawayLog) {
    with_a_soup(&place).await;
    let metadata = r#"{"residue":{"RecipeCreated@1":{"calories_per_serving":"many"}}}"#;
    plant(
        &place,
        "RecipeCreated",
        "1",
        r#"{"content":{"title":"Pie"}}"#,
        metadata,
    )
    .await;
    let stored = place
        .reopened()
        .await
        .log()
        .read_household(household(1), 1, 1)
        .await;
    let said = reader::read(&stored.unwrap()[0]).unwrap_err().to_string();
    assert!(
        said.contains("position 2")
            && said.contains("`recipe/")
            && said.contains("metadata.residue.RecipeCreated@1"),
        "{said}"
    );
}

async fn residues_are_carried_byte_for_byte_and_an_import_activates_nothing(place: ThrowawayLog) {
    let source = ThrowawayLog::sqlite().await;
    with_a_soup(&source).await;
    let metadata = r#"{"residue" : {"RecipeRenamed@1":{"z":1.50,"a":null}}, "actor":"x"}"#;
    plant(&source, "RecipeRenamed", "1", r#"{"title":"Pie"}"#, metadata).await;
    activate(&source, "2026_11_20_0900_initial", "downgrade").await;
    let mut bytes = Vec::new();
    export(&*source.log(), &mut bytes).await.unwrap();
    let before = place.database().revisions().await.unwrap();
    import(&*place.log(), &bytes[..]).await.unwrap();
    let events = place.log().read_household(household(1), 0, 9).await.unwrap();
    assert_eq!(events[1].metadata, metadata);
    assert_eq!(place.database().revisions().await.unwrap(), before);
    let mut again = Vec::new();
    export(&*place.log(), &mut again).await.unwrap();
    assert_eq!(again, bytes);
}

async fn an_import_of_events_that_this_build_does_not_know_is_refused_with_their_line(place: ThrowawayLog) {
    let source = ThrowawayLog::sqlite().await;
    with_a_soup(&source).await;
    plant(&source, "RecipeRenamed", "99", "{}", "{}").await;
    let mut bytes = Vec::new();
    export(&*source.log(), &mut bytes).await.unwrap();
    let said = import(&*place.log(), &bytes[..]).await.unwrap_err().to_string();
    assert!(
        said.contains("line 3 ") && said.contains("version `99`"),
        "{said}"
    );
    assert!(place.log().heads().await.unwrap().is_empty());
}

async fn feeding_stops_for_a_newer_heirloom_and_parks_only_what_is_nobodys(place: ThrowawayLog) {
    with_a_soup(&place).await;
    let heirloom = heirloom::Heirloom::init(place.url()).await.unwrap();
    plant(&place, "RecipeSung", "1", "{}", "{}").await;
    assert!(heirloom.feed(household(1)).await.unwrap());
    let parked = place.table("parked");
    let unpark = format!("DELETE FROM {parked}");
    assert!(place.execute(&unpark).await.unwrap() > 0, "it stands still");
    plant(&place, "RecipeRenamed", "99", "{}", "{}").await;
    activate(&place, FUTURE, "upgrade").await;
    activate(&place, "2026_11_20_0900_initial", "downgrade").await;
    let error = heirloom.feed(household(1)).await.unwrap_err();
    let said = heirloom::cli::told(&anyhow::Error::from(error));
    assert!(said.contains(FUTURE), "{said}");
    assert_eq!(place.execute(&unpark).await.unwrap(), 0, "nothing was parked");
    heirloom.close().await;
}

/// What a build that knows revisions up to `head` says of this log; nothing where it works.
fn older_build(place: &ThrowawayLog, head: &str) -> Option<String> {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_heirloom"))
        .args(["--database", place.url(), "actor"])
        .env("HEIRLOOM_PRETEND_HEAD", head)
        .output()
        .unwrap();
    (!run.status.success()).then(|| String::from_utf8_lossy(&run.stderr).into_owned())
}

async fn an_older_build_works_only_where_it_can_read_all_and_knows_the_revision(place: ThrowawayLog) {
    heirloom::Heirloom::init(place.url()).await.unwrap().close().await;
    let said = older_build(&place, "initial").unwrap();
    let head = heirloom::revisions::head().name;
    assert!(
        said.contains(head) && said.contains("use a heirloom that knows it"),
        "{said}"
    );
    activate(&place, "2026_11_20_0900_initial", "downgrade").await;
    with_a_soup(&place).await;
    assert_eq!(
        older_build(&place, "initial"),
        None,
        "all of it is in the oldest versions"
    );
    activate(&place, head, "upgrade").await;
    with_a_soup(&place).await;
    activate(&place, "2026_11_20_0900_initial", "downgrade").await;
    let said = older_build(&place, "initial").unwrap();
    assert!(
        said.contains("`RecipeCreated` version `7` (1 event, at position 2") && said.contains(head),
        "{said}"
    );
    assert_eq!(older_build(&place, "head"), None);
}
