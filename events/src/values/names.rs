//! Names as they are compared.

use unicode_normalization::UnicodeNormalization;

/// The form in which names are compared: NFKC, lower case, white space collapsed.
///
/// ```
/// use heirloom_events::values::folded;
/// assert_eq!(folded("  Brown\u{a0} SUGAR "), "brown sugar");
/// ```
#[must_use]
pub fn folded(name: &str) -> String {
    // Lower-casing can denormalise (`İ`), so normalise once more after it.
    let lower: String = name.nfkc().collect::<String>().to_lowercase();
    let normal: String = lower.nfkc().collect();
    normal.split_whitespace().collect::<Vec<_>>().join(" ")
}
