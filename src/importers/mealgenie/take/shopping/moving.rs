//! The application has one list, that of its planner: where the planner goes on to another week, the list goes with it.
//!
//! A line is put on the other week's list as the import had said it, changed to what its row says now, ticked and
//! flagged; then people's own words of it are said again, and last it is taken off the list on which it stood. A run
//! that is killed anywhere leaves it on one of them, and the next does the rest.
//!
//! What people said of an item of recipes, under its own key, was said of that week's plan and stays there.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use heirloom_events::shopping::Line;
use heirloom_events::values::ItemId;

use super::super::ids::monday;
use super::super::plan::is_open;
use super::super::{About, Taking};
use super::ITEMS;
use super::items::Item;
use super::marks::{On, Told, wanted};
use crate::commands::shopping::marks::{Marks, standing};
use crate::commands::shopping::{ChangeItem, RemoveItem, SetHave, TakeOverItem};
use crate::commands::{Command, CommandError, Envelope};

/// Where people's words come from that are said again. On disk: never change it.
const SAID_AGAIN: &str = "import mealgenie, said again";

/// A line that goes on: the list on which it stands, and what that says of it.
pub(super) struct Moved {
    from: NaiveDate,
    /// As the import alone has said it, and as it is; none where it was taken off already.
    line: [Option<Line>; 2],
    /// The same of its marks, in the list of either algorithm.
    marks: [[Marks; 2]; 2],
}

/// What goes on, by the line.
pub(super) type AllMoved = BTreeMap<ItemId, Moved>;

impl Taking<'_> {
    /// Has the lines go on whose plan did. What was bought stays on its list, and a line that somebody took off here
    /// goes nowhere.
    pub(super) async fn move_on(&mut self, items: &mut [Item<'_>]) -> Result<AllMoved, CommandError> {
        let mut moved = AllMoved::new();
        let lists = self.lists(items).await?;
        for item in items.iter_mut() {
            if !item.joins
                && self.goes_on(item.week)
                && let Some(one) = lists.get(&item.week).and_then(|told| Moved::of(item, told))
                && !(one.is_bought(item) && self.says_the_same(item.about))
            {
                moved.insert(item.item_id, one);
            }
            // of two rows that are one line both go
            if moved.contains_key(&item.item_id) {
                item.week = self.planner;
                item.word = self.item_word(item.item_id, item.week);
                self.item_weeks.insert(item.about.row.to_owned(), item.week);
            }
        }
        Ok(moved)
    }

    /// The week to which an item went on in this run.
    pub(in crate::importers::mealgenie::take) fn gone_on_to(&self, about: About<'_>) -> Option<NaiveDate> {
        match about.table {
            ITEMS => self.item_weeks.get(about.row).copied(),
            _ => None,
        }
    }

    fn says_the_same(&self, about: About<'_>) -> bool {
        let known = self.known.row(about.table, about.row);
        known.is_some_and(|taken| taken.digest == about.digest)
    }

    /// Whether the plan of a week goes on in the planner's: entries without a day are open there, and none is here.
    fn goes_on(&self, week: NaiveDate) -> bool {
        let rows = self.rows.planner_entries.iter();
        let open: BTreeSet<NaiveDate> = rows
            .filter(|row| is_open(&row.data) && row.data.scheduled_date.is_none())
            .filter_map(|row| self.entry_days.get(&(row.table, row.data.id)))
            .map(|day| monday(*day))
            .collect();
        week != self.planner && open.contains(&self.planner) && !open.contains(&week)
    }

    /// Whether what a row became lies in a week whose plan went on.
    pub(super) fn has_gone_on(&mut self, about: About<'_>) -> bool {
        self.known_week(about).is_some_and(|week| self.goes_on(week))
    }

    /// Puts a line on the other list as the import had said it, unless an earlier run has.
    pub(super) async fn put_where_it_goes(
        &mut self,
        item: &Item<'_>,
        moved: &Moved,
    ) -> Result<(), CommandError> {
        let there = self.list(item.week).await?;
        let Some(line) = moved.line[0].clone() else {
            return Ok(());
        };
        if there.shopping().state.lines.contains_key(&item.item_id) {
            return Ok(());
        }
        let over = TakeOverItem {
            week: item.week,
            item_id: item.item_id,
            key: line.key,
            name: line.name,
            quantity: line.quantity,
            unit: line.unit,
            category: line.category,
            source: line.source,
        };
        self.send(item.about, "move", None, over).await?;
        Ok(())
    }

    /// Says again what people said of lines that were put on another list, and takes them off the one of before.
    pub(super) async fn take_along(
        &mut self,
        items: &[Item<'_>],
        taken: &BTreeSet<i64>,
        moved: &AllMoved,
    ) -> Result<(), CommandError> {
        for item in items
            .iter()
            .filter(|item| !item.joins && taken.contains(&item.id))
        {
            let Some(moved) = moved.get(&item.item_id) else {
                continue;
            };
            for (kind, command) in moved.said_here(item) {
                let envelope = Envelope {
                    source: Some(SAID_AGAIN.to_owned()),
                    reason: Some("it goes on with the planner to another week".to_owned()),
                    ..self.envelope(self.command_id(item.about, &kind), None)
                };
                self.send_in(envelope, item.about, command).await?;
            }
            if moved.line[1].is_some() {
                let remove = RemoveItem {
                    week: moved.from,
                    key: item.line_key(),
                    algorithm: 0,
                };
                self.send(item.about, "moved", None, remove).await?;
            }
            // also where a run was stopped before the lists were made anew
            if item.is_of_recipes() {
                self.touched.extend([moved.from, item.week]);
            }
        }
        Ok(())
    }
}

impl Moved {
    /// None where somebody took the line off here.
    fn of(item: &Item<'_>, told: &Told) -> Option<Self> {
        let lists = [&told.base, &told.is];
        let line = lists.map(|list| list.lines.get(&item.item_id).cloned());
        if line[0].is_some() && line[1].is_none() {
            return None;
        }
        let key = item.line_key();
        Some(Self {
            from: item.week,
            line,
            marks: [1, 2].map(|algorithm| lists.map(|list| standing(list, &key, algorithm))),
        })
    }

    /// Whether somebody put it there and it was bought; what recipes need is needed anew.
    fn is_bought(&self, item: &Item<'_>) -> bool {
        let [_, [_, exact]] = &self.marks;
        exact.ticked.is_some() && !item.is_of_recipes()
    }

    /// What people said of the line here and the source did not change: that would count.
    fn said_here(&self, item: &Item<'_>) -> Vec<(String, Command)> {
        let [Some(base), Some(is)] = &self.line else {
            return Vec::new();
        };
        let mut said: Vec<(String, Command)> = Vec::new();
        let change = ChangeItem {
            week: item.week,
            key: item.line_key(),
            algorithm: 0,
            name: Some(is.name.clone()).filter(|name| *name != base.name && item.name == base.name),
            quantity: Some(is.quantity).filter(|n| *n != base.quantity && item.quantity == base.quantity),
            unit: is
                .unit
                .clone()
                .filter(|_| is.unit != base.unit && item.unit == base.unit),
            category: is
                .category
                .clone()
                .filter(|_| is.category != base.category && item.category == base.category),
        };
        if change.name.is_some()
            || change.quantity.is_some()
            || change.unit.is_some()
            || change.category.is_some()
        {
            said.push(("said change".to_owned(), change.into()));
        }
        for (algorithm, [base, is]) in [1, 2].into_iter().zip(&self.marks) {
            said.extend(marked_here(item, algorithm, base, is));
        }
        said
    }
}

/// The marks of one list that people set or took away here, where the source says of them what it said.
fn marked_here(item: &Item<'_>, algorithm: u8, base: &Marks, is: &Marks) -> Vec<(String, Command)> {
    let (week, key) = (item.week, item.line_key());
    let on = On {
        week,
        key: &key,
        algorithm,
    };
    let row = wanted(item, if algorithm == 1 { 1 } else { 0 });
    let mut said: Vec<(&str, Command)> = Vec::new();
    if is.ticked != base.ticked && row.ticked.is_some() == base.ticked.is_some() {
        said.push(on.ticked(is.ticked.clone()));
    }
    if is.have != base.have {
        let (key, have) = (key.clone(), is.have);
        let have = SetHave {
            week,
            key,
            algorithm,
            have,
        };
        said.push(("have", have.into()));
    }
    if is.flagged != base.flagged && row.flagged == base.flagged {
        said.push(on.flagged(is.flagged));
    }
    let kind = |what| format!("said {what} {algorithm}");
    said.into_iter()
        .map(|(what, command)| (kind(what), command))
        .collect()
}
