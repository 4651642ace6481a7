//! Changes settings of a household.

use std::collections::BTreeMap;

use heirloom_events::household::{Household, HouseholdEvent, HouseholdSettingsChanged};
use heirloom_events::limits;
use serde::{Deserialize, Serialize};

use super::known_settings;
use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// How many settings one command may change.
const AT_ONCE: usize = 100;

/// Changes settings of a household: the named ones, the others stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeSettings {
    /// Setting by setting the new value, 1 to 2,000 characters; null: back to the default. Heirloom itself
    /// reads `unit_system` (`metric`, `us`, `imperial`), `cup` and `tbsp` (the id of a unit), `time_zone`
    /// (`Europe/Berlin`) and `recipes_follow` (`latest`, `planned`), and takes no other values for them.
    pub settings: BTreeMap<String, Option<String>>,
}

impl ChangeSettings {
    /// # Errors
    /// Where a name or a value is not valid or not one that the setting can have, or there are more than 100.
    pub fn decide(&self, household: &Household) -> Result<Vec<HouseholdEvent>, Refusal> {
        validate::list("settings", self.settings.len(), AT_ONCE)?;
        let mut settings = BTreeMap::new();
        for (key, value) in &self.settings {
            let key = validate::text("settings: a name", key, limits::NAME_CHARS)?;
            let place = format!("settings.{key}");
            let value = validate::optional(&place, value.as_deref(), limits::LINE_CHARS)?;
            value
                .as_deref()
                .map_or(Ok(()), |value| known_settings::check(&key, value))?;
            if household.settings.get(&key) != value.as_ref() {
                settings.insert(key, value);
            }
        }
        match settings.is_empty() {
            true => Ok(vec![]),
            false => Ok(vec![HouseholdSettingsChanged { settings }.into()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::household::testing::check;

    fn settings(pairs: &[(&str, Option<&str>)]) -> BTreeMap<String, Option<String>> {
        pairs
            .iter()
            .map(|(k, v)| (k.to_string(), v.map(str::to_owned)))
            .collect()
    }

    #[test]
    fn only_settings_that_differ_make_an_event() {
        let command = |pairs: &[_]| ChangeSettings {
            settings: settings(pairs),
        };
        let event = |pairs: &[_]| -> HouseholdEvent {
            HouseholdSettingsChanged {
                settings: settings(pairs),
            }
            .into()
        };
        let both = [("cup", Some("metric_cup")), ("week_starts", Some("monday"))];
        check([], command(&both), Ok(vec![event(&both)]));
        let sunday = [("cup", Some("metric_cup")), ("week_starts", Some("sunday"))];
        check([event(&both)], command(&sunday), Ok(vec![event(&sunday[1..])]));
        check([event(&both)], command(&both), Ok(vec![]));
        check([], command(&[("cup", None)]), Ok(vec![]));
    }

    #[test]
    fn a_value_that_no_event_may_carry_is_refused_by_its_name() {
        let blank = ChangeSettings {
            settings: settings(&[("cup", Some(" "))]),
        };
        check([], blank, Err("settings.cup is not valid: it is blank"));
        let unheard_of = ChangeSettings {
            settings: settings(&[("cup", Some("teacup"))]),
        };
        check(
            [],
            unheard_of,
            Err("settings.cup is not valid: there is no `teacup`"),
        );
    }
}
