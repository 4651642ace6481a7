//! The lists of all weeks by the application's rules (`shopping@1`).

use heirloom_events::values::{RecipeId, WeekId};
use heirloom_shopping::one::Item1;

use super::head::Head;
use super::numbers::{FIRST, Space};
use super::v1::tables::{SHOPPING_ITEM_CONTRIBUTIONS, SHOPPING_ITEMS};
use crate::{RowSink, Value};

/// How many numbers a week has for its items, and as many for what recipes gave to them. They begin at [`FIRST`], week
/// after week in the order of their coming: an item's is that at which it came on its list, a contribution's its place
/// on the list. An item beyond them has no row: a list on which a hundred thousand items came is nobody's.
const PER_WEEK: i32 = 100_000;

impl Head {
    /// The rows of a week's list.
    pub(super) fn list_rows(&self, id: WeekId, rows: &mut dyn RowSink) {
        let (Some(week), Some(list)) = (self.weeks.get(&id), self.lists.list(id)) else {
            return;
        };
        let place = i32::try_from(week.place).unwrap_or(i32::MAX);
        let first = FIRST.saturating_add(place.saturating_mul(PER_WEEK));
        let mut gave = 0;
        for (came, item) in list.numbered() {
            let Some(made) = i32::try_from(came).ok().filter(|came| *came < PER_WEEK) else {
                continue;
            };
            let number = self.told_item(id, item).unwrap_or(first.saturating_add(made));
            self.item_row(number, item, rows);
            self.contribution_rows(id, first, number, item, &mut gave, rows);
        }
    }

    /// The number of the row that the item was, under its own key or the application's.
    fn told_item(&self, week: WeekId, item: &Item1) -> Option<i32> {
        let told = |key: &str| self.numbers.told(Space::Item, format!("{key}@{week}"));
        told(&item.key).or_else(|| item.aggregation_key.as_deref().and_then(told))
    }

    fn item_row(&self, number: i32, item: &Item1, rows: &mut dyn RowSink) {
        let row = [
            Value::Uuid(self.household.0),
            Value::Integer(number),
            Value::text(&item.name),
            Value::double(item.quantity),
            Value::opt_text(item.unit.as_deref()),
            Value::opt_text(item.category.as_deref()),
            Value::text(&item.source),
            Value::Bool(item.have),
            Value::Bool(item.flagged),
            self.user(),
            Value::opt_text(item.aggregation_key.as_deref()),
        ];
        rows.row(SHOPPING_ITEMS, &row);
    }

    fn contribution_rows(
        &self,
        week: WeekId,
        first: i32,
        item_number: i32,
        item: &Item1,
        gave: &mut i32,
        rows: &mut dyn RowSink,
    ) {
        let mut seen: Vec<(RecipeId, i32)> = Vec::new();
        for part in &item.contributions {
            // what is not there took its rows with it
            let (Some(recipe), Some(entry)) = (
                self.recipe_number(part.recipe),
                self.entry_number(week, part.entry),
            ) else {
                continue;
            };
            if seen.contains(&(part.recipe, entry)) {
                continue;
            }
            seen.push((part.recipe, entry));
            *gave = gave.saturating_add(1);
            let row = [
                Value::Uuid(self.household.0),
                Value::Integer(first.saturating_add(*gave)),
                Value::Integer(item_number),
                Value::Integer(recipe),
                Value::Integer(entry),
                Value::double(part.base_quantity),
                Value::text(part.dimension.as_str()),
            ];
            rows.row(SHOPPING_ITEM_CONTRIBUTIONS, &row);
        }
    }
}
