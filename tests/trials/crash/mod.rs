//! kill -9 at random points of whatever writes: nothing acknowledged is lost or doubled, the tables serve,
//! and who goes on ends where an undisturbed run ends.
//!
//! Moments are spread over the measured time of an undisturbed run; their seed is printed.

mod backend;
mod feeding;
mod importing;
mod rebuilding;
mod writing;

use std::process::Child;
use std::time::Duration;

use heirloom::store::StoredEvent;

use crate::support::House;

/// How often each is killed.
const KILLS: u32 = 20;

/// Lets it run for a while and kills it; whether there was still something to kill.
fn killed(mut child: Child, after: Duration) -> bool {
    std::thread::sleep(after);
    let running = child.try_wait().expect("it can be asked").is_none();
    if running {
        child.kill().expect("it can be killed");
    }
    child.wait().expect("it ends");
    running
}

/// An event without what differs between two runs: its time in the log and the ids of commands that had none
/// of their own.
fn told(event: &StoredEvent) -> String {
    let mut metadata: serde_json::Value = serde_json::from_str(&event.metadata).expect("metadata are JSON");
    if metadata["source"] == "import" {
        metadata["command_id"] = serde_json::Value::Null;
    }
    let StoredEvent {
        household,
        position,
        aggregate_id,
        sequence,
        event_type,
        payload,
        ..
    } = event;
    format!("{household} {position} {aggregate_id} {sequence} {event_type} {payload} {metadata}")
}

async fn all_told(house: &House) -> Vec<String> {
    house.events().await.iter().map(told).collect()
}

/// The tables answer, and every row is whole: see [`crate::support::kitchen::title`].
async fn tables_serve(house: &House) {
    crate::readers::mixed_or_empty(house, 0)
        .await
        .expect("the tables serve");
}
