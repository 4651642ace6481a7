//! `heirloom ingredients`: the catalogue, brought into order by rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use heirloom_events::catalogue::Catalogue;
use heirloom_events::values::{CorrelationId, IngredientId, RecipeId};
use serde_json::json;

use super::exit::Usage;
use super::recipe::read;
use super::report::Report;
use super::session::Session;
use super::style::{BOLD, COMMAND, DIM, count, paint};
use super::upkeep_args::{Ingredients, Normalize};
use crate::commands::catalogue::normalize::{Plan, Step, plan};
use crate::commands::catalogue::{CatalogueCommand, NormalizeIngredients, Rule, UnmergeIngredient};
use crate::commands::{Envelope, catalogue_key};
use crate::upkeep::rules_file;
use crate::upkeep::survey::{self, Surveyed};

/// Carries out one verb.
///
/// # Errors
/// Where the rules cannot be read or contradict each other, there is no such ingredient, or the log fails.
pub(super) async fn run(session: &Session, verb: Ingredients) -> anyhow::Result<Report> {
    match verb {
        Ingredients::Normalize(args) => normalize(session, args).await,
        Ingredients::Unmerge { name } => unmerge(session, &name).await,
    }
}

async fn normalize(session: &Session, args: Normalize) -> anyhow::Result<Report> {
    let file = args.rules.display().to_string();
    let text = String::from_utf8(read(&args.rules)?).map_err(|_| Usage(format!("`{file}` is not UTF-8")))?;
    let numbered = rules_file::parse(&text).map_err(|error| Usage(format!("`{file}`, {error}")))?;
    let (lines, rules): (Vec<usize>, Vec<Rule>) = numbered.into_iter().unzip();
    let loaded = session
        .heirloom()
        .commands()
        .load(session.household(), &catalogue_key(session.household()))
        .await?;
    let (version, catalogue) = (loaded.version(), &loaded.catalogue().state);
    let line = |rule: usize| format!("line {}", lines.get(rule).copied().unwrap_or_default());
    let plan = plan(&rules, catalogue).map_err(|error| {
        let (place, why) = (line(error.rule), error.told(line));
        Usage(format!("`{file}`, {place}: {why}; nothing was done"))
    })?;
    let recipes = survey::recipes(session.log().as_ref(), session.household()).await?;
    let report = preview(&plan, &lines, catalogue, &recipes);
    match args.apply && !plan.steps.is_empty() {
        true => apply(session, rules, version, &plan, report).await,
        false => Ok(report.with("applied", false)),
    }
}

/// What was shown is what is done: on any other version of the catalogue the command is refused (exit 3).
async fn apply(
    session: &Session,
    rules: Vec<Rule>,
    version: u64,
    plan: &Plan,
    mut report: Report,
) -> anyhow::Result<Report> {
    let correlation_id = CorrelationId::new();
    let envelope = Envelope {
        correlation_id: Some(correlation_id),
        ..session.envelope("ingredients normalize").expecting(version)
    };
    let command = CatalogueCommand::from(NormalizeIngredients { rules });
    let receipt = session.send(envelope, command).await?;
    debug_assert_eq!(receipt.events, plan.steps.len() as u64);
    // The preview has the list; --json has it here too.
    report.text.clear();
    let undo = paint(COMMAND, format!("heirloom undo {correlation_id}"));
    let _ = writeln!(
        report.text,
        "done: {}; to take it back: {undo}",
        count(receipt.events, "event")
    );
    Ok(report
        .with("applied", true)
        .with("events", receipt.events)
        .with("position", receipt.position)
        .with("correlation_id", correlation_id))
}

fn preview(
    plan: &Plan,
    lines: &[usize],
    catalogue: &Catalogue,
    recipes: &BTreeMap<RecipeId, Surveyed>,
) -> Report {
    let used = uses(recipes);
    let mut text = String::new();
    let mut steps = Vec::new();
    for Step {
        rule,
        ingredient,
        what,
        event,
    } in &plan.steps
    {
        let (in_lines, in_recipes) = used
            .get(ingredient)
            .map_or((0, 0), |(lines, recipes)| (*lines, recipes.len()));
        let place = paint(DIM, format!("line {:<4}", lines[*rule]));
        let users = format!(
            "in {} of {}",
            count(in_lines, "line"),
            count(in_recipes as u64, "recipe")
        );
        let _ = writeln!(text, "{place} {what}  {}", paint(DIM, users));
        steps.push(json!({
            "line": lines[*rule], "what": what, "event_type": event.event_type(), "ingredient_id": ingredient,
            "lines": in_lines, "recipes": in_recipes,
        }));
    }
    let unknown: BTreeSet<(usize, &str)> = plan
        .unknown
        .iter()
        .map(|(rule, name)| (lines[*rule], name.as_str()))
        .collect();
    if plan.steps.is_empty() {
        let _ = writeln!(
            text,
            "nothing to do: the {} ingredients are as the rules want them",
            catalogue.len()
        );
    }
    if !unknown.is_empty() {
        let _ = writeln!(
            text,
            "{} names that no ingredient has, passed over:",
            paint(BOLD, unknown.len())
        );
        for (line, name) in &unknown {
            let _ = writeln!(text, "  line {line}: `{name}`");
        }
    }
    let unknown: Vec<_> = unknown
        .iter()
        .map(|(line, name)| json!({"line": line, "name": name}))
        .collect();
    Report::new(text).with("steps", steps).with("unknown", unknown)
}

/// In how many lines of which recipes an ingredient stands.
fn uses(recipes: &BTreeMap<RecipeId, Surveyed>) -> BTreeMap<IngredientId, (u64, BTreeSet<RecipeId>)> {
    let mut uses: BTreeMap<IngredientId, (u64, BTreeSet<RecipeId>)> = BTreeMap::new();
    for (recipe, surveyed) in recipes {
        for id in surveyed
            .recipe
            .content
            .lines
            .iter()
            .filter_map(|line| line.ingredient_id)
        {
            let (lines, recipes) = uses.entry(id).or_default();
            *lines += 1;
            recipes.insert(*recipe);
        }
    }
    uses
}

async fn unmerge(session: &Session, name: &str) -> anyhow::Result<Report> {
    let catalogue = session.catalogue().await?;
    let Some(ingredient_id) = catalogue.owner_of(name) else {
        anyhow::bail!(Usage(format!(
            "there is no ingredient `{name}` in this household"
        )));
    };
    let into = catalogue.canonical(ingredient_id);
    let command = CatalogueCommand::from(UnmergeIngredient { ingredient_id });
    let receipt = session
        .send(session.envelope("ingredients unmerge"), command)
        .await?;
    let called = |id| {
        catalogue
            .get(id)
            .map_or("?", |ingredient| ingredient.name.as_str())
    };
    let text = match receipt.events {
        0 => format!(
            "`{}` is merged into no other ingredient; nothing to do",
            called(ingredient_id)
        ),
        _ => format!(
            "`{}` stands for itself again, not for `{}`",
            called(ingredient_id),
            called(into)
        ),
    };
    Ok(Report::new(text)
        .with("ingredient_id", ingredient_id)
        .with("events", receipt.events)
        .with("position", receipt.position))
}
