//! The list as it stood, and what was ticked and flagged of it.
//!
//! Every item becomes a line of the week's list. One of recipes carries its key, so that the application's own
//! algorithm shows it in the place of the item that it works out itself; then that list is made anew, as the
//! application does whenever somebody looks after it.

mod items;
mod lines;
mod marks;
mod moving;
mod states;

use std::collections::BTreeSet;

pub(crate) use items::key_today;

use chrono::NaiveDate;
use heirloom_events::shopping::{ShoppingEvent, ShoppingList};
use heirloom_events::values::CommandId;
use heirloom_events::{Event, State, StreamKey, StreamType};

use super::Taking;
use super::known::said_by_the_import;
use crate::commands::plan::week_id;
use crate::commands::shopping::SynchroniseList;
use crate::commands::{CommandError, Loaded};

/// The table of items.
const ITEMS: &str = "shopping_items";

impl Taking<'_> {
    pub(super) async fn shopping(&mut self) -> Result<(), CommandError> {
        self.items_gone().await?;
        let mut items = self.items();
        let moved = self.move_on(&mut items).await?;
        for item in &items {
            self.item_words.insert(item.id, item.word.clone());
        }
        let lists = self.lists(&items).await?;
        let mut changed: BTreeSet<i64> = BTreeSet::new();
        for item in &items {
            let moves = moved.get(&item.item_id);
            if moves.is_none() && self.is_unchanged(item.about) {
                if marks::is_shown_otherwise(item, &lists) {
                    changed.insert(item.id);
                }
                continue;
            }
            // also where a run was stopped after the line and before the list was made anew
            if item.is_of_recipes() && self.known.row(item.about.table, item.about.row).is_none() {
                self.touched.insert(item.week);
            }
            let before = self.not_taken();
            if let Some(moved) = moves.filter(|_| !item.joins) {
                self.put_where_it_goes(item, moved).await?;
            }
            self.line(item).await?;
            if self.not_taken() == before {
                changed.insert(item.id);
            }
        }
        self.marks(&items, &changed).await?;
        self.take_along(&items, &changed, &moved).await?;
        self.states(&items).await?;
        self.synchronise().await?;
        self.note().await
    }

    /// Has the lists made anew on which something of recipes was told.
    async fn synchronise(&mut self) -> Result<(), CommandError> {
        for week in std::mem::take(&mut self.touched) {
            let list = self.list(week).await?;
            if is_made_anew(&list) {
                continue;
            }
            let version = list.version();
            let list = week_id(self.options.household, week);
            let id = format!("{}/synchronise/{list}/{version}", self.source);
            let envelope = self.envelope(CommandId::derived(&id), None);
            let receipt = self.commands.send(envelope, SynchroniseList { week }).await?;
            self.count(&receipt);
        }
        Ok(())
    }

    fn list_key(&self, week: NaiveDate) -> StreamKey {
        StreamKey::new(StreamType::Shopping, week_id(self.options.household, week))
    }

    pub(super) async fn list(&self, week: NaiveDate) -> Result<Loaded, CommandError> {
        let id = week_id(self.options.household, week);
        self.load(StreamType::Shopping, id).await
    }
}

/// Whether nothing was told of a list since it was made anew.
fn is_made_anew(list: &Loaded) -> bool {
    let last = list.events.last().and_then(|event| event.events.last());
    matches!(last, Some(Event::Shopping(ShoppingEvent::ListSynchronised(_))))
}

fn said_of(base: &State) -> Option<&ShoppingList> {
    match base {
        State::Shopping(folded) => Some(&folded.state),
        _ => None,
    }
}

/// The list as the import alone has said it.
pub(super) fn base(loaded: &Loaded) -> ShoppingList {
    match said_by_the_import(loaded) {
        State::Shopping(folded) => folded.state,
        _ => ShoppingList::default(),
    }
}
