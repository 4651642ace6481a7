//! Laws that hold for any list.

use std::sync::Arc;

use heirloom_events::values::{Amount, LineId, Quantity, units};
use heirloom_shopping::two::*;
use proptest::prelude::*;

use crate::kitchen::*;

const NAMES: [&str; 5] = ["flour", "milk", "onion", "butter", "salt"];

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        6 => (0_i128..2000, prop::sample::select(vec![1_i128, 2, 3, 4, 8])),
        1 => (0_i128..=1_000_000_000, 1_i128..=1_000_000),
    ]
    .prop_map(|(n, d)| Quantity::new(n, d).unwrap())
}

fn amount() -> impl Strategy<Value = Option<Amount>> {
    let range = (quantity(), quantity()).prop_map(|(a, b)| Amount::range(a.min(b), a.max(b)).unwrap());
    prop::option::weighted(
        0.9,
        prop_oneof![3 => quantity().prop_map(Amount::exactly), 1 => range],
    )
}

fn a_line() -> impl Strategy<Value = Line> {
    let all: Vec<_> = units().map(|unit| unit.id.clone()).collect();
    let usual = [
        "gram",
        "us_cup",
        "millilitre",
        "each",
        "us_tbsp",
        "can",
        "ounce",
        "pinch",
        "stick",
    ];
    let usual = usual.map(|id| id.parse().unwrap()).to_vec();
    let unit = prop::option::weighted(
        0.8,
        prop_oneof![4 => prop::sample::select(usual), 1 => prop::sample::select(all)],
    );
    (
        amount(),
        unit,
        prop::option::weighted(0.9, prop::sample::select(NAMES.to_vec())),
        any::<u64>(),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(amount, id, name, seed, optional)| Line {
            line_id: LineId::derived(&seed.to_string()),
            text: format!("some {}", name.unwrap_or("thing")),
            amount,
            unit: id
                .as_ref()
                .and_then(heirloom_events::values::unit)
                .map(|unit| unit.singular.to_owned()),
            unit_id: id,
            ingredient_id: name.map(ingredient),
            preparation: None,
            optional,
            references: None,
        })
}

prop_compose! {
    fn a_kitchen()(
        dishes in prop::collection::vec((prop::collection::vec(a_line(), 0..6), prop::option::of(1_u32..40)), 0..6),
        density in prop::option::of(1_i128..300), portion in prop::option::of(1_i128..500), stock in prop::option::of(quantity()),
        system in prop::sample::select(vec![UnitSystem::Metric, UnitSystem::Us, UnitSystem::Imperial]),
    ) -> Kitchen {
        let mut kitchen = Kitchen::default();
        kitchen.input.house.system = system;
        for (n, (lines, servings)) in dishes.into_iter().enumerate() {
            kitchen.plan(&n.to_string(), vec![dish(&format!("Dish {n}"), lines)], servings);
        }
        if let Some(density) = density {
            kitchen = kitchen.density("flour", None, &format!("{density}/100"));
        }
        if let Some(grams) = portion {
            kitchen = kitchen.portion("onion", "", &grams.to_string(), "g").portion("butter", "stick", "113.398", "g");
        }
        if let Some(stock) = stock {
            kitchen = kitchen.at_home("flour", &stock.to_string(), "g");
        }
        kitchen
    }
}

/// The list without what may differ where only a meal's own place in the input does.
fn same(list: &List) -> String {
    serde_json::to_string_pretty(list).unwrap()
}

proptest! {
    // each makes whole lists, several times over
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_entries_and_lines_does_not_matter(kitchen in a_kitchen(), seed in any::<u64>()) {
        let mut shuffled = kitchen.clone();
        let turn = |length: usize| if length == 0 { 0 } else { usize::try_from(seed % length as u64).unwrap() };
        shuffled.input.entries.reverse();
        let by = turn(shuffled.input.entries.len());
        shuffled.input.entries.rotate_left(by);
        for entry in &mut shuffled.input.entries {
            for dish in &mut entry.dishes {
                let lines = &mut Arc::make_mut(dish).lines;
                lines.reverse();
                let by = turn(lines.len());
                lines.rotate_left(by);
            }
        }
        prop_assert_eq!(same(&kitchen.list()), same(&shuffled.list()));
    }

    #[test]
    fn contributions_are_exactly_the_item_per_dimension(kitchen in a_kitchen()) {
        for item in kitchen.list().items {
            prop_assert!(item.adds_up(), "{:#?}", item);
        }
    }

    #[test]
    fn a_tampered_amount_does_not_add_up(kitchen in a_kitchen()) {
        for mut item in kitchen.list().items {
            if let Some(bucket) = item.needed.first_mut() {
                bucket.amount.high += Number::new(1, 1_000_000);
                prop_assert!(!item.adds_up());
            }
        }
    }

    #[test]
    fn taking_out_what_was_put_in_restores_the_list(kitchen in a_kitchen(), lines in prop::collection::vec(a_line(), 0..6)) {
        let before = kitchen.list();
        let mut more = kitchen.clone();
        more.plan("one more", vec![dish("One more", lines)], None);
        let with = more.list();
        let entry = more.input.entries.last().unwrap().entry;
        more.input.entries.retain(|other| other.entry != entry);
        more.input.foods.clone_from(&kitchen.input.foods);
        prop_assert_eq!(same(&before), same(&more.list()));
        // and what was put in is exactly the difference, where it made no conversion possible
        for item in with.items.iter().filter(|item| item.as_written.is_empty()) {
            let Some(old) = before.get(&item.key).filter(|old| old.as_written.is_empty()) else { continue };
            for bucket in &item.needed {
                let Some(was) = old.needed.iter().find(|was| was.kind == bucket.kind) else { continue };
                let parts = item.contributions.iter().filter(|part| part.entry == entry && !part.optional);
                let parts = parts.filter(|part| part.kind.as_ref() == Some(&bucket.kind)).filter_map(|part| part.amount);
                let mut added = parts.collect::<Vec<_>>();
                let joined = old.needed.len() != item.needed.len();
                added.push(was.amount);
                let sum = added.iter().try_fold(Span::ZERO, |sum, part| sum.plus(part));
                prop_assert!(joined || sum == Some(bucket.amount), "{:?} {:?}", sum, bucket);
            }
        }
    }

    #[test]
    fn cooking_for_k_times_as_many_and_back_changes_nothing(kitchen in a_kitchen(), k in 1_u32..1000) {
        let mut scaled = kitchen.clone();
        for entry in &mut scaled.input.entries {
            // recipes for 4k people, cooked for k times as many
            let wanted = entry.servings.unwrap_or(4);
            entry.servings = Some(wanted * k);
            for dish in &mut entry.dishes {
                Arc::make_mut(dish).servings = Some(4 * k);
            }
        }
        let amounts = |list: List| list.items.into_iter().map(|item| (item.key, item.needed)).collect::<Vec<_>>();
        prop_assert_eq!(amounts(kitchen.list()), amounts(scaled.list()));
    }

    #[test]
    fn what_is_shown_is_less_than_a_percent_off_and_never_nothing(
        quantity in quantity(), unit in prop::sample::select(units().filter(|unit| unit.factor.is_some()).collect::<Vec<_>>()),
        system in prop::sample::select(vec![UnitSystem::Metric, UnitSystem::Us, UnitSystem::Imperial]),
    ) {
        let line = Line { amount: Some(Amount::exactly(quantity)), unit_id: Some(unit.id.clone()), ..line("1", "g", "food") };
        let mut kitchen = Kitchen::default().cook("Dish", vec![line]);
        kitchen.input.house.system = system;
        let item = kitchen.item("food");
        for ((bucket, shown), buy) in item.open.iter().zip(&item.shown).zip(&item.buy) {
            let back = |shown: &Shown| Graph::default().path(&shown.unit, &bucket.unit, None).unwrap().convert(&Span::exactly(shown.number)).unwrap().high;
            let (exact, near) = (bucket.amount.high, back(shown));
            let error = if near > exact { near - exact } else { exact - near };
            prop_assert!(error * Number::from_integer(100) < exact, "{} for {}", shown.text, exact);
            prop_assert!(!shown.text.starts_with("0 "), "{}", shown.text);
            prop_assert!(back(buy) >= exact, "{} for {}", buy.text, exact);
        }
    }

    #[test]
    fn a_tick_of_the_whole_leaves_no_rest_and_undone_leaves_no_trace(kitchen in a_kitchen()) {
        let before = kitchen.list();
        let mut marked = kitchen.clone();
        for item in &before.items {
            for (quantity, unit) in item.tick_amounts() {
                marked = marked.said(&item.key, Said::Ticked(quantity, unit));
            }
        }
        for item in marked.list().items {
            prop_assert!(item.tick.is_some() && item.rest.is_none(), "{:#?}", item);
            marked = marked.said(&item.key, Said::Unticked);
        }
        prop_assert_eq!(same(&before), same(&marked.list()));
    }

    #[test]
    fn no_input_makes_it_panic(
        kitchen in a_kitchen(), text in ".{0,30}", unit in prop::option::of(".{0,12}"), quantity in quantity(), servings in any::<u32>(), algorithm in 0_u8..4,
    ) {
        let mut kitchen = kitchen.cook_for(servings, &text, vec![Line {
            text: text.clone(), unit: unit.clone(), unit_id: None, amount: Some(Amount::exactly(quantity)), ingredient_id: None, ..line("1", "", "x")
        }]);
        kitchen.input.house.rules = vec![rule(&text, "3", unit.as_deref().unwrap_or(""), "g", true), rule("", "1000000000", "g", &text, false)];
        for item in kitchen.list().items {
            let changed = Said::Changed(Changed { name: Some(text.clone()), quantity: Some(quantity), unit: unit.clone(), category: Some(text.clone()) });
            for said in [changed, Said::Ticked(Some(quantity), unit.clone())] {
                kitchen.input.marks.push(Mark { key: item.key.clone(), algorithm, said });
            }
        }
        for item in kitchen.list().items {
            let _ = item.explanation.to_string();
        }
    }
}
