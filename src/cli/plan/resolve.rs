//! Which planned meal is meant by a title, an id or the beginning of one; and what a title plans.

use chrono::NaiveDate;
use heirloom_events::plan::MealSelection;
use heirloom_events::values::{MealId, RecipeId, SelectionId, folded};
use heirloom_projections::Value;

use super::names::{self, Cooked};
use super::week::Week;
use crate::cli::calendar::monday;
use crate::cli::exit::Usage;
use crate::cli::plan_args::Selected;
use crate::cli::session::Session;
use crate::cli::{meal, recipe};
use crate::store::Upto;

/// So many characters of an id are no accident.
const PREFIX: usize = 4;

/// A planned meal, and the day for which it is planned.
pub(super) struct Found {
    pub(super) id: SelectionId,
    pub(super) day: NaiveDate,
    pub(super) name: String,
}

/// The selection that the arguments mean.
pub(super) async fn selection(session: &Session, of: &Selected) -> anyhow::Result<Found> {
    let monday = monday(of.week.as_deref())?;
    let here = candidates(session, &Week::now(session, monday).await?).await?;
    if let Some(found) = choose(here, &of.selection)? {
        return Ok(found);
    }
    // An id needs no week: the tables know where it stands.
    if let (Ok(id), None) = (of.selection.parse::<SelectionId>(), &of.week)
        && let Some(day) = day_of(session, id).await?
    {
        let there = candidates(session, &Week::now(session, day).await?).await?;
        if let Some(found) = choose(there, &of.selection)? {
            return Ok(found);
        }
    }
    Err(unknown(&of.selection, monday, of.week.is_some()).into())
}

/// Those of one week that these texts mean, in their order.
pub(super) async fn selections(
    session: &Session,
    monday: NaiveDate,
    texts: &[String],
) -> anyhow::Result<Vec<SelectionId>> {
    let week = Week::now(session, monday).await?;
    let mut found = Vec::with_capacity(texts.len());
    for text in texts {
        let chosen = choose(candidates(session, &week).await?, text)?;
        found.push(chosen.ok_or_else(|| unknown(text, monday, true))?.id);
    }
    Ok(found)
}

struct Candidate {
    found: Found,
    cleared: bool,
}

async fn candidates(session: &Session, week: &Week) -> anyhow::Result<Vec<Candidate>> {
    let mut candidates = Vec::new();
    for (id, meal) in week.then.week().state.in_order() {
        candidates.push(candidate(session, id, meal).await?);
    }
    Ok(candidates)
}

async fn candidate(session: &Session, id: SelectionId, meal: &MealSelection) -> anyhow::Result<Candidate> {
    let cooked = Cooked::of(session, meal, None, false).await?;
    let found = Found {
        id,
        day: meal.planned_date,
        name: cooked.name().to_owned(),
    };
    Ok(Candidate {
        found,
        cleared: meal.cleared,
    })
}

/// By id, else by title, else by part of the title, else by the beginning of the id. Of several with one title
/// the one that was not cleared.
fn choose(candidates: Vec<Candidate>, text: &str) -> Result<Option<Found>, Usage> {
    let wanted = folded(text);
    let lower = text.to_lowercase();
    let ways: [&dyn Fn(&Candidate) -> bool; 4] = [
        &|c| text.parse() == Ok(c.found.id),
        &|c| folded(&c.found.name) == wanted,
        &|c| !wanted.is_empty() && folded(&c.found.name).contains(&wanted),
        &|c| lower.len() >= PREFIX && c.found.id.to_string().starts_with(&lower),
    ];
    for way in ways {
        let fit: Vec<&Candidate> = candidates.iter().filter(|c| way(c)).collect();
        let standing: Vec<&Candidate> = fit.iter().copied().filter(|c| !c.cleared).collect();
        let id = match (fit.as_slice(), standing.as_slice()) {
            ([], _) => continue,
            (_, [only]) | ([only], _) => only.found.id,
            _ => return Err(several(text, &fit)),
        };
        return Ok(candidates
            .into_iter()
            .map(|c| c.found)
            .find(|found| found.id == id));
    }
    Ok(None)
}

fn several(text: &str, fit: &[&Candidate]) -> Usage {
    let list = fit.iter().map(|c| {
        let cleared = if c.cleared { "  (cleared)" } else { "" };
        format!("\n  {}  {}  {}{cleared}", c.found.id, c.found.day, c.found.name)
    });
    let list: String = list.collect();
    Usage(format!("`{text}` may be any of these; give the id:{list}"))
}

fn unknown(text: &str, monday: NaiveDate, named: bool) -> Usage {
    let week = crate::commands::plan::week::iso_week(monday);
    let hint = match named {
        true => format!("`heirloom plan {week}` shows what is"),
        false => "name its week with `--week`, or give its id".to_owned(),
    };
    Usage(format!("there is no meal `{text}` on the plan of {week}; {hint}"))
}

/// The day of a selection, wherever it stands.
async fn day_of(session: &Session, id: SelectionId) -> anyhow::Result<Option<NaiveDate>> {
    const WHERE: &str =
        "SELECT planned_date FROM {read}meal_selections WHERE household_id = $1 AND selection_id = $2";
    session.catch_up().await?;
    let values = [Value::Uuid(session.household().0), Value::Uuid(id.0)];
    let tables = session.heirloom().tables();
    let days = tables
        .read("a planned meal", WHERE, &values, |row| row.date("planned_date"))
        .await?;
    Ok(days.first().copied())
}

/// What can be planned.
pub(super) enum Plannable {
    Recipe(RecipeId),
    Meal(MealId),
}

/// A recipe or a meal, and what it is called; where one of each is called that, the id decides.
pub(super) async fn plannable(session: &Session, text: &str) -> anyhow::Result<(Plannable, String)> {
    let meal = meal::resolve::exactly(session, text).await?;
    match (meal, recipe::is_exactly(session, text).await?) {
        (Some(id), false) => of_meal(session, id).await,
        (Some(meal), true) => Err(Usage(format!(
            "`{text}` is the meal {meal} and a recipe too; give the id of the one that you mean"
        ))
        .into()),
        (None, true) => of_recipe(session, recipe::resolve(session, text).await?).await,
        // Neither is called exactly that: a part of a recipe's title, else of a meal's name.
        (None, false) => match recipe::resolve(session, text).await {
            Ok(id) => of_recipe(session, id).await,
            Err(error) => match meal::resolve::meal(session, text).await {
                Ok((id, None)) => of_meal(session, id).await,
                _ => Err(error),
            },
        },
    }
}

async fn of_recipe(session: &Session, id: RecipeId) -> anyhow::Result<(Plannable, String)> {
    Ok((
        Plannable::Recipe(id),
        names::title(session, id, Upto::Latest).await?,
    ))
}

async fn of_meal(session: &Session, id: MealId) -> anyhow::Result<(Plannable, String)> {
    let meal = names::meal(session, id, Upto::Latest).await?;
    Ok((
        Plannable::Meal(id),
        meal.map(|meal| meal.name).unwrap_or_default(),
    ))
}
