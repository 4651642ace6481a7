//! The laws of steps for a suite of your own: by example, and over random payloads.
//!
//! ```
//! use heirloom::testing::laws::{check_split, check_step, given_new, given_old};
//! use heirloom_upcasters::image_set::V1ToV2;
//! use heirloom_upcasters::nutrition_tracked::V1Split;
//! use serde_json::json;
//!
//! // By example, as payloads stand in the log.
//! given_old::<V1ToV2>(json!({"image_path": "images/pie.jpg"}))
//!     .when_up()
//!     .then(json!({"image": {"storage": "file", "key": "images/pie.jpg"}}));
//! given_new::<V1ToV2>(json!({"image": {"storage": "bucket", "key": "pie.jpg"}}))
//!     .when_down()
//!     .then(json!({"image_path": "bucket:pie.jpg"}))
//!     .then_some_residue();
//!
//! // Every law, over payloads made from the released schemas.
//! check_step::<V1ToV2>(1, 50);
//! check_split::<V1Split>(1, 50);
//! ```
//!
//! A step that was not released yet has no schema in this build: give it one with [`step_faults`] and
//! [`Schemas::add`].

mod example;
mod split;
mod step;

pub use example::{GivenNew, GivenOld, Went, given_new, given_old};
pub use split::{check_split, split_faults};
pub use step::{check_step, step_faults};

pub use crate::revisions::laws::Schemas;

use crate::revisions::check::Files;

/// The released schemas of this build.
fn shipped() -> Schemas {
    Schemas::of(&Files::embedded())
}

/// Fails with all that was found, a line each.
#[track_caller]
fn hold(step: &str, faults: &[String]) {
    assert!(faults.is_empty(), "`{step}` breaks laws:\n{}", faults.join("\n"));
}
