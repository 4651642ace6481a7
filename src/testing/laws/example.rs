//! One payload up or down a step, by example: given, when, then.

use std::marker::PhantomData;

use heirloom_upcasters::Step;
use serde_json::Value;

use super::step::{json, run, same, typed};

/// An old payload, as it stands in the log.
#[must_use]
pub fn given_old<S: Step>(payload: Value) -> GivenOld<S> {
    GivenOld {
        payload,
        residue: None,
        step: PhantomData,
    }
}

/// A payload of the new version.
#[must_use]
pub fn given_new<S: Step>(payload: Value) -> GivenNew<S> {
    GivenNew {
        payload,
        step: PhantomData,
    }
}

/// What a step is given on its way up.
#[derive(Debug)]
pub struct GivenOld<S> {
    payload: Value,
    residue: Option<Value>,
    step: PhantomData<S>,
}

/// What a step is given on its way down.
#[derive(Debug)]
pub struct GivenNew<S> {
    payload: Value,
    step: PhantomData<S>,
}

/// What came of it: a payload and a residue, or why not.
#[derive(Debug)]
pub struct Went {
    outcome: Result<(Value, Option<Value>), String>,
}

impl<S: Step> GivenOld<S> {
    /// With what the old version could not hold.
    #[must_use]
    pub fn and_residue(mut self, residue: Value) -> Self {
        self.residue = Some(residue);
        self
    }

    /// Takes the step.
    #[must_use]
    pub fn when_up(self) -> Went {
        let residue = || self.residue.as_ref().map(typed).transpose();
        let outcome = run("up", || S::up(typed(&self.payload)?, residue()?));
        Went {
            outcome: outcome.map(|new| (json(&new), None)),
        }
    }
}

impl<S: Step> GivenNew<S> {
    /// Takes the step's way back.
    #[must_use]
    pub fn when_down(self) -> Went {
        let outcome = run("down", || S::down(typed(&self.payload)?));
        Went {
            outcome: outcome.map(|(old, residue)| (json(&old), residue.as_ref().map(json))),
        }
    }
}

impl Went {
    /// This payload came of it.
    ///
    /// # Panics
    /// Where another one did, or none.
    #[track_caller]
    pub fn then(self, expected: Value) -> Self {
        match &self.outcome {
            Ok((payload, _)) => {
                if let Err(why) = same(&expected, payload) {
                    panic!("expected {expected}, got {payload}: {why}");
                }
            }
            Err(why) => panic!("expected {expected}: {why}"),
        }
        self
    }

    /// And nothing is left that the old version cannot hold.
    ///
    /// # Panics
    /// Where something is.
    #[track_caller]
    pub fn then_no_residue(self) -> Self {
        assert_eq!(self.residue(), None, "there is a residue");
        self
    }

    /// And something is left that the old version cannot hold.
    ///
    /// # Panics
    /// Where nothing is.
    #[track_caller]
    pub fn then_some_residue(self) -> Self {
        assert!(self.residue().is_some(), "there is no residue");
        self
    }

    /// And this is left that the old version cannot hold.
    ///
    /// # Panics
    /// Where it is something else.
    #[track_caller]
    pub fn then_residue(self, expected: Value) -> Self {
        assert_eq!(self.residue(), Some(&expected), "it is another residue");
        self
    }

    /// The step fails, and says these words.
    ///
    /// # Panics
    /// Where it does not fail, or says something else.
    #[track_caller]
    pub fn then_error(self, words: &str) {
        match self.outcome {
            Ok((payload, _)) => panic!("expected an error with `{words}`, got {payload}"),
            Err(why) => assert!(why.contains(words), "`{why}` lacks `{words}`"),
        }
    }

    #[track_caller]
    fn residue(&self) -> Option<&Value> {
        match &self.outcome {
            Ok((_, residue)) => residue.as_ref(),
            Err(why) => panic!("the step was not taken: {why}"),
        }
    }
}
