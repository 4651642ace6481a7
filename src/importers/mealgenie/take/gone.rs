//! Rows that were taken over and are there no more: what they became is put away, and nothing is lost by it.
//!
//! A thing that another row still says stays: the application renames tables and joins rows.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::source::Taken;
use heirloom_events::values::CommandId;

use super::{About, NOTED_AT_ONCE, Taking};
use crate::commands::catalogue::{RemoveIngredient, RemoveUnitRule};
use crate::commands::household::ChangeSettings;
use crate::commands::meal::ArchiveMeal;
use crate::commands::recipe::ArchiveRecipe;
use crate::commands::source::RowsGone;
use crate::commands::{Command, CommandError, catalogue_key};
use crate::importers::mealgenie::source::table_named;

impl Taking<'_> {
    /// Puts away what the rows of all other tables became. Meals go before the recipes that they are of, and those
    /// before their ingredients.
    pub(super) async fn gone(&mut self) -> Result<(), CommandError> {
        let mut tables: Vec<String> = self.known.source.rows.keys().cloned().collect();
        let place = |table: &String| match table.as_str() {
            "meals" | "meal_selections" => 0,
            "recipe" => 1,
            "ingredients" => 3,
            _ => 2,
        };
        tables.sort_by_key(|table| (place(table), table.clone()));
        let stays = self.still_said();
        for table in tables {
            let mut gone = self.known.gone(&table, &self.there);
            gone.retain(|(row, taken)| !self.is_of_one_behind(&table, row, taken));
            for (row, taken) in &gone {
                self.row_gone(&table, row, taken, &stays).await?;
            }
            self.note_gone(&table, gone).await?;
        }
        Ok(())
    }

    /// Whether it is part of a recipe that took nothing in this run: a later run still has to know that it is gone.
    fn is_of_one_behind(&self, table: &str, row: &str, taken: &Taken) -> bool {
        let mut behind = self.behind.iter();
        match table {
            "recipe_ingredients" | "recipe_group_association" => {
                behind.any(|id| row.split('/').next() == Some(id.to_string().as_str()))
            }
            "nutrition_facts" => behind.any(|id| {
                taken
                    .became
                    .contains(&format!("nutrition/{}", self.ids.recipe(*id)))
            }),
            _ => false,
        }
    }

    /// What rows that are there became, as last noted.
    fn still_said(&self) -> BTreeSet<String> {
        let all = self.known.source.rows.iter();
        let rows = all.flat_map(|(table, rows)| rows.iter().map(move |(row, taken)| (table, row, taken)));
        let there = rows.filter(|(table, row, _)| self.there.contains(&((*table).clone(), (*row).clone())));
        let mut said: BTreeSet<String> = there
            .flat_map(|(_, _, taken)| taken.became.iter().cloned())
            .collect();
        said.extend(self.said_now.iter().cloned());
        said
    }

    async fn row_gone(
        &mut self,
        table: &str,
        row: &str,
        taken: &Taken,
        stays: &BTreeSet<String>,
    ) -> Result<(), CommandError> {
        for thing in taken.became.iter().filter(|thing| !stays.contains(*thing)) {
            let table = table_named(table);
            let about = About {
                table,
                row,
                digest: &taken.digest,
            };
            if let Some(stays) = self.answers_for_others(thing).await? {
                let becomes = "it stays in the catalogue";
                self.differs(about, "id", row, &stays, becomes);
                continue;
            }
            let Some(command) = self.putting_away(thing).await? else {
                continue;
            };
            self.send(about, "gone", None, command).await?;
        }
        Ok(())
    }

    /// What puts a thing away; none where nothing does, or it is away already.
    async fn putting_away(&self, thing: &str) -> Result<Option<Command>, CommandError> {
        let Some((kind, id)) = thing.split_once('/') else {
            return Ok(None);
        };
        Ok(match kind {
            "recipe" => id
                .parse()
                .ok()
                .map(|recipe_id| ArchiveRecipe { recipe_id }.into()),
            "meal" => id.parse().ok().map(|meal_id| ArchiveMeal { meal_id }.into()),
            "ingredient" => id
                .parse()
                .ok()
                .map(|ingredient_id| RemoveIngredient { ingredient_id }.into()),
            "rule" => match id.parse() {
                Ok(rule_id) if self.has_rule(rule_id).await? => Some(RemoveUnitRule { rule_id }.into()),
                _ => None,
            },
            "setting" => {
                let settings = BTreeMap::from([(id.to_owned(), None)]);
                Some(ChangeSettings { settings }.into())
            }
            // lines, nutrition and groups go with a change of their recipe; what was cooked stays cooked
            _ => None,
        })
    }

    /// Why an ingredient stays although its row is gone: somebody merged another one into it here.
    async fn answers_for_others(&self, thing: &str) -> Result<Option<String>, CommandError> {
        let Some(id) = thing.strip_prefix("ingredient/").and_then(|id| id.parse().ok()) else {
            return Ok(None);
        };
        let catalogue = self.catalogue().await?;
        let mut others = catalogue
            .iter()
            .filter(|(_, other)| other.merged_into == Some(id) && !other.removed);
        let named = others.find(|(other, it)| catalogue.owner_of(&it.name) == Some(*other));
        Ok(named.map(|(_, other)| format!("`{}` was merged into it here", other.name)))
    }

    async fn has_rule(&self, id: heirloom_events::values::RuleId) -> Result<bool, CommandError> {
        let key = catalogue_key(self.options.household);
        let loaded = self.commands.load(self.options.household, &key).await?;
        let rules = loaded.catalogue().state.unit_rules();
        Ok(rules.iter().any(|rule| rule.rule_id == id))
    }

    /// Notes rows that are there no more.
    pub(super) async fn note_gone(
        &mut self,
        table: &str,
        gone: Vec<(String, Taken)>,
    ) -> Result<(), CommandError> {
        let rows: Vec<String> = gone.into_iter().map(|(row, _)| row).collect();
        if rows.is_empty() {
            return Ok(());
        }
        self.open_again().await?;
        for rows in rows.chunks(NOTED_AT_ONCE) {
            let note = RowsGone {
                source_id: self.source,
                table: table.to_owned(),
                rows: rows.to_vec(),
            };
            let id = format!("{}/gone/{table}/{}", self.source, self.known.version);
            let envelope = self.envelope(CommandId::derived(&id), None);
            let receipt = self.commands.send(envelope, note).await?;
            self.count(&receipt);
            self.known.version = receipt.version();
            for row in rows {
                self.known.forget(table, row);
            }
        }
        Ok(())
    }
}
