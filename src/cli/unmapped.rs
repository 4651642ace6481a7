//! `heirloom report unmapped`: what was kept as written because nobody understood it.

use std::fmt::Write as _;

use super::report::Report;
use super::session::Session;
use super::style::{BOLD, DIM, paint};
use super::upkeep_args::ReportOf;
use crate::upkeep::survey;
use crate::upkeep::unmapped::{Unmapped, unmapped};

/// How many recipes are named beside a word; `--json` has them all.
const NAMED: usize = 3;

/// Lists it. Nothing is wrong with it, so the exit code is 0.
///
/// # Errors
/// Where the log fails.
pub(super) async fn run(session: &Session, _: ReportOf) -> anyhow::Result<Report> {
    let recipes = survey::recipes(session.log().as_ref(), session.household()).await?;
    let found = unmapped(&recipes);
    let mut text = String::new();
    section(&mut text, "words about diets without a tag", &found.diet_words);
    section(&mut text, "units that the table does not know", &found.units);
    section(
        &mut text,
        "ids of units that the table does not know",
        &found.unit_ids,
    );
    if text.is_empty() {
        text.push_str("every word about diets has a tag, and every unit is known\n");
    }
    Ok(Report::new(text).with("unmapped", &found))
}

fn section(text: &mut String, heading: &str, entries: &[Unmapped]) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(text, "{} {heading}", paint(BOLD, entries.len()));
    for entry in entries {
        let mut recipes = entry
            .recipes
            .iter()
            .take(NAMED)
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        if entry.recipes.len() > NAMED {
            let _ = write!(recipes, " and {} more", entry.recipes.len() - NAMED);
        }
        let _ = writeln!(
            text,
            "  {:>5} × `{}`  {}",
            entry.count,
            entry.word,
            paint(DIM, recipes)
        );
    }
}
