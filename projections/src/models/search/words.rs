//! What a user typed, as each database asks for it. Any text is a valid query.

use super::normalised;

/// Distinct words that are looked for; any further ones are not.
const MOST_WORDS: usize = 64;

/// PostgreSQL's English stop words, which its `english` leaves out of documents. FTS5 has none. They are
/// dropped from queries for both, unless there are no other words; then titles are asked for them as they are.
const STOP_WORDS: &str = "\
    a about above after again against all am an and any are as at be because been before being below \
    between both but by can did do does doing don down during each few for from further had has have \
    having he her here hers herself him himself his how i if in into is it its itself just me more most \
    my myself no nor not now of off on once only or other our ours ourselves out over own s same she \
    should so some such t than that the their theirs them themselves then there these they this those \
    through to too under until up very was we were what when where which while who whom why will with \
    you your yours yourself yourselves";

/// The words that a recipe must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    words: Vec<String>,
    /// Whether there were only stop words.
    only_stop_words: bool,
}

impl Words {
    /// The words of what was typed; none where it has none.
    pub(super) fn of(typed: &str) -> Option<Self> {
        let text = normalised(typed);
        let mut all: Vec<&str> = Vec::new();
        for word in text.split_whitespace() {
            if !all.contains(&word) {
                all.push(word);
            }
        }
        let is_stop = |word: &str| STOP_WORDS.split_whitespace().any(|stop| stop == word);
        let only_stop_words = all.iter().all(|word| is_stop(word));
        if !only_stop_words {
            all.retain(|word| !is_stop(word));
        }
        all.truncate(MOST_WORDS);
        let words: Vec<String> = all.into_iter().map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self {
            words,
            only_stop_words,
        })
    }

    /// The configuration that PostgreSQL reads the query with.
    pub(super) fn config(&self) -> &'static str {
        if self.only_stop_words { "simple" } else { "english" }
    }

    /// PostgreSQL: all words, each with one of these weights: `'apple':A & 'pie':A`. No weights: anywhere.
    pub(super) fn tsquery(&self, weights: &str) -> String {
        let weights = if self.only_stop_words { "A" } else { weights };
        let colon = if weights.is_empty() { "" } else { ":" };
        let words: Vec<String> = self
            .words
            .iter()
            .map(|word| format!("'{word}'{colon}{weights}"))
            .collect();
        words.join(" & ")
    }

    /// SQLite: all words, each in one of these columns: `{title} : ("apple" AND "pie")`.
    pub(super) fn fts5(&self, columns: &str) -> String {
        let columns = if self.only_stop_words { "title" } else { columns };
        let words: Vec<String> = self.words.iter().map(|word| format!("\"{word}\"")).collect();
        format!("{{{columns}}} : ({})", words.join(" AND "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stop_words_count_only_where_there_is_nothing_else() {
        let soup = Words::of("The soup OF the day, soup").unwrap();
        assert_eq!(soup.tsquery("AB"), "'soup':AB & 'day':AB");
        assert_eq!(
            soup.fts5("title ingredients"),
            "{title ingredients} : (\"soup\" AND \"day\")"
        );
        let other = Words::of("the other").unwrap();
        assert_eq!(
            (other.config(), other.tsquery("")),
            ("simple", "'the':A & 'other':A".to_owned())
        );
        assert_eq!(Words::of(" ?! "), None);
    }

    proptest! {
        #[test]
        fn no_typed_sign_reaches_a_query(typed in ".{0,60}") {
            if let Some(words) = Words::of(&typed) {
                prop_assert!(words.words.iter().flat_map(|word| word.chars()).all(char::is_alphanumeric));
                prop_assert!(words.words.len() <= MOST_WORDS);
            }
        }
    }
}
