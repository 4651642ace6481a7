//! What differs between two revisions, and whether all that is released is as it was.

mod files;

pub use files::Files;
