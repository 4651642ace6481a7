//! Brings a catalogue of ingredients into order by rules that somebody wrote down.
//!
//! Never by likeness: what is the same is said by a rule, name by name. Lines of recipes keep their text and
//! their ingredient; a merged ingredient answers with the one that it turned out to be.

mod conflicts;
mod plan;
mod rule;

pub use plan::{Plan, RuleError, Step, plan};
pub use rule::{Fold, Rule};

use heirloom_events::catalogue::{Catalogue, CatalogueEvent};
use serde::{Deserialize, Serialize};

use crate::commands::refusal::Refusal;

/// Brings the catalogue into order, in one transaction: all rules or none. Given again, it finds nothing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NormalizeIngredients {
    /// The rules, in the order in which they are followed.
    pub rules: Vec<Rule>,
}

impl NormalizeIngredients {
    /// # Errors
    /// Where rules contradict each other or the catalogue, with the rule's place.
    pub fn decide(&self, catalogue: &Catalogue) -> Result<Vec<CatalogueEvent>, Refusal> {
        let place = |rule: usize| format!("rules[{rule}]");
        match plan(&self.rules, catalogue) {
            Ok(plan) => Ok(plan.steps.into_iter().map(|step| step.event).collect()),
            Err(error) => Err(Refusal::invalid(place(error.rule), error.told(place))),
        }
    }
}
