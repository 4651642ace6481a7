//! Texts as plain words: what both databases index, and what queries are made of.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters of a word; more of it are not looked at. PostgreSQL refuses words of 2,047 bytes.
const WORD_CHARS: usize = 64;

/// The words of a text with single spaces between them: compatibility forms resolved (NFKD), diacritics
/// stripped, lower case, no punctuation and so no Markdown either. `'s` is left off; a number and the
/// letters on it are two words.
///
/// Both databases cut such a text into the same words, which they do not for URLs, hyphens and amounts.
///
/// ```
/// use heirloom_projections::models::search::normalised;
/// assert_eq!(normalised("**Grandma’s** Crème-brûlée, 200g"), "grandma creme brulee 200 g");
/// ```
#[must_use]
pub fn normalised(text: &str) -> String {
    let mut words = Words::new(usize::MAX);
    words.take(text);
    words.finish()
}

/// Collects the words of several texts, up to a number of bytes.
pub(super) struct Words {
    /// Words with a space after each, but for the one that is being written.
    text: String,
    /// The number of bytes that it stops at.
    limit: usize,
    /// Where the word that is being written starts, and how many characters it has.
    start: usize,
    chars: usize,
    /// Whether it follows right after an apostrophe.
    possessive: bool,
    last: Kind,
}

/// What a character is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    /// An apostrophe right after a word.
    Apostrophe,
    Gap,
}

impl Words {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            text: String::new(),
            limit,
            start: 0,
            chars: 0,
            possessive: false,
            last: Kind::Gap,
        }
    }

    /// Takes the words of a text in.
    pub(super) fn take(&mut self, text: &str) {
        for chunk in text.split_whitespace() {
            if self.text.len() >= self.limit {
                return;
            }
            if chunk.is_ascii() {
                chunk.chars().for_each(|c| self.letter(c.to_ascii_lowercase()));
            } else {
                // Lower-casing can bring marks and compatibility forms back, so it comes between.
                let lower = chunk.nfkd().flat_map(char::to_lowercase).nfkd();
                lower
                    .filter(|c| !is_combining_mark(*c))
                    .for_each(|c| self.plain(c));
            }
            self.end_word(Kind::Gap);
        }
    }

    /// All words that fit, without a space at the end.
    pub(super) fn finish(mut self) -> String {
        if let Some(head) = self.text.as_bytes().get(..=self.limit.min(usize::MAX - 1)) {
            let end = head.iter().rposition(|byte| *byte == b' ');
            self.text.truncate(end.unwrap_or(0));
        }
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    /// Letters that have no decomposition, but that people type without their strokes.
    fn plain(&mut self, c: char) {
        match c {
            'ß' => "ss".chars().for_each(|c| self.letter(c)),
            'æ' => "ae".chars().for_each(|c| self.letter(c)),
            'œ' => "oe".chars().for_each(|c| self.letter(c)),
            'þ' => "th".chars().for_each(|c| self.letter(c)),
            'ø' => self.letter('o'),
            'ł' => self.letter('l'),
            'đ' | 'ð' => self.letter('d'),
            'ı' => self.letter('i'),
            'ς' => self.letter('σ'),
            'ʼ' | '’' => self.letter('\''),
            c => self.letter(c),
        }
    }

    fn letter(&mut self, c: char) {
        let kind = match c {
            '\'' if self.chars > 0 => Kind::Apostrophe,
            c if c.is_numeric() => Kind::Digit,
            c if c.is_alphanumeric() => Kind::Letter,
            _ => Kind::Gap,
        };
        if matches!(kind, Kind::Gap | Kind::Apostrophe) {
            return self.end_word(kind);
        }
        if self.chars > 0 && kind != self.last {
            self.end_word(Kind::Gap);
        }
        if self.chars == 0 {
            self.start = self.text.len();
            self.possessive = self.last == Kind::Apostrophe;
        }
        if self.chars < WORD_CHARS {
            self.text.push(c);
        }
        self.chars += 1;
        self.last = kind;
    }

    /// Ends the word, if there is one.
    fn end_word(&mut self, last: Kind) {
        if self.chars > 0 {
            if self.possessive && &self.text[self.start..] == "s" {
                self.text.truncate(self.start);
            } else {
                self.text.push(' ');
            }
        }
        self.chars = 0;
        self.last = last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(normalised(text), expected);
    }

    #[test]
    fn texts_become_plain_words() {
        check("Crème BRÛLÉE", "creme brulee");
        check("**bold** _and_ `code`", "bold and code");
        check(
            "all-purpose flour, 200g (1½ cups)",
            "all purpose flour 200 g 11 2 cups",
        );
        check("Grandma's and the bakers' ’s", "grandma and the bakers s");
        check("l'orange d’Anjou", "l orange d anjou");
        check(
            "Smørrebrød, Weißwurst, Œuf, Łosoś, İçli",
            "smorrebrod weisswurst oeuf losos icli",
        );
        check("麻婆豆腐 ΛΆΧΑΝΟΣ", "麻婆豆腐 λαχανοσ");
        check("https://example.org/a_b?c=1", "https example org a b c 1");
        check(" \t … !? ", "");
    }

    #[test]
    fn a_limit_cuts_between_words() {
        let limited = |limit| {
            let mut words = Words::new(limit);
            words.take("apple pie");
            words.take("with crème");
            words.finish()
        };
        assert_eq!(limited(9), "apple pie");
        assert_eq!(limited(8), "apple");
        assert_eq!(limited(4), "");
        assert_eq!(limited(1000), "apple pie with creme");
        assert_eq!(normalised(&"a".repeat(500)).len(), WORD_CHARS);
    }

    proptest! {
        #[test]
        fn words_stay_as_they_are(text in "\\PC{0,60}") {
            let once = normalised(&text);
            prop_assert_eq!(normalised(&once), once.clone());
            prop_assert!(once.split(' ').all(|w| w.chars().all(char::is_alphanumeric)));
        }
    }
}
