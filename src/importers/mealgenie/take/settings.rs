//! People, their preferences and vocabularies, and the household's unit rules.
//!
//! heirloom has no place of its own for a user's lists of categories and units, so they are settings of the household
//! under names that begin with `mealgenie/`. Names and addresses of people are not copied: they stand outside the log.

use std::collections::BTreeMap;

use heirloom_events::limits;
use heirloom_events::values::Quantity;
use serde_json::json;

use super::text::{fitted, nearest, tidy};
use super::{About, Taking};
use crate::commands::CommandError;
use crate::commands::catalogue::SetUnitRule;
use crate::commands::household::ChangeSettings;
use crate::importers::mealgenie::source::{Row, UserCategory};

/// Characters of a setting's value.
const VALUE_CHARS: usize = limits::LINE_CHARS;

impl Taking<'_> {
    pub(super) async fn settings(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        for row in &rows.users {
            let about = About::of(row);
            if !self.is_unchanged(about) {
                let household = format!("household/{}", self.options.household);
                self.took(about, [household]);
            }
        }
        for row in &rows.user_settings {
            let about = About::of(row);
            if self.is_unchanged(about) {
                continue;
            }
            match &row.data.settings {
                Some(settings) => self.preferences(about, settings).await?,
                None => {
                    self.report.set_aside(
                        row.table,
                        &row.row,
                        "its settings are no JSON; they stay in the source",
                    );
                }
            }
        }
        for row in &rows.user_categories {
            self.vocabulary(row, "recipe_categories").await?;
        }
        for row in &rows.user_ingredient_categories {
            self.vocabulary(row, "ingredient_categories").await?;
        }
        for row in &rows.user_ingredient_units {
            let value = category(&row.data.entry, Some(&row.data.unit_type));
            let name = format!("mealgenie/ingredient_units/{}", tidy(&row.data.entry.value));
            self.setting(About::of(row), name, value).await?;
        }
        self.note().await
    }

    /// Opaque preferences, as JSON in as many settings as they need.
    async fn preferences(
        &mut self,
        about: About<'_>,
        settings: &serde_json::Value,
    ) -> Result<(), CommandError> {
        let parts = in_parts(&settings.to_string());
        let name = |n: usize| match n {
            0 => "mealgenie/settings".to_owned(),
            _ => format!("mealgenie/settings/{}", n + 1),
        };
        let mut changed: BTreeMap<String, Option<String>> = parts
            .into_iter()
            .enumerate()
            .map(|(n, part)| (name(n), Some(part)))
            .collect();
        // a text that became shorter leaves no end of the longer one
        let known = self.known.row(about.table, about.row);
        let before = known.into_iter().flat_map(|taken| &taken.became);
        for name in before.filter_map(|thing| thing.strip_prefix("setting/")) {
            changed.entry(name.to_owned()).or_insert(None);
        }
        let became: Vec<String> = changed
            .iter()
            .filter(|(_, value)| value.is_some())
            .map(|(name, _)| format!("setting/{name}"))
            .collect();
        let change = ChangeSettings { settings: changed };
        if self.send(about, "settings", None, change).await?.is_some() {
            self.took(about, became);
        }
        Ok(())
    }

    async fn vocabulary(&mut self, row: &Row<UserCategory>, list: &str) -> Result<(), CommandError> {
        let name = format!("mealgenie/{list}/{}", tidy(&row.data.value));
        self.setting(About::of(row), name, category(&row.data, None))
            .await
    }

    async fn setting(&mut self, about: About<'_>, name: String, value: String) -> Result<(), CommandError> {
        if self.is_unchanged(about) {
            return Ok(());
        }
        let change = ChangeSettings {
            settings: [(name.clone(), Some(value))].into(),
        };
        if self.send(about, "setting", None, change).await?.is_some() {
            self.took(about, [format!("setting/{name}")]);
        }
        Ok(())
    }

    pub(super) async fn rules(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        for row in &rows.unit_conversion_rules {
            let (about, rule) = (About::of(row), &row.data);
            if self.is_unchanged(about) {
                continue;
            }
            let raw = rule.factor.raw.unwrap_or_default();
            let factor = rule.factor.exact.unwrap_or_else(|| nearest(raw));
            let least = || Quantity::new(1, 1_000_000).unwrap_or(Quantity::ONE);
            let set = SetUnitRule {
                rule_id: self.ids.rule(rule.id),
                ingredient_name: fitted(&rule.ingredient_name, limits::NAME_CHARS),
                from_unit: fitted(&rule.from_unit, limits::SHOPPING_UNIT_CHARS),
                to_unit: fitted(&rule.to_unit, limits::SHOPPING_UNIT_CHARS),
                factor: if factor == Quantity::ZERO { least() } else { factor },
                round_up: rule.round_up,
            };
            if rule.factor.exact.is_none() {
                let becomes = format!("it becomes {}", set.factor);
                self.differs(
                    about,
                    "factor",
                    &raw.to_string(),
                    "no exact quantity stands for it",
                    &becomes,
                );
            }
            if self.send(about, "rule", None, set).await?.is_some() {
                self.took(about, [format!("rule/{}", self.ids.rule(rule.id))]);
            }
        }
        self.note().await
    }
}

fn category(row: &UserCategory, unit_type: Option<&str>) -> String {
    let mut value = json!({
        "label": row.label, "is_custom": row.is_custom, "is_enabled": row.is_enabled, "position": row.position,
    });
    if let (Some(unit_type), Some(value)) = (unit_type, value.as_object_mut()) {
        value.insert("unit_type".to_owned(), unit_type.into());
    }
    value.to_string()
}

/// Parts that a setting has room for; none begins or ends with white space, which a command would trim.
fn in_parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut length = 0;
    for (c, next) in text.chars().zip(text.chars().skip(1).map(Some).chain([None])) {
        let part = parts.last_mut().expect("there is always one part");
        part.push(c);
        length += 1;
        let near =
            length >= VALUE_CHARS - 200 && !c.is_whitespace() && next.is_some_and(|n| !n.is_whitespace());
        if near && next.is_some() {
            parts.push(String::new());
            length = 0;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_of_any_length_are_cut_where_nothing_is_trimmed() {
        let long = "a b".repeat(3_000);
        let parts = in_parts(&long);
        assert!(
            parts.len() > 1
                && parts
                    .iter()
                    .all(|part| part.trim() == part && part.len() <= VALUE_CHARS)
        );
        assert_eq!(parts.concat(), long);
        assert_eq!(in_parts("{}"), ["{}"]);
    }
}
