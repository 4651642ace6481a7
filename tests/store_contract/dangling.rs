//! S8.3: a plan or a meal with a recipe that nobody ever wrote down is found in the log; one that was put away
//! stays known.

use heirloom::audit::check_log;
use heirloom::events::values::{CommandId, HouseholdId, MealId, RecipeId, SelectionId, ShoppingMode, Side};
use heirloom::events::{Event, StreamKey, StreamType};
use heirloom::store::Append;
use heirloom::testing::{ThrowawayLog, create_recipe, household, recipe_stream, stream_append};
use heirloom_events::meal::{MealComposed, MealEvent};
use heirloom_events::plan::{MealSelected, PlanEvent};
use heirloom_events::recipe::{RecipeArchived, RecipeEvent};

heirloom::on_each_database!(a_recipe_that_is_planned_and_was_never_written_down_is_found);

fn append(household: HouseholdId, stream: StreamKey, version: u64, event: Event) -> Append {
    Append {
        household,
        command_id: CommandId::new(),
        streams: vec![stream_append(stream, version, vec![event])],
    }
}

fn selected(main_recipe_id: RecipeId, sides: &[RecipeId]) -> Event {
    PlanEvent::from(MealSelected {
        selection_id: SelectionId::new(),
        // Nobody ever put that meal together: what was planned counts.
        meal_id: Some(MealId::derived("gone")),
        main_recipe_id,
        sides: Side::in_order(sides.iter().copied()),
        planned_date: "2026-02-03".parse().unwrap(),
        shopping_mode: ShoppingMode::All,
    })
    .into()
}

async fn a_recipe_that_is_planned_and_was_never_written_down_is_found(place: ThrowawayLog) {
    let (log, soup) = (place.log(), RecipeId::derived("soup"));
    let [bread, salad] = ["bread", "salad"].map(RecipeId::derived);
    let week = || StreamKey::new(StreamType::Plan, "2026-W06");
    let archived = RecipeEvent::from(RecipeArchived {}).into();
    let composed = MealEvent::from(MealComposed {
        main_recipe_id: soup,
        sides: vec![salad],
    });
    let supper = StreamKey::new(StreamType::Meal, MealId::derived("supper"));
    for append in [
        create_recipe(household(1), soup, "Soup"),
        append(household(1), recipe_stream(soup), 1, archived),
        append(household(1), week(), 0, selected(soup, &[])),
    ] {
        log.append(append).await.unwrap();
    }
    let report = check_log(&log).await.unwrap();
    assert!(report.ok(), "{report:?}");
    // The soup of one household is none of another.
    for append in [
        append(household(1), week(), 1, selected(soup, &[bread])),
        append(household(1), supper, 0, composed.into()),
        append(household(2), week(), 0, selected(soup, &[])),
    ] {
        log.append(append).await.unwrap();
    }
    let report = check_log(&log).await.unwrap();
    assert!(!report.ok() && report.is_dense_and_readable());
    assert_eq!(report.dangling_count, 3, "{report:?}");
    let told = |household, recipe: RecipeId, who: &str| {
        let start = format!("household {household}: {who}");
        let line = report.dangling.iter().find(|line| line.starts_with(&start));
        line.is_some_and(|line| line.contains(&recipe.to_string()))
    };
    let (one, other) = (household(1), household(2));
    let plan = "the plan of 2026-W06 at position";
    assert!(
        told(one, bread, plan) && told(one, salad, "meal ") && told(other, soup, plan),
        "{report:?}"
    );
}
