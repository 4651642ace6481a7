//! The queries answer what was logged, at every revision.

use chrono::NaiveDate;
use heirloom_events::Event;
use heirloom_events::plan::{MealRemoved, MealSelected, PlanEvent};
use heirloom_events::recipe::{RecipeArchived, RecipeCooked};
use heirloom_events::values::{RecipeId, SelectionId, ShoppingMode, Side};
use heirloom_projections::models::{self, meal_plan, recipe_history, recipes};
use heirloom_projections::target::Model;

use crate::database::{Database, oldest};
use crate::log::{Log, content, event, household};

pub(crate) fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).unwrap()
}

pub(crate) fn selected(name: &str, planned_date: NaiveDate) -> Event {
    Event::Plan(PlanEvent::MealSelected(MealSelected {
        selection_id: SelectionId::derived(name),
        main_recipe_id: RecipeId::derived("Stew"),
        meal_id: None,
        sides: Side::in_slots([None, Some(RecipeId::derived("Bread"))]),
        planned_date,
        shopping_mode: ShoppingMode::All,
    }))
}

/// Whichever revision is the active one: with the oldest version of each projection, or the newest.
async fn queries_answer_what_was_logged(db: Database, shown: &[Model]) {
    let mut log = Log::default();
    let stew = log.recipe(content("Beef  Stew", &["beef", "ale"], &["Brown.", "Pour."]));
    let other = log.recipe(content("beef stew", &[], &[]));
    let first = log.recipe(content("Apple Pie", &[], &[]));
    log.push(other, event(RecipeArchived {}));
    log.push(
        stew,
        event(RecipeCooked {
            cooked_at: "2026-02-03T04:05:06Z".parse().unwrap(),
        }),
    );
    // A meal that goes to another week is in the old week's stream as removed and in the new one's as selected.
    let removed = MealRemoved {
        selection_id: SelectionId::derived("moved"),
    };
    log.push("2026-W02", selected("moved", day(6)));
    log.push("2026-W03", selected("moved", day(12)));
    log.push("2026-W03", selected("stays", day(18)));
    log.push("2026-W02", Event::Plan(PlanEvent::MealRemoved(removed)));
    db.load_into(shown, &log.events).await;
    let (pool, household) = (&db.pool, household());

    let found = recipes::query::by_title(pool, household, " BEEF stew")
        .await
        .unwrap();
    assert_eq!(
        found.iter().map(|recipe| recipe.recipe_id).collect::<Vec<_>>(),
        [stew, other]
    );
    assert_eq!(
        (found[0].version, found[0].times_cooked, found[1].archived),
        (2, 1, true)
    );
    assert_eq!(
        recipes::query::by_id(pool, household, stew)
            .await
            .unwrap()
            .as_ref(),
        Some(&found[0])
    );
    assert_eq!(
        recipes::query::by_id(pool, household, RecipeId::derived("none"))
            .await
            .unwrap(),
        None
    );
    let live = recipes::query::list(pool, household, false).await.unwrap();
    assert_eq!(
        live.iter().map(|recipe| recipe.recipe_id).collect::<Vec<_>>(),
        [first, stew]
    );
    for (typed, wanted) in [("  BEEF s", vec![stew]), ("", vec![first, stew]), ("eef", vec![])] {
        let found = recipes::query::titles(pool, household, typed, 10).await.unwrap();
        let found: Vec<_> = found.into_iter().map(|(id, _)| id).collect();
        assert_eq!(found, wanted, "`{typed}`");
    }
    let found = recipes::query::titles(pool, household, "", 1).await.unwrap();
    assert_eq!(found, [(first, "Apple Pie".to_owned())]);
    let lines = recipes::query::lines(pool, household, stew).await.unwrap();
    assert_eq!(
        lines
            .iter()
            .map(|line| line.line_text.as_str())
            .collect::<Vec<_>>(),
        ["beef", "ale"]
    );
    let steps = recipes::query::steps(pool, household, stew).await.unwrap();
    assert_eq!(steps.iter().map(|step| step.position).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        recipes::query::tags(pool, household, stew).await.unwrap(),
        [""; 0]
    );

    let week = meal_plan::query::between(pool, household, day(6), day(18))
        .await
        .unwrap();
    let week: Vec<_> = week
        .iter()
        .map(|meal| {
            (
                meal.week.as_str(),
                meal.planned_date,
                meal.sides.iter().any(|side| side.slot == 2),
            )
        })
        .collect();
    assert_eq!(week, [("2026-W03", day(12), true), ("2026-W03", day(18), true)]);

    let history = recipe_history::query::of_recipe(pool, household, stew)
        .await
        .unwrap();
    let history: Vec<_> = history
        .iter()
        .map(|v| (v.version, v.position, v.what.as_str()))
        .collect();
    assert_eq!(
        history,
        [
            (1, 1, "created `Beef  Stew` with 2 lines and 2 steps"),
            (2, 5, "cooked on 2026-02-03")
        ]
    );
}

#[tokio::test]
async fn queries_answer_what_was_logged_on_sqlite() {
    for shown in [oldest(), models::newest()] {
        queries_answer_what_was_logged(Database::sqlite().await, &shown).await;
    }
}

#[tokio::test]
async fn queries_answer_what_was_logged_on_postgres() {
    for shown in [oldest(), models::newest()] {
        if let Some(db) = Database::postgres().await {
            queries_answer_what_was_logged(db, &shown).await;
        }
    }
}
