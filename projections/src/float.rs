//! A float that stands in a row.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// A finite float without a negative zero, so that it is equal to itself on both databases: SQLite keeps the sign of
/// no zero, and neither compares what is no number.
///
/// ```
/// use heirloom_projections::Float;
/// assert_eq!(Float::new(-0.0), Float::new(0.0));
/// assert_eq!(Float::new(6.25).map(Float::get), Some(6.25));
/// assert!(Float::new(f64::NAN).is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Float(f64);

impl Float {
    /// The float; none where it is infinite or no number.
    #[must_use]
    pub fn new(number: f64) -> Option<Self> {
        // `-0.0 + 0.0` is `0.0`, and every other number is what it was
        number.is_finite().then_some(Self(number + 0.0))
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl PartialEq for Float {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Float {}

impl PartialOrd for Float {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Float {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Hash for Float {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}
