//! When recipes were cooked. A cooking is named by the command that noted it: its events carry that id.

use heirloom_events::values::CommandId;

use super::{About, Taking};
use crate::commands::CommandError;
use crate::commands::recipe::MarkCooked;
use crate::importers::mealgenie::source::{HistoryEntry, Row};

impl Taking<'_> {
    pub(super) async fn cooking(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        let mut ordered: Vec<&Row<HistoryEntry>> = rows.recipe_history.iter().collect();
        ordered.sort_by_key(|row| (row.data.cooked_at, row.data.id));
        for row in ordered {
            let about = About::of(row);
            if self.is_unchanged(about) {
                continue;
            }
            if self.known.row(row.table, &row.row).is_some() {
                let why = "it was noted already, and what was cooked stays cooked";
                self.differs(
                    about,
                    "cooked_at",
                    &row.row,
                    why,
                    "the cooking stays as it was noted first",
                );
                let became = self
                    .known
                    .row(row.table, &row.row)
                    .map(|taken| taken.became.clone());
                self.took(about, became.unwrap_or_default());
                continue;
            }
            let Some(cooked_at) = row.data.cooked_at else {
                let why = "no time says when it was cooked";
                self.report.set_aside(row.table, &row.row, why);
                continue;
            };
            let recipe_id = self.ids.recipe(row.data.recipe_id);
            let mark = MarkCooked { recipe_id, cooked_at };
            if let Some(receipt) = self.send(about, "cooked", Some(cooked_at), mark).await? {
                self.cooked(about, receipt.command_id, receipt.events);
            }
        }
        self.note().await
    }

    fn cooked(&mut self, about: About<'_>, command: CommandId, events: u64) {
        if events == 0 {
            let why = "the recipe was cooked at that very moment already";
            self.differs(about, "cooked_at", about.row, why, "it is one cooking");
        }
        self.took(about, [format!("cooking/{command}")]);
    }
}
