//! The values that events are made of. Their written forms are on disk: never change one.

mod amount;
mod ids;
mod names;
mod quantity;

pub use amount::{Amount, AmountError};
pub use ids::{
    Actor, CommandId, CorrelationId, HouseholdId, IngredientId, LineId, RecipeId, SelectionId, StepId, WeekId,
};
pub use names::folded;
pub use quantity::{MAX_DENOMINATOR, MAX_NUMERATOR, Quantity, QuantityError};
