//! The application's own behaviours as somebody executed them (`mealgenie/scenarios.json` of the real input), carried
//! out as commands on a log and read from the tables of the projection; and the lists that imported databases give,
//! beside those that the application gave (`*expected-shopping-lists.json`).
//!
//! What steps and outputs mean is told once, beside the algorithm: those modules are read from there. A further
//! scenario or database needs nothing here.

#[path = "../../../shopping/tests/one/scenarios/app.rs"]
mod app;
#[path = "../../../shopping/tests/one/scenarios/books.rs"]
mod books;
mod commanded;
#[path = "../../../shopping/tests/one/scenarios/expect.rs"]
mod expect;
mod lists;
#[path = "../../../shopping/tests/one/scenarios/read.rs"]
#[expect(dead_code, reason = "where the input lies is another place from here")]
mod read;
#[path = "../../../shopping/tests/one/scenarios/steps.rs"]
mod steps;

use std::collections::BTreeMap;
use std::path::PathBuf;

use app::App;
use books::Books;
use commanded::Commanded;
use read::Scenario;
use steps::Step;

use super::taking::support::Home;

/// The folder of the real input; none, with a word about it, where there is none.
fn folder() -> Option<PathBuf> {
    let root = std::env::var("HEIRLOOM_DATA").map_or_else(
        |_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let folder = root.join("mealgenie");
    let there = folder.is_dir();
    if !there {
        let folder = folder.display();
        println!("SKIPPED: there is no real input in `{folder}`; set HEIRLOOM_DATA");
    }
    there.then_some(folder)
}

fn scenarios() -> Option<BTreeMap<String, Scenario>> {
    let path = folder()?.join("scenarios.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("SKIPPED: there are no scenarios at `{}`", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).expect("`scenarios.json` is of the form that its README tells"))
}

/// Runs a scenario in a household of its own: the list after each step, and what its pushes answered.
fn run(home: &Home, name: &str, steps: &[Step]) -> Result<expect::Run, String> {
    let mut app = Commanded::new(home, name);
    let mut run = expect::Run::default();
    let mut books = Books::default();
    for step in steps {
        let answer = books.carry_out(step, &mut app)?;
        run.answers.extend(answer);
        run.states.push(expect::shown(&app.list(), &books));
    }
    Ok(run)
}

/// How many of its outputs are lists and are as they should be.
fn check(home: &Home, name: &str, scenario: &Scenario) -> Result<usize, String> {
    let steps = steps::read(&scenario.input)?;
    let wanted = expect::wanted(&scenario.output)?;
    if !steps.iter().all(Step::can_be_told) {
        println!("SKIPPED: `{name}` has an amount below zero, which no command takes");
        return Ok(0);
    }
    let run = run(home, name, &steps)?;
    if wanted.is_empty() {
        return Ok(0);
    }
    wanted.hold(&run)?;
    Ok(wanted.len())
}

fn all(home: &Home) {
    let Some(scenarios) = scenarios() else {
        return;
    };
    let mut failures = Vec::new();
    let mut lists = 0;
    for (name, scenario) in &scenarios {
        match check(home, name, scenario) {
            Ok(checked) => lists += checked,
            Err(why) => failures.push(format!("`{name}`: {why}")),
        }
    }
    println!(
        "{} scenarios, {lists} lists compared with the tables",
        scenarios.len()
    );
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_of_the_application_gives_its_lists() {
    let home = Home::sqlite().await;
    tokio::task::block_in_place(|| all(&home));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_scenario_of_the_application_gives_its_lists_on_postgres() {
    if let Some(home) = Home::postgres().await {
        tokio::task::block_in_place(|| all(&home));
    }
}
