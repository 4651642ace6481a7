//! A household's lists by its events, one case each. Source: domain.md A 3.2, last paragraph.

use heirloom_events::catalogue::*;
use heirloom_events::meal::*;
use heirloom_events::plan::*;
use heirloom_events::recipe::*;
use heirloom_events::shopping::*;
use heirloom_events::values::*;
use heirloom_events::{Event, Parts, StreamType};

use crate::log::*;

const NONE: [WeekId; 0] = [];

#[test]
fn a_selection_without_a_meal_is_what_was_planned_and_one_with_a_meal_follows_it() {
    let mut log = kitchen().with_meal(1, 1, &[]);
    log.select(1, 1, None, &[1, 2]);
    log.select(2, 2, Some(1), &[2]);
    assert_eq!(log.shown(1), ["onion::count: 1 whole", "rice::volume: 1 cup"]);
    assert_eq!(log.shown(2), ["onion::count: 1 whole"]);
    let composed = MealComposed {
        main_recipe_id: id(RecipeId::derived, 2),
        sides: vec![id(RecipeId::derived, 2)],
    };
    assert_eq!(log.meal(1, composed), [week(2)]);
    assert_eq!(log.shown(2), ["rice::volume: 2 cup"]);
}

#[test]
fn each_week_has_a_list_of_its_own_and_only_weeks_that_use_a_recipe_follow_it() {
    let mut log = kitchen();
    assert_eq!(log.select(1, 1, None, &[1]), [week(1)]);
    log.select(2, 2, None, &[2]);
    let change = IngredientLineChanged {
        line: line(1, "3", Some("whole"), Some(1)),
    };
    assert_eq!(log.recipe(1, change), [week(1)]);
    assert_eq!(log.shown(1), ["onion::count: 3 whole"]);
    assert_eq!(log.household.weeks().count(), 2);
    assert!(log.household.list(week(3)).is_none());
}

#[test]
fn a_completed_entry_no_longer_follows_and_a_reopened_one_does() {
    let mut log = kitchen();
    log.select(1, 1, None, &[1]);
    let selection_id = id(SelectionId::derived, 1);
    let completed_at = Default::default();
    assert_eq!(
        log.plan(
            1,
            MealCompleted {
                selection_id,
                completed_at
            }
        ),
        [week(1)]
    );
    assert!(log.shown(1).is_empty());
    let change = || IngredientLineChanged {
        line: line(1, "3", Some("whole"), Some(1)),
    };
    assert_eq!(log.recipe(1, change()), NONE);
    log.plan(1, MealReopened { selection_id });
    assert_eq!(log.shown(1), ["onion::count: 3 whole"]);
    log.plan(1, MealCleared { selection_id });
    assert!(log.shown(1).is_empty());
}

#[test]
fn days_places_servings_diets_and_new_names_leave_the_list_as_it_is() {
    let mut log = kitchen();
    log.select(1, 1, None, &[1]);
    log.select(1, 2, None, &[2]);
    let before = log.shown(1);
    let selection_id = id(SelectionId::derived, 1);
    let planned_date = Default::default();
    let order = vec![id(SelectionId::derived, 2), selection_id];
    let servings = Some(8);
    assert_eq!(
        log.plan(
            1,
            MealMoved {
                selection_id,
                planned_date
            }
        ),
        NONE
    );
    assert_eq!(log.plan(1, PlanReordered { order }), NONE);
    assert_eq!(
        log.plan(
            1,
            MealServingsSet {
                selection_id,
                servings
            }
        ),
        NONE
    );
    assert_eq!(log.plan(1, DietaryConstraintsSet { diets: None }), NONE);
    let renamed = IngredientRenamed {
        ingredient_id: id(IngredientId::derived, 1),
        name: "Shallot".to_owned(),
    };
    assert_eq!(log.catalogue(renamed), NONE);
    assert_eq!(log.shown(1), before);
    assert_eq!(log.say(1, ListSynchronised {}), [week(1)]);
    assert_eq!(log.shown(1), ["rice::volume: 1 cup", "shallot::count: 1 whole"]);
}

#[test]
fn an_archived_recipe_takes_its_contributions_and_entries_with_it_and_comes_back_with_the_next_synchronisation()
 {
    let mut log = kitchen();
    log.select(1, 1, None, &[1, 2]);
    log.select(1, 2, None, &[2, 1]);
    let parts = |log: &Log| -> Vec<usize> {
        let list = log.household.list(week(1)).unwrap();
        list.items().iter().map(|item| item.contributions.len()).collect()
    };
    assert_eq!(parts(&log), [2, 2]);
    assert_eq!(log.recipe(1, RecipeArchived {}), [week(1)]);
    assert_eq!(log.shown(1), ["onion::count: 2 whole", "rice::volume: 2 cup"]);
    assert_eq!(parts(&log), [0, 1]);
    assert_eq!(log.recipe(1, RecipeRestored {}), NONE);
    assert_eq!(parts(&log), [0, 1]);
    log.recipe(1, RecipeArchived {});
    log.say(1, ListSynchronised {});
    assert_eq!(log.shown(1), ["rice::volume: 1 cup"]);
    log.recipe(1, RecipeRestored {});
    log.say(1, ListSynchronised {});
    assert_eq!(log.shown(1), ["rice::volume: 2 cup", "onion::count: 2 whole"]);
}

#[test]
fn an_archived_meal_takes_the_contributions_of_its_entries() {
    let mut log = kitchen().with_meal(1, 1, &[]);
    log.select(1, 1, Some(1), &[1]);
    log.select(1, 2, None, &[1]);
    assert_eq!(log.meal(1, MealArchived {}), [week(1)]);
    let list = log.household.list(week(1)).unwrap().into_owned();
    assert_eq!(
        (log.shown(1), list.items()[0].contributions.len()),
        (vec!["onion::count: 2 whole".to_owned()], 1)
    );
    log.say(1, ListSynchronised {});
    assert_eq!(log.shown(1), ["onion::count: 1 whole"]);
}

#[test]
fn rows_stand_in_the_order_of_their_ingredients_and_recipes_in_that_of_their_making() {
    let mut log = Log::default();
    log.ingredient(2, "Basil", Some("spices"));
    log.ingredient(1, "basil ", Some("produce"));
    let lines = vec![
        line(3, "1", None, None),
        line(1, "1", Some("tsp"), Some(1)),
        line(2, "1", Some("cup"), Some(2)),
    ];
    let mut log = log
        .with_recipe(1, vec![line(4, "1", Some("tbs"), Some(1))])
        .with_recipe(2, lines);
    log.select(1, 1, None, &[2, 1]);
    assert_eq!(log.shown(1), ["basil::volume: 17.375 Tbs", "one onion::count: 1"]);
    log.select(2, 2, None, &[2]);
    assert_eq!(log.shown(2), ["basil::volume: 1.25 cup", "one onion::count: 1"]);
    let list = log.household.list(week(2)).unwrap();
    let categories: Vec<_> = list.items().iter().map(|item| item.category.as_deref()).collect();
    assert_eq!(categories, [Some("spices"), None]);
}

#[test]
fn a_merged_ingredient_goes_by_its_own_name_and_a_removed_one_not_at_all() {
    let mut log = kitchen();
    log.catalogue(IngredientDuplicateDefined {
        ingredient_id: id(IngredientId::derived, 3),
        duplicate_of: id(IngredientId::derived, 2),
        name: "RICE, long".to_owned(),
        category: None,
    });
    log = log.with_recipe(
        3,
        vec![
            line(5, "1/3", Some("cup"), Some(3)),
            line(6, "1-2", Some("whole"), Some(1)),
        ],
    );
    log.select(1, 1, None, &[3]);
    assert_eq!(
        log.shown(1),
        ["onion::count: 1 whole", "rice, long::volume: 0.5 cup"]
    );
    let ingredient_id = id(IngredientId::derived, 1);
    assert_eq!(log.catalogue(IngredientRemoved { ingredient_id }), NONE);
    log.say(1, ListSynchronised {});
    assert_eq!(log.shown(1), ["rice, long::volume: 0.5 cup"]);
}

#[test]
fn a_household_rule_takes_part_from_the_next_synchronisation_on() {
    let mut log = kitchen();
    log.select(1, 1, None, &[2]);
    let set = UnitRuleSet {
        rule_id: id(RuleId::derived, 1),
        ingredient_name: "rice".to_owned(),
        from_unit: "cup".to_owned(),
        to_unit: "bag".to_owned(),
        factor: "4".parse().unwrap(),
        round_up: false,
    };
    assert_eq!(log.catalogue(set), NONE);
    assert_eq!(log.shown(1), ["rice::volume: 1 cup"]);
    log.say(1, ListSynchronised {});
    assert_eq!(log.shown(1), ["rice::volume: 0.25 bag"]);
}

#[test]
fn events_of_one_command_to_one_stream_are_one_synchronisation() {
    for (together, have) in [(true, true), (false, false)] {
        let mut log = kitchen();
        log.select(1, 1, None, &[1]);
        let tick = ItemTicked {
            key: "onion::count".to_owned(),
            algorithm: 1,
            quantity: None,
            unit: None,
        };
        log.say(1, tick);
        log.command = together.then(CommandId::new);
        let line_id = id(LineId::derived, 1);
        assert_eq!(log.recipe(1, IngredientLineRemoved { line_id }), [week(1)]);
        assert!(log.shown(1).is_empty(), "asked in between, the onion is gone");
        let line = line(9, "1", Some("whole"), Some(1));
        assert_eq!(
            log.recipe(1, IngredientLineAdded { line, after: None }),
            [week(1)]
        );
        let list = log.household.list(week(1)).unwrap().into_owned();
        assert_eq!(
            (log.shown(1), list.items()[0].have),
            (vec!["onion::count: 1 whole".to_owned()], have)
        );
        // what comes next finds it done
        log.command = None;
        log.catalogue(IngredientRemoved {
            ingredient_id: id(IngredientId::derived, 1),
        });
        assert_eq!(log.household.list(week(1)).unwrap().into_owned(), list);
    }
}

#[test]
fn several_events_in_one_place_touch_all_that_their_stream_has_to_do_with() {
    let mut log = kitchen().with_meal(1, 1, &[]);
    log.select(1, 1, Some(1), &[1]);
    log.meal(1, MealArchived {});
    let composed = MealComposed {
        main_recipe_id: id(RecipeId::derived, 2),
        sides: Vec::new(),
    };
    let events: [Event; 2] = [
        MealEvent::from(MealRestored {}).into(),
        MealEvent::from(composed).into(),
    ];
    let parts: Parts<Event> = events.into_iter().collect();
    let both = log.recorded(StreamType::Meal, id(MealId::derived, 1), parts);
    assert_eq!(log.household.touches(&both), [week(1)]);
    log.household.apply(&both);
    assert_eq!(log.shown(1), ["rice::volume: 1 cup"]);
}

#[test]
fn a_stream_whose_id_is_none_changes_nothing() {
    let mut log = kitchen();
    let touched = log.take(
        StreamType::Shopping,
        "no week",
        ShoppingEvent::from(ListSynchronised {}),
    );
    assert_eq!((touched, log.household.weeks().count()), (Vec::new(), 0));
}
