//! What is checked before a database is trusted.

use heirloom::events::values::RecipeId;
use heirloom::store::{AppendError, LogError, OpenOptions, init, open};
use heirloom::testing::{ThrowawayLog, create_recipe, household};

heirloom::on_each_database!(
    making_a_log_twice_changes_nothing,
    a_log_of_a_newer_heirloom_is_refused_with_both_versions,
    a_log_of_an_older_heirloom_is_brought_up_to_date_by_init,
    a_log_from_before_revisions_that_holds_something_is_at_the_first_one,
    migrations_that_are_not_ours_are_refused,
);

async fn said(url: &str, create: bool) -> String {
    let options = OpenOptions {
        create,
        ..OpenOptions::default()
    };
    match open(url, options).await {
        Ok(_) => panic!("`{url}` was opened"),
        Err(error) => error.to_string(),
    }
}

async fn making_a_log_twice_changes_nothing(place: ThrowawayLog) {
    place
        .log()
        .append(create_recipe(household(1), RecipeId::new(), "Soup"))
        .await
        .unwrap();
    let again = init(place.url()).await.unwrap();
    assert_eq!(again.log().head(household(1)).await.unwrap(), 1);
    again.close().await;
}

async fn a_log_of_a_newer_heirloom_is_refused_with_both_versions(place: ThrowawayLog) {
    let table = place.table("_sqlx_migrations");
    let newer = format!(
        "INSERT INTO {table} (version, description, success, checksum, execution_time) \
         SELECT 9999, 'newer', success, checksum, 0 FROM {table} WHERE version = 1"
    );
    place.execute(&newer).await.unwrap();
    for create in [false, true] {
        let said = said(place.url(), create).await;
        assert!(said.contains("newer heirloom") && said.contains("9999"), "{said}");
    }
}

/// Takes all back that this build's later migrations made.
async fn make_older(place: &ThrowawayLog) {
    let tables = ["generations", "cursors", "parked", "revisions"];
    let undo = tables.map(|table| format!("DROP TABLE {};", place.table(table)));
    let index = place.table("events_by_kind");
    let forget = format!(
        "DROP INDEX {index}; DELETE FROM {} WHERE version > 1",
        place.table("_sqlx_migrations")
    );
    place.execute(&(undo.concat() + &forget)).await.unwrap();
}

async fn a_log_of_an_older_heirloom_is_brought_up_to_date_by_init(place: ThrowawayLog) {
    make_older(&place).await;
    assert!(said(place.url(), false).await.contains("older heirloom"));
    init(place.url()).await.unwrap().close().await;
    open(place.url(), OpenOptions::default())
        .await
        .unwrap()
        .close()
        .await;
}

async fn a_log_from_before_revisions_that_holds_something_is_at_the_first_one(place: ThrowawayLog) {
    let initial = heirloom::revisions::find("initial").unwrap();
    let soup = RecipeId::new();
    for title in ["Soup", "Broth"] {
        let version = u64::from(title == "Broth");
        let append = heirloom::testing::rename_recipe(household(1), soup, version, title);
        place.log().append(append).await.unwrap();
    }
    make_older(&place).await;
    let database = init(place.url()).await.unwrap();
    assert_eq!(database.state(), Some(initial.clone()));
    let revisions = database.revisions().await.unwrap();
    assert_eq!(revisions.len(), 1);
    assert_eq!(
        (revisions[0].revision.as_str(), revisions[0].events),
        (initial.name, 2)
    );
    database.close().await;
}

async fn migrations_that_are_not_ours_are_refused(place: ThrowawayLog) {
    let other = match place.url().starts_with("sqlite") {
        true => "x'00'",
        false => r"'\x00'",
    };
    let sql = format!(
        "UPDATE {} SET checksum = {other}",
        place.table("_sqlx_migrations")
    );
    place.execute(&sql).await.unwrap();
    assert!(said(place.url(), true).await.contains("another application's"));
}

#[tokio::test]
async fn an_address_of_no_kind_is_refused_without_showing_it() {
    for address in ["mysql://cook:secret@host/db", "heirloom.db", ""] {
        let said = said(address, true).await;
        assert!(said.contains("`sqlite://`") && !said.contains("secret"), "{said}");
    }
    let said = said("postgres://cook:secret@host:port:x/db", true).await;
    assert!(!said.contains("secret"), "{said}");
}

mod sqlite_files {
    use super::*;

    fn folder() -> (tempfile::TempDir, impl Fn(&str) -> String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        (folder, move |name| format!("sqlite://{}/{name}", path.display()))
    }

    #[tokio::test]
    async fn no_file_is_no_log_and_opening_makes_none() {
        let (folder, url) = folder();
        let error = open(&url("a.db"), OpenOptions::default()).await.err().unwrap();
        assert!(matches!(error, LogError::NotInitialised { .. }), "{error:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let missing = said(&url("missing/a.db"), true).await;
        assert!(missing.contains("check that the folder is there"), "{missing}");
    }

    #[tokio::test]
    async fn odd_names_of_files_work() {
        let (folder, url) = folder();
        for (address, name) in [
            ("a b ü.db", "a b ü.db"),
            ("100%25%3F.db", "100%?.db"),
            ("a'\"#.db", "a'\"#.db"),
        ] {
            init(&url(address)).await.unwrap().close().await;
            assert!(folder.path().join(name).exists(), "{name}");
        }
        assert!(said("sqlite://", true).await.contains("names no file"));
        assert!(said("sqlite::memory:", true).await.contains("memory"));
        assert!(said(&url(""), true).await.contains("folder"));
    }

    #[tokio::test]
    async fn what_is_no_database_is_refused_and_left_as_it_was() {
        let (folder, url) = folder();
        let text = "eggs, flour, milk\n".repeat(100);
        std::fs::write(folder.path().join("list.txt"), &text).unwrap();
        for create in [false, true] {
            assert!(
                said(&url("list.txt"), create)
                    .await
                    .contains("not a SQLite database")
            );
        }
        assert_eq!(
            std::fs::read_to_string(folder.path().join("list.txt")).unwrap(),
            text
        );
    }

    #[tokio::test]
    async fn somebody_elses_database_is_shared_only_where_no_name_collides() {
        let (_folder, url) = folder();
        let make = async |name: &str, sql: &str| {
            let mut connection: sqlx::SqliteConnection =
                sqlx::Connection::connect(&format!("{}?mode=rwc", url(name)))
                    .await
                    .unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            sqlx::Connection::close(connection).await.unwrap();
        };
        make("theirs.db", "CREATE TABLE events (day TEXT)").await;
        assert!(said(&url("theirs.db"), true).await.contains("a table `events`"));
        make("friendly.db", "CREATE TABLE birthdays (day TEXT)").await;
        let error = open(&url("friendly.db"), OpenOptions::default())
            .await
            .err()
            .unwrap();
        assert!(matches!(error, LogError::NotInitialised { .. }));
        init(&url("friendly.db")).await.unwrap().close().await;
    }

    #[tokio::test]
    async fn a_log_opened_read_only_can_be_read_and_says_why_it_takes_nothing() {
        let (_folder, url) = folder();
        let log = init(&url("a.db")).await.unwrap();
        let read_only = open(&(url("a.db") + "?mode=ro"), OpenOptions::default())
            .await
            .unwrap();
        assert_eq!(read_only.log().heads().await.unwrap(), []);
        let refused = read_only
            .log()
            .append(create_recipe(household(1), RecipeId::new(), "Soup"))
            .await;
        let said = refused.unwrap_err().to_string();
        assert!(said.contains("read-only"), "{said}");
        log.close().await;
    }

    #[tokio::test]
    async fn a_full_disk_is_told_and_nothing_is_half_done() {
        let place = ThrowawayLog::sqlite().await;
        place.execute("PRAGMA max_page_count = 1").await.unwrap();
        let mut taken = 0;
        let refused = loop {
            let append = create_recipe(household(1), RecipeId::new(), &"Soup ".repeat(2000));
            match place.log().append(append).await {
                Ok(_) => taken += 1,
                Err(error) => break error,
            }
            assert!(taken < 1000);
        };
        assert!(
            matches!(refused, AppendError::Log(LogError::Database { .. })),
            "{refused:?}"
        );
        assert!(refused.to_string().contains("disk is full"), "{refused}");
        assert_eq!(place.log().head(household(1)).await.unwrap(), taken);
        place.execute("PRAGMA max_page_count = 100000").await.unwrap();
        place
            .log()
            .append(create_recipe(household(1), RecipeId::new(), "Soup"))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_file_held_by_another_process_is_unavailable() {
        let place = ThrowawayLog::sqlite().await;
        let other = place.reopened().await;
        let heirloom::store::Database::Sqlite(other) = other else {
            unreachable!("it is SQLite")
        };
        let held = other.writer().begin_with("BEGIN IMMEDIATE").await.unwrap();
        let refused = place
            .log()
            .append(create_recipe(household(1), RecipeId::new(), "Soup"))
            .await;
        assert!(
            matches!(refused, Err(AppendError::Log(LogError::Unavailable { .. }))),
            "{refused:?}"
        );
        drop(held);
    }
}

mod postgres_databases {
    use super::*;

    #[tokio::test]
    async fn a_schema_of_somebody_else_is_refused() {
        let Some(place) = ThrowawayLog::postgres().await else {
            return;
        };
        place
            .execute("DROP SCHEMA heirloom CASCADE; CREATE SCHEMA heirloom; CREATE TABLE heirloom.events (day text)")
            .await
            .unwrap();
        assert!(said(place.url(), true).await.contains("a table `events`"));
        place.execute("DROP SCHEMA heirloom CASCADE").await.unwrap();
        let error = open(place.url(), OpenOptions::default()).await.err().unwrap();
        assert!(matches!(error, LogError::NotInitialised { .. }), "{error:?}");
        init(place.url()).await.unwrap().close().await;
    }

    #[tokio::test]
    async fn a_database_that_is_not_there_is_told_how_to_make() {
        let Some(place) = ThrowawayLog::postgres().await else {
            return;
        };
        let missing = said(&place.url().replace("heirloom_test_", "heirloom_missing_"), true).await;
        assert!(missing.contains("createdb"), "{missing}");
    }

    #[tokio::test]
    async fn a_role_that_may_append_still_may_after_the_log_was_brought_up_to_date() {
        let Some(place) = ThrowawayLog::postgres().await else {
            return;
        };
        let heirloom::store::Database::Postgres(log) = place.database() else {
            unreachable!("this one is PostgreSQL")
        };
        let role = format!("heirloom_test_cook_{}", RecipeId::new().0.simple());
        place
            .execute(&format!(
                "CREATE SCHEMA IF NOT EXISTS read; CREATE ROLE {role} LOGIN"
            ))
            .await
            .unwrap();
        log.grant_to(&role).await.unwrap();
        make_older(&place).await;
        init(place.url()).await.unwrap().close().await;
        let cook = place.url().replace("postgres@", &format!("{role}@"));
        let cook = open(&cook, OpenOptions::default()).await.unwrap();
        let append = create_recipe(household(1), RecipeId::new(), "Soup");
        let appended = cook.log().append(append).await;
        let raised =
            "INSERT INTO heirloom.revisions (no, revision, direction, events) VALUES (9, 'x', 'upgrade', 0)";
        let heirloom::store::Database::Postgres(theirs) = &cook else {
            unreachable!("this one is PostgreSQL")
        };
        let refused = sqlx::query(raised).execute(theirs.pool()).await;
        cook.close().await;
        place
            .execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}"))
            .await
            .unwrap();
        assert_eq!(appended.unwrap().position, 1);
        assert!(refused.is_err(), "only the owner changes what is active");
    }
}
