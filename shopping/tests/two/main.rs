//! `shopping@2` as its callers see it.

mod diary;
mod differences;
mod households;
mod kitchen;
mod laws;
mod lists;
mod rounding;
mod rules;
