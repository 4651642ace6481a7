//! Before revision 24 what was ticked lay in a table of its own, by the item's key. Of an item on the list the item
//! says it too; of one that left the list it is kept for the ingredient, until that is on the list again.

use chrono::NaiveDate;
use heirloom_events::catalogue::Catalogue;

use super::super::text::{nearest, tidied};
use super::super::{About, Taking};
use super::items::Item;
use super::marks::{On, Wanted, ticked};
use crate::commands::CommandError;
use crate::importers::mealgenie::source::{Row, ShoppingState};

/// The table.
const TABLE: &str = "shopping_states";

impl Taking<'_> {
    pub(super) async fn states(&mut self, items: &[Item<'_>]) -> Result<(), CommandError> {
        let rows = self.rows;
        let catalogue = self.catalogue().await?;
        for row in &rows.shopping_states {
            let about = About::of(row);
            let mut items = items.iter();
            match items.find(|item| item.old_key == Some(row.data.key.as_str())) {
                Some(item) => self.state_of(row, item),
                // a list that goes on takes along what waits for its item
                None if self.has_gone_on(about) || !self.is_unchanged(about) => {
                    self.state_alone(row, &catalogue).await?;
                }
                None => {}
            }
        }
        let gone = self.known.gone(TABLE, &self.there);
        self.note_gone(TABLE, gone).await
    }

    fn state_of(&mut self, row: &Row<ShoppingState>, item: &Item<'_>) {
        let about = About::of(row);
        let key = item.line_key();
        let word = self.mark_word(On {
            week: item.week,
            key: &key,
            algorithm: 0,
        });
        if self.is_still(about, &word) {
            return;
        }
        if row.data.checked != item.have[0] && !item.joins {
            let why = "the item on the list says otherwise, and it is what people see";
            let becomes = "the item's own state is taken";
            self.differs(about, "checked", &row.data.checked.to_string(), why, becomes);
        }
        self.took(about, [word]);
    }

    async fn state_alone(
        &mut self,
        row: &Row<ShoppingState>,
        catalogue: &Catalogue,
    ) -> Result<(), CommandError> {
        let (about, state) = (About::of(row), &row.data);
        let name = state
            .key
            .rsplit_once("::")
            .map_or(state.key.as_str(), |(name, _)| name);
        if !state.checked && !state.flagged {
            let why = "no item on the list has its key, and it says neither ticked nor flagged";
            self.report.set_aside(row.table, &row.row, why);
            return Ok(());
        }
        let Some(id) = catalogue.find(name) else {
            let why = "no item on the list has its key, and no ingredient has that name";
            self.report.set_aside(row.table, &row.row, why);
            return Ok(());
        };
        let week: NaiveDate = self.planner;
        let list = self.told(week).await?;
        let quantity = state
            .quantity
            .exact
            .unwrap_or_else(|| nearest(state.quantity.raw.unwrap_or(0.0)));
        let unit = tidied(state.unit.as_deref());
        let wanted = Wanted {
            ticked: state.checked.then(|| ticked(quantity, unit.as_deref())),
            flagged: state.flagged,
        };
        let key = format!("ingredient/{id}");
        let on = On {
            week,
            key: &key,
            algorithm: 2,
        };
        let before = self.not_taken();
        let word = self.mark(about, on, &list, &wanted).await?;
        if self.not_taken() == before {
            self.took(about, word);
        }
        Ok(())
    }
}
