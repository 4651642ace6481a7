//! `RecipeDietSet` 1 to 2: the free text becomes a set of tags, with the text beside it.

use heirloom_events::recipe::diet_set::{v1, v2};

use crate::step::StepError;
use crate::{Step, diets};

/// See the module.
#[derive(Debug)]
pub struct V1ToV2;

impl Step for V1ToV2 {
    type Old = v1::RecipeDietSet;
    type New = v2::RecipeDietSet;
    type Residue = diets::Residue;

    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError> {
        let diets = diets::up(old.diet, residue)?;
        Ok(v2::RecipeDietSet { diets })
    }

    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError> {
        let (diet, residue) = diets::down(new.diets);
        Ok((v1::RecipeDietSet { diet }, residue))
    }
}
