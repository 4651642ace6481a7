//! What the rows of the list say, as lines.

use std::collections::HashMap;

use chrono::NaiveDate;
use heirloom_events::limits;
use heirloom_events::values::{ItemId, Quantity, ShoppingSource};
use heirloom_shopping::one::{Dimension, aggregation_key};

use super::super::text::{fitted, nearest, tidied};
use super::super::{About, Taking};
use crate::commands::plan::week_id;
use crate::commands::shopping::key::line_key;
use crate::importers::mealgenie::source::{DefectKind, Row, ShoppingItem};

/// A row of the list.
pub(in crate::importers::mealgenie::take) struct Item<'r> {
    pub about: About<'r>,
    pub id: i64,
    /// The line that it is; of rows with one key that of the first.
    pub item_id: ItemId,
    /// The Monday of its list.
    pub week: NaiveDate,
    /// What it becomes: `item/…@…`.
    pub word: String,
    /// Whether another row of that key is the line.
    pub joins: bool,
    pub name: String,
    pub quantity: Quantity,
    pub unit: Option<String>,
    pub category: Option<String>,
    pub source: ShoppingSource,
    /// The key of its line.
    pub key: Option<String>,
    /// The key as it stands in the row.
    pub old_key: Option<&'r str>,
    /// Whether it is ticked: to people, and as the application shows it.
    pub have: [bool; 2],
    /// Whether it is flagged: to people, and as the application shows it.
    pub flagged: [bool; 2],
}

impl Item<'_> {
    /// The key of its line in every list.
    pub(in crate::importers::mealgenie::take) fn line_key(&self) -> String {
        line_key(self.item_id)
    }

    pub(super) fn is_of_recipes(&self) -> bool {
        self.source.as_str() == ShoppingSource::RECIPE
    }
}

impl<'a> Taking<'a> {
    /// The rows of the list in their order. Where two have one key today, which the application's own migration
    /// stumbles over, they are one line.
    pub(in crate::importers::mealgenie::take) fn items(&mut self) -> Vec<Item<'a>> {
        let rows = self.rows;
        let mut ordered: Vec<&Row<ShoppingItem>> = rows.shopping_items.iter().collect();
        ordered.sort_by_key(|row| row.data.id);
        let mut items: Vec<Item<'a>> = Vec::new();
        let mut first: HashMap<String, usize> = HashMap::new();
        for row in ordered {
            let mut item = self.item(row);
            let known = item.key.as_ref().and_then(|key| first.get(key).copied());
            match (known, &item.key) {
                (Some(place), _) => join(&mut items[place], &mut item),
                (None, Some(key)) => {
                    first.insert(key.clone(), items.len());
                }
                (None, None) => {}
            }
            items.push(item);
        }
        items
    }

    fn item(&mut self, row: &'a Row<ShoppingItem>) -> Item<'a> {
        let (about, data) = (About::of(row), &row.data);
        let week = self.week_of_item(about);
        let item_id = self.ids.item(data.id);
        let shown = |column: &str, value: bool| value || self.is_text_false(about, column);
        Item {
            about,
            id: data.id,
            item_id,
            week,
            word: self.item_word(item_id, week),
            joins: false,
            name: fitted(&data.name, limits::NAME_CHARS),
            quantity: data
                .quantity
                .exact
                .unwrap_or_else(|| nearest(data.quantity.raw.unwrap_or(0.0))),
            unit: fits(data.unit.as_deref(), limits::SHOPPING_UNIT_CHARS),
            category: fits(data.category.as_deref(), limits::SHOPPING_CATEGORY_CHARS),
            source: data.source.parse().unwrap_or_else(|_| ShoppingSource::manual()),
            key: key_today(row),
            old_key: data.aggregation_key.as_deref(),
            have: [data.have, shown("have", data.have)],
            flagged: [data.flagged, shown("flagged", data.flagged)],
        }
    }

    /// The list to which its line went on, else that in which it stands, else the planner's.
    fn week_of_item(&mut self, about: About<'_>) -> NaiveDate {
        let week = self.gone_on_to(about).or_else(|| self.known_week(about));
        week.unwrap_or(self.planner)
    }

    /// `item/…@…`: what a row of a week's list becomes.
    pub(super) fn item_word(&self, item_id: ItemId, week: NaiveDate) -> String {
        format!("item/{item_id}@{}", week_id(self.options.household, week))
    }

    /// Whether a boolean lies there as a text that the application takes for true, though it says false.
    fn is_text_false(&self, about: About<'_>, column: &str) -> bool {
        self.rows.defects.iter().any(|defect| {
            defect.kind == DefectKind::TextBoolean
                && (defect.table, defect.row.as_str(), defect.column) == (about.table, about.row, column)
        })
    }
}

/// A text within a bound; blank is none.
fn fits(text: Option<&str>, most: usize) -> Option<String> {
    tidied(text).map(|text| fitted(&text, most))
}

/// The key of the row's line. A `state_key` is of an older form, by units or by an older table of them: it becomes
/// the key that the application would give the item today, so that what was ticked stays ticked.
pub(crate) fn key_today(row: &Row<ShoppingItem>) -> Option<String> {
    let data = &row.data;
    let key = tidied(data.aggregation_key.as_deref())?;
    match row.columns.contains_key("state_key") && data.source == ShoppingSource::RECIPE {
        false => Some(fitted(&key, limits::NAME_CHARS)),
        true => {
            let name = key.split_once("::").map_or(key.as_str(), |(name, _)| name);
            let today = aggregation_key(name, Dimension::of(data.unit.as_deref()));
            Some(fitted(&today, limits::NAME_CHARS))
        }
    }
}

/// Makes a row part of the line of another one with its key: ticked where both are, flagged where one is.
fn join(line: &mut Item<'_>, row: &mut Item<'_>) {
    row.joins = true;
    row.item_id = line.item_id;
    row.word = line.word.clone();
    row.week = line.week;
    if line.unit == row.unit {
        line.quantity = sum(line.quantity, row.quantity).unwrap_or(line.quantity);
    }
    for of in 0..2 {
        line.have[of] &= row.have[of];
        line.flagged[of] |= row.flagged[of];
    }
}

fn sum(one: Quantity, other: Quantity) -> Option<Quantity> {
    let ((a, b), (c, d)) = (one.parts(), other.parts());
    let [a, b, c, d] = [a, b, c, d].map(i128::from);
    Quantity::new(a * d + c * b, b * d).ok()
}
