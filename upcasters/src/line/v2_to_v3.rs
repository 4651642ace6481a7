//! Line 2 to 3: the unit of the table that the unit as written means today.
//!
//! What [`unit_of`] answers is part of this step: its table may get further words only with a further version
//! of the line, or old events would mean something else.

use heirloom_events::recipe::line::{v2, v3};
use heirloom_events::values::{UnitId, unit_of};
use serde::{Deserialize, Serialize};

use crate::part::PartStep;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V2ToV3;

/// The unit that was chosen, where it is not the one that the unit as written means; `null`: none.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residue {
    // by its own reader the key must be there, `null` or not
    #[serde(deserialize_with = "Option::deserialize")]
    unit_id: Option<UnitId>,
}

impl PartStep for V2ToV3 {
    type Old = v2::Line;
    type New = v3::Line;
    type Residue = Residue;

    fn up(old: v2::Line, residue: Option<Residue>) -> Result<v3::Line, StepError> {
        let unit_id = match residue {
            Some(residue) => residue.unit_id,
            None => meant(old.unit.as_deref()),
        };
        Ok(v3::Line {
            line_id: old.line_id,
            text: old.text,
            amount: old.amount,
            unit: old.unit,
            unit_id,
            ingredient_id: old.ingredient_id,
            preparation_method: old.preparation_method,
            optional: old.optional,
        })
    }

    fn down(new: v3::Line) -> Result<(v2::Line, Option<Residue>), StepError> {
        let residue = (new.unit_id != meant(new.unit.as_deref())).then_some(Residue { unit_id: new.unit_id });
        let old = v2::Line {
            line_id: new.line_id,
            text: new.text,
            amount: new.amount,
            unit: new.unit,
            ingredient_id: new.ingredient_id,
            preparation_method: new.preparation_method,
            optional: new.optional,
        };
        Ok((old, residue))
    }
}

fn meant(unit: Option<&str>) -> Option<UnitId> {
    unit.and_then(unit_of)
}
