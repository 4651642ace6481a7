//! Changing a recipe from the command line.

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use heirloom_events::values::RecipeId;

use super::resolve;
use crate::audit::{AsOf, History};
use crate::cli::args::{Edit, Named};
use crate::cli::exit::Usage;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::commands::recipe::{
    ArchiveRecipe, CreateRecipe, RecipeCommand, RestoreRecipe, RevertRecipe, ReviseRecipe,
};
use crate::commands::{OnConflict, Receipt};
use crate::importers::keeping_the_unsaid;

/// `recipe new`.
pub(super) async fn new(session: &Session, file: &Path) -> anyhow::Result<Report> {
    let draft = session.draft(&read(file)?, &file.display().to_string()).await?;
    let (recipe, title) = (RecipeId::new(), draft.title.clone());
    let create = RecipeCommand::from(CreateRecipe {
        recipe_id: recipe,
        draft,
    });
    let receipt = session.send(session.envelope("recipe new"), create).await?;
    Ok(told(
        format!("wrote down `{title}` as {recipe}"),
        recipe,
        &receipt,
    ))
}

/// `recipe edit`.
pub(super) async fn edit(session: &Session, args: Edit) -> anyhow::Result<Report> {
    let (recipe, _) = resolve::recipe(session, &args.recipe).await?;
    let draft = session
        .draft(&read(&args.file)?, &args.file.display().to_string())
        .await?;
    let history = History::load(session.log(), session.household(), recipe).await?;
    let edited = history.at(args.expect.unwrap_or(history.newest())).state.content;
    let draft = keeping_the_unsaid(draft, &edited);
    let mut envelope = session.envelope("recipe edit");
    envelope.expected_version = args.expect;
    envelope.on_conflict = if args.merge {
        OnConflict::Merge
    } else {
        OnConflict::Refuse
    };
    let title = draft.title.clone();
    let revise = RecipeCommand::from(ReviseRecipe {
        recipe_id: recipe,
        draft,
    });
    let receipt = session.send(envelope, revise).await?;
    let text = match (receipt.events, receipt.version()) {
        (0, _) => format!("`{title}` says all that already; nothing was recorded"),
        (_, version) => format!(
            "`{title}` is at version {version} now; `heirloom recipe diff \"{title}\"` shows what changed"
        ),
    };
    Ok(told(text, recipe, &receipt))
}

/// `recipe archive`.
pub(super) async fn archive(session: &Session, args: Named) -> anyhow::Result<Report> {
    let (recipe, _) = resolve::recipe(session, &args.recipe).await?;
    let archive = RecipeCommand::from(ArchiveRecipe { recipe_id: recipe });
    let receipt = session.send(session.envelope("recipe archive"), archive).await?;
    let text = match receipt.events {
        0 => "it was archived already".to_owned(),
        _ => format!("archived; `heirloom recipe restore {recipe}` brings it back"),
    };
    Ok(told(text, recipe, &receipt))
}

/// `recipe restore`: out of the archive, and with a version back to what it said then.
pub(super) async fn restore(session: &Session, args: Named) -> anyhow::Result<Report> {
    let (recipe, as_of) = resolve::recipe(session, &args.recipe).await?;
    let history = History::load(session.log(), session.household(), recipe).await?;
    let version = match as_of {
        Some(AsOf::Latest) | None => None,
        Some(as_of) => Some(history.version_at(as_of, args.recorded)?),
    };
    let now = history.at(history.newest()).state;
    let mut text = Vec::new();
    let mut last = None;
    if now.archived {
        let restore = RecipeCommand::from(RestoreRecipe { recipe_id: recipe });
        last = Some(session.send(session.envelope("recipe restore"), restore).await?);
        text.push(format!("brought `{}` back", now.content.title));
    }
    if let Some(to_version) = version {
        let revert = RecipeCommand::from(RevertRecipe {
            recipe_id: recipe,
            to_version,
        });
        let receipt = session.send(session.envelope("recipe restore"), revert).await?;
        text.push(match receipt.events {
            0 => format!("it says what version {to_version} said already"),
            _ => format!("it says again what version {to_version} said"),
        });
        last = Some(receipt);
    }
    match last {
        Some(receipt) => Ok(told(text.join("; "), recipe, &receipt)),
        None => Err(Usage(format!(
            "`{}` is not archived; say which version it is to go back to: `heirloom recipe restore NAME@3`",
            now.content.title
        ))
        .into()),
    }
}

fn told(text: String, recipe: RecipeId, receipt: &Receipt) -> Report {
    Report::new(text)
        .with("recipe_id", recipe)
        .with("position", receipt.position)
        .with("events", receipt.events)
}

/// All bytes of a file, or of standard input for `-`.
pub(in crate::cli) fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .context("standard input cannot be read")?;
        return Ok(bytes);
    }
    let unread = |error| Usage(format!("`{}` cannot be read: {error}", file.display()));
    Ok(std::fs::read(file).map_err(unread)?)
}
