//! Rows of the list become lines, change, and go.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use heirloom_events::State;
use heirloom_events::shopping::Line;
use heirloom_events::values::{ItemId, ShoppingSource};

use super::super::{About, Taking};
use super::items::Item;
use super::{ITEMS, said_of};
use crate::commands::shopping::{ChangeItem, RemoveItem, TakeOverItem};
use crate::commands::{CommandError, Loaded};

impl Taking<'_> {
    pub(super) async fn line(&mut self, item: &Item<'_>) -> Result<(), CommandError> {
        if item.joins {
            let why = "another row has the same key today, and a list has an item once";
            let what = item.old_key.unwrap_or_default();
            self.differs(item.about, "state_key", what, why, "both rows are one line");
            return Ok(());
        }
        let id = item.item_id;
        let look = |base: &State, list: &Loaded| {
            let was = said_of(base).and_then(|list| list.lines.get(&id));
            (was.cloned(), list.shopping().state.lines.contains_key(&id))
        };
        match self.both(&self.list_key(item.week), look).await? {
            (Some(_), false) => {
                let why = "somebody took it off the list here";
                let becomes = "what the source says of it since is not taken";
                self.differs(item.about, "id", item.about.row, why, becomes);
                Ok(())
            }
            (None, _) => self.take_over(item).await,
            (Some(was), true) if was.source != item.source || was.key != item.key => {
                let key = item.line_key();
                let remove = RemoveItem {
                    week: item.week,
                    key,
                    algorithm: 0,
                };
                self.send(item.about, "remove", None, remove).await?;
                self.take_over(item).await
            }
            (Some(was), true) => self.change_line(item, &was).await,
        }
    }

    async fn take_over(&mut self, item: &Item<'_>) -> Result<(), CommandError> {
        let over = TakeOverItem {
            week: item.week,
            item_id: item.item_id,
            key: item.key.clone(),
            name: item.name.clone(),
            quantity: item.quantity,
            unit: item.unit.clone(),
            category: item.category.clone(),
            source: item.source.clone(),
        };
        self.send(item.about, "line", None, over).await?;
        if item.is_of_recipes() {
            self.touched.insert(item.week);
        }
        Ok(())
    }

    async fn change_line(&mut self, item: &Item<'_>, was: &Line) -> Result<(), CommandError> {
        let lower = |text: &Option<String>| text.as_deref().map(str::to_lowercase);
        let change = ChangeItem {
            week: item.week,
            key: item.line_key(),
            algorithm: 0,
            name: Some(item.name.clone()).filter(|name| *name != was.name),
            quantity: Some(item.quantity).filter(|quantity| *quantity != was.quantity),
            unit: item.unit.clone().filter(|_| item.unit != was.unit),
            category: item
                .category
                .clone()
                .filter(|_| lower(&item.category) != lower(&was.category)),
        };
        let why = "no list takes it away again";
        for (column, now, then) in [
            ("unit", &item.unit, &was.unit),
            ("category", &item.category, &was.category),
        ] {
            if let (None, Some(then)) = (now, then) {
                self.differs(item.about, column, "NULL", why, &format!("it stays `{then}`"));
            }
        }
        let says = change.name.is_some()
            || change.quantity.is_some()
            || change.unit.is_some()
            || change.category.is_some();
        if says {
            if item.is_of_recipes() && (change.quantity.is_some() || change.unit.is_some()) {
                self.touched.insert(item.week);
            }
            self.send(item.about, "change", None, change).await?;
        }
        Ok(())
    }

    /// Takes lines off whose rows are there no more.
    pub(super) async fn items_gone(&mut self) -> Result<(), CommandError> {
        let gone = self.known.gone(ITEMS, &self.there);
        // rows that are there may be part of the same line
        let stays = self.known.things(ITEMS, &self.there, "item/");
        let stays: BTreeSet<String> = stays.into_iter().map(|(id, _)| id).collect();
        for (row, taken) in &gone {
            let about = About {
                table: ITEMS,
                row,
                digest: &taken.digest,
            };
            let things = taken
                .became
                .iter()
                .filter_map(|thing| thing.strip_prefix("item/")?.split_once('@'));
            for (id, week) in things.filter(|(id, _)| !stays.contains(*id)) {
                if let (Ok(id), Some(day)) = (id.parse(), self.weeks.named(week)) {
                    self.line_gone(about, id, day).await?;
                }
            }
        }
        self.note_gone(ITEMS, gone).await
    }

    async fn line_gone(&mut self, about: About<'_>, id: ItemId, week: NaiveDate) -> Result<(), CommandError> {
        let look = |_: &State, list: &Loaded| list.shopping().state.lines.get(&id).cloned();
        let Some(line) = self.both(&self.list_key(week), look).await? else {
            return Ok(());
        };
        if line.source.as_str() == ShoppingSource::RECIPE {
            self.touched.insert(week);
        }
        let key = crate::commands::shopping::key::line_key(id);
        let remove = RemoveItem {
            week,
            key,
            algorithm: 0,
        };
        self.send(about, "gone", None, remove).await?;
        Ok(())
    }
}
