//! What each recipe gave to each item. heirloom works that out itself, so a row is part of its item and makes no
//! command; the application writes these rows anew with every synchronisation.

use super::{About, Taking};
use crate::commands::CommandError;

/// The table.
const TABLE: &str = "shopping_item_contributions";

impl Taking<'_> {
    pub(super) async fn contributions(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        for row in &rows.contributions {
            let about = About::of(row);
            let item = self.item_words.get(&row.data.shopping_item_id).cloned();
            let unchanged = match &item {
                Some(item) => self.is_still(about, item),
                None => self.is_unchanged(about),
            };
            if unchanged {
                continue;
            }
            match item {
                Some(item) => self.took(about, [item]),
                None => self.refuse(about, "the item that it is part of was not taken over"),
            }
        }
        self.note().await?;
        let gone = self.known.gone(TABLE, &self.there);
        self.note_gone(TABLE, gone).await
    }
}
