//! The read models on real databases: their tables, their rows, their queries.

mod by_ingredients;
mod database;
mod ingredients;
mod inside;
mod log;
mod logs;
mod moved_in;
mod newer;
mod plans;
mod problems;
mod queries;
mod released;
mod rows;
mod search;
mod search_alike;
mod tables;
mod what;
