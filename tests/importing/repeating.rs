//! An import that is interrupted, or repeated.

use heirloom::store::transfer;
use heirloom::testing::ThrowawayLog;

use crate::support::*;

heirloom::on_each_database!(
    an_import_goes_on_wherever_it_was_interrupted,
    a_repeat_on_a_carried_log_adds_nothing,
);

async fn an_import_goes_on_wherever_it_was_interrupted(log: ThrowawayLog) {
    let life = a_life();
    edits(&log, &history(&life)).await;
    let whole = story(&log).await;
    for stopped_after in 1..life.len() {
        let other = ThrowawayLog::sqlite().await;
        edits(&other, &history(&life[..stopped_after])).await;
        edits(&other, &history(&life)).await;
        assert_eq!(
            story(&other).await,
            whole,
            "stopped after revision {stopped_after}"
        );
    }
}

/// A carried log has no record of commands that made no event.
async fn a_repeat_on_a_carried_log_adds_nothing(log: ThrowawayLog) {
    for upto in [2, 4, 7] {
        let source = ThrowawayLog::sqlite().await;
        let life = &a_life()[..upto];
        edits(&source, &history(life)).await;
        let mut file = Vec::new();
        transfer::export(source.log().as_ref(), &mut file).await.unwrap();
        let carried = match log.log().heads().await.unwrap().is_empty() {
            true => &log,
            false => &ThrowawayLog::sqlite().await,
        };
        transfer::import(carried.log().as_ref(), file.as_slice())
            .await
            .unwrap();
        let report = edits(carried, &history(life)).await;
        assert_eq!(
            (report.events, report.failed),
            (0, vec![]),
            "after {upto} revisions"
        );
    }
}
