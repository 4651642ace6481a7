//! `shopping@1` held against the application's rules: tables of cases, laws, and the executed scenarios.

mod laws;
mod operations;
mod rules;
mod scenarios;
mod support;
