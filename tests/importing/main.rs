//! Importing edit histories, at their edges: what is deleted and comes back, what two people wrote at once,
//! what was interrupted, what had come before as a plain recipe.

mod histories;
mod mealgenie;
mod meeting;
mod repeating;
mod scenarios;
mod support;
mod taking;
mod values;
