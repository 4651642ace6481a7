//! A writer of commands killed anywhere: what it acknowledged is there, once, and repeating is safe.
//!
//! The child is this very test binary; `the_child` does nothing unless it is told where to write.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use heirloom::Heirloom;
use heirloom::commands::Commands;
use heirloom::events::values::CommandId;
use heirloom::testing::ThrowawayLog;

use super::KILLS;
use crate::support::kitchen::{by, command, household};
use crate::support::{House, Moments};

heirloom::on_each_database!(what_a_killed_writer_acknowledged_is_there_once);

const WRITERS: u64 = 4;

fn command_id(writer: u64, n: u64) -> CommandId {
    CommandId::derived(&format!("writer {writer} command {n}"))
}

async fn send(commands: &Commands, writer: u64, n: u64) -> heirloom::commands::Receipt {
    let envelope = by(household(writer)).identified(command_id(writer, n));
    commands
        .send(envelope, command(n))
        .await
        .expect("the command is carried out")
}

/// Each writer goes on where it was told to, and tells of every receipt.
#[tokio::test(flavor = "multi_thread")]
async fn the_child() {
    let (Ok(url), Ok(from)) = (
        std::env::var("HEIRLOOM_TRIAL_URL"),
        std::env::var("HEIRLOOM_TRIAL_FROM"),
    ) else {
        return;
    };
    let heirloom = Heirloom::open(&url).await.expect("the log can be opened");
    let from: Vec<u64> = from.split(' ').map(|n| n.parse().expect("a number")).collect();
    let writing = from.into_iter().zip(0..).map(|(from, writer)| {
        let commands = heirloom.commands().clone();
        tokio::spawn(async move {
            for n in from.. {
                let receipt = send(&commands, writer, n).await;
                println!("\nreceipt {writer} {n} {} {}", receipt.position, receipt.events);
            }
        })
    });
    futures_util::future::join_all(writing).await;
}

fn start(url: &str, next: &[u64]) -> Child {
    let from: Vec<String> = next.iter().map(ToString::to_string).collect();
    let mut child = Command::new(std::env::current_exe().expect("it has a path"));
    child.args(["crash::writing::the_child", "--exact", "--nocapture"]);
    child
        .env("HEIRLOOM_TRIAL_URL", url)
        .env("HEIRLOOM_TRIAL_FROM", from.join(" "));
    child
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the child starts")
}

/// Writer, command, position and number of events of every receipt that was told in full.
fn receipts(mut child: Child, after: Duration) -> Vec<[u64; 4]> {
    let mut stdout = child.stdout.take().expect("it is piped");
    let reading = std::thread::spawn(move || {
        let mut told = String::new();
        stdout.read_to_string(&mut told).expect("receipts are text");
        told
    });
    assert!(super::killed(child, after), "the child ended by itself");
    let told = reading.join().expect("the reader ends");
    let whole = told.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let receipt = |line: &str| {
        let numbers: Vec<u64> = line
            .strip_prefix("receipt ")?
            .split(' ')
            .filter_map(|n| n.parse().ok())
            .collect();
        numbers.try_into().ok()
    };
    whole.lines().filter_map(receipt).collect()
}

async fn what_a_killed_writer_acknowledged_is_there_once(place: ThrowawayLog) {
    let house = House::over(place).await;
    let mut moments = Moments::new("kills of a writer");
    let mut next = vec![0; usize::try_from(WRITERS).unwrap()];
    for _ in 0..KILLS {
        let after = Duration::from_millis(60) + moments.within(Duration::from_millis(300));
        for [writer, n, position, events] in receipts(start(house.place.url(), &next), after) {
            let id = command_id(writer, n);
            let found = house
                .log()
                .find_command(household(writer), id)
                .await
                .unwrap()
                .expect("it was acknowledged");
            assert_eq!(
                (found.position, found.events),
                (position, events),
                "writer {writer}, command {n}"
            );
            next[usize::try_from(writer).unwrap()] = n + 1;
        }
        house.log_is_whole().await;
    }
    assert!(
        next.iter().sum::<u64>() > u64::from(KILLS),
        "hardly anything was written: {next:?}"
    );
    // Each writer finishes what it cannot know to be done.
    for (writer, n) in (0..).zip(&next) {
        send(house.heirloom.commands(), writer, *n).await;
    }
    house.feed(500).await;
    assert_eq!(house.failed_checks().await, Vec::<String>::new());
    every_command_is_there_once(&house, &next).await;
}

/// The log is what writers that nobody kills make of the same commands.
async fn every_command_is_there_once(house: &House, next: &[u64]) {
    let calm = House::sqlite().await;
    for (writer, last) in (0..).zip(next) {
        for n in 0..=*last {
            send(calm.heirloom.commands(), writer, n).await;
        }
    }
    assert_eq!(super::all_told(house).await, super::all_told(&calm).await);
}
