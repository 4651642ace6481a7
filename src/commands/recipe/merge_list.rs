//! The three-way merge of a list whose entries have ids.
//!
//! Entries: kept, changed or removed by one side is taken; removed here and changed there is a clash, and
//! so is changed in two ways. Order: where one side moved entries, its order is taken; where both did,
//! differently, that is a clash. Additions stay behind the entry that they followed; of two additions in
//! one place the one with the smaller id comes first (ids sort by the time of their making), so that it
//! does not matter who merges whom.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use heirloom_events::recipe::{Line, Step};
use heirloom_events::values::{LineId, StepId, folded};

use super::merge::{Clash, shortened};

/// An entry of a list that is merged.
pub(crate) trait Listed: Clone + PartialEq {
    type Id: Clone + Eq + Hash + Ord;
    /// What such an entry is called.
    const KIND: &'static str;
    fn id(&self) -> Self::Id;
    fn shown(&self) -> String;
    /// What stays where both sides changed one entry differently; none: it was taken away.
    fn settled<'a>(_theirs: Option<&'a Self>, mine: Option<&'a Self>) -> Option<&'a Self> {
        mine
    }
}

impl Listed for Line {
    type Id = LineId;
    const KIND: &'static str = "line";
    fn id(&self) -> LineId {
        self.line_id
    }
    fn shown(&self) -> String {
        self.text.clone()
    }
}

impl Listed for Step {
    type Id = StepId;
    const KIND: &'static str = "step";
    fn id(&self) -> StepId {
        self.step_id
    }
    fn shown(&self) -> String {
        self.text.clone()
    }
}

/// A tag: a recipe has one of each, however it is spelt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tag(pub(crate) String);

impl Listed for Tag {
    type Id = String;
    const KIND: &'static str = "tag";
    fn id(&self) -> String {
        folded(&self.0)
    }
    fn shown(&self) -> String {
        self.0.clone()
    }
    /// A tag that one side still has stays; of two spellings the one that sorts first, so that it does not
    /// matter who merges whom.
    fn settled<'a>(theirs: Option<&'a Self>, mine: Option<&'a Self>) -> Option<&'a Self> {
        theirs.into_iter().chain(mine).min()
    }
}

/// What both sides together say; clashes are reported and `mine` is taken.
pub(crate) fn merge<T: Listed>(base: &[T], theirs: &[T], mine: &[T], clashes: &mut Vec<Clash>) -> Vec<T> {
    let kept = entries(base, theirs, mine, clashes);
    let order = order(base, theirs, mine, clashes);
    let spine: HashSet<&T::Id> = order.iter().collect();
    let runs = [additions(theirs, &kept, &spine), additions(mine, &kept, &spine)];
    let mut merged = Merged {
        kept: &kept,
        done: HashSet::new(),
        list: Vec::with_capacity(kept.len()),
    };
    merged.push_runs(&runs, None);
    for id in &order {
        merged.push(id);
        merged.push_runs(&runs, Some(id));
    }
    merged.list
}

fn by_id<T: Listed>(list: &[T]) -> HashMap<T::Id, &T> {
    list.iter().map(|entry| (entry.id(), entry)).collect()
}

/// Every entry that stays, as it stays.
fn entries<T: Listed>(base: &[T], theirs: &[T], mine: &[T], clashes: &mut Vec<Clash>) -> BTreeMap<T::Id, T> {
    let (was, there, here) = (by_id(base), by_id(theirs), by_id(mine));
    let mut kept = BTreeMap::new();
    let mut seen = HashSet::new();
    for id in base.iter().chain(theirs).chain(mine).map(Listed::id) {
        if !seen.insert(id.clone()) {
            continue;
        }
        let (b, t, m) = (
            was.get(&id).copied(),
            there.get(&id).copied(),
            here.get(&id).copied(),
        );
        let apart = t != b && m != b && t != m;
        let winner = match m == b {
            true => t,
            false if apart => T::settled(t, m),
            false => m,
        };
        if apart {
            let named = b.or(m).or(t).map(Listed::shown).unwrap_or_default();
            clashes.push(Clash {
                place: format!("{} “{}”", T::KIND, shortened(&named)),
                theirs: t.map(Listed::shown),
                mine: m.map(Listed::shown),
            });
        }
        if let Some(entry) = winner {
            kept.insert(id, entry.clone());
        }
    }
    kept
}

/// The order of the entries that all three have.
fn order<T: Listed>(base: &[T], theirs: &[T], mine: &[T], clashes: &mut Vec<Clash>) -> Vec<T::Id> {
    let (there, here, was) = (by_id(theirs), by_id(mine), by_id(base));
    let common = |list: &[T]| -> Vec<T::Id> {
        let in_all = |id: &T::Id| was.contains_key(id) && there.contains_key(id) && here.contains_key(id);
        list.iter().map(Listed::id).filter(in_all).collect()
    };
    let (was, there, here) = (common(base), common(theirs), common(mine));
    if here == was {
        return there;
    }
    if there != was && there != here {
        clashes.push(Clash {
            place: format!("the order of the {}s", T::KIND),
            theirs: Some("one way".into()),
            mine: Some("another way".into()),
        });
    }
    here
}

/// By the entry that they follow, the kept entries of one side that stand outside the common order.
fn additions<T: Listed>(side: &[T], kept: &BTreeMap<T::Id, T>, spine: &HashSet<&T::Id>) -> Runs<T::Id> {
    let mut runs = Runs::new();
    let mut after = None;
    for id in side.iter().map(Listed::id) {
        if spine.contains(&id) {
            after = Some(id);
        } else if kept.contains_key(&id) {
            runs.entry(after.clone()).or_default().push(id);
        }
    }
    runs
}

/// Entries of one side by the entry that they follow; none: at the beginning.
type Runs<I> = HashMap<Option<I>, Vec<I>>;

struct Merged<'a, T: Listed> {
    kept: &'a BTreeMap<T::Id, T>,
    done: HashSet<T::Id>,
    list: Vec<T>,
}

impl<T: Listed> Merged<'_, T> {
    fn push(&mut self, id: &T::Id) {
        if let Some(entry) = self.kept.get(id)
            && self.done.insert(id.clone())
        {
            self.list.push(entry.clone());
        }
    }

    fn push_runs(&mut self, runs: &[Runs<T::Id>; 2], after: Option<&T::Id>) {
        let mut here: Vec<&Vec<T::Id>> = runs.iter().filter_map(|run| run.get(&after.cloned())).collect();
        here.sort();
        here.into_iter().flatten().for_each(|id| self.push(id));
    }
}
