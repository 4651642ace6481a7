//! `shopping@2` as its callers see it.

mod kitchen;
mod laws;
mod lists;
mod rounding;
mod rules;
mod timing;
