//! `RecipeImageSet` 1 to 2: the picture's path becomes a storage and a key in it.

use heirloom_events::recipe::image_set::{v1, v2};

use crate::step::StepError;
use crate::{Step, image};

/// See the module.
#[derive(Debug)]
pub struct V1ToV2;

impl Step for V1ToV2 {
    type Old = v1::RecipeImageSet;
    type New = v2::RecipeImageSet;
    type Residue = image::Residue;

    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError> {
        let image = image::up(old.image_path, residue)?;
        Ok(v2::RecipeImageSet { image })
    }

    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError> {
        let (image_path, residue) = image::down(new.image);
        Ok((v1::RecipeImageSet { image_path }, residue))
    }
}
