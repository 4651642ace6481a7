//! What the log tells of rows that were changed since they were taken over, where heirloom keeps what it noted first.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::source::SourceEvent;
use heirloom_events::values::HouseholdId;
use heirloom_events::{Event, Recorded};

use crate::importers::mealgenie::source::{Defect, DefectKind};
use crate::store::{EventLog, LogError, reader};

/// How many events are read at once.
const BATCH: u64 = 1_000;
/// The rows of which the first word stays.
const TABLE: &str = "recipe_history";

/// The cookings whose row was taken over in more than one form: what was cooked stays cooked, as it was noted first.
///
/// # Errors
/// Where the log cannot be read to the household's head, or what it says of a source not at all.
pub async fn noted_otherwise(log: &dyn EventLog, household: HouseholdId) -> Result<Vec<Defect>, LogError> {
    let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let head = log.head(household).await?;
    let mut after = 0;
    while after < head {
        let mut stored = log
            .read_household(household, after, BATCH.min(head - after))
            .await?;
        after = stored.last().map_or(head, |event| event.position);
        stored.retain(|event| event.event_type == "SourceRowsTaken");
        for event in reader::read_all(&stored)? {
            take(&mut forms, &event);
        }
    }
    let changed = forms.into_iter().filter(|(_, digests)| digests.len() > 1);
    Ok(changed.map(|(row, _)| stays(row)).collect())
}

fn take(forms: &mut BTreeMap<String, BTreeSet<String>>, event: &Recorded) {
    for event in event.events.iter() {
        if let Event::Source(SourceEvent::SourceRowsTaken(taken)) = event
            && taken.table == TABLE
        {
            for row in &taken.rows {
                forms
                    .entry(row.row.clone())
                    .or_default()
                    .insert(row.digest.clone());
            }
        }
    }
}

fn stays(row: String) -> Defect {
    Defect {
        kind: DefectKind::Contradiction,
        table: TABLE,
        what: row.clone(),
        row,
        column: "cooked_at",
        why: "its row was changed since it was noted".to_owned(),
        what_becomes: "what was cooked stays cooked, as it was noted first".to_owned(),
    }
}
