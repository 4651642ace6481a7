//! The planner goes on to another week, and the application's one list with it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use heirloom::commands::plan::week_id;
use heirloom::commands::shopping::{ChangeItem, FlagItem, RemoveItem, UntickItem};
use heirloom::commands::{Command, Envelope};
use heirloom::events::values::{Actor, HouseholdId};
use heirloom::importers::mealgenie::take::Options;
use heirloom::testing::ThrowawayLog;
use heirloom_projections::models::shopping::query::{ItemRow, list};

use super::super::mealgenie::made::Made;
use super::support::{Home, complete, household, options, today};

/// What stands on the list beside what recipes need.
const BY_HAND: &str = "INSERT INTO shopping_items (id, ingredient_name, quantity, unit, category, source, have, flagged, user_id) \
    VALUES (3, 'Soap', 2, 'bars', 'other', 'manual', 0, 0, 1), (4, 'Candles', 1, NULL, 'other', 'manual', 1, 0, 1), \
           (5, 'Bread', 1, NULL, 'bakery', 'manual', 0, 1, 1), (6, 'Tea', 1, NULL, 'other', 'manual', 0, 0, 1), \
           (7, 'Foil', 1, NULL, 'other', 'manual', 1, 0, 1)";

/// The week is over, and the same meal is planned for the next one.
const ANOTHER_WEEK: &str = "UPDATE planner_entries SET is_cleared = 1; \
    INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
    VALUES (8, 1, 1, 0, 'all', 0, 1)";

fn next_week() -> NaiveDate {
    "2026-02-04".parse().unwrap()
}

/// A household that was taken over, with its list.
struct Kitchen {
    home: Home,
    made: Made,
    household: HouseholdId,
}

impl Kitchen {
    async fn over(place: ThrowawayLog) -> Self {
        Self::at(place, 40, BY_HAND).await
    }

    async fn at(place: ThrowawayLog, revision: u8, sql: &str) -> Self {
        let (home, made) = (Home::over(place).await, Made::at(revision).await);
        made.sql(sql).await;
        let household = household("going on");
        complete(&home.import(made.path(), household).await);
        Self {
            home,
            made,
            household,
        }
    }

    /// What a run of some day adds, after some SQL; a second one adds nothing.
    async fn adds(&self, day: NaiveDate, sql: &str) -> BTreeMap<String, usize> {
        if !sql.is_empty() {
            self.made.sql(sql).await;
        }
        let before = self.home.head(self.household).await;
        let options = || Options {
            today: day,
            ..options(self.household)
        };
        for _ in 0..2 {
            let after = self.home.head(self.household).await;
            let outcome = self.home.try_import(self.made.path(), options()).await.unwrap();
            complete(&outcome);
            if after > before {
                assert_eq!(outcome.events, 0, "{outcome}");
            }
        }
        let mut counts = BTreeMap::new();
        for name in self.home.events_after(self.household, before).await {
            *counts.entry(name).or_default() += 1;
        }
        counts
    }

    async fn list(&self, day: NaiveDate, algorithm: u8) -> Vec<ItemRow> {
        self.home.heirloom.feed(self.household).await.unwrap();
        let week = week_id(self.household, day);
        list(self.home.heirloom.tables(), self.household, week, algorithm)
            .await
            .unwrap()
    }

    /// The lines that somebody wrote, with `x` for ticked and `!` for flagged.
    async fn lines(&self, day: NaiveDate) -> Vec<String> {
        let items = self.list(day, 2).await;
        let lines = items.iter().filter(|item| item.source == "manual");
        let mut lines: Vec<String> = lines
            .map(|item| {
                let mark = |is: bool, mark| if is { mark } else { "" };
                format!(
                    "{}{}{}",
                    item.name,
                    mark(item.ticked, " x"),
                    mark(item.flagged, " !")
                )
            })
            .collect();
        lines.sort();
        lines
    }

    async fn key(&self, name: &str) -> String {
        let items = self.list(today(), 2).await;
        let item = items.into_iter().find(|item| item.name == name);
        item.unwrap().key
    }

    async fn send(&self, command: impl Into<Command>) {
        let envelope = Envelope::new(self.household, Actor("ada".into()));
        let commands = self.home.heirloom.commands();
        commands.send(envelope, command).await.unwrap();
    }

    /// The tables say what the source says, each item under its number.
    async fn equal(&self) {
        let comparison = self.home.compared(self.made.path(), self.household).await;
        assert!(comparison.is_equal(), "{comparison}");
        let items = comparison.tables["shopping_items"];
        assert_eq!(items.equal, items.rows, "{comparison}");
    }
}

async fn what_is_still_to_be_bought_goes_on_with_the_planner(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    kitchen.adds(next_week(), ANOTHER_WEEK).await;
    assert_eq!(kitchen.lines(today()).await, ["Candles x", "Foil x"]);
    assert_eq!(kitchen.lines(next_week()).await, ["Bread !", "Soap", "Tea"]);
    // what recipes need is needed on the list of the new week alone, as the application has it
    let of_recipes = |items: Vec<ItemRow>| items.iter().filter(|item| item.source == "recipe").count();
    assert_eq!(of_recipes(kitchen.list(today(), 1).await), 0);
    assert!(of_recipes(kitchen.list(next_week(), 1).await) > 0);
    kitchen.equal().await;
}

async fn what_is_said_later_is_said_of_the_list_on_which_it_stands_now(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    kitchen.adds(next_week(), ANOTHER_WEEK).await;
    let ticked = "UPDATE shopping_items SET have = 1 WHERE id = 3";
    let expected = BTreeMap::from([("ItemTicked".to_owned(), 1), ("SourceRowsTaken".to_owned(), 1)]);
    assert_eq!(kitchen.adds(next_week(), ticked).await, expected);
    assert_eq!(kitchen.lines(next_week()).await, ["Bread !", "Soap x", "Tea"]);
    // what was bought is to be bought again
    let again = "UPDATE shopping_items SET have = 0 WHERE id = 4";
    kitchen.adds(next_week(), again).await;
    assert_eq!(kitchen.lines(today()).await, ["Foil x"]);
    assert_eq!(
        kitchen.lines(next_week()).await,
        ["Bread !", "Candles", "Soap x", "Tea"]
    );
    let gone = "DELETE FROM shopping_items WHERE id IN (5, 7)";
    kitchen.adds(next_week(), gone).await;
    assert_eq!(kitchen.lines(today()).await, Vec::<String>::new());
    assert_eq!(kitchen.lines(next_week()).await, ["Candles", "Soap x", "Tea"]);
    kitchen.equal().await;
}

async fn what_people_said_here_goes_along_and_what_they_took_off_stays_off(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    let (week, algorithm) = (today(), 0);
    let change = ChangeItem {
        week,
        key: kitchen.key("Soap").await,
        algorithm,
        name: Some("Dish soap".into()),
        quantity: None,
        unit: None,
        category: None,
    };
    let unflag = FlagItem {
        week,
        key: kitchen.key("Bread").await,
        algorithm,
        flagged: false,
    };
    let key = kitchen.key("Candles").await;
    let untick = UntickItem { week, key, algorithm };
    let key = kitchen.key("Tea").await;
    let remove = RemoveItem { week, key, algorithm };
    let said: [Command; 4] = [change.into(), unflag.into(), untick.into(), remove.into()];
    for command in said {
        kitchen.send(command).await;
    }
    // more of it there does not tick it again
    let more = "UPDATE shopping_items SET quantity = 2 WHERE id = 4";
    kitchen
        .adds(next_week(), &format!("{ANOTHER_WEEK}; {more}"))
        .await;
    assert_eq!(kitchen.lines(today()).await, ["Foil x"]);
    assert_eq!(
        kitchen.lines(next_week()).await,
        ["Bread", "Candles", "Dish soap"]
    );
    // it stays what people said: the source says something new of another column
    let more = "UPDATE shopping_items SET quantity = 3 WHERE id IN (3, 4, 5)";
    kitchen.adds(next_week(), more).await;
    assert_eq!(
        kitchen.lines(next_week()).await,
        ["Bread", "Candles", "Dish soap"]
    );
}

async fn a_list_stays_where_it_is_until_something_is_planned_elsewhere(place: ThrowawayLog) {
    let kitchen = Kitchen::over(place).await;
    let none = BTreeMap::new();
    assert_eq!(kitchen.adds(next_week(), "").await, none);
    let over = "UPDATE planner_entries SET is_cleared = 1";
    let added = kitchen.adds(next_week(), over).await;
    assert_eq!(added.get("ShoppingLineRemoved"), None, "{added:?}");
    assert_eq!(kitchen.lines(today()).await.len(), 5);
    // an entry that is still open keeps it, too
    let both = "UPDATE planner_entries SET is_cleared = 0; \
                INSERT INTO planner_entries (id, meal_id, position, is_completed, shopping_mode, is_cleared, user_id) \
                VALUES (9, 1, 2, 0, 'all', 0, 1)";
    kitchen.adds(next_week(), both).await;
    assert_eq!(kitchen.lines(today()).await.len(), 5);
}

/// Before revision 24 what was ticked lay in a table of its own.
async fn what_waits_for_its_item_goes_on_too(place: ThrowawayLog) {
    let kitchen = Kitchen::at(place, 23, "DELETE FROM shopping_items").await;
    let another_week = "UPDATE planner_entries SET is_cleared = 1; \
        INSERT INTO planner_entries (id, meal_id, position, is_completed, is_cleared, shopping_mode) \
        VALUES (8, 1, 1, 0, 0, 'all')";
    kitchen.adds(next_week(), another_week).await;
    let items = kitchen.list(next_week(), 2).await;
    let leek = items.iter().find(|item| item.name == "Leek").unwrap();
    assert!(leek.ticked && leek.flagged, "{leek:?}");
}

heirloom::on_each_database!(
    what_is_still_to_be_bought_goes_on_with_the_planner,
    what_is_said_later_is_said_of_the_list_on_which_it_stands_now,
    what_people_said_here_goes_along_and_what_they_took_off_stays_off,
    a_list_stays_where_it_is_until_something_is_planned_elsewhere,
    what_waits_for_its_item_goes_on_too,
);
