//! What must hold inside the tables that version 7 adds.

use crate::Check;

/// Every diet and every word has its recipe.
pub(super) const CHECKS: [Check; 2] = [
    Check {
        id: "S8.2",
        name: "every diet has its recipe",
        sql: "SELECT 'diet `' || t.diet || '` of recipe ' || CAST(t.recipe_id AS text) || ' has no recipe' \
              FROM {schema}recipe_diets AS t WHERE NOT EXISTS (SELECT 1 FROM {schema}recipes AS r \
              WHERE r.household_id = t.household_id AND r.recipe_id = t.recipe_id)",
        mend: None,
    },
    Check {
        id: "S8.2",
        name: "every word of a diet has its recipe",
        sql: "SELECT 'word `' || t.word || '` of recipe ' || CAST(t.recipe_id AS text) || ' has no recipe' \
              FROM {schema}recipe_diet_words AS t WHERE NOT EXISTS (SELECT 1 FROM {schema}recipes AS r \
              WHERE r.household_id = t.household_id AND r.recipe_id = t.recipe_id)",
        mend: None,
    },
];
