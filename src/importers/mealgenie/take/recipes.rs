//! Recipes with their lines, their nutrition and their groups.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heirloom_events::limits;
use heirloom_events::recipe::Recipe as State;
use heirloom_events::values::RecipeId;
use heirloom_events::{State as AnyState, StreamType};

use super::document::settled;
use super::held::archived_here;
use super::known::said_by_the_import;
use super::recipe_content::{Parts, Said};
use super::text::fitted;
use super::{About, Taking};
use crate::commands::recipe::merge::merge_preferring_mine;
use crate::commands::recipe::{
    CreateRecipe, Draft, FavouriteRecipe, RestoreRecipe, ReviseRecipe, UnfavouriteRecipe,
};
use crate::commands::{CommandError, Loaded};
use crate::importers::mealgenie::source::{Ingredient, Row};

impl<'a> Taking<'a> {
    /// The rows of each recipe, in the order of the recipes' ids.
    pub(super) fn parts(&self) -> Vec<Parts<'a>> {
        let rows = self.rows;
        let mut parts: BTreeMap<i64, Parts<'a>> = BTreeMap::new();
        for recipe in &rows.recipes {
            let new = Parts {
                recipe,
                lines: Vec::new(),
                nutrition: None,
                groups: Vec::new(),
            };
            parts.insert(recipe.data.id, new);
        }
        for row in &rows.recipe_ingredients {
            if let Some(parts) = parts.get_mut(&row.data.recipe_id) {
                parts.lines.push(row);
            }
        }
        for row in &rows.nutrition_facts {
            if let Some(parts) = parts.get_mut(&row.data.recipe_id) {
                // one a recipe: of several the first counts
                parts.nutrition.get_or_insert(row);
            }
        }
        for row in &rows.recipe_group_associations {
            let group = rows
                .recipe_groups
                .iter()
                .find(|group| group.data.id == row.data.group_id);
            if let (Some(parts), Some(group)) = (parts.get_mut(&row.data.recipe_id), group) {
                parts.groups.push(group);
            }
        }
        let mut parts: Vec<Parts<'a>> = parts.into_values().collect();
        for one in &mut parts {
            one.lines.sort_by_key(|row| row.data.ingredient_id);
        }
        parts
    }

    pub(super) async fn recipes(&mut self) -> Result<(), CommandError> {
        let rows = self.rows;
        let names: HashMap<i64, &Row<Ingredient>> =
            rows.ingredients.iter().map(|row| (row.data.id, row)).collect();
        let lost = self.lost();
        for parts in self.parts() {
            let said = parts.said(self.ids, &names, &self.ingredient_ids);
            let about = About::of(parts.recipe);
            self.cut(about, "recipe_name", &parts.recipe.data.name, limits::NAME_CHARS);
            for group in &parts.groups {
                self.cut(About::of(group), "name", &group.data.name, limits::TAG_CHARS);
            }
            for (column, what, why) in &said.left_out {
                let becomes = "it is left out of its field and stays in the recipe's document";
                self.differs(about, column, what, why, becomes);
            }
            let dirty = self.is_dirty(&parts, &lost) || self.is_behind(&parts, &said).await?;
            let made = match (dirty, said.refusal.clone()) {
                (false, _) => true,
                (true, Some(refusal)) => {
                    self.refuse(about, refusal);
                    false
                }
                (true, None) => self.take_recipe(&parts, said).await?,
            };
            match made {
                true => self.account_recipe(&parts, None),
                false => _ = self.behind.insert(parts.recipe.data.id),
            }
        }
        self.groups();
        self.note().await
    }

    /// Whether any of its rows is new, changed or gone, or an ingredient that it names was renamed.
    fn is_dirty(&self, parts: &Parts<'_>, lost: &Lost) -> bool {
        let changed = |table: &str, row: &str, digest: &str| {
            let taken = self.known.row(table, row);
            taken.is_none_or(|taken| taken.digest != digest)
        };
        let (recipe, id) = (parts.recipe, parts.recipe.data.id);
        let mut members = self.rows.recipe_group_associations.iter();
        changed(recipe.table, &recipe.row, &recipe.digest)
            || parts.lines.iter().any(|row| {
                changed(row.table, &row.row, &row.digest) || self.renamed.contains(&row.data.ingredient_id)
            })
            || parts
                .nutrition
                .is_some_and(|row| changed(row.table, &row.row, &row.digest))
            || parts
                .groups
                .iter()
                .any(|row| changed(row.table, &row.row, &row.digest))
            || members.any(|row| row.data.recipe_id == id && changed(row.table, &row.row, &row.digest))
            || lost.parts.contains(&id)
            || lost
                .nutrition
                .contains(&format!("nutrition/{}", self.ids.recipe(id)))
    }

    /// Whether an ingredient or a group of a recipe was changed while it took nothing: the recipe's own rows do not
    /// tell of that.
    async fn is_behind(&self, parts: &Parts<'_>, said: &Said) -> Result<bool, CommandError> {
        let turned = |table: &str, row: &str| self.known.turn(table, row) > 1;
        let mut lines = parts.lines.iter();
        let ingredients = lines.any(|row| turned("ingredients", &row.data.ingredient_id.to_string()));
        if !ingredients && !parts.groups.iter().any(|row| turned(row.table, &row.row)) {
            return Ok(false);
        }
        let id = self.ids.recipe(parts.recipe.data.id);
        let base = base(&self.load(StreamType::Recipe, id).await?).content;
        let mut draft = said.draft.clone();
        draft.document = settled(base.document.as_deref(), draft.document);
        Ok(draft.settle(&base).is_ok_and(|wanted| wanted != base))
    }

    /// The recipes of which rows are gone.
    fn lost(&self) -> Lost {
        let gone = |table: &str| self.known.gone(table, &self.there);
        let of = |row: &str| row.split('/').next()?.parse::<i64>().ok();
        let links = ["recipe_ingredients", "recipe_group_association"];
        Lost {
            parts: links
                .into_iter()
                .flat_map(gone)
                .filter_map(|(row, _)| of(&row))
                .collect(),
            nutrition: gone("nutrition_facts")
                .into_iter()
                .flat_map(|(_, taken)| taken.became)
                .collect(),
        }
    }

    async fn take_recipe(&mut self, parts: &Parts<'a>, said: Said) -> Result<bool, CommandError> {
        let about = About::of(parts.recipe);
        let recipe_id = self.ids.recipe(parts.recipe.data.id);
        let loaded = self.load(StreamType::Recipe, recipe_id).await?;
        if let Some(why) = archived_here(&loaded).filter(|_| !base(&loaded).archived) {
            self.account_recipe(parts, Some(&why));
            return Ok(false);
        }
        let before = self.not_taken();
        match loaded.recipe().exists() {
            false => {
                let create = CreateRecipe {
                    recipe_id,
                    draft: said.draft,
                };
                let created_at = parts.recipe.data.created_at;
                self.not_yet(about, "created_at", created_at);
                self.send(about, "create", created_at, create).await?;
            }
            true => self.revise(parts, &loaded, recipe_id, said).await?,
        }
        if self.not_taken() == before {
            self.set_favourite(parts, &loaded, recipe_id).await?;
        }
        Ok(self.not_taken() == before)
    }

    /// Tells what the source changed since; what people changed here stays.
    async fn revise(
        &mut self,
        parts: &Parts<'_>,
        loaded: &Loaded,
        recipe_id: RecipeId,
        mut said: Said,
    ) -> Result<(), CommandError> {
        let about = About::of(parts.recipe);
        let base = base(loaded);
        said.draft.document = settled(base.content.document.as_deref(), said.draft.document);
        let current = &loaded.recipe().state;
        if current.archived && base.archived {
            self.send(about, "restore", None, RestoreRecipe { recipe_id })
                .await?;
        }
        let wanted = match said.draft.settle(&base.content) {
            Ok(wanted) => wanted,
            Err(refusal) => {
                self.refuse(about, refusal);
                return Ok(());
            }
        };
        let (merged, clashes) = merge_preferring_mine(&base.content, &current.content, &wanted);
        for clash in clashes {
            let why = "both the source and people here changed it since";
            self.differs(
                about,
                "recipe_name",
                &clash.to_string(),
                why,
                "what the source says is taken",
            );
        }
        if merged == current.content {
            return Ok(());
        }
        // of what it says, not of its rows alone: they do not tell of an ingredient that was renamed, and a run that
        // was stopped between two notes has told of these rows already
        let says = serde_json::to_vec(&merged).unwrap_or_default();
        let kind = format!("revise {} {}", loaded.version(), blake3::hash(&says).to_hex());
        let draft = Draft {
            id_seed: said.draft.id_seed,
            ..Draft::from(merged)
        };
        self.send(about, &kind, None, ReviseRecipe { recipe_id, draft })
            .await?;
        Ok(())
    }

    async fn set_favourite(
        &mut self,
        parts: &Parts<'_>,
        loaded: &Loaded,
        recipe_id: RecipeId,
    ) -> Result<(), CommandError> {
        let (about, wanted) = (About::of(parts.recipe), parts.recipe.data.is_favorite);
        if base(loaded).favourite == wanted {
            return Ok(());
        }
        match wanted {
            true => {
                self.send(about, "favourite", None, FavouriteRecipe { recipe_id })
                    .await?
            }
            false => {
                self.send(about, "unfavourite", None, UnfavouriteRecipe { recipe_id })
                    .await?
            }
        };
        Ok(())
    }

    /// What the rows of a recipe became, or why they wait.
    fn account_recipe(&mut self, parts: &Parts<'a>, waits: Option<&str>) {
        let mut says_more = false;
        for (about, word) in self.members(parts) {
            match (self.is_unchanged(about), waits) {
                (true, _) => continue,
                (false, None) => self.took(about, [word]),
                (false, Some(why)) => self.hold(about, why.to_owned()),
            }
            says_more = true;
        }
        if let Some(why) = waits.filter(|_| !says_more) {
            let (about, name) = (About::of(parts.recipe), &parts.recipe.data.name);
            let becomes = "what its ingredients, lines and groups say since is not taken yet";
            self.differs(about, "recipe_name", name, why, becomes);
        }
        let rows = self.rows.nutrition_facts.iter();
        for row in rows.filter(|row| row.data.recipe_id == parts.recipe.data.id) {
            if parts.nutrition.is_some_and(|first| first.row != row.row) {
                let why = "a recipe has nutrition facts once, and an earlier row has them";
                self.report.set_aside(row.table, &row.row, why);
            }
        }
    }

    /// The rows of a recipe, and what each becomes.
    fn members(&self, parts: &Parts<'a>) -> Vec<(About<'a>, String)> {
        let id = parts.recipe.data.id;
        let recipe_id = self.ids.recipe(id);
        let mut members = vec![(About::of(parts.recipe), format!("recipe/{recipe_id}"))];
        members.extend(parts.lines.iter().map(|row| {
            let line = self.ids.line(row.data.recipe_id, row.data.ingredient_id);
            (About::of(*row), format!("line/{line}"))
        }));
        let facts = parts.nutrition.iter();
        members.extend(facts.map(|row| (About::of(*row), format!("nutrition/{recipe_id}"))));
        let groups = self.rows.recipe_group_associations.iter();
        let of_it = groups.filter(|row| row.data.recipe_id == id);
        members.extend(of_it.map(|row| (About::of(row), format!("tagged/{recipe_id}"))));
        members
    }

    /// A group is a tag on its recipes; one without recipes is told and waits for one.
    fn groups(&mut self) {
        let rows = self.rows;
        for row in &rows.recipe_groups {
            let about = About::of(row);
            if self.is_unchanged(about) {
                continue;
            }
            let mut members = rows.recipe_group_associations.iter();
            if members.any(|one| one.data.group_id == row.data.id) {
                self.took(about, [format!("tag/{}", tag(&row.data.name))]);
            } else {
                let why = "no recipe is in it: a group becomes a tag on its recipes";
                self.report.set_aside(row.table, &row.row, why);
            }
        }
    }
}

/// Recipes of which rows are gone.
struct Lost {
    /// By the application's id: those that lost lines or groups.
    parts: BTreeSet<i64>,
    /// Nutrition that is gone, as it was noted.
    nutrition: BTreeSet<String>,
}

/// The name of a group as a tag.
pub(super) fn tag(name: &str) -> String {
    fitted(name, limits::TAG_CHARS)
}

/// The recipe as the import alone has said it.
pub(super) fn base(loaded: &Loaded) -> State {
    match said_by_the_import(loaded) {
        AnyState::Recipe(folded) => folded.state,
        _ => State::default(),
    }
}
