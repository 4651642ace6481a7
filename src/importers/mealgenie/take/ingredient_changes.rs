//! Ingredients whose row was changed.
//!
//! In heirloom a name belongs to one ingredient: where the source gives one the name of another, it becomes a
//! duplicate of that one; and where it makes something of its own of a duplicate, another ingredient takes its place.

use heirloom_events::State;
use heirloom_events::catalogue::{Catalogue, Ingredient as Known};
use heirloom_events::limits;
use heirloom_events::values::IngredientId;

use super::ingredients::category;
use super::text::fitted;
use super::{About, Taking};
use crate::commands::catalogue::{
    CatalogueCommand, DefineDuplicate, DefineIngredients, MergeIngredient, NewIngredient,
    RecategoriseIngredient, RemoveIngredient, RenameIngredient, UnmergeIngredient,
};
use crate::commands::{CommandError, catalogue_key};
use crate::importers::mealgenie::source::{Ingredient, Row};

impl Taking<'_> {
    /// Tells what changed of it: the ingredient that it is then; none where it was not taken.
    pub(super) async fn change_ingredient(
        &mut self,
        row: &Row<Ingredient>,
        id: IngredientId,
    ) -> Result<Option<IngredientId>, CommandError> {
        let about = About::of(row);
        let (name, category) = (fitted(&row.data.name, limits::NAME_CHARS), category(row));
        let stands = self.stands(id, &name).await?;
        let (was, is) = (&stands.was, &stands.is);
        let says_more = was
            .as_ref()
            .is_none_or(|was| was.name != name || was.category != category);
        if says_more && let Some(why) = self.ingredient_put_away(id).await? {
            self.hold(about, why);
            return Ok(None);
        }
        if says_more && stands.nameless && !stands.same {
            return self.replace(row, id, stands.owner).await;
        }
        let before = self.not_taken();
        let renamed = was.as_ref().is_none_or(|was| was.name != name);
        if renamed && is.as_ref().is_some_and(|is| is.name != name) {
            self.rename_ingredient(about, id, &name, &stands).await?;
        }
        let moved = was.as_ref().is_none_or(|was| was.category != category)
            && is.as_ref().is_some_and(|is| is.category != category);
        // of a duplicate the other one's category counts; the proof tells of that in every run
        if moved && !self.stands(id, &name).await?.is_merged() {
            let recategorise = RecategoriseIngredient {
                ingredient_id: id,
                category,
            };
            self.send(about, "recategorise", None, recategorise).await?;
        }
        Ok((self.not_taken() == before).then_some(id))
    }

    /// How an ingredient stands that is to be called so.
    async fn stands(&mut self, id: IngredientId, name: &str) -> Result<Stands, CommandError> {
        let key = catalogue_key(self.options.household);
        self.both(&key, |base, loaded| {
            let catalogue = &loaded.catalogue().state;
            let was = match base {
                State::Catalogue(base) => base.state.get(id).cloned(),
                _ => None,
            };
            Stands {
                was,
                is: catalogue.get(id).cloned(),
                nameless: is_nameless(catalogue, id),
                owner: catalogue.find(name),
                same: catalogue.find(name) == Some(catalogue.canonical(id)),
            }
        })
        .await
    }

    /// A duplicate that is to be something of its own: no command gives it a name, so another ingredient takes its
    /// place. A run that was killed between the two commands finds the first one done.
    async fn replace(
        &mut self,
        row: &Row<Ingredient>,
        old: IngredientId,
        owner: Option<IngredientId>,
    ) -> Result<Option<IngredientId>, CommandError> {
        let (about, before) = (About::of(row), self.not_taken());
        let (name, category) = (fitted(&row.data.name, limits::NAME_CHARS), category(row));
        let again = self.known.turn(row.table, &row.row).max(1);
        let id = self.ids.ingredient(row.data.id, again);
        let command: CatalogueCommand = match owner.filter(|owner| *owner != id) {
            Some(duplicate_of) => DefineDuplicate {
                ingredient_id: id,
                duplicate_of,
                name,
                category,
            }
            .into(),
            None => {
                let ingredient_id = Some(id);
                let new = NewIngredient {
                    ingredient_id,
                    name,
                    category,
                };
                DefineIngredients {
                    ingredients: vec![new],
                }
                .into()
            }
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
        name: &str,
        stands: &Stands,
    ) -> Result<(), CommandError> {
        if stands.is_merged() && stands.same {
            // it keeps the spelling that it had first; the proof tells of that in every run
            return Ok(());
        }
        if stands.is_merged() {
            let unmerge = UnmergeIngredient { ingredient_id: id };
            self.send(about, "unmerge", None, unmerge).await?;
        }
        match stands.owner.filter(|_| !stands.same) {
            None => {
                let rename = RenameIngredient {
                    ingredient_id: id,
                    name: name.to_owned(),
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

/// How an ingredient stands in the catalogue, and who has the name that it is to get.
struct Stands {
    /// As the import alone has said it.
    was: Option<Known>,
    is: Option<Known>,
    /// It goes by no name of its own: it was defined as a duplicate, or taken out.
    nameless: bool,
    /// Who has the name.
    owner: Option<IngredientId>,
    /// The name is its own, or that of the one that it is a duplicate of.
    same: bool,
}

impl Stands {
    fn is_merged(&self) -> bool {
        self.is.as_ref().is_some_and(|is| is.merged_into.is_some())
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
