//! `heirloom revision`: what a revision is, which one is active, and how a new one begins.

mod history;
mod new;
mod show;

pub(super) use history::{current, history};
pub(super) use new::new;
pub(super) use show::show;
