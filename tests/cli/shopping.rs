//! A week's shopping list from the command line.

use heirloom::testing::ThrowawayLog;

use crate::kitchen::Kitchen;

/// A week with three lines of it said, on either database.
fn a_week_at_the_shop(mut kitchen: Kitchen) -> Kitchen {
    assert_eq!(kitchen.run(&["init"]).code, 0);
    for line in [
        "shopping add oat_milk --quantity 3/2 --unit l --category Dairy --week 2026-W10",
        "shopping push tada paper_towels --week 2026-03-04",
        "shopping push tada Paper_Towels --quantity 2 --week 2026-W10",
        "shopping tick milk --week 2026-W10",
        "shopping tick milk --week 2026-W10",
        "shopping untick milk --week 2026-W10",
        "shopping have milk --week 2026-W10",
        "shopping have milk --not --week 2026-W10",
        "shopping flag paper_towels --week 2026-W10",
        "shopping flag paper_towels --off --week 2026-W10",
        "shopping move towels household --week 2026-W10",
        "shopping change milk --name soya_milk --quantity 2 --week 2026-W10",
        "shopping tick milk --quantity 1/2 --unit l --algorithm 2 --week 2026-W10",
        "shopping sync --week 2026-W10",
        "shopping remove soya_milk external::tada::paper_towels --week 2026-W10",
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let said = kitchen.typed(&words);
        assert_eq!(said.code, 0, "`{line}`: {}", said.stderr);
    }
    kitchen
}

#[test]
fn a_list_is_written_ticked_and_cleared() {
    let kitchen = a_week_at_the_shop(Kitchen::empty());
    insta::assert_snapshot!(kitchen.transcript());
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_says_what_sqlite_says_of_a_list() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let here = a_week_at_the_shop(Kitchen::empty());
    let there = a_week_at_the_shop(Kitchen::at(log.url()));
    assert_eq!(there.transcript(), here.transcript());
}

#[test]
fn a_list_in_json_names_its_items_by_key() {
    let kitchen = Kitchen::empty();
    assert_eq!(kitchen.run(&["init"]).code, 0);
    let added = kitchen.json(&["shopping", "add", "soap", "--week", "2026-W10"]);
    let key = added["keys"][0].as_str().unwrap().to_owned();
    assert_eq!(
        (&added["week"], &added["events"]),
        (&"2026-W10".into(), &1.into())
    );
    let id = key.strip_prefix("item::").unwrap().to_owned();
    for item in ["soap", "SO", &id, &key] {
        let ticked = kitchen.json(&["shopping", "tick", item, "--week", "2026-W10"]);
        assert_eq!(ticked["keys"][0], key, "{item}");
    }
}

#[test]
fn a_mistake_at_the_shop_is_told_with_what_to_do() {
    let mut kitchen = Kitchen::empty();
    assert_eq!(kitchen.run(&["init"]).code, 0);
    for name in ["soap", "soap flakes", "soap"] {
        assert_eq!(
            kitchen.run(&["shopping", "add", name, "--week", "2026-W10"]).code,
            0
        );
    }
    let ambiguous = kitchen.run(&["shopping", "tick", "soap", "--week", "2026-W10"]);
    assert_eq!(ambiguous.code, 2);
    assert!(ambiguous.stderr.contains("give the id"), "{}", ambiguous.stderr);
    for line in [
        "shopping tick milk --week 2026-W10",
        "shopping tick item::01890a5d-ac96-774b-bcce-b302099a8057 --week 2026-W10",
        "shopping tick leek::pieces --week 2026-W10",
        "shopping tick flakes --algorithm 3 --week 2026-W10",
        "shopping remove flakes milk --week 2026-W10",
        "shopping sync --week 2026-W60",
        "shopping add soap --week 3000-01-01",
        "shopping push manual soap --week 2026-W10",
        "shopping push My_App soap --week 2026-W10",
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let said = kitchen.typed(&words);
        assert_ne!(said.code, 0, "`{line}`: {}", said.stdout);
    }
    insta::assert_snapshot!(kitchen.transcript());
}
