//! Looking at meals.

use std::collections::HashSet;
use std::fmt::Write as _;

use heirloom_events::meal::Meal;
use heirloom_events::values::MealId;
use heirloom_projections::Value;
use serde_json::json;

use super::resolve;
use crate::audit::AsOf;
use crate::cli::exit::Usage;
use crate::cli::plan::title;
use crate::cli::plan_args::ShowMeal;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::cli::style::{BOLD, DIM, MOVED, paint};
use crate::commands::Loaded;
use crate::commands::plan::follow::meal_key;
use crate::store::{Upto, reader};

/// `meal list`: a meal that is not kept is listed while it stands on a plan.
pub(super) async fn list(session: &Session, all: bool) -> anyhow::Result<Report> {
    let mut meals = resolve::meals(session).await?;
    if !all && !meals.is_empty() {
        let planned = planned(session).await?;
        meals.retain(|meal| !meal.is_archived && (meal.is_saved || planned.contains(&meal.meal_id)));
    }
    let mut text = String::new();
    let mut entries = Vec::new();
    for meal in &meals {
        let mut said = String::new();
        if meal.is_archived {
            said.push_str("  (archived)");
        }
        if !meal.is_saved {
            said.push_str("  (not kept)");
        }
        let _ = writeln!(text, "{}  {}{said}", paint(DIM, meal.meal_id), meal.name);
        entries.push(json!({
            "meal_id": meal.meal_id,
            "name": meal.name,
            "main_recipe_id": meal.main_recipe_id,
            "tags": meal.tags,
            "saved": meal.is_saved,
            "archived": meal.is_archived,
        }));
    }
    if meals.is_empty() {
        text.push_str("no meals; `heirloom meal new NAME --main RECIPE` puts one together");
    }
    Ok(Report::new(text).with("meals", entries))
}

/// The meals that stand on a plan.
async fn planned(session: &Session) -> anyhow::Result<HashSet<MealId>> {
    const PLANNED: &str = "SELECT DISTINCT meal_id FROM {read}meal_selections \
         WHERE household_id = $1 AND is_cleared = $2 AND meal_id IS NOT NULL";
    let values = [Value::Uuid(session.household().0), Value::Bool(false)];
    let tables = session.heirloom().tables();
    let ids = tables
        .read("planned meals", PLANNED, &values, |row| row.uuid("meal_id"))
        .await?;
    Ok(ids.into_iter().map(MealId).collect())
}

/// `meal show`.
pub(super) async fn show(session: &Session, args: ShowMeal) -> anyhow::Result<Report> {
    let (id, as_of) = resolve::meal(session, &args.meal).await?;
    let upto = as_of.unwrap_or(AsOf::Latest).upto(args.recorded);
    let key = meal_key(id);
    let stored = session.log().read_stream(session.household(), &key, upto).await?;
    let loaded = Loaded::new(key, reader::read_all(&stored)?);
    let (meal, version) = (&loaded.meal().state, loaded.version());
    match as_of {
        _ if version == 0 => anyhow::bail!(Usage(format!(
            "there is no meal `{}` in this household, or there was none then",
            args.meal
        ))),
        Some(AsOf::Version(asked)) if asked > version => anyhow::bail!(Usage(format!(
            "meal `{}` has no version {asked}; its newest is version {version}",
            meal.name
        ))),
        _ => {}
    }
    // Dishes are called what they were called then.
    let then = match as_of {
        None | Some(AsOf::Latest) => Upto::Latest,
        Some(AsOf::Time(_)) => upto,
        Some(AsOf::Version(_)) => {
            let last = loaded.events.last().map(|event| event.recorded_at);
            last.map_or(Upto::Latest, Upto::RecordedAt)
        }
    };
    let mut titles = Vec::new();
    for dish in meal.dishes() {
        titles.push(title(session, dish, then).await?);
    }
    Ok(Report::new(card(meal, &titles))
        .with("meal_id", id)
        .with("version", version)
        .with(
            "meal",
            json!({
                "name": meal.name,
                "main_recipe_id": meal.main_recipe_id,
                "sides": meal.sides,
                "titles": titles,
                "tags": meal.tags,
                "saved": meal.saved,
                "archived": meal.archived,
            }),
        ))
}

fn card(meal: &Meal, titles: &[String]) -> String {
    let mut text = format!("{}\n", paint(BOLD, &meal.name));
    if meal.archived {
        let hint = "archived: bring it back with `heirloom meal restore`";
        let _ = writeln!(text, "{}", paint(MOVED, hint));
    }
    let label = |label: &str| paint(DIM, format!("{label:<12}")).to_string();
    for (at, title) in titles.iter().enumerate() {
        let _ = writeln!(text, "{}{title}", label(if at == 0 { "main" } else { "side" }));
    }
    if !meal.tags.is_empty() {
        let _ = writeln!(text, "{}{}", label("tags"), meal.tags.join(", "));
    }
    if !meal.saved {
        let _ = writeln!(text, "{}no, only while it stands on a plan", label("kept"));
    }
    text
}
