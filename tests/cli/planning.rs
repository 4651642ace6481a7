//! Planning a week.

use heirloom::testing::ThrowawayLog;

use crate::kitchen::{Kitchen, steady};

/// What is typed in a week, without an id.
const A_WEEK: [&str; 43] = [
    "meal list",
    "meal new Sunday|roast --main rinderrouladen --side rotkohl --side apfelkuchen --tag Feast --tag feast",
    "recipe restore rinderrouladen",
    "meal new Sunday|roast --main rinderrouladen --side rotkohl --side apfelkuchen --tag Feast --tag feast",
    "meal show Sunday|roast",
    "meal new Leftovers --main rotkohl --transient",
    "meal list",
    "plan add sunday|ROAST 2025-12-28 --servings 6",
    "plan add apfelkuchen 2025-12-27 --side rotkohl --side rotkohl --mode produce_only",
    "plan add rotkohl 2025-12-27",
    "plan add Leftovers 2025-12-29",
    "plan add nothing 2025-12-29",
    "plan add rotkohl 2025-02-30",
    "plan add rotkohl 9999-12-31",
    "meal list",
    "plan 2025-W52",
    "plan diet 2025-W52 vegan-ish,|gluten|free",
    "plan reorder 2025-W52 rotkohl apfelkuchen",
    "plan reorder 2025-W52 rotkohl apfelkuchen",
    "plan complete Sunday --week 2025-W52 --at 2025-12-28T12:30:00Z",
    "plan complete Sunday --week 2025-W52",
    "plan servings apfelkuchen none --week 2025-W52",
    "plan servings apfelkuchen 12 --week 2025-W52",
    "plan mode apfelkuchen none --week 2025-W52",
    "plan move rotkohl 2025-12-30 --week 2025-W52",
    "plan show 2025-W52",
    "plan show 2026-W01",
    "plan clear-week 2025-W52 --completed",
    "plan 2025-W52",
    "plan 2025-W52 --all",
    "plan servings Sunday 3 --week 2025-W52",
    "plan show 2025-W52@3",
    "plan show 2025-W52 @99",
    "plan show 2025-W52 @2024-06-01",
    "plan reopen Leftovers --week 2026-W01",
    "plan remove Leftovers --week 2026-W01",
    "meal list",
    "meal list --all",
    "meal rename Leftovers Monday",
    "meal save Monday",
    "meal compose Monday --main apfelkuchen",
    "meal archive Monday",
    "meal show Monday@1",
];

/// `|` stands for a blank inside a word.
fn words(line: &str) -> Vec<String> {
    line.split(' ').map(|word| word.replace('|', " ")).collect()
}

fn typed(kitchen: &mut Kitchen, line: &str) {
    let words = words(line);
    kitchen.typed(&words.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_week_is_planned_cooked_and_cleared() {
    let mut kitchen = Kitchen::stocked();
    for line in A_WEEK {
        typed(&mut kitchen, line);
    }
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn weeks_that_no_calendar_has_are_told_with_what_would_do() {
    let mut kitchen = Kitchen::stocked();
    for line in [
        "plan 2026-W54",
        "plan 2025-W53",
        "plan 3000-W01",
        "plan 99999999999-W01",
        "plan next-week",
        "plan 2026-W05 @someday",
        "plan 2026-W05 clear-week 2026-W05",
        "plan move rotkohl 2026-02-03 --week 2026-W06",
        "plan mode rotkohl some",
        "meal show nothing",
    ] {
        typed(&mut kitchen, line);
    }
    insta::assert_snapshot!(kitchen.transcript());
    for line in ["plan 2026-W54", "plan 3000-W01", "plan 2026-W05 @someday"] {
        assert_eq!(
            kitchen.run(&line.split(' ').collect::<Vec<_>>()).code,
            2,
            "`{line}`"
        );
    }
}

#[test]
fn programs_get_a_week_and_a_meal_as_json() {
    let mut kitchen = Kitchen::stocked();
    typed(
        &mut kitchen,
        "meal new Supper --main rotkohl --side tiramisu --tag quick",
    );
    typed(&mut kitchen, "plan add Supper 2025-12-24 --servings 3");
    typed(&mut kitchen, "plan add rotkohl 2025-12-23 --mode none");
    typed(
        &mut kitchen,
        "plan complete Supper --week 2025-W52 --at 2025-12-24T19:00:00Z",
    );
    kitchen.typed_json(&["plan", "2025-W52"]);
    kitchen.typed_json(&["plan", "show", "2025-W52@1"]);
    kitchen.typed_json(&["meal", "show", "Supper"]);
    kitchen.typed_json(&["meal", "list"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn an_id_and_the_beginning_of_one_name_a_planned_meal() {
    let kitchen = Kitchen::stocked();
    for day in ["2025-12-22", "2025-12-23"] {
        kitchen.json(&["plan", "add", "rotkohl", day]);
    }
    let week = kitchen.json(&["plan", "2025-W52"]);
    let id = week["selections"][1]["selection_id"].as_str().unwrap().to_owned();
    let several = kitchen.run(&["plan", "clear", "rotkohl", "--week", "2025-W52"]);
    assert_eq!(several.code, 2);
    assert!(several.stderr.contains(&id), "{}", several.stderr);
    let prefix = &id[..35];
    let sent = kitchen.json(&["plan", "servings", prefix, "4", "--week", "2025-W52"]);
    assert_eq!(
        (&sent["selection_id"], &sent["events"]),
        (&id.as_str().into(), &1.into())
    );
    let elsewhere = kitchen.run(&["plan", "clear", "rotkohl"]);
    assert_eq!(elsewhere.code, 2);
    assert!(
        elsewhere.stderr.contains("name its week with `--week`"),
        "{}",
        elsewhere.stderr
    );
    // A whole id needs no week.
    let moved = kitchen.json(&["plan", "move", &id, "2026-01-02"]);
    assert_eq!(moved["events"], 3);
}

/// What was planned in a log of the first revision reads the same all the way up, and so does what today's
/// shapes say all the way down.
#[test]
fn a_week_reads_the_same_at_every_revision() {
    let kitchen = Kitchen::stocked_at("initial");
    for line in [
        "plan add apfelkuchen 2024-02-01 --side rotkohl --side tiramisu --side rotkohl --side rotkohl",
        "plan add rotkohl 2024-02-02 --mode produce_only",
        "plan add tiramisu 2024-02-03 --mode none",
    ] {
        assert_eq!(
            kitchen.run(&line.split(' ').collect::<Vec<_>>()).code,
            0,
            "`{line}`"
        );
    }
    let early = kitchen.run(&["plan", "servings", "tiramis", "3", "--week", "2024-W05"]);
    assert_eq!(early.code, 1);
    assert!(
        early.stderr.contains("_meals_and_shopping_lists"),
        "{}",
        early.stderr
    );
    let before = kitchen.run(&["plan", "2024-W05"]).stdout;
    for _ in 0..40 {
        if kitchen.run(&["upgrade", "+1"]).code != 0 {
            break;
        }
        assert_eq!(kitchen.run(&["plan", "2024-W05"]).stdout, before);
    }
    let active = kitchen.json(&["revision", "current"]);
    assert_eq!(active["active"]["revision"], heirloom::revisions::head().name);
    assert_eq!(
        kitchen
            .run(&["plan", "servings", "tiramis", "3", "--week", "2024-W05"])
            .code,
        0
    );
    assert_eq!(
        kitchen
            .run(&["plan", "complete", "rotkohl", "--week", "2024-W05"])
            .code,
        0
    );
    let after = kitchen.run(&["plan", "2024-W05"]).stdout;
    assert!(after.contains("for 3") && after.contains("eaten"), "{after}");
    while kitchen.run(&["downgrade", "-1"]).code == 0 {
        assert_eq!(kitchen.run(&["plan", "2024-W05"]).stdout, after);
    }
    assert_eq!(
        kitchen
            .run(&["plan", "2024-W05", "@3"])
            .stdout
            .lines()
            .skip(1)
            .collect::<Vec<_>>(),
        before.lines().collect::<Vec<_>>()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_plans_as_sqlite_does() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let (here, there) = (Kitchen::stocked(), Kitchen::at(log.url()));
    there.fill();
    for line in A_WEEK {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (here, there) = (here.run(&words), there.run(&words));
        assert_eq!(
            (steady(&there.stdout), steady(&there.stderr), there.code),
            (steady(&here.stdout), steady(&here.stderr), here.code),
            "`{line}`"
        );
    }
}
