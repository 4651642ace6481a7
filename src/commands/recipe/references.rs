//! Recipes in recipes: what leads from some references to others, how two edits of them meet, and that no
//! recipe comes to contain itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heirloom_events::recipe::{IngredientLineReferenceSet, Recipe, RecipeEvent};
use heirloom_events::values::{LineId, RecipeId};
use heirloom_events::{State, StreamKey, StreamType};
use heirloom_shopping::two::DEEPEST;

use super::beside::Beside;
use super::merge::{Clash, shortened};
use crate::commands::Loaded;
use crate::commands::refusal::Refusal;

/// The recipe that each line stands for, where it stands for one.
pub(crate) type References = BTreeMap<LineId, RecipeId>;

/// The events that lead from what lines stand for to what they shall stand for, once the lines are those of
/// `to`: what is said of others is left out.
pub(crate) fn references_between(from: &Recipe, to: &Recipe) -> Vec<RecipeEvent> {
    let lines = to.content.lines.iter().map(|line| line.line_id);
    let changed = lines.filter(|id| from.references.get(id) != to.references.get(id));
    let set = |line_id| IngredientLineReferenceSet {
        line_id,
        recipe_id: to.references.get(&line_id).copied(),
    };
    changed.map(|line_id| set(line_id).into()).collect()
}

/// Two edits of the same references as one, line by line.
///
/// # Errors
/// Where both made something else of a line.
pub(crate) fn merge_references(
    base: &References,
    theirs: &Recipe,
    mine: &References,
) -> Result<References, Vec<Clash>> {
    let mut merged = theirs.references.clone();
    let mut clashes = Vec::new();
    let lines: BTreeSet<LineId> = base.keys().chain(mine.keys()).copied().collect();
    for id in lines.into_iter().filter(|id| base.get(id) != mine.get(id)) {
        let (theirs_now, mine) = (theirs.references.get(&id), mine.get(&id));
        // a line that is gone took along what it stood for
        if theirs.line(id).is_some() && theirs_now != base.get(&id) && theirs_now != mine {
            let text = theirs
                .line(id)
                .map(|line| shortened(&line.text))
                .unwrap_or_default();
            clashes.push(Clash {
                place: format!("what line `{text}` stands for"),
                theirs: theirs_now.map(RecipeId::to_string),
                mine: mine.map(RecipeId::to_string),
            });
        }
        match mine {
            Some(recipe) => merged.insert(id, *recipe),
            None => merged.remove(&id),
        };
    }
    if clashes.is_empty() {
        Ok(merged)
    } else {
        Err(clashes)
    }
}

/// Whether `to`, and all that is in it, can stand in the recipe.
///
/// # Errors
/// Where the recipe would contain itself, or lists could not follow that far.
pub(crate) fn may_stand_in(recipe: RecipeId, to: RecipeId, beside: &dyn Beside) -> Result<(), Refusal> {
    if recipe == to {
        return Err(Refusal::invalid(
            "to_recipe_id",
            "a recipe cannot stand in itself; name another one",
        ));
    }
    let mut search = Search {
        recipe,
        beside,
        path: Vec::new(),
        deepest: HashMap::new(),
    };
    search.go(to)
}

/// The same for every recipe that these events let a line stand for.
///
/// # Errors
/// As [`may_stand_in`].
pub(crate) fn may_all_stand_in(
    recipe: RecipeId,
    events: &[RecipeEvent],
    beside: &dyn Beside,
) -> Result<(), Refusal> {
    named(events).try_for_each(|to| may_stand_in(recipe, to, beside))
}

/// The recipes that these events let a line stand for.
pub(crate) fn named(events: &[RecipeEvent]) -> impl Iterator<Item = RecipeId> + '_ {
    events.iter().filter_map(|event| match event {
        RecipeEvent::IngredientLineReferenceSet(e) => e.recipe_id,
        _ => None,
    })
}

/// The streams of these recipes, and of all that is in those of them that are loaded.
pub(crate) fn with_all_inside(ids: impl IntoIterator<Item = RecipeId>, loaded: &[Loaded]) -> Vec<StreamKey> {
    let mut all = BTreeSet::new();
    let mut open: Vec<RecipeId> = ids.into_iter().collect();
    while let Some(id) = open.pop() {
        let key = StreamKey::new(StreamType::Recipe, id);
        if !all.insert(key.clone()) {
            continue;
        }
        if let Some(State::Recipe(recipe)) = loaded.iter().find(|stream| stream.key == key).map(|s| &s.state)
        {
            open.extend(recipe.state.references.values());
        }
    }
    all.into_iter().collect()
}

struct Search<'a> {
    recipe: RecipeId,
    beside: &'a dyn Beside,
    /// From what shall stand in the recipe to where the search is.
    path: Vec<RecipeId>,
    /// How deep each was met: what was met as deep before need not be looked into again.
    deepest: HashMap<RecipeId, usize>,
}

impl Search<'_> {
    fn go(&mut self, id: RecipeId) -> Result<(), Refusal> {
        if id == self.recipe {
            let why = format!("{} → this recipe: a recipe cannot contain itself", self.told());
            return Err(Refusal::invalid(
                "to_recipe_id",
                why + "; take one of these references out first",
            ));
        }
        self.path.push(id);
        let depth = self.path.len();
        if depth > DEEPEST {
            let why = format!("{} is more than {DEEPEST} recipes deep", self.told());
            return Err(Refusal::invalid(
                "to_recipe_id",
                why + "; write the ingredients down instead",
            ));
        }
        let met = self.deepest.entry(id).or_default();
        if *met < depth {
            *met = depth;
            let inside = self.beside.other(id).map(|other| &other.state.references);
            let inside: BTreeSet<RecipeId> = inside.into_iter().flat_map(|r| r.values()).copied().collect();
            inside.into_iter().try_for_each(|id| self.go(id))?;
        }
        self.path.pop();
        Ok(())
    }

    /// The path in titles.
    fn told(&self) -> String {
        let title = |id: &RecipeId| match self.beside.other(*id) {
            Some(recipe) => format!("`{}`", shortened(&recipe.state.content.title)),
            None => format!("`{id}`"),
        };
        self.path.iter().map(title).collect::<Vec<_>>().join(" → ")
    }
}
