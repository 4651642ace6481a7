//! The conversions of one ingredient: a graph of measures, searched breadth first.
//!
//! Edges, in the order in which they are tried: the ingredient's densities and portions, the household's units
//! for it by name, its units for every ingredient, and the fixed factors of the table. A path has at most
//! [`LONGEST`] hops and never goes through a unit without a measure (a pinch). The same rules give the same path
//! wherever and in whichever order a list is computed.

use std::collections::{BTreeMap, HashSet, VecDeque};

use heirloom_events::values::{IngredientId, convert, folded};
use num_rational::Ratio;

use super::edge::{Hop, Path, Via, density_edge, portion_edge, rule_edge};
use super::{Food, Measure, UnitRule};

/// The longest path, in conversions.
pub const LONGEST: usize = 3;

/// The rules that apply to one ingredient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    edges: Vec<Hop>,
}

impl Graph {
    /// The graph of these edges, tried in this order.
    #[must_use]
    pub fn new(edges: Vec<Hop>) -> Self {
        Self { edges }
    }

    /// The graph of an ingredient, with what those that were merged into it know, and of the household's units.
    ///
    /// A rule of the ingredient itself stands before one of the same units of a merged one, and of the
    /// household's rules the one that was set last, as in the application.
    #[must_use]
    pub fn of(
        id: IngredientId,
        foods: &BTreeMap<IngredientId, Food>,
        members: &[IngredientId],
        rules: &[UnitRule],
    ) -> Self {
        let own = foods.get(&id).into_iter();
        let others = members
            .iter()
            .filter(|member| **member != id)
            .filter_map(|member| foods.get(member));
        let foods: Vec<&Food> = own.chain(others).collect();
        let mut edges = Vec::new();
        for food in &foods {
            let mut densities: Vec<Hop> = food.densities.iter().filter_map(density_edge).collect();
            let mut portions: Vec<Hop> = food.portions.iter().filter_map(portion_edge).collect();
            densities.sort_by(|a, b| a.via.cmp(&b.via));
            portions.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
            edges.extend(densities);
            edges.extend(portions);
        }
        if !rules.is_empty() {
            let names = foods
                .iter()
                .flat_map(|food| food.aliases.iter().chain([&food.name]));
            let names: HashSet<String> = names.map(|name| folded(name)).collect();
            let of_name = |rule: &&UnitRule| names.contains(&folded(&rule.ingredient_name));
            edges.extend(rules.iter().rev().filter(of_name).filter_map(rule_edge));
            edges.extend(Self::household(rules).edges);
        }
        Self { edges }
    }

    /// The graph of something that is no ingredient: only the household's units for everything apply.
    #[must_use]
    pub fn household(rules: &[UnitRule]) -> Self {
        let global = |rule: &&UnitRule| rule.ingredient_name.trim().is_empty();
        Self {
            edges: rules.iter().rev().filter(global).filter_map(rule_edge).collect(),
        }
    }

    /// The graph of the edges that `keep` says.
    pub(super) fn filtered(&self, keep: impl Fn(&Hop) -> bool) -> Self {
        Self {
            edges: self.edges.iter().filter(|edge| keep(edge)).cloned().collect(),
        }
    }

    /// The states that a density is known of.
    pub fn states(&self) -> impl Iterator<Item = &str> {
        self.edges.iter().filter_map(|edge| match &edge.via {
            Via::Density { state } => state.as_deref(),
            _ => None,
        })
    }

    /// The shortest way from one measure to another, for the ingredient in this state; among equally short ones
    /// the first by the order of edges. The empty way where both are the same.
    #[must_use]
    pub fn path(&self, from: &Measure, to: &Measure, state: Option<&str>) -> Option<Path> {
        if from == to {
            return Some(Path::default());
        }
        // most ways have one hop, and then nothing needs to be searched
        let direct = self
            .rules_at(from, |via| self.applies(via, state))
            .into_iter()
            .find(|hop| hop.to == *to);
        if let Some(hop) = direct.or_else(|| fixed(from, to)) {
            return Some(Path(vec![hop]));
        }
        if self.edges.is_empty() {
            return None;
        }
        let mut seen = HashSet::from([from.clone()]);
        let mut queue = VecDeque::from([(from.clone(), Vec::new())]);
        while let Some((at, hops)) = queue.pop_front() {
            if at == *to {
                return Some(Path(hops));
            }
            if hops.len() == LONGEST {
                continue;
            }
            for hop in self.hops(&at, to, state) {
                if seen.insert(hop.to.clone()) {
                    let next = hop.to.clone();
                    queue.push_back((next, hops.iter().cloned().chain([hop]).collect()));
                }
            }
        }
        None
    }

    /// Every way without a circle from one measure to another, for any state: what a new rule is held against.
    pub(super) fn paths(&self, from: &Measure, to: &Measure) -> Vec<Path> {
        let mut found = Vec::new();
        let mut open = vec![(from.clone(), Vec::<Hop>::new())];
        while let Some((at, hops)) = open.pop() {
            if at == *to {
                found.push(Path(hops));
                continue;
            }
            if hops.len() == LONGEST {
                continue;
            }
            let mut next = self.rules_at(&at, |_| true);
            next.extend(self.fixed_at(&at, to));
            next.retain(|hop| hop.to != *from && hops.iter().all(|before| before.from != hop.to));
            open.extend(
                next.into_iter()
                    .map(|hop| (hop.to.clone(), hops.iter().cloned().chain([hop]).collect())),
            );
        }
        found.sort_by_key(|path| path.0.len());
        found
    }

    fn hops(&self, at: &Measure, to: &Measure, state: Option<&str>) -> Vec<Hop> {
        let mut hops = self.rules_at(at, |via| self.applies(via, state));
        hops.extend(self.fixed_at(at, to));
        hops
    }

    /// Whether a rule is one of the ingredient in this state: a density of exactly it, or of no state where none is
    /// known of this one.
    fn applies(&self, via: &Via, state: Option<&str>) -> bool {
        let Via::Density { state: of } = via else {
            return true;
        };
        let known = state.filter(|state| self.states().any(|known| known == *state));
        of.as_deref() == known
    }

    /// What the rules make of a measure, forwards and backwards, in their order.
    fn rules_at(&self, at: &Measure, usable: impl Fn(&Via) -> bool) -> Vec<Hop> {
        let here = |edge: &Hop| {
            if edge.from == *at {
                Some(edge.clone())
            } else if edge.to == *at {
                edge.back()
            } else {
                None
            }
        };
        self.edges
            .iter()
            .filter(|edge| usable(&edge.via))
            .filter_map(here)
            .collect()
    }

    /// What the table makes of a measure: the units of its dimension that a rule or the goal names.
    fn fixed_at(&self, at: &Measure, to: &Measure) -> Vec<Hop> {
        let ends = self.edges.iter().flat_map(|edge| [&edge.from, &edge.to]);
        let mut hops = Vec::<Hop>::new();
        for hop in ends.chain([to]).filter_map(|other| fixed(at, other)) {
            if hops.iter().all(|known| known.to != hop.to) {
                hops.push(hop);
            }
        }
        hops
    }
}

/// The table's own conversion between two units of one dimension.
fn fixed(from: &Measure, to: &Measure) -> Option<Hop> {
    if from == to {
        return None;
    }
    Some(Hop {
        from: from.clone(),
        to: to.clone(),
        factor: convert(Ratio::from_integer(1), from.unit()?, to.unit()?)?,
        via: Via::Fixed,
    })
}
