//! What must hold among the problems of a list.

use crate::Check;

/// Positions have no gap, so the last one tells how many there are: fewer rows, and one of them is gone.
pub(super) const CHECKS: [Check; 1] = [Check {
    id: "S8.4",
    name: "problems of a list count from 0",
    sql: "SELECT CAST(max(t.position) + 1 - count(*) AS text) || ' of ' || CAST(max(t.position) + 1 AS text) \
          || ' problems of the list are gone in week ' || t.week_id FROM {schema}shopping_problems AS t \
          GROUP BY t.household_id, t.week_id HAVING max(t.position) + 1 <> count(*)",
    mend: None,
}];
