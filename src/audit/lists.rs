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

/// How many events are read at once.
const BATCH: u64 = 1_000;

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
        let head = log.head(household).await?;
        let mut lists = Self::default();
        let mut after = 0;
        while after < head {
            let stored = log
                .read_household(household, after, BATCH.min(head - after))
                .await?;
            for event in reader::read_all(&stored)? {
                after = event.position;
                lists.take(&event);
            }
            if stored.is_empty() {
                let what = format!("no events after position {after}, where its head is {head}");
                return Err(LogError::Truncated { household, what });
            }
        }
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
