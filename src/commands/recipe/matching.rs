//! Which line of a draft is which line of the recipe, where the draft does not say.
//!
//! A line that was moved or reworded keeps its id, so that history can tell moved from changed. Equal text
//! comes first, then equal as names are compared, then the most similar pair; what is less than
//! [`ALIKE`] similar is new. Deterministic: ties go to the nearest place, then to the earlier line.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use heirloom_events::recipe::{Line, Step};
use heirloom_events::values::{IngredientId, LineId, folded};

use super::draft::{DraftLine, DraftStep};
use crate::commands::ids::Ids;
use crate::commands::refusal::Refusal;

/// From this similarity on (0 to 1) two texts are versions of one another.
pub const ALIKE: f32 = 0.6;
/// Up to this many characters a text is compared by characters, beyond by words: a line reads `1` or `2`
/// eggs, a step reads like another one in nearly all of its letters.
const SHORT_CHARS: usize = 120;
/// How many words are compared; more costs much and tells little.
const COMPARED_WORDS: usize = 200;
/// From this many pairs on, only those are compared that stand near each other.
const MANY_PAIRS: usize = 10_000;
/// How many places apart is near.
const NEAR: usize = 30;

/// What is matched: a text, and what else may tell.
struct Item<'a, I> {
    id: Option<I>,
    text: &'a str,
    ingredient: Option<IngredientId>,
}

/// The draft's lines, each with its id.
///
/// # Errors
/// Where two of them claim one id.
pub fn lines(draft: &[DraftLine], current: &[Line], ids: &mut Ids) -> Result<Vec<Line>, Refusal> {
    let new = draft.iter().map(|l| Item {
        id: l.line_id,
        text: &l.text,
        ingredient: l.ingredient_id,
    });
    let old = current.iter().map(|l| Item {
        id: Some(l.line_id),
        text: &l.text,
        ingredient: l.ingredient_id,
    });
    let found = matched(
        "lines",
        &new.collect::<Vec<_>>(),
        &old.collect::<Vec<_>>(),
        || ids.line(),
    )?;
    let before: HashMap<LineId, &Line> = current.iter().map(|line| (line.line_id, line)).collect();
    Ok(draft
        .iter()
        .zip(found)
        .map(|(line, id)| line.with_id(id, before.get(&id).copied()))
        .collect())
}

/// The draft's steps, each with its id.
///
/// # Errors
/// Where two of them claim one id.
pub fn steps(draft: &[DraftStep], current: &[Step], ids: &mut Ids) -> Result<Vec<Step>, Refusal> {
    let new = draft.iter().map(|s| Item {
        id: s.step_id,
        text: &s.text,
        ingredient: None,
    });
    let old = current.iter().map(|s| Item {
        id: Some(s.step_id),
        text: &s.text,
        ingredient: None,
    });
    let found = matched(
        "steps",
        &new.collect::<Vec<_>>(),
        &old.collect::<Vec<_>>(),
        || ids.step(),
    )?;
    let with_id = |(step, step_id): (&DraftStep, _)| Step {
        step_id,
        section: step.section.clone(),
        text: step.text.clone(),
    };
    Ok(draft.iter().zip(found).map(with_id).collect())
}

fn matched<I: Copy + Eq + Hash + std::fmt::Display>(
    field: &str,
    new: &[Item<'_, I>],
    old: &[Item<'_, I>],
    mut make: impl FnMut() -> I,
) -> Result<Vec<I>, Refusal> {
    let mut taken: HashSet<I> = HashSet::new();
    for (i, item) in new.iter().enumerate() {
        if let Some(id) = item.id.filter(|id| !taken.insert(*id)) {
            let why = format!("id `{id}` stands there twice; give each its own, or leave it out");
            return Err(Refusal::invalid(format!("{field}[{i}]"), why));
        }
    }
    let mut pairs = Pairs::new(new, old, &taken);
    pairs.by_key(|item| item.text.to_owned());
    pairs.by_key(|item| folded(item.text));
    pairs.by_similarity();
    let known: HashSet<I> = old.iter().filter_map(|item| item.id).collect();
    let mut fresh = || loop {
        let id = make();
        if !known.contains(&id) && taken.insert(id) {
            return id;
        }
    };
    let id_of = |(i, item): (usize, &Item<'_, I>)| {
        let matched = pairs.of_new[i].and_then(|j| old[j].id);
        item.id.or(matched).unwrap_or_else(&mut fresh)
    };
    Ok(new.iter().enumerate().map(id_of).collect())
}

/// Who is who so far.
struct Pairs<'a, 'b, I> {
    new: &'a [Item<'b, I>],
    old: &'a [Item<'b, I>],
    /// For each new one the old one that it is.
    of_new: Vec<Option<usize>>,
    open_new: Vec<bool>,
    open_old: Vec<bool>,
}

impl<'a, 'b, I: Copy + Eq + Hash> Pairs<'a, 'b, I> {
    fn new(new: &'a [Item<'b, I>], old: &'a [Item<'b, I>], claimed: &HashSet<I>) -> Self {
        Self {
            of_new: vec![None; new.len()],
            open_new: new.iter().map(|item| item.id.is_none()).collect(),
            open_old: old
                .iter()
                .map(|item| item.id.is_none_or(|id| !claimed.contains(&id)))
                .collect(),
            new,
            old,
        }
    }

    fn join(&mut self, new: usize, old: usize) {
        self.of_new[new] = Some(old);
        self.open_new[new] = false;
        self.open_old[old] = false;
    }

    /// Joins those with an equal key, first with first.
    fn by_key(&mut self, key: impl Fn(&Item<'b, I>) -> String) {
        let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
        for (j, item) in self
            .old
            .iter()
            .enumerate()
            .rev()
            .filter(|(j, _)| self.open_old[*j])
        {
            waiting.entry(key(item)).or_default().push(j);
        }
        for i in 0..self.new.len() {
            if self.open_new[i]
                && let Some(j) = waiting.get_mut(&key(&self.new[i])).and_then(Vec::pop)
            {
                self.join(i, j);
            }
        }
    }

    /// Joins the most similar pair, then the next.
    fn by_similarity(&mut self) {
        let open = |open: &[bool]| (0..open.len()).filter(|i| open[*i]).collect::<Vec<_>>();
        let (news, olds) = (open(&self.open_new), open(&self.open_old));
        let reach = if news.len() * olds.len() > MANY_PAIRS {
            NEAR
        } else {
            usize::MAX
        };
        let old_texts: Vec<Compared> = olds.iter().map(|j| Compared::new(self.old[*j].text)).collect();
        let mut candidates = Vec::new();
        for i in news {
            let text = Compared::new(self.new[i].text);
            for (j, old_text) in olds
                .iter()
                .zip(&old_texts)
                .filter(|(j, _)| i.abs_diff(**j) <= reach)
            {
                let same =
                    self.new[i].ingredient.is_some() && self.new[i].ingredient == self.old[*j].ingredient;
                let score = text.similarity(old_text).max(if same { ALIKE } else { 0.0 });
                if score >= ALIKE {
                    // In millionths, so that the order is total.
                    candidates.push(((score * 1e6) as u32, i.abs_diff(*j), i, *j));
                }
            }
        }
        candidates.sort_by_key(|&(score, distance, i, j)| (std::cmp::Reverse(score), distance, i, j));
        for (_, _, i, j) in candidates {
            if self.open_new[i] && self.open_old[j] {
                self.join(i, j);
            }
        }
    }
}

/// A text as it is compared: by characters where it is short, by words where it is long.
struct Compared {
    chars: Vec<char>,
    words: Vec<String>,
}

impl Compared {
    fn new(text: &str) -> Self {
        let folded = folded(text);
        Self {
            chars: folded.chars().take(SHORT_CHARS + 1).collect(),
            words: folded
                .split(' ')
                .take(COMPARED_WORDS)
                .map(str::to_owned)
                .collect(),
        }
    }

    /// 0 to 1; 0 where it surely lies below [`ALIKE`].
    fn similarity(&self, other: &Self) -> f32 {
        match self.chars.len().max(other.chars.len()) > SHORT_CHARS {
            true => similarity(&self.words, &other.words),
            false => similarity(&self.chars, &other.chars),
        }
    }
}

fn similarity<T: Hash + Eq + Ord>(a: &[T], b: &[T]) -> f32 {
    let total = (a.len() + b.len()).max(1) as f32;
    let at_most = |common: usize| 2.0 * common as f32 / total;
    // Cheap bounds first: most pairs are nowhere near.
    if at_most(a.len().min(b.len())) < ALIKE || at_most(in_common(a, b)) < ALIKE {
        return 0.0;
    }
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, a, b);
    similar::get_diff_ratio(&ops, a.len(), b.len())
}

fn in_common<T: Hash + Eq>(a: &[T], b: &[T]) -> usize {
    let mut counts: HashMap<&T, usize> = HashMap::new();
    a.iter().for_each(|item| *counts.entry(item).or_default() += 1);
    let mut take = |item: &&T| match counts.get_mut(*item) {
        Some(n) if *n > 0 => {
            *n -= 1;
            true
        }
        _ => false,
    };
    b.iter().filter(|item| take(item)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn settled(texts: &[&str], current: &[Line], seed: &str) -> Vec<Line> {
        let draft: Vec<DraftLine> = texts.iter().map(|t| DraftLine::text(*t)).collect();
        lines(&draft, current, &mut Ids::new(Some(seed))).unwrap()
    }

    /// Which of the old lines each new one is, by number; none: a new line.
    #[track_caller]
    fn check(old: &[&str], new: &[&str], expected: &[Option<usize>]) {
        let current = settled(old, &[], "old");
        let found = settled(new, &current, "new");
        let number = |line: &Line| current.iter().position(|c| c.line_id == line.line_id);
        assert_eq!(found.iter().map(number).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn moved_and_reworded_lines_keep_their_ids() {
        let old = ["2 cups flour", "3 eggs", "1 tsp salt"];
        check(&old, &old, &[Some(0), Some(1), Some(2)]);
        check(
            &old,
            &["1 tsp salt", "2 cups flour", "3 eggs"],
            &[Some(2), Some(0), Some(1)],
        );
        check(
            &old,
            &["2 1/2 cups flour, sifted", "4 eggs", "1 tsp salt"],
            &[Some(0), Some(1), Some(2)],
        );
        check(
            &old,
            &["2 cups flour", "a handful of raisins", "1 tsp salt"],
            &[Some(0), None, Some(2)],
        );
    }

    #[test]
    fn equal_lines_are_told_apart_by_their_order() {
        check(
            &["salt", "salt"],
            &["salt", "salt", "salt"],
            &[Some(0), Some(1), None],
        );
        check(&["Salt", "salt"], &["salt", "Salt"], &[Some(1), Some(0)]);
    }

    #[test]
    fn one_ingredient_is_one_line_however_it_is_worded() {
        let butter = Some(IngredientId::derived("butter"));
        let line = |text: &str| DraftLine {
            ingredient_id: butter,
            ..DraftLine::text(text)
        };
        let current = lines(&[line("2 Tbsp butter")], &[], &mut Ids::new(Some("old"))).unwrap();
        let found = lines(
            &[line("a large knob of it, melted")],
            &current,
            &mut Ids::new(Some("new")),
        )
        .unwrap();
        assert_eq!(found[0].line_id, current[0].line_id);
    }

    #[test]
    fn an_id_claimed_twice_is_refused() {
        let line = Line::clone(&settled(&["salt"], &[], "x")[0]);
        let twice = [DraftLine::from(line.clone()), DraftLine::from(line)];
        let refusal = lines(&twice, &[], &mut Ids::Fresh).unwrap_err();
        assert!(
            refusal.to_string().starts_with("lines[1] is not valid: id `"),
            "{refusal}"
        );
    }

    #[test]
    fn long_steps_are_compared_by_their_words() {
        let step = |ending: &str| format!("{} {ending}", "Sweat the leeks in butter under a lid ".repeat(4));
        check(
            &[&step("for twenty minutes")],
            &[&step("for half an hour")],
            &[Some(0)],
        );
        let other = "Roll the pastry out, line a tin with it, weigh it down with beans and bake it blind until it is dry to the touch, then let it cool.";
        check(&[&step("for twenty minutes")], &[other], &[None]);
    }

    #[test]
    fn many_reworded_long_lines_find_each_other() {
        let text =
            |i: usize, word: &str| format!("{} {word}", format!("w{i} x{} y{} ", i * 7, i * 13).repeat(60));
        let old: Vec<String> = (0..150).map(|i| text(i, "old")).collect();
        let new: Vec<String> = (0..150).map(|i| text(i, "new")).collect();
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        check(&old, &new, &(0..150).map(Some).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn ids_are_unique_and_repeatable(
            old in prop::collection::vec("[abc ]{1,6}x", 0..8),
            new in prop::collection::vec("[abc ]{1,6}x", 0..8),
        ) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let current = settled(&old, &[], "old");
            let found = settled(&new, &current, "old");
            let unique: HashSet<_> = found.iter().map(|l| l.line_id).collect();
            prop_assert_eq!(unique.len(), new.len());
            prop_assert_eq!(&found, &settled(&new, &current, "old"));
        }
    }
}
