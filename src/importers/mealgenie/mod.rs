//! The application MealGenie (later Enchanted Spoon): its own database, at any of its revisions, taken over.
//!
//! [`source`] opens such a database read-only and reads it into plain rows; it knows no command and no event.
//! [`account`] says what became of every row, so that nothing is lost unseen. [`take`] turns rows into commands,
//! and proves that what heirloom has now is what the rows say.

pub mod account;
pub mod source;
pub mod take;
