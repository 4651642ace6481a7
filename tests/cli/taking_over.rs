//! `heirloom import mealgenie` as it is typed: what it says, and how it ends.

use sqlx::{Connection as _, Executor as _, SqliteConnection};

use crate::kitchen::Kitchen;

#[path = "../importing/mealgenie/columns.rs"]
mod columns;
#[path = "../importing/mealgenie/made.rs"]
#[expect(dead_code, reason = "these tests need no more of it than a file")]
mod made;

use made::Made;

fn kitchen() -> Kitchen {
    let kitchen = Kitchen::empty();
    assert_eq!(kitchen.run(&["init"]).code, 0);
    kitchen
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_is_taken_over_once() {
    let (kitchen, made) = (kitchen(), Made::at(40).await);
    let import = ["import", "mealgenie", made.path(), "--week", "2026-W05"];
    let dry = kitchen.run(&[&import[..], &["--dry-run"]].concat());
    assert_eq!(dry.code, 0, "{}{}", dry.stdout, dry.stderr);
    assert!(dry.stdout.contains("nothing was written"), "{}", dry.stdout);
    let first = kitchen.run(&import);
    assert_eq!(first.code, 0, "{}{}", first.stdout, first.stderr);
    for told in ["complete: ", "0 set aside", "proved: ", "events added"] {
        assert!(first.stdout.contains(told), "no `{told}` in\n{}", first.stdout);
    }
    let again = kitchen.json(&["import", "mealgenie", made.path(), "--follow"]);
    assert_eq!(
        (&again["import"]["events"], &again["dry_run"]),
        (&0.into(), &false.into())
    );
    assert_eq!(again["import"]["complete"], true);
    assert_eq!(again["import"]["tables"]["recipe"]["rows"], 2);
    let list = kitchen.json(&["shopping", "show", "2026-W05", "--algorithm", "1"]);
    assert_eq!(list["format"], 1);
    let plan = kitchen.run(&["plan", "2026-W05"]);
    assert!(plan.stdout.contains("Sunday"), "{}", plan.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_over_ends_with_its_exit_code_and_a_way_out() {
    let (kitchen, made) = (kitchen(), Made::at(40).await);
    let says = |words: &[&str], code: i32, part: &str| {
        let said = kitchen.run(&[&["import", "mealgenie"], words].concat());
        assert_eq!(said.code, code, "{words:?}: {}{}", said.stdout, said.stderr);
        let told = said.stderr.contains(part) || said.stdout.contains(part);
        assert!(told, "no `{part}` in\n{}{}", said.stdout, said.stderr);
    };
    says(&["none.db"], 2, "there is no file");
    says(&["cookbook.ndjson"], 2, "is not a SQLite database");
    says(&["kitchen.db"], 2, "not a database of the application");
    says(
        &[made.path(), "--week", "2026-W60"],
        2,
        "there is no week `2026-W60`",
    );
    says(&[made.path(), "--week", "tomorrow"], 2, "is no ISO week");
    says(&[made.path(), "--user", "nobody"], 2, "there is no user `nobody`");
    made.sql("UPDATE recipe SET user_id = 7 WHERE id = 2; DELETE FROM recipe_ingredients; UPDATE meals SET side_recipe_ids = '[]'")
        .await;
    says(&[made.path()], 2, "name it with `--user ID`");
    says(&[made.path(), "--user", "ann"], 0, "it is user 7's");

    let half = Made::at(40).await;
    half.sql("CREATE TABLE _alembic_tmp_recipe (id INTEGER)").await;
    says(&[half.path()], 1, "half migrated");

    let bytes = std::fs::read(made.path()).unwrap();
    let cut = std::env::temp_dir().join(format!("heirloom-cut-{}.db", std::process::id()));
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    says(&[cut.to_str().unwrap()], 1, "damaged or cut short");
    std::fs::remove_file(&cut).unwrap();

    let url = format!("sqlite://{}?mode=rw", half.path());
    let mut holder = SqliteConnection::connect(&url).await.unwrap();
    holder.execute("BEGIN EXCLUSIVE").await.unwrap();
    says(&[half.path()], 69, "locked");
    holder.execute("ROLLBACK").await.unwrap();
}
