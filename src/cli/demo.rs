//! `heirloom demo`: a tour on a sample cookbook, in a database of its own.
//!
//! Every step prints the command that a user would type, and what is shown is what that command says: the
//! line is parsed and carried out as if it had been typed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Parser as _;

use super::args::{Cli, Demo};
use super::exit::Usage;
use super::report::Report;
use super::style::{BOLD, COMMAND, DIM, MOVED, count, paint};
use crate::Heirloom;
use crate::store::Database;

/// The cookbook: ours, see samples/README.md.
const COOKBOOK: &str = include_str!("../../samples/cookbook.ndjson");
/// Files of an earlier demo that may be replaced.
const OURS: [&str; 5] = [
    "cookbook.ndjson",
    "cookbook.db",
    "cookbook.db-wal",
    "cookbook.db-shm",
    "cookbook.build-lock",
];
/// How many readers look on during the rebuild.
const READERS: usize = 8;

/// Takes the tour.
///
/// # Errors
/// Where the folder cannot be written, or holds something else.
pub(super) async fn run(args: &Demo) -> anyhow::Result<Report> {
    let began = Instant::now();
    let tour = Tour::begin(&args.directory)?;
    tour.import().await?;
    tour.audit().await?;
    tour.bring_back().await?;
    tour.search().await?;
    tour.plan_a_week().await?;
    tour.damage_and_repair().await?;
    tour.rebuild().await?;
    let seconds = began.elapsed().as_secs_f64();
    let database = tour.database.display();
    // As a user can type it from any folder, with the program that he has.
    let place = std::path::absolute(&tour.database).unwrap_or_else(|_| tour.database.clone());
    let program = std::env::args().next().unwrap_or_else(|| "heirloom".to_owned());
    let text = format!(
        "\n{}\nThe database stays: {database}\nTo go on:  {}\n           {}",
        paint(BOLD, format!("That was it, in {seconds:.1} s.")),
        paint(
            COMMAND,
            format!("export HEIRLOOM_DATABASE_URL=sqlite://{}", place.display())
        ),
        paint(COMMAND, format!("{program} recipe list")),
    );
    Ok(Report::new(text)
        .with("database", tour.database.display().to_string())
        .with("seconds", seconds))
}

struct Tour {
    database: PathBuf,
    cookbook: PathBuf,
    url: String,
}

impl Tour {
    fn begin(directory: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(directory).with_context(|| {
            format!(
                "the folder `{}` cannot be made; `--directory` names another",
                directory.display()
            )
        })?;
        for entry in std::fs::read_dir(directory).context("the folder cannot be read")? {
            let name = entry.context("the folder cannot be read")?.file_name();
            if !OURS.iter().any(|ours| name == *ours) {
                let (folder, name) = (directory.display(), name.display());
                anyhow::bail!(Usage(format!(
                    "`{folder}` holds `{name}`, which no demo made; name an empty folder with `--directory`"
                )));
            }
        }
        for file in OURS {
            let file = directory.join(file);
            if file.exists() {
                std::fs::remove_file(&file)
                    .with_context(|| format!("`{}` cannot be replaced", file.display()))?;
            }
        }
        let cookbook = directory.join("cookbook.ndjson");
        std::fs::write(&cookbook, COOKBOOK)
            .with_context(|| format!("`{}` cannot be written", cookbook.display()))?;
        let database = directory.join("cookbook.db");
        let url = format!("sqlite://{}", database.display());
        anstream::println!(
            "{}",
            paint(DIM, format!("every command below goes with --database {url}"))
        );
        Ok(Self {
            database,
            cookbook,
            url,
        })
    }

    /// Prints the command and what it says; gives its exit code.
    async fn typed(&self, words: &[&str]) -> anyhow::Result<u8> {
        let shown: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        anstream::println!(
            "\n{} {}",
            paint(DIM, "$"),
            paint(COMMAND, format!("heirloom {}", shown.join(" ")))
        );
        let line = ["heirloom", "--database", &self.url]
            .into_iter()
            .chain(words.iter().copied());
        let report = Box::pin(super::carry_out(Cli::try_parse_from(line)?)).await?;
        report.print(false)?;
        Ok(report.exit)
    }

    async fn import(&self) -> anyhow::Result<()> {
        heading("A family cookbook with thirty years of edits is imported");
        self.typed(&["init"]).await?;
        self.typed(&["import", "edits", &self.cookbook.display().to_string()])
            .await?;
        Ok(())
    }

    async fn audit(&self) -> anyhow::Result<()> {
        heading("Who changed what, when and why: a recipe's log");
        self.typed(&["recipe", "log", "Versunkener Apfelkuchen"]).await?;
        heading("What differs between two of its versions; a moved line is told from a changed one");
        self.typed(&[
            "recipe",
            "diff",
            "Versunkener Apfelkuchen",
            "@1997-01-01",
            "@latest",
        ])
        .await?;
        heading("Who last changed each line");
        self.typed(&["recipe", "blame", "Versunkener Apfelkuchen"])
            .await?;
        heading("The recipe as it was on a day long ago");
        self.typed(&["recipe", "show", "Versunkener Apfelkuchen@1996-12-24"])
            .await?;
        Ok(())
    }

    async fn bring_back(&self) -> anyhow::Result<()> {
        heading("A recipe that was deleted is brought back; history shows both");
        self.typed(&[
            "recipe",
            "restore",
            "rinderrouladen",
            "--reason",
            "for grandmother's birthday",
        ])
        .await?;
        self.typed(&["recipe", "log", "rinderrouladen"]).await?;
        Ok(())
    }

    async fn search(&self) -> anyhow::Result<()> {
        heading("Full-text search, and search by ingredients");
        self.typed(&["recipe", "search", "apple", "cake"]).await?;
        self.typed(&["recipe", "search", "--with", "waxy potatoes", "--without", "eggs"])
            .await?;
        Ok(())
    }

    async fn plan_a_week(&self) -> anyhow::Result<()> {
        heading("A week is planned");
        self.typed(&[
            "plan",
            "add",
            "rinderrouladen",
            "2026-12-24",
            "--side",
            "apfelrotkohl",
            "--side",
            "semmelknödel",
            "--servings",
            "8",
        ])
        .await?;
        self.typed(&["plan", "add", "Versunkener Apfelkuchen", "2026-12-25"])
            .await?;
        self.typed(&["plan", "add", "buttermilk pancakes", "2026-12-26"])
            .await?;
        self.typed(&["plan", "2026-W52"]).await?;
        heading("Its shopping list follows from it; what people say of an item stays with it");
        self.typed(&["shopping", "tick", "red wine", "--week", "2026-W52"])
            .await?;
        self.typed(&["shopping", "show", "2026-W52"]).await?;
        heading("Every number says where it comes from");
        self.typed(&["shopping", "explain", "butter", "--week", "2026-W52"])
            .await?;
        heading("The application's own rules beside the exact ones, and why they differ");
        self.typed(&["shopping", "diff", "1", "2", "--week", "2026-W52"])
            .await?;
        Ok(())
    }

    async fn damage_and_repair(&self) -> anyhow::Result<()> {
        heading("A read table is damaged on purpose, found, and mended");
        let heirloom = Heirloom::open(&self.url).await?;
        let table = live_table(&heirloom).await?;
        let damage = format!(
            "UPDATE {table} SET quantity = '9', quantity_num = 9 WHERE unit = 'g' AND quantity = '160'"
        );
        anstream::println!(
            "\n{} {}",
            paint(DIM, "$"),
            paint(MOVED, format!("sqlite3 {} \"{damage}\"", self.database.display()))
        );
        if let Database::Sqlite(log) = heirloom.database() {
            let done = sqlx::query(&damage)
                .execute(log.writer())
                .await
                .context("the damage could not be done")?;
            println!("{} now wrong", count(done.rows_affected(), "row"));
        }
        heirloom.close().await;
        self.typed(&["verify"]).await?;
        self.typed(&["repair"]).await?;
        self.typed(&["verify", "tables"]).await?;
        Ok(())
    }

    async fn rebuild(&self) -> anyhow::Result<()> {
        heading("Every read table is made anew while readers go on reading, proved, and switched to");
        let heirloom = Heirloom::open(&self.url).await?;
        let readers = Readers::start(&heirloom);
        let outcome = self.typed(&["rebuild", "--reason", "the tour"]).await;
        let seen = readers.stop().await;
        heirloom.close().await;
        outcome?;
        anstream::println!("{READERS} readers meanwhile: {seen}");
        self.typed(&["status"]).await?;
        Ok(())
    }
}

/// The live table of ingredient lines.
async fn live_table(heirloom: &Heirloom) -> anyhow::Result<String> {
    let status = heirloom.engine().status().await?;
    let live = status
        .iter()
        .find(|projection| projection.name == "recipes")
        .and_then(|projection| {
            projection
                .generations
                .iter()
                .find(|g| g.role == heirloom_projections::target::Role::Live)
        });
    let live = live.context("the recipes have no live table")?;
    Ok(format!("{}__recipe_ingredients", live.target))
}

/// Readers that count recipes through the stable view until they are stopped.
struct Readers {
    stop: Arc<AtomicBool>,
    reads: Arc<AtomicU64>,
    errors: Arc<AtomicU64>,
    slowest_us: Arc<AtomicU64>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Readers {
    fn start(heirloom: &Heirloom) -> Self {
        let mut readers = Self {
            stop: Arc::default(),
            reads: Arc::default(),
            errors: Arc::default(),
            slowest_us: Arc::default(),
            tasks: Vec::new(),
        };
        for _ in 0..READERS {
            let (stop, reads) = (Arc::clone(&readers.stop), Arc::clone(&readers.reads));
            let (errors, slowest) = (Arc::clone(&readers.errors), Arc::clone(&readers.slowest_us));
            let tables = heirloom.tables().clone();
            readers.tasks.push(tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let began = Instant::now();
                    let query = "SELECT title FROM {read}recipes";
                    let titles = tables.read("titles", query, &[], |row| row.text("title")).await;
                    let whole = titles.is_ok_and(|titles| !titles.is_empty());
                    errors.fetch_add(u64::from(!whole), Ordering::Relaxed);
                    reads.fetch_add(1, Ordering::Relaxed);
                    let us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
                    slowest.fetch_max(us, Ordering::Relaxed);
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
            }));
        }
        readers
    }

    async fn stop(self) -> String {
        self.stop.store(true, Ordering::Relaxed);
        for task in self.tasks {
            let _ = task.await;
        }
        format!(
            "{} reads, {} errors or empty tables, the slowest took {:.1} ms",
            self.reads.load(Ordering::Relaxed),
            self.errors.load(Ordering::Relaxed),
            self.slowest_us.load(Ordering::Relaxed) as f64 / 1000.0,
        )
    }
}

fn heading(text: &str) {
    anstream::println!("\n{}", paint(BOLD, format!("── {text}")));
}

/// The word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@".contains(c);
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("\"{}\"", word.replace('"', "\\\""))
    }
}
