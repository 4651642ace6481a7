//! Several versions of a projection beside one another: fed together, switched forth and back, compared,
//! dropped.

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use heirloom_events::recipe::RecipeRenamed;
use heirloom_projections::evolve::{BuildOptions, Built, DifferenceKind, StepVersions, Switched};
use heirloom_projections::read_db::{Activation, Direction};
use heirloom_projections::rebuild::Options;
use heirloom_projections::rebuild::progress::{Progress, Report, Step, Stop};
use heirloom_projections::target::{Role, Version};
use heirloom_projections::{Error, Result};
use support::House;
use support::databases::Database;
use support::events::{created, household, of_recipe};
use support::pots::{FIRST, SECOND, THIRD, WAY};
use tokio::sync::Notify;

const INITIAL: &str = "2026_11_20_0900_initial";

/// Two households with twenty recipes each, at the first revision.
async fn furnish(house: &House) {
    for h in 0..2 {
        house
            .log
            .append((0..20).map(|n| created(h, n, &format!("Stew {n}"), n % 3)));
    }
    house.engine.at(FIRST).init(&(), &Stop::default()).await.unwrap();
}

async fn build(house: &House, versions: &[Version]) -> Result<Built> {
    house
        .engine
        .build_versions(versions, &BuildOptions::default(), &(), &Stop::default())
        .await
}

fn activation(revision: &str, expected: &str, direction: Direction) -> Activation {
    Activation {
        revision: revision.to_owned(),
        direction,
        actor: "tester".to_owned(),
        reason: Some("because".to_owned()),
        events: 40,
        expected_active: expected.to_owned(),
    }
}

async fn up(house: &House, from: &str, to: &str, show: &[Version]) -> Result<Switched> {
    let activation = activation(to, from, Direction::Upgrade);
    house
        .engine
        .switch_to(show, &[], Some(&activation), false, &())
        .await
}

async fn down(house: &House, from: &str, to: &str, show: &[Version], hide: &[&str]) -> Result<Switched> {
    let activation = activation(to, from, Direction::Downgrade);
    house
        .engine
        .switch_to(show, hide, Some(&activation), false, &())
        .await
}

/// Role of every generation: `pots_v1_g1 live`.
async fn roles(house: &House) -> Vec<String> {
    let generations = house.engine.read_db().generations().await.unwrap();
    let told = generations
        .iter()
        .map(|g| format!("{} {}", g.target, g.role.as_str()));
    told.collect()
}

async fn active(house: &House) -> String {
    let sql = format!(
        "SELECT revision FROM {} ORDER BY no DESC LIMIT 1",
        house.database.ours("revisions")
    );
    house.database.texts(&sql).await.remove(0)
}

/// How many rows a view shows; none where there is no such view.
async fn shown(house: &House, view: &str) -> Option<i64> {
    let sql = format!("SELECT count(*) FROM {}", house.database.view(view));
    house.database.number(&sql).await.ok()
}

async fn columns(house: &House, view: &str) -> usize {
    let sql = match house.database {
        Database::Sqlite { .. } => format!("SELECT count(*) FROM pragma_table_info('{view}')"),
        Database::Postgres { .. } => format!(
            "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'read' AND table_name = '{view}'"
        ),
    };
    house.database.number(&sql).await.unwrap() as usize
}

/// A table of a generation, as it is written in SQL.
fn table(house: &House, target: &str, table: &str) -> String {
    match house.database {
        Database::Sqlite { .. } => format!("{target}__{table}"),
        Database::Postgres { .. } => format!("{target}.{table}"),
    }
}

on_both!(all_versions_are_fed_and_each_equals_the_log, of_pots, |house| {
    furnish(&house).await;
    let built = build(&house, WAY).await.unwrap();
    assert_eq!(built.targets, ["pots_v2_g1", "pots_v3_g1", "lids_v1_g1"]);
    assert_eq!(
        built.load.unwrap().events,
        40,
        "all versions come out of one load"
    );
    house.log.append([created(0, 90, "Later", 1)]);
    house.engine.feeder().feed_all_until_caught_up().await.unwrap();
    for target in ["pots_v1_g1", "pots_v2_g1", "pots_v3_g1"] {
        let sql = format!("SELECT count(*) FROM {}", table(&house, target, "pots"));
        assert_eq!(house.database.number(&sql).await.unwrap(), 41, "{target}");
    }
    assert_eq!(
        roles(&house).await,
        [
            "lids_v1_g1 building",
            "pots_v1_g1 live",
            "pots_v2_g1 building",
            "pots_v3_g1 building"
        ]
    );
    // What is there already is not built again.
    let again = build(&house, WAY).await.unwrap();
    assert_eq!(again.targets, Vec::<String>::new());
    assert_eq!(again.ready.len(), 3);
    assert!(again.load.is_none());
});

on_both!(
    an_upgrade_and_every_downgrade_show_their_tables_with_later_events,
    of_pots,
    |house| {
        furnish(&house).await;
        build(&house, WAY).await.unwrap();
        let switched = up(&house, INITIAL, "third", THIRD).await.unwrap();
        assert_eq!(switched.shown, ["pots_v3_g1", "lids_v1_g1"]);
        assert_eq!(switched.hidden, ["pots_v1_g1"]);
        assert_eq!(switched.stood_by, ["pots_v2_g1"]);
        assert_eq!(
            roles(&house).await,
            [
                "lids_v1_g1 live",
                "pots_v1_g1 standby",
                "pots_v2_g1 standby",
                "pots_v3_g1 live"
            ]
        );
        assert_eq!(
            (columns(&house, "pots").await, shown(&house, "pot_labels").await),
            (5, Some(40))
        );
        house.log.append([created(0, 90, "At the third", 1)]);
        down(&house, "third", "second", SECOND, &[]).await.unwrap();
        assert_eq!(shown(&house, "pots").await, Some(41));
        house.log.append([created(0, 91, "At the second", 1)]);
        let switched = down(&house, "second", INITIAL, FIRST, &["lids"]).await.unwrap();
        assert_eq!(switched.hidden, ["pots_v2_g1", "lids_v1_g1"]);
        assert_eq!(
            (columns(&house, "pots").await, shown(&house, "pots").await),
            (4, Some(42))
        );
        assert_eq!(
            (shown(&house, "pot_labels").await, shown(&house, "lids").await),
            (None, None)
        );
        house.log.append([created(0, 92, "At the first", 1)]);
        up(&house, INITIAL, "third", THIRD).await.unwrap();
        for view in ["pots", "pot_labels", "lids"] {
            assert_eq!(shown(&house, view).await, Some(43), "{view}");
        }
        let engine = house.engine.at(THIRD);
        let report = engine.verify(&[], &(), &Stop::default()).await.unwrap();
        assert!(report.ok() && report.checks.len() == 3, "{report:?}");
        assert_eq!(active(&house).await, "third");
        let sql = format!("SELECT count(*) FROM {}", house.database.ours("revisions"));
        assert_eq!(house.database.number(&sql).await.unwrap(), 5);
    }
);

on_both!(
    another_revision_than_was_thought_changes_nothing,
    of_pots,
    |house| {
        furnish(&house).await;
        build(&house, WAY).await.unwrap();
        let before = roles(&house).await;
        let refused = up(&house, "elsewhere", "third", THIRD).await;
        assert!(
            matches!(&refused, Err(error @ Error::RevisionMoved { active, .. })
                if active == INITIAL && error.exit_code() == 75),
            "{refused:?}"
        );
        assert_eq!(roles(&house).await, before);
        assert_eq!(active(&house).await, INITIAL);
        assert_eq!(shown(&house, "pot_labels").await, None);
    }
);

on_both!(
    revision_and_views_change_together_or_not_at_all,
    of_pots,
    |house| {
        furnish(&house).await;
        build(&house, WAY).await.unwrap();
        let before = roles(&house).await;
        // The revision is refused after the roles were changed, then a view after the revision was written.
        let (refuse, allow) = match house.database {
            Database::Sqlite { .. } => (
                "CREATE TRIGGER no_third BEFORE INSERT ON revisions BEGIN SELECT RAISE(ABORT, 'no'); END",
                "DROP TRIGGER no_third",
            ),
            Database::Postgres { .. } => (
                "ALTER TABLE heirloom.revisions ADD CONSTRAINT no_third CHECK (revision <> 'third')",
                "ALTER TABLE heirloom.revisions DROP CONSTRAINT no_third",
            ),
        };
        house.database.execute(refuse).await;
        assert!(up(&house, INITIAL, "third", THIRD).await.is_err());
        house.database.execute(allow).await;
        let taken = house.database.view("lids");
        house
            .database
            .execute(&format!("CREATE TABLE {taken} (a integer)"))
            .await;
        assert!(up(&house, INITIAL, "third", THIRD).await.is_err());
        assert_eq!(roles(&house).await, before);
        assert_eq!(active(&house).await, INITIAL);
        assert_eq!(columns(&house, "pots").await, 4);
        house.database.execute(&format!("DROP TABLE {taken}")).await;
        up(&house, INITIAL, "third", THIRD).await.unwrap();
        assert_eq!(active(&house).await, "third");
    }
);

on_both!(
    a_view_of_somebody_else_stops_a_downgrade_and_is_named,
    of_pots,
    |house| {
        furnish(&house).await;
        build(&house, SECOND).await.unwrap();
        up(&house, INITIAL, "second", SECOND).await.unwrap();
        let mine = format!(
            "CREATE VIEW cooks_own AS SELECT lines FROM {}",
            house.database.view("pots")
        );
        house.database.execute(&mine).await;
        let before = roles(&house).await;
        let refused = down(&house, "second", INITIAL, FIRST, &["lids"]).await;
        let Err(error @ Error::Busy { .. }) = refused else {
            panic!("{refused:?}");
        };
        assert!(error.to_string().contains("cooks_own"), "{error}");
        assert_eq!(roles(&house).await, before);
        assert_eq!(active(&house).await, "second");
        assert_eq!(columns(&house, "pots").await, 5);
        house.database.execute("DROP VIEW cooks_own").await;
        down(&house, "second", INITIAL, FIRST, &["lids"]).await.unwrap();
    }
);

on_both!(
    a_revision_without_tables_of_its_own_is_only_activated,
    of_pots,
    |house| {
        furnish(&house).await;
        let switched = up(&house, INITIAL, "events_only", FIRST).await.unwrap();
        assert_eq!(switched.shown, Vec::<String>::new());
        assert_eq!(active(&house).await, "events_only");
        assert_eq!(shown(&house, "pots").await, Some(40));
    }
);

on_both!(
    many_versions_are_built_in_one_load_and_each_equals_the_log,
    of_many_pots,
    |house| {
        // More tables than a load has connections on PostgreSQL, and more rows than a piece holds.
        house.log.append(
            (0..3_000).map(|n| created(0, n, &format!("Stew {n} {}", "with onions ".repeat(8)), n % 2)),
        );
        let engine = house.engine.at(FIRST);
        engine.init(&(), &Stop::default()).await.unwrap();
        let all: Vec<Version> = (2..=12).map(|version| ("pots", version)).collect();
        let built = build(&house, &all).await.unwrap();
        assert_eq!(built.load.unwrap().rows, 11 * 2 * 3_000);
        house
            .log
            .append([created(0, 1, "Changed", 3), created(1, 0, "Later", 1)]);
        house.engine.feeder().feed_all_until_caught_up().await.unwrap();
        let report = house
            .engine
            .verify_versions(&all, &(), &Stop::default())
            .await
            .unwrap();
        assert!(report.ok() && report.checks.len() == 22, "{report:?}");
        assert!(
            report.checks[0].name.starts_with("`pots_v2_g1`: "),
            "{}",
            report.checks[0].name
        );
    }
);

on_both!(
    readers_see_no_error_while_versions_go_forth_and_back,
    of_pots,
    |house| {
        furnish(&house).await;
        build(&house, WAY).await.unwrap();
        let done = Arc::new(AtomicBool::new(false));
        let reads = Arc::new(AtomicU64::new(0));
        let readers: Vec<_> = (0..8)
            .map(|_| {
                let (database, done, reads) = (house.database.clone(), done.clone(), reads.clone());
                tokio::spawn(async move {
                    let sql = format!("SELECT count(size) FROM {}", database.view("pots"));
                    while !done.load(Ordering::Relaxed) {
                        assert!(database.number(&sql).await.unwrap() >= 40);
                        reads.fetch_add(1, Ordering::Relaxed);
                        tokio::time::sleep(Duration::from_millis(3)).await;
                    }
                })
            })
            .collect();
        let mut most = 0.0_f64;
        for round in 0..10 {
            house.log.append([created(1, 100 + round, "Meanwhile", 1)]);
            let there = up(&house, INITIAL, "third", THIRD).await.unwrap();
            let back = down(&house, "third", INITIAL, FIRST, &["lids"]).await.unwrap();
            most = most.max(there.stats.locked_ms).max(back.stats.locked_ms);
        }
        done.store(true, Ordering::Relaxed);
        for reader in readers {
            reader.await.unwrap();
        }
        println!("the longest lock was {most:.1} ms");
        assert!(reads.load(Ordering::Relaxed) > 50);
        assert_eq!(shown(&house, "pots").await, Some(50));
    }
);

on_both!(
    a_version_without_tables_is_told_with_what_to_do,
    of_pots,
    |house| {
        furnish(&house).await;
        let refused = up(&house, INITIAL, "third", THIRD).await;
        let Err(error @ Error::VersionGone { .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(error.exit_code(), 1);
        assert!(error.to_string().contains("heirloom upgrade"), "{error}");
        assert_eq!(active(&house).await, INITIAL);
        let unknown = build(&house, &[("pots", 9)]).await;
        assert!(
            matches!(unknown, Err(Error::UnknownVersion { version: 9, .. })),
            "{unknown:?}"
        );
    }
);

/// Does something at each report of a step.
struct At<F: Fn()>(Step, F);

impl<F: Fn() + Send + Sync> Progress for At<F> {
    fn report(&self, report: &Report) {
        if report.step == self.0 {
            (self.1)();
        }
    }
}

const STEPS: [Step; 4] = [Step::Load, Step::Index, Step::CatchUp, Step::Verify];

on_both!(
    a_build_that_is_stopped_in_any_step_goes_on_where_it_was,
    of_pots,
    |house| {
        furnish(&house).await;
        for step in STEPS {
            let stop = Stop::default();
            let at = At(step, || stop.stop());
            let options = BuildOptions::default();
            let stopped = house.engine.build_versions(WAY, &options, &at, &stop).await;
            assert!(
                matches!(stopped, Err(Error::Paused { .. })),
                "{step:?}: {stopped:?}"
            );
            assert_eq!(shown(&house, "pots").await, Some(40));
        }
        let built = build(&house, WAY).await.unwrap();
        assert_eq!(built.targets, ["pots_v2_g1", "pots_v3_g1", "lids_v1_g1"]);
        up(&house, INITIAL, "third", THIRD).await.unwrap();
        let report = house.engine.verify(&[], &(), &Stop::default()).await.unwrap();
        assert!(report.ok(), "{report:?}");
    }
);

on_both!(
    a_build_or_switch_that_is_torn_down_in_any_step_can_be_done_again,
    of_pots,
    |house| {
        furnish(&house).await;
        let steps = STEPS.into_iter().chain([Step::Switch]);
        for (step, pause_us) in steps.flat_map(|s| [0, 300, 3_000].map(|p| (s, p))) {
            let torn = Arc::new(Notify::new());
            let at = At(step, || torn.notify_one());
            let (options, stop) = (BuildOptions::default(), Stop::default());
            let third = activation("third", INITIAL, Direction::Upgrade);
            let upgrade = async {
                house.engine.build_versions(WAY, &options, &at, &stop).await?;
                house.engine.switch_to(THIRD, &[], Some(&third), false, &at).await
            };
            tokio::select! {
                _ = upgrade => {}
                () = async { torn.notified().await; tokio::time::sleep(Duration::from_micros(pause_us)).await } => {}
            }
            assert_eq!(shown(&house, "pots").await, Some(40), "{step:?}");
            // What was under way on SQLite goes to its end; a builder waits for that.
            let lock = house.engine.read_db().lock_builder(&["pots", "lids"]).await;
            drop(lock.unwrap());
            // It happened, or it did not: revision and views agree.
            let revision = active(&house).await;
            let labels = shown(&house, "pot_labels").await;
            assert_eq!(labels.is_some(), revision == "third", "{step:?}: {revision}");
            if revision == INITIAL {
                build(&house, WAY).await.unwrap();
                up(&house, INITIAL, "third", THIRD).await.unwrap();
            }
            let report = house.engine.verify(&[], &(), &Stop::default()).await.unwrap();
            assert!(report.ok(), "{report:?}");
            down(&house, "third", INITIAL, FIRST, &["lids"]).await.unwrap();
            house.engine.gc(FIRST).await.unwrap();
            assert_eq!(roles(&house).await, ["pots_v1_g1 live"], "{step:?}");
        }
    }
);

on_both!(a_second_builder_of_any_version_is_refused, of_pots, |house| {
    furnish(&house).await;
    let lock = house.engine.read_db().lock_builder(&["pots"]).await.unwrap();
    for refused in [
        build(&house, WAY).await.map(drop),
        up(&house, INITIAL, "third", FIRST).await.map(drop),
    ] {
        assert!(
            matches!(&refused, Err(error) if error.exit_code() == 6),
            "{refused:?}"
        );
    }
    drop(lock);
});

on_both!(two_upgrades_at_once_make_one, of_pots, |house| {
    furnish(&house).await;
    build(&house, WAY).await.unwrap();
    let (one, other) = tokio::join!(
        up(&house, INITIAL, "third", THIRD),
        up(&house, INITIAL, "third", THIRD)
    );
    let codes: Vec<u8> = [&one, &other]
        .into_iter()
        .filter_map(|done| done.as_ref().err().map(Error::exit_code))
        .collect();
    assert!(codes == [6] || codes == [75], "{one:?} {other:?}");
    assert_eq!(active(&house).await, "third");
});

on_both!(
    a_rebuild_keeps_other_versions_and_drops_older_generations_of_its_own,
    of_pots,
    |house| {
        furnish(&house).await;
        build(&house, WAY).await.unwrap();
        up(&house, INITIAL, "second", SECOND).await.unwrap();
        let engine = house.engine.at(SECOND);
        for _ in 0..2 {
            engine
                .rebuild(&Options::default(), &(), &Stop::default())
                .await
                .unwrap();
        }
        assert_eq!(
            roles(&house).await,
            [
                "lids_v1_g2 standby",
                "lids_v1_g3 live",
                "pots_v1_g1 standby",
                "pots_v2_g2 standby",
                "pots_v2_g3 live",
                "pots_v3_g1 standby"
            ]
        );
        let (back, _) = engine.switch_back(&[], false).await.unwrap();
        let back: Vec<String> = back.iter().map(ToString::to_string).collect();
        assert_eq!(back, ["pots_v2_g2", "lids_v1_g2"]);
        down(&house, "second", INITIAL, FIRST, &["lids"]).await.unwrap();
        // The version that is wanted need not be the one that is live.
        engine
            .rebuild(&Options::default(), &(), &Stop::default())
            .await
            .unwrap();
        assert!(roles(&house).await.contains(&"pots_v2_g4 live".to_owned()));
        assert_eq!(columns(&house, "pots").await, 5);
    }
);

on_both!(gc_drops_what_is_retired_and_nothing_else, of_pots, |house| {
    furnish(&house).await;
    build(&house, WAY).await.unwrap();
    up(&house, INITIAL, "third", THIRD).await.unwrap();
    let retired: Vec<String> = house
        .engine
        .retired(THIRD)
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.target)
        .collect();
    assert_eq!(retired, ["pots_v1_g1", "pots_v2_g1"]);
    let mine = format!(
        "CREATE VIEW cooks_own AS SELECT title FROM {}",
        table(&house, "pots_v1_g1", "pots")
    );
    house.database.execute(&mine).await;
    let done = house.engine.gc(THIRD).await.unwrap();
    assert_eq!(done.dropped, ["pots_v2_g1"]);
    assert!(
        done.left.len() == 1 && done.left[0].contains("cooks_own"),
        "{done:?}"
    );
    house.database.execute("DROP VIEW cooks_own").await;
    // What is live stays, whatever somebody wants to keep.
    let done = house.engine.gc(&[]).await.unwrap();
    assert_eq!(done.dropped, ["pots_v1_g1"]);
    assert_eq!(roles(&house).await, ["lids_v1_g1 live", "pots_v3_g1 live"]);
    let live = house.engine.read_db().generations().await.unwrap()[1]
        .target
        .clone();
    let refused = house.engine.read_db().drop_target(&live).await;
    assert!(matches!(refused, Err(Error::Busy { .. })), "{refused:?}");
    let gone = down(&house, "third", INITIAL, FIRST, &["lids"]).await;
    assert!(matches!(gone, Err(Error::VersionGone { .. })), "{gone:?}");
    build(&house, FIRST).await.unwrap();
    down(&house, "third", INITIAL, FIRST, &["lids"]).await.unwrap();
    assert_eq!(shown(&house, "pots").await, Some(40));
});

on_both!(a_comparison_finds_what_was_not_declared, of_pots, |house| {
    furnish(&house).await;
    build(&house, WAY).await.unwrap();
    let compare = async |from, to, declared: &'static [&'static str]| {
        let stop = Stop::default();
        let found = house.engine.compare_versions("pots", from, to, declared, &stop);
        let mut by: BTreeMap<_, _> = BTreeMap::new();
        for one in found.await.unwrap() {
            let place = format!("{}.{}", one.table, one.column.clone().unwrap_or_default());
            by.insert((place, one.kind), one);
        }
        by
    };
    let found = compare(1, 2, &[]).await;
    let kinds: Vec<_> = found
        .keys()
        .map(|(place, kind)| (place.as_str(), *kind))
        .collect();
    assert_eq!(
        kinds,
        [
            ("pot_labels.", DifferenceKind::TableAdded),
            ("pots.lines", DifferenceKind::ColumnAdded)
        ]
    );
    assert!(found.values().all(|one| one.declared));
    let size = ("pots.size".to_owned(), DifferenceKind::Values);
    let found = compare(2, 3, &[]).await;
    assert_eq!(found.len(), 1);
    assert_eq!((found[&size].rows, found[&size].declared), (40, false));
    assert!(found[&size].to_string().contains("10 → 11"), "{}", found[&size]);
    assert!(compare(2, 3, &["pots.size"]).await[&size].declared);
    assert!(compare(2, 3, &["pots"]).await[&size].declared);
    // A planted difference in a column that both have, and a row that only one has.
    let planted = format!(
        "UPDATE {} SET title = 'Planted' WHERE title = 'Stew 7'",
        table(&house, "pots_v2_g1", "pots")
    );
    house.database.execute(&planted).await;
    let gone = format!(
        "DELETE FROM {} WHERE title = 'Stew 8'",
        table(&house, "pots_v2_g1", "pots")
    );
    house.database.execute(&gone).await;
    let found = compare(1, 2, &["pots.lines"]).await;
    let title = &found[&("pots.title".to_owned(), DifferenceKind::Values)];
    assert_eq!((title.rows, title.declared), (2, false));
    assert!(title.to_string().contains("`Stew 7` → `Planted`"), "{title}");
    let rows = &found[&("pots.".to_owned(), DifferenceKind::RowsGone)];
    assert_eq!((rows.rows, rows.declared), (2, false));
});

on_both!(
    a_dry_run_of_another_version_tells_shapes_once_and_leaves_nothing,
    of_pots,
    |house| {
        furnish(&house).await;
        let dry = BuildOptions {
            dry_run: true,
            ..BuildOptions::default()
        };
        let built = house
            .engine
            .build_versions(THIRD, &dry, &(), &Stop::default())
            .await
            .unwrap();
        let told = built.differences.join("\n");
        assert_eq!(told.matches("column `pots.lines` is new").count(), 1, "{told}");
        assert_eq!(told.matches("table `pot_labels` is new").count(), 1, "{told}");
        assert_eq!(told.matches("`lids`: nothing is live yet").count(), 1, "{told}");
        assert_eq!(told.matches("`size` is").count(), 40, "{told}");
        assert_eq!(roles(&house).await, ["pots_v1_g1 live"]);
    }
);

on_both!(the_plan_says_what_is_built_and_what_is_there, of_pots, |house| {
    furnish(&house).await;
    let steps = [("second", SECOND), ("third", THIRD)].map(|(revision, versions)| StepVersions {
        revision: revision.to_owned(),
        versions: versions.to_vec(),
    });
    let plan = house.engine.evolve_plan(&steps).await.unwrap();
    assert_eq!((plan.to_build, plan.events), (3, 40));
    assert!(plan.estimated_seconds > 0.0);
    assert!(plan.way_back.contains("pots_v1_g1") && plan.way_back.contains("gc"));
    build(&house, WAY).await.unwrap();
    up(&house, INITIAL, "third", THIRD).await.unwrap();
    let back = [StepVersions {
        revision: INITIAL.to_owned(),
        versions: FIRST.to_vec(),
    }];
    let plan = house.engine.evolve_plan(&back).await.unwrap();
    assert_eq!(plan.to_build, 0);
    assert_eq!(
        plan.steps[0].versions[0].ready,
        Some(("pots_v1_g1".to_owned(), Role::Standby))
    );
});

on_both!(
    what_stands_still_in_what_is_live_as_well_does_not_stop_a_downgrade,
    of_pots,
    |house| {
        furnish(&house).await;
        build(&house, SECOND).await.unwrap();
        up(&house, INITIAL, "second", SECOND).await.unwrap();
        let title = "Unreadable".to_owned();
        house.log.append([of_recipe(0, 1, RecipeRenamed { title })]);
        house.log.poison(household(0), 21);
        house.engine.feeder().feed_all_until_caught_up().await.unwrap();
        down(&house, "second", INITIAL, FIRST, &["lids"]).await.unwrap();
        // `lids` is hidden, so nothing that is live stands still beside it.
        let refused = up(&house, INITIAL, "second", SECOND).await;
        assert!(
            matches!(&refused, Err(error @ Error::ParkedStreams { .. }) if error.exit_code() == 5),
            "{refused:?}"
        );
    }
);

#[tokio::test(flavor = "multi_thread")]
async fn postgres_grants_survive_a_downgrade_and_an_upgrade() {
    let Some(database) = Database::postgres().await else {
        return;
    };
    let house = House::of_pots(database).await;
    furnish(&house).await;
    build(&house, SECOND).await.unwrap();
    up(&house, INITIAL, "second", SECOND).await.unwrap();
    let views = ["pots", "pot_labels", "lids"];
    for view in views {
        let sql = format!("GRANT SELECT ON read.{view} TO PUBLIC");
        house.database.execute(&sql).await;
    }
    for _ in 0..2 {
        down(&house, "second", INITIAL, FIRST, &["lids"]).await.unwrap();
        up(&house, INITIAL, "second", SECOND).await.unwrap();
        for view in views {
            let sql = format!(
                "SELECT count(*) FROM information_schema.role_table_grants \
                 WHERE table_schema = 'read' AND table_name = '{view}' AND grantee = 'PUBLIC'"
            );
            assert_eq!(house.database.number(&sql).await.unwrap(), 1, "{view}");
        }
    }
    house.database.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_a_reader_of_retired_tables_is_named_and_they_stay() {
    let Some(database) = Database::postgres().await else {
        return;
    };
    let house = House::of_pots(database).await;
    furnish(&house).await;
    build(&house, SECOND).await.unwrap();
    up(&house, INITIAL, "second", SECOND).await.unwrap();
    let Database::Postgres { pool, .. } = &house.database else {
        return;
    };
    let mut reader = pool.begin().await.unwrap();
    sqlx::query("SELECT count(*) FROM pots_v1_g1.pots")
        .execute(&mut *reader)
        .await
        .unwrap();
    let done = house.engine.gc(SECOND).await.unwrap();
    assert!(
        done.left.len() == 1 && done.left[0].contains("FROM pots_v1_g1.pots"),
        "{done:?}"
    );
    reader.rollback().await.unwrap();
    assert_eq!(house.engine.gc(SECOND).await.unwrap().dropped, ["pots_v1_g1"]);
    house.database.close().await;
}
