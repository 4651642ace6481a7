//! The command that makes an event of a generated log.

use heirloom::commands::recipe::*;
use heirloom_events::recipe::RecipeEvent;
use heirloom_events::values::RecipeId;

/// The command; none for events that no generated log holds.
pub(super) fn of(recipe_id: RecipeId, event: RecipeEvent) -> Option<RecipeCommand> {
    Some(match event {
        RecipeEvent::RecipeCreated(e) => CreateRecipe {
            recipe_id,
            draft: e.content.into(),
        }
        .into(),
        RecipeEvent::RecipeRenamed(e) => RenameRecipe {
            recipe_id,
            title: e.title,
        }
        .into(),
        RecipeEvent::RecipeDescribed(e) => DescribeRecipe {
            recipe_id,
            description: e.description,
        }
        .into(),
        RecipeEvent::RecipeCategorised(e) => CategoriseRecipe {
            recipe_id,
            category: e.category,
        }
        .into(),
        RecipeEvent::RecipeServingsSet(e) => SetServings {
            recipe_id,
            servings: e.servings,
            yield_text: e.yield_text,
        }
        .into(),
        RecipeEvent::RecipeTimesSet(e) => SetTimes {
            recipe_id,
            prep_minutes: e.prep_minutes,
            cook_minutes: e.cook_minutes,
            total_minutes: e.total_minutes,
        }
        .into(),
        RecipeEvent::IngredientLineAdded(e) => {
            let place = e.after.map_or(Place::First, Place::After);
            AddLine {
                recipe_id,
                line: e.line.into(),
                place,
            }
            .into()
        }
        RecipeEvent::IngredientLineChanged(e) => ChangeLine {
            recipe_id,
            line: e.line,
        }
        .into(),
        RecipeEvent::IngredientLineRemoved(e) => RemoveLine {
            recipe_id,
            line_id: e.line_id,
        }
        .into(),
        RecipeEvent::IngredientLinesReordered(e) => ReorderLines {
            recipe_id,
            order: e.order,
        }
        .into(),
        RecipeEvent::DirectionsRevised(e) => {
            let steps = e.steps.into_iter().map(Into::into).collect();
            ReviseDirections { recipe_id, steps }.into()
        }
        RecipeEvent::RecipeNotesSet(e) => SetNotes {
            recipe_id,
            notes: e.notes,
        }
        .into(),
        RecipeEvent::RecipeImageSet(e) => SetImage {
            recipe_id,
            image_path: e.image.map(|image| image.to_path()),
        }
        .into(),
        RecipeEvent::RecipeDietSet(e) => SetDiet {
            recipe_id,
            diet: e.diets.map(|diets| diets.to_text()),
        }
        .into(),
        RecipeEvent::RecipeTagged(e) => TagRecipe {
            recipe_id,
            tag: e.tag,
        }
        .into(),
        RecipeEvent::RecipeFavourited(_) => FavouriteRecipe { recipe_id }.into(),
        RecipeEvent::RecipeUnfavourited(_) => UnfavouriteRecipe { recipe_id }.into(),
        RecipeEvent::RecipeCooked(e) => MarkCooked {
            recipe_id,
            cooked_at: e.cooked_at,
        }
        .into(),
        _ => return None,
    })
}
