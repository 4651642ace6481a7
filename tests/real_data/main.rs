//! Real recipes and real histories, imported whole and held against a plain second reading of the same files.
//!
//! The input is no part of this repository: `HEIRLOOM_DATA`, else `../shared/data`, has a folder `recipes`.
//! Every NDJSON file in it that holds recipes or histories is taken.

mod checks;
mod naive;

use heirloom::Heirloom;
use heirloom::audit::check_log;
use heirloom::events::values::{Actor, HouseholdId};
use heirloom::importers::{ImportReport, Importer};
use heirloom::projections::rebuild::Options;
use heirloom::projections::rebuild::progress::Stop;
use heirloom::store::transfer;
use heirloom::testing::ThrowawayLog;
use naive::Input;

heirloom::on_each_database!(everything_is_kept_and_a_second_import_adds_nothing);

/// Where histories go. Plain recipes go to another household, so that neither touches the other.
fn histories() -> HouseholdId {
    HouseholdId::derived("histories")
}

fn plain_recipes() -> HouseholdId {
    HouseholdId::derived("plain recipes")
}

async fn import(heirloom: &Heirloom, inputs: &[Input]) -> [ImportReport; 2] {
    let importer = |household| Importer::new(heirloom.log().clone(), household, Actor("importer".into()));
    let (mut edits, mut recipes) = (importer(histories()), importer(plain_recipes()));
    for input in inputs {
        if input.is_histories() {
            edits.import_edits(&input.name, &input.bytes).await.unwrap();
        } else {
            recipes.import_recipes(&input.name, &input.bytes).await.unwrap();
        }
    }
    [edits.into_report(), recipes.into_report()]
}

async fn proved(heirloom: &Heirloom) {
    heirloom
        .engine()
        .feeder()
        .feed_all_until_caught_up()
        .await
        .unwrap();
    let log = check_log(heirloom.log()).await.unwrap();
    assert!(log.ok(), "{:?}", log.faults);
    let tables = heirloom
        .engine()
        .verify(&[], &(), &Stop::default())
        .await
        .unwrap();
    assert!(tables.ok(), "{:?}", tables.checks);
}

async fn everything_is_kept_and_a_second_import_adds_nothing(log: ThrowawayLog) {
    let inputs = naive::inputs();
    if inputs.is_empty() {
        return;
    }
    let heirloom = Heirloom::init(log.url()).await.unwrap();
    let reports = import(&heirloom, &inputs).await;
    for report in &reports {
        assert!(report.failed.is_empty(), "{:?}", report.failed);
    }
    for input in &inputs {
        if input.is_histories() {
            checks::histories(&heirloom, input, &reports[0]).await;
        } else {
            checks::recipes(&heirloom, input).await;
        }
    }
    checks::merges(&inputs, &reports[0]);
    checks::amounts(&heirloom).await;
    let heads = heirloom.log().heads().await.unwrap();
    for report in import(&heirloom, &inputs).await {
        assert_eq!((report.events, report.created, report.revised), (0, 0, 0));
        assert!(report.merged.is_empty(), "nothing was merged this time");
    }
    assert_eq!(heirloom.log().heads().await.unwrap(), heads);
    proved(&heirloom).await;
    heirloom.close().await;
}

mod postgres_carried {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_log_carried_from_sqlite_and_rebuilt_gives_equal_digests() {
        let inputs = naive::inputs();
        let Some(there) = ThrowawayLog::postgres().await.filter(|_| !inputs.is_empty()) else {
            return;
        };
        let here = ThrowawayLog::sqlite().await;
        let sqlite = Heirloom::init(here.url()).await.unwrap();
        import(&sqlite, &inputs).await;
        let mut file = Vec::new();
        let exported = transfer::export(sqlite.log().as_ref(), &mut file).await.unwrap();
        let postgres = Heirloom::init(there.url()).await.unwrap();
        let imported = transfer::import(postgres.log().as_ref(), file.as_slice())
            .await
            .unwrap();
        assert_eq!(imported, exported);
        sqlite.engine().feeder().feed_all_until_caught_up().await.unwrap();
        postgres
            .engine()
            .rebuild(&Options::default(), &(), &Stop::default())
            .await
            .unwrap();
        let digests = sqlite.engine().digests(&[]).await.unwrap();
        assert!(digests.iter().any(|digest| digest.rows > 0));
        assert_eq!(postgres.engine().digests(&[]).await.unwrap(), digests);
        sqlite.close().await;
        postgres.close().await;
    }
}
