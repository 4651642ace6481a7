//! A side dish in its slot.

use serde::{Deserialize, Serialize};

use super::RecipeId;

/// A side dish of a planned meal, in a slot that it keeps: where a slot is empty, it stays empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Its slot, counted from 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub slot: u16,
    /// The dish.
    pub recipe_id: RecipeId,
}

impl Side {
    /// These dishes in the slots 1, 2, 3 …, without gaps.
    ///
    /// ```
    /// use heirloom_events::values::{RecipeId, Side};
    /// let sides = Side::in_order([RecipeId::derived("soup"), RecipeId::derived("bread")]);
    /// assert_eq!(sides[1], Side { slot: 2, recipe_id: RecipeId::derived("bread") });
    /// ```
    #[must_use]
    pub fn in_order(dishes: impl IntoIterator<Item = RecipeId>) -> Vec<Self> {
        Self::in_slots(dishes.into_iter().map(Some))
    }

    /// The dishes of these slots, the first of which has the number 1; an empty one is left out.
    #[must_use]
    pub fn in_slots(slots: impl IntoIterator<Item = Option<RecipeId>>) -> Vec<Self> {
        (1..=u16::MAX)
            .zip(slots)
            .filter_map(|(slot, dish)| dish.map(|recipe_id| Self { slot, recipe_id }))
            .collect()
    }

    /// What stands in that slot; the first, where a hand-written log has several there.
    #[must_use]
    pub fn of_slot(sides: &[Self], slot: u16) -> Option<RecipeId> {
        let there = sides.iter().find(|side| side.slot == slot);
        there.map(|side| side.recipe_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_between_sides_stays_a_gap() {
        let salad = RecipeId::derived("salad");
        let sides = Side::in_slots([None, None, Some(salad)]);
        assert_eq!(
            sides,
            [Side {
                slot: 3,
                recipe_id: salad
            }]
        );
        assert_eq!(Side::of_slot(&sides, 3), Some(salad));
        assert_eq!(Side::of_slot(&sides, 1), None);
    }
}
