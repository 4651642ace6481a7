//! A dry run's last step: what would change for readers.

use super::progress::Stop;
use crate::Engine;
use crate::error::Result;
use crate::evolve::{Common, each_difference, settled};
use crate::target::Bound;

/// At most so many lines tell which rows would change.
const LINES: usize = 50;

/// How the new tables differ from the live ones, in words: each table and column that only one of them has
/// once, then the first rows that differ in what both have.
pub(crate) async fn against_live(
    engine: &Engine,
    new: &[Bound],
    live: &[Bound],
    stop: &Stop,
) -> Result<Vec<String>> {
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for new in new {
        let Some(live) = live
            .iter()
            .find(|live| live.target.projection == new.target.projection)
        else {
            lines.push(format!("`{}`: nothing is live yet", new.target.projection));
            continue;
        };
        let common = Common::of(live.model, new.model);
        lines.extend(shapes(&common, new));
        let mut snapshot = settled(engine, live, new).await?;
        each_difference(snapshot.as_mut(), &common, [live, new], stop, |table, diff| {
            rows.extend(diff.lines_of(table.name, table.key, &table.columns));
            rows.len() <= LINES
        })
        .await?;
        snapshot.close().await?;
    }
    rows.truncate(LINES);
    lines.extend(rows);
    Ok(lines)
}

/// What only one of the two has, once and not for each row.
fn shapes(common: &Common, new: &Bound) -> Vec<String> {
    let of = |what: String| format!("`{}`: {what}", new.target);
    let mut lines = Vec::new();
    for table in &common.tables_added {
        lines.push(of(format!("table `{table}` is new")));
    }
    for table in &common.tables_gone {
        lines.push(of(format!("table `{table}` is gone")));
    }
    for (table, column) in &common.columns_added {
        lines.push(of(format!("column `{table}.{column}` is new")));
    }
    for (table, column) in &common.columns_gone {
        lines.push(of(format!("column `{table}.{column}` is gone")));
    }
    for table in &common.rekeyed {
        lines.push(of(format!(
            "table `{table}` has another key; its rows were not compared"
        )));
    }
    lines
}
