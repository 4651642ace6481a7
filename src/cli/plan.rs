//! `heirloom plan`: a week's plan.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate, Utc, Weekday};
use heirloom_events::values::{RecipeId, ShoppingMode};
use serde_json::json;

use super::args::Plan;
use super::exit::Usage;
use super::report::Report;
use super::session::Session;
use super::style::{BOLD, DIM, paint};

/// Shows a week.
///
/// # Errors
/// Where the week is none, or the tables cannot be read.
pub(super) async fn run(session: &Session, args: Plan) -> anyhow::Result<Report> {
    let monday = match args.week.as_deref() {
        None => monday_of(Utc::now().date_naive()),
        Some(week) => {
            parse(week).ok_or_else(|| Usage(format!("`{week}` is no ISO week; write it as `2026-W05`")))?
        }
    };
    session.catch_up().await?;
    let week = format!("{}-W{:02}", monday.iso_week().year(), monday.iso_week().week());
    let selections = session.selections(monday, monday + chrono::Days::new(6)).await?;
    let mut text = format!("{}\n", paint(BOLD, &week));
    let mut entries = Vec::new();
    for selection in selections.iter().filter(|selection| !selection.is_cleared) {
        let dishes: Vec<RecipeId> = std::iter::once(selection.main_recipe_id)
            .chain(selection.sides.iter().map(|side| side.recipe_id))
            .collect();
        let titles: Vec<String> = session
            .titles(&dishes)
            .await?
            .into_iter()
            .map(|(_, title)| title)
            .collect();
        let day = selection.planned_date.format("%a %Y-%m-%d");
        let excluded = match selection.shopping_mode {
            ShoppingMode::All => "",
            ShoppingMode::ProduceOnly => "  (only produce on the shopping list)",
            ShoppingMode::None => "  (not on the shopping list)",
        };
        let _ = writeln!(
            text,
            "{}  {}{}",
            paint(DIM, day),
            titles.join(" + "),
            paint(DIM, excluded)
        );
        entries.push(json!({
            "selection_id": selection.selection_id,
            "planned_date": selection.planned_date,
            "recipes": dishes,
            "titles": titles,
            "exclude_from_shopping": selection.shopping_mode.excludes(),
            "shopping_mode": selection.shopping_mode,
            "meal_id": selection.meal_id,
            "position": selection.position,
            "servings": selection.servings,
            "completed_at": selection.completed_at,
        }));
    }
    if entries.is_empty() {
        text.push_str("nothing is planned; `heirloom send` takes `select_meal` commands");
    }
    Ok(Report::new(text).with("week", week).with("selections", entries))
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day - chrono::Days::new(u64::from(day.weekday().num_days_from_monday()))
}

fn parse(week: &str) -> Option<NaiveDate> {
    let (year, number) = week.split_once("-W")?;
    NaiveDate::from_isoywd_opt(year.parse().ok()?, number.parse().ok()?, Weekday::Mon)
}
