//! Lines and marks of a household's lists, one case each.

use heirloom_events::catalogue::*;
use heirloom_events::recipe::line::Line as RecipeLine;
use heirloom_events::shopping::*;
use heirloom_events::values::*;
use heirloom_shopping::one::Item1;

use crate::log::*;

fn added(number: usize, name: &str, source: &str, key: Option<&str>) -> ShoppingLineAdded {
    ShoppingLineAdded {
        item_id: id(ItemId::derived, number),
        name: name.to_owned(),
        quantity: "7".parse().unwrap(),
        unit: Some("bag".to_owned()),
        category: None,
        source: source.parse().unwrap(),
        key: key.map(str::to_owned),
    }
}

fn item_key(number: usize) -> String {
    format!("item::{}", id(ItemId::derived, number))
}

fn have(key: impl Into<String>, algorithm: u8) -> ItemHaveSet {
    ItemHaveSet {
        key: key.into(),
        algorithm,
        have: true,
    }
}

fn items(log: &Log) -> Vec<Item1> {
    log.household.list(week(1)).unwrap().items().to_vec()
}

/// Week 1 with an onion by the piece and two ounces of onion, and a cup of rice.
fn planned() -> Log {
    let mut log = kitchen().with_recipe(3, vec![line(7, "2", Some("oz"), Some(1))]);
    log.select(1, 1, None, &[1, 3, 2]);
    assert_eq!(
        log.shown(1),
        [
            "onion::count: 1 whole",
            "rice::volume: 1 cup",
            "onion::mass: 2 oz"
        ]
    );
    log
}

#[test]
fn a_line_stands_as_its_event_has_it_and_can_be_changed_and_taken_off() {
    let mut log = kitchen();
    assert_eq!(log.say(1, added(1, " Onion ", "manual", None)), [week(1)]);
    let item = items(&log).remove(0);
    assert_eq!(
        (item.name.as_str(), item.category.as_deref(), item.quantity),
        (" Onion ", None, 7.0)
    );
    log.say(
        1,
        ShoppingLineChanged {
            item_id: id(ItemId::derived, 1),
            name: Some("Leek".to_owned()),
            quantity: Some("3/2".parse().unwrap()),
            unit: None,
            category: Some("produce".to_owned()),
        },
    );
    let item = items(&log).remove(0);
    assert_eq!(
        (item.name.as_str(), item.category.as_deref(), item.quantity),
        ("Leek", Some("produce"), 1.5)
    );
    assert_eq!(item.unit.as_deref(), Some("bag"));
    log.say(1, ListSynchronised {});
    log.say(1, have(item_key(1), 1));
    assert!(items(&log)[0].have);
    let item_id = id(ItemId::derived, 1);
    log.say(1, ShoppingLineRemoved { item_id });
    assert!(items(&log).is_empty());
}

#[test]
fn lines_that_an_import_took_over_after_the_plan_become_the_plans_items() {
    let mut log = planned();
    log.say(1, added(1, "Onions", "recipe", Some("onion::count")));
    log.say(1, added(2, "Celery", "recipe", Some("celery::count")));
    log.say(1, added(3, "Immortal", "recipe", None));
    for number in 1..=3 {
        log.say(1, have(item_key(number), 1));
    }
    log.say(1, ListSynchronised {});
    let shown = [
        format!("{}: 1 whole", item_key(1)),
        "rice::volume: 1 cup".to_owned(),
        "onion::mass: 2 oz".to_owned(),
        format!("{}: 7 bag", item_key(3)),
    ];
    assert_eq!(log.shown(1), shown);
    let items = items(&log);
    assert!(items[0].have && items[0].name == "Onions" && items[3].have);
}

#[test]
fn a_line_of_another_application_that_comes_again_is_a_push() {
    let mut log = kitchen();
    log.say(
        1,
        added(1, "Paper Towels", "tada", Some("external::tada::paper towels")),
    );
    log.say(1, have("external::tada::paper towels", 1));
    let again = ShoppingLineAdded {
        quantity: "2".parse().unwrap(),
        unit: None,
        ..added(2, " paper towels", "tada", None)
    };
    log.say(1, again);
    let items = items(&log);
    assert_eq!((items.len(), items[0].quantity, items[0].have), (1, 2.0, false));
    assert_eq!(
        (items[0].key.clone(), items[0].name.as_str()),
        (item_key(1), "Paper Towels")
    );
}

#[test]
fn marks_are_of_the_item_of_that_key_and_none_where_it_is_gone() {
    let mut log = planned();
    let key = || "onion::count".to_owned();
    let before = items(&log);
    log.say(1, have("leek::count", 1));
    assert_eq!(items(&log), before);
    let (quantity, unit, algorithm) = (None, None, 1);
    log.say(
        1,
        ItemTicked {
            key: key(),
            algorithm,
            quantity,
            unit,
        },
    );
    assert!(items(&log)[0].have);
    log.say(
        1,
        ItemUnticked {
            key: key(),
            algorithm,
        },
    );
    assert!(!items(&log)[0].have);
    let (flagged, category) = (true, "cellar".to_owned());
    log.say(
        1,
        ItemFlagged {
            key: key(),
            algorithm,
            flagged,
        },
    );
    log.say(
        1,
        ItemMoved {
            key: key(),
            algorithm,
            category,
        },
    );
    let item = &items(&log)[0];
    assert!(item.flagged && item.category.as_deref() == Some("cellar"));
    log.say(
        1,
        ItemRemoved {
            key: key(),
            algorithm,
        },
    );
    assert_eq!(log.shown(1), ["rice::volume: 1 cup", "onion::mass: 2 oz"]);
}

#[test]
fn what_is_said_of_an_ingredient_of_the_other_algorithm_is_said_of_all_its_items() {
    let mut log = planned();
    log.catalogue(IngredientDuplicateDefined {
        ingredient_id: id(IngredientId::derived, 4),
        duplicate_of: id(IngredientId::derived, 2),
        name: " ONION".to_owned(),
        category: None,
    });
    let onion = || format!("ingredient/{}", id(IngredientId::derived, 1));
    log.say(1, have(onion(), 0));
    let marked: Vec<bool> = items(&log).iter().map(|item| item.have).collect();
    assert_eq!(marked, [true, false, true]);
    // what was merged into rice is rice too, whatever it is called
    let flagged = true;
    let key = format!("ingredient/{}", id(IngredientId::derived, 2));
    log.say(
        1,
        ItemFlagged {
            key,
            algorithm: 0,
            flagged,
        },
    );
    assert!(items(&log).iter().all(|item| item.flagged));
    log.say(
        1,
        ItemChanged {
            key: onion(),
            algorithm: 0,
            name: Some("Allium".to_owned()),
            quantity: Some(Quantity::ONE),
            unit: Some("g".to_owned()),
            category: None,
        },
    );
    let items = items(&log);
    assert_eq!(
        (items[0].name.as_str(), items[2].name.as_str()),
        ("Allium", "Allium")
    );
    assert_eq!(
        (items[0].unit.as_deref(), items[2].quantity),
        (Some("whole"), 2.0),
        "an amount is of one item"
    );
}

#[test]
fn a_text_of_the_other_algorithm_is_compared_folded_and_a_line_goes_by_its_id() {
    let mut log = kitchen().with_recipe(3, vec![line(7, "2", Some("oz"), None)]);
    log.select(1, 1, None, &[3]);
    log.say(1, added(1, "One onion", "manual", None));
    log.say(1, have("text/one onion", 0));
    let marked = |log: &Log| -> Vec<bool> { items(log).iter().map(|item| item.have).collect() };
    assert_eq!(marked(&log), [true, false]);
    log.say(1, have(item_key(1), 0));
    log.say(1, have("ingredient/none", 0));
    assert_eq!(marked(&log), [true, true]);
}

#[test]
fn a_long_text_of_the_other_algorithm_is_found_by_its_beginning_and_its_id() {
    let long = RecipeLine {
        text: "Very ".repeat(50) + "old Cheese",
        ..line(7, "2", Some("oz"), None)
    };
    let whole = folded(&long.text);
    let mut log = kitchen().with_recipe(3, vec![long]);
    log.select(1, 1, None, &[3]);
    log.say(
        1,
        have(format!("text/{}~{}", &whole[..20], LineId::derived("another")), 0),
    );
    assert!(!items(&log)[0].have);
    log.say(
        1,
        have(format!("text/{}~{}", &whole[..20], LineId::derived(&whole)), 0),
    );
    assert!(items(&log)[0].have);
}

#[test]
fn a_mark_for_the_other_list_alone_says_nothing_here() {
    let mut log = planned();
    let before = items(&log);
    log.say(1, added(1, "Milk", "manual", None));
    let onion = format!("ingredient/{}", id(IngredientId::derived, 1));
    for key in [onion, "onion::count".to_owned(), item_key(1)] {
        log.say(1, have(key, 2));
    }
    assert_eq!(items(&log)[..before.len()], before);
    assert!(!items(&log)[before.len()].have);
}
