//! What a cookbook needs now and then: pictures moved house, ingredients brought into order, energy computed
//! anew, a look at what nobody understood.
//!
//! Everything here reads the log, decides with pure functions, and changes things by commands alone, under one
//! correlation id, so that `undo` takes a whole run back. A new tool is a module here and a verb in `cli`.

pub mod images;
pub mod nutrition;
pub mod rules_file;
pub mod survey;
pub mod unmapped;
