//! Ingredients, rules and recipes.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::{Event, State, StreamType};
use serde_json::Value;

use super::super::document::settled;
use super::super::ingredients::category;
use super::super::known::said_by_the_import;
use super::super::recipes::base;
use super::super::text::{fitted, nearest};
use super::super::{About, Taking};
use super::Held;
use crate::commands::{CommandError, Loaded, catalogue_key};
use crate::importers::mealgenie::source::{HistoryEntry, Ingredient, Row};
use heirloom_events::limits;

impl Taking<'_> {
    async fn both_catalogues(&self) -> Result<[heirloom_events::catalogue::Catalogue; 2], CommandError> {
        let key = catalogue_key(self.options.household);
        let loaded = self.commands.load(self.options.household, &key).await?;
        let base = match said_by_the_import(&loaded) {
            State::Catalogue(base) => base.state,
            _ => Default::default(),
        };
        Ok([base, loaded.catalogue().state.clone()])
    }

    pub(super) async fn prove_ingredients(&mut self) -> Result<(), CommandError> {
        let [base, is] = self.both_catalogues().await?;
        let rows = self.rows;
        for row in self.taken(&rows.ingredients) {
            let (about, id) = (About::of(row), self.ingredient_ids.get(&row.data.id));
            let found = id.and_then(|id| Some((*id, base.get(*id)?, is.get(*id)?)));
            let Some((id, base, now)) = found else {
                self.missing(about, "ingredient");
                continue;
            };
            let owner = is.find(&fitted(&row.data.name, limits::NAME_CHARS));
            if now.merged_into.is_some() {
                self.duplicate_stays(row, base, owner == Some(is.canonical(id)));
            }
            let is = now;
            let name = Held {
                wanted: fitted(&row.data.name, limits::NAME_CHARS),
                base: base.name.clone(),
                is: is.name.clone(),
            };
            self.held(about, "ingredient_name", name);
            let category = Held {
                wanted: category(row),
                base: base.category.clone(),
                is: is.category.clone(),
            };
            self.held(about, "ingredient_category", category);
            self.held(
                about,
                "id",
                Held {
                    wanted: false,
                    base: base.removed,
                    is: is.removed,
                },
            );
        }
        Ok(())
    }

    pub(super) async fn prove_rules(&mut self) -> Result<(), CommandError> {
        let [base, is] = self.both_catalogues().await?;
        let rows = self.rows;
        for row in self.taken(&rows.unit_conversion_rules) {
            let (about, rule) = (About::of(row), &row.data);
            let id = self.ids.rule(rule.id);
            let [base, is] = [&base, &is].map(|all| all.unit_rules().iter().find(|rule| rule.rule_id == id));
            let Some(base) = base else {
                self.missing(about, "unit rule");
                continue;
            };
            // none: somebody took it away
            let Some(is) = is else { continue };
            let raw = rule.factor.raw.unwrap_or_default();
            let factor = rule.factor.exact.unwrap_or_else(|| nearest(raw));
            self.held(
                about,
                "factor",
                Held {
                    wanted: factor,
                    base: base.factor,
                    is: is.factor,
                },
            );
            self.held(
                about,
                "round_up",
                Held {
                    wanted: rule.round_up,
                    base: base.round_up,
                    is: is.round_up,
                },
            );
            let unit = |text: &str| fitted(text, limits::SHOPPING_UNIT_CHARS);
            let units = Held {
                wanted: (unit(&rule.from_unit), unit(&rule.to_unit)),
                base: (base.from_unit.clone(), base.to_unit.clone()),
                is: (is.from_unit.clone(), is.to_unit.clone()),
            };
            self.held(about, "from_unit", units);
        }
        Ok(())
    }

    pub(super) async fn prove_recipes(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        let names: HashMap<i64, &Row<Ingredient>> =
            rows.ingredients.iter().map(|row| (row.data.id, row)).collect();
        for parts in self.parts() {
            let about = About::of(parts.recipe);
            let waits = self.behind.contains(&parts.recipe.data.id);
            if waits || !self.was_taken(about) {
                continue;
            }
            let loaded = self
                .load(StreamType::Recipe, self.ids.recipe(parts.recipe.data.id))
                .await?;
            let (base, is) = (base(&loaded), &loaded.recipe().state);
            if !loaded.recipe().exists() {
                self.missing(about, "recipe");
                continue;
            }
            let mut said = parts.said(self.ids, &names, &self.ingredient_ids);
            said.draft.document = settled(base.content.document.as_deref(), said.draft.document);
            if let Ok(wanted) = said.draft.settle(&base.content) {
                let json = |content| serde_json::to_value(content).unwrap_or_default();
                self.held_fields(about, &json(&wanted), &json(&base.content), &json(&is.content));
            }
            let favourite = Held {
                wanted: parts.recipe.data.is_favorite,
                base: base.favourite,
                is: is.favourite,
            };
            self.held(about, "is_favorite", favourite);
            self.held(
                about,
                "id",
                Held {
                    wanted: false,
                    base: base.archived,
                    is: is.archived,
                },
            );
            self.prove_history(parts.recipe.data.id, &loaded).await?;
        }
        Ok(())
    }

    /// Holds the fields of a content against each other; of one that people changed too, nothing can be said.
    fn held_fields(&mut self, about: About<'_>, wanted: &Value, base: &Value, is: &Value) {
        let fields = |value: &Value| {
            value
                .as_object()
                .into_iter()
                .flatten()
                .map(|(k, _)| k.clone())
                .collect::<Vec<_>>()
        };
        let names: BTreeSet<String> = [wanted, base, is].into_iter().flat_map(fields).collect();
        for name in names {
            let [wanted, base, is] =
                [wanted, base, is].map(|value| value.get(&name).cloned().unwrap_or_default());
            self.held(about, &name, Held { wanted, base, is });
        }
    }

    async fn prove_history(&mut self, recipe: i64, loaded: &Loaded) -> Result<(), CommandError> {
        let events = loaded.events.iter().flat_map(|event| event.events.iter());
        let cooked: BTreeSet<DateTime<Utc>> = events
            .filter_map(|event| match event {
                Event::Recipe(RecipeEvent::RecipeCooked(e)) => Some(e.cooked_at),
                _ => None,
            })
            .collect();
        let rows = self.rows;
        let of_it = |row: &&Row<HistoryEntry>| row.data.recipe_id == recipe;
        for row in rows.recipe_history.iter().filter(of_it) {
            let (about, at) = (About::of(row), row.data.cooked_at);
            let there = at.is_some_and(|at| cooked.contains(&at));
            if !self.was_taken(about) || there || self.is_explained(about, "cooked_at") {
                continue;
            }
            match self.is_noted_otherwise(about, loaded).await? {
                true => self.stays_as_noted(about),
                false => self.missing(about, "cooking"),
            }
        }
        Ok(())
    }

    /// Whether a cooking was noted under another time, or of another recipe: its row was changed since.
    async fn is_noted_otherwise(&self, about: About<'_>, loaded: &Loaded) -> Result<bool, CommandError> {
        let Some(taken) = self.known.row(about.table, about.row) else {
            return Ok(false);
        };
        if notes(loaded, &taken.became) {
            return Ok(true);
        }
        for recipe in &self.rows.recipes {
            let id = self.ids.recipe(recipe.data.id);
            if notes(&self.load(StreamType::Recipe, id).await?, &taken.became) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether one of these cookings, each named by its command, stands in a recipe's history.
fn notes(loaded: &Loaded, became: &[String]) -> bool {
    let mut ids = loaded.events.iter().filter_map(|event| event.metadata.command_id);
    ids.any(|id| became.contains(&format!("cooking/{id}")))
}
