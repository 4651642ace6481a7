//! How exact amounts are shown and bought.

use std::fmt::Write as _;

use heirloom_shopping::two::*;

use crate::kitchen::*;

fn table(system: UnitSystem, rows: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (quantity, unit) in rows {
        let mut kitchen = Kitchen::default().cook("Dish", vec![line(quantity, unit, "food")]);
        kitchen.input.house.system = system;
        let item = kitchen.item("food");
        writeln!(
            text,
            "{quantity} {unit} -> {} | buy {}",
            item.amount, item.buy[0].text
        )
        .unwrap();
    }
    text
}

const AMOUNTS: &[(&str, &str)] = &[
    ("1/1000000", "g"),
    ("1/10", "g"),
    ("1/4", "g"),
    ("1", "g"),
    ("4", "g"),
    ("96", "g"),
    ("101", "g"),
    ("999.6", "g"),
    ("1234", "g"),
    ("2050", "g"),
    ("1000000000", "kg"),
    ("1", "oz"),
    ("12", "oz"),
    ("1", "lb"),
    ("1.4", "lb"),
    ("2/3", "lb"),
    ("1/8", "tsp"),
    ("1", "tsp"),
    ("2", "tsp"),
    ("4", "tsp"),
    ("1", "tbsp"),
    ("3", "tbsp"),
    ("1/3", "cup"),
    ("2", "cups"),
    ("1", "pint"),
    ("1", "fl oz"),
    ("1", "gal"),
    ("2", "dl"),
    ("20", "dl"),
    ("1", "l"),
    ("1", "EL"),
    ("3", "imperial pints"),
    ("1/3", ""),
    ("2.5", ""),
    ("3", "cans"),
    ("1/2", "bunch"),
    ("1-2", "lb"),
    ("1/16", "cup"),
    ("3", "cm"),
    ("5", "mm"),
    ("2", "knuckles"),
    ("1/7", "knuckle"),
    ("90", "min"),
];

#[test]
fn metric_amounts() {
    insta::assert_snapshot!(table(UnitSystem::Metric, AMOUNTS));
}

#[test]
fn us_amounts() {
    insta::assert_snapshot!(table(UnitSystem::Us, AMOUNTS));
}

#[test]
fn imperial_amounts() {
    insta::assert_snapshot!(table(UnitSystem::Imperial, AMOUNTS));
}
