//! What is no database of the application, or none that can be read: each its own error.

use std::path::Path;

use heirloom::importers::mealgenie::source::{SourceError, read};
use sqlx::{Connection as _, Executor as _, SqliteConnection};

use super::made::{Made, is_one_state, one_more};

#[track_caller]
fn says(outcome: Result<impl std::fmt::Debug, SourceError>, code: u8, parts: &[&str]) {
    let error = outcome.unwrap_err();
    let message = error.to_string();
    assert_eq!(error.exit_code(), code, "{message}");
    for part in parts {
        assert!(message.contains(part), "`{message}` lacks `{part}`");
    }
    assert!(
        message.starts_with(|c: char| !c.is_uppercase()) && !message.ends_with('.'),
        "{message}"
    );
}

async fn file(folder: &Path, name: &str, sql: &str) -> String {
    let path = folder.join(name).display().to_string();
    let url = format!("sqlite://{path}?mode=rwc");
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    path
}

#[tokio::test]
async fn what_is_no_database_of_the_application_is_a_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    says(
        read(&path("none.db")).await,
        2,
        &["no file", "none.db", "check the path"],
    );
    assert!(!folder.path().join("none.db").exists(), "looking made a file");
    says(read(&path("")).await, 2, &["is a folder"]);
    std::fs::write(
        path("notes.db"),
        "salt, pepper, a whole page of things to buy".repeat(100),
    )
    .unwrap();
    says(read(&path("notes.db")).await, 2, &["not a SQLite database"]);
    std::fs::write(path("nothing.db"), "").unwrap();
    says(read(&path("nothing.db")).await, 2, &["is empty", "no table"]);
    let theirs = file(
        folder.path(),
        "theirs.db",
        "CREATE TABLE songs (title TEXT); CREATE TABLE bands (name TEXT)",
    )
    .await;
    says(
        read(&theirs).await,
        2,
        &[
            "not a database of the application",
            "`bands`, `songs`",
            "MealGenie",
        ],
    );
    let alembic = "CREATE TABLE songs (title TEXT); CREATE TABLE alembic_version (version_num TEXT); \
         INSERT INTO alembic_version VALUES ('abc')";
    says(
        read(&file(folder.path(), "alembic.db", alembic).await).await,
        2,
        &["not a database of the application"],
    );
    says(read("").await, 2, &["address", "sqlite://path"]);
    says(read("sqlite::memory:").await, 2, &["in memory"]);
    says(
        read("mysql://me:secret@host/x").await,
        2,
        &["SQLite and PostgreSQL"],
    );
    let shown = read("mysql://me:secret@host/x").await.unwrap_err().to_string();
    assert!(!shown.contains("secret"));
}

#[tokio::test]
async fn an_address_of_each_form_is_read() {
    let made = Made::at(40).await;
    for address in ["sqlite://", "sqlite:", ""] {
        let rows = read(&format!("{address}{}", made.path())).await.unwrap();
        assert_eq!((rows.recipes.len(), rows.place.as_str()), (2, made.path()));
    }
}

#[tokio::test]
async fn a_table_that_is_not_as_its_revision_has_it_is_named() {
    let made = Made::at(40).await;
    made.sql("ALTER TABLE recipe DROP COLUMN source_url").await;
    says(
        made.read().await,
        1,
        &[
            "687a6a7ea1b6 (40 of 40)",
            "`recipe` lacks the column `source_url`",
        ],
    );
    let made = Made::at(36).await;
    made.sql("ALTER TABLE recipe ADD COLUMN total_time INTEGER").await;
    says(
        made.read().await,
        1,
        &[
            "f9a8b7c6d5e4 (36 of 40)",
            "`recipe` has a column `total_time` that it must not have",
        ],
    );
    let made = Made::at(40).await;
    made.sql("DROP TABLE meals; CREATE TABLE shopping_states (id INTEGER)")
        .await;
    says(
        made.read().await,
        1,
        &[
            "lacks the table `meals`",
            "has a table `shopping_states` that it must not have",
        ],
    );
    made.sql("DROP TABLE alembic_version").await;
    says(
        made.read().await,
        1,
        &["names no revision", "nearest is revision 687a6a7ea1b6", "`meals`"],
    );
}

#[tokio::test]
async fn an_unknown_revision_is_told_with_what_to_do() {
    let made = Made::at(40).await;
    made.name(&["ffffffffffff"]).await;
    says(
        made.read().await,
        1,
        &[
            "`ffffffffffff`",
            "687a6a7ea1b6",
            "newer heirloom",
            "alembic downgrade",
        ],
    );
    made.name(&["687a6a7ea1b6", "c9d2e4f7a3b5"]).await;
    says(
        made.read().await,
        1,
        &["`687a6a7ea1b6` contains `c9d2e4f7a3b5`", "remove the row"],
    );
    made.sql("DROP TABLE recipe").await;
    made.name(&["687a6a7ea1b6"]).await;
    says(made.read().await, 1, &["lacks the table `recipe`"]);
}

#[tokio::test]
async fn a_half_migrated_database_is_told_with_the_table() {
    let made = Made::at(23).await;
    made.sql("CREATE TABLE _alembic_tmp_ingredients (id INTEGER)")
        .await;
    says(
        made.read().await,
        1,
        &[
            "half migrated",
            "`_alembic_tmp_ingredients`",
            "`ingredients`",
            "restore",
        ],
    );
}

#[tokio::test]
async fn a_damaged_or_truncated_file_gives_nothing() {
    let made = Made::at(40).await;
    let whole = std::fs::read(made.path()).unwrap();
    for keep in [whole.len() / 2, whole.len() - 4096, 4096 + 100] {
        std::fs::write(made.path(), &whole[..keep]).unwrap();
        says(
            made.read().await,
            1,
            &["damaged or cut short", "nothing was taken"],
        );
    }
    let mut scrambled = whole.clone();
    let page = scrambled.len() / 4096 / 2 * 4096;
    scrambled[page..page + 2048].fill(0xA5);
    std::fs::write(made.path(), &scrambled).unwrap();
    says(made.read().await, 1, &["damaged or cut short"]);
    // even less than a header
    std::fs::write(made.path(), &whole[..60]).unwrap();
    says(made.read().await, 1, &["damaged or cut short"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_the_application_holds_is_unavailable() {
    let made = Made::at(40).await;
    let mut holder = made.connection().await;
    sqlx::raw_sql("BEGIN EXCLUSIVE")
        .execute(&mut holder)
        .await
        .unwrap();
    says(made.read().await, 69, &["locked", "try again"]);
    sqlx::raw_sql("COMMIT").execute(&mut holder).await.unwrap();
    assert_eq!(made.rows().await.recipes.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_leaves_the_file_and_its_folder_as_they_were() {
    let made = Made::at(40).await;
    let folder = Path::new(made.path()).parent().unwrap().to_owned();
    let names = || -> Vec<_> {
        let mut names: Vec<_> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    for mode in ["DELETE", "WAL"] {
        made.sql(&format!("PRAGMA journal_mode = {mode}")).await;
        let (bytes, before) = (std::fs::read(made.path()).unwrap(), names());
        assert_eq!(made.rows().await.recipes.len(), 2);
        assert_eq!(
            (std::fs::read(made.path()).unwrap(), names()),
            (bytes, before),
            "{mode}"
        );
    }
    // while the application runs, what it has just written is read too
    let mut application = made.connection().await;
    sqlx::raw_sql("UPDATE recipe SET notes = 'new' WHERE id = 1")
        .execute(&mut application)
        .await
        .unwrap();
    assert_eq!(made.rows().await.recipes[0].data.notes.as_deref(), Some("new"));
}

/// A journal that was left behind must be rolled back before the file can be trusted.
#[tokio::test]
async fn a_file_left_in_the_midst_of_a_write_is_told() {
    let made = Made::at(40).await;
    let mut writer = made.connection().await;
    let sql = "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; \
         CREATE TABLE big AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000) \
         SELECT x, randomblob(200) AS y FROM n; UPDATE recipe SET notes = 'half'";
    sqlx::raw_sql(sql).execute(&mut writer).await.unwrap();
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("app.db");
    std::fs::copy(made.path(), &path).unwrap();
    std::fs::copy(
        format!("{}-journal", made.path()),
        copy.path().join("app.db-journal"),
    )
    .unwrap();
    let before = std::fs::read(&path).unwrap();
    says(
        read(path.to_str().unwrap()).await,
        1,
        &["in the midst of a write", "app.db-journal"],
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_is_one_state_of_the_file() {
    let made = Made::at(40).await;
    made.sql("PRAGMA journal_mode = WAL").await;
    let mut writer = made.connection().await;
    sqlx::raw_sql("PRAGMA synchronous = OFF")
        .execute(&mut writer)
        .await
        .unwrap();
    let writing = tokio::spawn(async move {
        for id in 10..2000 {
            writer.execute(one_more(id).as_str()).await.unwrap();
        }
    });
    while !writing.is_finished() {
        // on a task of its own, as a caller may
        let path = made.path().to_owned();
        match tokio::spawn(async move { read(&path).await }).await.unwrap() {
            Ok(rows) => is_one_state(&rows),
            // the writer's companions were not there yet when it was opened
            Err(error) => assert_eq!(error.exit_code(), 75, "{error}"),
        }
    }
    writing.await.unwrap();
}

/// Opening one would wait for whoever writes into it.
#[cfg(unix)]
#[tokio::test]
async fn a_pipe_is_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    says(read(path.to_str().unwrap()).await, 2, &["not a SQLite database"]);
}
