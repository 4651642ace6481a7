//! `ShoppingLineAdded` 1 to 2: one of two sources becomes a slug that any application may choose.

use heirloom_events::shopping::line_added::{v1, v2};
use heirloom_events::values::ShoppingSource;

use crate::Step;
use crate::step::StepError;

/// See the module.
#[derive(Debug)]
pub struct V1ToV2;

impl Step for V1ToV2 {
    type Old = v1::ShoppingLineAdded;
    type New = v2::ShoppingLineAdded;
    /// A source that version 1 does not know.
    type Residue = ShoppingSource;

    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError> {
        let source = residue.unwrap_or_else(|| match old.source {
            v1::Source::Manual => ShoppingSource::manual(),
            v1::Source::Recipe => ShoppingSource::recipe(),
        });
        Ok(v2::ShoppingLineAdded {
            item_id: old.item_id,
            name: old.name,
            quantity: old.quantity,
            unit: old.unit,
            category: old.category,
            source,
            key: old.key,
        })
    }

    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError> {
        let (source, residue) = match new.source.as_str() {
            ShoppingSource::MANUAL => (v1::Source::Manual, None),
            ShoppingSource::RECIPE => (v1::Source::Recipe, None),
            // Nearest to the truth: no recipe asked for it.
            _ => (v1::Source::Manual, Some(new.source)),
        };
        let old = v1::ShoppingLineAdded {
            item_id: new.item_id,
            name: new.name,
            quantity: new.quantity,
            unit: new.unit,
            category: new.category,
            source,
            key: new.key,
        };
        Ok((old, residue))
    }
}
