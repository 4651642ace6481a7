//! Readers and a writer that were started before and know nothing of the moves.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use heirloom::Heirloom;
use heirloom::commands::Envelope;
use heirloom::commands::recipe::{CreateRecipe, Draft, DraftLine};
use heirloom_events::values::{Actor, HouseholdId, RecipeId};
use heirloom_projections::models::recipes;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

const READERS: usize = 2;
const BETWEEN_READS: Duration = Duration::from_millis(10);
const BETWEEN_WRITES: Duration = Duration::from_millis(100);

/// At work until they are stopped.
pub(super) struct Beside {
    done: Arc<AtomicBool>,
    readers: Vec<JoinHandle<Went>>,
    writer: JoinHandle<Went>,
}

/// How it went for one of them.
#[derive(Debug, Default)]
struct Went {
    count: u64,
    longest: f64,
    failed: Vec<String>,
}

/// How it went for all.
#[derive(Debug)]
pub(super) struct Seen {
    reads: Went,
    writes: Went,
}

impl Beside {
    pub(super) async fn start(url: &str) -> Result<Self> {
        let done = Arc::new(AtomicBool::new(false));
        let writer = tokio::spawn(work(Heirloom::open(url).await?, done.clone(), true));
        let mut readers = Vec::new();
        for _ in 0..READERS {
            readers.push(tokio::spawn(work(
                Heirloom::open(url).await?,
                done.clone(),
                false,
            )));
        }
        Ok(Self {
            done,
            readers,
            writer,
        })
    }

    pub(super) async fn stop(self) -> Result<Seen> {
        self.done.store(true, Ordering::Relaxed);
        let mut reads = Went::default();
        for reader in self.readers {
            let went = reader.await?;
            reads.count += went.count;
            reads.longest = reads.longest.max(went.longest);
            reads.failed.extend(went.failed);
        }
        if let Some(why) = reads.failed.first() {
            crate::report::progress(&format!("a read failed: {why}"));
        }
        Ok(Seen {
            reads,
            writes: self.writer.await?,
        })
    }
}

async fn work(heirloom: Heirloom, done: Arc<AtomicBool>, writes: bool) -> Went {
    let mut went = Went::default();
    let household = HouseholdId::derived("bench beside");
    while !done.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let did = match writes {
            true => write(&heirloom, household, went.count).await,
            false => read(&heirloom, household).await,
        };
        if let Err(error) = did {
            went.failed.push(format!("{error:#}"));
        }
        went.longest = went.longest.max(begun.elapsed().as_secs_f64());
        went.count += 1;
        tokio::time::sleep(if writes { BETWEEN_WRITES } else { BETWEEN_READS }).await;
    }
    heirloom.close().await;
    went
}

async fn read(heirloom: &Heirloom, household: HouseholdId) -> Result<()> {
    const LINES: &str = "SELECT r.title AS title, l.line_id AS line_id FROM {read}recipes AS r \
         JOIN {read}recipe_ingredients AS l ON l.household_id = r.household_id AND l.recipe_id = r.recipe_id \
         WHERE r.folded_title = $1";
    recipes::by_title(heirloom.tables(), household, "Beside 0").await?;
    let value = [heirloom_projections::Value::Text("beside 0".into())];
    heirloom.tables().fetch("lines", LINES, &value).await?;
    Ok(())
}

async fn write(heirloom: &Heirloom, household: HouseholdId, n: u64) -> Result<()> {
    let draft = Draft {
        title: format!("Beside {n}"),
        lines: vec![DraftLine::text("2 carrots")],
        ..Draft::default()
    };
    let create = CreateRecipe {
        recipe_id: RecipeId::derived(&format!("beside {n}")),
        draft,
    };
    let receipt = heirloom
        .send(Envelope::new(household, Actor("bench".into())), create)
        .await?;
    heirloom.wait_for(household, receipt.position).await?;
    Ok(())
}

impl Seen {
    /// As JSON.
    pub(super) fn json(&self) -> Value {
        let went = |went: &Went| json!({ "count": went.count, "failed": went.failed, "longest_seconds": went.longest });
        json!({ "reads": went(&self.reads), "writes": went(&self.writes) })
    }

    /// What there was, and the longest of it in seconds.
    pub(super) fn told(&self) -> [(String, f64); 2] {
        let told = |what: &str, went: &Went| {
            (
                format!(
                    "{} {what} beside, {} failed; the longest",
                    went.count,
                    went.failed.len()
                ),
                went.longest,
            )
        };
        [
            told("reads", &self.reads),
            told("writes with feeding", &self.writes),
        ]
    }
}
