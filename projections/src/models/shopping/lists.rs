//! A household's lists by both algorithms, week by week.

use heirloom_events::Recorded;
use heirloom_events::values::{HouseholdId, WeekId};
use heirloom_shopping::{one, two};

use super::adds::Adds;
use super::{rows_one, rows_two};
use crate::{HouseholdRows, RowSink, Unit};

/// What makes the rows of one household. A unit is a week, named by its stream's id.
pub(super) struct Lists {
    household: HouseholdId,
    adds: &'static [Adds],
    one: one::Household,
    two: two::Household,
}

impl Lists {
    pub(super) fn new(household: HouseholdId, adds: &'static [Adds]) -> Self {
        Self {
            household,
            adds,
            one: one::Household::default(),
            two: two::Household::default(),
        }
    }
}

impl HouseholdRows for Lists {
    fn touches(&self, event: &Recorded) -> Vec<Unit> {
        let weeks = self.one.touches(event).into_iter().chain(self.two.touches(event));
        weeks.map(Unit::of).collect()
    }

    fn apply(&mut self, event: &Recorded) {
        self.one.apply(event);
        self.two.apply(event);
    }

    fn units(&self) -> Vec<Unit> {
        self.one.weeks().map(Unit::of).collect()
    }

    fn rows(&self, unit: &Unit, rows: &mut dyn RowSink) {
        let Ok(week) = unit.as_str().parse::<WeekId>() else {
            return;
        };
        let shown = Adds::source_shown(self.adds);
        if let Some(list) = self.one.list(week) {
            rows_one::write(self.household, unit.as_str(), list.items(), shown, rows);
        }
        if let Some(list) = self.two.list(week) {
            rows_two::write(self.household, unit.as_str(), &list, shown, rows);
            for adds in self.adds {
                (adds.exact)(self.household, unit.as_str(), &list, rows);
            }
        }
    }
}
