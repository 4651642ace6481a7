//! Looking at a week's list: as it is, where a number comes from, and what the two algorithms say differently.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use heirloom_projections::models::shopping::query::{
    ItemRow, ProblemRow, SourceRow, list, problems, sources,
};
use serde_json::{Value, json};

use super::resolve::Asked;
use crate::cli::calendar::day_of as week;
use crate::cli::exit::Usage;
use crate::cli::report::Report;
use crate::cli::session::Session;
use crate::cli::shopping_args::{Diff, Explain, Show};
use crate::cli::style::{BOLD, DIM, MOVED, paint};
use crate::commands::plan::week::iso_week;
use crate::commands::plan::week_id;

/// Shows a list as the read tables have it.
pub(super) async fn show(session: &Session, args: Show) -> anyhow::Result<Report> {
    let week = week(args.week.as_deref())?;
    session.catch_up().await?;
    let (tables, household) = (session.heirloom().tables(), session.household());
    let id = week_id(household, week);
    let items = list(tables, household, id, args.algorithm).await?;
    let sources = sources(tables, household, id, args.algorithm).await?;
    // The first algorithm knows of none.
    let problems = match args.algorithm {
        2 => problems(tables, household, id).await?,
        _ => Vec::new(),
    };
    let titles = titles(session, &sources).await?;
    let shown: Vec<&ItemRow> = items
        .iter()
        .filter(|item| args.all || item.group != "optional")
        .collect();
    let json: Vec<Value> = items
        .iter()
        .map(|item| item_json(item, &sources, &titles, args.algorithm))
        .collect();
    let mut text = list_text(week, args.algorithm, &shown, items.len() - shown.len());
    problems.iter().for_each(|problem| text += &note(problem));
    Ok(Report::new(text)
        .with("week", iso_week(week))
        .with("algorithm", args.algorithm)
        .with("items", json)
        .with("problems", problems))
}

async fn titles(session: &Session, sources: &[SourceRow]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut ids: Vec<_> = sources.iter().map(|source| source.recipe_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let titles = session.titles(&ids).await?;
    Ok(titles
        .into_iter()
        .map(|(id, title)| (id.to_string(), title))
        .collect())
}

fn list_text(week: NaiveDate, algorithm: u8, items: &[&ItemRow], optional: usize) -> String {
    let mut text = format!(
        "{} {}\n",
        paint(BOLD, iso_week(week)),
        paint(DIM, format!("shopping@{algorithm}"))
    );
    let mut by_category: Vec<(&str, Vec<&ItemRow>)> = Vec::new();
    for item in items {
        let category = item.category.as_deref().unwrap_or("other");
        match by_category.iter_mut().find(|(name, _)| *name == category) {
            Some((_, of)) => of.push(item),
            None => by_category.push((category, vec![item])),
        }
    }
    for (category, items) in by_category {
        let _ = writeln!(text, "{category}");
        for item in items {
            let _ = writeln!(text, "  {}", item_text(item));
        }
    }
    if items.is_empty() {
        text.push_str("nothing is to be bought\n");
    }
    if optional > 0 {
        let _ = writeln!(
            text,
            "{}",
            paint(
                DIM,
                format!(
                    "{optional} more {}: --all",
                    if optional == 1 {
                        "is optional"
                    } else {
                        "are optional"
                    }
                )
            )
        );
    }
    text
}

/// What a cook should know about the list as a whole, below it.
fn note(problem: &ProblemRow) -> String {
    format!("{}\n", paint(MOVED, format!("Note: {}", problem.text)))
}

fn item_text(item: &ItemRow) -> String {
    let mark = if item.ticked { "[x]" } else { "[ ]" };
    let mut text = format!("{mark} {}", item.name);
    if !item.amount.is_empty() {
        let _ = write!(text, "  {}", item.amount);
    }
    if let Some(buy) = item
        .buy
        .as_deref()
        .filter(|buy| *buy != item.amount && item.rest.is_none())
    {
        let _ = write!(text, "  {}", paint(DIM, format!("(buy {buy})")));
    }
    if item.rest.is_some() {
        let _ = write!(text, " {}", paint(DIM, "in all"));
    }
    if item.flagged {
        let _ = write!(text, "  {}", paint(MOVED, "flagged"));
    }
    if item.have && !item.ticked {
        let _ = write!(text, "  {}", paint(DIM, "at home"));
    }
    if !matches!(item.source.as_str(), "recipe" | "manual") {
        let _ = write!(text, "  {}", paint(DIM, format!("from {}", item.source)));
    }
    // What is needed beyond what is bought already is a line of its own, and open.
    if let Some(rest) = &item.rest {
        let more = paint(MOVED, "still to buy");
        let _ = write!(text, "\n  [ ] {}  {rest}  {more}", item.name);
    }
    text
}

fn item_json(
    item: &ItemRow,
    sources: &[SourceRow],
    titles: &BTreeMap<String, String>,
    algorithm: u8,
) -> Value {
    // The application's numbers are floats; exact ones stay exact.
    let quantity = match (algorithm, &item.quantity) {
        (1, Some(number)) => json!(number.parse::<f64>().ok()),
        (_, number) => json!(number),
    };
    let of_item = |source: &&SourceRow| source.key == item.key;
    let sources: Vec<Value> = sources
        .iter()
        .filter(of_item)
        .map(|source| {
            let amount = match (algorithm, &source.amount) {
                (1, Some(number)) => json!(number.parse::<f64>().ok()),
                (_, number) => json!(number),
            };
            json!({
                "selection_id": source.selection_id,
                "recipe_id": source.recipe_id,
                "recipe": titles.get(&source.recipe_id.to_string()),
                "kind": source.kind,
                "amount": amount,
            })
        })
        .collect();
    json!({
        "key": item.key,
        "aggregation_key": item.aggregation_key,
        "name": item.name,
        "quantity": quantity,
        "unit": item.unit.as_deref().filter(|unit| !unit.is_empty()),
        "amount": item.amount,
        "buy": item.buy,
        "rest": item.rest,
        "category": item.category,
        "group": item.group,
        "source": item.source,
        "have": item.have,
        "ticked": item.ticked,
        "flagged": item.flagged,
        "sources": sources,
    })
}

/// Says where every number of an item comes from.
pub(super) async fn explain(session: &Session, args: Explain) -> anyhow::Result<Report> {
    let asked = Asked::of(session, args.of.week.as_deref())?;
    let (week, id) = (asked.day, asked.id());
    let key = asked.item(&args.item).await?;
    let lists = asked.lists().await?;
    if let Some(list) = lists.two(id).as_ref()
        && let Some(item) = list.get(&key)
    {
        let mut text = item.explanation.to_string();
        let recipes: Vec<_> = item.contributions.iter().map(|part| part.recipe).collect();
        for problem in list.problems.iter().filter(|p| recipes.contains(&p.recipe())) {
            let _ = write!(text, "\n  {}", paint(MOVED, problem));
        }
        return Ok(Report::new(text)
            .with("week", iso_week(week))
            .with("algorithm", 2)
            .with("item", item));
    }
    let list = lists.one(id);
    let found = list
        .as_ref()
        .and_then(|list| list.items().iter().find(|item| item.goes_by(&key)));
    let Some(item) = found else {
        return Err(gone(&key, week));
    };
    let unit = item.unit.as_deref().unwrap_or_default();
    let mut text = format!("{}: {} {unit}\n", item.name, item.quantity);
    for part in &item.contributions {
        let title = lists.title(part.recipe);
        let _ = writeln!(
            text,
            "  {title}: {} ({})",
            part.base_quantity,
            part.dimension.as_str()
        );
    }
    text.push_str("  added up from left to right as floats, shown in the first unit written, rounded up\n");
    Ok(Report::new(text)
        .with("week", iso_week(week))
        .with("algorithm", 1)
        .with("item", item))
}

/// Says what the two algorithms say differently, and why.
pub(super) async fn diff(session: &Session, args: Diff) -> anyhow::Result<Report> {
    let asked = Asked::of(session, args.of.week.as_deref())?;
    let week = asked.day;
    let differences = asked.lists().await?.differences(asked.id());
    let mut text = format!(
        "{} {}\n",
        paint(BOLD, iso_week(week)),
        paint(DIM, "shopping@1 beside shopping@2")
    );
    for difference in &differences {
        let none = || vec!["nothing".to_owned()];
        let one = if difference.one.is_empty() {
            none()
        } else {
            difference.one.clone()
        };
        let two = difference.two.as_deref().unwrap_or("nothing");
        let _ = writeln!(text, "{}: {} → {two}", difference.name, one.join(" and "));
        for cause in &difference.causes {
            let _ = writeln!(text, "  {}", paint(DIM, cause));
        }
    }
    if differences.is_empty() {
        text.push_str("both say the same\n");
    }
    Ok(Report::new(text)
        .with("week", iso_week(week))
        .with("differences", differences))
}

/// That an item is not on the list.
pub(super) fn gone(key: &str, week: NaiveDate) -> anyhow::Error {
    Usage(format!(
        "`{key}` is not on the list of {}; see `heirloom shopping show {}`",
        iso_week(week),
        iso_week(week)
    ))
    .into()
}
