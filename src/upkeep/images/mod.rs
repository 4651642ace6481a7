//! Pictures move house: copied, compared byte for byte, and only then known by their new reference.
//!
//! A [`map`] says what goes where, [`places`] where a storage keeps its files, [`copying`] copies one file,
//! [`relocate`] does it for every recipe, [`resolve`] proves that every reference still gives its bytes. Nothing
//! is ever deleted or overwritten at the place where a picture was.

pub mod copying;
pub mod map;
pub mod places;
pub mod relocate;
pub mod resolve;
