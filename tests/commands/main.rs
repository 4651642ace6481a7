//! Commands end to end: decided, appended, raced, repeated, merged and undone, on each database.

mod bad_input;
mod conflicts;
mod keeping;
mod meals;
mod plans;
mod racing;
mod references;
mod repeats;
mod shopping;
mod support;
mod undo;
mod values;
