//! `RecipeNutritionTracked`: retired; it is read as the events that took its place.

mod v1_split;

pub use v1_split::{Part, V1Split};

use heirloom_events::recipe::nutrition_tracked::v1;

use crate::split;

split!(V1Split: v1::RecipeNutritionTracked);
