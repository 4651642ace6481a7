//! Random moments, the same for the same seed.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::time::Duration;

/// A source of moments. `HEIRLOOM_TRIAL_SEED` repeats a run; it is printed.
pub(crate) struct Moments(u64);

impl Moments {
    /// A new source; `what` tells whose seed it is.
    pub(crate) fn new(what: &str) -> Self {
        let given = std::env::var("HEIRLOOM_TRIAL_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok());
        let random = || RandomState::new().hash_one(what) >> 32;
        let seed = given.unwrap_or_else(random);
        println!("{what}: HEIRLOOM_TRIAL_SEED={seed}");
        Self(seed)
    }

    /// The next number (splitmix64).
    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.number() % bound.max(1)
    }

    /// A moment within a span.
    pub(crate) fn within(&mut self, span: Duration) -> Duration {
        Duration::from_micros(self.below(u64::try_from(span.as_micros()).unwrap_or(u64::MAX)))
    }
}
