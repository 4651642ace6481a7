//! A week's shopping list: written, ticked, cleared, taken back; and at revisions that know less of it.

use std::process::Command as Process;

use chrono::NaiveDate;
use heirloom::commands::catalogue::{DefineIngredients, NewIngredient, SetPantry};
use heirloom::commands::plan::week_id;
use heirloom::commands::shopping::key::line_key;
use heirloom::commands::shopping::{
    AddItem, ChangeItem, PushExternal, RemoveItems, SetHave, SynchroniseList, TickItem,
};
use heirloom::commands::source::OpenSource;
use heirloom::commands::{Command, Commands};
use heirloom::events::shopping::ShoppingList;
use heirloom::events::values::{IngredientId, ItemId, Quantity, SourceId};
use heirloom::events::{StreamKey, StreamType};
use heirloom::revisions;
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    a_list_is_written_ticked_and_cleared,
    one_list_is_for_one_week,
    two_people_at_one_list_meet_only_in_the_same_line,
    a_bulk_edit_of_a_list_is_taken_back,
    commands_that_the_active_revision_lacks_are_refused_and_nothing_is_written,
    who_pushed_a_line_survives_revisions_that_cannot_say_it,
);

fn week() -> NaiveDate {
    "2026-03-04".parse().unwrap()
}

fn id(name: &str) -> ItemId {
    ItemId::derived(name)
}

fn add(name: &str) -> AddItem {
    AddItem {
        week: week(),
        item_id: id(name),
        name: name.into(),
        quantity: Quantity::ONE,
        unit: None,
        category: None,
    }
}

fn push(name: &str) -> PushExternal {
    PushExternal {
        week: week(),
        source: "tada".parse().unwrap(),
        item_id: id(name),
        name: name.into(),
        quantity: None,
        unit: None,
        category: None,
    }
}

fn tick(key: String) -> TickItem {
    TickItem {
        week: week(),
        key,
        algorithm: 0,
        quantity: None,
        unit: None,
    }
}

fn change(name: &str, to: &str) -> ChangeItem {
    ChangeItem {
        week: week(),
        key: line_key(id(name)),
        algorithm: 0,
        name: Some(to.into()),
        quantity: None,
        unit: None,
        category: None,
    }
}

async fn list(commands: &Commands, day: NaiveDate) -> ShoppingList {
    let key = StreamKey::new(StreamType::Shopping, week_id(home(), day));
    commands
        .load(home(), &key)
        .await
        .unwrap()
        .shopping()
        .state
        .clone()
}

async fn names(commands: &Commands) -> Vec<String> {
    let list = list(commands, week()).await;
    list.in_order()
        .into_iter()
        .map(|(_, line)| line.name.clone())
        .collect()
}

async fn a_list_is_written_ticked_and_cleared(log: ThrowawayLog) {
    let commands = commands(&log);
    let milk = commands.send(by("ada"), add("milk")).await.unwrap();
    assert_eq!((milk.made.item_id, milk.version()), (Some(id("milk")), 1));
    commands.send(by("ada"), push("paper towels")).await.unwrap();
    commands
        .send(by("ben"), tick(line_key(id("milk"))))
        .await
        .unwrap();
    commands
        .send(by("ben"), tick("leek::count".into()))
        .await
        .unwrap();
    let again = commands
        .send(by("ada"), tick(line_key(id("milk"))))
        .await
        .unwrap();
    assert_eq!(again.events, 0);
    let keys = vec![line_key(id("milk")), "external::tada::paper towels".into()];
    let clear = RemoveItems {
        week: week(),
        keys,
        algorithm: 0,
    };
    let cleared = commands.send(by("ada"), clear.clone()).await.unwrap();
    assert_eq!((cleared.events, names(&commands).await.len()), (2, 0));
    says(commands.send(by("ada"), clear).await, "it may have been removed");
    says(
        commands.send(by("ben"), tick(line_key(id("milk")))).await,
        "read the list again",
    );
    // Put there again, the line is open: what was said of the old one went with it.
    commands.send(by("ada"), add("milk")).await.unwrap();
    let ticked = commands
        .send(by("ben"), tick(line_key(id("milk"))))
        .await
        .unwrap();
    assert_eq!(ticked.events, 1);
}

async fn one_list_is_for_one_week(log: ThrowawayLog) {
    let commands = commands(&log);
    commands.send(by("ada"), add("milk")).await.unwrap();
    let next = week() + chrono::TimeDelta::days(7);
    let elsewhere = TickItem {
        week: next,
        ..tick(line_key(id("milk")))
    };
    says(
        commands.send(by("ada"), elsewhere).await,
        "in the shopping list of 2026-W11",
    );
    commands
        .send(
            by("ada"),
            AddItem {
                week: next,
                ..add("milk")
            },
        )
        .await
        .unwrap();
    assert_eq!(list(&commands, next).await.lines.len(), 1);
    let never = "9999-12-31".parse().unwrap();
    says(
        commands.send(by("ada"), SynchroniseList { week: never }).await,
        "give a day from 1900 to 2999",
    );
}

async fn two_people_at_one_list_meet_only_in_the_same_line(log: ThrowawayLog) {
    let commands = commands(&log);
    commands.send(by("ada"), add("milk")).await.unwrap();
    commands.send(by("ada"), add("soap")).await.unwrap();
    commands
        .send(by("ada"), change("milk", "oat milk"))
        .await
        .unwrap();
    let old = || by("ben").expecting(2).merging();
    commands.send(old(), change("soap", "green soap")).await.unwrap();
    assert_eq!(names(&commands).await, ["oat milk", "green soap"]);
    says(
        commands.send(old(), change("milk", "soya milk")).await,
        "`milk` changed: name `oat milk`",
    );
}

async fn a_bulk_edit_of_a_list_is_taken_back(log: ThrowawayLog) {
    let commands = commands(&log);
    commands.send(by("ada"), add("milk")).await.unwrap();
    commands
        .send(by("ada"), tick(line_key(id("milk"))))
        .await
        .unwrap();
    let before = list(&commands, week()).await;
    let have = SetHave {
        week: week(),
        key: "leek::count".into(),
        algorithm: 0,
        have: true,
    };
    let clear = RemoveItems {
        week: week(),
        keys: vec![line_key(id("milk"))],
        algorithm: 0,
    };
    let edits: Vec<Command> = vec![add("soap").into(), have.into(), clear.into()];
    let bulk = commands.bulk(by("ada"), edits).await.unwrap();
    assert_eq!(
        (bulk.added(), names(&commands).await),
        (3, vec!["soap".to_owned()])
    );
    let undo = commands.undo(by("ben"), bulk.correlation_id).await.unwrap();
    assert_eq!(undo.left, vec![]);
    let after = list(&commands, week()).await;
    assert_eq!(names(&commands).await, ["milk"]);
    for list in [&before, &after] {
        let marks = heirloom::commands::shopping::marks::standing(list, &line_key(id("milk")), 2);
        assert!(marks.ticked.is_some(), "{list:?}");
        assert!(!heirloom::commands::shopping::marks::standing(list, "leek::count", 1).have);
    }
    let again = commands.undo(by("ben"), bulk.correlation_id).await.unwrap();
    assert!(again.undone.is_empty(), "{again:?}");
}

async fn commands_that_the_active_revision_lacks_are_refused_and_nothing_is_written(log: ThrowawayLog) {
    let before_lists = revisions::find("diets_as_tags").unwrap();
    log.database().activate_empty(&before_lists).await.unwrap();
    let commands = commands(&log);
    let leek = IngredientId::derived("leek");
    let ingredient = NewIngredient {
        ingredient_id: Some(leek),
        ..NewIngredient::named("leek")
    };
    let define = DefineIngredients {
        ingredients: vec![ingredient],
    };
    commands.send(by("ada"), define).await.unwrap();
    let head = log.log().head(home()).await.unwrap();
    let pantry = SetPantry {
        ingredient_id: leek,
        quantity: None,
        unit: None,
        on_hand: None,
    };
    let open = OpenSource {
        source_id: SourceId::derived("at home"),
        kind: "mealgenie".into(),
        name: "at home".into(),
        revision: "687a6a7ea1b6".into(),
    };
    let sent: [(Command, &str); 5] = [
        (add("milk").into(), "ShoppingLineAdded"),
        (push("soap").into(), "ShoppingLineAdded"),
        (tick("leek::count".into()).into(), "ItemTicked"),
        (pantry.into(), "PantrySet"),
        (open.into(), "SourceOpened"),
    ];
    for (command, named) in sent {
        let message = commands.send(by("ada"), command).await.unwrap_err().to_string();
        let to_do = "run `heirloom upgrade 2026_11_23_1300_meals_and_shopping_lists`, then try again";
        assert!(message.contains(named) && message.contains(to_do), "{message}");
    }
    assert_eq!(log.log().head(home()).await.unwrap(), head);
}

async fn who_pushed_a_line_survives_revisions_that_cannot_say_it(log: ThrowawayLog) {
    let without_slugs = revisions::find("meals_and_shopping_lists").unwrap();
    log.database().activate_empty(&without_slugs).await.unwrap();
    let pushed = commands(&log)
        .send(by("ada"), push("paper towels"))
        .await
        .unwrap();
    commands(&log).send(by("ada"), add("milk")).await.unwrap();
    let stored = log
        .log()
        .read_household(home(), pushed.position - 1, 2)
        .await
        .unwrap();
    assert_eq!(
        (stored[0].event_type.as_str(), stored[0].event_version.as_str()),
        ("ShoppingLineAdded", "1")
    );
    assert!(
        stored[0].payload.contains(r#""source":"manual""#),
        "{}",
        stored[0].payload
    );
    assert!(stored[0].metadata.contains("tada"), "{}", stored[0].metadata);
    assert!(!stored[1].metadata.contains("residue"), "{}", stored[1].metadata);
    let sources = async || {
        let database = log.reopened().await;
        let commands = Commands::new(database.log());
        let list = list(&commands, week()).await;
        let lines = list.in_order().into_iter();
        lines.map(|(_, line)| line.source.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(sources().await, ["tada", "manual"]);
    // The way back leads over tables that were there before.
    run(&log, &["rebuild"]);
    run(&log, &["upgrade", "head"]);
    assert_eq!(sources().await, ["tada", "manual"]);
    let database = log.reopened().await;
    let at_head = Commands::new(database.log());
    // The same push finds its line, and another one is written with its slug.
    assert_eq!(
        at_head
            .send(by("ada"), push(" Paper towels"))
            .await
            .unwrap()
            .events,
        0
    );
    let soap = at_head.send(by("ada"), push("soap")).await.unwrap();
    let stored = log
        .log()
        .read_household(home(), soap.position - 1, 1)
        .await
        .unwrap();
    assert_eq!(stored[0].event_version, "2");
    run(&log, &["downgrade", "meals_and_shopping_lists"]);
    assert_eq!(sources().await, ["tada", "manual", "tada"]);
    run(&log, &["upgrade", "head"]);
    assert_eq!(sources().await, ["tada", "manual", "tada"]);
}

/// What an operator does.
#[track_caller]
fn run(log: &ThrowawayLog, args: &[&str]) {
    let mut binary = Process::new(env!("CARGO_BIN_EXE_heirloom"));
    binary.args(args).env("HEIRLOOM_DATABASE_URL", log.url());
    let ran = binary.env("NO_COLOR", "1").output().expect("the binary starts");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}
