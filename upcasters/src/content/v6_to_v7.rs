//! Content 6 to 7: the calories become facts that say how they were come by: they were stated.

use heirloom_events::recipe::content::{v6, v7};

use super::content;
use crate::nutrition;
use crate::part::PartStep;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V6ToV7;

impl PartStep for V6ToV7 {
    type Old = v6::Content;
    type New = v7::Content;
    type Residue = nutrition::Residue;

    fn up(old: v6::Content, residue: Option<Self::Residue>) -> Result<v7::Content, StepError> {
        let nutrition = nutrition::up(old.calories_per_serving, residue)?;
        Ok(content!(v7 from old keeps { lines, preparation_difficulty, image, diets }, nutrition: nutrition))
    }

    fn down(new: v7::Content) -> Result<(v6::Content, Option<Self::Residue>), StepError> {
        let (calories_per_serving, residue) = nutrition::down(new.nutrition);
        Ok((
            content!(v6 from new keeps { lines, preparation_difficulty, image, diets }, calories_per_serving: calories_per_serving),
            residue,
        ))
    }
}
