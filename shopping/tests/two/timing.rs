//! How long a list takes; run with `cargo test --release -p heirloom-shopping --test two -- --ignored --nocapture`.

use std::time::Instant;

use crate::kitchen::*;

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
