//! Content 1 to 2: calories and difficulty. Old contents say neither; the default that tables show is not
//! written into any event.

use heirloom_events::recipe::content::{v1, v2};
use heirloom_events::values::Difficulty;
use serde::{Deserialize, Serialize};

use super::content;
use crate::part::PartStep;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V1ToV2;

/// What a content of version 1 cannot hold.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Residue {
    #[serde(skip_serializing_if = "Option::is_none")]
    calories_per_serving: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preparation_difficulty: Option<Difficulty>,
}

impl PartStep for V1ToV2 {
    type Old = v1::Content;
    type New = v2::Content;
    type Residue = Residue;

    fn up(old: v1::Content, residue: Option<Residue>) -> Result<v2::Content, StepError> {
        let residue = residue.unwrap_or_default();
        Ok(content!(v2 from old keeps { lines, image_path, diet },
            calories_per_serving: residue.calories_per_serving,
            preparation_difficulty: residue.preparation_difficulty,
        ))
    }

    fn down(new: v2::Content) -> Result<(v1::Content, Option<Residue>), StepError> {
        let residue = Residue {
            calories_per_serving: new.calories_per_serving,
            preparation_difficulty: new.preparation_difficulty,
        };
        let old = content!(v1 from new keeps { lines, image_path, diet });
        Ok((
            old,
            Some(residue).filter(|residue| *residue != Residue::default()),
        ))
    }
}
