//! Content 4 to 5: its lines take their step from 2 to 3.

use heirloom_events::recipe::content::{v4, v5};

use super::content;
use crate::line::{self, ByLine};
use crate::part::PartStep;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V4ToV5;

impl PartStep for V4ToV5 {
    type Old = v4::Content;
    type New = v5::Content;
    type Residue = ByLine<<line::V2ToV3 as PartStep>::Residue>;

    fn up(old: v4::Content, residue: Option<Self::Residue>) -> Result<v5::Content, StepError> {
        let lines = line::up::<line::V2ToV3>(old.lines, residue)?;
        Ok(
            content!(v5 from old keeps { calories_per_serving, preparation_difficulty, image, diet }, lines: lines),
        )
    }

    fn down(new: v5::Content) -> Result<(v4::Content, Option<Self::Residue>), StepError> {
        let (lines, residue) = line::down::<line::V2ToV3>(new.lines)?;
        Ok((
            content!(v4 from new keeps { calories_per_serving, preparation_difficulty, image, diet }, lines: lines),
            residue,
        ))
    }
}
