//! What must hold inside the tables of `recipes`, in SQL that both databases understand.

use crate::Check;

/// Every line, step and tag has its recipe.
pub(super) const CHECKS: [Check; 3] = [
    Check {
        id: "S8.2",
        name: "every line has its recipe",
        sql: "SELECT 'line ' || CAST(t.position AS text) || ' of recipe ' || CAST(t.recipe_id AS text) || ' has no recipe' \
              FROM {schema}recipe_ingredients AS t WHERE NOT EXISTS (SELECT 1 FROM {schema}recipes AS r \
              WHERE r.household_id = t.household_id AND r.recipe_id = t.recipe_id)",
        mend: None,
    },
    Check {
        id: "S8.2",
        name: "every step has its recipe",
        sql: "SELECT 'step ' || CAST(t.position AS text) || ' of recipe ' || CAST(t.recipe_id AS text) || ' has no recipe' \
              FROM {schema}recipe_steps AS t WHERE NOT EXISTS (SELECT 1 FROM {schema}recipes AS r \
              WHERE r.household_id = t.household_id AND r.recipe_id = t.recipe_id)",
        mend: None,
    },
    Check {
        id: "S8.2",
        name: "every tag has its recipe",
        sql: "SELECT 'tag ' || CAST(t.position AS text) || ' of recipe ' || CAST(t.recipe_id AS text) || ' has no recipe' \
              FROM {schema}recipe_tags AS t WHERE NOT EXISTS (SELECT 1 FROM {schema}recipes AS r \
              WHERE r.household_id = t.household_id AND r.recipe_id = t.recipe_id)",
        mend: None,
    },
];
