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
        cases: 3,
        failure_persistence: None,
        max_shrink_iters: 12,
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
    let names: Vec<&str> = since.iter().map(|revision| revision.name).collect();
    let (first, newest) = (names[0], names[names.len() - 1]);
    let meant = told_at(newest, &[], said).await;
    for older in &names[..names.len() - 1] {
        assert_eq!(told_at(older, &[], said).await, meant, "at {older}");
    }
    // All the way up, down, and up again, with a part of it said at each.
    let up: Vec<Step<'_>> = names[1..].iter().map(|name| ("upgrade", *name)).collect();
    let down = names.iter().rev().skip(1).map(|name| ("downgrade", *name));
    let way = [up.clone(), down.collect(), up].concat();
    assert_eq!(told_at(first, &way, said).await, meant, "by way of {way:?}");
}

/// A verb and the revision that it takes the log to.
type Step<'a> = (&'a str, &'a str);

/// Says it all from this revision on, going to the next of these after each part of it.
async fn told_at(revision: &str, way: &[Step<'_>], said: &[Command]) -> Told {
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
        if let Some((verb, next)) = way.next() {
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
