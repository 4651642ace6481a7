//! When recipes were cooked. A cooking is named by the command that noted it: its events carry that id.

use heirloom_events::recipe::RecipeEvent;
use heirloom_events::values::CommandId;
use heirloom_events::{Event, Recorded, StreamType};

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
            if let Some(taken) = self.known.row(row.table, &row.row) {
                let became = taken.became.clone();
                if !self.is_noted(row, &became).await? {
                    self.stays_as_noted(about);
                }
                self.took(about, became);
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

    /// The row says something else since it was noted; what was cooked stays cooked. Told by every run.
    pub(super) fn stays_as_noted(&mut self, about: About<'_>) {
        let why = "it was noted already, and what was cooked stays cooked";
        self.differs(
            about,
            "cooked_at",
            about.row,
            why,
            "it stays as it was noted first",
        );
    }

    /// Whether the cooking stands in the recipe's history as the row has it.
    async fn is_noted(&self, row: &Row<HistoryEntry>, became: &[String]) -> Result<bool, CommandError> {
        let loaded = self
            .load(StreamType::Recipe, self.ids.recipe(row.data.recipe_id))
            .await?;
        let ours = |event: &&Recorded| {
            let id = event.metadata.command_id.map(|id| format!("cooking/{id}"));
            id.is_some_and(|id| became.contains(&id))
        };
        let mut events = loaded
            .events
            .iter()
            .filter(ours)
            .flat_map(|event| event.events.iter());
        Ok(events.any(|event| match event {
            Event::Recipe(RecipeEvent::RecipeCooked(e)) => Some(e.cooked_at) == row.data.cooked_at,
            _ => false,
        }))
    }

    fn cooked(&mut self, about: About<'_>, command: CommandId, events: u64) {
        if events == 0 {
            let why = "the recipe was cooked at that very moment already";
            self.differs(about, "cooked_at", about.row, why, "it is one cooking");
        }
        self.took(about, [format!("cooking/{command}")]);
    }
}
