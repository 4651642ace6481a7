//! Readers of the live tables while everything else goes on: rebuilds, switches and a writer.
//!
//! What they look for is kept by every command of [`crate::support::kitchen`]: a title tells how many lines
//! its recipe has, and a recipe's version is the newest of its history. Each is asked in one statement over
//! two views, which would show rows of two generations, or half of a feeding, as a contradiction.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use heirloom::projections::read_pool::{ReadError, ReadRow};
use heirloom::testing::ThrowawayLog;

use crate::support::House;
use crate::support::kitchen::{by, command, fill, household};

heirloom::on_each_database!(
    sixteen_readers_see_no_error_and_no_mixed_table_in_twenty_rebuilds_beside_a_writer,
    an_edit_of_several_events_is_seen_whole_or_not_at_all,
);

const LINES: &str = "SELECT r.title AS title, count(l.line_id) AS lines FROM {read}recipes AS r \
     LEFT JOIN {read}recipe_ingredients AS l ON l.household_id = r.household_id AND l.recipe_id = r.recipe_id \
     GROUP BY r.household_id, r.recipe_id, r.title";
const VERSIONS: &str = "SELECT r.title AS title, r.version AS version, max(h.version) AS newest FROM {read}recipes AS r \
     LEFT JOIN {read}recipe_history AS h ON h.household_id = r.household_id AND h.recipe_id = r.recipe_id \
     GROUP BY r.household_id, r.recipe_id, r.title, r.version";

/// What contradicts itself in the tables as they are, or that they hold fewer recipes than they must.
pub(crate) async fn mixed_or_empty(house: &House, at_least: usize) -> Result<(), String> {
    let tables = house.heirloom.tables();
    let told = |error: ReadError| format!("{error}: {:?}", error.source);
    let line = |row: &ReadRow| Ok((row.text("title")?, row.int("lines")?));
    let lines = tables.read("lines", LINES, &[], line).await.map_err(told)?;
    let version = |row: &ReadRow| Ok((row.text("title")?, row.int("version")?, row.int("newest")?));
    let versions = tables
        .read("versions", VERSIONS, &[], version)
        .await
        .map_err(told)?;
    if lines.len() < at_least || versions.len() < at_least {
        return Err(format!(
            "{} and {} recipes where there are {at_least}",
            lines.len(),
            versions.len()
        ));
    }
    for (title, lines) in lines {
        if let Some((_, said)) = title.split_once(" of ")
            && said.parse() != Ok(lines)
        {
            return Err(format!("`{title}` has {lines} lines"));
        }
    }
    match versions
        .into_iter()
        .find(|(_, version, newest)| version != newest)
    {
        Some((title, version, newest)) => Err(format!(
            "`{title}` is at version {version}, its history at {newest}"
        )),
        None => Ok(()),
    }
}

async fn read_on(house: Arc<House>, at_least: usize, done: Arc<AtomicBool>, reads: Arc<AtomicU64>) {
    while !done.load(Ordering::Relaxed) {
        mixed_or_empty(&house, at_least)
            .await
            .expect("every read is whole");
        reads.fetch_add(1, Ordering::Relaxed);
        // Readers are many, cores are few: what is tried is not the speed.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn sixteen_readers_see_no_error_and_no_mixed_table_in_twenty_rebuilds_beside_a_writer(
    place: ThrowawayLog,
) {
    let house = House::over(place).await;
    fill(house.log(), 2, 25).await;
    house.feed(500).await;
    let (house, done, reads) = (
        Arc::new(house),
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let readers: Vec<_> = (0..16)
        .map(|_| tokio::spawn(read_on(house.clone(), 50, done.clone(), reads.clone())))
        .collect();
    let writer = tokio::spawn({
        let (house, done) = (house.clone(), done.clone());
        async move {
            let mut sent = 0;
            while !done.load(Ordering::Relaxed) {
                let receipt = house
                    .heirloom
                    .send(by(household(7)), command(sent))
                    .await
                    .expect("it is written");
                house
                    .heirloom
                    .wait_for(household(7), receipt.position)
                    .await
                    .expect("it is in the tables");
                sent += 1;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            sent
        }
    });
    for _ in 0..20 {
        let rebuilt = house.rebuild().await.expect("it can be rebuilt");
        assert!(rebuilt.switch.is_some());
    }
    done.store(true, Ordering::Relaxed);
    for reader in readers {
        reader
            .await
            .expect("no reader saw an error, an empty or a mixed table");
    }
    let sent = writer.await.expect("the writer saw no error");
    println!(
        "{} reads, {sent} commands during 20 rebuilds",
        reads.load(Ordering::Relaxed)
    );
    assert!(reads.load(Ordering::Relaxed) > 300 && sent > 20);
    assert_eq!(house.failed_checks().await, Vec::<String>::new());
    assert_eq!(
        house.digests().await,
        house.undisturbed_twin().await.digests().await
    );
}

async fn an_edit_of_several_events_is_seen_whole_or_not_at_all(place: ThrowawayLog) {
    let house = House::over(place).await;
    for n in 0..30 {
        house
            .heirloom
            .send(by(household(0)), command(n))
            .await
            .expect("it is written");
    }
    let (house, done, reads) = (
        Arc::new(house),
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let readers: Vec<_> = (0..4)
        .map(|_| tokio::spawn(read_on(house.clone(), 0, done.clone(), reads.clone())))
        .collect();
    house.feed(1).await;
    done.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.await.expect("no reader saw half an edit");
    }
}
