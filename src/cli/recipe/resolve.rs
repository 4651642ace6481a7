//! Which recipe is meant by a title or an id.

use heirloom_events::values::{RecipeId, folded};
use heirloom_events::{StreamKey, StreamType};
use similar::TextDiff;

use crate::audit::AsOf;
use crate::cli::exit::Usage;
use crate::cli::session::{RecipeTitle, Session};
use crate::importers::{history_id, plain_id};
use crate::store::Upto;

/// The recipe, and the version that stood with its name.
///
/// An id, else a title (of several with that title the one that is not archived), else the name under
/// which it was imported, else the only title that contains the text.
pub(super) async fn recipe(session: &Session, text: &str) -> anyhow::Result<(RecipeId, Option<AsOf>)> {
    let (name, as_of) = AsOf::split(text);
    if let Ok(id) = name.parse::<RecipeId>() {
        return Ok((id, as_of));
    }
    session.catch_up().await?;
    let recipes = session.recipes().await?;
    let by_title = |wanted: &str| {
        let wanted = folded(wanted);
        recipes
            .iter()
            .filter(|recipe| folded(&recipe.title) == wanted)
            .collect::<Vec<_>>()
    };
    // A title may itself end like a version.
    for (name, as_of) in [(text, None), (name, as_of)] {
        if let Some(found) = choose(&by_title(name), name)? {
            return Ok((found, as_of));
        }
    }
    if let Some(id) = imported(session, name).await? {
        return Ok((id, as_of));
    }
    let wanted = folded(name);
    let containing: Vec<_> = recipes
        .iter()
        .filter(|recipe| folded(&recipe.title).contains(&wanted))
        .collect();
    match choose(&containing, name)? {
        Some(id) if !wanted.is_empty() => Ok((id, as_of)),
        _ => Err(unknown(name, &recipes).into()),
    }
}

fn choose(found: &[&RecipeTitle], name: &str) -> Result<Option<RecipeId>, Usage> {
    let live: Vec<_> = found.iter().filter(|recipe| !recipe.archived).collect();
    match (found, live.as_slice()) {
        (_, [only]) => Ok(Some(only.recipe_id)),
        ([only], _) => Ok(Some(only.recipe_id)),
        ([], _) => Ok(None),
        _ => {
            let list = found.iter().map(|r| {
                format!(
                    "\n  {}  {}{}",
                    r.recipe_id,
                    r.title,
                    if r.archived { "  (archived)" } else { "" }
                )
            });
            Err(Usage(format!(
                "`{name}` may be any of these; give the id:{}",
                list.collect::<String>()
            )))
        }
    }
}

/// The recipe that was imported under this slug.
async fn imported(session: &Session, slug: &str) -> anyhow::Result<Option<RecipeId>> {
    let household = session.household();
    for id in [history_id(household, slug), plain_id(household, slug)] {
        let stream = StreamKey::new(StreamType::Recipe, id);
        if !session
            .log()
            .read_stream(session.household(), &stream, Upto::Version(1))
            .await?
            .is_empty()
        {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

fn unknown(name: &str, recipes: &[RecipeTitle]) -> Usage {
    let wanted = folded(name);
    let likeness = |recipe: &&RecipeTitle| TextDiff::from_chars(&wanted, &folded(&recipe.title)).ratio();
    let closest = recipes.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let hint = match closest {
        Some(recipe) if likeness(&recipe) > 0.5 => format!("did you mean `{}`?", recipe.title),
        Some(_) => "`heirloom recipe list` shows what there is".to_owned(),
        None => "there are no recipes yet; `heirloom import recipes FILE` brings some".to_owned(),
    };
    Usage(format!("there is no recipe `{name}` in this household; {hint}"))
}
