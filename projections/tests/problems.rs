//! What is wrong with the recipes of a list is told as long as it is so, live and rebuilt; and rows that somebody
//! took away are named and mended.

mod support;

use heirloom_events::plan::{MealSelected, MealServingsSet, PlanEvent};
use heirloom_events::recipe::{RecipeRenamed, RecipeServingsSet};
use heirloom_events::values::{SelectionId, ShoppingMode, Side, WeekId};
use heirloom_events::{Event, Recorded, StreamKey, StreamType};
use heirloom_projections::Dialect;
use heirloom_projections::rebuild::progress::Stop;
use support::House;
use support::events::{created, of_recipe, recipe_id};

fn of_plan(event: impl Into<PlanEvent>) -> Recorded {
    let mut recorded = created(0, 0, "", 0);
    recorded.stream = StreamKey::new(StreamType::Plan, WeekId::derived("a week"));
    recorded.events = Event::from(event.into()).into();
    recorded
}

fn for_so_many(servings: Option<u32>) -> Recorded {
    let selection_id = SelectionId::derived("supper");
    of_plan(MealServingsSet {
        selection_id,
        servings,
    })
}

fn serves(recipe: u16, servings: Option<u32>) -> Recorded {
    let yield_text = None;
    of_recipe(0, recipe, RecipeServingsSet { servings, yield_text })
}

/// One supper of three recipes, none of which says how many it serves.
async fn furnish(house: &House) {
    let titles = ["Leek tart", "Plum cake", "Soup"];
    let recipes = (1..).zip(titles).map(|(n, title)| created(0, n, title, 1));
    house.log.append(recipes);
    house.log.append([of_plan(MealSelected {
        selection_id: SelectionId::derived("supper"),
        meal_id: None,
        main_recipe_id: recipe_id(0, 1),
        sides: Side::in_slots([Some(recipe_id(0, 2)), Some(recipe_id(0, 3))]),
        planned_date: "2026-01-05".parse().unwrap(),
        shopping_mode: ShoppingMode::All,
    })]);
    house.engine.init(&(), &Stop::default()).await.unwrap();
}

/// The titles that problems of the list name, with their kinds, in their order by title.
async fn told(house: &House) -> Vec<String> {
    house.engine.feeder().feed_all_until_caught_up().await.unwrap();
    assert_eq!(house.verified().await, Vec::<String>::new());
    let sql = format!(
        "SELECT kind || ' ' || text FROM {} ORDER BY text",
        house.database.view("shopping_problems")
    );
    let told = house.database.texts(&sql).await;
    told.iter()
        .map(|line| line.split(" is planned for ").next().unwrap().to_owned())
        .collect()
}

on_both!(
    a_problem_is_told_until_the_recipe_says_how_many_it_serves,
    |house| {
        furnish(&house).await;
        let (tart, cake, soup) = (
            "no_servings `Leek tart`",
            "no_servings `Plum cake`",
            "no_servings `Soup`",
        );
        for (event, expected) in [
            (for_so_many(None), vec![]),
            (for_so_many(Some(6)), vec![tart, cake, soup]),
            (serves(2, Some(4)), vec![tart, soup]),
            (
                of_recipe(
                    0,
                    1,
                    RecipeRenamed {
                        title: "Quiche".into(),
                    },
                ),
                vec!["no_servings `Quiche`", soup],
            ),
            (serves(1, Some(6)), vec![soup]),
            (serves(2, None), vec![cake, soup]),
            (for_so_many(None), vec![]),
            (for_so_many(Some(2)), vec![cake, soup]),
        ] {
            house.log.append([event]);
            assert_eq!(told(&house).await, expected);
            let live = house.digests().await;
            house.rebuild().await.unwrap();
            assert_eq!(
                house.digests().await,
                live,
                "rebuilt tables do not equal live ones"
            );
        }
    }
);

on_both!(a_problem_that_is_missing_is_named_by_s8_4_and_mended, |house| {
    furnish(&house).await;
    house.log.append([for_so_many(Some(6))]);
    let before = told(&house).await;
    let table = match house.database.dialect() {
        Dialect::Postgres => "shopping_v3_g1.shopping_problems",
        Dialect::Sqlite => "shopping_v3_g1__shopping_problems",
    };
    for (damage, parts) in [
        (
            format!("DELETE FROM {table} WHERE position = 1"),
            &["1 of 3 problems of the list are gone", "is missing"][..],
        ),
        (format!("DELETE FROM {table} WHERE position = 2"), &["is missing"]),
        (
            format!("UPDATE {table} SET kind = 'cycle' WHERE position = 0"),
            &["`kind` is `cycle`, should be `no_servings`"],
        ),
    ] {
        house.database.execute(&damage).await;
        let failed = house.verified().await;
        for part in parts {
            let names = |line: &&String| line.starts_with("S8.4 ") && line.contains(part);
            assert_eq!(failed.iter().filter(names).count(), 1, "`{part}` in {failed:#?}");
        }
        let stop = Stop::default();
        house.engine.repair(&[], false, &(), &stop).await.unwrap();
        assert_eq!(told(&house).await, before);
    }
});
