//! Content 2 to 3: its lines take their step from 1 to 2.

use heirloom_events::recipe::content::{v2, v3};

use super::content;
use crate::line::{self, ByLine};
use crate::part::PartStep;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V2ToV3;

impl PartStep for V2ToV3 {
    type Old = v2::Content;
    type New = v3::Content;
    type Residue = ByLine<<line::V1ToV2 as PartStep>::Residue>;

    fn up(old: v2::Content, residue: Option<Self::Residue>) -> Result<v3::Content, StepError> {
        let lines = line::up::<line::V1ToV2>(old.lines, residue)?;
        Ok(
            content!(v3 from old keeps { calories_per_serving, preparation_difficulty, image_path, diet }, lines: lines),
        )
    }

    fn down(new: v3::Content) -> Result<(v2::Content, Option<Self::Residue>), StepError> {
        let (lines, residue) = line::down::<line::V1ToV2>(new.lines)?;
        Ok((
            content!(v2 from new keeps { calories_per_serving, preparation_difficulty, image_path, diet }, lines: lines),
            residue,
        ))
    }
}
