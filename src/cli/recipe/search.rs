//! Finding recipes by their words or by their ingredients.

use std::fmt::Write as _;

use heirloom_events::catalogue::Catalogue;
use heirloom_events::values::{IngredientId, RecipeId, folded};
use heirloom_projections::models::recipes::by_ingredients::Wanted;
use serde_json::json;

use crate::cli::args::Search;
use crate::cli::exit::Usage;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::cli::style::{DIM, paint};

/// How many recipes are looked at where words and ingredients are asked for together.
const REACH: u32 = 100_000;

/// How many ingredients with a like name are told.
const ALIKE: usize = 5;

/// `recipe search`.
pub(super) async fn search(session: &Session, args: Search) -> anyhow::Result<Report> {
    let words = args.words.join(" ");
    let by_ingredients = !(args.all_of.is_empty() && args.any_of.is_empty() && args.none_of.is_empty());
    if words.trim().is_empty() && !by_ingredients {
        anyhow::bail!(Usage(
            "say what to look for: words, or `--with`, `--any`, `--without` an ingredient".into()
        ));
    }
    session.catch_up().await?;
    let limit = args.limit as usize;
    let mut found: Option<Vec<RecipeId>> = None;
    if !words.trim().is_empty() {
        // Ingredients may thin the hits out, so more of them are looked at then.
        let reach = if by_ingredients { REACH } else { args.limit };
        found = Some(session.search(&words, reach).await?);
    }
    if by_ingredients {
        let all_of = ingredients(session, &args.all_of).await?;
        let any_of = ingredients(session, &args.any_of).await?;
        let none_of = ingredients(session, &args.none_of).await?;
        let wanted = Wanted {
            all_of: &all_of,
            any_of: &any_of,
            none_of: &none_of,
        };
        let reach = if found.is_some() { REACH } else { args.limit };
        let having = session.recipes_by_ingredients(wanted, reach).await?;
        found = Some(match found {
            Some(ranked) => ranked.into_iter().filter(|id| having.contains(id)).collect(),
            None => having,
        });
    }
    let mut found = found.unwrap_or_default();
    found.truncate(limit);
    let titles = session.titles(&found).await?;
    let mut text = String::new();
    for (id, title) in &titles {
        let _ = writeln!(text, "{}  {title}", paint(DIM, id));
    }
    if titles.is_empty() {
        text.push_str("nothing found");
    }
    let entries: Vec<_> = titles
        .iter()
        .map(|(id, title)| json!({"recipe_id": id, "title": title}))
        .collect();
    Ok(Report::new(text).with("recipes", entries))
}

async fn ingredients(session: &Session, names: &[String]) -> anyhow::Result<Vec<IngredientId>> {
    let catalogue = session.catalogue().await?;
    let known = |name: &String| catalogue.find(name).ok_or_else(|| unknown(name, &catalogue));
    Ok(names.iter().map(known).collect::<Result<_, _>>()?)
}

/// Says what goes by a name like it.
fn unknown(name: &str, catalogue: &Catalogue) -> Usage {
    let wanted = folded(name);
    let mut alike: Vec<&str> = catalogue
        .iter()
        .map(|(_, ingredient)| ingredient.name.as_str())
        .filter(|known| folded(known).split(' ').any(|word| word == wanted))
        .collect();
    alike.sort_unstable();
    alike.truncate(ALIKE);
    let hint = match alike.as_slice() {
        [] => "names are those of the lines, without amounts".to_owned(),
        names => format!("there is `{}`", names.join("`, `")),
    };
    Usage(format!(
        "no ingredient of this household is called `{name}`; {hint}"
    ))
}
