//! What the trials share: the binary as a user runs it, a heirloom over a throwaway log, digests, and random
//! moments.

pub(crate) mod backends;
pub(crate) mod binary;
pub(crate) mod house;
pub(crate) mod kitchen;
pub(crate) mod moments;

pub(crate) use backends::Backends;
pub(crate) use binary::{Binary, Ran};
pub(crate) use house::{Digests, House};
pub(crate) use moments::Moments;
