//! A dry run's last step: what would change for readers.

use super::compare::{stored_digests, stored_rows, table_diffs};
use super::progress::Stop;
use crate::Engine;
use crate::error::Result;
use crate::target::{Bound, Phase};

/// At most so many lines tell what would change.
const LINES: usize = 50;

/// The first rows that the new tables have otherwise than the live ones, in words. Households of which one
/// of the two holds more events are left out.
pub(super) async fn against_live(
    engine: &Engine,
    new: &[Bound],
    live: &[Bound],
    stop: &Stop,
) -> Result<Vec<String>> {
    let mut snapshot = engine.db.snapshot().await?;
    let mut lines = Vec::new();
    for new in new {
        let Some(live) = live
            .iter()
            .find(|live| live.target.projection == new.target.projection)
        else {
            lines.push(format!("`{}`: nothing is live yet", new.target.projection));
            continue;
        };
        stop.check(Phase::CatchUp)?;
        let of_new = snapshot.cursors(&new.target).await?;
        let of_live = snapshot.cursors(&live.target).await?;
        let is = stored_digests(snapshot.as_mut(), std::slice::from_ref(live)).await?;
        let should = stored_digests(snapshot.as_mut(), std::slice::from_ref(new)).await?;
        let mut households: Vec<_> = is.keys().chain(should.keys()).copied().collect();
        households.sort_unstable();
        households.dedup();
        for household in households {
            let comparable = of_new.get(&household) == of_live.get(&household);
            if !comparable || is.get(&household) == should.get(&household) || lines.len() > LINES {
                continue;
            }
            let is = stored_rows(snapshot.as_mut(), live, household).await?;
            let should = stored_rows(snapshot.as_mut(), new, household).await?;
            for (diff, table) in table_diffs(&is, &should).iter().zip(new.model.tables()) {
                lines.extend(diff.lines(table));
            }
        }
    }
    snapshot.close().await?;
    lines.truncate(LINES);
    Ok(lines)
}
