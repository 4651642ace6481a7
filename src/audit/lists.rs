//! The shopping lists of a household, worked out of its log by both algorithms: what explains a number and
//! compares the two. Read tables show the same lists; they are not asked here.

use std::borrow::Cow;

use heirloom_events::Recorded;
use heirloom_events::values::{HouseholdId, RecipeId, WeekId};
use heirloom_events::{Event, recipe::RecipeEvent};
use heirloom_shopping::diff::{Difference, Row, diff};
use heirloom_shopping::one::{self, ListOne};
use heirloom_shopping::two::{self, List};
use std::collections::HashMap;

use crate::store::{EventLog, LogError, reader};

/// Every list of a household, by both algorithms.
#[derive(Default)]
pub struct Lists {
    one: one::Household,
    two: two::Household,
    titles: HashMap<RecipeId, String>,
}

impl Lists {
    /// The lists as the log has them now.
    ///
    /// # Errors
    /// Where the log cannot be read to the household's head, or an event not at all.
    pub async fn of(log: &dyn EventLog, household: HouseholdId) -> Result<Self, LogError> {
        let mut lists = Self::default();
        reader::each(log, household, |event| lists.take(&event)).await?;
        Ok(lists)
    }

    fn take(&mut self, event: &Recorded) {
        self.one.apply(event);
        self.two.apply(event);
        let Ok(recipe) = event.stream.aggregate_id.parse() else {
            return;
        };
        for part in event.events.iter() {
            let title = match part {
                Event::Recipe(RecipeEvent::RecipeCreated(e)) => &e.content.title,
                Event::Recipe(RecipeEvent::RecipeRenamed(e)) => &e.title,
                Event::Recipe(RecipeEvent::RecipeReverted(e)) => &e.content.title,
                _ => continue,
            };
            self.titles.insert(recipe, title.clone());
        }
    }

    /// A week's list by the application's rules; none where nothing was ever said of that week.
    #[must_use]
    pub fn one(&self, week: WeekId) -> Option<Cow<'_, ListOne>> {
        self.one.list(week)
    }

    /// A week's exact list; none where nothing was ever said of that week.
    #[must_use]
    pub fn two(&self, week: WeekId) -> Option<List> {
        self.two.list(week)
    }

    /// What a recipe is called, or its id where the log does not say.
    #[must_use]
    pub fn title(&self, recipe: RecipeId) -> String {
        self.titles
            .get(&recipe)
            .cloned()
            .unwrap_or_else(|| recipe.to_string())
    }

    /// What the two lists of a week say differently, and why.
    #[must_use]
    pub fn differences(&self, week: WeekId) -> Vec<Difference> {
        let one = self.one(week);
        let rows: Vec<Row> = one.iter().flat_map(|list| list.items()).map(Row::from).collect();
        diff(&rows, &self.two(week).unwrap_or_default())
    }
}
