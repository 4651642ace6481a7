//! Looking at a week's list: what is shown, explained, compared; and what of it is ticked, flagged, put there.

use heirloom::testing::ThrowawayLog;

use crate::kitchen::{Kitchen, steady};
use crate::tables::damage;

/// Two dishes of one week.
const PLANNED: [&str; 2] = [
    "plan add rotkohl 2026-03-03",
    "plan add apfelkuchen 2026-03-07 --servings 8",
];

/// Looked at, and what is said of it afterwards.
const AT_THE_SHOP: &[&str] = &[
    "shopping show 2026-W10",
    "shopping show 2026-W10 --algorithm 1",
    "shopping explain butter --week 2026-W10",
    "shopping diff 1 2 --week 2026-W10",
    "shopping add oat|milk --quantity 2 --unit l --category Dairy --week 2026-W10",
    "shopping push tada paper|towels --week 2026-W10",
    "shopping tick butter --week 2026-W10",
    "shopping tick red|wine --week 2026-W10",
    "shopping tick sugar --week 2026-W10",
    "shopping flag oat|milk --week 2026-W10",
    "shopping flag red|wine --week 2026-W10",
    "shopping have salt --week 2026-W10",
    "shopping show 2026-W10",
    "shopping show 2026-03-05 --algorithm 1",
    "plan servings rotkohl 12 --week 2026-W10",
    "shopping show 2026-W10",
    "shopping explain red|wine --week 2026-W10",
    "shopping explain oat|milk --week 2026-W10",
    "shopping tick red|wine --week 2026-W10",
    "shopping untick butter --week 2026-W10",
    "shopping remove oat|milk --week 2026-W10",
    "shopping show 2026-W10",
];

/// `|` stands for a blank inside a word.
fn words(line: &str) -> Vec<String> {
    line.split(' ').map(|word| word.replace('|', " ")).collect()
}

fn typed(kitchen: &mut Kitchen, line: &str) -> i32 {
    let words = words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    kitchen.typed(&words).code
}

fn said(kitchen: &Kitchen, line: &str) -> (String, String, i32) {
    let words = words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let said = kitchen.run(&words);
    (steady(&said.stdout), steady(&said.stderr), said.code)
}

fn plan(kitchen: &Kitchen) {
    for line in PLANNED {
        assert_eq!(said(kitchen, line).2, 0, "`{line}`");
    }
}

#[test]
fn a_week_is_shopped_for() {
    let mut kitchen = Kitchen::stocked();
    plan(&kitchen);
    for line in AT_THE_SHOP {
        assert_eq!(typed(&mut kitchen, line), 0, "`{line}`");
    }
    insta::assert_snapshot!(kitchen.transcript());
}

/// What was bought stays bought: only what is needed beyond it is open again, and ticked away it is all of it.
#[test]
fn a_tick_survives_and_what_is_needed_beyond_it_is_a_line_of_its_own() {
    let kitchen = Kitchen::stocked();
    plan(&kitchen);
    let wine = |kitchen: &Kitchen| {
        let list = said(kitchen, "shopping show 2026-W10").0;
        let lines = list.lines().filter(|line| line.contains("red wine  "));
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let all = "[x] red wine  400 ml";
    for (line, shown) in [
        ("shopping show 2026-W10", vec!["[ ] red wine  200 ml"]),
        (
            "shopping tick red|wine --week 2026-W10",
            vec!["[x] red wine  200 ml"],
        ),
        (
            "plan servings rotkohl 12 --week 2026-W10",
            vec![
                "[x] red wine  400 ml in all",
                "[ ] red wine  200 ml  still to buy",
            ],
        ),
        (
            "plan servings rotkohl 6 --week 2026-W10",
            vec!["[x] red wine  200 ml"],
        ),
        ("plan clear rotkohl --week 2026-W10", vec![]),
        (
            "plan add rotkohl 2026-03-04 --servings 12",
            vec![
                "[x] red wine  400 ml in all",
                "[ ] red wine  200 ml  still to buy",
            ],
        ),
        ("shopping tick red|wine --week 2026-W10", vec![all]),
        ("rebuild shopping", vec![all]),
        (
            "shopping untick red|wine --week 2026-W10",
            vec!["[ ] red wine  400 ml"],
        ),
        (
            "shopping tick red|wine --quantity 300 --unit ml --week 2026-W10",
            vec![
                "[x] red wine  400 ml in all",
                "[ ] red wine  100 ml  still to buy",
            ],
        ),
    ] {
        let done = said(&kitchen, line);
        assert_eq!(done.2, 0, "`{line}`: {}", done.1);
        assert_eq!(wine(&kitchen), shown, "after `{line}`");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_shops_as_sqlite_does() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let (here, there) = (Kitchen::stocked(), Kitchen::at(log.url()));
    there.fill();
    plan(&here);
    plan(&there);
    for line in AT_THE_SHOP {
        assert_eq!(said(&there, line), said(&here, line), "`{line}`");
    }
}

/// Below the list, and in JSON; at a revision that has no table of them the list goes without.
fn a_cake_for_twelve(kitchen: &Kitchen) {
    let line = "plan add apfelkuchen 2026-03-07 --servings 12";
    assert_eq!(said(kitchen, line).2, 0);
    let notes = |line: &str| {
        let (list, error, code) = said(kitchen, line);
        assert_eq!(code, 0, "`{line}`: {error}");
        let notes = list.lines().filter(|line| line.starts_with("Note: "));
        notes.map(str::to_owned).collect::<Vec<_>>()
    };
    let problems = || kitchen.json(&["shopping", "show", "2026-W10"])["problems"].take();
    let text = "`Versunkener Apfelkuchen` is planned for 12, and does not say how many it serves; it is taken as written";
    let none = Vec::<String>::new();
    assert_eq!(notes("shopping show 2026-W10"), [format!("Note: {text}")]);
    assert_eq!(notes("shopping show 2026-W10 --algorithm 1"), none);
    let recipe = kitchen.json(&["recipe", "show", "apfelkuchen"])["recipe_id"].take();
    let problem = serde_json::json!({"kind": "no_servings", "recipe_id": recipe, "text": text});
    assert_eq!(problems(), serde_json::json!([problem]));
    assert_eq!(said(kitchen, "downgrade mealgenie_head --build").2, 0);
    assert_eq!(notes("shopping show 2026-W10"), none);
    assert_eq!(problems(), serde_json::json!([]));
    assert_eq!(said(kitchen, "upgrade head").2, 0);
    assert_eq!(notes("shopping show 2026-W10").len(), 1);
    let command = serde_json::json!({"set_servings": {"recipe_id": recipe, "servings": 8}});
    kitchen.write("serves.json", &command.to_string());
    assert_eq!(said(kitchen, "send serves.json").2, 0);
    assert_eq!(notes("shopping show 2026-W10"), none);
    assert_eq!(said(kitchen, "verify").2, 0);
}

#[test]
fn a_list_tells_what_is_wrong_with_its_recipes_until_it_is_mended() {
    a_cake_for_twelve(&Kitchen::stocked());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_tells_what_is_wrong_with_its_recipes_on_postgres_too() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let kitchen = Kitchen::at(log.url());
    kitchen.fill();
    a_cake_for_twelve(&kitchen);
}

#[test]
fn programs_get_a_list_its_sources_and_its_differences_as_json() {
    let mut kitchen = Kitchen::stocked();
    assert_eq!(said(&kitchen, "plan add tiramisu 2026-03-04").2, 0);
    for line in [
        "shopping add soap --week 2026-W10",
        "shopping tick soap --week 2026-W10",
    ] {
        assert_eq!(said(&kitchen, line).2, 0, "`{line}`");
    }
    kitchen.typed_json(&["shopping", "show", "2026-W10"]);
    kitchen.typed_json(&["shopping", "show", "2026-W10", "--algorithm", "1"]);
    kitchen.typed_json(&["shopping", "explain", "soap", "--week", "2026-W10"]);
    kitchen.typed_json(&["shopping", "diff", "1", "2", "--week", "2026-W10"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn an_unknown_item_week_or_algorithm_is_told_with_what_would_do() {
    let mut kitchen = Kitchen::stocked();
    plan(&kitchen);
    for line in [
        "shopping explain saffron --week 2026-W10",
        "shopping tick saffron --week 2026-W10",
        "shopping explain ingredient/01890a5d-ac96-774b-bcce-b302099a8057 --week 2026-W10",
        "shopping show 2025-W53",
        "shopping show 10000-W01",
        "shopping show 3000-01-01",
        "shopping show next-week",
        "shopping show 2026-W10 --algorithm 3",
        "shopping diff 2 1 --week 2026-W10",
    ] {
        assert_eq!(typed(&mut kitchen, line), 2, "`{line}`");
    }
    assert_eq!(typed(&mut kitchen, "shopping show 2026-W11"), 0);
    assert_eq!(typed(&mut kitchen, "shopping diff --week 2026-W11"), 0);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn a_revision_without_lists_says_since_when_there_are_any() {
    let mut kitchen = Kitchen::stocked_at("initial");
    for line in [
        "shopping show 2026-W10",
        "shopping explain butter --week 2026-W10",
        "shopping diff 1 2 --week 2026-W10",
        "shopping add soap --week 2026-W10",
        "shopping tick soap --week 2026-W10",
    ] {
        assert_eq!(typed(&mut kitchen, line), 1, "`{line}`");
    }
    insta::assert_snapshot!(kitchen.transcript());
    assert_eq!(kitchen.run(&["upgrade", "head"]).code, 0);
    assert_eq!(said(&kitchen, "shopping add soap --week 2026-W10").2, 0);
    assert!(said(&kitchen, "shopping show 2026-W10").0.contains("soap"));
}

/// S8.4 as somebody reads it: which check, which week, which item, what stands there and what should.
#[test]
fn a_tampered_list_is_told_and_mended() {
    let kitchen = Kitchen::stocked();
    plan(&kitchen);
    let before = said(&kitchen, "shopping show 2026-W10");
    let one = "WHERE item_key = (SELECT item_key FROM shopping_v3_g1__shopping_items WHERE name = 'butter' AND algorithm = 2)";
    for damaged in [
        format!("UPDATE shopping_v3_g1__shopping_items SET quantity = '99' {one}"),
        format!("UPDATE shopping_v3_g1__shopping_item_sources SET high_num = 9999 {one} AND place = 0"),
        "DELETE FROM shopping_v3_g1__shopping_problems WHERE position = 0".into(),
    ] {
        damage(&kitchen, &damaged);
        let found = said(&kitchen, "verify tables");
        let told = |part: &str| found.0.lines().any(|line| line.contains(part));
        assert!(
            found.2 == 1 && told("FAILED S8.4") && told("2026-W10"),
            "{}",
            found.0
        );
        assert_eq!(said(&kitchen, "repair").2, 0);
        assert_eq!(said(&kitchen, "verify").2, 0);
        assert_eq!(said(&kitchen, "shopping show 2026-W10"), before);
    }
}

/// M5, and the evolution of it: nothing that was said of a list is lost by building its tables anew or by going
/// to another revision and back.
#[test]
fn ticks_and_flags_outlive_rebuilds_upgrades_and_downgrades() {
    let kitchen = Kitchen::stocked_at("meals_and_shopping_lists");
    assert_eq!(said(&kitchen, "upgrade head").2, 0);
    plan(&kitchen);
    for line in AT_THE_SHOP {
        assert_eq!(said(&kitchen, line).2, 0, "`{line}`");
    }
    let shown = |kitchen: &Kitchen| {
        ["", " --algorithm 1"].map(|more| said(kitchen, &format!("shopping show 2026-W10{more}")))
    };
    let before = shown(&kitchen);
    assert!(
        before[0].0.contains("[x]") && before[0].0.contains("flagged"),
        "{}",
        before[0].0
    );
    for line in [
        "rebuild shopping",
        "rebuild",
        "switch",
        "rebuild shopping meal_plan",
    ] {
        let done = said(&kitchen, line);
        assert_eq!(done.2, 0, "`{line}`: {}", done.1);
        assert_eq!(shown(&kitchen), before, "after `{line}`");
    }
    for line in [
        "downgrade shopping_modes",
        "upgrade +1",
        "upgrade head",
        "downgrade meals_and_shopping_lists",
        "upgrade head",
    ] {
        let done = said(&kitchen, line);
        assert_eq!(done.2, 0, "`{line}`: {}", done.1);
        // Before there were slugs, what another application pushed counted as put there by hand; and what is
        // wrong with recipes is told from `problems_of_lists` on.
        let then = |list: (String, String, i32)| {
            let lines = list.0.lines().filter(|line| !line.starts_with("Note: "));
            let lines: Vec<_> = lines.map(|line| line.replace("  from tada", "")).collect();
            lines.join("\n")
        };
        assert_eq!(
            shown(&kitchen).map(then),
            before.clone().map(then),
            "after `{line}`"
        );
    }
    assert_eq!(shown(&kitchen), before);
}
