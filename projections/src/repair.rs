//! Repair: rows of live tables that are not what the log says are put right, and no others are touched.

use heirloom_events::values::HouseholdId;

use crate::Engine;
use crate::diff::TableDiff;
use crate::error::Result;
use crate::read_db::TargetChange;
use crate::rebuild::compare::{Takes, compare_with_log, folded_rows, stored_rows, table_diffs};
use crate::rebuild::progress::{Progress, Stop};
use crate::target::{Bound, Role};

/// How often a household is looked at again because commands came in between.
const TRIES: u32 = 20;

/// What a repair found, and did.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Repaired {
    /// Rows that were missing.
    pub missing: u64,
    /// Rows that should not have been there.
    pub extra: u64,
    /// Rows that were otherwise.
    pub changed: u64,
    /// Households in which something was wrong.
    pub households: u64,
    /// Indexes that were made anew.
    pub indexes: u64,
    /// Every row and index, in words.
    pub rows: Vec<String>,
    /// Households that took in too many commands meanwhile; run it again for them.
    pub left: Vec<HouseholdId>,
}

impl Repaired {
    fn add(&mut self, bound: &Bound, diffs: &[TableDiff]) {
        for (diff, table) in diffs.iter().zip(bound.model.tables()) {
            self.missing += diff.missing.len() as u64;
            self.extra += diff.extra.len() as u64;
            self.changed += diff.changed.len() as u64;
            self.rows.extend(diff.lines(table));
        }
    }
}

impl Engine {
    /// Puts the rows of the live tables of these projections (none named: all) right that differ from the
    /// log, one transaction per household. A dry run only lists them.
    ///
    /// # Errors
    /// Where the log or the database fails; households that were mended stay mended.
    pub async fn repair(
        &self,
        names: &[String],
        dry_run: bool,
        progress: &dyn Progress,
        stop: &Stop,
    ) -> Result<Repaired> {
        let targets = self.in_role(&self.chosen(names)?, Role::Live).await?;
        let mut snapshot = self.db.snapshot().await?;
        let compared = compare_with_log(self, snapshot.as_mut(), &targets, progress, stop).await?;
        snapshot.close().await?;
        let mut wrong: Vec<(HouseholdId, usize)> = compared
            .mismatches
            .iter()
            .map(|m| (m.household, m.target))
            .collect();
        wrong.sort_unstable();
        wrong.dedup();
        let mut repaired = Repaired::default();
        let mut last = None;
        for (household, target) in wrong {
            if last.replace(household) != Some(household) {
                repaired.households += 1;
            }
            if !self
                .mend(&targets[target], household, dry_run, &mut repaired)
                .await?
            {
                repaired.left.push(household);
            }
        }
        for bound in &targets {
            self.mend_indexes(bound, dry_run, &mut repaired).await?;
        }
        Ok(repaired)
    }

    /// What is no row: indexes that a projection keeps itself.
    async fn mend_indexes(&self, bound: &Bound, dry_run: bool, repaired: &mut Repaired) -> Result<()> {
        let dialect = self.db.dialect();
        for check in bound.model.checks(dialect) {
            let Some(mend) = check.mend else {
                continue;
            };
            let mut snapshot = self.db.snapshot().await?;
            let sql = bound.fill_in(dialect, check.sql);
            let wrong = snapshot.texts(check.name, &sql, 1).await?;
            snapshot.close().await?;
            if wrong.is_empty() {
                continue;
            }
            repaired.indexes += 1;
            repaired.rows.extend(wrong);
            if !dry_run {
                self.db.execute(check.name, &bound.fill_in(dialect, mend)).await?;
            }
        }
        Ok(())
    }

    /// One target of one household; whether it could be done.
    async fn mend(
        &self,
        bound: &Bound,
        household: HouseholdId,
        dry_run: bool,
        repaired: &mut Repaired,
    ) -> Result<bool> {
        for _ in 0..TRIES {
            let mut snapshot = self.db.snapshot().await?;
            let takes = Takes::read(snapshot.as_mut(), std::slice::from_ref(bound)).await?;
            let take = takes.of(0, household);
            let is = stored_rows(snapshot.as_mut(), bound, household).await?;
            snapshot.close().await?;
            let upto = take.upto;
            let standing = take.parked.clone().into_iter().collect();
            let should = folded_rows(self, bound, household, take).await?;
            let diffs = table_diffs(&is, &should);
            if dry_run {
                repaired.add(bound, &diffs);
                return Ok(true);
            }
            let change = TargetChange {
                bound: bound.clone(),
                from: upto,
                to: upto,
                tables: diffs.iter().cloned().map(TableDiff::into_change).collect(),
                park: Vec::new(),
                unpark: Vec::new(),
                standing: Some(standing),
            };
            if self.db.apply(household, std::slice::from_ref(&change)).await? == 1 {
                repaired.add(bound, &diffs);
                return Ok(true);
            }
        }
        Ok(false)
    }
}
