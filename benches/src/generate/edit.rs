//! The edits that people make to a recipe, about as often as they make them.

use heirloom_events::recipe::*;
use heirloom_events::values::{DietSet, ImageRef};

use super::dice::Dice;
use super::draft::{Draft, Slot};
use super::words;

/// One kind of edit; none where it makes no sense for this recipe now.
type Edit = fn(&mut Draft, &mut Dice) -> Option<RecipeEvent>;

/// Every kind of edit and its weight.
const EDITS: &[(u64, Edit)] = &[
    (24, line_changed),
    (21, cooked),
    (10, notes_set),
    (10, directions_revised),
    (9, tagged),
    (6, line_added),
    (6, times_set),
    (5, renamed),
    (4, line_removed),
    (4, favourited),
    (4, described),
    (3, categorised),
    (3, servings_set),
    (2, lines_reordered),
    (2, diet_set),
    (2, image_set),
];

/// The next edit of a recipe.
pub(super) fn next(draft: &mut Draft) -> RecipeEvent {
    let mut dice = draft.dice(6, draft.sequence);
    let total = EDITS.iter().map(|(weight, _)| weight).sum();
    let mut at = dice.below(total);
    for (weight, edit) in EDITS {
        if at < *weight {
            return edit(draft, &mut dice).unwrap_or_else(|| cooked_now(draft));
        }
        at -= weight;
    }
    cooked_now(draft)
}

fn line_changed(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let at = dice.index(draft.lines.len());
    let slot = draft.lines.get_mut(at)?;
    slot.revision += 1;
    let slot = *slot;
    Some(
        IngredientLineChanged {
            line: draft.line(slot),
        }
        .into(),
    )
}

fn line_added(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let at = dice.index(draft.lines.len() + 1);
    let after = at
        .checked_sub(1)
        .and_then(|before| draft.lines.get(before))
        .copied();
    let slot = Slot {
        number: draft.next_line,
        revision: 0,
    };
    draft.next_line += 1;
    draft.lines.insert(at, slot);
    let after = after.map(|slot| draft.line_id(slot.number));
    Some(
        IngredientLineAdded {
            line: draft.line(slot),
            after,
        }
        .into(),
    )
}

fn line_removed(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    if draft.lines.len() < 3 {
        return None;
    }
    let slot = draft.lines.remove(dice.index(draft.lines.len()));
    Some(
        IngredientLineRemoved {
            line_id: draft.line_id(slot.number),
        }
        .into(),
    )
}

fn lines_reordered(draft: &mut Draft, _: &mut Dice) -> Option<RecipeEvent> {
    if draft.lines.len() < 2 {
        return None;
    }
    draft.lines.rotate_left(1);
    let order = draft
        .lines
        .iter()
        .map(|slot| draft.line_id(slot.number))
        .collect();
    Some(IngredientLinesReordered { order }.into())
}

fn directions_revised(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let at = dice.index(draft.steps.len());
    draft.steps.get_mut(at)?.revision += 1;
    Some(DirectionsRevised { steps: draft.steps() }.into())
}

fn cooked(draft: &mut Draft, _: &mut Dice) -> Option<RecipeEvent> {
    Some(cooked_now(draft))
}

fn cooked_now(draft: &Draft) -> RecipeEvent {
    RecipeCooked {
        cooked_at: draft.occurred_at,
    }
    .into()
}

fn notes_set(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let text = dice.word(words::NOTES);
    Some(
        RecipeNotesSet {
            notes: Some(draft.fill(text, dice, draft.sequence)),
        }
        .into(),
    )
}

fn tagged(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let at = dice.index(words::TAGS.len());
    if draft.tags & (1 << at) != 0 {
        return None;
    }
    draft.tags |= 1 << at;
    Some(
        RecipeTagged {
            tag: words::TAGS[at].to_owned(),
        }
        .into(),
    )
}

fn times_set(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let prep = u32::try_from(dice.between(1, 8) * 5 + draft.sequence).ok()?;
    let cook = u32::try_from(dice.between(2, 24) * 5).ok()?;
    Some(
        RecipeTimesSet {
            prep_minutes: Some(prep),
            cook_minutes: Some(cook),
            total_minutes: Some(prep + cook),
        }
        .into(),
    )
}

fn renamed(draft: &mut Draft, _: &mut Dice) -> Option<RecipeEvent> {
    Some(
        RecipeRenamed {
            title: draft.title(draft.sequence),
        }
        .into(),
    )
}

fn described(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let text = dice.word(words::DESCRIPTIONS);
    Some(
        RecipeDescribed {
            description: Some(draft.fill(text, dice, 0)),
        }
        .into(),
    )
}

fn categorised(_: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let category = dice.word(words::CATEGORIES).to_owned();
    Some(
        RecipeCategorised {
            category: Some(category),
        }
        .into(),
    )
}

fn servings_set(draft: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    let servings = u32::try_from(dice.between(2, 8) + draft.sequence).ok();
    Some(
        RecipeServingsSet {
            servings,
            yield_text: None,
        }
        .into(),
    )
}

fn favourited(draft: &mut Draft, _: &mut Dice) -> Option<RecipeEvent> {
    draft.favourite = !draft.favourite;
    Some(if draft.favourite {
        RecipeFavourited {}.into()
    } else {
        RecipeUnfavourited {}.into()
    })
}

fn diet_set(_: &mut Draft, dice: &mut Dice) -> Option<RecipeEvent> {
    Some(
        RecipeDietSet {
            diets: Some(DietSet::from_text(dice.word(words::DIETS))),
        }
        .into(),
    )
}

fn image_set(draft: &mut Draft, _: &mut Dice) -> Option<RecipeEvent> {
    let image = ImageRef::from_path(&format!("images/{}/{}.jpg", draft.id, draft.sequence));
    Some(RecipeImageSet { image: Some(image) }.into())
}
