//! Planning goes on while the log goes from revision to revision and its tables are built anew: writers and
//! readers that were started before see no error, and a week of long ago reads the same throughout.
//!
//! * [`script`]: what is planned.
//! * [`beside`]: who plans and who looks meanwhile.
//! * [`said`]: whatever is said at any revision is read as it was meant.
//! * [`written`]: in which versions it is written at each revision.

mod beside;
mod said;
mod script;
mod written;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use chrono::NaiveDate;
use heirloom::Heirloom;
use heirloom::commands::Command;
use heirloom::commands::plan::week_id;
use heirloom::commands::shopping::ShoppingCommand;
use heirloom::events::plan::WeekPlan;
use heirloom::events::recipe::Recipe;
use heirloom::events::shopping::ShoppingList;
use heirloom::events::{StreamKey, StreamType};
use heirloom::revisions::all;
use heirloom::testing::ThrowawayLog;

use crate::support::kitchen::by;
use crate::support::{Binary, House};
use beside::{Signs, Written, read_on, write_on};
use script::{RECIPES, begin, date, day, home, recipe};

heirloom::on_each_database!(planning_goes_on_through_upgrades_downgrades_and_rebuilds);

/// Somebody planned this long ago.
const LONG_AGO: &str = "2024-W05";

async fn planning_goes_on_through_upgrades_downgrades_and_rebuilds(place: ThrowawayLog) {
    let house = started(place).await;
    let (url, binary) = (house.place.url().to_owned(), house.binary());
    let long_ago = shown(&binary, &[LONG_AGO]);
    assert!(
        long_ago.contains("Dish 1") && long_ago.contains("not on the shopping list"),
        "{long_ago}"
    );
    let signs = Arc::new(Signs::default());
    let writer = tokio::spawn(write_on(opened(&url).await, signs.clone()));
    let mut readers = Vec::new();
    for _ in 0..2 {
        readers.push(tokio::spawn(read_on(opened(&url).await, signs.clone())));
    }
    let mut steps = vec![vec!["upgrade", "head"]];
    steps.extend((1..all().len()).map(|_| vec!["downgrade", "-1"]));
    steps.extend([
        vec!["upgrade", "head"],
        vec!["rebuild"],
        vec!["switch"],
        vec!["rebuild", "meal_plan", "shopping"],
        vec!["downgrade", "-1"],
        vec!["downgrade", "-1"],
        vec!["upgrade", "head"],
    ]);
    for step in steps {
        binary.run(&step).ok();
        let rebuilds = step[0] == "rebuild";
        signs.has_lists.fetch_or(rebuilds, Ordering::Relaxed);
        assert_eq!(shown(&binary, &[LONG_AGO]), long_ago, "after {step:?}");
        // Somebody looks at the week that is being planned, too.
        shown(&binary, &["2026-W10"]);
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    signs.done.store(true, Ordering::Relaxed);
    for reader in readers {
        let seen = reader.await.expect("a reader ends");
        assert_eq!(seen.failed, [""; 0], "of {} reads", seen.reads);
        assert!(seen.reads > 20 && seen.lists > 5, "hardly anybody read");
    }
    let written = writer.await.expect("the writer ends");
    println!(
        "{} commands, {} not yet, {} refused",
        written.done.len(),
        written.not_yet,
        written.refused
    );
    assert_eq!(written.failed, [""; 0]);
    assert!(written.done.len() > 40 && written.not_yet > 0);
    let ticks = written.done.iter();
    let ticks = ticks.filter(|command| matches!(command, Command::Shopping(ShoppingCommand::TickItem(_))));
    assert!(ticks.count() > 2, "hardly anything was ticked");
    nothing_is_lost(&house, &written).await;
    binary.is_whole();
}

async fn opened(url: &str) -> Heirloom {
    Heirloom::open(url).await.expect("it can be opened")
}

/// A log of the first revision with recipes, and a week of two years ago.
async fn started(place: ThrowawayLog) -> House {
    Binary::at(place.url())
        .run(&["init", "--revision", "initial"])
        .ok();
    let heirloom = Heirloom::open(place.url()).await.expect("it was made");
    begin(&heirloom).await;
    let house = House { heirloom, place };
    house.feed(1_000).await;
    house
}

#[track_caller]
fn shown(binary: &Binary, args: &[&str]) -> String {
    let ran = binary.run(&[&["plan"], args].concat());
    ran.ok();
    ran.stdout
}

/// The same commands where nothing ever changes make the same weeks and recipes.
async fn nothing_is_lost(house: &House, written: &Written) {
    let calm = House::sqlite().await;
    begin(&calm.heirloom).await;
    for command in &written.done {
        calm.heirloom
            .send(by(home()), command.clone())
            .await
            .expect("it was carried out there");
    }
    for date in [day(0), day(7), date("2024-02-01")] {
        assert_eq!(
            week(house, date).await,
            week(&calm, date).await,
            "the week of {date}"
        );
        assert_eq!(
            list(house, date).await,
            list(&calm, date).await,
            "what was said of the list of {date}"
        );
    }
    for n in 0..RECIPES {
        assert_eq!(dish(house, n).await, dish(&calm, n).await, "dish {n}");
    }
}

async fn week(house: &House, date: NaiveDate) -> WeekPlan {
    let key = StreamKey::new(StreamType::Plan, week_id(home(), date));
    let loaded = house.heirloom.commands().load(home(), &key).await;
    loaded.expect("it can be read").week().state.clone()
}

async fn list(house: &House, date: NaiveDate) -> ShoppingList {
    let key = StreamKey::new(StreamType::Shopping, week_id(home(), date));
    let loaded = house.heirloom.commands().load(home(), &key).await;
    loaded.expect("it can be read").shopping().state.clone()
}

async fn dish(house: &House, n: u64) -> Recipe {
    let key = StreamKey::new(StreamType::Recipe, recipe(n));
    let loaded = house.heirloom.commands().load(home(), &key).await;
    loaded.expect("it can be read").recipe().state.clone()
}
