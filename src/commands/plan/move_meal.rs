//! Moves a selected meal to another day.

use chrono::{Datelike, NaiveDate};
use heirloom_events::plan::{MealMoved, MealRemoved, MealSelection, PlanEvent, WeekPlan};
use heirloom_events::values::SelectionId;
use serde::{Deserialize, Serialize};

use super::selected;
use super::way::way;
use super::week::{iso_week, plannable, room_for};
use crate::commands::refusal::Refusal;

/// Moves a selected meal to another day. Inside a week it is moved; to another week it is removed here and
/// selected there under the same id with all that was said of it, in one transaction; it stands last there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveMeal {
    /// The selection.
    pub selection_id: SelectionId,
    /// A day of the week in which it stands now.
    pub from: NaiveDate,
    /// The day to which it is moved, from 1900 to 2999.
    pub to: NaiveDate,
}

impl MoveMeal {
    /// Whether both days lie in one ISO week.
    #[must_use]
    pub fn stays_in_its_week(&self) -> bool {
        self.from.iso_week() == self.to.iso_week()
    }

    /// A move inside a week.
    ///
    /// # Errors
    /// Where there is no such selection, the day is out of bounds, or it lies in another week.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        plannable("to", self.to)?;
        if !self.stays_in_its_week() {
            let (from, to) = (iso_week(self.from), iso_week(self.to));
            return Err(Refusal::invalid(
                "to",
                format!("it lies in {to}, not in {from}; both weeks are needed"),
            ));
        }
        match selected(week, self.selection_id, self.from)?.planned_date == self.to {
            true => Ok(vec![]),
            false => Ok(vec![moved(self.selection_id, self.to)]),
        }
    }

    /// A move to another week: the events of the week that it leaves, and of the one that it comes to.
    ///
    /// # Errors
    /// Where there is no such selection, the day is out of bounds, or the other week is full.
    pub fn decide_across(
        &self,
        week: &WeekPlan,
        other: &WeekPlan,
    ) -> Result<(Vec<PlanEvent>, Vec<PlanEvent>), Refusal> {
        plannable("to", self.to)?;
        let arrived = other.selections.get(&self.selection_id);
        let meal = match (selected(week, self.selection_id, self.from), arrived) {
            (Ok(meal), _) => meal,
            // It stands there already: a move given twice.
            (Err(_), Some(meal)) if meal.planned_date == self.to => return Ok((vec![], vec![])),
            (Err(refusal), _) => return Err(refusal),
        };
        let selection_id = self.selection_id;
        let there = MealSelection {
            planned_date: self.to,
            ..meal.clone()
        };
        room_for(&there, other)?;
        Ok((
            vec![MealRemoved { selection_id }.into()],
            way(selection_id, None, Some(&there)),
        ))
    }
}

fn moved(selection_id: SelectionId, planned_date: NaiveDate) -> PlanEvent {
    MealMoved {
        selection_id,
        planned_date,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;
    use heirloom_events::Stream;

    fn command(from: &str, to: &str) -> MoveMeal {
        MoveMeal {
            selection_id: tart_selection(),
            from: day(from),
            to: day(to),
        }
    }

    #[test]
    fn inside_a_week_a_meal_is_moved_once() {
        let event = moved(tart_selection(), day("2026-03-06"));
        let given = selected_tart("2026-03-04").into();
        check(
            [given],
            command("2026-03-04", "2026-03-06"),
            Ok(vec![event.clone()]),
        );
        let given = selected_tart("2026-03-04").into();
        check([given, event], command("2026-03-02", "2026-03-06"), Ok(vec![]));
    }

    #[test]
    fn a_meal_that_is_not_there_is_an_error() {
        check(
            [],
            command("2026-03-04", "2026-03-06"),
            Err("there is no selected meal"),
        );
    }

    #[test]
    fn to_another_week_it_is_removed_here_and_selected_there_under_one_id() {
        let mut week = WeekPlan::default();
        week.apply(selected_tart("2026-03-04").into());
        let command = command("2026-03-04", "2026-03-11");
        let (here, there) = command.decide_across(&week, &WeekPlan::default()).unwrap();
        assert_eq!(
            here,
            [MealRemoved {
                selection_id: tart_selection()
            }
            .into()]
        );
        assert_eq!(there, [selected_tart("2026-03-11").into()]);
        let mut other = WeekPlan::default();
        there.into_iter().for_each(|event| other.apply(event));
        assert_eq!(
            command.decide_across(&WeekPlan::default(), &other).unwrap(),
            (vec![], vec![])
        );
        assert!(
            command
                .decide_across(&WeekPlan::default(), &WeekPlan::default())
                .is_err()
        );
    }

    #[test]
    fn to_another_week_all_that_was_said_of_it_goes_along() {
        let mut week = WeekPlan::default();
        for event in said_of_the_tart() {
            week.apply(event);
        }
        let here = week.selections[&tart_selection()].clone();
        let (_, there) = command("2026-03-04", "2026-03-11")
            .decide_across(&week, &WeekPlan::default())
            .unwrap();
        let mut other = WeekPlan::default();
        there.into_iter().for_each(|event| other.apply(event));
        let moved = MealSelection {
            planned_date: day("2026-03-11"),
            ..here
        };
        assert_eq!(other.selections[&tart_selection()], moved);
        assert!(moved.cleared && moved.completed_at.is_some() && moved.servings.is_some());
    }
}
