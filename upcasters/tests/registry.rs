//! The registry is whole: every version that was ever released is in it, and from each a way leads to today.

use std::collections::BTreeSet;

use heirloom_events::{StreamType, released as texts};
use heirloom_upcasters::{Released, Versions, registry, released};

fn known(name: &str, version: u32) -> &'static Released {
    registry::find(name, version).unwrap_or_else(|| {
        panic!(
            "`{name}` version {version} has a schema and is not in the list of upcasters/src/registry.rs; \
             stored events of it could not be read: add it there, behind the version before it"
        )
    })
}

#[test]
fn every_version_that_has_a_schema_is_in_the_registry() {
    for text in texts::ALL {
        assert_eq!(known(text.event_type, text.version).stream_type, text.stream_type);
    }
    assert_eq!(
        released().len(),
        texts::ALL.len(),
        "a version is listed twice, or has no schema"
    );
}

#[test]
fn every_version_that_is_not_todays_has_a_step() {
    let today: BTreeSet<_> = StreamType::ALL
        .into_iter()
        .flat_map(|stream| stream.current_events().iter().copied())
        .collect();
    for released in released() {
        let name = (released.event_type, released.version);
        assert_eq!(
            released.is_today(),
            today.contains(&name),
            "{released:?}: today's versions are listed in upcasters/src/today.rs, all others have a `step!` or `split!`"
        );
        for (event_type, version) in (released.next)() {
            let next = known(event_type, version);
            assert_eq!(next.stream_type, released.stream_type);
            assert!(
                event_type != released.event_type || version == released.version + 1,
                "the step from {released:?} leads to version {version}; steps go one version at a time"
            );
        }
    }
}

#[test]
fn every_way_ends_at_today() {
    for released in released() {
        let mut ahead = vec![(released.event_type, released.version)];
        let mut steps = 0;
        while let Some((event_type, version)) = ahead.pop() {
            ahead.extend((known(event_type, version).next)());
            steps += 1;
            assert!(steps < 1_000, "the steps from {released:?} go in a circle");
        }
    }
}

#[test]
fn the_lineage_of_an_event_of_today_begins_with_it() {
    for (event_type, version) in Versions::today().iter() {
        let lineage = registry::lineage(event_type);
        assert_eq!((lineage[0].event_type, lineage[0].version), (event_type, version));
    }
    let facts: Vec<_> = registry::lineage("NutritionRecorded")
        .iter()
        .map(|v| format!("{v:?}"))
        .collect();
    assert_eq!(facts, ["NutritionRecorded@1", "RecipeNutritionTracked@1"]);
}
