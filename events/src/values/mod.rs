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
mod units;

pub use amount::{Amount, AmountError};
pub use change::Change;
pub use diets::{DietSet, DietTag, DietWords, UnknownDiet, diet_words};
pub use difficulty::{Difficulty, DifficultyError};
pub use ids::{
    Actor, CommandId, CorrelationId, HouseholdId, IngredientId, LineId, RecipeId, SelectionId, StepId, WeekId,
};
pub use image_ref::ImageRef;
pub use names::folded;
pub use nutrition::{Method, MethodError, NutritionFacts, atwater};
pub use quantity::{MAX_DENOMINATOR, MAX_NUMERATOR, Quantity, QuantityError};
pub use units::{
    Canonical, Dimension, System, Unit, UnitId, UnitIdError, canonical, convert, unit, unit_of, units,
};
