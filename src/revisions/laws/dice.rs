//! Chance that comes out the same for the same seed, on every machine.

/// A stream of numbers that look random and follow from a seed (SplitMix64, Steele et al. 2014).
///
/// Ours, so that no binary carries a generator made for tests, and no update of one changes what a seed means.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The stream of that seed for that purpose: other purposes, other numbers.
    #[must_use]
    pub fn new(seed: u64, purpose: &str, number: u64) -> Self {
        // FNV-1a over the purpose keeps the streams of two events apart.
        let purpose = purpose.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mut dice = Self(seed ^ purpose.rotate_left(17));
        dice.0 = dice.next() ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        dice
    }

    /// The next number.
    #[expect(
        clippy::should_implement_trait,
        reason = "it never ends, and no adaptor is wanted"
    )]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`; 0 where `end` is 0. The bias of `%` does not matter here.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A count from `least` to `most`, both included.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        let span = u64::try_from(most.saturating_sub(least)).unwrap_or(u64::MAX - 1);
        least + usize::try_from(self.below(span + 1)).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of them; none where there is none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.between(0, from.len().saturating_sub(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_purpose_gives_others() {
        let numbers = |purpose, number| {
            let mut dice = Dice::new(7, purpose, number);
            [dice.next(), dice.next(), dice.next()]
        };
        assert_eq!(numbers("RecipeCreated@1", 3), numbers("RecipeCreated@1", 3));
        assert_ne!(numbers("RecipeCreated@1", 3), numbers("RecipeCreated@2", 3));
        assert_ne!(numbers("RecipeCreated@1", 3), numbers("RecipeCreated@1", 4));
    }
}
