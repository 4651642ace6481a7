//! A log written at each revision, kept as it was released: every later build reads all of them, and what
//! they say never changes.
//!
//! `tests/corpus/<slug>/log.ndjson` is an export; `golden.json` beside it is what every stream is after its
//! events; `tests/corpus/LOCK` holds the hash of both. A new revision's files are made once:
//!
//! ```text
//! HEIRLOOM_WRITE_CORPUS=1 cargo test --test evolution corpus
//! ```
//!
//! That writes what is missing and nothing else. The log is written by `tests/corpus/commands/*.ndjson`: one
//! file a revision, named by its slug, with what became possible then; see [`kitchen`].

mod files;
pub(crate) mod golden;
mod kitchen;
mod later;
mod reading;
mod releasing;
