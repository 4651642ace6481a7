//! Importers: they turn what other programs wrote into plain values, which commands then record.
//!
//! Nothing here knows a database or an event. Add a format as a folder of its own, and keep to the two
//! rules that the others keep: never drop anything silently, never panic on any input.

pub mod ingredient_line;
pub mod schema_org;
