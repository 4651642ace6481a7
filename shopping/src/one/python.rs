//! The three text functions of the application's runtime on which its keys and names depend:
//! `str.strip`, `str.lower` and `str.capitalize` of Python 3.
//!
//! Compared over every code point of Unicode 14 with Python 3.11: equal, but for what Unicode has changed
//! since. Four letters have capitals now (U+019B, U+0264, U+A7D3, U+A7D5), and two characters (U+0295, U+1171E)
//! became a letter's case or no longer are, which a sigma beside them notices. These, and characters that
//! Unicode 14 does not have, are as this build's Unicode has them.

/// `text` without the white space around it, as `str.strip` takes it off: the Unicode white space and the
/// four separators U+001C to U+001F, which Rust's `trim` leaves.
#[must_use]
pub fn strip(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c))
}

/// `text` in lower case, as `str.lower` makes it.
#[must_use]
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// The first character in title case, the rest in lower case, as `str.capitalize` makes it.
///
/// ```
/// use heirloom_shopping::one::python::capitalize;
/// assert_eq!(capitalize("BBQ sauce"), "Bbq sauce");
/// assert_eq!(capitalize("ßoups"), "Ssoups");
/// ```
#[must_use]
pub fn capitalize(text: &str) -> String {
    let Some(first) = text.chars().next() else {
        return String::new();
    };
    // The rest is lowered in its place, because a sigma at the end of a word looks back at what is before it.
    let lowered = lower(text);
    let lowered_first: usize = first.to_lowercase().map(char::len_utf8).sum();
    title_case(first) + &lowered[lowered_first..]
}

/// The title case of one character, which Rust's standard library does not know: nearly always its upper
/// case, otherwise as the Unicode Character Database has it.
fn title_case(c: char) -> String {
    match c {
        // letters that are two letters: only the first becomes a capital
        'Ǆ'..='ǆ' => "ǅ".to_owned(),
        'Ǉ'..='ǉ' => "ǈ".to_owned(),
        'Ǌ'..='ǌ' => "ǋ".to_owned(),
        'Ǳ'..='ǳ' => "ǲ".to_owned(),
        // Georgian has capitals, but no titles
        'ა'..='ჿ' => c.to_string(),
        // Greek with an iota below, which stays below
        'ᾀ'..='ᾯ' | 'ᾼ' | 'ῌ' | 'ῼ' => char::from_u32(c as u32 | 8).unwrap_or(c).to_string(),
        'ᾳ' => "ᾼ".to_owned(),
        'ῃ' => "ῌ".to_owned(),
        'ῳ' => "ῼ".to_owned(),
        _ => first_of(c.to_uppercase()),
    }
}

/// Of an upper case of several characters (`SS` of `ß`) the first capital, and the rest small again.
fn first_of(upper: std::char::ToUppercase) -> String {
    let mut title = String::new();
    let mut done = false;
    for c in upper {
        match c {
            _ if !done => title.push(c),
            // the capital iota that an iota below becomes
            'Ι' => title.push('\u{345}'),
            _ => title.extend(c.to_lowercase()),
        }
        done |= c.is_uppercase();
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, capitalized: &str) {
        assert_eq!(capitalize(text), capitalized, "of `{text}`");
    }

    #[test]
    fn the_first_letter_is_a_capital_and_the_rest_is_not() {
        check("", "");
        check("onion", "Onion");
        check("BBQ Sauce", "Bbq sauce");
        check("7-up", "7-up");
        check("élan", "Élan");
        check("jalapeño", "Jalapeño");
    }

    #[test]
    fn letters_with_a_title_case_of_their_own_get_it() {
        check("ßarley", "Ssarley");
        check("ǆem", "ǅem");
        check("ǄEM", "ǅem");
        check("ﬁg", "Fig");
        check("ŉ", "ʼN");
        check("ანანასი", "ანანასი");
        check("ᾀ", "ᾈ");
        check("ᾳ", "ᾼ");
        check("ᾲ", "Ὰ\u{345}");
        check("ᾼ", "ᾼ");
        check("և", "Եւ");
        check("ΐ", "Ι\u{308}\u{301}");
        check("İzmir", "İzmir");
    }

    #[test]
    fn a_sigma_at_the_end_of_a_word_is_final_even_after_a_capital() {
        check("ΆΣ", "Άς");
        check("ΣΑΣ ΣΑ", "Σας σα");
        assert_eq!(lower("ΟΣΠΡΙΟΣ"), "οσπριος");
    }

    #[test]
    fn strip_takes_what_python_takes() {
        assert_eq!(strip("\u{a0}\u{1c}\u{1f} \t rice\u{85}\u{3000}\n"), "rice");
        assert_eq!(strip("\u{200b}rice"), "\u{200b}rice");
    }
}
