//! `shopping@1` held against the application's rules: tables of cases, laws, and the executed scenarios.

mod household;
mod laws;
mod log;
mod operations;
mod rules;
mod said;
mod scenarios;
mod support;
