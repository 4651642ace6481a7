//! Version 1 of `RecipeNutritionTracked`. Released: never edit it; add a version instead.

use serde::{Deserialize, Serialize};

use crate::Payload;
use crate::values::{Change, Difficulty};

/// A recipe's calories or difficulty were set or taken away. A patch: what it does not name is unchanged,
/// `null` is taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecipeNutritionTracked {
    /// Energy of one serving, in whole kilocalories.
    #[serde(
        default,
        deserialize_with = "Change::named",
        skip_serializing_if = "Option::is_none"
    )]
    pub calories_per_serving: Option<Change<u32>>,
    /// How hard it is to prepare.
    #[serde(
        default,
        deserialize_with = "Change::named",
        skip_serializing_if = "Option::is_none"
    )]
    pub preparation_difficulty: Option<Change<Difficulty>>,
}

impl Payload for RecipeNutritionTracked {
    const TYPE: &'static str = "RecipeNutritionTracked";
    const VERSION: u32 = 1;
}
