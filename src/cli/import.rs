//! `heirloom import …`: recipes and histories that were kept elsewhere.

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::args::{Files, Import};
use super::recipe::read;
use super::report::Report;
use super::session::Session;
use super::style::{BOLD, DIM, MOVED, count, paint};
use crate::importers::{ImportProgress, ImportReport, Importer};

/// Carries out one import.
///
/// # Errors
/// Where a file cannot be read or the log fails. What could not be imported is told in the report (exit 1).
pub(super) async fn run(session: &Session, what: Import) -> anyhow::Result<Report> {
    let (files, histories) = match what {
        Import::Recipes(Files { files }) => (files, false),
        Import::Edits(Files { files }) => (files, true),
        Import::Mealgenie(args) => return super::import_mealgenie::run(session, args).await,
    };
    // Every file is read before the first command, so that a wrong name leaves nothing half done.
    let contents: Vec<(PathBuf, Vec<u8>)> = files
        .into_iter()
        .map(|file| read(&file).map(|bytes| (file, bytes)))
        .collect::<Result<_, _>>()?;
    let mut importer =
        Importer::new(session.log().clone(), session.household(), session.actor()).because(session.reason());
    for (file, bytes) in &contents {
        let name = file.display().to_string();
        importer = importer.heard_by(Bar::new(&name));
        if histories {
            importer.import_edits(&name, bytes).await?;
        } else {
            importer.import_recipes(&name, bytes).await?;
        }
    }
    session.catch_up().await?;
    let report = importer.into_report();
    let exit = u8::from(!report.failed.is_empty());
    Ok(Report::new(text(&report)).with("import", &report).exit(exit))
}

fn text(report: &ImportReport) -> String {
    let mut out = format!(
        "{} with {}: {} new, {} revised, {} unchanged; {} added\n",
        count(report.recipes, "recipe"),
        count(report.revisions, "revision"),
        report.created,
        report.revised,
        report.unchanged,
        count(report.events, "event"),
    );
    if report.ingredients > 0 {
        let _ = writeln!(
            out,
            "new in the catalogue: {}",
            count(report.ingredients, "ingredient")
        );
    }
    if report.archived + report.restored > 0 {
        let _ = writeln!(
            out,
            "archived: {}, brought back: {}",
            report.archived, report.restored
        );
    }
    if report.lines_with_number > 0 {
        let share = 100.0 * report.lines_with_amount as f64 / report.lines_with_number as f64;
        let _ = writeln!(
            out,
            "{}, {} with a number: the amount of {share:.1} % was read",
            count(report.lines, "ingredient line"),
            report.lines_with_number,
        );
    }
    section(
        &mut out,
        "lines kept as text, their amount could not be read",
        &report.unread,
        |line| format!("{}: `{}`: {}", line.recipe, line.line, line.why),
    );
    section(
        &mut out,
        "made by two people at once, and merged",
        &report.merged,
        |merged| {
            let clashes = match merged.clashes.as_slice() {
                [] => "nothing clashed".to_owned(),
                clashes => format!("the later one won: {}", clashes.join("; ")),
            };
            format!("{}, revision {}: {clashes}", merged.recipe, merged.revision)
        },
    );
    section(
        &mut out,
        "plain copies archived in favour of their histories",
        &report.superseded,
        Clone::clone,
    );
    section(&mut out, "read only in part", &report.warnings, |w| {
        format!("{}: {}", w.recipe, w.what)
    });
    section(&mut out, "not imported", &report.failed, |f| {
        format!("{}: {}", f.place, f.why)
    });
    out
}

/// How many entries of a list are shown; `--json` has them all.
const SHOWN: usize = 12;

fn section<T>(out: &mut String, heading: &str, entries: &[T], show: impl Fn(&T) -> String) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{} {}", paint(BOLD, entries.len()), paint(MOVED, heading));
    for entry in entries.iter().take(SHOWN) {
        let _ = writeln!(out, "  {}", show(entry));
    }
    if entries.len() > SHOWN {
        let _ = writeln!(
            out,
            "  {}",
            paint(
                DIM,
                format!("and {} more; --json lists all", entries.len() - SHOWN)
            )
        );
    }
}

/// A bar on a terminal, nothing elsewhere: the report says it all.
struct Bar(Option<ProgressBar>);

impl Bar {
    fn new(file: &str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new(0).with_message(file.to_owned());
        let style = ProgressStyle::with_template("{msg}  {wide_bar} {pos}/{len}  {eta}");
        Self(Some(style.map_or(bar.clone(), |style| bar.with_style(style))))
    }
}

impl ImportProgress for Bar {
    fn imported(&self, done: usize, total: usize) {
        if let Some(bar) = &self.0 {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
            if done == total {
                bar.finish_and_clear();
            }
        }
    }
}
