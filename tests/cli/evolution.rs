//! From one revision to another and back, as people type it.

use heirloom::testing::ThrowawayLog;

use crate::kitchen::{Kitchen, steady};
use crate::postgres::alike;

/// How many revisions lie between the first and the newest.
fn steps() -> usize {
    heirloom::revisions::all().len() - 1
}

/// What is typed between every two steps: something is written at each revision.
fn write_something(kitchen: &Kitchen, step: usize) {
    let words = match step % 2 {
        0 => ["recipe", "archive", "tiramisu", "--reason", "nobody has eggs"],
        _ => ["recipe", "restore", "tiramisu", "--reason", "the eggs are here"],
    };
    let said = kitchen.run(&words);
    assert_eq!(said.code, 0, "{}", said.stderr);
}

#[test]
fn a_log_goes_up_then_down_step_by_step_then_up_again() {
    let mut kitchen = Kitchen::stocked_at("initial");
    kitchen.typed(&["upgrade", "--plan"]);
    kitchen.typed(&["upgrade", "+1", "--dry-run"]);
    kitchen.typed(&["upgrade", "+1", "--postpone-switch"]);
    kitchen.typed(&["upgrade", "add_recipe_nutrition_tracking", "--plan"]);
    kitchen.typed(&["upgrade", "+1", "--reason", "the doctor asks"]);
    kitchen.typed(&["upgrade"]);
    kitchen.typed(&["upgrade"]);
    for step in 0..steps() {
        write_something(&kitchen, step);
        kitchen.typed(&["downgrade", "-1"]);
    }
    kitchen.typed(&["downgrade", "-1"]);
    kitchen.typed(&["upgrade", "head", "--reason", "spring"]);
    assert_eq!(kitchen.run(&["verify"]).code, 0);
    kitchen.typed(&["revision", "history"]);
    kitchen.typed(&["revision", "current"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn nothing_that_was_written_on_the_way_is_lost() {
    let kitchen = Kitchen::stocked_at("initial");
    assert_eq!(kitchen.run(&["upgrade"]).code, 0);
    for step in 0..steps() {
        write_something(&kitchen, step);
        assert_eq!(kitchen.run(&["downgrade", "-1"]).code, 0);
    }
    let digest = |kitchen: &Kitchen| kitchen.json(&["digest"])["digests"].clone();
    let before = digest(&kitchen);
    for step in ["+1", "+2", "head"] {
        assert_eq!(kitchen.run(&["upgrade", step]).code, 0);
    }
    assert_eq!(kitchen.run(&["verify"]).code, 0);
    assert_eq!(kitchen.run(&["downgrade", "initial"]).code, 0);
    assert_eq!(digest(&kitchen), before, "the same tables, row for row");
}

#[test]
fn gc_asks_and_then_the_way_back_is_built_anew() {
    let mut kitchen = Kitchen::stocked_at("initial");
    kitchen.typed(&["gc"]);
    assert_eq!(kitchen.run(&["upgrade", "+2"]).code, 0);
    kitchen.typed(&["gc", "--plan"]);
    assert_eq!(kitchen.typed(&["gc"]).code, 4);
    kitchen.typed(&["gc", "--yes"]);
    assert_eq!(kitchen.typed(&["downgrade", "-1"]).code, 1);
    kitchen.typed(&["downgrade", "-1", "--plan"]);
    kitchen.typed(&["downgrade", "-1", "--dry-run"]);
    kitchen.typed(&["downgrade", "-1", "--build"]);
    kitchen.typed(&["status"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn a_direct_upgrade_builds_its_end_alone() {
    let kitchen = Kitchen::stocked_at("initial");
    let upgraded = kitchen.json(&["upgrade", "modify_ingredient_relationships", "--direct"]);
    assert_eq!(upgraded["built"]["targets"], serde_json::json!(["recipes_v3_g1"]));
    let refused = kitchen.json(&["downgrade", "-1"]);
    assert_eq!(refused["exit"], 1);
    assert_eq!(
        kitchen.run(&["downgrade", "initial"]).code,
        0,
        "what it replaced stays"
    );
}

#[test]
fn wrong_revisions_are_answered_with_a_way_out() {
    let mut kitchen = Kitchen::stocked_at("initial");
    for words in [
        "init --revision head",
        "init --revision 2027_01_01_0900_flying_cars",
        "upgrade nutrition",
        "upgrade +8",
        "upgrade --plan --dry-run",
        "downgrade",
        "downgrade -1",
        "downgrade +1",
        "downgrade head",
        "upgrade initial",
        "revision show nonsense",
        "gc --plan",
    ] {
        kitchen.typed(&words.split(' ').collect::<Vec<_>>());
    }
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn programs_get_moves_as_json() {
    let mut kitchen = Kitchen::stocked_at("initial");
    kitchen.typed_json(&["upgrade", "+1", "--plan"]);
    kitchen.typed_json(&["upgrade", "+1", "--reason", "the doctor asks"]);
    kitchen.typed_json(&["upgrade", "+0"]);
    kitchen.typed_json(&["downgrade", "-1"]);
    kitchen.typed_json(&["gc", "--plan"]);
    kitchen.typed_json(&["revision", "history"]);
    kitchen.typed_json(&["revision", "current"]);
    insta::assert_snapshot!(kitchen.transcript());
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_goes_up_and_down_as_sqlite_does() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let (here, there) = (Kitchen::stocked_at("initial"), Kitchen::at(log.url()));
    assert_eq!(here.run(&["log", "export", "kitchen.ndjson"]).code, 0);
    let file = "kitchen.ndjson";
    std::fs::copy(here.path().join(file), there.path().join(file)).unwrap();
    for words in [&["init", "--revision", "initial"][..], &["log", "import", file]] {
        let said = there.run(words);
        assert_eq!(said.code, 0, "{}", said.stderr);
    }
    for line in [
        "upgrade --plan",
        "upgrade +1 --dry-run",
        "upgrade +1 --postpone-switch",
        "upgrade +1",
        "upgrade",
        "recipe archive tiramisu",
        "downgrade -1 --dry-run",
        "downgrade -1",
        "downgrade modify_ingredient_relationships",
        "recipe restore tiramisu",
        "downgrade -1",
        "downgrade -1",
        "upgrade --direct",
        "verify",
        "status",
        "gc --plan",
        "gc",
        "gc --yes",
        "downgrade -1",
        "downgrade -1 --build",
        "revision current",
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let (here, there) = (here.run(&words), there.run(&words));
        assert_eq!(alike(&there.stdout), alike(&here.stdout), "`{line}`");
        let errors = [&there, &here].map(|said| (steady(&said.stderr), said.code));
        assert_eq!(errors[0], errors[1], "`{line}`");
    }
}
