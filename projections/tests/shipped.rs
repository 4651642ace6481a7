//! The versions that are shipped, on both databases: beside one another each equals the log, only what it adds
//! tells one from the next, and the search indexes of the live tables bear their plain names (C3).

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use heirloom_events::Recorded;
use heirloom_projections::evolve::BuildOptions;
use heirloom_projections::rebuild::progress::Stop;
use heirloom_projections::target::Version;
use heirloom_projections::{Dialect, models};
use support::House;
use support::databases::Database;
use support::events::{Happening, created, recorded};
use support::shopping::{Shopped, furnished_houses, of_lists};

const NAMES: [&str; 3] = [
    "ix_ingredients_name_search",
    "ix_meal_selections_date",
    "ix_recipes_title_search",
];

/// Where the indexes of these names are: `recipes_v4_g1 ix_recipes_title_search`.
async fn found(house: &House) -> Vec<String> {
    let names = NAMES.join("', '");
    let sql = match house.database.dialect() {
        Dialect::Postgres => format!(
            "SELECT i.schemaname || ' ' || i.indexname FROM pg_indexes AS i JOIN heirloom.generations AS g \
             ON i.schemaname = g.projection || '_v' || g.version || '_g' || g.generation AND g.state = 'live' \
             WHERE i.indexname IN ('{names}') ORDER BY 1"
        ),
        Dialect::Sqlite => format!(
            "SELECT substr(tbl_name, 1, instr(tbl_name, '__') - 1) || ' ' || name FROM sqlite_master \
             WHERE type = 'index' AND name IN ('{names}') ORDER BY 1"
        ),
    };
    house.database.texts(&sql).await
}

/// Every name, on the tables that the views show, and nothing damaged.
async fn check(house: &House) {
    let live = house.engine.status().await.unwrap();
    let live = live.iter().flat_map(|projection| &projection.generations);
    let live = live.filter(|g| g.role.as_str() == "live");
    let mut wanted: Vec<String> = live
        .filter_map(|g| {
            let of = |name: &&&str| match name.split('_').nth(1) {
                Some("meal") => g.target.starts_with("meal_plan_"),
                Some(start) => g.target.starts_with(&format!("{start}_v")),
                None => false,
            };
            NAMES.iter().find(of).map(|name| format!("{} {name}", g.target))
        })
        .collect();
    wanted.sort();
    assert_eq!(wanted.len(), NAMES.len());
    assert_eq!(found(house).await, wanted);
    assert_eq!(house.verified().await, Vec::<String>::new());
    if let Database::Sqlite { .. } = house.database {
        assert_eq!(house.database.texts("PRAGMA integrity_check").await, ["ok"]);
    }
}

on_both!(
    the_live_tables_have_the_named_indexes_through_every_switch,
    |house| {
        house.log.append([created(0, 0, "Leek tart", 2)]);
        house.engine.init(&(), &Stop::default()).await.unwrap();
        check(&house).await;
        house.rebuild().await.unwrap();
        check(&house).await;
        house.engine.switch_back(&[], false).await.unwrap();
        check(&house).await;
        house.log.append([created(0, 1, "After the switch", 1)]);
        house.rebuild().await.unwrap();
        house.rebuild().await.unwrap();
        check(&house).await;
    }
);

/// Other connections, which know the schema as it was, go on reading through the index.
#[tokio::test(flavor = "multi_thread")]
async fn readers_see_nothing_of_a_renaming_on_sqlite() {
    let house = House::new(Database::sqlite().await).await;
    house
        .log
        .append((0..40).map(|n| created(0, n, &format!("Dish {n}"), 2)));
    house.engine.init(&(), &Stop::default()).await.unwrap();
    house.rebuild().await.unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (database, stop) = (house.database.clone(), stop.clone());
            tokio::spawn(async move {
                let sql = "SELECT count(*) FROM recipes WHERE archived = 0 AND folded_title >= 'dish' \
                           AND household_id = (SELECT household_id FROM recipes LIMIT 1)";
                let mut reads = 0;
                while !stop.load(Ordering::Relaxed) {
                    assert_eq!(database.number(sql).await.unwrap(), 40);
                    reads += 1;
                }
                reads
            })
        })
        .collect();
    for _ in 0..20 {
        house.engine.switch_back(&[], false).await.unwrap();
    }
    stop.store(true, Ordering::Relaxed);
    for reader in readers {
        assert!(reader.await.unwrap() > 20);
    }
    check(&house).await;
    house.database.close().await;
}

/// Two things of one name would damage the file; so the index keeps its longer name.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_taken_is_left_alone_on_sqlite() {
    let house = House::new(Database::sqlite().await).await;
    house
        .database
        .execute("CREATE TABLE IX_recipes_title_search (theirs text)")
        .await;
    house.log.append([created(0, 0, "Leek tart", 2)]);
    house.engine.init(&(), &Stop::default()).await.unwrap();
    let sql = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'recipes!_v%!_!_ix!_recipes!_title!_search' ESCAPE '!'";
    assert_eq!(house.database.number(sql).await.unwrap(), 1);
    assert_eq!(house.database.texts("PRAGMA integrity_check").await, ["ok"]);
    assert_eq!(house.verified().await, Vec::<String>::new());
    house.database.close().await;
}

/// Some hundred events of all kinds in three households.
fn happened() -> Vec<Recorded> {
    let happening = |i: u16| ((i % 3) as u8, (i / 7 % 4) as u8, (i * 11 % 22) as u8, i * 5 % 12);
    let happened: Vec<Happening> = (0..400).map(happening).collect();
    let shopped = |i: u16| {
        (
            (i * 5 % 22) as u8,
            (i % 2) as u8,
            (i / 3 % 4) as u8,
            (i / 5 % 4) as u8,
            i * 7 % 120,
        )
    };
    let shopped: Vec<Shopped> = (0..200).map(shopped).collect();
    [furnished_houses(), recorded(&happened), of_lists(&shopped)].concat()
}

on_both!(
    every_shipped_version_is_fed_and_differs_only_in_what_it_adds,
    |house| {
        let stop = Stop::default();
        let all: Vec<Version> = models::all()
            .iter()
            .map(|model| (model.name(), model.version()))
            .collect();
        let first = |version: &&Version| version.1 == 1 && version.0 != "nutrition";
        let first: Vec<Version> = all.iter().filter(first).copied().collect();
        let later: Vec<Version> = all
            .iter()
            .filter(|version| !first.contains(version))
            .copied()
            .collect();
        let events = happened();
        let (before, after) = events.split_at(events.len() / 2);
        house.log.append(before.iter().cloned());
        house.engine.at(&first).init(&(), &stop).await.unwrap();
        house
            .engine
            .build_versions(&later, &BuildOptions::default(), &(), &stop)
            .await
            .unwrap();
        house.log.append(after.iter().cloned());
        house.engine.feeder().feed_all_until_caught_up().await.unwrap();
        let report = house.engine.verify_versions(&all, &(), &stop).await.unwrap();
        assert!(report.ok(), "{report:?}");
        for (name, version) in later.iter().filter(|(_, version)| *version > 1) {
            // As the revision declares it that brings this version: who pushed a line is told.
            let declared: &[&str] = match (*name, *version) {
                ("shopping", 2) => &["shopping_items.source"],
                _ => &[],
            };
            let differences = house
                .engine
                .compare_versions(name, version - 1, *version, declared, &stop)
                .await
                .unwrap();
            assert!(
                differences.iter().all(|one| one.declared),
                "{name} v{version}: {differences:?}"
            );
        }
    }
);

// As an upgrade goes, and a downgrade: the names are where the views are, whichever version is shown.
on_both!(the_named_indexes_follow_the_versions_that_are_shown, |house| {
    let stop = Stop::default();
    house.log.append([created(0, 0, "Leek tart", 2)]);
    let at = |recipes, others| {
        [
            ("recipes", recipes),
            ("ingredients", others),
            ("meal_plan", others),
        ]
    };
    house.engine.at(&at(1, 1)).init(&(), &stop).await.unwrap();
    assert_eq!(found(&house).await, Vec::<String>::new());
    let way = [at(4, 2), at(5, 2), at(8, 2)];
    let mut built = way.concat();
    built.sort_unstable();
    built.dedup();
    house
        .engine
        .build_versions(&built, &BuildOptions::default(), &(), &stop)
        .await
        .unwrap();
    for versions in [at(4, 2), at(5, 2), at(8, 2), at(5, 2), at(1, 1), at(8, 2)] {
        house
            .engine
            .switch_to(&versions, &[], None, false, &())
            .await
            .unwrap();
        let shown = match versions[0].1 {
            1 => vec![],
            recipes => vec![
                "ingredients_v2_g1 ix_ingredients_name_search".to_owned(),
                "meal_plan_v2_g1 ix_meal_selections_date".to_owned(),
                format!("recipes_v{recipes}_g1 ix_recipes_title_search"),
            ],
        };
        assert_eq!(found(&house).await, shown);
    }
});
