//! The rules of a synchronisation, one case each. Source: domain.md A 3.1 and 3.2.

use heirloom_events::values::ShoppingMode;
use heirloom_shopping::one::Synchronised;

use crate::support::*;

/// One meal of each recipe, planned in order.
#[track_caller]
fn check(recipes: &[&[Row]], shown: &[&str]) {
    let mut kitchen = Kitchen::with(recipes);
    (1..=recipes.len()).for_each(|number| {
        kitchen.plan(&[number]);
    });
    assert_eq!(kitchen.shown(), shown);
}

/// The same meal `times` times.
#[track_caller]
fn check_repeated(times: usize, unit: &'static str, shown: f64) {
    let mut kitchen = Kitchen::with(&[&[row("a", 1.0, unit)]]);
    (0..times).for_each(|_| {
        kitchen.plan(&[1]);
    });
    assert_eq!(kitchen.list.items()[0].quantity, shown, "{times} × 1 {unit}");
}

#[test]
fn amounts_of_one_dimension_are_one_item_in_the_unit_that_was_first_written() {
    check(
        &[&[row("Beef", 8.0, "oz")], &[row("beef ", 1.0, "lbs")]],
        &["beef::mass: 24 oz"],
    );
    check(
        &[&[row("Beef", 1.0, "lbs")], &[row("BEEF", 16.0, "oz")]],
        &["beef::mass: 2 lbs"],
    );
}

#[test]
fn dimensions_stay_apart_and_unknown_units_are_added_as_numbers() {
    check(
        &[&[
            row("Garlic", 4.0, "cloves"),
            row("Garlic", 1.0, "cup"),
            row("Garlic", 10.0, "g"),
            row("Garlic", 2.0, ""),
        ]],
        &[
            "garlic::unknown: 14 cloves",
            "garlic::volume: 1 cup",
            "garlic::count: 2",
        ],
    );
}

#[test]
fn the_first_unit_that_is_written_is_shown() {
    check(
        &[
            &[("Tomatoes", "x", Some(3.0), None)],
            &[row("Tomatoes", 1.0, "")],
            &[row("Tomatoes", 1.0, "Can.")],
        ],
        &["tomatoes::count: 5 can"],
    );
    // white space is a unit that was written, and is shown as none
    check(
        &[&[row("Egg", 3.0, " ")], &[row("Egg", 1.0, "whole")]],
        &["egg::count: 4"],
    );
}

#[test]
fn an_item_without_a_unit_has_an_empty_one() {
    let mut kitchen = Kitchen::with(&[&[("Egg", "dairy", Some(2.0), None)]]);
    kitchen.plan(&[1]);
    assert_eq!(kitchen.list.items()[0].unit.as_deref(), Some(""));
}

#[test]
fn no_amount_is_nothing_and_amounts_below_zero_count() {
    check(&[&[("Oil", "x", None, Some("tbs"))]], &["oil::volume: 0 Tbs"]);
    check(
        &[&[row("Oil", 3.0, "tbs")], &[row("Oil", -1.0, "tbs")]],
        &["oil::volume: 2 Tbs"],
    );
    check(&[&[row("Oil", -1.0, "can")]], &["oil::count: -1 can"]);
}

#[test]
fn sums_are_as_noisy_as_the_applications() {
    for (times, unit, shown) in [
        (5, "oz", 5.0),
        (6, "oz", 6.25),
        (9, "lbs", 9.25),
        (10, "oz", 10.0),
        (10, "cup", 10.0),
        (11, "cup", 11.25),
        (12, "cup", 12.25),
        (12, "tbs", 12.0),
        (12, "tsp", 12.0),
    ] {
        check_repeated(times, unit, shown);
    }
    check(
        &[&[row("Milk", 1.0, "cup"), row("milk", 16.0, "tbs")]],
        &["milk::volume: 2.25 cup"],
    );
}

#[test]
fn a_recipe_that_a_meal_has_twice_counts_twice_but_contributes_once() {
    let mut kitchen = Kitchen::with(&[&[row("Rice", 1.0, "cup")]]);
    kitchen.plan(&[1, 1]).plan(&[1]);
    let item = &kitchen.list.items()[0];
    assert_eq!((item.quantity, item.contributions.len()), (3.0, 2));
    assert_eq!(item.contributions[0].base_quantity, 236.588 * 2.0);
    assert_eq!(item.recipe_counts(), [(recipe(1), 2)]);
}

#[test]
fn rows_are_read_recipe_by_recipe_in_the_order_in_which_they_first_stand() {
    let mut kitchen = Kitchen::with(&[&[row("Rice", 1.0, "cup")], &[row("Rice", 1.0, "tsp")]]);
    kitchen.plan(&[2, 1, 2]);
    let item = &kitchen.list.items()[0];
    let order: Vec<_> = item.contributions.iter().map(|part| part.recipe).collect();
    assert_eq!(order, [recipe(2), recipe(1)]);
    assert_eq!(item.unit.as_deref(), Some("tsp"));
}

#[test]
fn the_first_category_is_the_items_and_no_part_of_its_key() {
    let mut kitchen = Kitchen::with(&[
        &[("Basil", "produce", Some(1.0), Some("tsp"))],
        &[("Basil", "spices", Some(2.0), Some("tsp"))],
    ]);
    kitchen.plan(&[2]).plan(&[1]);
    assert_eq!(kitchen.shown(), ["basil::volume: 3 tsp"]);
    assert_eq!(kitchen.list.items()[0].category.as_deref(), Some("spices"));
}

#[test]
fn an_ingredient_without_a_category_makes_an_item_without_one() {
    let mut kitchen = Kitchen::with(&[&[("Basil", "", Some(1.0), None)]]);
    kitchen.plan(&[1]);
    assert_eq!(kitchen.list.items()[0].category, None);
}

#[test]
fn names_are_shown_from_their_keys() {
    for (name, shown) in [
        ("BBQ Sauce", "Bbq sauce"),
        (" Crème ", "Crème"),
        ("a::b", "A"),
        ("::b", ""),
        ("ßt", "Sst"),
    ] {
        let mut kitchen = Kitchen::with(&[&[(name, "x", None, None)]]);
        kitchen.plan(&[1]);
        assert_eq!(kitchen.list.items()[0].name, shown, "of `{name}`");
    }
}

#[test]
fn produce_only_asks_for_what_is_exactly_produce() {
    let rows: &[Row] = &[
        ("Onion", "produce", Some(1.0), None),
        ("Kale", "Produce", Some(1.0), None),
        ("Beef", "meat", Some(1.0), None),
    ];
    let mut kitchen = Kitchen::with(&[rows]);
    kitchen.plan_in(&[1], ShoppingMode::ProduceOnly);
    assert_eq!(kitchen.shown(), ["onion::count: 1"]);
    kitchen.plan_in(&[1], ShoppingMode::None);
    assert_eq!(kitchen.shown(), ["onion::count: 1"]);
}

#[test]
fn a_household_rule_applies_after_rounding_by_the_keys_name_and_the_unit_shown() {
    let mut kitchen = Kitchen::with(&[&[
        row("White Rice", 4.0, "cups"),
        row("Butter", 9.5, "TBS."),
        row("Butter::x", 16.0, "tbs"),
    ]]);
    kitchen.rules = vec![
        rule("White RICE", "Cups", "lbs", 2.25, false),
        rule("butter", "tbs", "Stick", 8.0, true),
        rule("butter", "stick", "box", 4.0, true),
    ];
    kitchen.plan(&[1]);
    assert_eq!(
        kitchen.shown(),
        [
            "white rice::unknown: 1.7777777777777777 lbs",
            "butter::volume: 2 Stick",
            "butter::x::volume: 2 Stick"
        ]
    );
}

#[test]
fn an_item_is_open_again_only_where_its_number_grew() {
    for (first, second, have) in [
        (row("a", 1.1, "cup"), row("a", 0.1, "cup"), true),
        (row("a", 1.0, "cup"), row("a", 1.0, "cup"), false),
        (row("a", 1.0, "cup"), row("a", 0.001, "cup"), false),
    ] {
        let mut kitchen = Kitchen::with(&[&[first], &[second]]);
        kitchen.plan(&[1]);
        assert!(kitchen.list.set_have("a::volume", true));
        kitchen.plan(&[2]);
        assert_eq!(kitchen.list.items()[0].have, have, "{first:?} and {second:?}");
    }
}

#[test]
fn whether_it_grew_does_not_look_at_units() {
    let mut kitchen = Kitchen::with(&[&[row("Milk", 1.0, "cup")], &[row("Milk", 49.0, "tsp")]]);
    kitchen.plan(&[2]);
    kitchen.list.set_have("milk::volume", true);
    kitchen.entries.clear();
    kitchen.plan(&[1]);
    assert_eq!(kitchen.shown(), ["milk::volume: 1 cup"]);
    assert!(kitchen.list.items()[0].have);
}

#[test]
fn what_is_no_longer_asked_for_goes_with_all_that_was_said_of_it() {
    let mut kitchen = Kitchen::with(&[&[row("Onion", 1.0, "whole")], &[row("Rice", 1.0, "cup")]]);
    kitchen.plan(&[1]).plan(&[2]);
    kitchen.list.toggle_have("onion::count");
    kitchen.list.toggle_flagged("onion::count");
    kitchen.entries[0].mode = ShoppingMode::None;
    let gone = kitchen.sync();
    assert_eq!(
        gone,
        Synchronised {
            created: 0,
            updated: 1,
            deleted: 1,
            contributions: 1
        }
    );
    kitchen.entries[0].mode = ShoppingMode::All;
    kitchen.sync();
    let onion = kitchen.list.find("onion::count").expect("it is asked for");
    assert!(!onion.have && !onion.flagged);
    assert_eq!(kitchen.shown(), ["rice::volume: 1 cup", "onion::count: 1 whole"]);
}

#[test]
fn a_recipe_or_an_entry_that_is_gone_leaves_its_items_until_the_next_synchronisation() {
    let mut kitchen = Kitchen::with(&[&[row("Rice", 1.0, "cup")], &[row("Rice", 2.0, "cup")]]);
    kitchen.plan(&[1]).plan(&[2]);
    kitchen.list.recipe_gone(recipe(1));
    kitchen.list.entry_gone(entry(2));
    assert_eq!(kitchen.shown(), ["rice::volume: 3 cup"]);
    assert!(kitchen.list.items()[0].contributions.is_empty());
    kitchen.entries.clear();
    assert_eq!(kitchen.sync().deleted, 1);
}
