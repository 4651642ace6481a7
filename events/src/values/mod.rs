//! The values that events are made of. Their written forms are on disk: never change one.

mod amount;
mod change;
mod diets;
mod difficulty;
mod ids;
mod image_ref;
mod names;
mod nutrition;
mod quantity;
mod shopping_mode;
mod shopping_source;
mod side;
mod units;

pub use amount::{Amount, AmountError};
pub use change::Change;
pub use diets::{DietSet, DietTag, DietWords, UnknownDiet, diet_words};
pub use difficulty::{Difficulty, DifficultyError};
pub use ids::{
    Actor, CommandId, CorrelationId, HouseholdId, IngredientId, ItemId, LineId, MealId, RecipeId, RuleId,
    SelectionId, SourceId, StepId, WeekId,
};
pub use image_ref::ImageRef;
pub use names::folded;
pub use nutrition::{Method, MethodError, NutritionFacts, atwater};
pub use quantity::{MAX_DENOMINATOR, MAX_NUMERATOR, Quantity, QuantityError};
pub use shopping_mode::{ShoppingMode, ShoppingModeError};
pub use shopping_source::{ShoppingSource, ShoppingSourceError};
pub use side::Side;
pub use units::{
    Canonical, Dimension, System, Unit, UnitId, UnitIdError, canonical, convert, unit, unit_of, units,
};
