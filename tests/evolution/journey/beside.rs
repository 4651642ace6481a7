//! Who reads and writes while the log goes from one revision to another: programs that were started before
//! and know nothing of it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use heirloom::Heirloom;
use heirloom::events::values::HouseholdId;
use heirloom::projections::models::{meal_plan, recipes, search};
use heirloom::projections::read_pool::{ReadError, ReadRow};
use tokio::task::JoinHandle;

use super::library;
use crate::corpus::golden;
use crate::support::House;
use crate::support::kitchen::{by, command, household};

const WRITERS: u64 = 2;
const READERS: u64 = 3;

/// The households of the writers beside.
pub(super) fn households() -> impl Iterator<Item = HouseholdId> {
    (0..WRITERS).map(writes_to)
}

fn writes_to(writer: u64) -> HouseholdId {
    household(70 + writer)
}

/// Readers and writers at work.
pub(super) struct Beside {
    done: Arc<AtomicBool>,
    readers: Vec<JoinHandle<Reads>>,
    writers: Vec<JoinHandle<Writes>>,
}

#[derive(Default)]
struct Reads {
    count: u64,
    longest: Duration,
    failed: Vec<String>,
}

#[derive(Default)]
struct Writes {
    sent: u64,
    longest: Duration,
    failed: Vec<String>,
}

/// What they saw.
pub(super) struct Seen {
    reads: Reads,
    writes: Vec<Writes>,
}

impl Beside {
    pub(super) async fn start(url: &str) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let (mut readers, mut writers) = (Vec::new(), Vec::new());
        for _ in 0..READERS {
            let heirloom = Heirloom::open(url).await.expect("it can be opened");
            readers.push(tokio::spawn(read_on(heirloom, done.clone())));
        }
        for writer in 0..WRITERS {
            let heirloom = Heirloom::open(url).await.expect("it can be opened");
            writers.push(tokio::spawn(write_on(heirloom, writer, done.clone())));
        }
        Self {
            done,
            readers,
            writers,
        }
    }

    pub(super) async fn stop(self) -> Seen {
        self.done.store(true, Ordering::Relaxed);
        let mut seen = Seen {
            reads: Reads::default(),
            writes: Vec::new(),
        };
        for reader in self.readers {
            let reads = reader.await.expect("a reader ends");
            seen.reads.count += reads.count;
            seen.reads.longest = seen.reads.longest.max(reads.longest);
            seen.reads.failed.extend(reads.failed);
        }
        for writer in self.writers {
            seen.writes.push(writer.await.expect("a writer ends"));
        }
        seen
    }
}

async fn read_on(heirloom: Heirloom, done: Arc<AtomicBool>) -> Reads {
    let mut reads = Reads::default();
    while !done.load(Ordering::Relaxed) {
        let begun = Instant::now();
        if let Err(why) = read(&heirloom).await {
            reads.failed.push(why);
        }
        reads.longest = reads.longest.max(begun.elapsed());
        reads.count += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    heirloom.close().await;
    reads
}

/// Plain SQL over two views, which would show tables of two versions as a contradiction, and questions of the
/// library, each of which must find what has been there all the time.
async fn read(heirloom: &Heirloom) -> Result<(), String> {
    const LINES: &str = "SELECT r.title AS title, count(l.line_id) AS lines FROM {read}recipes AS r \
         LEFT JOIN {read}recipe_ingredients AS l ON l.household_id = r.household_id AND l.recipe_id = r.recipe_id \
         GROUP BY r.household_id, r.recipe_id, r.title";
    let tables = heirloom.tables();
    let told = |error: ReadError| format!("{error}: {:?}", error.source);
    let row = |row: &ReadRow| Ok((row.text("title")?, row.int("lines")?));
    for (title, lines) in tables.read("lines", LINES, &[], row).await.map_err(told)? {
        let said = title.split_once(" of ").and_then(|(_, said)| said.parse().ok());
        if said.is_some_and(|said: i64| said != lines) {
            return Err(format!("`{title}` has {lines} lines"));
        }
    }
    let listed = recipes::list(tables, library(), false).await.map_err(told)?;
    let Some(first) = listed.first() else {
        return Err("no recipe is there".into());
    };
    let found = recipes::by_title(tables, library(), &first.title)
        .await
        .map_err(told)?;
    if found.is_empty() {
        return Err(format!("`{}` is not found by its title", first.title));
    }
    search::query::search(tables, library(), "a cake", 5)
        .await
        .map_err(told)?;
    let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("it is a day");
    meal_plan::query::between(tables, library(), day, day)
        .await
        .map_err(told)?;
    Ok(())
}

async fn write_on(heirloom: Heirloom, writer: u64, done: Arc<AtomicBool>) -> Writes {
    let mut writes = Writes::default();
    while !done.load(Ordering::Relaxed) {
        let begun = Instant::now();
        if let Err(why) = write(&heirloom, writer, writes.sent).await {
            writes.failed.push(why);
        }
        writes.longest = writes.longest.max(begun.elapsed());
        writes.sent += 1;
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    heirloom.close().await;
    writes
}

async fn write(heirloom: &Heirloom, writer: u64, n: u64) -> Result<(), String> {
    let sent = heirloom.send(by(writes_to(writer)), command(n)).await;
    let receipt = sent.map_err(|error| format!("command {n}: {error}"))?;
    let fed = heirloom.wait_for(writes_to(writer), receipt.position).await;
    fed.map_err(|error| format!("command {n} in the tables: {error}"))
}

impl Seen {
    pub(super) fn is_without_failure(&self) {
        assert_eq!(self.reads.failed, [""; 0], "reads");
        for writes in &self.writes {
            assert_eq!(writes.failed, [""; 0], "writes");
        }
        assert!(
            self.reads.count > 20 && self.writes.iter().all(|writes| writes.sent > 20),
            "hardly anybody was there"
        );
    }

    /// Their households are what the same commands make where nothing ever changes.
    pub(super) async fn nothing_of_the_writers_is_lost(&self, house: &House) {
        let calm = House::sqlite().await;
        for (writer, writes) in (0..).zip(&self.writes) {
            for n in 0..writes.sent {
                calm.heirloom
                    .send(by(writes_to(writer)), command(n))
                    .await
                    .expect("it is carried out");
            }
        }
        let (there, here) = (
            golden::told(house.log(), golden::Manner::of_today()).await,
            golden::told(calm.log(), golden::Manner::of_today()).await,
        );
        for (stream, state) in here["streams"].as_object().expect("streams are told by name") {
            assert_eq!(&there["streams"][stream], state, "{stream}");
        }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Reads {
            count,
            longest,
            failed,
        } = &self.reads;
        write!(
            f,
            "{count} reads, {} failed, the longest {:.3} s; ",
            failed.len(),
            longest.as_secs_f64()
        )?;
        let (sent, failed) = self.writes.iter().fold((0, 0), |(sent, failed), w| {
            (sent + w.sent, failed + w.failed.len())
        });
        let longest = self.writes.iter().map(|w| w.longest).max().unwrap_or_default();
        write!(
            f,
            "{sent} writes, {failed} failed, the longest {:.3} s",
            longest.as_secs_f64()
        )
    }
}
