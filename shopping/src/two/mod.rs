//! `shopping@2`: exact amounts, each of which says where it comes from.
//!
//! [`consolidate`] is a pure function of an [`Input`]: meals are expanded into sources (`expand`), sources of one
//! thing are summed per unit and then converted (`sum`, over the rules of `graph`) into an item that says where it
//! comes from (`draft`, `account`), what is at home is taken off (`pantry`), what somebody said stands (`marks`,
//! `tick`), and only then anything is rounded (`show`, `buy`). Numbers are exact fractions and every operation on
//! them is checked: one that leaves an `i128` is shown as it was written, and why.
//!
//! [`Household`] is the machine that builds the input of every week out of events.
//!
//! A conversion that is not known yet is one more edge in `graph`; a unit one more row in `heirloom_events`. What
//! changes a list that is already out there is an algorithm of its own, `three`.

mod account;
mod buy;
mod catalogue;
mod check;
mod consolidate;
mod draft;
mod edge;
mod expand;
mod explain;
mod finish;
mod graph;
mod household;
mod input;
mod ladder;
mod list;
mod marks;
mod measure;
mod number;
mod numerals;
mod pantry;
mod problem;
mod show;
mod sum;
mod tick;
mod words;

pub use buy::buy;
pub use catalogue::conversions;
pub use check::{Contradiction, NewRule, check_edge};
pub use consolidate::consolidate;
pub use edge::{Hop, Path, Via};
pub use expand::DEEPEST;
pub use explain::{Explanation, Missing, Step};
pub use graph::{Graph, LONGEST};
pub use household::Household;
pub use input::{
    Changed, Density, Dish, Entry, Food, House, Input, Line, Mark, OwnLine, Pantry, Portion, Said,
    ShoppingMode, UnitRule, UnitSystem,
};
pub use list::{AsWritten, Contribution, Facts, Group, Item, List, Rest, Row, Tick};
pub use measure::{Kind, Measure};
pub use number::{Number, Span, number, quantity};
pub use problem::Problem;
pub use show::{Shown, show};
pub use sum::{Bucket, Reason};
