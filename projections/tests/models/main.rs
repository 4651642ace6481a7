//! The read models on real databases: their tables, their rows, their queries.

mod by_ingredients;
mod database;
mod ingredients;
mod log;
mod queries;
mod rows;
mod search;
mod search_alike;
mod tables;
mod what;
