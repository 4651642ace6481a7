//! Which of a list's entries were moved: as few as explain the new order.

use std::collections::HashMap;
use std::hash::Hash;

/// The entries that stand in another order than before, by their ids, in the new order. Entries that came
/// or went are not counted; of two that changed places, one was moved.
///
/// Those that were not moved are a longest run that still ascends (patience sorting, O(n log n)).
#[must_use]
pub fn moved<K: Copy + Eq + Hash>(before: &[K], after: &[K]) -> Vec<K> {
    let rank: HashMap<K, usize> = before.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let common: Vec<(K, usize)> = after
        .iter()
        .filter_map(|id| rank.get(id).map(|rank| (*id, *rank)))
        .collect();
    let stayed = longest_ascent(&common.iter().map(|(_, rank)| *rank).collect::<Vec<_>>());
    let moved = common.iter().zip(stayed).filter(|(_, stayed)| !stayed);
    moved.map(|((id, _), _)| *id).collect()
}

/// Marks the members of one longest strictly ascending subsequence.
fn longest_ascent(ranks: &[usize]) -> Vec<bool> {
    // tails[n]: where the ascent of n + 1 members with the smallest end ends.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(ranks.len());
    for (at, rank) in ranks.iter().enumerate() {
        let length = tails.partition_point(|&tail| ranks[tail] < *rank);
        previous.push(length.checked_sub(1).map(|shorter| tails[shorter]));
        if length == tails.len() {
            tails.push(at);
        } else {
            tails[length] = at;
        }
    }
    let mut members = vec![false; ranks.len()];
    let mut at = tails.last().copied();
    while let Some(member) = at {
        members[member] = true;
        at = previous[member];
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_few_as_possible_were_moved() {
        assert_eq!(moved(&[1, 2, 3, 4], &[4, 1, 2, 3]), [4]);
        assert_eq!(moved(&[1, 2, 3, 4], &[2, 3, 4, 1]), [1]);
        assert_eq!(moved(&[1, 2, 3], &[3, 2, 1]).len(), 2);
        assert_eq!(moved(&[1, 2, 3], &[1, 9, 3]), [0_i32; 0]);
    }

    proptest! {
        #[test]
        fn without_the_moved_ones_the_order_is_the_old_one(
            after in Just((0..12).collect::<Vec<u8>>()).prop_shuffle(),
        ) {
            let before: Vec<u8> = (0..12).collect();
            let moved = moved(&before, &after);
            let stayed: Vec<u8> = after.into_iter().filter(|id| !moved.contains(id)).collect();
            prop_assert!(stayed.is_sorted());
        }
    }
}
