//! P1 to P7.

use heirloom::testing::ThrowawayLog;

use super::tables::{self, execute, is_postgres, of_generations, stray_foreign_keys, table};
use super::{active, at_the_first_revision, send};

heirloom::on_each_database!(
    p1_the_backup_point_of_every_switch_is_recorded,
    p2_a_crash_leaves_what_is_read_alone_and_what_it_left_is_listed_and_cleaned,
    p3_tables_that_say_something_else_are_not_switched_to,
    p4_foreign_keys_stay_inside_one_version,
    p5_a_downgrade_moves_no_rows,
    p6_what_was_written_later_is_visible_after_the_downgrade,
    p7_gc_asks_first_and_drops_nothing_that_somebody_uses,
);

const NEEDS_CONFIRMATION: i32 = 4;

async fn p1_the_backup_point_of_every_switch_is_recorded(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 7).await;
    let binary = house.binary();
    let mut events = Vec::new();
    for (from, step) in [["upgrade", "+1"], ["upgrade", "head"], ["downgrade", "-1"]]
        .iter()
        .enumerate()
    {
        let heads = house.log().heads().await.unwrap();
        events.push(heads.iter().map(|head| head.head).sum::<u64>());
        let told = binary
            .run(&[step[0], step[1], "--reason", "a test", "--json"])
            .ok()
            .json();
        assert_eq!(told["switched"]["events"], events[from]);
        let more = 7 + from as u64;
        send(&house, more..more + 1).await;
    }
    let history = house.log().revisions().await.unwrap();
    let moves = &history[history.len() - events.len()..];
    assert_eq!(
        moves
            .iter()
            .map(|activation| activation.events)
            .collect::<Vec<_>>(),
        events
    );
    for activation in moves {
        let (actor, reason) = (activation.actor.as_deref(), activation.reason.as_deref());
        assert_eq!((actor, reason), (Some("ada"), Some("a test")));
    }
}

async fn p2_a_crash_leaves_what_is_read_alone_and_what_it_left_is_listed_and_cleaned(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 10).await;
    let before = house.digests().await;
    let was_there = of_generations(&house).await;
    // a build that stopped midway, as one that was killed leaves it
    let binary = house.binary();
    binary.run(&["upgrade", "--postpone-switch"]).ok();
    let generations = house.place.table("generations");
    execute(
        &house,
        &format!("UPDATE {generations} SET phase = 'load' WHERE state = 'building'"),
    )
    .await;
    assert_eq!(house.digests().await, before);
    let listed = binary.run(&["gc", "--plan", "--json"]).ok().json();
    assert!(
        listed["retired"].to_string().contains("recipes_v9_g1"),
        "{listed:#}"
    );
    binary.run(&["gc", "--yes"]).ok();
    assert_eq!(of_generations(&house).await, was_there);
    assert_eq!(house.digests().await, before);
    binary.run(&["upgrade"]).ok();
    binary.is_whole();
}

async fn p3_tables_that_say_something_else_are_not_switched_to(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 10).await;
    let (binary, before) = (house.binary(), house.digests().await);
    binary.run(&["upgrade", "--postpone-switch"]).ok();
    let new = table(&house, "recipes_v9_g1", "recipes");
    execute(
        &house,
        &format!("UPDATE {new} SET title = 'Poisoned' WHERE title LIKE '%Soup 1%'"),
    )
    .await;
    binary
        .run(&["upgrade"])
        .says(1, &["recipes", "title", "nothing was switched"]);
    assert_eq!(active(&house), "2026_11_20_0900_initial");
    assert_eq!(house.digests().await, before);
    // what was built is no good any more: it is built anew, and then switched to
    assert!(
        binary
            .run(&["gc", "--plan"])
            .ok()
            .stdout
            .contains("recipes_v9_g1")
    );
    binary.run(&["upgrade"]).ok();
    binary.is_whole();
}

async fn p4_foreign_keys_stay_inside_one_version(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 3).await;
    house.binary().run(&["upgrade"]).ok();
    assert!(of_generations(&house).await.len() > 40);
    assert_eq!(stray_foreign_keys(&house).await, [""; 0]);
}

async fn p5_a_downgrade_moves_no_rows(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 10).await;
    house.binary().run(&["upgrade"]).ok();
    send(&house, 10..15).await;
    house.feed(1_000).await;
    let all = of_generations(&house).await;
    let mut before = Vec::new();
    for table in &all {
        before.push(tables::rows(&house, table).await);
    }
    tables::guard(&house).await;
    house.binary().run(&["downgrade", "initial"]).ok();
    for (table, before) in all.iter().zip(before) {
        assert_eq!(tables::rows(&house, table).await, before, "{table}");
    }
}

async fn p6_what_was_written_later_is_visible_after_the_downgrade(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 5).await;
    let binary = house.binary();
    binary.run(&["upgrade"]).ok();
    let later = r#"{"create_recipe":{"recipe_id":"0190c0de-0000-7000-8000-00000000a001","draft":{"title":"Written later","preparation_difficulty":"hard"}}}"#;
    binary
        .run_with(&["send", "-"], format!("{later}\n").as_bytes())
        .ok();
    binary.run(&["downgrade", "initial"]).ok();
    let title = "SELECT title FROM {read}recipes WHERE title = 'Written later'";
    let read = if is_postgres(&house) { "read." } else { "" };
    assert_eq!(
        tables::texts(&house, &title.replace("{read}", read)).await,
        ["Written later"]
    );
    binary.run(&["upgrade", "head"]).ok();
    let difficulty = "SELECT preparation_difficulty FROM {read}recipes WHERE title = 'Written later'";
    assert_eq!(
        tables::texts(&house, &difficulty.replace("{read}", read)).await,
        ["hard"]
    );
    binary.is_whole();
}

async fn p7_gc_asks_first_and_drops_nothing_that_somebody_uses(place: ThrowawayLog) {
    let house = at_the_first_revision(place, 5).await;
    let binary = house.binary();
    binary.run(&["upgrade"]).ok();
    let there = of_generations(&house).await;
    binary
        .run(&["gc"])
        .says(NEEDS_CONFIRMATION, &["nothing was dropped", "gc --yes"]);
    assert_eq!(of_generations(&house).await, there);
    let old = table(&house, "recipes_v2_g1", "recipes");
    execute(
        &house,
        &format!("CREATE VIEW my_report AS SELECT title FROM {old}"),
    )
    .await;
    let ran = binary.run(&["gc", "--yes"]);
    let left = of_generations(&house).await;
    assert!(
        left.iter().all(|table| !table.starts_with("recipes_v3")),
        "{left:?}"
    );
    assert!(left.contains(&old), "a view uses it: {ran:#?}");
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(
        ran.stdout.contains("recipes_v2_g1") && ran.stdout.contains("my_report"),
        "{ran:#?}"
    );
    assert!(
        !tables::texts(&house, "SELECT title FROM my_report")
            .await
            .is_empty()
    );
    execute(&house, "DROP VIEW my_report").await;
    binary.run(&["gc", "--yes"]).ok();
    assert!(!of_generations(&house).await.contains(&old));
    binary.is_whole();
    binary
        .run(&["downgrade", "-2"])
        .says(1, &["not instant any more", "--build"]);
    binary.run(&["downgrade", "-2", "--build"]).ok();
    binary.is_whole();
}
