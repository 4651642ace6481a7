//! What can be asked of a recipe: one file per command, its decision and its tests in it.
//!
//! A decision is pure: the recipe as it is folded in, events or a refusal out. Nearly all of them change a
//! copy of the content and let [`changes::events_between`] find the fewest events; that is why a command
//! that changes nothing makes none. To add one, see `docs/adding-a-command.md`.

pub mod add_line;
pub mod aggregate;
pub mod archive;
pub mod beside;
pub mod categorise;
pub mod change_line;
pub mod changes;
pub mod create;
pub mod describe;
pub mod draft;
pub mod favourite;
mod given_nutrition;
pub mod mark_cooked;
pub mod matching;
pub mod merge;
mod merge_list;
pub mod record_nutrition;
pub mod refer_line;
pub(crate) mod references;
pub mod relocate_image;
pub mod remove_line;
pub mod rename;
pub mod reorder_lines;
pub mod restore;
pub mod revert;
pub mod revise;
pub mod revise_directions;
pub mod set_diet;
pub mod set_difficulty;
pub mod set_image;
pub mod set_meal_type;
pub mod set_notes;
pub mod set_servings;
pub mod set_source;
pub mod set_times;
pub mod tag;
#[cfg(test)]
pub(crate) mod testing;
pub mod unfavourite;
pub mod untag;
pub(crate) mod value_words;
pub mod words;

pub use add_line::{AddLine, Place};
pub use aggregate::RecipeAggregate;
pub use archive::ArchiveRecipe;
pub use beside::{Beside, Known};
pub use categorise::CategoriseRecipe;
pub use change_line::ChangeLine;
pub use changes::events_between;
pub use create::CreateRecipe;
pub use describe::DescribeRecipe;
pub use draft::{Draft, DraftLine, DraftStep};
pub use favourite::FavouriteRecipe;
pub use mark_cooked::MarkCooked;
pub use merge::{Clash, merge, merge_preferring_mine};
pub use record_nutrition::RecordNutrition;
pub use refer_line::ReferLine;
pub use relocate_image::RelocateImage;
pub use remove_line::RemoveLine;
pub use rename::RenameRecipe;
pub use reorder_lines::ReorderLines;
pub use restore::RestoreRecipe;
pub use revert::RevertRecipe;
pub use revise::ReviseRecipe;
pub use revise_directions::ReviseDirections;
pub use set_diet::SetDiet;
pub use set_difficulty::SetDifficulty;
pub use set_image::SetImage;
pub use set_meal_type::SetMealType;
pub use set_notes::SetNotes;
pub use set_servings::SetServings;
pub use set_source::SetSource;
pub use set_times::SetTimes;
pub use tag::TagRecipe;
pub use unfavourite::UnfavouriteRecipe;
pub use untag::UntagRecipe;

use heirloom_events::recipe::{Content, Line, Recipe, RecipeEvent};
use heirloom_events::values::{IngredientId, LineId, RecipeId};
use heirloom_events::{Folded, StreamKey};

use crate::commands::Loaded;
use crate::commands::fact::stream_commands;
use crate::commands::refusal::Refusal;

stream_commands! {
    /// What can be asked of a recipe.
    RecipeCommand {
        /// Write it down for the first time.
        CreateRecipe,
        /// Bring it to what a whole draft says.
        ReviseRecipe,
        /// Give it another title.
        RenameRecipe,
        /// Set its description.
        DescribeRecipe,
        /// Put it into a category.
        CategoriseRecipe,
        /// Set the meal that it is for.
        SetMealType,
        /// Set how many it serves.
        SetServings,
        /// Set its times.
        SetTimes,
        /// Add an ingredient line.
        AddLine,
        /// Change an ingredient line.
        ChangeLine,
        /// Remove an ingredient line.
        RemoveLine,
        /// Say for which recipe an ingredient line stands.
        ReferLine,
        /// Put its ingredient lines into another order.
        ReorderLines,
        /// Revise its steps.
        ReviseDirections,
        /// Set its notes.
        SetNotes,
        /// Set its picture.
        SetImage,
        /// Note that its picture was moved to another place.
        RelocateImage,
        /// Set the diet that it suits.
        SetDiet,
        /// Set how hard it is to prepare.
        SetDifficulty,
        /// Record what a serving contains.
        RecordNutrition,
        /// Give it a tag.
        TagRecipe,
        /// Take a tag off.
        UntagRecipe,
        /// Make it a favourite.
        FavouriteRecipe,
        /// Make it no favourite any more.
        UnfavouriteRecipe,
        /// Set where it comes from.
        SetSource,
        /// Note that it was cooked.
        MarkCooked,
        /// Put it away.
        ArchiveRecipe,
        /// Bring it back.
        RestoreRecipe,
        /// Revert it to an earlier version.
        RevertRecipe,
    }
}

macro_rules! each_command {
    ($value:expr, $inner:ident => $body:expr, beside($looks:ident) => $looks_body:expr) => {
        match $value {
            RecipeCommand::RevertRecipe($looks) => $looks_body,
            RecipeCommand::ReferLine($looks) => $looks_body,
            RecipeCommand::CreateRecipe($inner) => $body,
            RecipeCommand::ReviseRecipe($inner) => $body,
            RecipeCommand::RenameRecipe($inner) => $body,
            RecipeCommand::DescribeRecipe($inner) => $body,
            RecipeCommand::CategoriseRecipe($inner) => $body,
            RecipeCommand::SetMealType($inner) => $body,
            RecipeCommand::SetServings($inner) => $body,
            RecipeCommand::SetTimes($inner) => $body,
            RecipeCommand::AddLine($inner) => $body,
            RecipeCommand::ChangeLine($inner) => $body,
            RecipeCommand::RemoveLine($inner) => $body,
            RecipeCommand::ReorderLines($inner) => $body,
            RecipeCommand::ReviseDirections($inner) => $body,
            RecipeCommand::SetNotes($inner) => $body,
            RecipeCommand::SetImage($inner) => $body,
            RecipeCommand::RelocateImage($inner) => $body,
            RecipeCommand::SetDiet($inner) => $body,
            RecipeCommand::SetDifficulty($inner) => $body,
            RecipeCommand::RecordNutrition($inner) => $body,
            RecipeCommand::TagRecipe($inner) => $body,
            RecipeCommand::UntagRecipe($inner) => $body,
            RecipeCommand::FavouriteRecipe($inner) => $body,
            RecipeCommand::UnfavouriteRecipe($inner) => $body,
            RecipeCommand::SetSource($inner) => $body,
            RecipeCommand::MarkCooked($inner) => $body,
            RecipeCommand::ArchiveRecipe($inner) => $body,
            RecipeCommand::RestoreRecipe($inner) => $body,
        }
    };
}

impl RecipeCommand {
    /// The recipe that it is about.
    #[must_use]
    pub fn recipe_id(&self) -> RecipeId {
        each_command!(self, command => command.recipe_id, beside(command) => command.recipe_id)
    }

    /// The events that it makes of the recipe as it is; none where it changes nothing.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn decide(&self, recipe: &Folded<Recipe>, beside: &dyn Beside) -> Result<Vec<RecipeEvent>, Refusal> {
        each_command!(self, command => command.decide(recipe), beside(command) => command.decide(recipe, beside))
    }

    /// Whether it changes what the recipe says, and so can be merged with other changes of that.
    #[must_use]
    pub fn edits_content(&self) -> bool {
        !matches!(
            self,
            Self::CreateRecipe(_)
                | Self::FavouriteRecipe(_)
                | Self::UnfavouriteRecipe(_)
                | Self::MarkCooked(_)
                | Self::ArchiveRecipe(_)
                | Self::RestoreRecipe(_)
                | Self::RelocateImage(_)
                | Self::ReferLine(_)
        )
    }

    /// The recipes that it lets lines stand for, and all that is in them: no recipe may come to contain itself.
    #[must_use]
    pub fn follows(&self, loaded: &[Loaded]) -> Vec<StreamKey> {
        match self {
            Self::ReferLine(c) => references::with_all_inside(c.to_recipe_id, loaded),
            Self::RevertRecipe(c) => c.follows(loaded),
            _ => Vec::new(),
        }
    }

    /// The ingredients of the catalogue that it names.
    #[must_use]
    pub fn ingredients(&self) -> Vec<IngredientId> {
        match self {
            Self::CreateRecipe(c) => c
                .draft
                .lines
                .iter()
                .filter_map(|line| line.ingredient_id)
                .collect(),
            Self::ReviseRecipe(c) => c
                .draft
                .lines
                .iter()
                .filter_map(|line| line.ingredient_id)
                .collect(),
            Self::AddLine(c) => c.line.ingredient_id.into_iter().collect(),
            Self::ChangeLine(c) => c.line.ingredient_id.into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// The recipe, where it exists.
pub(crate) fn existing(recipe: &Folded<Recipe>, id: RecipeId) -> Result<&Recipe, Refusal> {
    match recipe.exists() {
        true => Ok(&recipe.state),
        false => Err(Refusal::NotFound {
            what: "recipe",
            id: id.to_string(),
            place: "this household".into(),
            hint: "look for it by its title, or create it",
        }),
    }
}

/// The recipe, where it exists and takes edits.
pub(crate) fn editable(recipe: &Folded<Recipe>, id: RecipeId) -> Result<&Recipe, Refusal> {
    let state = existing(recipe, id)?;
    match state.archived {
        false => Ok(state),
        true => Err(Refusal::Archived {
            recipe_id: id,
            title: state.content.title.clone(),
        }),
    }
}

/// The line of that id.
pub(crate) fn line_of(recipe: &Recipe, recipe_id: RecipeId, id: LineId) -> Result<&Line, Refusal> {
    recipe.line(id).ok_or_else(|| Refusal::NotFound {
        what: "line",
        id: id.to_string(),
        place: format!("recipe `{}` ({recipe_id})", recipe.content.title),
        hint: "somebody may have removed it; read the recipe again",
    })
}

/// The fewest events for what `change` does to what the recipe says.
pub(crate) fn edit(
    recipe: &Folded<Recipe>,
    id: RecipeId,
    change: impl FnOnce(&mut Content) -> Result<(), Refusal>,
) -> Result<Vec<RecipeEvent>, Refusal> {
    let current = &editable(recipe, id)?.content;
    let mut wanted = current.clone();
    change(&mut wanted)?;
    Ok(events_between(current, &wanted))
}
