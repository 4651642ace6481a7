//! A backend on heirloom, in one sitting: commands in, read tables out, history kept.
//!
//! `cargo run --example backend`, on a SQLite file of its own; or with the address of a database as the
//! argument: `cargo run --example backend -- postgres://me@localhost/kitchen`.

use std::error::Error;

use chrono::NaiveDate;
use heirloom::Heirloom;
use heirloom::audit::History;
use heirloom::commands::recipe::{CreateRecipe, Draft, DraftLine, DraftStep, RenameRecipe, ReviseRecipe};
use heirloom::commands::{Command, CommandError, Envelope, Refusal};
use heirloom::events::values::{Actor, HouseholdId, RecipeId};
use heirloom::projections::ReadPool;
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let on_file = || format!("sqlite://{}", folder.path().join("kitchen.db").display());
    run(&std::env::args().nth(1).unwrap_or_else(on_file)).await
}

/// All of it, on the database at `url`.
pub(crate) async fn run(url: &str) -> Result<(), Box<dyn Error>> {
    // Makes the log and the read tables where they are missing. The feeder keeps the tables up from now on.
    let heirloom = Heirloom::init(url).await?;
    let feeding = heirloom.spawn_feeder();
    // Every run is a family of its own, so that the example can be run twice on one database.
    let home = HouseholdId::new();
    let by = |actor: &str| Envelope::new(home, Actor(actor.into()));

    // A recipe is written down. The receipt says which version it is at: what the next edit may expect.
    let recipe_id = RecipeId::new();
    let draft = Draft {
        title: "Leek tart".into(),
        lines: vec![DraftLine::text("3 leeks"), DraftLine::text("200 g flour")],
        steps: vec![DraftStep::text("Sweat the leeks in butter.")],
        ..Draft::default()
    };
    let mut bens = draft.clone();
    let by_ada = by("ada").because("Sunday dinner");
    let created = heirloom.send(by_ada, CreateRecipe { recipe_id, draft }).await?;

    // Ben changes a line and saves it on the version that he opened: nobody was faster.
    bens.lines[0].text = "4 leeks".into();
    let by_ben = by("ben")
        .because("three were too few")
        .expecting(created.version());
    let draft = bens;
    let revised = heirloom.send(by_ben, ReviseRecipe { recipe_id, draft }).await?;
    println!("Ben's edit made version {} of the tart", revised.version());

    // Ada still looks at version 1. Nothing of Ben's is overwritten unseen: she is told what he changed.
    let title = "Leek tart for a crowd".into();
    let rename = RenameRecipe { recipe_id, title };
    let by_ada = by("ada").because("guests").expecting(created.version());
    match heirloom.send(by_ada.clone(), rename.clone()).await {
        Err(CommandError::Refused(Refusal::Conflict(conflict))) => println!("refused: {conflict}"),
        other => return Err(format!("a stale edit should be refused, not {other:?}").into()),
    }
    // A title is not a line, so the two edits can stand together, and she asks for that.
    heirloom.send(by_ada.merging(), rename).await?;

    // A meal is planned. Every command is JSON as well, just as a web client would post it.
    let meal = json!({"select_meal": {"main_recipe_id": recipe_id, "planned_date": "2026-02-01"}});
    let meal: Command = serde_json::from_value(meal)?;
    let planned = heirloom.send(by("ada"), meal).await?;

    // A receipt's position is what a reader waits for, to read his own writes.
    heirloom.wait_for(home, planned.position).await?;
    for (day, title, line) in shopping(heirloom.tables(), home).await? {
        println!("{day}: {title} needs {line}");
    }

    // Who changed what, when and why comes out of the log itself, not of any table.
    for version in History::load(heirloom.log(), home, recipe_id).await?.versions() {
        let who = version.actor.unwrap_or_default();
        println!("@{} by {who}: {}", version.version, version.what);
    }
    feeding.stop().await?;
    heirloom.close().await;
    Ok(())
}

/// What the planned meals need, asked in plain SQL. The tables are views: `read.recipes` on PostgreSQL,
/// `recipes` on SQLite, with the same columns. They stay where they are however often the tables are rebuilt.
pub(crate) async fn shopping(
    tables: &ReadPool,
    home: HouseholdId,
) -> Result<Vec<(NaiveDate, String, String)>, sqlx::Error> {
    const QUERY: &str = "SELECT m.planned_date, r.title, i.line_text FROM {read}meal_selections m
        JOIN {read}recipes r ON r.household_id = m.household_id AND r.recipe_id = m.main_recipe_id
        JOIN {read}recipe_ingredients i ON i.household_id = r.household_id AND i.recipe_id = r.recipe_id
        WHERE m.household_id = $1 AND m.shopping_mode <> 'none' AND NOT m.is_cleared ORDER BY m.planned_date, r.title, i.position";
    let query = |read: &str| QUERY.replace("{read}", read);
    match tables {
        ReadPool::Postgres(pool) => sqlx::query_as(&query("read.")).bind(home.0).fetch_all(pool).await,
        // SQLite has no type for ids: they are texts there.
        ReadPool::Sqlite(pool) => {
            sqlx::query_as(&query(""))
                .bind(home.to_string())
                .fetch_all(pool)
                .await
        }
    }
}
