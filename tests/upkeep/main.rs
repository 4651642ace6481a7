//! The verbs that tend a cookbook, as people run them, on each database.

mod images;
mod ingredients;
mod killed;
mod nutrition;
mod support;
mod unmapped;
