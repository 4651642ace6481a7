//! Which week and which item of its list are meant.

use chrono::{Datelike as _, NaiveDate, Utc, Weekday};
use heirloom_events::shopping::{Line, ShoppingList};
use heirloom_events::values::{ItemId, ShoppingSource, WeekId, folded};
use heirloom_events::{StreamKey, StreamType};
use heirloom_shopping::two::Item;

use super::look::gone;
use crate::audit::Lists;
use crate::cli::exit::Usage;
use crate::cli::session::Session;
use crate::cli::shopping_args::One;
use crate::commands::plan::week_id;
use crate::commands::shopping::key::line_key;

/// The fewest characters by which an id is looked for.
const ID_CHARS: usize = 6;

/// A day of the week that is meant: `2026-W05`, a day of it, or this week.
pub(super) fn week(text: Option<&str>) -> Result<NaiveDate, Usage> {
    let Some(text) = text else {
        let today = Utc::now().date_naive();
        return Ok(today - chrono::Days::new(u64::from(today.weekday().num_days_from_monday())));
    };
    let iso = || {
        let (year, number) = text.split_once("-W")?;
        NaiveDate::from_isoywd_opt(year.parse().ok()?, number.parse().ok()?, Weekday::Mon)
    };
    let day = text.parse::<NaiveDate>().ok().or_else(iso);
    day.ok_or_else(|| {
        Usage(format!(
            "`{text}` is no week; write it as `2026-W05`, or a day as `2026-02-03`"
        ))
    })
}

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
    let wanted = folded(text);
    let begins = |(id, _): &(ItemId, &Line)| text.len() >= ID_CHARS && id.to_string().starts_with(&wanted);
    let is_called = |(_, line): &(ItemId, &Line)| folded(&line.name) == wanted;
    let contains = |(_, line): &(ItemId, &Line)| !wanted.is_empty() && folded(&line.name).contains(&wanted);
    let mut lines = list.in_order();
    // what an import took over of recipes stands for an item of the plan, which both lists have by another key
    lines.retain(|(_, line)| line.source.as_str() != ShoppingSource::RECIPE);
    let looks: [&dyn Fn(&(ItemId, &Line)) -> bool; 3] = [&begins, &is_called, &contains];
    for looks_like in looks {
        let found: Vec<_> = lines.iter().filter(|line| looks_like(line)).collect();
        match found.as_slice() {
            [] => {}
            [(id, _)] => return Ok(line_key(*id)),
            several => {
                let list: String = several
                    .iter()
                    .map(|(id, line)| format!("\n  {id}  {}", line.name))
                    .collect();
                return Err(Usage(format!("`{text}` may be any of these; give the id:{list}")).into());
            }
        }
    }
    planned(session, week, text).await
}

/// The key of the only item of that name that the plan needs: on the exact list, else on the application's.
async fn planned(session: &Session, week: NaiveDate, text: &str) -> anyhow::Result<String> {
    let lists = Lists::of(session.log().as_ref(), session.household()).await?;
    let id = week_id(session.household(), week);
    let exact = lists.two(id).unwrap_or_default();
    let two = exact
        .items
        .iter()
        .map(|item| (item.key.clone(), item.name.clone()));
    let list = lists.one(id);
    let one = list.iter().flat_map(|list| list.items());
    let one = one.map(|item| (item.key.clone(), item.name.clone()));
    for items in [two.collect::<Vec<_>>(), one.collect()] {
        let wanted = folded(text);
        let is_called = |(_, name): &&(String, String)| folded(name) == wanted;
        let contains = |(_, name): &&(String, String)| !wanted.is_empty() && folded(name).contains(&wanted);
        let called: Vec<_> = items.iter().filter(is_called).collect();
        let found = if called.is_empty() {
            items.iter().filter(contains).collect()
        } else {
            called
        };
        match found.as_slice() {
            [] => {}
            [(key, _)] => return Ok(key.clone()),
            several => {
                let list: String = several
                    .iter()
                    .map(|(key, name)| format!("\n  {key}  {name}"))
                    .collect();
                return Err(Usage(format!("`{text}` may be any of these; give the key:{list}")).into());
            }
        }
    }
    Err(gone(text, week))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::week::iso_week;

    #[test]
    fn a_week_is_written_in_two_ways() {
        let monday = "2026-02-02".parse().unwrap();
        assert_eq!(week(Some("2026-W06")).unwrap(), monday);
        assert_eq!(iso_week(week(Some("2026-02-03")).unwrap()), "2026-W06");
        for text in ["2026-W54", "2026-W0", "W06", "2026-02-30", "next"] {
            assert!(
                week(Some(text))
                    .unwrap_err()
                    .to_string()
                    .contains("write it as `2026-W05`"),
                "{text}"
            );
        }
    }
}
