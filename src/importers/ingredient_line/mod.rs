//! Reads one ingredient line, as people type it: `"~150g (1/3 lb) bacon, diced"`.
//!
//! [`parse`] always succeeds, and keeps the text as typed. It prefers no amount to a wrong one; a line that
//! shows a number and got no amount says why in [`ParsedLine::unread`].
//!
//! The way through: `tidy` makes the working text, `flags` takes what concerns the whole line, `place` finds
//! where the amount stands, `measure` reads it (`number` < `amount` < `measure`), `name` takes the rest apart.
//! A new unit is one row in `units`; a new way to write a number belongs into `number`.

mod amount;
mod flags;
mod measure;
mod name;
mod number;
mod place;
mod second;
mod sum;
mod tidy;
mod unit;
mod units;
mod words;

use heirloom_events::values::Amount;

pub use unit::known_unit;

/// What one ingredient line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedLine {
    /// The line as typed, unchanged.
    pub raw: String,
    /// How much, in `unit`; a plain count where there is no unit.
    pub amount: Option<Amount>,
    /// The unit as written: `Tbsp`, `cups`, `cans`. See [`known_unit`].
    pub unit: Option<String>,
    /// The same in another unit, or the size of one package: `1/3 lb` of `150 g (1/3 lb)`.
    pub second_amount: Option<SecondAmount>,
    /// The ingredient, without emphasis, size words and `of`; singular or plural as written.
    pub name: Option<String>,
    /// What is done to it, or another remark on it: `finely chopped`, `per person`.
    pub preparation: Option<String>,
    /// The line says that it may be left out.
    pub optional: bool,
    /// The line says `to taste`.
    pub to_taste: bool,
    /// The amount is marked as approximate: `~`, `about`, `ca.`, `or so`.
    pub approximate: bool,
    /// What may be taken instead: the rest after the first ` or `.
    pub alternative: Option<String>,
    /// Why a line that shows a number has no amount.
    pub unread: Option<Unread>,
}

/// A second amount of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondAmount {
    /// How much.
    pub amount: Amount,
    /// The unit as written.
    pub unit: Option<String>,
}

/// Why a line that shows a number has no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// The number cannot be a quantity: too large, negative, divided by zero, zero.
    #[error("`{number}` is no amount: {why}")]
    Absurd {
        /// The number as written, at most 40 characters of it.
        number: String,
        /// What is wrong with it.
        why: String,
    },
    /// The number can be read in two ways that differ much.
    #[error("`{number}` can be read in two ways; write it without separators")]
    Ambiguous {
        /// The number as written.
        number: String,
    },
    /// Amounts of different kinds are added: `1 lb + 2 cups`.
    #[error("amounts in `{units}` cannot be added; write them as two lines")]
    Sum {
        /// Both units as written.
        units: String,
    },
    /// The only number is a percentage.
    #[error("the only number is a percentage")]
    Percentage,
    /// The only number is a temperature.
    #[error("the only number is a temperature")]
    Temperature,
    /// The number stands where no amount is expected.
    #[error("no number stands where an amount is expected: at the start, at the end or in brackets")]
    NotAnAmount,
}

/// Reads one ingredient line. Never fails, in time linear in the length of the line.
///
/// ```
/// use heirloom::importers::ingredient_line::parse;
/// let line = parse("1 1/2 cups (150 g) flour, sifted");
/// assert_eq!(line.amount.unwrap().to_string(), "3/2");
/// assert_eq!(line.unit.as_deref(), Some("cups"));
/// assert_eq!(line.name.as_deref(), Some("flour"));
/// assert_eq!(line.preparation.as_deref(), Some("sifted"));
/// ```
#[must_use]
pub fn parse(text: &str) -> ParsedLine {
    let working = tidy::tidy(text);
    let optional = flags::optional(&working);
    let to_taste = flags::to_taste(&working);
    let body = flags::without_marks(&working);
    let found = place::find(&body);
    let parts = name::parts(&found.rest, found.unit.as_deref());
    ParsedLine {
        raw: text.to_owned(),
        unread: match found.amount {
            None if tidy::shows_a_number(&working) => Some(found.unread.unwrap_or(Unread::NotAnAmount)),
            _ => None,
        },
        amount: found.amount,
        unit: found.unit,
        second_amount: found.second,
        name: parts.name,
        preparation: name::joined(parts.preparation, found.remark),
        optional,
        to_taste,
        approximate: found.approximate,
        alternative: parts.alternative,
    }
}
