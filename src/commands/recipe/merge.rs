//! The three-way merge of contents: by field, by line id, by step id, by tag.
//!
//! What only one side changed is taken; what both changed alike is taken once; what both changed
//! differently is a [`Clash`]. Laws: `merge(b, b, m) = m`, `merge(b, t, b) = t`, and where nothing clashes
//! `merge(b, t, m) = merge(b, m, t)`.

use std::fmt;

use heirloom_events::recipe::Content;
use heirloom_events::values::ImageRef;

use super::merge_list::{self, Listed, Tag};
use super::value_words;

/// One thing that both sides changed differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What: `title`, `line “2 eggs”`, `the order of the lines`.
    pub place: String,
    /// What the others made of it; none: they took it away.
    pub theirs: Option<String>,
    /// What the writer made of it; none: took it away.
    pub mine: Option<String>,
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |text: &Option<String>| match text {
            Some(text) => format!("`{}`", shortened(text)),
            None => "nothing".to_owned(),
        };
        write!(
            f,
            "{} is {} there and {} here",
            self.place,
            side(&self.theirs),
            side(&self.mine)
        )
    }
}

/// A text as a message shows it: its first line, at most 60 characters.
#[must_use]
pub fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// What both sides together say, seen from where they parted.
///
/// # Errors
/// Every clash, where both changed the same thing differently.
pub fn merge(base: &Content, theirs: &Content, mine: &Content) -> Result<Content, Vec<Clash>> {
    match merge_preferring_mine(base, theirs, mine) {
        (merged, clashes) if clashes.is_empty() => Ok(merged),
        (_, clashes) => Err(clashes),
    }
}

/// As [`merge`], with `mine` taken where both changed the same thing differently, and a report of that.
#[must_use]
pub fn merge_preferring_mine(base: &Content, theirs: &Content, mine: &Content) -> (Content, Vec<Clash>) {
    let mut clashes = Vec::new();
    let merged = Merge {
        base,
        theirs,
        mine,
        clashes: &mut clashes,
    }
    .content();
    (merged, clashes)
}

struct Merge<'a> {
    base: &'a Content,
    theirs: &'a Content,
    mine: &'a Content,
    clashes: &'a mut Vec<Clash>,
}

impl Merge<'_> {
    fn content(mut self) -> Content {
        let texts = |c: &Content| c.servings.map(|n| n.to_string()).or_else(|| c.yield_text.clone());
        let minutes = |n: Option<u32>| n.map(|n| format!("{n} min"));
        // Servings and the yield as written are two readings of one thing.
        let (servings, yield_text) = self.field("servings", |c| (c.servings, c.yield_text.clone()), texts);
        Content {
            title: self.field("title", |c| c.title.clone(), |c| Some(c.title.clone())),
            description: self.text("description", |c| &c.description),
            category: self.text("category", |c| &c.category),
            meal_type: self.text("meal type", |c| &c.meal_type),
            servings,
            yield_text,
            prep_minutes: self.field(
                "preparation time",
                |c| c.prep_minutes,
                |c| minutes(c.prep_minutes),
            ),
            cook_minutes: self.field("cooking time", |c| c.cook_minutes, |c| minutes(c.cook_minutes)),
            total_minutes: self.field("total time", |c| c.total_minutes, |c| minutes(c.total_minutes)),
            lines: self.list(|c| &c.lines),
            steps: self.list(|c| &c.steps),
            notes: self.text("notes", |c| &c.notes),
            preparation_difficulty: self.field(
                "difficulty",
                |c| c.preparation_difficulty,
                |c| c.preparation_difficulty.map(|difficulty| difficulty.to_string()),
            ),
            nutrition: self.field(
                "nutrition facts",
                |c| c.nutrition.clone(),
                |c| c.nutrition.as_ref().map(value_words::nutrition),
            ),
            image: self.field(
                "picture",
                |c| c.image.clone(),
                |c| c.image.as_ref().map(ImageRef::to_path),
            ),
            diets: self.field(
                "diet",
                |c| c.diets.clone(),
                |c| c.diets.as_ref().map(value_words::diets),
            ),
            tags: self.tags(),
            source_url: self.text("source", |c| &c.source_url),
            // What an import kept is nobody's edit: the newer one stands, and two of them do not clash.
            document: match self.mine.document == self.base.document {
                true => self.theirs.document.clone(),
                false => self.mine.document.clone(),
            },
        }
    }

    fn text(&mut self, place: &str, get: impl Fn(&Content) -> &Option<String>) -> Option<String> {
        self.field(place, |c| get(c).clone(), |c| get(c).clone())
    }

    fn field<V: PartialEq>(
        &mut self,
        place: &str,
        get: impl Fn(&Content) -> V,
        shown: impl Fn(&Content) -> Option<String>,
    ) -> V {
        let (base, theirs, mine) = (get(self.base), get(self.theirs), get(self.mine));
        if mine == base {
            return theirs;
        }
        if theirs != base && theirs != mine {
            self.clashes.push(Clash {
                place: place.to_owned(),
                theirs: shown(self.theirs),
                mine: shown(self.mine),
            });
        }
        mine
    }

    fn list<T: Listed>(&mut self, get: impl Fn(&Content) -> &Vec<T>) -> Vec<T> {
        merge_list::merge(get(self.base), get(self.theirs), get(self.mine), self.clashes)
    }

    fn tags(&mut self) -> Vec<String> {
        // The order of tags means little: where both sides moved them, mine is taken without a word.
        let mut unsaid = Vec::new();
        let [base, theirs, mine] = [self.base, self.theirs, self.mine]
            .map(|content| content.tags.iter().cloned().map(Tag).collect::<Vec<_>>());
        let merged = merge_list::merge(&base, &theirs, &mine, &mut unsaid);
        merged.into_iter().map(|Tag(tag)| tag).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::arbitrary::{content_beside, contents};
    use heirloom_events::values::folded;
    use proptest::prelude::*;

    fn three() -> impl Strategy<Value = (Content, Content, Content)> {
        contents().prop_flat_map(|b| (Just(b.clone()), content_beside(b.clone()), content_beside(b)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn what_only_one_side_changed_is_taken((b, t, m) in three()) {
            prop_assert_eq!(merge(&b, &b, &m), Ok(m));
            prop_assert_eq!(merge(&b, &t, &b), Ok(t));
        }

        #[test]
        fn what_both_changed_alike_is_taken_once((b, t, _) in three()) {
            prop_assert_eq!(merge(&b, &t, &t), Ok(t));
        }

        #[test]
        fn where_nothing_clashes_the_sides_may_be_swapped((b, t, m) in three()) {
            let without_tag_order = |mut c: Content| { c.tags.sort(); c };
            match (merge(&b, &t, &m), merge(&b, &m, &t)) {
                (Ok(one), Ok(other)) => prop_assert_eq!(without_tag_order(one), without_tag_order(other)),
                (one, other) => prop_assert_eq!(one.is_err(), other.is_err()),
            }
        }

        #[test]
        fn a_preferring_merge_always_gives_sound_lists((b, t, m) in three()) {
            let (merged, _) = merge_preferring_mine(&b, &t, &m);
            let unique: std::collections::HashSet<_> = merged.lines.iter().map(|l| l.line_id).collect();
            prop_assert_eq!(unique.len(), merged.lines.len());
            let tags: std::collections::HashSet<_> = merged.tags.iter().map(|tag| folded(tag)).collect();
            prop_assert_eq!(tags.len(), merged.tags.len());
            for line in &merged.lines {
                prop_assert!(t.lines.contains(line) || m.lines.contains(line));
            }
        }
    }

    fn titled(title: &str) -> Content {
        Content {
            title: title.into(),
            ..Content::default()
        }
    }

    #[test]
    fn a_clash_names_both_sides_in_plain_words() {
        let clashes = merge(&titled("Soup"), &titled("Leek soup"), &titled("Potato soup")).unwrap_err();
        assert_eq!(
            clashes[0].to_string(),
            "title is `Leek soup` there and `Potato soup` here"
        );
    }

    fn tagged(tags: &[&str]) -> Content {
        Content {
            tags: tags.iter().map(ToString::to_string).collect(),
            ..titled("Soup")
        }
    }

    #[test]
    fn a_tag_that_both_sides_gave_in_two_spellings_stands_once() {
        let (base, theirs, mine) = (
            tagged(&["quick"]),
            tagged(&["quick", "vegan"]),
            tagged(&["Vegan", "quick"]),
        );
        let merged = merge(&base, &theirs, &mine).unwrap();
        assert_eq!(merged.tags, ["Vegan", "quick"]);
        assert_eq!(merge(&base, &mine, &theirs).unwrap().tags, merged.tags);
    }

    #[test]
    fn a_tag_that_one_side_took_off_and_the_other_spelt_anew_stays() {
        let (base, theirs, mine) = (tagged(&["vegan"]), tagged(&["Vegan"]), tagged(&[]));
        assert_eq!(merge(&base, &theirs, &mine).unwrap().tags, ["Vegan"]);
        assert_eq!(merge(&base, &mine, &theirs).unwrap().tags, ["Vegan"]);
    }

    #[test]
    fn different_fields_merge() {
        let base = titled("Soup");
        let theirs = Content {
            notes: Some("better on day two".into()),
            ..base.clone()
        };
        let merged = merge(&base, &theirs, &titled("Leek soup")).unwrap();
        assert_eq!(
            merged,
            Content {
                notes: theirs.notes,
                ..titled("Leek soup")
            }
        );
    }
}
