//! `heirloom nutrition`: energy computed anew, against what is recorded.

use std::fmt::Write as _;

use heirloom_events::values::CorrelationId;

use super::exit::Usage;
use super::report::Report;
use super::session::Session;
use super::style::{COMMAND, DIM, count, paint};
use super::upkeep_args::{Nutrition, Recompute};
use crate::commands::recipe::{RecipeCommand, RecordNutrition};
use crate::commands::{Command, CommandError, Envelope};
use crate::upkeep::nutrition::{Compared, Outcome, compare, computing, counts};
use crate::upkeep::survey;

/// How many recipes are shown; `--json` has them all.
const SHOWN: usize = 40;

/// Carries out one verb.
///
/// # Errors
/// Where the method is not known, or the log fails.
pub(super) async fn run(session: &Session, verb: Nutrition) -> anyhow::Result<Report> {
    let Nutrition::Recompute(args) = verb;
    let method = computing(&args.method).map_err(|error| Usage(error.to_string()))?;
    let recipes = survey::recipes(session.log().as_ref(), session.household()).await?;
    let today = chrono::Utc::now().date_naive();
    let compared = compare(&recipes, &method, args.tolerance, today);
    let found = counts(&compared);
    let mut text = format!(
        "{} with facts by {method}: {} unchanged, {} changed within {} %, {} out of tolerance, {} not computable\n",
        count(compared.len() as u64, "recipe"),
        found.unchanged,
        found.changed,
        args.tolerance,
        found.out_of_tolerance,
        found.not_computable,
    );
    if found.hand_entered > 0 {
        let _ = writeln!(
            text,
            "{} stated by somebody: compared, never overwritten",
            found.hand_entered
        );
    }
    text.push_str(&list(&compared));
    let report = Report::new(text)
        .with("method", &method)
        .with("tolerance_percent", args.tolerance)
        .with("counts", &found)
        .with("recipes", &compared);
    match args.apply {
        true => apply(session, &args, compared, report).await,
        // A number that is too far off is a difference that somebody should look at.
        false => Ok(report.exit(u8::from(found.out_of_tolerance > 0))),
    }
}

async fn apply(
    session: &Session,
    args: &Recompute,
    compared: Vec<Compared>,
    mut report: Report,
) -> anyhow::Result<Report> {
    let correlation_id = CorrelationId::new();
    let reason = session
        .reason()
        .or_else(|| Some(format!("energy computed by {}", args.method)));
    let (mut recorded, mut failed) = (0_u64, Vec::new());
    for one in compared {
        let Some(facts) = one.becomes else { continue };
        let envelope = Envelope {
            correlation_id: Some(correlation_id),
            reason: reason.clone(),
            ..session.envelope("nutrition recompute")
        };
        let command = RecipeCommand::from(RecordNutrition {
            recipe_id: one.recipe_id,
            facts: Some(facts),
        });
        match session.heirloom().send(envelope, Command::from(command)).await {
            Ok(_) => recorded += 1,
            Err(CommandError::Refused(refusal)) => failed.push(format!("{}: {refusal}", one.title)),
            Err(error) => return Err(error.into()),
        }
    }
    session.catch_up().await?;
    let _ = writeln!(report.text, "recorded anew: {}", count(recorded, "recipe"));
    for why in &failed {
        let _ = writeln!(report.text, "  not recorded: {why}");
    }
    if recorded > 0 {
        let undo = paint(COMMAND, format!("heirloom undo {correlation_id}"));
        let _ = writeln!(report.text, "to take it back: {undo}");
        report = report.with("correlation_id", correlation_id);
    }
    let exit = u8::from(!failed.is_empty());
    Ok(report
        .with("recorded", recorded)
        .with("failed", failed)
        .exit(exit))
}

/// The recipes whose number is another one, the furthest off first.
fn list(compared: &[Compared]) -> String {
    let told = |one: &&Compared| one.outcome == Outcome::Changed || one.outcome == Outcome::OutOfTolerance;
    let mut all: Vec<&Compared> = compared.iter().filter(told).collect();
    let off = |one: &Compared| one.recorded.unwrap_or(0).abs_diff(one.computed.unwrap_or(0));
    all.sort_by_key(|one| (std::cmp::Reverse(one.outcome), std::cmp::Reverse(off(one))));
    let mut text = String::new();
    for one in all.iter().take(SHOWN) {
        let kcal = |n: Option<u32>| n.map_or("–".to_owned(), |n| n.to_string());
        let mut notes = Vec::new();
        if one.outcome == Outcome::OutOfTolerance {
            notes.push("out of tolerance");
        }
        if one.hand_entered {
            notes.push("stated");
        }
        if one.archived {
            notes.push("archived");
        }
        let numbers = format!("{:>6} → {:<6}", kcal(one.recorded), kcal(one.computed));
        let _ = writeln!(
            text,
            "  {numbers} kcal  {}  {}",
            one.title,
            paint(DIM, notes.join(", "))
        );
    }
    if all.len() > SHOWN {
        let _ = writeln!(text, "  and {} more; --json lists all", all.len() - SHOWN);
    }
    text
}
