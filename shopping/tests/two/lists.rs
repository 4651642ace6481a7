//! Lists, by example.

use heirloom_events::values::{ItemId, LineId, RecipeId};
use heirloom_shopping::two::*;

use crate::kitchen::*;

#[test]
fn one_kind_is_summed_exactly_whatever_it_was_entered_in() {
    let kitchen = Kitchen::us().cook("Cake", vec![line("1/3", "cup", "milk")]).cook(
        "Pancakes",
        vec![line("2/3", "cup", "milk"), line("16", "tbsp", "milk")],
    );
    insta::assert_snapshot!(kitchen.page(), @"Buy: milk | 2 cups | buy 2 cups");
    assert_eq!(exact(&kitchen.item("milk").needed)["volume"], "473176473/1000000");
}

#[test]
fn mass_and_volume_stay_apart_without_a_density_and_join_with_one() {
    let apart = Kitchen::default().cook(
        "Bread",
        vec![line("300", "g", "flour"), line("1", "metric cup", "flour")],
    );
    insta::assert_snapshot!(apart.page(), @"Buy: flour | 300 g + 1 metric cup | buy 300 g + 250 ml");
    let joined = apart.density("flour", None, "0.53");
    insta::assert_snapshot!(joined.page(), @"Buy: flour | 433 g | buy 440 g");
    assert_eq!(exact(&joined.item("flour").needed)["mass"], "865/2");
    assert!(joined.item("flour").facts.density);
}

#[test]
fn count_and_mass_join_only_with_a_portion_rule_and_the_reason_says_so() {
    let apart = Kitchen::default().cook("Soup", vec![line("300", "g", "onion"), line("1", "", "onion")]);
    let item = apart.item("onion");
    assert_eq!(item.amount, "300 g + 1 ×");
    insta::assert_snapshot!(item.explanation, @r"
    onion
      2026-11-23 Soup (version 1): `300 g onion` = 300 g
      2026-11-23 Soup (version 1): `1 onion` = 1 ×
      mass and count stay apart: no portion rule for one `onion` is known
      300 g: shown as 300 g, bought as 300 g
      1 ×: shown as 1 ×, bought as 1 ×
    ");
    insta::assert_snapshot!(apart.portion("onion", "", "110", "g").page(), @"Buy: onion | 410 g | buy 410 g");
}

#[test]
fn a_scaled_list_explains_every_number() {
    let kitchen = Kitchen::default()
        .cook_for(6, "Stew", vec![line("2", "", "onion"), line("1-2", "lb", "beef")])
        .cook(
            "Roux",
            vec![line("1", "stick", "butter"), line("50", "g", "butter")],
        )
        .portion("butter", "stick", "113.398", "g")
        .portion("onion", "", "110", "g")
        .at_home("beef", "200", "g")
        .at_home("butter", "2", "handfuls");
    let pages = ["onion", "beef", "butter"].map(|name| kitchen.item(name).explanation.to_string());
    insta::assert_snapshot!(pages.join("\n\n"));
}

#[test]
fn ranges_keep_both_ends_and_the_upper_one_is_bought() {
    let kitchen = Kitchen::default().cook("Salsa", vec![line("2-3", "", "chilli"), line("1", "", "chilli")]);
    insta::assert_snapshot!(kitchen.page(), @"Buy: chilli | 3–4 × | buy 4 ×");
    let none = Kitchen::default().cook("Salsa", vec![line("0-2", "", "chilli")]);
    insta::assert_snapshot!(none.page(), @"Buy: chilli | 0–2 × | buy 2 ×");
}

#[test]
fn what_has_no_number_is_a_word_and_no_number() {
    let kitchen = Kitchen::default()
        .cook("Soup", vec![line("", "", "salt"), line("1", "pinch", "salt")])
        .cook(
            "Bread",
            vec![
                line("10", "g", "salt"),
                line("", "to taste", "pepper"),
                line("0", "g", "yeast"),
            ],
        );
    insta::assert_snapshot!(kitchen.page(), @r"
    ToTaste: pepper | to taste
    Buy: salt | 10 g + to taste | buy 10 g
    ToTaste: yeast | to taste
    ");
}

#[test]
fn optional_lines_stand_apart_and_are_not_counted() {
    let kitchen = Kitchen::default().cook(
        "Curry",
        vec![
            line("1", "", "lime"),
            optional(line("2", "", "lime")),
            optional(line("1", "bunch", "coriander")),
        ],
    );
    insta::assert_snapshot!(kitchen.page(), @r"
    Optional: coriander | 1 bunch | buy 1 bunch
    Buy: lime | 1 × | buy 1 ×
    ");
    assert_eq!(exact(&kitchen.item("lime").optional)["count"], "2");
}

#[test]
fn containers_become_each_other_only_by_a_rule() {
    let kitchen = Kitchen::default().cook(
        "Chilli",
        vec![
            line("2", "cans", "beans"),
            line("1", "jar", "beans"),
            line("1", "", "beans"),
        ],
    );
    assert_eq!(kitchen.item("beans").amount, "1 × + 2 cans + 1 jar");
    let known = kitchen
        .portion("beans", "can", "240", "g")
        .portion("beans", "jar", "360", "g");
    // a jar is a can and a half, by way of their weights
    assert_eq!(known.item("beans").amount, "1 × + 3 1/2 cans");
}

#[test]
fn a_capital_t_is_a_tablespoon() {
    let kitchen = Kitchen::us().cook("Cake", vec![line("1", "T", "vanilla"), line("3", "t", "vanilla")]);
    assert_eq!(kitchen.item("vanilla").amount, "2 tbsp");
}

#[test]
fn temperatures_are_never_summed() {
    let kitchen = Kitchen::default().cook(
        "Bread",
        vec![line("40", "°C", "water"), line("40", "°C", "water")],
    );
    let item = kitchen.item("water");
    assert!(item.needed.is_empty());
    assert_eq!(item.as_written[0].reason, Reason::Temperature);
}

#[test]
fn absurd_numbers_are_shown_as_they_were_written() {
    let fine = (1..=40).map(|n| line(&format!("1/{}", 999_999 - n), "g", "saffron"));
    let kitchen = Kitchen::default().cook("Risotto", fine.collect());
    let item = kitchen.item("saffron");
    assert!(item.needed.is_empty());
    assert_eq!(
        (item.as_written.len(), item.as_written[0].reason),
        (40, Reason::Absurd)
    );
    assert!(
        item.explanation
            .to_string()
            .contains("leaves what can be computed exactly")
    );
}

#[test]
fn merged_ingredients_are_one_item_under_the_name_that_stayed() {
    let mut kitchen =
        Kitchen::default().cook("Soup", vec![line("2", "", "scallion"), line("3", "", "shallot")]);
    kitchen.food("scallion").canonical = ingredient("shallot");
    assert_eq!(kitchen.page(), "Buy: shallot | 5 × | buy 5 ×");
    assert!(kitchen.item("shallot").facts.merged);
}

#[test]
fn a_line_without_an_ingredient_merges_with_the_same_text_only() {
    let free = |text: &str| Line {
        line_id: LineId::derived(text),
        text: text.to_owned(),
        ingredient_id: None,
        ..line("2", "sprigs", "rosemary")
    };
    let kitchen = Kitchen::default().cook(
        "Roast",
        vec![
            free("2 sprigs Rosemary"),
            free("2  SPRIGS rosemary"),
            free("2 sprigs of rosemary"),
        ],
    );
    let list = kitchen.list();
    let shown: Vec<_> = list
        .items
        .iter()
        .map(|item| (item.key.as_str(), item.name.as_str(), item.amount.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("text/2 sprigs of rosemary", "of rosemary", "2 sprigs"),
            ("text/2 sprigs rosemary", "Rosemary", "4 sprigs")
        ]
    );
}

#[test]
fn only_produce_is_bought_where_the_mode_says_so_however_it_is_spelt() {
    let mut kitchen = Kitchen::default().cook("Soup", vec![line("2", "", "leek"), line("1", "l", "stock")]);
    kitchen.food("leek").category = Some("Produce".to_owned());
    kitchen.input.entries[0].mode = ShoppingMode::ProduceOnly;
    assert_eq!(kitchen.page(), "Buy: leek | 2 × | buy 2 ×");
    kitchen.input.entries[0].mode = ShoppingMode::None;
    assert_eq!(kitchen.page(), "");
}

#[test]
fn stock_is_taken_off_the_whole_sum_once_and_not_below_nothing() {
    let kitchen = Kitchen::default()
        .cook("Cake", vec![line("200", "g", "sugar")])
        .cook("Tea", vec![line("100", "g", "sugar")]);
    assert_eq!(
        kitchen.clone().at_home("sugar", "250", "g").page(),
        "Buy: sugar | 50 g | buy 50 g"
    );
    assert_eq!(
        kitchen.clone().at_home("sugar", "1", "kg").page(),
        "Have: sugar |"
    );
    let unknown = kitchen.clone().at_home("sugar", "2", "bags");
    assert!(unknown.item("sugar").have_some);
    assert_eq!(unknown.page(), "Buy: sugar | 300 g | buy 300 g");
    assert_eq!(
        kitchen.at_home("sugar", "", "").page(),
        "Have: sugar | 300 g | buy 300 g"
    );
}

#[test]
fn stock_goes_through_the_same_rules() {
    let kitchen = Kitchen::default()
        .cook("Soup", vec![line("4", "", "onion")])
        .portion("onion", "", "110", "g")
        .at_home("onion", "220", "g");
    assert_eq!(kitchen.page(), "Buy: onion | 2 × | buy 2 ×");
}

#[test]
fn a_tick_stays_where_the_need_shrinks_and_opens_the_rest_where_it_grows() {
    let kitchen = Kitchen::default()
        .cook("Cake", vec![line("200", "g", "sugar")])
        .said(&key("sugar"), ticked("200", "g"));
    let item = kitchen.item("sugar");
    assert_eq!((item.tick.is_some(), item.rest), (true, None));

    let grown = kitchen
        .clone()
        .cook("Tea", vec![line("100", "g", "sugar")])
        .item("sugar");
    let rows: Vec<_> = grown
        .rows()
        .map(|row| (row.ticked, row.is_rest, row.amount))
        .collect();
    assert_eq!(rows, [(true, false, "200 g"), (false, true, "100 g")]);

    let mut shrunk = kitchen;
    shrunk.input.entries[0].dishes = vec![dish("Cake", vec![line("50", "g", "sugar")]).into()];
    let item = shrunk.item("sugar");
    assert_eq!((item.tick.unwrap().text.as_str(), item.rest), ("200 g", None));
}

#[test]
fn a_tick_of_what_was_shown_is_a_tick_of_what_is_needed() {
    let kitchen = Kitchen::us().cook(
        "Cake",
        vec![line("1/3", "cup", "milk"), line("100", "ml", "milk")],
    );
    for amounts in [kitchen.item("milk").tick_amounts(), vec![(None, None)]] {
        let mut ticked = kitchen.clone();
        for (quantity, unit) in amounts {
            ticked = ticked.said(&key("milk"), Said::Ticked(quantity, unit));
        }
        let item = ticked.item("milk");
        assert_eq!((item.tick.is_some(), item.rest), (true, None));
    }
}

#[test]
fn a_tick_survives_a_change_of_what_it_is_measured_in() {
    let kitchen = Kitchen::default()
        .cook("Bread", vec![line("1", "metric cup", "flour")])
        .said(&key("flour"), ticked("1", "metric cup"))
        .density("flour", None, "0.5")
        .cook("Cake", vec![line("100", "g", "flour")]);
    assert_eq!(kitchen.item("flour").rest.unwrap().amount, "100 g");
    let undone = kitchen.said(&key("flour"), Said::Unticked);
    assert_eq!(undone.item("flour").tick, None);
}

#[test]
fn a_tick_of_some_opens_when_a_number_comes() {
    let kitchen = Kitchen::default().cook("Soup", vec![line("", "", "salt")]);
    assert_eq!(
        kitchen.item("salt").tick_amounts(),
        [(Some("0".parse().unwrap()), None)]
    );
    let ticked = kitchen.said(&key("salt"), ticked("0", ""));
    assert_eq!(ticked.item("salt").rest, None);
    let grown = ticked.cook("Crust", vec![line("1", "kg", "salt")]);
    assert_eq!(grown.item("salt").rest.unwrap().amount, "1 kg");
}

#[test]
fn what_somebody_said_stands() {
    let changed = |name: Option<&str>, quantity: Option<&str>, unit: Option<&str>| {
        Said::Changed(Changed {
            name: name.map(str::to_owned),
            quantity: quantity.map(|text| text.parse().unwrap()),
            unit: unit.map(str::to_owned),
            category: None,
        })
    };
    let kitchen = Kitchen::default().cook(
        "Soup",
        vec![
            line("2", "", "leek"),
            line("1", "l", "stock"),
            line("1", "", "carrot"),
        ],
    );
    let kitchen = kitchen
        .said(&key("leek"), changed(Some("fat leeks"), Some("3"), None))
        .said(&key("leek"), Said::Moved("produce".to_owned()))
        .said(&key("stock"), Said::Have(true))
        .said(&key("carrot"), Said::Flagged(true))
        .said(&key("carrot"), Said::Removed)
        .said(&key("gone"), ticked("", ""));
    assert_eq!(
        kitchen.page(),
        "Buy: fat leeks | 3 × | buy 3 ×\nHave: stock | 1 l | buy 1 l"
    );
    assert_eq!(kitchen.list().removed[0].key, key("carrot"));
    let back = kitchen.said(&key("carrot"), Said::Unticked).item("carrot");
    assert!(back.flagged);
}

#[test]
fn own_lines_are_shown_as_written_and_merge_with_nothing() {
    let own = |n: u128, name: &str, quantity: &str, unit: Option<&str>, source: &str| OwnLine {
        item_id: ItemId::derived(&n.to_string()),
        name: name.to_owned(),
        quantity: quantity.parse().unwrap(),
        unit: unit.map(str::to_owned),
        category: None,
        source: source.parse().unwrap(),
    };
    let mut kitchen = Kitchen::default().cook("Cake", vec![line("1", "l", "milk")]);
    kitchen.input.lines = vec![
        own(1, "milk", "3/2", Some("pints"), "manual"),
        own(2, "Candles", "0", None, "manual"),
        own(3, "milk", "1", None, "recipe"),
        own(4, "Batteries", "4", Some("AA"), "home-assistant"),
    ];
    insta::assert_snapshot!(kitchen.page(), @r"
    Buy: Batteries | 4 aa | buy 4 aa
    Buy: Candles |
    Buy: milk | 1 l | buy 1 l
    Buy: milk | 1 1/2 pints | buy 1 1/2 pints
    ");
    // a mark for every list is one for this, and a mark for the other alone is none
    let key = format!("item::{}", ItemId::derived("1"));
    for algorithm in [1, 0] {
        kitchen.input.marks.push(Mark {
            key: key.clone(),
            algorithm,
            said: ticked("1.5", "pints"),
        });
        assert_eq!(kitchen.list().get(&key).unwrap().tick.is_some(), algorithm == 0);
    }
}

#[test]
fn a_mark_for_every_list_is_heard_by_the_other_lists_key() {
    let mut kitchen = Kitchen::default().cook("Cake", vec![line("1", "l", "milk")]);
    kitchen.input.marks.push(Mark {
        key: "milk::volume".into(),
        algorithm: 0,
        said: ticked("1", "l"),
    });
    let list = kitchen.list();
    assert!(list.items[0].tick.is_some(), "{:?}", list.items[0].key);
}

#[test]
fn a_recipe_in_a_recipe_is_cooked_by_its_yield() {
    let reference = |quantity: &str, unit: &str| Line {
        references: Some(RecipeId::derived("Gravy")),
        ingredient_id: None,
        ..line(quantity, unit, "gravy")
    };
    let mut gravy = dish("Gravy", vec![line("100", "g", "butter")]);
    gravy.yields = vec![("500".parse().unwrap(), "millilitre".parse().unwrap())];
    for (quantity, unit, butter) in [
        ("250", "ml", "50"),
        ("2", "batches", "200"),
        ("2", "servings", "50"),
        ("", "", "100"),
        ("1/2", "l", "100"),
    ] {
        let kitchen = Kitchen::default()
            .reference(gravy.clone())
            .cook("Roast", vec![reference(quantity, unit)]);
        assert_eq!(
            exact(&kitchen.item("butter").needed)["mass"],
            butter,
            "{quantity} {unit}"
        );
    }
    let unknown = Kitchen::default()
        .reference(gravy)
        .cook("Roast", vec![reference("1", "jar")]);
    assert!(matches!(unknown.list().problems[0], Problem::NoSuchYield { .. }));
    assert_eq!(unknown.list().items[0].key, "text/1 jar gravy");
}

#[test]
fn a_recipe_that_contains_itself_is_a_problem_and_no_endless_list() {
    let refers = |title: &str, to: &str| {
        let reference = Line {
            references: Some(RecipeId::derived(to)),
            ingredient_id: None,
            ..line("1", "", to)
        };
        dish(title, vec![reference, line("1", "", "egg")])
    };
    let mut kitchen = Kitchen::default()
        .reference(refers("A", "B"))
        .reference(refers("B", "A"));
    kitchen.plan("A", vec![refers("A", "B")], None);
    assert_eq!(exact(&kitchen.item("egg").needed)["count"], "2");
    assert!(matches!(&kitchen.list().problems[..], [Problem::Cycle { .. }]));

    let mut deep = Kitchen::default();
    for n in 1..20 {
        deep = deep.reference(refers(&n.to_string(), &(n + 1).to_string()));
    }
    deep.plan("0", vec![refers("0", "1")], None);
    assert_eq!(
        exact(&deep.item("egg").needed)["count"],
        (DEEPEST + 1).to_string()
    );
    assert!(matches!(&deep.list().problems[..], [Problem::TooDeep { .. }]));
}

#[test]
fn servings_of_a_recipe_that_states_none_are_a_problem_and_it_is_taken_as_written() {
    let mut kitchen = Kitchen::default();
    let silent = Dish {
        servings: None,
        ..dish("Soup", vec![line("2", "", "leek")])
    };
    kitchen.plan("A", vec![silent], Some(24));
    assert_eq!(exact(&kitchen.item("leek").needed)["count"], "2");
    let list = kitchen.list();
    assert!(
        matches!(&list.problems[..], [Problem::NoServings { wanted: 24, .. }]),
        "{:?}",
        list.problems
    );
}

#[test]
fn a_side_that_is_the_main_dish_counts_twice() {
    let soup = dish("Soup", vec![line("2", "", "leek")]);
    let mut kitchen = Kitchen::default();
    kitchen.plan("Monday", vec![soup.clone(), soup], Some(2));
    let item = kitchen.item("leek");
    assert_eq!(item.amount, "2 ×");
    assert_eq!(
        item.contributions
            .iter()
            .map(|part| part.dish)
            .collect::<Vec<_>>(),
        [0, 1]
    );
}

#[test]
fn a_unit_of_the_household_is_what_is_bought() {
    let mut kitchen = Kitchen::default().cook("Aioli", vec![line("12", "cloves", "garlic")]);
    kitchen.input.house.rules = vec![rule("Garlic", "10", "clove", "head", true)];
    assert_eq!(kitchen.page(), "Buy: garlic | 12 cloves | buy 2 heads");
    let kitchen = kitchen.cook("Toum", vec![line("1", "head", "garlic")]);
    assert_eq!(kitchen.page(), "Buy: garlic | 22 cloves | buy 3 heads");
}

#[test]
fn a_cup_of_no_country_is_the_households_and_the_past_keeps_its_own() {
    let mut kitchen = Kitchen::default().cook(
        "Cake",
        vec![
            line("1", "cup", "milk"),
            Line {
                unit_id: None,
                ..line("2", "cup", "milk")
            },
        ],
    );
    kitchen.input.house.cup = Some("metric_cup".parse().unwrap());
    assert_eq!(
        exact(&kitchen.item("milk").needed)["volume"],
        "1473176473/2000000"
    );
}

#[test]
fn a_state_has_its_own_density() {
    let sifted = Line {
        preparation: Some("well sifted".to_owned()),
        ..line("1", "metric cup", "flour")
    };
    let kitchen = Kitchen::default()
        .cook(
            "Cake",
            vec![line("1", "g", "flour"), sifted, line("2", "metric cup", "flour")],
        )
        .density("flour", Some("Sifted"), "0.4")
        .density("flour", None, "0.5");
    assert_eq!(exact(&kitchen.item("flour").needed)["mass"], "351");
}

#[test]
fn a_tick_means_the_unit_that_was_shown_whatever_a_cup_is_here() {
    let mut kitchen = Kitchen::us().cook("Cake", vec![line("2", "cups", "milk")]);
    kitchen.input.house.cup = Some("metric_cup".parse().unwrap());
    kitchen.input.house.tbsp = Some("metric_tbsp".parse().unwrap());
    for name in ["cups", "tbsp"] {
        let kitchen = kitchen.clone().cook("More", vec![line("3", name, "milk")]);
        let [(quantity, unit)] = &kitchen.item("milk").tick_amounts()[..] else {
            panic!("one amount")
        };
        let ticked = kitchen.said(&key("milk"), Said::Ticked(*quantity, unit.clone()));
        assert_eq!(ticked.item("milk").rest, None);
    }
}
