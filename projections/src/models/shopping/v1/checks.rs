//! What must hold inside the tables of `shopping`.

use crate::Check;

/// An amount, beside the sum of what its sources gave. `{amount}` and `{part}` stand for the number of either.
macro_rules! sums {
    ($amount:literal, $part:literal $(,)?) => {
        concat!(
            "SELECT 'item ' || a.item_key || ' of algorithm ' || CAST(a.algorithm AS text) || ' in week ' || a.week_id || ': ' || a.kind \
             || ' is not the sum of its sources' FROM {schema}shopping_item_amounts AS a \
             LEFT JOIN (SELECT household_id, week_id, algorithm, item_key, kind, optional, sum(",
            $part,
            ") AS total FROM {schema}shopping_item_sources GROUP BY household_id, week_id, algorithm, item_key, kind, optional) AS s \
             ON s.household_id = a.household_id AND s.week_id = a.week_id AND s.algorithm = a.algorithm \
             AND s.item_key = a.item_key AND s.kind = a.kind AND s.optional = a.optional \
             WHERE a.item_key NOT LIKE 'item::%' AND ",
            $amount,
            " IS NOT NULL AND abs(coalesce(s.total, 0) - ",
            $amount,
            ") > 0.000001 * (1 + abs(",
            $amount,
            "))"
        )
    };
}

const SOURCES: Check = Check {
    id: "S8.4",
    name: "every source has its item",
    sql: "SELECT 'source ' || CAST(s.place AS text) || ' of item ' || s.item_key || ' in week ' || s.week_id || ' has no item' \
          FROM {schema}shopping_item_sources AS s WHERE NOT EXISTS (SELECT 1 FROM {schema}shopping_items AS i \
          WHERE i.household_id = s.household_id AND i.week_id = s.week_id AND i.algorithm = s.algorithm AND i.item_key = s.item_key)",
    mend: None,
};

const NAME: &str = "every item is the sum of its sources";

/// On PostgreSQL.
pub(super) const POSTGRES: [Check; 2] = [
    SOURCES,
    Check {
        id: "S8.4",
        name: NAME,
        sql: sums!(
            "coalesce(CAST(a.base AS double precision), CAST(a.high_num AS double precision) / a.high_den)",
            "coalesce(CAST(base AS double precision), CAST(high_num AS double precision) / high_den)",
        ),
        mend: None,
    },
];

/// On SQLite.
pub(super) const SQLITE: [Check; 2] = [
    SOURCES,
    Check {
        id: "S8.4",
        name: NAME,
        sql: sums!(
            "coalesce(CAST(a.base AS real), CAST(a.high_num AS real) / a.high_den)",
            "coalesce(CAST(base AS real), CAST(high_num AS real) / high_den)",
        ),
        mend: None,
    },
];
