use super::*;
use crate::commands::plan::testing::*;
use heirloom_events::plan::{MealCleared, MealSelected, MealServingsSet};

#[test]
fn a_meal_is_selected_with_gaps_between_its_sides() {
    let command = SelectMeal {
        side_recipe_3: Some(recipe("salad")),
        ..tart_on("2026-03-04")
    };
    let event = MealSelected {
        sides: Side::in_slots([None, None, Some(recipe("salad"))]),
        ..selected_tart("2026-03-04")
    };
    check([], command.clone(), Ok(vec![event.clone().into()]));
    check([event.into()], command, Ok(vec![]));
}

#[test]
fn sides_in_a_list_stand_without_gaps_and_may_come_twice() {
    let sides = vec![recipe("salad"), recipe("salad")];
    let command = SelectMeal {
        sides: Some(sides.clone()),
        ..tart_on("2026-03-04")
    };
    let event = MealSelected {
        sides: Side::in_order(sides),
        ..selected_tart("2026-03-04")
    };
    check([], command, Ok(vec![event.into()]));
}

#[test]
fn a_meal_brings_its_dishes_with_it() {
    let command = SelectMeal {
        selection_id: tart_selection(),
        ..SelectMeal::of_meal(supper(), day("2026-03-04"))
    };
    let event = MealSelected {
        meal_id: Some(supper()),
        sides: Side::in_order([recipe("salad")]),
        ..selected_tart("2026-03-04")
    };
    check([], command.clone(), Ok(vec![event.clone().into()]));
    check([event.into()], command, Ok(vec![]));
}

#[test]
fn unknown_and_archived_meals_are_refused() {
    let of = |name| SelectMeal::of_meal(meal(name), day("2026-03-04"));
    check([], of("unheard of"), Err("there is no meal"));
    check([], of("archived"), Err("is archived and takes no edits"));
}

#[test]
fn servings_are_an_event_of_their_own() {
    let command = SelectMeal {
        servings: Some(6),
        ..tart_on("2026-03-04")
    };
    let servings = MealServingsSet {
        selection_id: tart_selection(),
        servings: Some(6),
    };
    let expected = vec![selected_tart("2026-03-04").into(), servings.into()];
    check([], command.clone(), Ok(expected.clone()));
    check(expected, command, Ok(vec![]));
    let none = SelectMeal {
        servings: Some(0),
        ..tart_on("2026-03-04")
    };
    check([], none, Err("servings is not valid: 0 is out of bounds"));
}

#[test]
fn a_thing_is_said_one_way() {
    let both = SelectMeal {
        sides: Some(vec![]),
        side_recipe_1: Some(recipe("salad")),
        ..tart_on("2026-03-04")
    };
    check([], both, Err("give one of the two"));
    let both = SelectMeal {
        shopping_mode: Some(ShoppingMode::ProduceOnly),
        exclude_from_shopping: true,
        ..tart_on("2026-03-04")
    };
    check([], both, Err("contradict each other; give one"));
    let neither = SelectMeal {
        main_recipe_id: None,
        ..tart_on("2026-03-04")
    };
    check([], neither, Err("no `meal_id` either"));
}

#[test]
fn unknown_and_archived_dishes_are_refused() {
    let with_side = |name| SelectMeal {
        side_recipe_2: Some(recipe(name)),
        ..tart_on("2026-03-04")
    };
    check([], with_side("unheard of"), Err("there is no recipe"));
    check([], with_side("archived"), Err("is archived"));
}

#[test]
fn an_id_stands_for_one_meal() {
    let given = [selected_tart("2026-03-05").into()];
    check(
        given,
        tart_on("2026-03-04"),
        Err("exists already; move or remove that one"),
    );
}

#[test]
fn a_week_holds_two_hundred_meals_and_those_that_were_cleared_besides() {
    let id = |n: u32| SelectionId::derived(&n.to_string());
    let select = |n| MealSelected {
        selection_id: id(n),
        ..selected_tart("2026-03-04")
    };
    let mut given: Vec<PlanEvent> = (0..200).map(|n| select(n).into()).collect();
    check(
        given.clone(),
        tart_on("2026-03-04"),
        Err("it has 201 entries; at most 200"),
    );
    given.push(MealCleared { selection_id: id(7) }.into());
    check(
        given,
        tart_on("2026-03-04"),
        Ok(vec![selected_tart("2026-03-04").into()]),
    );
}

#[test]
fn a_day_that_no_calendar_shows_is_refused() {
    check([], tart_on("+262142-01-01"), Err("planned_date is not valid"));
}
