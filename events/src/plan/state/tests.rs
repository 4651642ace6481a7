use super::*;
use crate::values::DietTag;

fn id(name: &str) -> SelectionId {
    SelectionId::derived(name)
}

fn selected(name: &str) -> PlanEvent {
    MealSelected {
        selection_id: id(name),
        meal_id: None,
        main_recipe_id: RecipeId::derived(name),
        sides: Side::in_slots([None, Some(RecipeId::derived("bread"))]),
        planned_date: "2026-03-04".parse().unwrap(),
        shopping_mode: ShoppingMode::All,
    }
    .into()
}

fn week(events: impl IntoIterator<Item = PlanEvent>) -> WeekPlan {
    let mut week = WeekPlan::default();
    events.into_iter().for_each(|event| week.apply(event));
    week
}

fn three() -> WeekPlan {
    week(["soup", "stew", "tart"].map(selected))
}

fn order(week: &WeekPlan) -> Vec<SelectionId> {
    week.in_order().into_iter().map(|(id, _)| id).collect()
}

fn completed(name: &str) -> PlanEvent {
    let completed_at = "2026-03-04T18:00:00Z".parse().unwrap();
    let selection_id = id(name);
    MealCompleted {
        selection_id,
        completed_at,
    }
    .into()
}

#[test]
fn meals_stand_in_the_order_in_which_they_were_selected() {
    assert_eq!(order(&three()), ["soup", "stew", "tart"].map(id));
}

#[test]
fn a_new_meal_comes_behind_the_highest_place_of_the_week() {
    let mut week = three();
    week.apply(
        MealRemoved {
            selection_id: id("soup"),
        }
        .into(),
    );
    week.apply(selected("curry"));
    assert_eq!(week.selections[&id("curry")].position, 3);
}

#[test]
fn those_named_in_an_order_come_first_and_the_others_keep_their_places() {
    let mut week = three();
    let named = ["tart", "unheard of", "soup"].map(id).to_vec();
    week.apply(PlanReordered { order: named }.into());
    let places: Vec<u32> = ["tart", "soup", "stew"]
        .map(|name| week.selections[&id(name)].position)
        .into();
    assert_eq!(places, [0, 1, 1]);
}

#[test]
fn a_meal_is_completed_and_open_again() {
    let mut week = week([selected("soup"), completed("soup")]);
    assert!(!week.selections[&id("soup")].is_open());
    week.apply(
        MealReopened {
            selection_id: id("soup"),
        }
        .into(),
    );
    assert!(week.selections[&id("soup")].is_open());
}

#[test]
fn a_cleared_meal_is_kept_but_not_open() {
    let cleared = MealCleared {
        selection_id: id("soup"),
    };
    let week = week([selected("soup"), completed("soup"), cleared.into()]);
    let soup = &week.selections[&id("soup")];
    assert!(soup.cleared && soup.completed_at.is_some() && !soup.is_open());
}

#[test]
fn selected_again_a_meal_is_open_in_its_place() {
    let mut week = three();
    week.apply(completed("stew"));
    week.apply(
        MealCleared {
            selection_id: id("stew"),
        }
        .into(),
    );
    week.apply(selected("stew"));
    assert_eq!(week, three());
}

#[test]
fn servings_mode_and_day_are_set_one_by_one() {
    let selection_id = id("soup");
    let week = week([
        selected("soup"),
        MealServingsSet {
            selection_id,
            servings: Some(6),
        }
        .into(),
        MealShoppingSet {
            selection_id,
            shopping_mode: ShoppingMode::ProduceOnly,
        }
        .into(),
        MealMoved {
            selection_id,
            planned_date: "2026-03-06".parse().unwrap(),
        }
        .into(),
    ]);
    let soup = &week.selections[&selection_id];
    assert_eq!(
        (soup.servings, soup.shopping_mode),
        (Some(6), ShoppingMode::ProduceOnly)
    );
    assert_eq!(soup.planned_date.to_string(), "2026-03-06");
}

#[test]
fn the_diets_of_a_week_are_set_and_taken_away() {
    let diets = Some(DietSet::of([DietTag::Vegan]));
    let mut week = week([DietaryConstraintsSet { diets: diets.clone() }.into()]);
    assert_eq!(week.diets, diets);
    week.apply(DietaryConstraintsSet { diets: None }.into());
    assert_eq!(week, WeekPlan::default());
}

#[test]
fn what_is_said_of_a_meal_that_is_not_there_changes_nothing() {
    let selection_id = id("unheard of");
    let mut week = three();
    week.apply(completed("unheard of"));
    week.apply(MealCleared { selection_id }.into());
    week.apply(
        MealServingsSet {
            selection_id,
            servings: Some(2),
        }
        .into(),
    );
    assert_eq!(week, three());
}
