//! The bounds that commands keep to. Events within them are valid for ever; a bound may be raised, never
//! lowered.

/// Characters of a title, a name, an alias, a tag's text or a unit.
pub const NAME_CHARS: usize = 255;
/// Characters of a tag.
pub const TAG_CHARS: usize = 50;
/// Characters of an actor.
pub const ACTOR_CHARS: usize = 100;
/// Characters of a reason.
pub const REASON_CHARS: usize = 2_000;
/// Characters of one ingredient line.
pub const LINE_CHARS: usize = 2_000;
/// Characters of one step, a description or the notes.
pub const TEXT_CHARS: usize = 20_000;
/// Characters of a URL or a path (the application's own bound for `source_url`).
pub const URL_CHARS: usize = 2_048;
/// Characters of an imported document that is kept as it was.
pub const DOCUMENT_CHARS: usize = 500_000;
/// Ingredient lines of a recipe.
pub const LINES: usize = 500;
/// Steps of a recipe.
pub const STEPS: usize = 500;
/// Tags of a recipe.
pub const TAGS: usize = 100;
/// Sides of a meal (the application's own bound).
pub const SIDES: usize = 3;
/// Sides of what is selected for a day without a meal.
pub const SELECTION_SIDES: usize = 20;
/// Tags of a meal (the application's own bound).
pub const MEAL_TAGS: usize = 20;
/// Servings of a recipe.
pub const SERVINGS: u32 = 100_000;
/// Minutes of any time: one year.
pub const MINUTES: u32 = 525_600;
/// Characters of what is done to an ingredient before (the application's own bound for `preparation_method`).
pub const PREPARATION_METHOD_CHARS: usize = 100;
/// Kilocalories of a serving.
pub const CALORIES: u32 = 100_000;
/// Characters of a unit on a shopping list (the application's own bound).
pub const SHOPPING_UNIT_CHARS: usize = 50;
/// Characters of a category on a shopping list (the application's own bound).
pub const SHOPPING_CATEGORY_CHARS: usize = 100;
