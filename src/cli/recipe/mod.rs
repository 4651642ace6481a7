//! `heirloom recipe …`: looking at recipes and their histories, and changing them.

mod change;
mod look;
mod refer;
pub mod render;
mod resolve;
mod search;

use heirloom_events::values::{RecipeId, folded};

pub(in crate::cli) use change::read;

use super::args::Recipe;
use super::report::Report;
use super::session::Session;

/// The recipe that a title or an id means, whatever its version.
pub(in crate::cli) async fn resolve(session: &Session, text: &str) -> anyhow::Result<RecipeId> {
    Ok(resolve::recipe(session, text).await?.0)
}

/// Whether a recipe that is not archived is called exactly that.
pub(in crate::cli) async fn is_exactly(session: &Session, title: &str) -> anyhow::Result<bool> {
    session.catch_up().await?;
    let wanted = folded(title);
    let recipes = session.recipes().await?;
    Ok(recipes
        .iter()
        .any(|recipe| !recipe.archived && folded(&recipe.title) == wanted))
}

/// Carries out one verb.
///
/// # Errors
/// Where the recipe is not known, the command is refused, or the log fails.
pub async fn run(session: &Session, verb: Recipe) -> anyhow::Result<Report> {
    match verb {
        Recipe::List(args) => look::list(session, args).await,
        Recipe::New(args) => change::new(session, &args.file).await,
        Recipe::Edit(args) => change::edit(session, args).await,
        Recipe::Refer(args) => refer::refer(session, args).await,
        Recipe::Log(args) => look::log(session, args).await,
        Recipe::Show(args) => look::show(session, args).await,
        Recipe::Diff(args) => look::diff(session, args).await,
        Recipe::Blame(args) => look::blame(session, args).await,
        Recipe::Archive(args) => change::archive(session, args).await,
        Recipe::Restore(args) => change::restore(session, args).await,
        Recipe::Search(args) => search::search(session, args).await,
    }
}
