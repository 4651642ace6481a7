//! Looking at a recipe: its log, a version, a difference, the origin of its parts. All from the log.

use std::fmt::Write as _;

use heirloom_events::Folded;
use heirloom_events::recipe::Recipe;
use heirloom_events::values::RecipeId;
use serde_json::{Value, json};

use super::render;
use crate::audit::{AsOf, Blame, History, diff as difference};
use crate::cli::args::{Diff, List, Named, Show};
use crate::cli::exit::Usage;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::cli::style::{DIM, paint};

/// `recipe list`.
pub(super) async fn list(session: &Session, args: List) -> anyhow::Result<Report> {
    session.catch_up().await?;
    let recipes = session.recipes().await?;
    let shown: Vec<_> = recipes
        .into_iter()
        .filter(|recipe| args.all || !recipe.archived)
        .collect();
    let mut text = String::new();
    for recipe in &shown {
        let archived = if recipe.archived { "  (archived)" } else { "" };
        let _ = writeln!(
            text,
            "{}  {}{archived}",
            paint(DIM, recipe.recipe_id),
            recipe.title
        );
    }
    if shown.is_empty() {
        text.push_str(
            "no recipes yet; `heirloom import recipes FILE` or `heirloom recipe new FILE` brings some",
        );
    }
    let entries: Vec<Value> = shown
        .iter()
        .map(|r| json!({"recipe_id": r.recipe_id, "title": r.title, "version": r.version, "archived": r.archived}))
        .collect();
    Ok(Report::new(text).with("recipes", entries))
}

/// `recipe log`.
pub(super) async fn log(session: &Session, args: Named) -> anyhow::Result<Report> {
    let (history, as_of) = find(session, &args.recipe).await?;
    let upto = history.version_at(as_of.unwrap_or(AsOf::Latest), args.recorded)?;
    let mut versions = history.versions();
    versions.retain(|version| version.version <= upto);
    let names = session.actor_names().await?;
    let title = history.at(upto).state.content.title;
    let text = format!(
        "{title}  {}\n\n{}",
        paint(DIM, history.recipe),
        render::log(&versions, &names)
    );
    let entries: Vec<Value> = versions
        .iter()
        .map(|version| {
            let mut entry = json!(version);
            entry["actor_name"] = json!(version.actor.as_ref().and_then(|actor| names.get(actor)));
            entry
        })
        .collect();
    Ok(head(Report::new(text), &history, upto, &title).with("versions", entries))
}

/// `recipe show`.
pub(super) async fn show(session: &Session, args: Show) -> anyhow::Result<Report> {
    let (history, in_name) = find(session, &args.recipe).await?;
    let given = args
        .version
        .as_deref()
        .map(str::parse::<AsOf>)
        .transpose()
        .map_err(|e| Usage(e.to_string()))?;
    let as_of = given.or(in_name).unwrap_or(AsOf::Latest);
    let version = history.version_at(as_of, args.recorded)?;
    let folded = history.at(version);
    let note = match version == history.newest() {
        true => String::new(),
        false => format!(
            "{}\n",
            paint(DIM, format!("version {version} of {}", history.newest()))
        ),
    };
    let inside: Vec<RecipeId> = folded.state.references.values().copied().collect();
    let titles = session.titles(&inside).await?.into_iter().collect();
    let text = format!("{note}{}", render::card(&folded.state, &titles));
    let title = folded.state.content.title.clone();
    Ok(head(Report::new(text), &history, version, &title).with("recipe", recipe_json(&folded)))
}

/// `recipe diff`.
pub(super) async fn diff(session: &Session, args: Diff) -> anyhow::Result<Report> {
    let (history, in_name) = find(session, &args.recipe).await?;
    let mut specs: Vec<AsOf> = in_name.into_iter().collect();
    for text in args.versions.iter().flat_map(|text| text.split("..")) {
        specs.push(
            text.parse()
                .map_err(|error: crate::audit::SpecError| Usage(error.to_string()))?,
        );
    }
    let newest = history.newest();
    let version = |as_of| history.version_at(as_of, args.recorded);
    let (from, to) = match specs.as_slice() {
        [] => (last_change(&history), newest),
        [from] => (version(*from)?, newest),
        [from, to] => (version(*from)?, version(*to)?),
        _ => anyhow::bail!(Usage(
            "a difference is between two versions: `recipe diff NAME @3 @7`".into()
        )),
    };
    let (old, new) = (history.at(from).state, history.at(to).state);
    let diff = difference(&old, &new);
    let title = new.content.title.clone();
    let text = format!(
        "{title}  {}\n\n{}",
        paint(DIM, format!("@{from} → @{to}")),
        render::difference(&diff)
    );
    Ok(Report::new(text)
        .with("recipe_id", history.recipe)
        .with("title", title)
        .with("from", from)
        .with("to", to)
        .with("diff", &diff))
}

/// `recipe blame`.
pub(super) async fn blame(session: &Session, args: Named) -> anyhow::Result<Report> {
    let (history, as_of) = find(session, &args.recipe).await?;
    let version = history.version_at(as_of.unwrap_or(AsOf::Latest), args.recorded)?;
    let blame = Blame::of(&history, version);
    let names = session.actor_names().await?;
    let title = history.at(version).state.content.title;
    let text = format!(
        "{title}  {}\n\n{}",
        paint(DIM, format!("@{version}")),
        render::blame(&blame, &names)
    );
    Ok(head(Report::new(text), &history, version, &title)
        .with("blame", &blame)
        .with("actors", &names))
}

async fn find(session: &Session, name: &str) -> anyhow::Result<(History, Option<AsOf>)> {
    let (recipe, as_of) = super::resolve::recipe(session, name).await?;
    let history = History::load(session.log(), session.household(), recipe).await?;
    Ok((history, as_of))
}

/// The version before all that the last command changed.
fn last_change(history: &History) -> u64 {
    let last = history.events.last().map(|event| event.metadata.command_id);
    let same =
        history.events.iter().rev().take_while(|event| {
            event.metadata.command_id.is_some() && Some(event.metadata.command_id) == last
        });
    history.newest() - (same.count() as u64).max(1)
}

fn head(report: Report, history: &History, version: u64, title: &str) -> Report {
    report
        .with("recipe_id", history.recipe)
        .with("title", title)
        .with("version", version)
        .with("newest", history.newest())
}

/// A recipe as JSON: what it says, and what its history says of it.
fn recipe_json(folded: &Folded<Recipe>) -> Value {
    let recipe = &folded.state;
    let mut value = json!(recipe.content);
    value["favourite"] = json!(recipe.favourite);
    value["archived"] = json!(recipe.archived);
    value["references"] = json!(recipe.references);
    value["times_cooked"] = json!(recipe.times_cooked);
    value["last_cooked_at"] = json!(recipe.last_cooked_at);
    value["created_at"] = json!(folded.created.map(|stamp| stamp.occurred_at));
    value["updated_at"] = json!(folded.updated.map(|stamp| stamp.occurred_at));
    value
}
