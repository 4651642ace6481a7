//! What a household's settings mean to its lists.

use heirloom_events::household::Household as Settings;
use heirloom_events::values::UnitId;

use crate::two::{House, UnitSystem};

/// The settings that lists look at. A value that is none of its words counts as not set.
pub(super) const KEYS: [&str; 4] = ["unit_system", "cup", "tbsp", "recipes_follow"];

/// Which version of a recipe a meal is cooked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Follow {
    /// Today's.
    #[default]
    Latest,
    /// The one that was there when the meal was planned.
    Planned,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kitchen {
    /// Its units; without its rules, which the catalogue keeps.
    pub house: House,
    pub follow: Follow,
}

impl Kitchen {
    pub(super) fn of(settings: &Settings) -> Self {
        let setting = |key: &str| settings.settings.get(key).map(String::as_str);
        let unit = |key: &str| setting(key).and_then(|id| id.parse::<UnitId>().ok());
        let system = match setting("unit_system") {
            Some("us") => UnitSystem::Us,
            Some("imperial") => UnitSystem::Imperial,
            _ => UnitSystem::Metric,
        };
        let follow = match setting("recipes_follow") {
            Some("planned") => Follow::Planned,
            _ => Follow::Latest,
        };
        let house = House {
            system,
            cup: unit("cup"),
            tbsp: unit("tbsp"),
            rules: Vec::new(),
        };
        Self { house, follow }
    }
}
