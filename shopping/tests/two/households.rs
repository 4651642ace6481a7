//! Lists out of events.

use heirloom_events::values::{ItemId, LineId, RuleId};
use heirloom_shopping::two::{List, Problem};
use proptest::prelude::*;
use serde_json::json;

use crate::diary::*;

/// Recipe 1: 200 g of food 1, planned in week 1 as selection 1.
fn planned(follow: Option<&str>) -> Diary {
    let mut diary = Diary::default();
    if let Some(follow) = follow {
        diary.tell(setting("recipes_follow", follow));
    }
    diary
        .tell(of_catalogue(
            "IngredientDefined",
            json!({"ingredient_id": ingredient(1), "name": "flour", "category": "baking"}),
        ))
        .tell(of_recipe(
            1,
            "RecipeCreated",
            json!({"content": {"title": "Bread", "servings": 4, "lines": [line("a", 1, "200", Some("g"))]}}),
        ))
        .tell(of_plan(1, "MealSelected", selected(1, 1, None)));
    diary
}

fn change() -> Said {
    of_recipe(
        1,
        "IngredientLineChanged",
        json!({"line": line("a", 1, "300", Some("g"))}),
    )
}

#[test]
fn a_list_follows_the_latest_recipe_or_the_planned_one_as_the_household_says() {
    assert_eq!(planned(None).tell(change()).page(1), ["flour: 300 g"]);
    let mut diary = planned(Some("planned"));
    assert_eq!(diary.tell(change()).page(1), ["flour: 200 g"]);
    // the version at the time of planning is remembered whatever the setting was then
    diary.tell(setting("recipes_follow", "latest"));
    assert_eq!(diary.page(1), ["flour: 300 g"]);
    diary
        .tell(of_plan(1, "MealSelected", selected(1, 1, None)))
        .tell(setting("recipes_follow", "planned"));
    assert_eq!(diary.page(1), ["flour: 300 g"]);
    assert_eq!(diary.list(1).items[0].contributions[0].version, 2);
}

#[test]
fn what_is_cooked_follows_the_meal_while_it_is_there() {
    let mut diary = planned(None);
    let soup = json!({"content": {"title": "Soup", "lines": [line("b", 2, "3", None)]}});
    diary
        .tell(of_catalogue(
            "IngredientDefined",
            json!({"ingredient_id": ingredient(2), "name": "leek"}),
        ))
        .tell(of_recipe(2, "RecipeCreated", soup))
        .tell(of_plan(2, "MealSelected", selected(2, 1, Some(1))));
    assert_eq!(diary.page(2), ["flour: 200 g"]);
    diary.tell(of_meal(1, "MealCreated", json!({"name": "Supper", "main_recipe_id": recipe(2), "sides": [recipe(1)], "tags": [], "saved": true})));
    assert_eq!(diary.page(2), ["flour: 200 g", "leek: 3 ×"]);
    diary.tell(of_recipe(1, "RecipeArchived", json!({})));
    assert_eq!(diary.page(2), ["leek: 3 ×"]);
    diary.tell(of_recipe(2, "RecipeArchived", json!({})));
    assert!(diary.page(2).is_empty());
    diary
        .tell(of_recipe(1, "RecipeRestored", json!({})))
        .tell(of_meal(1, "MealArchived", json!({})));
    assert_eq!(diary.page(2), ["flour: 200 g"]);
}

#[test]
fn a_meal_off_the_plan_takes_its_part_and_a_tick_survives_its_coming_and_going() {
    let mut diary = planned(None);
    let key = format!("ingredient/{}", ingredient(1));
    diary
        .tell(of_plan(1, "MealSelected", selected(2, 1, None)))
        .tell(of_list(
            1,
            "ItemTicked",
            json!({"key": key, "algorithm": 2, "quantity": "400", "unit": "g"}),
        ))
        .tell(of_plan(
            1,
            "MealServingsSet",
            json!({"selection_id": selection(2), "servings": 8}),
        ));
    assert_eq!(diary.list(1).items[0].rest.as_ref().unwrap().amount, "200 g");
    diary.tell(of_plan(
        1,
        "MealCompleted",
        json!({"selection_id": selection(2), "completed_at": "2026-11-23T18:00:00Z"}),
    ));
    assert_eq!(diary.page(1), ["flour: 200 g"]);
    diary.tell(of_plan(1, "MealRemoved", json!({"selection_id": selection(1)})));
    assert!(diary.page(1).is_empty());
    diary.tell(of_plan(1, "MealReopened", json!({"selection_id": selection(2)})));
    let item = &diary.list(1).items[0];
    assert!(item.tick.is_some() && item.rest.is_none());
}

#[test]
fn catalogue_rules_reach_the_list_as_soon_as_they_are_set() {
    let mut diary = planned(None);
    diary
        .tell(of_recipe(
            1,
            "IngredientLineAdded",
            json!({"line": line("b", 2, "1", Some("metric cup"))}),
        ))
        .tell(of_catalogue(
            "IngredientDefined",
            json!({"ingredient_id": ingredient(2), "name": "plain flour"}),
        ));
    assert_eq!(diary.page(1), ["flour: 200 g", "plain flour: 1 metric cup"]);
    diary.tell(of_catalogue(
        "IngredientMerged",
        json!({"ingredient_id": ingredient(2), "into": ingredient(1)}),
    ));
    assert_eq!(diary.page(1), ["flour: 200 g + 1 metric cup"]);
    diary.tell(of_catalogue(
        "DensitySet",
        json!({"ingredient_id": ingredient(1), "grams_per_ml": "1/2"}),
    ));
    assert_eq!(diary.page(1), ["flour: 325 g"]);
    diary.tell(of_catalogue(
        "PantrySet",
        json!({"ingredient_id": ingredient(2), "quantity": "100", "unit": "g", "on_hand": false}),
    ));
    assert_eq!(diary.page(1), ["flour: 225 g"]);
    diary.tell(of_catalogue("UnitRuleSet", json!({
        "rule_id": RuleId::derived("bag"), "ingredient_name": "Flour", "from_unit": "g", "to_unit": "bag", "factor": "1000", "round_up": true
    })));
    assert_eq!(diary.list(1).items[0].buy[0].text, "1 bag");
}

#[test]
fn a_merged_ingredient_alone_goes_by_the_name_and_the_rules_of_what_it_turned_out_to_be() {
    let mut diary = planned(None);
    diary
        .tell(of_catalogue(
            "IngredientDuplicateDefined",
            json!({"ingredient_id": ingredient(2), "duplicate_of": ingredient(1), "name": "Flour", "category": "baking"}),
        ))
        .tell(of_catalogue("DensitySet", json!({"ingredient_id": ingredient(1), "grams_per_ml": "1/2"})))
        .tell(of_recipe(
            1,
            "RecipeReverted",
            json!({"to_version": 1, "content": {"title": "Bread", "lines": [line("a", 2, "2", Some("metric cup")), line("b", 2, "1", Some("g"))]}}),
        ));
    assert_eq!(diary.page(1), ["flour: 251 g"]);
    assert_eq!(
        diary.list(1).items[0].key,
        format!("ingredient/{}", ingredient(1))
    );
}

fn refers(line: &str, to: Option<usize>) -> serde_json::Value {
    json!({"line_id": LineId::derived(line), "recipe_id": to.map(recipe)})
}

/// Bread, of which line `b` is 2 servings of the butter of recipe 2, which makes 500 g for four: 400 g of food 2.
fn buttered(follow: Option<&str>) -> Diary {
    let mut diary = planned(follow);
    let butter = json!({"title": "Butter", "servings": 4, "yield_text": "500 g", "lines": [line("c", 2, "400", Some("g"))]});
    diary
        .tell(of_recipe(2, "RecipeCreated", json!({"content": butter})))
        .tell(of_catalogue(
            "IngredientDefined",
            json!({"ingredient_id": ingredient(2), "name": "cream"}),
        ))
        .tell(of_recipe(
            1,
            "IngredientLineAdded",
            json!({"line": line("b", 9, "250", Some("g"))}),
        ))
        .tell(of_recipe(1, "IngredientLineReferenceSet", refers("b", Some(2))));
    diary
}

#[test]
fn a_line_that_stands_for_a_recipe_is_bought_as_what_that_recipe_is_made_of() {
    let mut diary = buttered(None);
    assert_eq!(diary.page(1), ["flour: 200 g", "cream: 200 g"]);
    diary.tell(of_recipe(
        2,
        "RecipeServingsSet",
        json!({"servings": 4, "yield_text": "1 kg"}),
    ));
    assert_eq!(diary.page(1), ["flour: 200 g", "cream: 100 g"]);
    // who put the butter away still makes the bread
    diary.tell(of_recipe(2, "RecipeArchived", json!({})));
    assert_eq!(diary.page(1), ["flour: 200 g", "cream: 100 g"]);
    diary.tell(of_recipe(1, "IngredientLineReferenceSet", refers("b", None)));
    assert_eq!(diary.page(1), ["flour: 200 g", "food 9: 250 g"]);
}

#[test]
fn a_line_that_goes_takes_along_what_it_stood_for() {
    let mut diary = buttered(None);
    let gone = json!({"line_id": LineId::derived("b")});
    diary
        .tell(of_recipe(1, "IngredientLineRemoved", gone))
        .tell(of_recipe(
            1,
            "IngredientLineAdded",
            json!({"line": line("b", 9, "250", Some("g"))}),
        ));
    assert_eq!(diary.page(1), ["flour: 200 g", "food 9: 250 g"]);
}

#[test]
fn recipes_in_recipes_are_remembered_as_they_were_planned_too() {
    let cheaper = || {
        of_recipe(
            2,
            "IngredientLineChanged",
            json!({"line": line("c", 2, "300", Some("g"))}),
        )
    };
    let mut diary = buttered(Some("planned"));
    assert_eq!(diary.page(1), ["flour: 200 g"], "planned before there was butter");
    diary
        .tell(of_plan(1, "MealSelected", selected(1, 1, None)))
        .tell(cheaper());
    assert_eq!(diary.page(1), ["flour: 200 g", "cream: 200 g"]);
    diary.tell(setting("recipes_follow", "latest"));
    assert_eq!(diary.page(1), ["flour: 200 g", "cream: 150 g"]);
}

#[test]
fn a_recipe_inside_that_was_unknown_when_it_was_planned_comes_in_when_it_is_written_down() {
    let mut diary = planned(Some("planned"));
    diary
        .tell(of_recipe(1, "IngredientLineReferenceSet", refers("a", Some(3))))
        .tell(of_plan(1, "MealSelected", selected(1, 1, None)));
    assert!(matches!(
        &diary.list(1).problems[..],
        [Problem::NoSuchRecipe { .. }]
    ));
    let dough = json!({"title": "Dough", "servings": 4, "yield_text": "200 g", "lines": [line("d", 1, "120", Some("g"))]});
    let event = diary.recorded(&of_recipe(3, "RecipeCreated", json!({"content": dough})));
    assert_eq!(diary.household.touches(&event), [week(1)]);
    diary.household.apply(&event);
    assert_eq!(diary.page(1), ["flour: 120 g"]);
}

#[test]
fn recipes_that_contain_each_other_are_told_and_no_endless_list() {
    let mut diary = buttered(None);
    diary.tell(of_recipe(2, "IngredientLineReferenceSet", refers("c", Some(1))));
    let list = diary.list(1);
    assert!(
        matches!(&list.problems[..], [Problem::Cycle { .. }]),
        "{:?}",
        list.problems
    );
    assert_eq!(diary.page(1), ["flour: 200 g", "cream: 200 g"]);
}

/// Something that may happen in a household of three recipes, two meals, two weeks and three ingredients.
fn something() -> impl Strategy<Value = Said> {
    let n = || 1_usize..4;
    let quantity = || (1_u32..500).prop_map(|n| n.to_string());
    let unit = || {
        prop::sample::select(vec![
            None,
            Some("g"),
            Some("metric cup"),
            Some("can"),
            Some("pinch"),
        ])
    };
    let line = move |id: &'static str| {
        (n(), quantity(), unit()).prop_map(move |(of, quantity, unit)| line(id, of, &quantity, unit))
    };
    let key = || n().prop_map(|n| format!("ingredient/{}", ingredient(n)));
    let of_week = (1_usize..3, 1_usize..5);
    let recipes = prop_oneof![
        3 => (n(), line("a"), line("b")).prop_map(|(n, a, b)| of_recipe(n, "RecipeCreated", json!({"content": {"title": "R", "servings": 4, "lines": [a, b]}}))),
        2 => (n(), line("a")).prop_map(|(n, line)| of_recipe(n, "IngredientLineChanged", json!({"line": line}))),
        1 => (n(), line("c")).prop_map(|(n, line)| of_recipe(n, "IngredientLineAdded", json!({"line": line}))),
        1 => (n(), prop::sample::select(vec!["RecipeArchived", "RecipeRestored", "RecipeFavourited"])).prop_map(|(n, name)| of_recipe(n, name, json!({}))),
        1 => n().prop_map(|n| of_recipe(n, "RecipeTagged", json!({"tag": "quick"}))),
        1 => (n(), quantity()).prop_map(|(n, grams)| of_recipe(n, "RecipeServingsSet", json!({"servings": 4, "yield_text": format!("{grams} g")}))),
        3 => (n(), prop::sample::select(vec!["a", "b", "c"]), prop::option::weighted(0.8, n())).prop_map(|(n, line, to)| of_recipe(n, "IngredientLineReferenceSet", refers(line, to))),
    ];
    let meals = prop_oneof![
        (1_usize..3, n(), n()).prop_map(|(m, a, b)| of_meal(
            m,
            "MealCreated",
            json!({"name": "M", "main_recipe_id": recipe(a), "sides": [recipe(b)], "tags": [], "saved": true})
        )),
        (1_usize..3, n()).prop_map(|(m, a)| of_meal(
            m,
            "MealComposed",
            json!({"main_recipe_id": recipe(a), "sides": []})
        )),
        (
            1_usize..3,
            prop::sample::select(vec!["MealArchived", "MealRestored"])
        )
            .prop_map(|(m, name)| of_meal(m, name, json!({}))),
    ];
    let plans = prop_oneof![
        4 => (of_week.clone(), n(), prop::option::of(1_usize..3)).prop_map(|((w, s), main, meal)| of_plan(w, "MealSelected", selected(s + 10 * w, main, meal))),
        1 => (of_week.clone(), 0_u32..9).prop_map(|((w, s), servings)| of_plan(w, "MealServingsSet", json!({"selection_id": selection(s + 10 * w), "servings": servings}))),
        1 => (of_week.clone(), prop::sample::select(vec!["MealRemoved", "MealReopened", "MealCleared"])).prop_map(|((w, s), name)| of_plan(w, name, json!({"selection_id": selection(s + 10 * w)}))),
        1 => of_week.clone().prop_map(|(w, s)| of_plan(w, "MealCompleted", json!({"selection_id": selection(s + 10 * w), "completed_at": "2026-11-23T18:00:00Z"}))),
        1 => (of_week.clone(), prop::sample::select(vec!["all", "produce_only", "none"])).prop_map(|((w, s), mode)| of_plan(w, "MealShoppingSet", json!({"selection_id": selection(s + 10 * w), "shopping_mode": mode}))),
        1 => of_week.clone().prop_map(|(w, s)| of_plan(w, "MealMoved", json!({"selection_id": selection(s + 10 * w), "planned_date": "2026-11-24"}))),
        1 => of_week.clone().prop_map(|(w, s)| of_plan(w, "PlanReordered", json!({"order": [selection(s + 10 * w)]}))),
    ];
    let lists = prop_oneof![
        (1_usize..3, key(), quantity(), 1_u8..3).prop_map(|(w, key, quantity, algorithm)| of_list(w, "ItemTicked", json!({"key": key, "algorithm": algorithm, "quantity": quantity, "unit": "g"}))),
        (1_usize..3, key(), prop::sample::select(vec!["ItemUnticked", "ItemRemoved"])).prop_map(|(w, key, name)| of_list(w, name, json!({"key": key, "algorithm": 2}))),
        (1_usize..3, key(), any::<bool>()).prop_map(|(w, key, have)| of_list(w, "ItemHaveSet", json!({"key": key, "algorithm": 2, "have": have}))),
        (of_week, prop::sample::select(vec!["manual", "recipe"]), quantity()).prop_map(|((w, n), source, quantity)| of_list(w, "ShoppingLineAdded", json!({
            "item_id": ItemId::derived(&n.to_string()), "name": "soap", "quantity": quantity, "source": source
        }))),
        (1_usize..3).prop_map(|w| of_list(w, "ListSynchronised", json!({}))),
    ];
    let catalogue = prop_oneof![
        2 => n().prop_map(|n| of_catalogue("IngredientDefined", json!({"ingredient_id": ingredient(n), "name": format!("food {n}"), "category": "produce"}))),
        1 => (n(), n()).prop_map(|(n, of)| of_catalogue("IngredientDuplicateDefined", json!({"ingredient_id": ingredient(n), "duplicate_of": ingredient(of), "name": format!("Food {n}")}))),
        1 => (n(), n()).prop_map(|(n, into)| of_catalogue("IngredientMerged", json!({"ingredient_id": ingredient(n), "into": ingredient(into)}))),
        1 => n().prop_map(|n| of_catalogue("IngredientUnmerged", json!({"ingredient_id": ingredient(n)}))),
        1 => n().prop_map(|n| of_catalogue("IngredientRemoved", json!({"ingredient_id": ingredient(n)}))),
        1 => (n(), n()).prop_map(|(n, m)| of_catalogue("IngredientRenamed", json!({"ingredient_id": ingredient(n), "name": format!("food {m}")}))),
        1 => (n(), n()).prop_map(|(n, m)| of_catalogue("IngredientAliased", json!({"ingredient_id": ingredient(n), "alias": format!("food {m}")}))),
        1 => n().prop_map(|n| of_catalogue("DensitySet", json!({"ingredient_id": ingredient(n), "grams_per_ml": "1/2"}))),
        1 => n().prop_map(|n| of_catalogue("PortionSet", json!({"ingredient_id": ingredient(n), "unit": "can", "amount": "400", "amount_unit": "gram"}))),
        1 => (n(), quantity(), any::<bool>()).prop_map(|(n, quantity, on_hand)| of_catalogue("PantrySet", json!({"ingredient_id": ingredient(n), "quantity": quantity, "unit": "g", "on_hand": on_hand}))),
        1 => (n(), 0_usize..4).prop_map(|(id, n)| of_catalogue("UnitRuleSet", json!({
            "rule_id": RuleId::derived(&id.to_string()), "ingredient_name": if n == 0 { String::new() } else { format!("food {n}") },
            "from_unit": "", "to_unit": "can", "factor": "3", "round_up": true
        }))),
        1 => n().prop_map(|n| of_catalogue("UnitRuleRemoved", json!({"rule_id": RuleId::derived(&n.to_string())}))),
    ];
    prop_oneof![3 => recipes, 2 => meals, 4 => plans, 2 => lists, 3 => catalogue]
}

fn settings() -> impl Strategy<Value = Said> {
    prop_oneof![
        prop::sample::select(vec!["latest", "planned"]).prop_map(|follow| setting("recipes_follow", follow)),
        prop::sample::select(vec!["us", "metric"]).prop_map(|system| setting("unit_system", system)),
        Just(setting("theme", "dark")),
    ]
}

fn lists(diary: &Diary) -> Vec<List> {
    vec![diary.list(1), diary.list(2)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_week_that_an_event_does_not_touch_keeps_its_list(
        said in prop::collection::vec(prop_oneof![12 => something(), 1 => settings()], 1..60),
    ) {
        let mut diary = Diary::default();
        for said in said {
            let before = lists(&diary);
            let event = diary.recorded(&said);
            let touched = diary.household.touches(&event);
            diary.household.apply(&event);
            for (n, (before, after)) in before.iter().zip(lists(&diary)).enumerate() {
                prop_assert!(touched.contains(&week(n + 1)) || *before == after, "{:?} changes week {} untouched", said, n + 1);
            }
        }
    }

    #[test]
    fn events_of_different_streams_commute_where_recipes_follow_the_latest(
        said in prop::collection::vec(something(), 1..60), seed in any::<u64>(),
    ) {
        let mut shuffled = Diary::default();
        let mut rest = said.clone();
        let mut random = seed;
        while !rest.is_empty() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let chosen = usize::try_from(random >> 33).unwrap() % rest.len();
            // the first of that one's stream
            let first = rest.iter().position(|other| other.0 == rest[chosen].0).unwrap();
            shuffled.tell(rest.remove(first));
        }
        let mut diary = Diary::default();
        said.into_iter().for_each(|said| { diary.tell(said); });
        prop_assert_eq!(lists(&diary), lists(&shuffled));
    }

    #[test]
    fn a_meal_that_was_planned_and_taken_off_leaves_no_trace(
        said in prop::collection::vec(prop_oneof![12 => something(), 1 => settings()], 1..60), main in 1_usize..4, meal in prop::option::of(1_usize..3),
    ) {
        let mut diary = Diary::default();
        said.into_iter().for_each(|said| { diary.tell(said); });
        let before = lists(&diary);
        diary.tell(of_plan(1, "MealSelected", selected(99, main, meal)));
        diary.tell(of_plan(1, "MealServingsSet", json!({"selection_id": selection(99), "servings": 7})));
        diary.tell(of_plan(1, "MealRemoved", json!({"selection_id": selection(99)})));
        prop_assert_eq!(before, lists(&diary));
    }

    #[test]
    fn what_is_planned_stays_as_it_was_planned_where_the_household_says_so(
        said in prop::collection::vec(something(), 1..40), changes in prop::collection::vec((1_usize..4, 1_usize..4, 1_u32..99), 1..10),
    ) {
        let mut diary = Diary::default();
        for n in 1..4 {
            let content = json!({"title": "R", "lines": [line("a", n, "1", None)]});
            diary.tell(of_recipe(n, "RecipeCreated", json!({"content": content})));
        }
        diary.tell(setting("recipes_follow", "planned"));
        said.into_iter().for_each(|said| { diary.tell(said); });
        let before = lists(&diary);
        for (n, of, quantity) in changes {
            let changed = json!({"line": line("a", of, &quantity.to_string(), None)});
            diary.tell(of_recipe(n, "IngredientLineChanged", changed));
        }
        prop_assert_eq!(before, lists(&diary));
    }

    #[test]
    fn every_list_adds_up(said in prop::collection::vec(something(), 1..60)) {
        let mut diary = Diary::default();
        said.into_iter().for_each(|said| { diary.tell(said); });
        for item in lists(&diary).into_iter().flat_map(|list| list.items) {
            prop_assert!(item.adds_up(), "{:#?}", item);
        }
    }
}
