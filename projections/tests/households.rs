//! Laws of household-level projections: what each machine must keep, and that live tables equal rebuilt ones at
//! any batch size. A projection that comes to `models::all()` is held to them without a new line.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::values::HouseholdId;
use heirloom_events::{Recorded, StreamType};
use heirloom_projections::diff::{Row, value_text};
use heirloom_projections::evolve::BuildOptions;
use heirloom_projections::models;
use heirloom_projections::rebuild::progress::Stop;
use heirloom_projections::target::Model;
use heirloom_projections::{Column, Table, Value};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use support::House;
use support::databases::Database;
use support::events::{happenings, of_weeks, recorded, weekly};
use support::machine_laws::{broken_law, by_household, household_level, rebuilt};
use support::shopping::{of_lists, shopped, traceless};
use support::weeks::{self, FIRST, Forgetful, SECOND};

type Numbers = Vec<(u8, u8, u8, u16)>;

fn machines_keep_their_laws(models: &[Model], events: Vec<Recorded>) {
    for (household, events) in by_household(events) {
        for model in household_level(models) {
            let broken = broken_law(model, household, &events);
            assert_eq!(broken, None, "{} v{}", model.name(), model.version());
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 40, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_shipped_machine_keeps_its_laws(happened in happenings(30), planned in weekly(20), shopped in shopped(60)) {
        machines_keep_their_laws(models::all(), [recorded(&happened), of_weeks(&planned), of_lists(&shopped)].concat());
    }

    #[test]
    fn the_machines_of_the_tests_keep_their_laws(planned in weekly(60), happened in happenings(20)) {
        machines_keep_their_laws(weeks::all(), [of_weeks(&planned), recorded(&happened)].concat());
    }

    #[test]
    fn rows_are_the_same_however_many_units_are_given_at_once(planned in weekly(60), parts in 1_usize..5) {
        for (household, events) in by_household(of_weeks(&planned)) {
            for model in household_level(weeks::all()) {
                let at_once = rebuilt(model, household, &events, usize::MAX);
                prop_assert_eq!(rebuilt(model, household, &events, parts), at_once);
            }
        }
    }

    #[test]
    fn events_of_different_streams_commute_where_rows_follow_from_states(planned in weekly(60)) {
        for (household, mut events) in by_household(of_weeks(&planned)) {
            let here = rebuilt(weeks::all()[0], household, &events, 1);
            // Stream by stream, recipes last; within a stream as it was.
            events.sort_by_key(|e| (e.stream.aggregate_type == StreamType::Recipe, e.stream.clone()));
            let there = by_household(events).remove(&household).unwrap();
            prop_assert_eq!(rebuilt(weeks::all()[0], household, &there, 1), here);
        }
    }
}

#[test]
fn a_machine_that_forgets_to_touch_is_found() {
    let events = of_weeks(&[(4, 0, 1, 2), (0, 0, 0, 2)]);
    for (household, events) in by_household(events) {
        let broken = broken_law(&Forgetful, household, &events).unwrap();
        assert!(
            broken.starts_with("the event at 2 changes `") && broken.ends_with("and does not touch it"),
            "{broken}"
        );
    }
}

#[test]
fn household_level_tables_are_never_by_event_and_all_versions_are_alike() {
    for model in models::all() {
        let level = |model: &Model| !household_level(&[*model]).is_empty();
        let first = models::find(model.name(), 1).unwrap();
        assert_eq!(level(model), level(&first), "{}", model.name());
        let by_event = model.tables().iter().any(|table| table.by_event);
        assert!(!(level(model) && by_event), "{}", model.name());
    }
}

/// What a list or a plan shows, by table: of `shopping` only the exact lists, which know no order of events.
fn shown(name: &str, household: HouseholdId, events: &[Recorded]) -> Vec<Vec<Row>> {
    let newest = models::newest();
    let model = newest.iter().find(|model| model.name() == name).unwrap();
    let rows = rebuilt(*model, household, events, 1);
    let tables = model.tables().iter().zip(rows.tables);
    let shown = |(table, rows): (&Table, BTreeMap<_, Row>)| {
        let exact = |row: &Row| !has_algorithm(table) || row[2] == Value::Integer(2);
        rows.into_values().filter(exact).collect()
    };
    tables.map(shown).collect()
}

/// Whether its rows are of one algorithm or the other; else all of them are of the second.
fn has_algorithm(table: &Table) -> bool {
    table.columns[2].name == "algorithm"
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    /// But for a household whose meals are cooked as they were planned: there it counts what a recipe was then.
    #[test]
    fn events_of_different_streams_commute_in_plans_and_exact_lists(shopped in shopped(60), seed in any::<u64>()) {
        let mut events = of_lists(&shopped);
        events.retain(|event| event.stream.aggregate_type != StreamType::Household);
        for (household, events) in by_household(events) {
            let shuffled = by_household(shuffled(events.clone(), seed)).remove(&household).unwrap();
            for name in ["meals", "meal_plan", "shopping"] {
                prop_assert_eq!(shown(name, household, &shuffled), shown(name, household, &events), "{}", name);
            }
        }
    }

    #[test]
    fn what_was_put_on_an_exact_list_and_taken_off_leaves_no_trace(shopped in shopped(50), n in 0..120_u16, b in 0..4_u8) {
        for (household, events) in by_household(of_lists(&shopped)) {
            let before = shown("shopping", household, &events);
            let trace = traceless(household, b, n);
            let after = by_household([events, trace].concat()).remove(&household).unwrap();
            prop_assert_eq!(shown("shopping", household, &after), before);
        }
    }
}

/// The same events with those of each stream in their order, and streams mixed otherwise.
fn shuffled(mut events: Vec<Recorded>, seed: u64) -> Vec<Recorded> {
    let (mut shuffled, mut random) = (Vec::new(), seed);
    while !events.is_empty() {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let chosen = usize::try_from(random >> 33).unwrap() % events.len();
        let stream = &events[chosen].stream;
        let first = events.iter().position(|event| event.stream == *stream);
        shuffled.push(events.remove(first.unwrap()));
    }
    shuffled
}

/// Live feeding of two versions beside one another, in three portions; then all that must be equal is.
async fn live_equals_rebuilt(database: Database, numbers: &Numbers, batch: u64) -> BTreeMap<String, String> {
    let house = House::of_weeks(database).await;
    let stop = Stop::default();
    house.engine.at(FIRST).init(&(), &stop).await.unwrap();
    let events = of_weeks(numbers);
    let mut portions = events.chunks(events.len() / 3 + 1);
    house
        .log
        .append(portions.next().unwrap_or_default().iter().cloned());
    let built = BuildOptions::default();
    house
        .engine
        .build_versions(SECOND, &built, &(), &stop)
        .await
        .unwrap();
    for (at, portion) in portions.enumerate() {
        house.log.append(portion.iter().cloned());
        // Once with warm machines, once with none.
        let engine = match at {
            0 => house.engine.clone(),
            _ => house.elsewhere(weeks::all()),
        };
        let feeder = engine.feeder().with_batch_events(batch);
        feeder.feed_all_until_caught_up().await.unwrap();
    }
    let all = [FIRST, SECOND].concat();
    let report = house.engine.verify_versions(&all, &(), &stop).await.unwrap();
    assert!(report.ok(), "{report:?}");
    let differences = house
        .engine
        .compare_versions("weeks", 1, 2, &[], &stop)
        .await
        .unwrap();
    assert!(differences.iter().all(|one| one.declared), "{differences:?}");
    house
        .engine
        .switch_to(SECOND, &[], None, false, &())
        .await
        .unwrap();
    let live = house.digests().await;
    house.rebuild().await.unwrap();
    assert_eq!(
        house.digests().await,
        live,
        "rebuilt tables do not equal live ones"
    );
    assert_eq!(house.verified().await, Vec::<String>::new());
    house.database.close().await;
    live
}

fn check(cases: u32, law: impl AsyncFn(Numbers, u64)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..Config::default()
    });
    runner
        .run(&(weekly(60), 1_u64..20), |(numbers, batch)| {
            runtime.block_on(law(numbers, batch));
            Ok(())
        })
        .unwrap();
}

#[test]
fn live_equals_rebuilt_at_any_batch_size_on_sqlite() {
    check(24, async |numbers, batch| {
        live_equals_rebuilt(Database::sqlite().await, &numbers, batch).await;
    });
}

#[test]
fn live_equals_rebuilt_at_any_batch_size_on_postgres_and_both_give_equal_digests() {
    check(6, async |numbers, batch| {
        let Some(postgres) = Database::postgres().await else {
            return;
        };
        let here = live_equals_rebuilt(postgres, &numbers, batch).await;
        let there = live_equals_rebuilt(Database::sqlite().await, &numbers, batch + 3).await;
        assert_eq!(here, there);
    });
}

/// A law says as much as what it is told: lists of both algorithms with all that a list can show.
#[test]
fn the_laws_are_told_of_lists_with_all_that_a_list_can_show() {
    let shopping = models::find("shopping", 3).unwrap();
    let (mut runner, mut seen) = (TestRunner::deterministic(), BTreeSet::new());
    for _ in 0..120 {
        let numbers = shopped(60).new_tree(&mut runner).unwrap().current();
        for (household, events) in by_household(of_lists(&numbers)) {
            let rows = rebuilt(shopping, household, &events, 1);
            for (table, rows) in shopping.tables().iter().zip(rows.tables) {
                seen.extend(rows.values().flat_map(|row| facts(table, row)));
            }
        }
    }
    insta::assert_snapshot!(seen.into_iter().collect::<Vec<_>>().join("\n"));
}

/// What a row shows: of words and flags their values, of anything else that it is there.
fn facts(table: &Table, row: &Row) -> Vec<String> {
    let fact = |(column, value): (&Column, &Value<'_>)| match value {
        Value::Null => None,
        Value::Bool(no) if !no => None,
        _ if matches!(column.name, "item_group" | "source" | "kind") => {
            Some(format!("{}: {}", column.name, value_text(value)))
        }
        _ => Some(column.name.to_owned()),
    };
    let facts = table.columns.iter().zip(row).skip(3).filter_map(fact);
    let of = match has_algorithm(table) {
        true => value_text(&row[2]),
        false => "2".into(),
    };
    facts
        .map(|fact| format!("{} of {of}: {fact}", table.name))
        .collect()
}
