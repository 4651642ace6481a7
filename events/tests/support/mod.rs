//! What tests of locked folders share; those of `upcasters` use it too.

pub(crate) mod json;
pub(crate) mod locks;
