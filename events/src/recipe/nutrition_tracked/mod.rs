//! A recipe's calories or difficulty were set or taken away.
//!
//! Retired: [`RecipeDifficultySet`](super::RecipeDifficultySet) and
//! [`NutritionRecorded`](super::NutritionRecorded) took its place. Stored ones are read for ever, as those.

pub mod v1;
// Retired: there is no next version, and nothing to re-export.
