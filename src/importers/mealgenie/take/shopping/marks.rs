//! What was ticked and flagged. The application's list and the exact one each hear it of the item as they show it:
//! a line of recipes is an item of the first alone, and its ingredient one of the second.
//!
//! A boolean that lies there as the text `false` is true to the application, and so to the first list; the second does
//! not copy that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use heirloom_events::catalogue::Catalogue;
use heirloom_events::shopping::ShoppingList;
use heirloom_events::values::{IngredientId, Quantity};

use super::super::{About, Taking};
use super::base;
use super::items::Item;
use crate::commands::plan::week_id;
use crate::commands::shopping::marks::{Ticked, standing};
use crate::commands::shopping::{FlagItem, TickItem, UntickItem};
use crate::commands::{Command, CommandError};

/// What is to stand of an item in a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Wanted {
    pub ticked: Option<Ticked>,
    pub flagged: bool,
}

/// A list as the import alone has said it, and as it is.
pub(super) struct Told {
    pub base: ShoppingList,
    pub is: ShoppingList,
}

/// Lists by their Mondays.
pub(super) type Lists = BTreeMap<NaiveDate, Told>;

/// The item of a list that a mark is on.
#[derive(Clone, Copy)]
pub(super) struct On<'k> {
    pub week: NaiveDate,
    pub key: &'k str,
    /// 0: both lists.
    pub algorithm: u8,
}

impl On<'_> {
    /// What ticks it, or takes the tick away.
    pub(super) fn ticked(self, ticked: Option<Ticked>) -> (&'static str, Command) {
        let On { week, algorithm, .. } = self;
        let key = self.key.to_owned();
        match ticked {
            Some((quantity, unit)) => {
                let tick = TickItem {
                    week,
                    key,
                    algorithm,
                    quantity,
                    unit,
                };
                ("tick", tick.into())
            }
            None => ("untick", UntickItem { week, key, algorithm }.into()),
        }
    }

    /// What flags it, or takes the flag away.
    pub(super) fn flagged(self, flagged: bool) -> (&'static str, Command) {
        let flag = FlagItem {
            week: self.week,
            key: self.key.to_owned(),
            algorithm: self.algorithm,
            flagged,
        };
        (if flagged { "flag" } else { "unflag" }, flag.into())
    }
}

impl Taking<'_> {
    pub(super) async fn marks(
        &mut self,
        items: &[Item<'_>],
        changed: &BTreeSet<i64>,
    ) -> Result<(), CommandError> {
        if changed.is_empty() {
            return Ok(());
        }
        let lists = self.lists(items).await?;
        let catalogue = self.catalogue().await?;
        let foods = foods(items, &catalogue);
        for item in items.iter().filter(|item| changed.contains(&item.id)) {
            let mut words = vec![item.word.clone()];
            let told = lists.get(&item.week).filter(|_| !item.joins);
            // a line that somebody took off here takes no marks
            if let Some(told) = told.filter(|told| told.is.lines.contains_key(&item.item_id)) {
                let food = food(item, &catalogue);
                let food = food.and_then(|id| foods.get(&(item.week, id)).map(|wanted| (id, wanted)));
                words.extend(self.mark_item(item, told, food).await?);
            }
            self.took(item.about, words);
        }
        Ok(())
    }

    /// One list.
    pub(super) async fn told(&self, week: NaiveDate) -> Result<Told, CommandError> {
        let loaded = self.list(week).await?;
        Ok(Told {
            base: base(&loaded),
            is: loaded.shopping().state.clone(),
        })
    }

    /// The lists on which these items are.
    pub(super) async fn lists(&self, items: &[Item<'_>]) -> Result<Lists, CommandError> {
        let mut lists = Lists::new();
        for week in items.iter().map(|item| item.week).collect::<BTreeSet<_>>() {
            lists.insert(week, self.told(week).await?);
        }
        Ok(lists)
    }

    async fn mark_item(
        &mut self,
        item: &Item<'_>,
        list: &Told,
        food: Option<(IngredientId, &Wanted)>,
    ) -> Result<Vec<String>, CommandError> {
        let key = item.line_key();
        let [people, application] = [0, 1].map(|of| wanted(item, of));
        let on = |algorithm| On {
            week: item.week,
            key: &key,
            algorithm,
        };
        let mut words = Vec::new();
        match (item.is_of_recipes(), people == application) {
            (true, _) => {
                words.extend(self.mark(item.about, on(1), list, &application).await?);
                if let Some((id, wanted)) = food {
                    let key = format!("ingredient/{id}");
                    let on = On {
                        week: item.week,
                        key: &key,
                        algorithm: 2,
                    };
                    words.extend(self.mark(item.about, on, list, wanted).await?);
                }
            }
            (false, true) => words.extend(self.mark(item.about, on(0), list, &people).await?),
            (false, false) => {
                words.extend(self.mark(item.about, on(1), list, &application).await?);
                words.extend(self.mark(item.about, on(2), list, &people).await?);
            }
        }
        words.dedup();
        Ok(words)
    }

    /// Says what is to stand of an item and does not by what was told so far; what it becomes, where anything stands.
    pub(super) async fn mark(
        &mut self,
        about: About<'_>,
        on: On<'_>,
        told: &Told,
        wanted: &Wanted,
    ) -> Result<Option<String>, CommandError> {
        let On { key, algorithm, .. } = on;
        let [was, is] =
            [&told.base, &told.is].map(|list| standing(list, key, if algorithm == 2 { 2 } else { 1 }));
        let kind = |what: &str| format!("{what} {algorithm} {key}");
        // a tick that somebody took away here is not back because there is more of it
        let only_amount = was.ticked.is_some() && wanted.ticked.is_some();
        if was.ticked != wanted.ticked && !(only_amount && is.ticked.is_none()) {
            let (what, command) = on.ticked(wanted.ticked.clone());
            self.send(about, &kind(what), None, command).await?;
        }
        if was.flagged != wanted.flagged {
            let (what, command) = on.flagged(wanted.flagged);
            self.send(about, &kind(what), None, command).await?;
        }
        let stands = wanted.ticked.is_some() || wanted.flagged;
        Ok(stands.then(|| self.mark_word(on)))
    }

    /// `mark/…@…`, within the bounds of a word.
    pub(super) fn mark_word(&self, on: On<'_>) -> String {
        let week = week_id(self.options.household, on.week);
        format!("mark/{}@{week}", super::super::text::fitted(on.key, 200))
    }
}

/// Whether the application shows a mark otherwise than it did, though its row says the same: a text `false` became a
/// boolean, as on the way to another database.
pub(super) fn is_shown_otherwise(item: &Item<'_>, lists: &Lists) -> bool {
    let Some(told) = lists.get(&item.week).filter(|_| !item.joins) else {
        return false;
    };
    let marks = standing(&told.base, &item.line_key(), 1);
    told.base.lines.contains_key(&item.item_id)
        && told.is.lines.contains_key(&item.item_id)
        && (marks.ticked.is_some(), marks.flagged) != (item.have[1], item.flagged[1])
}

/// What is to stand of an item to people (0), or as the application shows it (1).
pub(super) fn wanted(item: &Item<'_>, of: usize) -> Wanted {
    Wanted {
        ticked: item.have[of].then(|| ticked(item.quantity, item.unit.as_deref())),
        flagged: item.flagged[of],
    }
}

/// How much is ticked: what stood on the list; of nothing whatever it is.
pub(super) fn ticked(quantity: Quantity, unit: Option<&str>) -> Ticked {
    match quantity == Quantity::ZERO {
        true => (None, None),
        false => (Some(quantity), unit.map(str::to_owned)),
    }
}

/// The ingredient that an item of recipes is of, by its key, else by its name.
pub(super) fn food(item: &Item<'_>, catalogue: &Catalogue) -> Option<IngredientId> {
    let key = item.key.as_deref().filter(|_| item.is_of_recipes())?;
    let name = key.rsplit_once("::").map_or(key, |(name, _)| name);
    catalogue.find(name).or_else(|| catalogue.find(&item.name))
}

/// What is to stand of ingredients, each over all its rows: ticked where all of them are, with the largest row's
/// amount; flagged where one is.
fn foods(items: &[Item<'_>], catalogue: &Catalogue) -> BTreeMap<(NaiveDate, IngredientId), Wanted> {
    let mut foods: BTreeMap<(NaiveDate, IngredientId), Wanted> = BTreeMap::new();
    for item in items.iter().filter(|item| !item.joins) {
        let Some(id) = food(item, catalogue) else {
            continue;
        };
        let row = wanted(item, 0);
        match foods.entry((item.week, id)) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(row);
            }
            std::collections::btree_map::Entry::Occupied(mut known) => {
                let known = known.get_mut();
                // of several amounts in several units none stands for all
                known.ticked = known.ticked.take().and(row.ticked).map(|_| (None, None));
                known.flagged |= row.flagged;
            }
        }
    }
    foods
}
