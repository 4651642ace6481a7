//! Rebuilds that are interrupted, lied to, run twice, read from and gone back on.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use heirloom_events::recipe::{RecipeArchived, RecipeRenamed};
use heirloom_projections::rebuild::Options;
use heirloom_projections::rebuild::progress::{Progress, Report, Step, Stop};
use heirloom_projections::{Dialect, Error};
use support::House;
use support::events::{created, household, of_recipe, recipe_id, recorded};
use tokio::sync::Notify;

/// Some hundred events in three households.
fn furnish(house: &House) {
    let happened: Vec<_> = (0..400_u16)
        .map(|i| ((i % 3) as u8, (i / 7 % 4) as u8, (i * 11 % 16) as u8, i * 5 % 12))
        .collect();
    house.log.append(recorded(&happened));
}

async fn rebuild(house: &House, options: Options) -> Result<heirloom_projections::rebuild::Rebuilt, Error> {
    house.engine.rebuild(&options, &(), &Stop::default()).await
}

/// Does something at the nth report of a step.
struct At<F: Fn()> {
    step: Step,
    what: F,
}

impl<F: Fn() + Send + Sync> Progress for At<F> {
    fn report(&self, report: &Report) {
        if report.step == self.step {
            (self.what)();
        }
    }
}

const STEPS: [Step; 5] = [Step::Load, Step::Index, Step::CatchUp, Step::Verify, Step::Switch];

/// A generation of the newest tables of recipes.
fn recipes(generation: u32) -> String {
    let newest = heirloom_projections::models::newest();
    let recipes = newest.iter().find(|model| model.name() == "recipes").unwrap();
    format!("recipes_v{}_g{generation}", recipes.version())
}

on_both!(
    a_rebuild_that_is_stopped_in_any_step_goes_on_and_ends_equal,
    |house| {
        furnish(&house);
        house.rebuild().await.unwrap();
        let expected = house.digests().await;
        for step in STEPS {
            let stop = Stop::default();
            let at = At {
                step,
                what: || stop.stop(),
            };
            let outcome = house.engine.rebuild(&Options::default(), &at, &stop).await;
            if step != Step::Switch {
                assert!(
                    matches!(outcome, Err(Error::Paused { .. })),
                    "{step:?}: {outcome:?}"
                );
            }
            assert_eq!(house.digests().await, expected, "{step:?} touched what is live");
            house.rebuild().await.unwrap();
            assert_eq!(house.digests().await, expected, "{step:?}");
        }
    }
);

on_both!(
    a_rebuild_that_is_torn_down_in_any_step_goes_on_and_ends_equal,
    |house| {
        furnish(&house);
        house.rebuild().await.unwrap();
        let expected = house.digests().await;
        for (step, pause_us) in STEPS.into_iter().flat_map(|s| [0, 300, 3_000].map(|p| (s, p))) {
            let torn = Arc::new(Notify::new());
            let at = At {
                step,
                what: || torn.notify_one(),
            };
            let options = Options::default();
            let stop = Stop::default();
            tokio::select! {
                _ = house.engine.rebuild(&options, &at, &stop) => {}
                () = async { torn.notified().await; tokio::time::sleep(Duration::from_micros(pause_us)).await } => {}
            }
            assert_eq!(house.digests().await, expected, "{step:?} touched what is live");
            house.rebuild().await.unwrap();
            assert_eq!(house.digests().await, expected, "{step:?}");
            assert_eq!(house.verified().await, Vec::<String>::new());
        }
    }
);

on_both!(a_second_builder_is_refused, |house| {
    let _first = house
        .engine
        .read_db()
        .lock_builder(&["recipes", "search"])
        .await
        .unwrap();
    let second = house.rebuild().await;
    assert!(
        matches!(&second, Err(error @ Error::AnotherBuilder { .. }) if error.exit_code() == 6),
        "{second:?}"
    );
});

on_both!(
    a_replay_that_dies_is_an_error_and_never_a_short_success,
    |house| {
        furnish(&house);
        house.rebuild().await.unwrap();
        let expected = house.digests().await;
        for events in [0, 97, 250, 400] {
            *house.log.dies_after.lock().unwrap() = Some(events);
            let outcome = house.rebuild().await;
            assert!(
                matches!(&outcome, Err(error) if error.exit_code() == 69),
                "{outcome:?}"
            );
            *house.log.dies_after.lock().unwrap() = None;
            if events < 400 {
                *house.log.lies_after.lock().unwrap() = Some(events);
                let outcome = house.rebuild().await;
                assert!(matches!(&outcome, Err(Error::Truncated { .. })), "{outcome:?}");
                *house.log.lies_after.lock().unwrap() = None;
            }
            assert_eq!(house.digests().await, expected);
        }
        house.rebuild().await.unwrap();
        assert_eq!(house.digests().await, expected);
    }
);

on_both!(a_rebuild_of_no_events_ends, |house| {
    let rebuilt = tokio::time::timeout(Duration::from_secs(30), house.rebuild())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(rebuilt.load.unwrap().events, 0);
    assert!(house.digests().await.values().all(|d| d.starts_with("0 ")));
});

on_both!(rebuilding_twice_does_not_empty_the_tables, |house| {
    furnish(&house);
    house.rebuild().await.unwrap();
    let first = house.digests().await;
    for _ in 0..3 {
        house.rebuild().await.unwrap();
        assert_eq!(house.digests().await, first);
    }
    let status = house.engine.status().await.unwrap();
    for projection in status {
        let roles: Vec<&str> = projection.generations.iter().map(|g| g.role.as_str()).collect();
        assert_eq!(roles, ["standby", "live"], "{}", projection.name);
    }
});

on_both!(
    archived_recipes_do_not_come_back_and_both_projections_of_a_stream_get_rows,
    |house| {
        house
            .log
            .append([created(0, 0, "Leek tart", 2), created(0, 1, "Plum cake", 1)]);
        house.engine.init(&(), &Stop::default()).await.unwrap();
        house.log.append([of_recipe(0, 0, RecipeArchived {})]);
        house.engine.feeder().feed_all_until_caught_up().await.unwrap();
        for _ in 0..2 {
            let count = async |table: &str| {
                let sql = format!("SELECT count(*) FROM {}", house.database.view(table));
                house.database.number(&sql).await.unwrap()
            };
            assert_eq!(count("search").await, 1);
            assert_eq!(count("recipes").await, 2);
            assert_eq!(count("recipe_history").await, 3);
            house.rebuild().await.unwrap();
        }
    }
);

on_both!(a_switch_back_keeps_later_events, |house| {
    furnish(&house);
    house.engine.init(&(), &Stop::default()).await.unwrap();
    assert!(matches!(
        house.engine.switch_back(&["recipes".to_owned()], false).await,
        Err(Error::NoStandby { .. })
    ));
    house.rebuild().await.unwrap();
    house.log.append([created(0, 77, "After the switch", 1)]);
    let (targets, _) = house
        .engine
        .switch_back(&["recipes".to_owned()], false)
        .await
        .unwrap();
    assert_eq!(targets[0].to_string(), recipes(1));
    let sql = format!(
        "SELECT count(*) FROM {} WHERE recipe_id = '{}'",
        house.database.view("recipes"),
        recipe_id(0, 77)
    );
    assert_eq!(house.database.number(&sql).await.unwrap(), 1);
    assert_eq!(house.verified().await, Vec::<String>::new());
    let (targets, _) = house
        .engine
        .switch_back(&["recipes".to_owned()], false)
        .await
        .unwrap();
    assert_eq!(targets[0].to_string(), recipes(2));
    assert_eq!(house.verified().await, Vec::<String>::new());
});

on_both!(a_dry_run_tells_what_would_change_and_leaves_nothing, |house| {
    house.log.append([created(0, 0, "Leek tart", 2)]);
    house.engine.init(&(), &Stop::default()).await.unwrap();
    let dry = || Options {
        dry_run: true,
        ..Options::default()
    };
    assert_eq!(
        rebuild(&house, dry()).await.unwrap().differences,
        Vec::<String>::new()
    );
    let table = match house.database.dialect() {
        Dialect::Postgres => format!("{}.recipes", recipes(1)),
        Dialect::Sqlite => format!("{}__recipes", recipes(1)),
    };
    house
        .database
        .execute(&format!("UPDATE {table} SET title = 'Leak tart'"))
        .await;
    let differences = rebuild(&house, dry()).await.unwrap().differences;
    assert_eq!(differences.len(), 1);
    assert!(
        differences[0].contains("`title` is `Leak tart`, should be `Leek tart`"),
        "{differences:?}"
    );
    let generations = house.engine.read_db().generations().await.unwrap();
    assert_eq!(generations.len(), heirloom_projections::models::newest().len());
});

on_both!(a_postponed_switch_is_fed_and_made_later, |house| {
    furnish(&house);
    house.engine.init(&(), &Stop::default()).await.unwrap();
    let options = Options {
        postpone_switch: true,
        ..Options::default()
    };
    assert!(rebuild(&house, options).await.unwrap().switch.is_none());
    house.log.append([created(0, 77, "Meanwhile", 1)]);
    house.engine.switch_to_verified(&[], false).await.unwrap();
    assert_eq!(house.verified().await, Vec::<String>::new());
    let live = house.engine.status().await.unwrap()[0]
        .generations
        .iter()
        .find(|g| g.role.as_str() == "live")
        .unwrap()
        .target
        .clone();
    assert!(live.ends_with("_g2"), "{live}");
});

on_both!(what_a_crash_left_is_listed_and_cleaned, |house| {
    let ddl = match house.database.dialect() {
        Dialect::Postgres => "CREATE SCHEMA recipes_v1_g9; CREATE TABLE recipes_v1_g9.recipes (a int)",
        Dialect::Sqlite => "CREATE TABLE recipes_v1_g9__recipes (a int)",
    };
    house.database.execute(ddl).await;
    assert_eq!(house.engine.plan(&[]).await.unwrap().orphans, ["recipes_v1_g9"]);
    assert_eq!(house.rebuild().await.unwrap().orphans, ["recipes_v1_g9"]);
    assert_eq!(
        house.engine.plan(&[]).await.unwrap().orphans,
        Vec::<String>::new()
    );
});

on_both!(one_bad_event_parks_its_stream_and_nothing_else, |house| {
    house
        .log
        .append([created(0, 0, "Leek tart", 2), created(0, 1, "Plum cake", 1)]);
    house.engine.init(&(), &Stop::default()).await.unwrap();
    let renamed = |n, title: &str| {
        of_recipe(
            0,
            n,
            RecipeRenamed {
                title: title.to_owned(),
            },
        )
    };
    house
        .log
        .append([renamed(0, "Bad"), renamed(0, "Worse"), renamed(1, "Plum tart")]);
    house.log.poison(household(0), 3);
    let feeder = house.engine.feeder().with_batch_events(1);
    feeder.feed_all_until_caught_up().await.unwrap();
    let titles = format!(
        "SELECT title FROM {} ORDER BY title",
        house.database.view("recipes")
    );
    assert_eq!(house.database.texts(&titles).await, ["Leek tart", "Plum tart"]);
    assert_eq!(house.verified().await, Vec::<String>::new());
    assert!(matches!(house.rebuild().await, Err(Error::Poison(poison)) if poison.position == 3));
    let accepted = Options {
        accept_parked: true,
        ..Options::default()
    };
    rebuild(&house, accepted).await.unwrap();
    assert_eq!(house.database.texts(&titles).await, ["Leek tart", "Plum tart"]);
    assert_eq!(house.verified().await, Vec::<String>::new());
    let refused = house.engine.switch_back(&["recipes".to_owned()], false).await;
    assert!(
        matches!(&refused, Err(Error::ParkedStreams { .. })),
        "{refused:?}"
    );
    house.log.heal();
    feeder.retry_parked().await.unwrap();
    assert_eq!(house.database.texts(&titles).await, ["Plum tart", "Worse"]);
    let live = house.digests().await;
    house.rebuild().await.unwrap();
    assert_eq!(house.digests().await, live);
    assert_eq!(house.verified().await, Vec::<String>::new());
});

on_both!(any_number_of_feeders_give_the_same_tables, |house| {
    house.engine.init(&(), &Stop::default()).await.unwrap();
    for _ in 0..3 {
        furnish(&house);
        let feeding = (1..=6_u64).map(|i| {
            let feeder = house.engine.feeder().with_batch_events(i * 3);
            tokio::spawn(async move { feeder.feed_all_until_caught_up().await.unwrap() })
        });
        futures_util::future::join_all(feeding)
            .await
            .into_iter()
            .for_each(|done| done.unwrap());
    }
    assert_eq!(house.verified().await, Vec::<String>::new());
});

on_both!(a_reader_can_wait_for_its_own_write, |house| {
    house.engine.init(&(), &Stop::default()).await.unwrap();
    house.log.append([created(0, 0, "Leek tart", 2)]);
    let feeder = house.engine.feeder();
    feeder
        .wait_for(household(0), 1, &[], Duration::from_secs(5))
        .await
        .unwrap();
    let sql = format!("SELECT count(*) FROM {}", house.database.view("recipes"));
    assert_eq!(house.database.number(&sql).await.unwrap(), 1);
    let vain = feeder
        .wait_for(household(0), 9, &[], Duration::from_millis(50))
        .await;
    assert!(matches!(vain, Err(Error::WaitedInVain { position: 9, .. })));
});

on_both!(
    sixteen_readers_see_no_error_and_no_empty_table_in_twenty_rebuilds,
    |house| {
        for h in 0..2 {
            house
                .log
                .append((0..40).map(|n| created(h, n, &format!("Recipe {n}"), 3)));
        }
        house.engine.init(&(), &Stop::default()).await.unwrap();
        let done = Arc::new(AtomicBool::new(false));
        let reads = Arc::new(AtomicU64::new(0));
        let readers: Vec<_> = (0..16)
            .map(|_| {
                let (database, done, reads) = (house.database.clone(), done.clone(), reads.clone());
                tokio::spawn(async move {
                    let recipes = database.view("recipes");
                    let lines = database.view("recipe_ingredients");
                    let all = format!("SELECT count(*) FROM {recipes}");
                    // One statement over two views: it would show tables of two generations mixed.
                    let joined = format!(
                        "SELECT count(*) FROM {lines} AS l JOIN {recipes} AS r \
                     ON r.household_id = l.household_id AND r.recipe_id = l.recipe_id"
                    );
                    while !done.load(Ordering::Relaxed) {
                        assert_eq!(database.number(&all).await.unwrap(), 80);
                        assert_eq!(database.number(&joined).await.unwrap(), 240);
                        reads.fetch_add(2, Ordering::Relaxed);
                        tokio::time::sleep(Duration::from_millis(25)).await;
                    }
                })
            })
            .collect();
        for _ in 0..20 {
            house.rebuild().await.unwrap();
        }
        done.store(true, Ordering::Relaxed);
        for reader in readers {
            reader.await.unwrap();
        }
        assert!(reads.load(Ordering::Relaxed) > 100);
    }
);
