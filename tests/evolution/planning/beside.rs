//! Who plans and who looks at the plan while the log goes from revision to revision.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use heirloom::Heirloom;
use heirloom::commands::plan::week_id;
use heirloom::commands::{Command, CommandError};
use heirloom::projections::models::meal_plan::query::between;
use heirloom::projections::models::shopping::query::list;
use heirloom::projections::read_pool::ReadError;
use heirloom::store::LogError;

use super::script::{command, date, day, home, recipe};
use crate::support::kitchen::by;

/// What became of the writer's commands.
#[derive(Default)]
pub(super) struct Written {
    pub(super) done: Vec<Command>,
    /// Refused because the revision that was active had no such event yet.
    pub(super) not_yet: u64,
    /// Refused by the rules: a meal whose creation was not yet possible is not there.
    pub(super) refused: u64,
    pub(super) failed: Vec<String>,
}

pub(super) async fn write_on(heirloom: Heirloom, signs: Arc<Signs>) -> Written {
    let mut written = Written::default();
    let mut n = 0;
    while !signs.done.load(Ordering::Relaxed) {
        match write(&heirloom, n).await {
            Ok(()) => written.done.push(command(n)),
            Err(Stopped::NotYet) => written.not_yet += 1,
            Err(Stopped::Refused) => written.refused += 1,
            Err(Stopped::Failed(why)) => written.failed.push(why),
        }
        n += 1;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    heirloom.close().await;
    written
}

/// Why a command was not carried out.
enum Stopped {
    NotYet,
    Refused,
    Failed(String),
}

async fn write(heirloom: &Heirloom, n: u64) -> Result<(), Stopped> {
    let sent = heirloom.send(by(home()), command(n)).await;
    let receipt = sent.map_err(|error| match error {
        CommandError::Log(LogError::NotInRevision { .. }) => Stopped::NotYet,
        CommandError::Refused(_) => Stopped::Refused,
        error => Stopped::Failed(format!("command {n}: {error}")),
    })?;
    let fed = heirloom.wait_for(home(), receipt.position).await;
    fed.map_err(|error| Stopped::Failed(format!("command {n} in the tables: {error}")))
}

/// What is said to those who work beside the one who upgrades.
#[derive(Default)]
pub(super) struct Signs {
    pub(super) done: AtomicBool,
    /// Every revision that may be active from now on has shopping lists.
    pub(super) has_lists: AtomicBool,
}

/// What the readers saw.
#[derive(Default)]
pub(super) struct Read {
    pub(super) reads: u64,
    /// Lists that were read, and had something on them.
    pub(super) lists: u64,
    pub(super) failed: Vec<String>,
}

pub(super) async fn read_on(heirloom: Heirloom, signs: Arc<Signs>) -> Read {
    let mut seen = Read::default();
    while !signs.done.load(Ordering::Relaxed) {
        if let Err(why) = read(&heirloom).await {
            seen.failed.push(why);
        }
        // An older revision has no table of it, so that only what is asked after the last of them counts.
        let must_be_there = signs.has_lists.load(Ordering::Relaxed);
        match read_list(&heirloom).await {
            Ok(there) => seen.lists += u64::from(there),
            Err(why) if must_be_there => seen.failed.push(why),
            Err(_) => {}
        }
        seen.reads += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    heirloom.close().await;
    seen
}

/// Whether something is on both lists of the week that is being planned.
async fn read_list(heirloom: &Heirloom) -> Result<bool, String> {
    let told = |error: ReadError| format!("{error}: {:?}", error.source);
    let (tables, week) = (heirloom.tables(), week_id(home(), day(0)));
    let mut there = true;
    for algorithm in [1, 2] {
        let items = list(tables, home(), week, algorithm).await.map_err(told)?;
        there &= !items.is_empty();
    }
    Ok(there)
}

async fn read(heirloom: &Heirloom) -> Result<(), String> {
    let told = |error: ReadError| format!("{error}: {:?}", error.source);
    let (tables, long_ago) = (heirloom.tables(), date("2024-01-29"));
    between(tables, home(), day(0), day(13)).await.map_err(told)?;
    let old = between(tables, home(), long_ago, date("2024-02-04"));
    let old = old.await.map_err(told)?;
    let seen: Vec<_> = old
        .iter()
        .map(|row| (row.main_recipe_id, row.sides.len(), row.shopping_mode.excludes()))
        .collect();
    let expected = [(recipe(1), 2, false), (recipe(2), 0, true)];
    match seen == expected {
        true => Ok(()),
        false => Err(format!("long ago reads {old:?}")),
    }
}
