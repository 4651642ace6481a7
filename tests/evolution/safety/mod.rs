//! What an operator relies on, one promise a test: P1 to P7, an upgrade that is interrupted anywhere, two at
//! once, and names that are no revisions.

mod interrupted;
mod names;
mod promises;
mod tables;

use heirloom::Heirloom;
use heirloom::testing::ThrowawayLog;

use crate::support::kitchen::{by, command, household};
use crate::support::{Binary, House};

/// A log of the first revision with this many commands in it, fed.
async fn at_the_first_revision(place: ThrowawayLog, commands: u64) -> House {
    Binary::at(place.url())
        .run(&["init", "--revision", "initial"])
        .ok();
    let heirloom = Heirloom::open(place.url()).await.expect("it was made");
    let house = House { heirloom, place };
    send(&house, 0..commands).await;
    house
}

/// Carries these commands out and waits until they are in the tables.
async fn send(house: &House, commands: std::ops::Range<u64>) {
    for n in commands {
        let receipt = house
            .heirloom
            .send(by(household(9)), command(n))
            .await
            .expect("it is carried out");
        house
            .heirloom
            .wait_for(household(9), receipt.position)
            .await
            .expect("it is in the tables");
    }
}

/// The active revision's name.
fn active(house: &House) -> String {
    let json = house.binary().run(&["revision", "current", "--json"]).ok().json();
    json["active"]["revision"]
        .as_str()
        .expect("a revision has a name")
        .to_owned()
}
