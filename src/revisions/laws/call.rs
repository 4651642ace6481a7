//! Calls that may fail or panic: a step is code of anybody.

use heirloom_upcasters::{ReadError, StepError};

use super::caught::caught;
use super::counterexample::{Fault, Law};

/// What went wrong in a call: a law, a field, and words.
pub(super) struct Failure {
    law: Law,
    field: String,
    what: String,
}

impl Failure {
    /// The same, at that version.
    pub(super) fn at(self, at: &str) -> Fault {
        Fault {
            law: self.law,
            at: at.to_owned(),
            field: self.field,
            what: self.what,
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        match error {
            // A residue that has not its shape is the row's fault, not the step's.
            ReadError::Step { source, .. } if source.field.starts_with("metadata.residue.") => Self {
                law: Law::Readable,
                field: source.field,
                what: format!("the residue does not have its shape: {}", source.why),
            },
            ReadError::Step { source, .. } => source.into(),
            other => Self {
                law: Law::Readable,
                field: String::new(),
                what: other.to_string(),
            },
        }
    }
}

impl From<StepError> for Failure {
    fn from(error: StepError) -> Self {
        Self {
            law: Law::Total,
            field: error.field,
            what: format!("the step fails: {}", error.why),
        }
    }
}

/// Calls it; a panic is a failure like others.
pub(super) fn call<T, E: Into<Failure>>(step: impl FnOnce() -> Result<T, E>) -> Result<T, Failure> {
    match caught(step) {
        Ok(outcome) => outcome.map_err(Into::into),
        Err(said) => Err(Failure {
            law: Law::Total,
            field: String::new(),
            what: format!("the step panics: {said}"),
        }),
    }
}
