//! Sets the diets that a week is to suit.

use chrono::NaiveDate;
use heirloom_events::limits;
use heirloom_events::plan::{DietaryConstraintsSet, PlanEvent, WeekPlan};
use heirloom_events::values::DietSet;
use serde::{Deserialize, Serialize};

use super::week::plannable;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Sets the diets that a week is to suit, or takes them away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetDietaryConstraints {
    /// A day of the week.
    pub week: NaiveDate,
    /// The diets, in free text, 1 to 255 characters; none: no constraint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diets: Option<String>,
}

impl SetDietaryConstraints {
    /// # Errors
    /// Where the day is out of bounds or the text is not valid.
    pub fn decide(&self, week: &WeekPlan) -> Result<Vec<PlanEvent>, Refusal> {
        plannable("week", self.week)?;
        let text = validate::optional("diets", self.diets.as_deref(), limits::NAME_CHARS)?;
        let diets = text.map(|text| DietSet::from_text(&text));
        match diets == week.diets {
            true => Ok(vec![]),
            false => Ok(vec![DietaryConstraintsSet { diets }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::plan::testing::*;

    fn command(diets: Option<&str>) -> SetDietaryConstraints {
        SetDietaryConstraints {
            week: day("2026-03-04"),
            diets: diets.map(str::to_owned),
        }
    }

    fn event(diets: Option<&str>) -> PlanEvent {
        DietaryConstraintsSet {
            diets: diets.map(DietSet::from_text),
        }
        .into()
    }

    #[test]
    fn diets_are_set_once_and_taken_away() {
        check([], command(Some(" vegan ")), Ok(vec![event(Some("vegan"))]));
        check([event(Some("vegan"))], command(Some("vegan")), Ok(vec![]));
        check([event(Some("vegan"))], command(None), Ok(vec![event(None)]));
        check([], command(None), Ok(vec![]));
    }

    #[test]
    fn bad_text_is_refused() {
        check([], command(Some(" ")), Err("diets is not valid: it is blank"));
    }
}
