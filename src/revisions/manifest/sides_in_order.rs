//! Sides as an ordered list in place of three slots.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_23_1330_sides_in_order",
    meaning: "A planned meal has as many sides as you like, in their order, and knows which of your meals it is. The three places of before keep their numbers, and an empty one stays empty.",
    events: &[("MealSelected", 2)],
    retires: &[],
    projections: &[("meal_plan", 4)],
    declared: &[
        "meal_selections.side_recipe_1",
        "meal_selections.side_recipe_2",
        "meal_selections.side_recipe_3",
    ],
};
