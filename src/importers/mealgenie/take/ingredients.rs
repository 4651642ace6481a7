//! Ingredients, in the order of their ids: the application reads a recipe's rows in that order, and so does the first
//! list algorithm in the order in which they were defined.
//!
//! In heirloom a name belongs to one ingredient. The first row of a name defines it; later ones, of another spelling
//! or category, and rows whose name the catalogue has already, are duplicates of it under ids of their own.

use std::collections::HashMap;

use heirloom_events::catalogue::Catalogue;
use heirloom_events::limits;
use heirloom_events::values::{IngredientId, folded};

use super::text::{fitted, tidied};
use super::{About, Taking};
use crate::commands::CommandError;
use crate::commands::catalogue::{DefineDuplicate, DefineIngredients, NewIngredient};
use crate::importers::mealgenie::source::{Ingredient, Row};

/// How many ingredients one command defines.
const AT_ONCE: usize = 200;

/// Ingredients that are to be defined in one command.
type Batch<'r> = Vec<(&'r Row<Ingredient>, NewIngredient)>;

impl Taking<'_> {
    pub(super) async fn ingredients(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        let mut known = self.catalogue().await?;
        let mut new: HashMap<String, IngredientId> = HashMap::new();
        let mut batch: Batch<'_> = Vec::new();
        let mut changed = false;
        let mut ordered: Vec<&Row<Ingredient>> = rows.ingredients.iter().collect();
        ordered.sort_by_key(|row| row.data.id);
        for row in ordered {
            let about = About::of(row);
            let id = self.ingredient_id(row, &known);
            self.ingredient_ids.insert(row.data.id, id);
            if self.is_unchanged(about) {
                continue;
            }
            self.renamed.insert(row.data.id);
            self.cut(about, "ingredient_name", &row.data.name, limits::NAME_CHARS);
            if known.get(id).is_some() {
                self.define(std::mem::take(&mut batch)).await?;
                if let Some(id) = self.change_ingredient(row, id).await? {
                    self.ingredient_ids.insert(row.data.id, id);
                    self.took(about, [format!("ingredient/{id}")]);
                }
                changed = true;
                continue;
            }
            if std::mem::take(&mut changed) {
                // the old name of one that was renamed may be this row's
                known = self.catalogue().await?;
            }
            let name = fitted(&row.data.name, limits::NAME_CHARS);
            let category = category(row);
            let same = new.get(&folded(&name)).copied().or_else(|| known.find(&name));
            match same {
                None => {
                    new.insert(folded(&name), id);
                    let ingredient_id = Some(id);
                    let ingredient = NewIngredient {
                        ingredient_id,
                        name,
                        category,
                    };
                    batch.push((row, ingredient));
                    if batch.len() >= AT_ONCE {
                        self.define(std::mem::take(&mut batch)).await?;
                    }
                }
                Some(duplicate_of) => {
                    self.define(std::mem::take(&mut batch)).await?;
                    let define = DefineDuplicate {
                        ingredient_id: id,
                        duplicate_of,
                        name,
                        category,
                    };
                    if self.send(about, "define", None, define).await?.is_some() {
                        self.took(about, [format!("ingredient/{id}")]);
                    } else {
                        self.ingredient_ids.remove(&row.data.id);
                    }
                }
            }
        }
        self.define(batch).await?;
        known = self.catalogue().await?;
        self.ingredient_ids.retain(|_, id| known.get(*id).is_some());
        self.note().await
    }

    /// The id that the row has, or gets: another one where the row was gone and the ingredient taken out.
    fn ingredient_id(&self, row: &Row<Ingredient>, catalogue: &Catalogue) -> IngredientId {
        let taken = self.known.row(row.table, &row.row);
        let thing = taken.and_then(|taken| {
            taken
                .became
                .iter()
                .find_map(|thing| thing.strip_prefix("ingredient/"))
        });
        if let Some(id) = thing.and_then(|id| id.parse().ok()) {
            return id;
        }
        let first = self.ids.ingredient(row.data.id, 0);
        match catalogue.get(first).is_some_and(|there| there.removed) {
            true => self
                .ids
                .ingredient(row.data.id, self.known.turn(row.table, &row.row).max(1)),
            false => first,
        }
    }

    /// Defines all of them at once, or one by one where one of them is refused.
    async fn define(&mut self, batch: Batch<'_>) -> Result<(), CommandError> {
        let Some((first, _)) = batch.first() else {
            return Ok(());
        };
        let all = DefineIngredients {
            ingredients: batch.iter().map(|(_, new)| new.clone()).collect(),
        };
        let kind = format!("define {}", batch.len());
        let refused = self.refused.len();
        if self.send(About::of(first), &kind, None, all).await?.is_some() {
            for (row, new) in batch {
                let id = new.ingredient_id.unwrap_or_default();
                self.took(About::of(row), [format!("ingredient/{id}")]);
            }
            return Ok(());
        }
        self.refused.truncate(refused);
        for (row, new) in batch {
            let id = new.ingredient_id.unwrap_or_default();
            let one = DefineIngredients {
                ingredients: vec![new],
            };
            match self.send(About::of(row), "define", None, one).await? {
                Some(_) => self.took(About::of(row), [format!("ingredient/{id}")]),
                None => {
                    self.ingredient_ids.remove(&row.data.id);
                }
            }
        }
        Ok(())
    }
}

/// Its category; blank is none.
pub(super) fn category(row: &Row<Ingredient>) -> Option<String> {
    tidied(Some(&row.data.category)).map(|text| fitted(&text, limits::NAME_CHARS))
}
