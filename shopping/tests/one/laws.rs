//! Laws that hold for every plan.

use heirloom_events::values::ShoppingMode;
use heirloom_shopping::one::{Dimension, Item1, round_to_friendly, to_display};
use proptest::prelude::*;

use crate::support::*;

fn any_row() -> impl Strategy<Value = Row> {
    let name = prop::sample::select(vec!["Onion", "onion ", "Rice", "Butter", "Beef", "a::b", "Crème"]);
    let category = prop::sample::select(vec!["produce", "Produce", "pantry", ""]);
    let quantity = prop::option::weighted(0.9, (0..400_i32).prop_map(|n| f64::from(n) / 8.0));
    let units = vec!["oz", "lbs", "tsp", "Tbs.", "cup", "can", "", " ", "g", "cloves"];
    let unit = prop::option::weighted(0.9, prop::sample::select(units));
    (name, category, quantity, unit)
}

/// Three recipes and entries of them.
fn any_kitchen() -> impl Strategy<Value = Kitchen> {
    let recipes = prop::collection::vec(prop::collection::vec(any_row(), 0..6), 3);
    let mode = prop::sample::select(vec![
        ShoppingMode::All,
        ShoppingMode::ProduceOnly,
        ShoppingMode::None,
    ]);
    let entries = prop::collection::vec((prop::collection::vec(1..=3_usize, 1..4), mode), 0..6);
    let rules = prop::bool::ANY;
    (recipes, entries, rules).prop_map(|(recipes, entries, rules)| {
        let rows: Vec<&[Row]> = recipes.iter().map(Vec::as_slice).collect();
        let mut kitchen = Kitchen::with(&rows);
        if rules {
            kitchen.rules = vec![
                rule("butter", "Tbs", "stick", 8.0, true),
                rule("rice", "oz", "bag", 16.0, false),
            ];
        }
        entries.iter().for_each(|(recipes, mode)| {
            kitchen.plan_in(recipes, *mode);
        });
        kitchen
    })
}

fn base(item: &Item1) -> f64 {
    item.contributions
        .iter()
        .fold(0.0, |sum, part| sum + part.base_quantity)
}

/// By key, because an item that left and came back stands elsewhere.
fn sorted(kitchen: &Kitchen) -> Vec<Item1> {
    let mut items = kitchen.list.items().to_vec();
    items.sort_by(|a, b| a.key.cmp(&b.key));
    items
}

proptest! {
    #[test]
    fn a_second_synchronisation_changes_nothing(mut kitchen in any_kitchen()) {
        kitchen.sync();
        let once = kitchen.list.clone();
        let again = kitchen.sync();
        prop_assert_eq!(&kitchen.list, &once);
        prop_assert_eq!((again.created, again.deleted), (0, 0));
        prop_assert_eq!(again.updated, once.items().len());
    }

    #[test]
    fn the_list_of_a_plan_that_only_grew_is_a_function_of_the_plan(kitchen in any_kitchen()) {
        let mut anew = kitchen.clone();
        anew.list = Default::default();
        anew.sync();
        prop_assert_eq!(sorted(&anew), sorted(&kitchen));
    }

    #[test]
    fn taking_out_what_was_put_in_restores_the_list(
        kitchen in any_kitchen(),
        recipes in prop::collection::vec(1..=3_usize, 1..4),
    ) {
        let mut changed = kitchen.clone();
        changed.plan(&recipes);
        changed.entries.pop();
        changed.sync();
        prop_assert_eq!(sorted(&changed), sorted(&kitchen));
    }

    #[test]
    fn the_shown_amount_is_the_sum_of_the_contributions_in_their_order(mut kitchen in any_kitchen()) {
        kitchen.rules.clear();
        kitchen.sync();
        for item in kitchen.list.items() {
            let dimension = item.contributions[0].dimension;
            prop_assert!(item.contributions.iter().all(|part| part.dimension == dimension));
            prop_assert_eq!(to_display(base(item), dimension, item.unit.as_deref()).0, item.quantity);
            prop_assert!(item.key.ends_with(dimension.as_str()));
        }
    }

    #[test]
    fn shopping_is_never_less_than_what_is_asked_for(mut kitchen in any_kitchen()) {
        kitchen.rules.clear();
        kitchen.sync();
        for item in kitchen.list.items() {
            let unit = item.unit.as_deref();
            let in_base = heirloom_shopping::one::to_base(Some(item.quantity), unit);
            prop_assert!(in_base >= base(item) * (1.0 - f64::EPSILON));
            prop_assert_eq!(round_to_friendly(item.quantity, unit.unwrap_or_default()), item.quantity);
        }
    }

    #[test]
    fn no_two_items_have_one_key_and_flags_outlive_every_synchronisation(mut kitchen in any_kitchen()) {
        let keys: Vec<String> = kitchen.list.items().iter().map(|item| item.key.clone()).collect();
        keys.iter().for_each(|key| { kitchen.list.set_flagged(key, true); });
        kitchen.sync();
        let mut seen: Vec<&str> = kitchen.list.items().iter().map(|item| item.key.as_str()).collect();
        prop_assert!(kitchen.list.items().iter().all(|item| item.flagged));
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), kitchen.list.items().len());
    }

    #[test]
    fn every_unit_whatever_it_is_gives_one_dimension_and_an_amount(unit in ".{0,12}", quantity in -1e6..1e6_f64) {
        let dimension = Dimension::of(Some(&unit));
        let base = heirloom_shopping::one::to_base(Some(quantity), Some(&unit));
        let (shown, _) = to_display(base, dimension, Some(&unit));
        prop_assert!(shown.is_finite());
    }
}
