//! Household-level tables that are damaged, raced for, interrupted, and fed events that cannot be read.

mod support;

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::Duration;

use heirloom_events::StreamKey;
use heirloom_events::recipe::RecipeRenamed;
use heirloom_projections::diff::TableChange;
use heirloom_projections::read_db::TargetChange;
use heirloom_projections::rebuild::Options;
use heirloom_projections::rebuild::progress::Stop;
use heirloom_projections::target::{Bound, Target};
use heirloom_projections::{Dialect, Engine, Error};
use support::House;
use support::events::{created, household, of_recipe, of_weeks, planned, recipe_id, unplanned};
use support::weeks;

fn renamed(h: u8, recipe: u16, title: &str) -> heirloom_events::Recorded {
    let title = title.to_owned();
    of_recipe(h, recipe, RecipeRenamed { title })
}

/// Three weeks of two households; recipe 1 is in all of them, recipe 2 in one, twice.
async fn furnish(house: &House) {
    for h in 0..2 {
        house
            .log
            .append([created(h, 1, "Leek tart", 1), created(h, 2, "Plum cake", 1)]);
        house.log.append((0..3).map(|week| planned(h, week, 1, 1)));
        house.log.append([planned(h, 2, 2, 2), planned(h, 2, 3, 2)]);
    }
    house.engine.init(&(), &Stop::default()).await.unwrap();
    assert_eq!(house.verified().await, Vec::<String>::new());
}

/// What a household's weeks plan, by title: `Leek tart as Leek tart ×1`.
async fn shown(house: &House, h: u8) -> Vec<String> {
    let view = house.database.view("week_recipes");
    let text = match house.database.dialect() {
        Dialect::Postgres => "times::text",
        Dialect::Sqlite => "times",
    };
    let sql = format!(
        "SELECT COALESCE(title, '-') || ' as ' || COALESCE(planned_as, '-') || ' ×' || {text} \
         FROM {view} WHERE household_id = '{}' ORDER BY 1",
        household(h)
    );
    house.database.texts(&sql).await
}

async fn feed(engine: &Engine) {
    engine.feeder().feed_all_until_caught_up().await.unwrap();
}

async fn parked(house: &House) -> Vec<(String, u64)> {
    let mut parked = Vec::new();
    for generation in house.engine.read_db().generations().await.unwrap() {
        let target = generation.target;
        for one in house.engine.read_db().parked(&target, None).await.unwrap() {
            parked.push((target.projection.clone(), one.position));
        }
    }
    parked
}

async fn rebuild_with_parked(house: &House) {
    let options = Options {
        accept_parked: true,
        ..Options::default()
    };
    house
        .engine
        .rebuild(&options, &(), &Stop::default())
        .await
        .unwrap();
}

fn live_weeks() -> Target {
    Target {
        projection: "weeks".to_owned(),
        version: 2,
        generation: 1,
    }
}

fn table(house: &House, table: &str) -> String {
    live_weeks().prefix(house.database.dialect()) + table
}

#[tokio::test]
async fn a_machine_that_forgets_to_touch_has_tables_that_verify_refuses() {
    let house = House::new(support::databases::Database::sqlite().await).await;
    let engine = house.elsewhere(&[&weeks::Forgetful]);
    house
        .log
        .append([created(0, 1, "Leek tart", 1), planned(0, 0, 1, 1)]);
    engine.init(&(), &Stop::default()).await.unwrap();
    house.log.append([renamed(0, 1, "Leek quiche")]);
    feed(&engine).await;
    let report = engine.verify(&[], &(), &Stop::default()).await.unwrap();
    let details = &report.checks[0].details;
    assert!(
        details[0].ends_with("`title` is `Leek tart`, should be `Leek quiche`"),
        "{details:?}"
    );
    house.database.close().await;
}

on_both!(
    a_rename_reaches_every_week_that_plans_the_recipe,
    of_weeks,
    |house| {
        furnish(&house).await;
        house
            .log
            .append([renamed(0, 1, "Leek quiche"), unplanned(0, 2, 3)]);
        feed(&house.engine).await;
        assert_eq!(
            shown(&house, 0).await,
            [
                "Leek quiche as Leek tart ×1",
                "Leek quiche as Leek tart ×1",
                "Leek quiche as Leek tart ×1",
                "Plum cake as Plum cake ×1",
            ]
        );
        assert_eq!(shown(&house, 1).await[3], "Plum cake as Plum cake ×2");
        assert_eq!(house.verified().await, Vec::<String>::new());
    }
);

on_both!(a_warm_feeder_reads_no_event_twice, of_weeks, |house| {
    furnish(&house).await;
    house.log.append([renamed(0, 1, "Leek quiche")]);
    feed(&house.engine).await;
    let before = house.log.given.load(Ordering::Relaxed);
    house.log.append([renamed(0, 1, "Leek pie")]);
    feed(&house.engine).await;
    assert_eq!(house.log.given.load(Ordering::Relaxed) - before, 1);
    house.log.append([renamed(0, 1, "Leek cake")]);
    let elsewhere = house.elsewhere(weeks::all());
    feed(&elsewhere).await;
    let cold = house.log.given.load(Ordering::Relaxed) - before - 1;
    assert_eq!(cold, 1 + 9, "a cold one reads the household from its first event");
    house.log.append([renamed(0, 1, "Leeks")]);
    feed(&house.engine).await;
    let lagging = house.log.given.load(Ordering::Relaxed) - before - 1 - cold;
    assert_eq!(lagging, 1 + 1, "what another feeder fed meanwhile is read");
    assert_eq!(house.verified().await, Vec::<String>::new());
});

on_both!(cold_and_warm_feeders_give_equal_rows, of_weeks, |house| {
    furnish(&house).await;
    let numbers: Vec<_> = (0..60_u16)
        .map(|i| ((i * 7 % 9) as u8, 0, (i % 4) as u8, i * 5 % 6))
        .collect();
    for (at, event) in of_weeks(&numbers).into_iter().enumerate() {
        house.log.append([event]);
        let cold = house.elsewhere(weeks::all());
        feed(if at % 3 == 0 { &cold } else { &house.engine }).await;
        if at % 10 == 9 {
            assert_eq!(house.verified().await, Vec::<String>::new(), "after {at}");
        }
    }
    let live = house.digests().await;
    house.rebuild().await.unwrap();
    assert_eq!(house.digests().await, live);
});

on_both!(
    feeders_that_race_in_many_processes_give_the_same_tables,
    of_weeks,
    |house| {
        house.engine.init(&(), &Stop::default()).await.unwrap();
        let engines: Vec<_> = (0..4).map(|_| house.elsewhere(weeks::all())).collect();
        let numbers: Vec<_> = (0..240_u16)
            .map(|i| ((i * 7 % 9) as u8, (i % 3) as u8, (i / 5 % 4) as u8, i * 11 % 6))
            .collect();
        for portion in of_weeks(&numbers).chunks(60) {
            let feeding = engines.iter().zip(1..).map(|(engine, n)| {
                let feeder = engine.feeder().with_batch_events(n * 2);
                tokio::spawn(async move { feeder.feed_all_until_caught_up().await.unwrap() })
            });
            let feeding: Vec<_> = feeding.collect();
            for some in portion.chunks(7) {
                house.log.append(some.iter().cloned());
                tokio::task::yield_now().await;
            }
            for done in feeding {
                done.await.unwrap();
            }
        }
        feed(&engines[0]).await;
        assert_eq!(house.verified().await, Vec::<String>::new());
    }
);

on_both!(
    whoever_was_too_slow_begins_anew_from_where_the_tables_are,
    of_weeks,
    |house| {
        furnish(&house).await;
        house.log.append([renamed(0, 1, "Leek quiche")]);
        let other = house.elsewhere(weeks::all()).feeder();
        let later = vec![planned(0, 0, 2, 1), renamed(0, 1, "Leek pie")];
        *house.log.meanwhile.lock().unwrap() = Some((other, later));
        feed(&house.engine).await;
        assert!(house.log.meanwhile.lock().unwrap().is_none());
        assert_eq!(
            shown(&house, 0).await,
            [
                "Leek pie as Leek quiche ×2",
                "Leek pie as Leek tart ×1",
                "Leek pie as Leek tart ×1",
                "Plum cake as Plum cake ×2",
            ]
        );
        assert_eq!(house.verified().await, Vec::<String>::new());
    }
);

on_both!(
    a_target_that_is_further_than_others_takes_no_event_twice,
    of_weeks,
    |house| {
        furnish(&house).await;
        house.log.append([renamed(0, 1, "Leek quiche")]);
        feed(&house.engine).await;
        house.log.append([renamed(0, 2, "Plum pie")]);
        assert_eq!(house.verified().await, Vec::<String>::new(), "before it is fed");
        let cursors = house.database.ours("cursors");
        let back = format!("UPDATE {cursors} SET applied = 2 WHERE projection = 'lids'");
        house.database.execute(&back).await;
        feed(&house.engine).await;
        assert_eq!(house.verified().await, Vec::<String>::new());
    }
);

on_both!(
    a_feeder_that_is_torn_down_anywhere_loses_nothing,
    of_weeks,
    |house| {
        furnish(&house).await;
        let numbers: Vec<_> = (0..120_u16)
            .map(|i| ((i * 7 % 9) as u8, (i % 2) as u8, (i / 3 % 4) as u8, i * 5 % 6))
            .collect();
        for (at, portion) in of_weeks(&numbers).chunks(8).enumerate() {
            house.log.append(portion.iter().cloned());
            let feeder = house.engine.feeder().with_batch_events(2);
            tokio::select! {
                fed = feeder.feed_all_until_caught_up() => fed.unwrap(),
                () = tokio::time::sleep(Duration::from_micros(at as u64 * 400)) => {}
            }
        }
        feed(&house.engine).await;
        assert_eq!(house.verified().await, Vec::<String>::new());
        let live = house.digests().await;
        house.rebuild().await.unwrap();
        assert_eq!(house.digests().await, live);
    }
);

on_both!(planted_rows_are_named_and_mended, of_weeks, |house| {
    furnish(&house).await;
    let (weeks, of_one) = (table(&house, "week_recipes"), recipe_id(1, 2));
    let other = uuid::Uuid::from_u128(1);
    for (damage, part) in [
        (
            format!("UPDATE {weeks} SET title = 'Plumb' WHERE recipe_id = '{of_one}'"),
            "`title` is `Plumb`, should be `Plum cake`",
        ),
        (
            format!("DELETE FROM {weeks} WHERE recipe_id = '{of_one}'"),
            "is missing",
        ),
        (
            format!("UPDATE {weeks} SET week_id = '{other}' WHERE recipe_id = '{of_one}'"),
            "should not be there",
        ),
    ] {
        house.database.execute(&damage).await;
        let failed = house.verified().await;
        assert!(failed.iter().any(|line| line.contains(part)), "{failed:#?}");
        let stop = Stop::default();
        let found = house.engine.repair(&[], true, &(), &stop).await.unwrap();
        let mended = house.engine.repair(&[], false, &(), &stop).await.unwrap();
        assert_eq!((&found, mended.households), (&mended, 1));
        assert_eq!(house.verified().await, Vec::<String>::new());
    }
    // Warm machines are none the worse for it.
    house.log.append([renamed(1, 2, "Plum pie")]);
    feed(&house.engine).await;
    assert_eq!(house.verified().await, Vec::<String>::new());
});

on_both!(
    a_bad_event_parks_its_stream_and_a_retry_heals_it,
    of_weeks,
    |house| {
        furnish(&house).await;
        house.log.append([
            renamed(0, 1, "Bad"),
            renamed(0, 1, "Worse"),
            renamed(0, 2, "Plum pie"),
        ]);
        house.log.poison(household(0), 8);
        let feeder = house.engine.feeder().with_batch_events(1);
        feeder.feed_all_until_caught_up().await.unwrap();
        let standing = ["Leek tart as Leek tart ×1"; 3];
        let still = [&standing[..], &["Plum pie as Plum cake ×2"]].concat();
        assert_eq!(shown(&house, 0).await, still);
        assert_eq!(parked(&house).await, [("lids".into(), 8), ("weeks".into(), 8)]);
        assert_eq!(house.verified().await, Vec::<String>::new());
        assert!(matches!(house.rebuild().await, Err(Error::Poison(poison)) if poison.position == 8));
        let live = house.digests().await;
        rebuild_with_parked(&house).await;
        assert_eq!(house.digests().await, live, "a rebuild parks the same");
        // Others go on beside it, cold or warm; so does a retry that heals nothing.
        house
            .log
            .append([planned(0, 0, 2, 2), planned(0, 1, 2, 1), renamed(0, 1, "Worst")]);
        feeder.retry_parked().await.unwrap();
        house
            .elsewhere(weeks::all())
            .feeder()
            .retry_parked()
            .await
            .unwrap();
        let still = [
            &standing[..],
            &["Plum pie as Plum cake ×2", "Plum pie as Plum pie ×1"],
        ]
        .concat();
        let mut still: Vec<String> = still.into_iter().map(str::to_owned).collect();
        still[0] = "Leek tart as Leek tart ×1".to_owned();
        still[2] = "Leek tart as Leek tart ×2".to_owned();
        assert_eq!(shown(&house, 0).await, still);
        assert_eq!(house.verified().await, Vec::<String>::new());
        house.log.heal();
        feeder.retry_parked().await.unwrap();
        assert_eq!(parked(&house).await, []);
        assert_eq!(
            shown(&house, 0).await,
            [
                "Plum pie as Plum cake ×2",
                "Plum pie as Plum pie ×1",
                "Worst as Leek tart ×1",
                "Worst as Leek tart ×1",
                "Worst as Worse ×2",
            ]
        );
        assert_eq!(house.verified().await, Vec::<String>::new());
        let live = house.digests().await;
        house.rebuild().await.unwrap();
        assert_eq!(house.digests().await, live);
    }
);

on_both!(
    a_stream_that_can_be_read_again_goes_on_with_its_next_event,
    of_weeks,
    |house| {
        furnish(&house).await;
        house.log.append([renamed(0, 1, "Bad")]);
        house.log.poison(household(0), 8);
        feed(&house.engine).await;
        house.log.heal();
        house.log.append([renamed(0, 2, "Plum pie")]);
        feed(&house.engine).await;
        let parked_now = parked(&house).await;
        assert_eq!(parked_now.len(), 2, "nothing of that stream came: {parked_now:?}");
        assert_eq!(house.verified().await, Vec::<String>::new());
        house.log.append([renamed(0, 1, "Good")]);
        feed(&house.engine).await;
        assert_eq!(parked(&house).await, []);
        assert_eq!(shown(&house, 0).await[0], "Good as Leek tart ×1");
        assert_eq!(house.verified().await, Vec::<String>::new());
    }
);

on_both!(
    what_another_process_healed_is_not_undone_by_a_warm_machine,
    of_weeks,
    |house| {
        furnish(&house).await;
        house.log.append([renamed(0, 1, "Bad")]);
        house.log.poison(household(0), 8);
        feed(&house.engine).await;
        house.log.heal();
        let other = house.elsewhere(weeks::all()).feeder();
        other.retry_parked().await.unwrap();
        house.log.append([planned(0, 0, 2, 1)]);
        feed(&house.engine).await;
        assert_eq!(shown(&house, 0).await[0], "Bad as Bad ×2");
        assert_eq!(house.verified().await, Vec::<String>::new());
    }
);

on_both!(
    what_can_no_longer_be_read_is_taken_back_as_a_rebuild_would,
    of_weeks,
    |house| {
        furnish(&house).await;
        house
            .log
            .append([renamed(0, 1, "Leek quiche"), renamed(0, 2, "Plum pie")]);
        feed(&house.engine).await;
        // An older build, which cannot read what is in the tables already.
        house.log.poison(household(0), 8);
        let older = house.elsewhere(&weeks::all()[1..2]);
        house.log.append([planned(0, 1, 2, 2)]);
        feed(&older).await;
        assert_eq!(parked(&house).await, [("weeks".into(), 8)]);
        assert_eq!(shown(&house, 0).await[0], "Leek tart as Leek tart ×1");
        let report = older.verify(&[], &(), &Stop::default()).await.unwrap();
        assert!(report.ok(), "{report:?}");
        house.log.heal();
        house.engine.feeder().retry_parked().await.unwrap();
        assert_eq!(house.verified().await, Vec::<String>::new());
        assert_eq!(shown(&house, 0).await[0], "Leek quiche as Leek tart ×1");
    }
);

on_both!(
    a_change_worked_out_beside_other_parked_streams_is_left_alone,
    of_weeks,
    |house| {
        furnish(&house).await;
        let db = house.engine.read_db();
        let stream = StreamKey::new(heirloom_events::StreamType::Recipe, recipe_id(0, 1));
        let change = |standing| TargetChange {
            bound: Bound {
                target: live_weeks(),
                model: weeks::all()[1],
            },
            from: 7,
            to: 7,
            tables: vec![TableChange::default(); 2],
            park: Vec::new(),
            unpark: Vec::new(),
            standing,
        };
        let apply = async |standing| db.apply(household(0), &[change(standing)]).await.unwrap();
        assert_eq!(apply(None).await, 1);
        assert_eq!(apply(Some(BTreeMap::new())).await, 1);
        assert_eq!(apply(Some(BTreeMap::from([(stream, 3)]))).await, 0);
    }
);

on_both!(a_dry_run_tells_what_would_change, of_weeks, |house| {
    furnish(&house).await;
    let options = Options {
        dry_run: true,
        ..Options::default()
    };
    let dry = async || {
        let rebuilt = house.engine.rebuild(&options, &(), &Stop::default()).await;
        rebuilt.unwrap().differences
    };
    assert_eq!(dry().await, Vec::<String>::new());
    let weeks = table(&house, "week_recipes");
    let damage = format!(
        "UPDATE {weeks} SET times = 9 WHERE recipe_id = '{}'",
        recipe_id(0, 2)
    );
    house.database.execute(&damage).await;
    let differences = dry().await;
    assert!(
        differences.len() == 1 && differences[0].contains("`times` is 9, should be 2"),
        "{differences:?}"
    );
});

on_both!(
    a_stopped_rebuild_goes_on_and_a_switch_back_keeps_later_events,
    of_weeks,
    |house| {
        furnish(&house).await;
        let stop = Stop::default();
        stop.stop();
        let stopped = house.engine.rebuild(&Options::default(), &(), &stop).await;
        assert!(matches!(stopped, Err(Error::Paused { .. })), "{stopped:?}");
        house.rebuild().await.unwrap();
        house.log.append([renamed(1, 1, "Leek quiche")]);
        house
            .engine
            .switch_back(&["weeks".to_owned()], false)
            .await
            .unwrap();
        assert_eq!(shown(&house, 1).await[0], "Leek quiche as Leek tart ×1");
        assert_eq!(house.verified().await, Vec::<String>::new());
    }
);
