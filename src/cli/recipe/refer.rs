//! `recipe refer`: a line that stands for another recipe.

use heirloom_events::recipe::{Line, Recipe};
use heirloom_events::values::{LineId, RecipeId, folded};

use super::resolve;
use crate::audit::History;
use crate::cli::args::Refer;
use crate::cli::exit::Usage;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::commands::recipe::{RecipeCommand, ReferLine};

/// `recipe refer`.
pub(super) async fn refer(session: &Session, args: Refer) -> anyhow::Result<Report> {
    let recipe_id = live(session, &args.recipe).await?;
    let to_recipe_id = match &args.other {
        Some(other) => Some(live(session, other).await?),
        None => None,
    };
    let history = History::load(session.log(), session.household(), recipe_id).await?;
    let recipe = history.at(history.newest()).state;
    let line = line(&recipe, &args.line)?;
    let command = RecipeCommand::from(ReferLine {
        recipe_id,
        line_id: line.line_id,
        to_recipe_id,
    });
    let receipt = session.send(session.envelope("recipe refer"), command).await?;
    let to = match to_recipe_id {
        Some(to) => Some(
            session
                .titles(&[to])
                .await?
                .pop()
                .map_or(to.to_string(), |(_, title)| title),
        ),
        None => None,
    };
    let (text, title) = (&line.text, &recipe.content.title);
    let told = match (to, receipt.events) {
        (Some(to), 0) => format!("`{text}` of `{title}` stands for `{to}` already; nothing was recorded"),
        (Some(to), _) => format!("`{text}` of `{title}` stands for `{to}`: lists have what that is made of"),
        (None, 0) => format!("`{text}` of `{title}` stands for no recipe; nothing was recorded"),
        (None, _) => format!("`{text}` of `{title}` is an ingredient again"),
    };
    Ok(Report::new(told)
        .with("recipe_id", recipe_id)
        .with("line_id", line.line_id)
        .with("to_recipe_id", to_recipe_id)
        .with("position", receipt.position)
        .with("events", receipt.events))
}

/// The recipe that is meant; which version of it was named does not matter, so none may be.
async fn live(session: &Session, name: &str) -> anyhow::Result<RecipeId> {
    match resolve::recipe(session, name).await? {
        (recipe, None) => Ok(recipe),
        (_, Some(_)) => Err(Usage(format!(
            "`{name}` names a version; a line stands for a recipe as it is when it is cooked, so leave it out"
        ))
        .into()),
    }
}

/// The line that is meant: by its place from 1, its id, its text, or the only text that contains it.
fn line<'a>(recipe: &'a Recipe, wanted: &str) -> Result<&'a Line, Usage> {
    let lines = &recipe.content.lines;
    if let Some(found) = wanted.parse::<LineId>().ok().and_then(|id| recipe.line(id)) {
        return Ok(found);
    }
    let words = folded(wanted);
    let exact: Vec<&Line> = lines.iter().filter(|line| folded(&line.text) == words).collect();
    if let [only] = exact[..] {
        return Ok(only);
    }
    let place = wanted
        .parse::<usize>()
        .ok()
        .and_then(|place| place.checked_sub(1));
    if let Some(found) = place.and_then(|place| lines.get(place)) {
        return Ok(found);
    }
    let containing = |line: &&Line| !words.is_empty() && folded(&line.text).contains(&words);
    match lines.iter().filter(containing).collect::<Vec<_>>()[..] {
        [only] => Ok(only),
        [] => Err(Usage(format!(
            "`{}` has no line `{wanted}`; its lines are:{}",
            recipe.content.title,
            listed(recipe)
        ))),
        _ => Err(Usage(format!(
            "`{wanted}` may be several lines of `{}`; give the place of one:{}",
            recipe.content.title,
            listed(recipe)
        ))),
    }
}

fn listed(recipe: &Recipe) -> String {
    let lines = (1..).zip(&recipe.content.lines);
    lines
        .map(|(place, line)| format!("\n  {place}  {}", line.text))
        .collect()
}
