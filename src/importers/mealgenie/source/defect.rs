//! What is wrong with a row, and what becomes of it.

use serde::Serialize;

/// Something in the source that is not as it must be. It is told and never copied silently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Defect {
    /// Of what kind.
    pub kind: DefectKind,
    /// The table.
    pub table: &'static str,
    /// The row's primary key as text: `12`, or `3/41` where it has two columns.
    pub row: String,
    /// The column.
    pub column: &'static str,
    /// What is there.
    pub what: String,
    /// Why that is wrong.
    pub why: String,
    /// What becomes of it.
    pub what_becomes: String,
}

/// The kinds of defects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DefectKind {
    /// A boolean held as text. The application reads any such text as true, also `false`.
    TextBoolean,
    /// A value of another type than its column's, whose meaning is clear.
    OtherType,
    /// A value that cannot be read as its column's type.
    Unreadable,
    /// Nothing where there must be something.
    Missing,
    /// A text with NUL characters.
    NulCharacter,
    /// A number that no exact quantity stands for.
    Inexact,
    /// A number below its least.
    TooLow,
    /// A number beyond all that is counted or measured.
    TooHigh,
    /// A text that must be JSON of a certain form and is not.
    NotJson,
    /// A value that is none of those that the application knows.
    UnknownChoice,
    /// An id that points nowhere.
    Orphan,
    /// An id that points into another user's rows.
    OtherHousehold,
    /// Two rows with one key.
    SameKey,
    /// A side without one in the slot before it.
    Gap,
    /// Values of one row that contradict each other.
    Contradiction,
    /// An ingredient with the name and category of another.
    SameIngredient,
    /// An ingredient whose name differs from another's in case or spacing only.
    OtherSpelling,
    /// An ingredient with the name of another and another category.
    OtherCategory,
    /// A meal that stands on the plan more than once.
    PlannedTwice,
    /// A conversion rule that another one overrides.
    OverriddenRule,
    /// An image on the application's own disk; whether it is there is not looked at.
    LocalImage,
}
