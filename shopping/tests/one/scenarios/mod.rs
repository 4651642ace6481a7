//! The application's own behaviours, as somebody executed them, in `mealgenie/scenarios.json` of the real
//! input: `{name: {doc, input: [[step, …]…], output}}`. Each is run twice: on one list that is told what to do
//! as the application is, and through the events of a household.
//!
//! A new scenario of the same steps needs nothing here. A new step: `steps.rs`, and it fails by its name until
//! then; a new label in an output that is no list: [`expect::ELSEWHERE`].

mod app;
mod books;
mod direct;
mod expect;
mod random;
mod read;
mod steps;
mod told;

use app::App;
use books::Books;
use direct::Direct;
use read::{Scenario, scenarios};
use steps::Step;
use told::Told;

/// Runs a scenario's steps: the list after each, and what its pushes answered.
fn run(scenario: &Scenario, app: &mut dyn App) -> Result<expect::Run, String> {
    let mut run = expect::Run::default();
    let mut books = Books::default();
    for step in steps::read(&scenario.input)? {
        let answer = books.carry_out(&step, app)?;
        run.answers.extend(answer);
        run.states.push(expect::shown(&app.list(), &books));
    }
    Ok(run)
}

#[test]
fn every_list_of_the_application_is_reproduced_to_the_digit() {
    let Some(scenarios) = scenarios() else {
        return;
    };
    let mut failures = Vec::new();
    let mut lists = 0;
    for (name, scenario) in &scenarios {
        match check(scenario) {
            Ok(checked) => lists += checked,
            Err(why) => failures.push(format!("`{name}`: {why}")),
        }
    }
    println!(
        "{} scenarios, {lists} lists compared on each of two ways",
        scenarios.len()
    );
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// How many of its outputs are lists and are as they should be.
fn check(scenario: &Scenario) -> Result<usize, String> {
    let steps = steps::read(&scenario.input)?;
    let wanted = expect::wanted(&scenario.output)?;
    if wanted.is_empty() {
        return Ok(0);
    }
    wanted
        .hold(&run(scenario, &mut Direct::default())?)
        .map_err(|why| format!("on a list: {why}"))?;
    if steps.iter().all(Step::can_be_told) {
        wanted
            .hold(&run(scenario, &mut Told::default())?)
            .map_err(|why| format!("by events: {why}"))?;
    }
    Ok(wanted.len())
}

#[test]
fn a_step_that_nobody_knows_fails_by_its_name() {
    let input = [serde_json::json!(["teleport", 1])];
    let message = steps::read(&input).unwrap_err();
    assert!(message.contains("teleport"), "{message}");
}

#[test]
fn an_output_that_nobody_knows_fails_by_its_label() {
    let output = [("horoscope".to_owned(), serde_json::json!("good"))];
    let message = expect::wanted(&output).unwrap_err();
    assert!(message.contains("horoscope"), "{message}");
}

mod both {
    //! Random steps: a list that is told what to do and a household's events give the same.

    use proptest::prelude::*;

    use super::random::any_step;
    use super::{App, Books, Direct, Step, Told};

    proptest! {
        // each case takes some hundred synchronisations
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn events_give_the_list_that_the_application_would_have(steps in prop::collection::vec(any_step(), 1..30)) {
            let (mut direct, mut told) = (Direct::default(), Told::default());
            let (mut one, mut other) = (Books::default(), Books::default());
            for step in Books::opening().iter().chain(&steps) {
                let answers: [Result<_, String>; 2] =
                    [one.carry_out(step, &mut direct), other.carry_out(step, &mut told)];
                prop_assert_eq!(&answers[0], &answers[1]);
                prop_assert_eq!(direct.list(), told.list(), "after {:?}", step);
            }
        }

        #[test]
        fn only_what_was_said_to_be_touched_changes(steps in prop::collection::vec(any_step(), 1..30)) {
            let mut told = Told::watching();
            let mut books = Books::default();
            for step in Books::opening().iter().chain(&steps) {
                let _: Result<_, String> = books.carry_out(step, &mut told);
            }
        }
    }

    #[test]
    fn what_cannot_be_told_is_an_amount_below_zero() {
        let rows = vec![("Oil".to_owned(), "x".to_owned(), Some(-1.0), None)];
        let name = "A".to_owned();
        assert!(!Step::Recipe { name, rows }.can_be_told());
    }
}
