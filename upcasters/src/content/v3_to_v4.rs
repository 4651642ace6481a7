//! Content 3 to 4: the picture's path becomes a storage and a key in it.

use heirloom_events::recipe::content::{v3, v4};

use super::content;
use crate::image;
use crate::part::PartStep;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V3ToV4;

impl PartStep for V3ToV4 {
    type Old = v3::Content;
    type New = v4::Content;
    type Residue = image::Residue;

    fn up(old: v3::Content, residue: Option<Self::Residue>) -> Result<v4::Content, StepError> {
        let image = image::up(old.image_path, residue)?;
        Ok(
            content!(v4 from old keeps { lines, calories_per_serving, preparation_difficulty, diet }, image: image),
        )
    }

    fn down(new: v4::Content) -> Result<(v3::Content, Option<Self::Residue>), StepError> {
        let (image_path, residue) = image::down(new.image);
        Ok((
            content!(v3 from new keeps { lines, calories_per_serving, preparation_difficulty, diet }, image_path: image_path),
            residue,
        ))
    }
}
