//! Which item of a week's list is meant.

use chrono::NaiveDate;
use heirloom_events::shopping::{Line, ShoppingList};
use heirloom_events::values::{ItemId, ShoppingSource, WeekId, folded};
use heirloom_events::{StreamKey, StreamType};
use heirloom_shopping::two::Item;

use tokio::sync::OnceCell;

use super::look::gone;
use crate::audit::Lists;
use crate::cli::calendar::day_of as week;
use crate::cli::exit::Usage;
use crate::cli::session::Session;
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

/// A week of which something is asked or said. Its lists are worked out of the log once, when that is first needed.
pub(super) struct Asked<'a> {
    session: &'a Session,
    /// A day of it.
    pub(super) day: NaiveDate,
    lists: OnceCell<Lists>,
}

impl<'a> Asked<'a> {
    /// That week: `2026-W05`, a day of it, or this week.
    pub(super) fn of(session: &'a Session, text: Option<&str>) -> Result<Self, Usage> {
        Ok(Self::on(session, week(text)?))
    }

    /// The week of that day.
    pub(super) fn on(session: &'a Session, day: NaiveDate) -> Self {
        Self {
            session,
            day,
            lists: OnceCell::new(),
        }
    }

    /// The week's stream.
    pub(super) fn id(&self) -> WeekId {
        week_id(self.session.household(), self.day)
    }

    /// The household's lists.
    pub(super) async fn lists(&self) -> anyhow::Result<&Lists> {
        let read = || Lists::of(self.session.log().as_ref(), self.session.household());
        Ok(self.lists.get_or_try_init(read).await?)
    }

    /// The key of the item that is meant: a key, else the beginning of a line's id, else the only line of that
    /// name, else the only one whose name contains the text.
    ///
    /// Lines that people put there come first, then what the plan needs. An item of an application's own list,
    /// which an import took over as it stood, is what the plan needs, too.
    pub(super) async fn item(&self, text: &str) -> anyhow::Result<String> {
        if is_key(text) {
            return self.there(text).await;
        }
        let list = list(self.session, self.day).await?;
        let is_said = |line: &Line| line.source.as_str() != ShoppingSource::RECIPE;
        let lines = list.in_order().into_iter().filter(|(_, line)| is_said(line));
        let lines: Vec<_> = lines.map(|(id, line)| Candidate::line(id, line)).collect();
        match only(&lines, text, "id")? {
            Some(key) => Ok(key),
            None => self.planned(text).await,
        }
    }

    /// The key of the only item of that name that the plan needs: on the exact list, else on the application's.
    async fn planned(&self, text: &str) -> anyhow::Result<String> {
        let lists = self.lists().await?;
        let exact = lists.two(self.id()).unwrap_or_default();
        let two = exact
            .items
            .iter()
            .map(|item| Candidate::item(&item.key, &item.name));
        let list = lists.one(self.id());
        let one = list.iter().flat_map(|list| list.items());
        let one = one.map(|item| Candidate::item(&item.key, &item.name));
        for items in [two.collect::<Vec<_>>(), one.collect()] {
            if let Some(key) = only(&items, text, "key")? {
                return Ok(key);
            }
        }
        Err(gone(text, self.day))
    }

    /// The item of that key on the exact list.
    pub(super) async fn exact(&self, key: &str) -> anyhow::Result<Option<Item>> {
        let list = self.lists().await?.two(self.id()).unwrap_or_default();
        Ok(list.get(key).cloned())
    }

    /// What an item is called on the exact list, else on the application's.
    pub(super) async fn name(&self, key: &str) -> anyhow::Result<Option<String>> {
        let lists = self.lists().await?;
        let two = lists.two(self.id());
        if let Some(item) = two.as_ref().and_then(|list| list.get(key)) {
            return Ok(Some(item.name.clone()));
        }
        let one = lists.one(self.id());
        let mut items = one.iter().flat_map(|list| list.items());
        Ok(items.find(|item| item.goes_by(key)).map(|item| item.name.clone()))
    }

    /// The key, where one of the lists has such an item.
    async fn there(&self, key: &str) -> anyhow::Result<String> {
        match self.name(key).await? {
            Some(_) => Ok(key.to_owned()),
            None => Err(gone(key, self.day)),
        }
    }
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

fn is_key(text: &str) -> bool {
    text.contains("::") || ["ingredient/", "text/"].iter().any(|form| text.starts_with(form))
}
