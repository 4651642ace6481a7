//! Ctrl-C.

use std::time::Instant;

use heirloom::testing::ThrowawayLog;

use crate::support::binary::interrupt;
use crate::support::kitchen::fill;
use crate::support::{House, Moments, Ran};

heirloom::on_each_database!(ctrl_c_stops_a_rebuild_at_a_checkpoint_and_says_how_to_go_on);

async fn ctrl_c_stops_a_rebuild_at_a_checkpoint_and_says_how_to_go_on(place: ThrowawayLog) {
    let house = House::over(place).await;
    fill(house.log(), 4, 250).await;
    house.feed(500).await;
    let expected = house.digests().await;
    let begun = Instant::now();
    house.binary().run(&["rebuild"]).ok();
    let span = begun.elapsed();
    let mut moments = Moments::new("Ctrl-C in a rebuild");
    let mut stopped = 0;
    for _ in 0..8 {
        let child = house.binary().call(&["rebuild"]).spawn().expect("it starts");
        std::thread::sleep(span / 8 + moments.within(span * 3 / 4));
        interrupt_if_there(&child);
        let ran: Ran = child.wait_with_output().expect("it ends").into();
        match ran.code {
            Some(0) => {}
            Some(130) => {
                stopped += 1;
                ran.says(130, &["stopped", "same command"]);
            }
            // Ctrl-C before it listens.
            None => {}
            _ => panic!("{ran:#?}"),
        }
        assert_eq!(house.digests().await, expected, "{ran:#?}");
    }
    assert!(stopped > 0, "no rebuild was stopped");
    house.binary().run(&["rebuild"]).ok();
    assert_eq!(house.digests().await, expected);
    house.binary().is_whole();
}

fn interrupt_if_there(child: &std::process::Child) {
    if std::path::Path::new(&format!("/proc/{}", child.id())).exists() {
        interrupt(child);
    }
}
