//! Begins a household under a name.

use heirloom_events::household::{Household, HouseholdEvent, HouseholdOpened};
use heirloom_events::limits;
use serde::{Deserialize, Serialize};

use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Begins a household under a name. A household can be written to without it; it then has no name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenHousehold {
    /// What it calls itself, 1 to 255 characters.
    pub name: String,
}

impl OpenHousehold {
    /// # Errors
    /// Where it has another name, or the name is not valid.
    pub fn decide(&self, household: &Household) -> Result<Vec<HouseholdEvent>, Refusal> {
        let name = validate::text("name", &self.name, limits::NAME_CHARS)?;
        match &household.name {
            None => Ok(vec![HouseholdOpened { name }.into()]),
            Some(there) if *there == name => Ok(vec![]),
            Some(there) => Err(Refusal::AlreadyExists {
                what: "household",
                id: there.clone(),
                hint: "it keeps the name under which it was opened",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::household::testing::check;

    #[test]
    fn a_household_is_opened_once_under_one_name() {
        let command = |name: &str| OpenHousehold { name: name.into() };
        let event: HouseholdEvent = HouseholdOpened {
            name: "Mill Lane".into(),
        }
        .into();
        check([], command(" Mill Lane"), Ok(vec![event.clone()]));
        check([event.clone()], command("Mill Lane"), Ok(vec![]));
        check(
            [event],
            command("Elsewhere"),
            Err("household `Mill Lane` exists already"),
        );
        check([], command(""), Err("name is not valid: it is blank"));
    }
}
