//! The facts of heirloom.

pub mod limits;
pub mod values;
