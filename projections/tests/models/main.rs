//! The read models on real databases: their tables, their rows, their queries.

mod by_ingredients;
mod database;
mod ingredients;
mod log;
mod plans;
mod rows;
mod search;
mod tables;
mod what;
