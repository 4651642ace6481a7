//! Whatever is said of meals, plans and lists, at whatever revision: it is read as it would be had it been said
//! at the newest, after every step up or down too. No side, no mode, no source, no tick is lost.

use std::collections::BTreeMap;

use heirloom::Heirloom;
use heirloom::commands::{Command, CommandError};
use heirloom::events::{Recorded, State, StreamKey};
use heirloom::revisions::{all, slug};
use heirloom::store::reader;
use heirloom::testing::ThrowawayLog;
use heirloom::testing::household::{meal_commands, plan_commands, recipe_commands};
use heirloom::testing::shopping::shopping_commands;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::script::home;
use crate::support::House;
use crate::support::kitchen::by;

/// The first revision that has meals and lists.
const FIRST: &str = "meals_and_shopping_lists";

/// Recipes first, so that there is something to plan.
fn said() -> impl Strategy<Value = Vec<Command>> {
    let anything = prop_oneof![
        1 => recipe_commands(),
        2 => meal_commands(),
        4 => plan_commands(),
        4 => shopping_commands(),
    ];
    let recipes = prop::collection::vec(recipe_commands(), 6);
    (recipes, prop::collection::vec(anything, 20..50))
        .prop_map(|(recipes, anything)| [recipes, anything].concat())
}

/// What every stream says, and which commands were carried out.
type Told = (BTreeMap<StreamKey, State>, Vec<bool>);

#[test]
fn what_is_said_at_any_revision_is_read_as_it_was_meant() {
    let runtime = tokio::runtime::Runtime::new().expect("it starts");
    let config = Config {
        cases: 4,
        failure_persistence: None,
        max_shrink_iters: 30,
        ..Config::default()
    };
    let run = TestRunner::new(config).run(&said(), |said| {
        runtime.block_on(read_alike(&said));
        Ok(())
    });
    run.expect("it is read as it was meant");
}

async fn read_alike(said: &[Command]) {
    let first = all().iter().position(|one| slug(one.name) == FIRST);
    let since = &all()[first.expect("it was released")..];
    let newest = since.last().expect("there is one").name;
    let meant = told_at(newest, &[], said).await;
    for revision in &since[..since.len() - 1] {
        let told = told_at(revision.name, &[], said).await;
        assert_eq!(told, meant, "at {}", revision.name);
    }
    // All the way down and up again, with a part of it said at each.
    let down: Vec<&str> = since.iter().rev().skip(1).map(|one| one.name).collect();
    let up = since.iter().skip(1).map(|one| one.name);
    let way: Vec<&str> = down.into_iter().chain(up).collect();
    assert_eq!(told_at(newest, &way, said).await, meant, "by way of {way:?}");
}

/// Says it all from this revision on, going to the next of these after each part of it.
async fn told_at(revision: &str, way: &[&str], said: &[Command]) -> Told {
    let place = ThrowawayLog::sqlite().await;
    let state = heirloom::revisions::named(revision).expect("it is a revision");
    let heirloom = Heirloom::init_at(place.url(), &state)
        .await
        .expect("it can be made");
    let house = House { heirloom, place };
    let mut done = Vec::new();
    let mut way = way.iter();
    let part = said.len() / (way.len() + 1) + 1;
    for commands in said.chunks(part) {
        for command in commands {
            done.push(send(&house, command).await);
        }
        if let Some(next) = way.next() {
            let verb = if next < &current(&house).as_str() {
                "downgrade"
            } else {
                "upgrade"
            };
            house.binary().run(&[verb, next]).ok();
        }
    }
    (states(&house).await, done)
}

/// Whether it was carried out. Refusals are part of it; anything else that fails is not.
async fn send(house: &House, command: &Command) -> bool {
    match house.heirloom.send(by(home()), command.clone()).await {
        Ok(_) => true,
        Err(CommandError::Refused(_)) => false,
        Err(error) => panic!("{command:?}: {error}"),
    }
}

fn current(house: &House) -> String {
    let current = house.binary().run(&["revision", "current", "--json"]).json();
    let name = current["active"]["revision"].as_str();
    name.expect("a revision is active").to_owned()
}

/// The states of all streams. Without when the log took what: that differs from house to house.
async fn states(house: &House) -> BTreeMap<StreamKey, State> {
    let stored = house.events().await;
    let mut states = BTreeMap::new();
    for event in reader::read_all(&stored).expect("all can be read") {
        let kind = event.stream.aggregate_type;
        let state = states.entry(event.stream.clone());
        let recorded_at = chrono::DateTime::UNIX_EPOCH;
        state
            .or_insert_with(|| State::empty(kind))
            .apply(Recorded { recorded_at, ..event });
    }
    states
}
