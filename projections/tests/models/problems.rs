//! Weeks of which the list has something to tell: meals for so many, of recipes that do not say how many they
//! serve.

use heirloom_events::Event;
use heirloom_events::plan::{MealSelected, MealServingsSet, PlanEvent};
use heirloom_events::recipe::RecipeServingsSet;
use heirloom_events::values::{RecipeId, SelectionId, ShoppingMode, Side, WeekId};

use crate::log::{Log, content, event};

fn planned(log: &mut Log, week: WeekId, main_recipe_id: RecipeId, side: RecipeId, servings: Option<u32>) {
    let selection_id = SelectionId::derived(&week.to_string());
    let selected = MealSelected {
        selection_id,
        meal_id: None,
        main_recipe_id,
        sides: Side::in_slots([Some(side)]),
        planned_date: "2026-01-05".parse().unwrap(),
        shopping_mode: ShoppingMode::All,
    };
    log.push(week, Event::from(PlanEvent::from(selected)));
    let set = MealServingsSet {
        selection_id,
        servings,
    };
    log.push(week, Event::from(PlanEvent::from(set)));
}

/// Three weeks with the same meal: for nobody in particular, for six, for eight; and a recipe that says it later.
pub(crate) fn a_week_with_problems() -> Log {
    let mut log = Log::default();
    let stew = log.recipe(content("Stew", &["2 leeks", "salt"], &[]));
    let rice = log.recipe(content("Rice", &["100 g rice"], &[]));
    let later = log.recipe(content("Bread", &["flour"], &[]));
    for (week, side, servings) in [
        ("first", rice, None),
        ("second", rice, Some(6)),
        ("third", later, Some(8)),
    ] {
        planned(&mut log, WeekId::derived(week), stew, side, servings);
    }
    let said = RecipeServingsSet {
        servings: Some(4),
        yield_text: None,
    };
    log.push(later, event(said));
    log
}
