//! Lines that another application pushes: one item per source and name, pushed again and again.

use super::item::Item1;
use super::list::ListOne;
use super::python::{lower, strip};

/// How many characters of the name are part of the key.
const NAME_LENGTH: usize = 200;

/// What another application pushes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct External {
    /// The other application.
    pub source: String,
    /// What to buy.
    pub name: String,
    /// How much; none: 1 in the first push, unchanged in the next.
    pub quantity: Option<f64>,
    /// The unit; none: none in the first push, unchanged in the next.
    pub unit: Option<String>,
    /// The category; none: none in the first push, unchanged in the next.
    pub category: Option<String>,
}

/// `external::{source}::{name}`: the name without white space around it, in lower case, its first 200
/// characters.
///
/// ```
/// use heirloom_shopping::one::external_key;
/// assert_eq!(external_key("tada", " Paper Towels"), "external::tada::paper towels");
/// ```
#[must_use]
pub fn external_key(source: &str, name: &str) -> String {
    let name: String = lower(strip(name)).chars().take(NAME_LENGTH).collect();
    format!("external::{source}::{name}")
}

impl ListOne {
    /// Takes a push: the item of that source and name, a new one under `key` where there is none yet. A push
    /// that is repeated changes only what it gives, never the name, and opens the item again.
    ///
    /// Whether it is new.
    pub fn push_external(&mut self, key: impl Into<String>, push: External) -> bool {
        let aggregation_key = external_key(&push.source, &push.name);
        let category = push.category.map(|category| lower(strip(&category)));
        let category = category.filter(|category| !category.is_empty());
        let unit = push.unit.filter(|unit| !unit.is_empty());
        let known = self
            .items
            .iter_mut()
            .find(|item| item.aggregation_key.as_deref() == Some(&aggregation_key));
        if let Some(item) = known {
            item.quantity = push.quantity.unwrap_or(item.quantity);
            item.unit = unit.or_else(|| item.unit.take());
            item.category = category.or_else(|| item.category.take());
            item.have = false;
            return false;
        }
        self.push(Item1 {
            key: key.into(),
            aggregation_key: Some(aggregation_key),
            name: strip(&push.name).to_owned(),
            quantity: push.quantity.unwrap_or(1.0),
            unit,
            category,
            source: push.source,
            have: false,
            flagged: false,
            contributions: Vec::new(),
        });
        true
    }
}
