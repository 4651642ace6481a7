//! Ingredients, in the order of their ids: the application reads a recipe's rows in that order, and so does the first
//! list algorithm in the order in which they were defined.
//!
//! In heirloom a name belongs to one ingredient. The first row of a name defines it; later ones, of another spelling
//! or category, and rows whose name the catalogue has already, are duplicates of it under ids of their own.

use std::collections::HashMap;

use heirloom_events::State;
use heirloom_events::catalogue::{Catalogue, Ingredient as Known};
use heirloom_events::limits;
use heirloom_events::values::{IngredientId, folded};

use super::known::said_by_the_import;
use super::text::{fitted, tidied};
use super::{About, Taking};
use crate::commands::catalogue::{
    CatalogueCommand, DefineDuplicate, DefineIngredients, MergeIngredient, NewIngredient,
    RecategoriseIngredient, RemoveIngredient, RenameIngredient, UnmergeIngredient,
};
use crate::commands::{CommandError, catalogue_key};
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
                // its old name may be another row's now
                known = self.catalogue().await?;
                continue;
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

    /// Tells what changed of it: the ingredient that it is then; none where it was not taken.
    async fn change_ingredient(
        &mut self,
        row: &Row<Ingredient>,
        id: IngredientId,
    ) -> Result<Option<IngredientId>, CommandError> {
        let about = About::of(row);
        let key = catalogue_key(self.options.household);
        let loaded = self.commands.load(self.options.household, &key).await?;
        let catalogue = loaded.catalogue().state.clone();
        let State::Catalogue(base) = said_by_the_import(&loaded) else {
            return Ok(Some(id));
        };
        let (name, category) = (fitted(&row.data.name, limits::NAME_CHARS), category(row));
        let (was, is) = (base.state.get(id), catalogue.get(id));
        let says_more = was.is_none_or(|was| was.name != name || was.category != category);
        if says_more && let Some(why) = self.ingredient_put_away(id).await? {
            self.hold(about, why);
            return Ok(None);
        }
        if says_more && is_nameless(&catalogue, id) && !is_same(&catalogue, id, &name) {
            return self
                .replace(
                    row,
                    id,
                    NewIngredient {
                        ingredient_id: None,
                        name,
                        category,
                    },
                    &catalogue,
                )
                .await;
        }
        let before = self.not_taken();
        if was.is_none_or(|was| was.name != name) && is.is_some_and(|is| is.name != name) {
            self.rename_ingredient(about, id, name, &catalogue).await?;
        }
        let moved =
            was.is_none_or(|was| was.category != category) && is.is_some_and(|is| is.category != category);
        let now = self.catalogue().await?;
        // of a duplicate the other one's category counts; the proof tells of that in every run
        if moved && now.get(id).is_some_and(|is| is.merged_into.is_none()) {
            let recategorise = RecategoriseIngredient {
                ingredient_id: id,
                category,
            };
            self.send(about, "recategorise", None, recategorise).await?;
        }
        Ok((self.not_taken() == before).then_some(id))
    }

    /// A duplicate that is to be something of its own: no command gives it a name, so another ingredient takes its
    /// place. A run that was killed between the two commands finds the first one done.
    async fn replace(
        &mut self,
        row: &Row<Ingredient>,
        old: IngredientId,
        new: NewIngredient,
        catalogue: &Catalogue,
    ) -> Result<Option<IngredientId>, CommandError> {
        let (about, before) = (About::of(row), self.not_taken());
        let again = self.known.turn(row.table, &row.row).max(1);
        let id = self.ids.ingredient(row.data.id, again);
        let taken = catalogue.find(&new.name).filter(|owner| *owner != id);
        let command: CatalogueCommand = match taken {
            Some(duplicate_of) => DefineDuplicate {
                ingredient_id: id,
                duplicate_of,
                name: new.name,
                category: new.category,
            }
            .into(),
            None => DefineIngredients {
                ingredients: vec![NewIngredient {
                    ingredient_id: Some(id),
                    ..new
                }],
            }
            .into(),
        };
        self.send(about, "define anew", None, command).await?;
        if self.not_taken() == before {
            let remove = RemoveIngredient { ingredient_id: old };
            self.send(about, "remove", None, remove).await?;
        }
        Ok((self.not_taken() == before).then_some(id))
    }

    async fn rename_ingredient(
        &mut self,
        about: About<'_>,
        id: IngredientId,
        name: String,
        catalogue: &Catalogue,
    ) -> Result<(), CommandError> {
        let merged = catalogue.get(id).is_some_and(|there| there.merged_into.is_some());
        let same = is_same(catalogue, id, &name);
        if merged && same {
            // it keeps the spelling that it had first; the proof tells of that in every run
            return Ok(());
        }
        if merged {
            let unmerge = UnmergeIngredient { ingredient_id: id };
            self.send(about, "unmerge", None, unmerge).await?;
        }
        match catalogue.find(&name).filter(|_| !same) {
            None => {
                let rename = RenameIngredient {
                    ingredient_id: id,
                    name,
                };
                self.send(about, "rename", None, rename).await?;
            }
            Some(into) => {
                // under its old name; the proof tells of that in every run
                let merge = MergeIngredient {
                    ingredient_id: id,
                    into,
                };
                self.send(about, "merge", None, merge).await?;
            }
        }
        Ok(())
    }
}

impl Taking<'_> {
    /// Tells what of a duplicate stays as it was. `owns`: the one that it is a duplicate of has its name.
    pub(super) fn duplicate_stays(&mut self, row: &Row<Ingredient>, is: &Known, owns: bool) {
        let about = About::of(row);
        if is.category != category(row) {
            let why = "it is a duplicate of another ingredient, whose category counts";
            let what = &row.data.category;
            self.differs(about, "ingredient_category", what, why, "it stays as it was");
        }
        if owns && is.name != fitted(&row.data.name, limits::NAME_CHARS) {
            let why = "it is a duplicate of the ingredient of that name";
            let becomes = "it keeps the spelling that it had first";
            self.differs(about, "ingredient_name", &row.data.name, why, becomes);
        }
    }
}

/// Whether an ingredient goes by no name of its own: it was defined as a duplicate, or taken out.
fn is_nameless(catalogue: &Catalogue, id: IngredientId) -> bool {
    catalogue.get(id).is_some_and(|is| {
        is.removed || (is.merged_into.is_some() && catalogue.owner_of(&is.name) != Some(id))
    })
}

/// Whether a name is that of the ingredient, or of the one that it is a duplicate of.
fn is_same(catalogue: &Catalogue, id: IngredientId, name: &str) -> bool {
    catalogue.find(name) == Some(catalogue.canonical(id))
}

/// Its category; blank is none.
pub(super) fn category(row: &Row<Ingredient>) -> Option<String> {
    tidied(Some(&row.data.category)).map(|text| fitted(&text, limits::NAME_CHARS))
}
