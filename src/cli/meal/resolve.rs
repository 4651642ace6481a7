//! Which meal is meant by a name or an id.

use heirloom_events::values::{MealId, folded};
use heirloom_projections::models::meals::query::{MealRow, list};

use crate::audit::AsOf;
use crate::cli::exit::Usage;
use crate::cli::session::Session;
use crate::commands::plan::follow::meal_key;
use crate::store::Upto;

/// Every meal, archived ones too; none where the active revision has no table of them.
pub(in crate::cli) async fn meals(session: &Session) -> anyhow::Result<Vec<MealRow>> {
    let shown = session.heirloom().database().state();
    let has_meals = shown.is_some_and(|state| state.projections.iter().any(|(name, _)| *name == "meals"));
    if !has_meals {
        return Ok(Vec::new());
    }
    session.catch_up().await?;
    let (tables, household) = (session.heirloom().tables(), session.household());
    let mut all = list(tables, household, false).await?;
    all.extend(list(tables, household, true).await?);
    all.sort_by_cached_key(|meal| (folded(&meal.name), meal.meal_id));
    Ok(all)
}

/// The meal, and the version that stood with its name.
///
/// An id, else a name (of several with that name the one that is not archived), else the only name that
/// contains the text.
pub(in crate::cli) async fn meal(session: &Session, text: &str) -> anyhow::Result<(MealId, Option<AsOf>)> {
    let (name, as_of) = AsOf::split(text);
    if let Ok(id) = name.parse::<MealId>() {
        return Ok((id, as_of));
    }
    let meals = meals(session).await?;
    // A name may itself end like a version.
    for (name, as_of) in [(text, None), (name, as_of)] {
        if let Some(found) = choose(&called(&meals, name), name)? {
            return Ok((found, as_of));
        }
    }
    let wanted = folded(name);
    let containing: Vec<_> = meals
        .iter()
        .filter(|meal| !wanted.is_empty() && folded(&meal.name).contains(&wanted))
        .collect();
    choose(&containing, name)?.map(|id| (id, as_of)).ok_or_else(|| {
        Usage(format!(
            "there is no meal `{name}` in this household; `heirloom meal list --all` shows what there is"
        ))
        .into()
    })
}

/// The meal of exactly that id or name.
pub(in crate::cli) async fn exactly(session: &Session, text: &str) -> anyhow::Result<Option<MealId>> {
    if let Ok(id) = text.parse::<MealId>() {
        let events = session
            .log()
            .read_stream(session.household(), &meal_key(id), Upto::Version(1))
            .await?;
        return Ok((!events.is_empty()).then_some(id));
    }
    let mut live = meals(session).await?;
    live.retain(|meal| !meal.is_archived);
    Ok(choose(&called(&live, text), text)?)
}

fn called<'a>(meals: &'a [MealRow], name: &str) -> Vec<&'a MealRow> {
    let wanted = folded(name);
    meals.iter().filter(|meal| folded(&meal.name) == wanted).collect()
}

fn choose(found: &[&MealRow], name: &str) -> Result<Option<MealId>, Usage> {
    let live: Vec<_> = found.iter().filter(|meal| !meal.is_archived).collect();
    match (found, live.as_slice()) {
        (_, [only]) => Ok(Some(only.meal_id)),
        ([only], _) => Ok(Some(only.meal_id)),
        ([], _) => Ok(None),
        _ => {
            let list = found.iter().map(|meal| {
                let archived = if meal.is_archived { "  (archived)" } else { "" };
                format!("\n  {}  {}{archived}", meal.meal_id, meal.name)
            });
            let list: String = list.collect();
            Err(Usage(format!("`{name}` may be any of these; give the id:{list}")))
        }
    }
}
