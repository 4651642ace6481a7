//! Reading the application's database: at its revisions, with its defects, on both databases, and in what is none.

mod account;
mod columns;
mod compared;
mod defects;
mod errors;
mod lineage;
pub(crate) mod made;
pub(crate) mod postgres;
mod real;
mod revisions;
