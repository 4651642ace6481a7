//! Ids that follow from the source and the row, so that every run gives the same ones. On disk in every imported
//! log: never change them.

use std::collections::HashMap;

use chrono::{Datelike as _, Days, NaiveDate};
use heirloom_events::values::{
    HouseholdId, IngredientId, ItemId, LineId, MealId, RecipeId, RuleId, SelectionId, SourceId, WeekId,
};

use crate::commands::plan::week_id;

/// The source of that name in a household.
#[must_use]
pub fn source_id(household: HouseholdId, name: &str) -> SourceId {
    SourceId::derived(&format!("{household}/mealgenie/{name}"))
}

/// The ids of one source's rows. Tables have the names of the newest revision, whatever revision it is at, so that
/// an upgrade of the application makes no second recipe.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids(pub(super) SourceId);

impl Ids {
    fn name(self, table: &str, row: impl std::fmt::Display) -> String {
        format!("mealgenie/{}/{table}/{row}", self.0)
    }

    pub(super) fn recipe(self, id: i64) -> RecipeId {
        RecipeId::derived(&self.name("recipe", id))
    }

    /// `again` counts how often the row has come back.
    pub(super) fn ingredient(self, id: i64, again: u32) -> IngredientId {
        match again {
            0 => IngredientId::derived(&self.name("ingredients", id)),
            _ => IngredientId::derived(&self.name("ingredients", format!("{id}/{again}"))),
        }
    }

    pub(super) fn line(self, recipe: i64, ingredient: i64) -> LineId {
        LineId::derived(&self.name("recipe_ingredients", format!("{recipe}/{ingredient}")))
    }

    pub(super) fn meal(self, id: i64) -> MealId {
        MealId::derived(&self.name("meals", id))
    }

    /// Entries before revision 8 lie in another table, and get other ids by the application's own migration.
    pub(super) fn selection(self, table: &str, id: i64) -> SelectionId {
        SelectionId::derived(&self.name(table, id))
    }

    pub(super) fn item(self, id: i64) -> ItemId {
        ItemId::derived(&self.name("shopping_items", id))
    }

    pub(super) fn rule(self, id: i64) -> RuleId {
        RuleId::derived(&self.name("unit_conversion_rules", id))
    }
}

/// The Monday of a day's week.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    let after = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(after)).unwrap_or(day)
}

/// From a week's id back to its Monday.
#[derive(Debug)]
pub(super) struct Weeks {
    household: HouseholdId,
    mondays: HashMap<WeekId, NaiveDate>,
}

impl Weeks {
    pub(super) fn of(household: HouseholdId) -> Self {
        Self {
            household,
            mondays: HashMap::new(),
        }
    }

    /// As [`Self::monday`], of an id as `became` has it.
    pub(super) fn named(&mut self, week: &str) -> Option<NaiveDate> {
        self.monday(week.parse().ok()?)
    }

    /// The Monday; none where the week lies before 1990 or after 2100.
    pub(super) fn monday(&mut self, week: WeekId) -> Option<NaiveDate> {
        if self.mondays.is_empty() {
            let first = NaiveDate::from_ymd_opt(1990, 1, 1)?;
            let mondays = (0..5_800).filter_map(|n| first.checked_add_days(Days::new(7 * n)));
            self.mondays = mondays
                .map(|monday| (week_id(self.household, monday), monday))
                .collect();
        }
        self.mondays.get(&week).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_found_again_by_its_id() {
        let home = HouseholdId::single();
        let day = "2026-11-25".parse().unwrap();
        let monday_of_it = "2026-11-23".parse().unwrap();
        assert_eq!(monday(day), monday_of_it);
        assert_eq!(Weeks::of(home).monday(week_id(home, day)), Some(monday_of_it));
        assert_eq!(Weeks::of(home).monday(WeekId::derived("another")), None);
    }
}
