//! Which item of a week's list is meant.

use chrono::NaiveDate;
use heirloom_events::shopping::{Line, ShoppingList};
use heirloom_events::values::{ItemId, ShoppingSource, WeekId, folded};
use heirloom_events::{StreamKey, StreamType};
use heirloom_shopping::two::Item;

use super::look::gone;
use crate::audit::Lists;
use crate::cli::calendar::day_of as week;
use crate::cli::exit::Usage;
use crate::cli::session::Session;
use crate::cli::shopping_args::One;
use crate::commands::plan::week_id;
use crate::commands::shopping::key::line_key;

/// The fewest characters by which an id is looked for.
const ID_CHARS: usize = 6;

/// The list of that week, out of its stream.
pub(super) async fn list(session: &Session, week: NaiveDate) -> anyhow::Result<ShoppingList> {
    let key = StreamKey::new(StreamType::Shopping, week_id(session.household(), week));
    let loaded = session
        .heirloom()
        .commands()
        .load(session.household(), &key)
        .await?;
    Ok(loaded.shopping().state.clone())
}

/// The week and the key of the item that are meant.
pub(super) async fn item_of(session: &Session, one: &One) -> anyhow::Result<(NaiveDate, String)> {
    let week = week(one.of.week.as_deref())?;
    let key = item(session, week, &one.item).await?;
    Ok((week, key))
}

/// The key of the item that is meant: a key, else the beginning of a line's id, else the only line of that name,
/// else the only one whose name contains the text.
///
/// Lines that people put there come first, then what the plan needs. An item of an application's own list, which
/// an import took over as it stood, is what the plan needs, too.
pub(super) async fn item(session: &Session, week: NaiveDate, text: &str) -> anyhow::Result<String> {
    if is_key(text) {
        return there(session, week, text).await;
    }
    let list = list(session, week).await?;
    let is_said = |line: &Line| line.source.as_str() != ShoppingSource::RECIPE;
    let lines = list.in_order().into_iter().filter(|(_, line)| is_said(line));
    let lines: Vec<_> = lines.map(|(id, line)| Candidate::line(id, line)).collect();
    match only(&lines, text, "id")? {
        Some(key) => Ok(key),
        None => planned(session, week, text).await,
    }
}

/// The key of the only item of that name that the plan needs: on the exact list, else on the application's.
async fn planned(session: &Session, week: NaiveDate, text: &str) -> anyhow::Result<String> {
    let lists = Lists::of(session.log().as_ref(), session.household()).await?;
    let id = week_id(session.household(), week);
    let exact = lists.two(id).unwrap_or_default();
    let two = exact
        .items
        .iter()
        .map(|item| Candidate::item(&item.key, &item.name));
    let list = lists.one(id);
    let one = list.iter().flat_map(|list| list.items());
    let one = one.map(|item| Candidate::item(&item.key, &item.name));
    for items in [two.collect::<Vec<_>>(), one.collect()] {
        if let Some(key) = only(&items, text, "key")? {
            return Ok(key);
        }
    }
    Err(gone(text, week))
}

/// Something that may be meant.
struct Candidate {
    key: String,
    /// What is given instead of the name where several have it.
    handle: String,
    name: String,
}

impl Candidate {
    fn line(id: ItemId, line: &Line) -> Self {
        Self {
            key: line_key(id),
            handle: id.to_string(),
            name: line.name.clone(),
        }
    }

    fn item(key: &str, name: &str) -> Self {
        Self {
            key: key.to_owned(),
            handle: key.to_owned(),
            name: name.to_owned(),
        }
    }
}

/// The key of the only one whose handle begins so, else that is called so, else whose name contains it.
fn only(candidates: &[Candidate], text: &str, handles: &str) -> Result<Option<String>, Usage> {
    let wanted = folded(text);
    let begins = |one: &Candidate| text.len() >= ID_CHARS && one.handle.starts_with(&wanted);
    let is_called = |one: &Candidate| folded(&one.name) == wanted;
    let contains = |one: &Candidate| !wanted.is_empty() && folded(&one.name).contains(&wanted);
    let looks: [&dyn Fn(&Candidate) -> bool; 3] = [&begins, &is_called, &contains];
    for looks_like in looks {
        let found: Vec<_> = candidates.iter().filter(|one| looks_like(one)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(Some(one.key.clone())),
            several => {
                let listed = several
                    .iter()
                    .map(|one| format!("\n  {}  {}", one.handle, one.name));
                let list: String = listed.collect();
                return Err(Usage(format!(
                    "`{text}` may be any of these; give the {handles}:{list}"
                )));
            }
        }
    }
    Ok(None)
}

/// The item of that key on the exact list.
pub(super) async fn exact(session: &Session, week: NaiveDate, key: &str) -> anyhow::Result<Option<Item>> {
    let lists = Lists::of(session.log().as_ref(), session.household()).await?;
    let list = lists.two(week_id(session.household(), week)).unwrap_or_default();
    Ok(list.get(key).cloned())
}

/// What an item is called on the exact list, else on the application's.
pub(super) fn name(lists: &Lists, week: WeekId, key: &str) -> Option<String> {
    let two = lists.two(week).and_then(|list| Some(list.get(key)?.name.clone()));
    two.or_else(|| {
        let list = lists.one(week)?;
        let item = list.items().iter().find(|item| item.goes_by(key))?;
        Some(item.name.clone())
    })
}

/// The key, where one of the lists has such an item.
async fn there(session: &Session, week: NaiveDate, key: &str) -> anyhow::Result<String> {
    let lists = Lists::of(session.log().as_ref(), session.household()).await?;
    let id = week_id(session.household(), week);
    let on_two = lists.two(id).is_some_and(|list| list.get(key).is_some());
    let on_one = lists
        .one(id)
        .is_some_and(|list| list.items().iter().any(|item| item.goes_by(key)));
    match on_one || on_two {
        true => Ok(key.to_owned()),
        false => Err(gone(key, week)),
    }
}

fn is_key(text: &str) -> bool {
    text.contains("::") || ["ingredient/", "text/"].iter().any(|form| text.starts_with(form))
}
