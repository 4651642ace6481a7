//! What is at home from the command line, and what lists make of it.

use heirloom::testing::ThrowawayLog;

use crate::kitchen::Kitchen;

/// What is typed, `|` for a blank inside a word, and the exit code.
const TYPED: &[(&str, i32)] = &[
    ("pantry", 0),
    ("plan add rotkohl 2026-03-03", 0),
    ("shopping show 2026-W10", 0),
    ("pantry staple salt", 0),
    ("pantry staple Salt", 0),
    ("pantry set red|wine 150 ml", 0),
    ("pantry set tart|apples 3/2", 0),
    ("pantry list", 0),
    ("shopping show 2026-W10", 0),
    ("shopping explain red|wine --week 2026-W10", 0),
    ("pantry none salt", 0),
    ("pantry none red|wine", 0),
    ("pantry", 0),
    ("shopping show 2026-W10", 0),
    ("pantry staple apple", 2),
    ("pantry staple moondust", 2),
    ("pantry set salt some", 2),
    ("pantry set salt 1/0", 2),
    ("pantry set salt", 2),
];

fn a_stocked_pantry(mut kitchen: Kitchen) -> Kitchen {
    kitchen.fill();
    kitchen.types(TYPED);
    kitchen
}

#[test]
fn what_is_at_home_is_not_bought() {
    let kitchen = a_stocked_pantry(Kitchen::empty());
    insta::assert_snapshot!(kitchen.transcript());
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_says_what_sqlite_says_of_a_pantry() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let here = a_stocked_pantry(Kitchen::empty());
    let there = a_stocked_pantry(Kitchen::at(log.url()));
    assert_eq!(there.transcript(), here.transcript());
}
