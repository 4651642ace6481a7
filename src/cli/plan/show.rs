//! A week as it is or as it was, from the log: the same at every revision.

use std::fmt::Write as _;

use heirloom_events::plan::MealSelection;
use heirloom_events::values::{SelectionId, ShoppingMode};
use serde_json::{Value, json};

use super::names::Cooked;
use super::week::Week;
use crate::audit::AsOf;
use crate::cli::calendar::monday;
use crate::cli::exit::Usage;
use crate::cli::plan_args::ShowWeek;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::cli::style::{BOLD, DIM, paint};

/// Shows a week.
///
/// # Errors
/// Where the week is none, it has no such version, or the log cannot be read.
pub(super) async fn show(session: &Session, args: ShowWeek) -> anyhow::Result<Report> {
    let (name, as_of) = asked(&args)?;
    let week = Week::load(session, monday(name)?, as_of, args.recorded).await?;
    let plan = &week.then.week().state;
    let mut text = format!("{}\n", paint(BOLD, week.name()));
    if (1..week.newest).contains(&week.then.version()) {
        let note = format!("version {} of {}", week.then.version(), week.newest);
        text = format!("{}\n{text}", paint(DIM, note));
    }
    if let Some(diets) = &plan.diets {
        let _ = writeln!(text, "{}  {}", paint(DIM, "to suit"), diets.to_text());
    }
    let mut shown: Vec<_> = plan.in_order();
    shown.retain(|(_, meal)| args.all || !meal.cleared);
    // Within a day the order of the week counts.
    shown.sort_by_key(|(_, meal)| meal.planned_date);
    let mut entries = Vec::new();
    for (id, meal) in &shown {
        let cooked = Cooked::of(session, meal, week.moment, args.recorded).await?;
        let _ = writeln!(text, "{}", line(meal, &cooked));
        entries.push(entry(*id, meal, &cooked));
    }
    if shown.is_empty() {
        text.push_str("nothing is planned; `heirloom plan add RECIPE DATE` plans something");
    }
    Ok(Report::new(text)
        .with("week", week.name())
        .with("version", week.then.version())
        .with("newest", week.newest)
        .with("diets", &plan.diets)
        .with("selections", entries))
}

/// The week, and the version that stands with it or behind it.
fn asked(args: &ShowWeek) -> Result<(Option<&str>, AsOf), Usage> {
    let spec = |text: &str| text.parse::<AsOf>().map_err(|error| Usage(error.to_string()));
    let (name, behind) = (args.week.as_deref(), args.as_of.as_deref());
    match (name, behind) {
        // `plan show @2026-01-31`: this week.
        (Some(only), None) if only.starts_with('@') => Ok((None, spec(only)?)),
        (Some(name), None) => match name.split_once('@') {
            Some((week, version)) => Ok((Some(week), spec(version)?)),
            None => Ok((Some(name), AsOf::Latest)),
        },
        (name, Some(behind)) => Ok((name, spec(behind)?)),
        (None, None) => Ok((None, AsOf::Latest)),
    }
}

fn line(meal: &MealSelection, cooked: &Cooked) -> String {
    let mut said = Vec::new();
    if let Some(servings) = meal.servings {
        said.push(format!("for {servings}"));
    }
    match meal.shopping_mode {
        ShoppingMode::All => {}
        ShoppingMode::ProduceOnly => said.push("only produce on the shopping list".to_owned()),
        ShoppingMode::None => said.push("not on the shopping list".to_owned()),
    }
    if meal.completed_at.is_some() {
        said.push("eaten".to_owned());
    }
    if meal.cleared {
        said.push("cleared".to_owned());
    }
    let day = meal.planned_date.format("%a %Y-%m-%d");
    match said.is_empty() {
        true => format!("{}  {}", paint(DIM, day), cooked.in_full()),
        false => {
            let said = format!("({})", said.join(", "));
            format!("{}  {}  {}", paint(DIM, day), cooked.in_full(), paint(DIM, said))
        }
    }
}

fn entry(id: SelectionId, meal: &MealSelection, cooked: &Cooked) -> Value {
    let recipes: Vec<_> = cooked.dishes.iter().map(|dish| dish.recipe_id).collect();
    let titles: Vec<_> = cooked.dishes.iter().map(|dish| &dish.title).collect();
    json!({
        "selection_id": id,
        "planned_date": meal.planned_date,
        "position": meal.position,
        "meal_id": meal.meal_id,
        "meal": cooked.meal,
        "recipes": recipes,
        "titles": titles,
        "servings": meal.servings,
        "shopping_mode": meal.shopping_mode,
        "exclude_from_shopping": meal.shopping_mode.excludes(),
        "completed_at": meal.completed_at,
        "cleared": meal.cleared,
    })
}
