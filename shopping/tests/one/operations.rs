//! What people do to a list, one case each. Source: domain.md A 3.3 and 3.2.

use heirloom_shopping::one::{Change1, External, Item1, ListOne, ManualLine, RECIPE};

use crate::support::*;

fn with_onion() -> Kitchen {
    let mut kitchen = Kitchen::with(&[&[("Onion", "produce", Some(1.0), Some("whole"))]]);
    kitchen.plan(&[1]);
    kitchen
}

fn taken_over(key: &str, aggregation_key: Option<&str>) -> Item1 {
    Item1 {
        key: key.to_owned(),
        aggregation_key: aggregation_key.map(str::to_owned),
        name: "Onions".to_owned(),
        quantity: 7.0,
        unit: Some("bag".to_owned()),
        category: None,
        source: RECIPE.to_owned(),
        have: true,
        flagged: true,
        contributions: Vec::new(),
    }
}

fn manual(name: &str, category: Option<&str>) -> ManualLine {
    ManualLine {
        name: name.to_owned(),
        quantity: 2.0,
        unit: Some(String::new()),
        category: category.map(str::to_owned),
    }
}

fn push(name: &str, source: &str) -> External {
    External {
        name: name.to_owned(),
        source: source.to_owned(),
        ..External::default()
    }
}

#[test]
fn an_edited_name_and_category_survive_a_synchronisation_and_an_amount_does_not() {
    let mut kitchen = with_onion();
    let change = Change1 {
        name: Some("Red Onion".to_owned()),
        quantity: Some(9.0),
        unit: Some("bag".to_owned()),
        category: Some("other".to_owned()),
        have: None,
    };
    assert!(kitchen.list.change("onion::count", change));
    assert_eq!(kitchen.shown(), ["onion::count: 9 bag"]);
    kitchen.sync();
    let item = &kitchen.list.items()[0];
    assert_eq!(line(item), "onion::count: 1 whole");
    assert_eq!(
        (item.name.as_str(), item.category.as_deref()),
        ("Red Onion", Some("other"))
    );
}

#[test]
fn a_change_leaves_what_it_does_not_give() {
    let mut kitchen = with_onion();
    let before = kitchen.list.clone();
    assert!(kitchen.list.change("onion::count", Change1::default()));
    assert_eq!(kitchen.list, before);
    assert!(!kitchen.list.change("gone", Change1::default()));
}

#[test]
fn a_removed_or_cleared_item_of_the_plan_comes_back_without_its_marks() {
    let mut kitchen = with_onion();
    kitchen.list.toggle_have("onion::count");
    assert!(kitchen.list.remove("onion::count"));
    assert!(!kitchen.list.remove("onion::count"));
    kitchen.sync();
    assert!(!kitchen.list.items()[0].have);

    kitchen.list.toggle_have("onion::count");
    assert_eq!(kitchen.list.clear_checked(), 1);
    kitchen.sync();
    assert_eq!(kitchen.list.clear_recipe_items(), 1);
    kitchen.sync();
    assert_eq!(kitchen.shown(), ["onion::count: 1 whole"]);
}

#[test]
fn a_line_that_somebody_wrote_joins_nothing_and_no_synchronisation_touches_it() {
    let mut kitchen = with_onion();
    kitchen
        .list
        .add_manual("item::1", manual(" Onion ", Some(" Produce ")));
    kitchen.list.add_manual("item::2", manual("Onion", Some(" ")));
    kitchen.list.set_flagged("item::2", true);
    kitchen.entries.clear();
    kitchen.sync();
    let items = kitchen.list.items();
    assert_eq!(kitchen.shown(), ["item::1: 2 -", "item::2: 2 -"]);
    assert_eq!(
        (items[0].name.as_str(), items[0].category.as_deref()),
        ("Onion", Some("produce"))
    );
    assert_eq!(
        (items[1].flagged, items[1].category.as_deref()),
        (true, Some("other"))
    );
}

#[test]
fn a_push_makes_one_item_per_source_and_name() {
    let mut list = ListOne::default();
    let first = External {
        quantity: Some(2.0),
        category: Some("Household ".to_owned()),
        ..push("Paper Towels", "tada")
    };
    assert!(list.push_external("item::1", first));
    list.toggle_have("item::1");
    assert!(!list.push_external("item::2", push(" paper towels", "tada")));
    assert!(list.push_external("item::3", push("Paper Towels", "other")));
    assert_eq!(
        list.items().iter().map(line).collect::<Vec<_>>(),
        ["item::1: 2 -", "item::3: 1 -"]
    );
    let item = list.find("external::tada::paper towels").expect("it was pushed");
    assert_eq!(
        (item.name.as_str(), item.category.as_deref(), item.have),
        ("Paper Towels", Some("household"), false)
    );
}

#[test]
fn only_200_characters_of_a_pushed_name_are_compared() {
    let mut list = ListOne::default();
    let long = "é".repeat(200);
    assert!(list.push_external("item::1", push(&format!("{long}a"), "s")));
    assert!(!list.push_external("item::2", push(&format!("{long}b"), "s")));
}

#[test]
fn an_item_that_is_taken_over_is_found_by_both_keys_and_follows_the_plan() {
    let mut kitchen = Kitchen::with(&[&[row("Onion", 1.0, "whole")]]);
    kitchen
        .list
        .take_over(taken_over("item::1", Some("onion::count")));
    kitchen.plan(&[1]);
    assert_eq!(kitchen.shown(), ["item::1: 1 whole"]);
    let item = kitchen.list.find("onion::count").expect("it has that key");
    assert!(item.have && item.flagged && item.contributions.len() == 1);
}

#[test]
fn an_item_that_is_taken_over_after_its_plan_becomes_the_one_of_its_key() {
    let mut kitchen = with_onion();
    kitchen
        .list
        .take_over(taken_over("item::1", Some("onion::count")));
    assert_eq!(kitchen.shown(), ["item::1: 7 bag"]);
    assert_eq!(kitchen.list.items()[0].contributions.len(), 1);
    kitchen.sync();
    assert_eq!(kitchen.shown(), ["item::1: 1 whole"]);
    assert!(
        kitchen.list.items()[0].have,
        "1 is less than 7, so it stays ticked"
    );
}

#[test]
fn an_item_of_recipes_without_a_key_is_on_the_list_for_ever() {
    let mut kitchen = with_onion();
    kitchen.list.take_over(taken_over("item::1", None));
    kitchen.entries.clear();
    kitchen.sync();
    assert_eq!(kitchen.shown(), ["item::1: 7 bag"]);
}

#[test]
fn an_item_of_another_source_with_the_plans_key_is_updated_and_never_deleted() {
    let mut kitchen = Kitchen::with(&[&[row("external::tada", 3.0, "")]]);
    let pushed = push("count", "tada");
    kitchen.list.push_external("item::1", pushed);
    kitchen.plan(&[1]);
    assert_eq!(kitchen.shown(), ["item::1: 3"]);
    assert!(kitchen.list.items()[0].recipe_counts().is_empty());
    kitchen.entries.clear();
    assert_eq!(kitchen.sync().deleted, 0);
    assert_eq!(kitchen.shown(), ["item::1: 3"]);
}

#[test]
fn the_summary_counts_pushed_items_only_in_the_total() {
    let mut kitchen = with_onion();
    kitchen.list.add_manual("item::1", manual("Soap", None));
    kitchen.list.push_external("item::2", push("Towels", "tada"));
    kitchen.list.toggle_have("item::2");
    let summary = kitchen.list.summary();
    assert_eq!((summary.total_items, summary.checked_items), (3, 1));
    assert_eq!((summary.recipe_items, summary.manual_items), (1, 1));
    assert_eq!(summary.categories, ["other", "produce"]);
}
