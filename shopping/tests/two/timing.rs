//! How long a list takes; run with `cargo test --release -p heirloom-shopping --test two -- --ignored --nocapture`.

use std::time::Instant;

use crate::diary::{
    Diary, ingredient, line as noted, of_catalogue, of_plan, of_recipe, recipe, selected, selection,
};
use crate::kitchen::*;
use serde_json::json;

#[test]
#[ignore = "prints a time, asserts nothing that depends on the machine"]
fn a_week_of_two_hundred_recipes() {
    let units = ["g", "cup", "", "tbsp", "can", "pinch"];
    let mut kitchen = Kitchen::us();
    for recipe in 0..200_usize {
        let lines = (0..10).map(|n| {
            let food = (recipe * 7 + n * 13) % 300;
            line(
                &format!("{}/3", n + 1),
                units[(recipe + n) % units.len()],
                &format!("food{food}"),
            )
        });
        kitchen.plan(
            &recipe.to_string(),
            vec![dish(&format!("Dish {recipe}"), lines.collect())],
            Some(6),
        );
    }
    for food in 0..300 {
        kitchen = kitchen.density(&format!("food{food}"), None, "0.6").portion(
            &format!("food{food}"),
            "",
            "80",
            "g",
        );
    }
    let mut times: Vec<_> = (0..50)
        .map(|_| {
            let begun = Instant::now();
            let list = kitchen.list();
            assert!(!list.items.is_empty());
            begun.elapsed()
        })
        .collect();
    times.sort();
    println!(
        "200 recipes × 10 lines, 300 foods: median {:?}, worst {:?}",
        times[25], times[49]
    );
}

#[test]
#[ignore = "prints a time, asserts nothing that depends on the machine"]
fn twenty_years_of_plans() {
    let mut diary = Diary::default();
    for n in 0..300 {
        let defined = json!({"ingredient_id": ingredient(n), "name": format!("food {n}")});
        diary.tell(of_catalogue("IngredientDefined", defined));
    }
    for n in 0..500_usize {
        let lines: Vec<_> = (0..10)
            .map(|l| noted(&format!("{n}/{l}"), (n * 7 + l) % 300, "2", Some("cup")))
            .collect();
        diary.tell(of_recipe(
            n,
            "RecipeCreated",
            json!({"content": {"title": "R", "servings": 4, "lines": lines}}),
        ));
    }
    let planned: Vec<_> = (0..1040 * 7)
        .map(|n| of_plan(n / 7, "MealSelected", selected(n, (n * 13) % 500, None)))
        .collect();
    let planned: Vec<_> = planned.iter().map(|said| diary.recorded(said)).collect();
    let begun = Instant::now();
    planned.iter().for_each(|event| diary.household.apply(event));
    println!("20 years planned: {:?}", begun.elapsed());
    let begun = Instant::now();
    let items: usize = diary
        .household
        .weeks()
        .map(|week| diary.household.list(week).map_or(0, |list| list.items.len()))
        .sum();
    println!(
        "all {} lists, {items} items: {:?}",
        diary.household.weeks().count(),
        begun.elapsed()
    );
    for n in 0..1030 * 7 {
        let completed = json!({"selection_id": selection(n), "completed_at": "2026-11-23T18:00:00Z"});
        diary.tell(of_plan(n / 7, "MealCompleted", completed));
    }
    let changed = of_recipe(
        3,
        "IngredientLineChanged",
        json!({"line": noted("3/1", 5, "3", Some("g"))}),
    );
    let density = of_catalogue(
        "DensitySet",
        json!({"ingredient_id": ingredient(5), "grams_per_ml": "1/2"}),
    );
    for said in [changed, density] {
        let event = diary.recorded(&said);
        let begun = Instant::now();
        let touched = diary.household.touches(&event).len();
        println!(
            "{} of {} touches {touched} weeks: {:?}",
            said.1,
            recipe(3),
            begun.elapsed()
        );
    }
}
