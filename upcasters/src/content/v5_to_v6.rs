//! Content 5 to 6: the free text about diets becomes a set of tags, with the text beside it.

use heirloom_events::recipe::content::{v5, v6};

use super::content;
use crate::diets;
use crate::part::PartStep;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V5ToV6;

impl PartStep for V5ToV6 {
    type Old = v5::Content;
    type New = v6::Content;
    type Residue = diets::Residue;

    fn up(old: v5::Content, residue: Option<Self::Residue>) -> Result<v6::Content, StepError> {
        let diets = diets::up(old.diet, residue)?;
        Ok(
            content!(v6 from old keeps { lines, calories_per_serving, preparation_difficulty, image }, diets: diets),
        )
    }

    fn down(new: v6::Content) -> Result<(v5::Content, Option<Self::Residue>), StepError> {
        let (diet, residue) = diets::down(new.diets);
        Ok((
            content!(v5 from new keeps { lines, calories_per_serving, preparation_difficulty, image }, diet: diet),
            residue,
        ))
    }
}
