//! Line 1 to 2: how the ingredient is prepared, and whether it may be left out. Old lines say neither, so
//! nothing is optional.

use heirloom_events::recipe::line::{v1, v2};
use serde::{Deserialize, Serialize};

use crate::part::PartStep;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V1ToV2;

/// What a line of version 1 cannot hold: only what is not the default.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Residue {
    #[serde(skip_serializing_if = "Option::is_none")]
    preparation_method: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    optional: bool,
}

impl PartStep for V1ToV2 {
    type Old = v1::Line;
    type New = v2::Line;
    type Residue = Residue;

    fn up(old: v1::Line, residue: Option<Residue>) -> Result<v2::Line, StepError> {
        let residue = residue.unwrap_or_default();
        Ok(v2::Line {
            line_id: old.line_id,
            text: old.text,
            amount: old.amount,
            unit: old.unit,
            ingredient_id: old.ingredient_id,
            preparation_method: residue.preparation_method,
            optional: residue.optional,
        })
    }

    fn down(new: v2::Line) -> Result<(v1::Line, Option<Residue>), StepError> {
        let residue = Residue {
            preparation_method: new.preparation_method,
            optional: new.optional,
        };
        let old = v1::Line {
            line_id: new.line_id,
            text: new.text,
            amount: new.amount,
            unit: new.unit,
            ingredient_id: new.ingredient_id,
        };
        Ok((
            old,
            Some(residue).filter(|residue| *residue != Residue::default()),
        ))
    }
}
