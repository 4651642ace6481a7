//! A part that several events share (a recipe's content, an ingredient line): its steps are written once,
//! and the events that hold it carry them.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::step::StepError;

/// A step of a part. Its laws are those of [`Step`](crate::Step).
pub trait PartStep {
    /// The part before.
    type Old;
    /// The part after.
    type New;
    /// What the old part cannot hold.
    type Residue: Serialize + DeserializeOwned;

    /// From the old version to the new one.
    ///
    /// # Errors
    /// As [`Step::up`](crate::Step::up).
    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError>;

    /// From the new version back to the old one.
    ///
    /// # Errors
    /// As [`Step::down`](crate::Step::down).
    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError>;
}

/// Declares the step of an event in which only one part takes a step; other fields stay as they are.
///
/// `carries!(V1ToV2: v1 to v2 of RecipeReverted, content by content::V1ToV2, keeps to_version);`
macro_rules! carries {
    ($(#[$doc:meta])* $step:ident: $old:ident to $new:ident of $event:ident,
     $field:ident by $part:ty $(, keeps $($kept:ident),+)?) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $step;

        impl $crate::Step for $step {
            type Old = $old::$event;
            type New = $new::$event;
            type Residue = <$part as $crate::part::PartStep>::Residue;

            fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, $crate::StepError> {
                let part = <$part as $crate::part::PartStep>::up(old.$field, residue);
                let $field = part.map_err(|error| error.inside(stringify!($field)))?;
                Ok($new::$event { $field, $($($kept: old.$kept),+)? })
            }

            fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), $crate::StepError> {
                let part = <$part as $crate::part::PartStep>::down(new.$field);
                let ($field, residue) = part.map_err(|error| error.inside(stringify!($field)))?;
                Ok(($old::$event { $field, $($($kept: new.$kept),+)? }, residue))
            }
        }
    };
}
pub(crate) use carries;
