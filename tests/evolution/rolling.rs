//! A rolling deployment: two builds of neighbouring revisions at work on one log.
//!
//! The builds are this very test binary: `the_child` does nothing unless it is told where to write, and with
//! `HEIRLOOM_PRETEND_HEAD` it knows no later revision. Each child writes commands of its own household and
//! feeds the tables of all, until it is refused or its standard input ends.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use heirloom::Heirloom;
use heirloom::revisions::{Revision, all, slug};
use heirloom::testing::ThrowawayLog;

use crate::corpus::golden;
use crate::support::kitchen::{by, command, household};
use crate::support::{Binary, House, Ran};

heirloom::on_each_database!(
    neighbours_write_and_feed_together_until_the_upgrade_stops_the_older_one,
    an_older_build_starts_again_after_a_downgrade_only_if_it_can_read_all,
);

const OLDER: u64 = 0;
const NEWER: u64 = 1;
/// How long both are at work before, and the newer one after the upgrade.
const TOGETHER: Duration = Duration::from_millis(700);

/// Told on stdout: `receipt N` of every command, `refused WHY` of the last one, `feeding WHY` of the feeder.
#[tokio::test(flavor = "multi_thread")]
async fn the_child() {
    let (Ok(url), Ok(writer)) = (
        std::env::var("HEIRLOOM_ROLLING_URL"),
        std::env::var("HEIRLOOM_ROLLING_WRITER"),
    ) else {
        return;
    };
    let writer = writer.parse().expect("a writer is a number");
    std::thread::spawn(|| {
        // whoever started it tells it to stop by closing this
        std::io::stdin().read_to_end(&mut Vec::new()).ok();
        std::process::exit(0);
    });
    let heirloom = Heirloom::open(&url).await.expect("the log can be opened");
    let feeding = heirloom.spawn_feeder();
    for n in 0.. {
        match heirloom.send(by(household(writer)), command(n)).await {
            Ok(_) => println!("\nreceipt {n}"),
            Err(error) => {
                println!("\nrefused {error}");
                break;
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    // a feeder that meets what it cannot read must not do harm either
    tokio::time::sleep(TOGETHER).await;
    if let Err(error) = feeding.stop().await {
        println!("\nfeeding {error}");
    }
}

/// A child at work.
struct Build {
    child: Child,
}

/// What it told.
#[derive(Debug, Default)]
struct Told {
    receipts: u64,
    refused: Vec<String>,
    feeding: Vec<String>,
}

impl Build {
    fn start(url: &str, writer: u64, head: Option<&Revision>) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("it has a path"));
        child.args(["rolling::the_child", "--exact", "--nocapture"]);
        child
            .env("HEIRLOOM_ROLLING_URL", url)
            .env("HEIRLOOM_ROLLING_WRITER", writer.to_string());
        if let Some(head) = head {
            child.env("HEIRLOOM_PRETEND_HEAD", head.name);
        }
        child
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        Self {
            child: child.spawn().expect("the child starts"),
        }
    }

    /// Lets it end: at once where it is still at work, else when it has told all.
    fn stop(mut self, at_once: bool) -> Told {
        let stdin = self.child.stdin.take();
        let stdin = stdin.filter(|_| !at_once);
        let stdout = self.child.stdout.take().expect("it is piped");
        let mut told = Told::default();
        for line in BufReader::new(stdout).lines() {
            let line = line.expect("it tells text");
            match line.split_once(' ') {
                Some(("receipt", _)) => told.receipts += 1,
                Some(("refused", why)) => told.refused.push(why.to_owned()),
                Some(("feeding", why)) => told.feeding.push(why.to_owned()),
                _ => {}
            }
        }
        drop(stdin);
        self.child.wait().expect("it ends");
        told
    }
}

/// The binary of the build that knows nothing after that revision.
fn older_build(url: &str, head: &Revision, args: &[&str]) -> Ran {
    let mut call = Binary::at(url).call(args);
    call.env("HEIRLOOM_PRETEND_HEAD", head.name);
    call.output().expect("the binary starts").into()
}

async fn started_at(place: ThrowawayLog, revision: &Revision) -> House {
    Binary::at(place.url())
        .run(&["init", "--revision", revision.name])
        .ok();
    let heirloom = Heirloom::open(place.url()).await.expect("it was made");
    House { heirloom, place }
}

async fn neighbours_write_and_feed_together_until_the_upgrade_stops_the_older_one(place: ThrowawayLog) {
    // the revision that splits an event and retires one: nothing else differs more
    let [.., older, newer] = all() else {
        panic!("there are two revisions")
    };
    roll(place, older, newer).await;
}

/// On one database, for the rest of the time: what differs from database to database is tried above.
#[tokio::test(flavor = "multi_thread")]
async fn so_do_all_neighbours_whatever_lies_between_them() {
    for pair in all().windows(2).rev().skip(1) {
        roll(ThrowawayLog::sqlite().await, &pair[0], &pair[1]).await;
    }
}

async fn roll(place: ThrowawayLog, older: &Revision, newer: &Revision) {
    let house = started_at(place, older).await;
    let url = house.place.url();
    let (left, right) = (
        Build::start(url, OLDER, Some(older)),
        Build::start(url, NEWER, Some(newer)),
    );
    at_work(&house).await;
    let binary = house.binary();
    binary.run(&["upgrade", newer.name]).ok();
    let left = left.stop(false);
    tokio::time::sleep(TOGETHER).await;
    let right = right.stop(true);
    println!(
        "{} to {}\nolder: {left:?}\nnewer: {right:?}",
        older.name, newer.name
    );

    assert_eq!(right.refused, [""; 0], "the newer build goes on");
    assert_eq!(right.feeding, [""; 0], "and feeds on");
    let [refused] = &left.refused[..] else {
        panic!("the older build was not stopped: {left:?}")
    };
    for part in [
        newer.name,
        older.name,
        "use a heirloom that knows it",
        "nothing was written",
    ] {
        assert!(refused.contains(part), "no `{part}` in `{refused}`");
    }
    assert!(left.receipts > 3 && right.receipts > 3);
    nothing_is_half_done(
        &house,
        &[(OLDER, left.receipts, true), (NEWER, right.receipts, false)],
    )
    .await;
    let ran = older_build(url, older, &["recipe", "list"]);
    ran.says(1, &[newer.name, "use a heirloom that knows it"]);
}

/// Until both have written.
async fn at_work(house: &House) {
    let mut heads = [0; 2];
    for _ in 0..600 {
        for (head, writer) in heads.iter_mut().zip([OLDER, NEWER]) {
            *head = house
                .log()
                .head(household(writer))
                .await
                .expect("heads can be read");
        }
        if heads.iter().all(|head| *head > 20) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the children do not write: {heads:?}");
}

/// What they acknowledged is there, once and whole, whoever wrote and fed it. A child that was ended may have
/// done one command more than it could tell.
async fn nothing_is_half_done(house: &House, writers: &[(u64, u64, bool)]) {
    house.log_is_whole().await;
    house.binary().is_whole();
    let parked = house
        .heirloom
        .engine()
        .status()
        .await
        .expect("the tables can be read");
    assert!(
        parked.iter().flat_map(|p| &p.generations).all(|g| g.parked == 0),
        "{parked:#?}"
    );
    let there = golden::told(house.log(), golden::Manner::of_today()).await;
    for (writer, receipts, exactly) in writers {
        let same = |calm: &serde_json::Value| {
            let of_it = |told: &serde_json::Value| -> Vec<(String, serde_json::Value)> {
                let all = told["streams"].as_object().expect("streams are told by name");
                let prefix = household(*writer).to_string();
                all.iter()
                    .filter(|(stream, _)| stream.starts_with(&prefix))
                    .map(|(s, v)| (s.clone(), v.clone()))
                    .collect()
            };
            of_it(calm) == of_it(&there)
        };
        let calm = House::sqlite().await;
        for n in 0..*receipts {
            calm.heirloom
                .send(by(household(*writer)), command(n))
                .await
                .expect("it is carried out");
        }
        if same(&golden::told(calm.log(), golden::Manner::of_today()).await) {
            continue;
        }
        assert!(
            !exactly,
            "writer {writer}: the log is not what {receipts} commands make"
        );
        calm.heirloom
            .send(by(household(*writer)), command(*receipts))
            .await
            .expect("it is carried out");
        assert!(
            same(&golden::told(calm.log(), golden::Manner::of_today()).await),
            "writer {writer}"
        );
    }
}

async fn an_older_build_starts_again_after_a_downgrade_only_if_it_can_read_all(place: ThrowawayLog) {
    let [older, newer, ..] = all() else {
        panic!("there are two revisions")
    };
    let house = started_at(place, older).await;
    let (url, binary) = (house.place.url(), house.binary());
    let lists = || older_build(url, older, &["recipe", "list"]);
    lists().ok();
    binary.run(&["upgrade", newer.name]).ok();
    lists().says(1, &[newer.name]);
    binary.run(&["downgrade", "-1"]).ok();
    // nothing was written meanwhile, so there is nothing that it could not read
    lists().ok();
    house
        .heirloom
        .send(by(household(OLDER)), command(0))
        .await
        .expect("it is written in the older version");
    lists().ok();
    binary.run(&["upgrade", newer.name]).ok();
    house
        .heirloom
        .send(by(household(OLDER)), command(5))
        .await
        .expect("it is written in the newer version");
    binary.run(&["downgrade", slug(older.name)]).ok();
    lists().says(1, &["RecipeCreated", "version `2`", newer.name]);
    binary.is_whole();
}
