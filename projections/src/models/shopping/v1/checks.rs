//! What must hold inside the tables of `shopping`.

use crate::Check;

/// The item that a row of table `t` belongs to, to read.
macro_rules! item {
    () => {
        "'item ' || t.item_key || ' of shopping@' || CAST(t.algorithm AS text) || ' in week ' || t.week_id"
    };
}

/// The amounts of which one end is not what their sources give. `$own` and `$part` are the number of an amount
/// `t` and that of a source. A sum with a part that left 63 bits, and so has no number, is not looked at.
macro_rules! sums {
    ($own:expr, $part:expr) => {
        concat!(
            "SELECT ",
            item!(),
            " || ': ' || t.kind || ' is ' || CAST(",
            $own,
            " AS text) || ' ' || t.unit || ', its sources give ' || CAST(coalesce(s.total, 0) AS text) \
             FROM {schema}shopping_item_amounts AS t \
             LEFT JOIN (SELECT household_id, week_id, algorithm, item_key, kind, optional, sum(",
            $part,
            ") AS total, count(*) - count(",
            $part,
            ") AS unknown FROM {schema}shopping_item_sources \
             GROUP BY household_id, week_id, algorithm, item_key, kind, optional) AS s \
             ON s.household_id = t.household_id AND s.week_id = t.week_id AND s.algorithm = t.algorithm \
             AND s.item_key = t.item_key AND s.kind = t.kind AND s.optional = t.optional \
             WHERE t.item_key NOT LIKE 'item::%' AND coalesce(s.unknown, 0) = 0 AND abs(coalesce(s.total, 0) - ",
            $own,
            ") > 0.000001 * (1 + abs(",
            $own,
            "))"
        )
    };
}

/// Both ends; `$real` is the database's type of a float. Algorithm 1 has one end, and that as a float.
macro_rules! both_ends {
    ($real:literal) => {
        concat!(
            sums!(
                concat!(
                    "coalesce(CAST(t.base AS ",
                    $real,
                    "), CAST(t.high_num AS ",
                    $real,
                    ") / t.high_den)"
                ),
                concat!(
                    "coalesce(CAST(base AS ",
                    $real,
                    "), CAST(high_num AS ",
                    $real,
                    ") / high_den)"
                )
            ),
            " UNION ",
            sums!(
                concat!("CAST(t.low_num AS ", $real, ") / t.low_den"),
                concat!("CAST(low_num AS ", $real, ") / low_den")
            )
        )
    };
}

const HAS_ITEM: Check = Check {
    id: "S8.4",
    name: "every source has its item",
    sql: concat!(
        "SELECT ",
        item!(),
        " || ' is not on the list, but has source ' || CAST(t.place AS text) \
         FROM {schema}shopping_item_sources AS t WHERE NOT EXISTS (SELECT 1 FROM {schema}shopping_items AS i \
         WHERE i.household_id = t.household_id AND i.week_id = t.week_id AND i.algorithm = t.algorithm AND i.item_key = t.item_key)"
    ),
    mend: None,
};

/// The other way round than the sums, which do not see an amount that is gone.
const COUNTS: Check = Check {
    id: "S8.4",
    name: "every source counts in its item",
    sql: concat!(
        "SELECT ",
        item!(),
        " || ' has no ' || t.kind || ', but source ' || CAST(t.place AS text) || ' gives some' \
         FROM {schema}shopping_item_sources AS t WHERE t.kind IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM {schema}shopping_item_amounts AS a \
         WHERE a.household_id = t.household_id AND a.week_id = t.week_id AND a.algorithm = t.algorithm \
         AND a.item_key = t.item_key AND a.kind = t.kind AND a.optional = t.optional)"
    ),
    mend: None,
};

const fn adds_up(sql: &'static str) -> Check {
    Check {
        id: "S8.4",
        name: "every item is the sum of its sources",
        sql,
        mend: None,
    }
}

/// On PostgreSQL.
pub(super) const POSTGRES: [Check; 3] = [HAS_ITEM, COUNTS, adds_up(both_ends!("double precision"))];

/// On SQLite.
pub(super) const SQLITE: [Check; 3] = [HAS_ITEM, COUNTS, adds_up(both_ends!("real"))];
