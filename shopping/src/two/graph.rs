//! The conversions of one ingredient: a graph of measures, searched breadth first.
//!
//! Edges, in the order in which they are tried: the ingredient's densities and portions, the household's units
//! for it by name, its units for every ingredient, and the fixed factors of the table. A path has at most
//! [`LONGEST`] hops and never goes through a unit without a measure (a pinch). The same rules give the same path
//! wherever and in whichever order a list is computed.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::fmt;

use heirloom_events::values::{IngredientId, RuleId, convert, folded};
use num_rational::Ratio;
use num_traits::{CheckedDiv, CheckedMul, Zero};
use serde::Serialize;

use super::measure::known;
use super::number::{Number, number, written};
use super::{Density, Food, Measure, Portion, Span, UnitRule};

/// The longest path, in conversions.
pub const LONGEST: usize = 3;

/// Which rule a conversion goes by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "by", rename_all = "lowercase")]
pub enum Via {
    /// The table of units: a kilogram is 1000 grams.
    Fixed,
    /// How heavy a millilitre of the ingredient is, in this state.
    Density {
        /// The state; none: as it comes.
        state: Option<String>,
    },
    /// How much one of it is.
    Portion {
        /// One of what.
        unit: String,
    },
    /// A unit of the household's own.
    Household {
        /// The rule.
        rule: RuleId,
    },
}

/// One conversion: one `from` is `factor` of `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hop {
    /// The measure before.
    pub from: Measure,
    /// The measure after.
    pub to: Measure,
    /// So many of the one after are one of the one before.
    #[serde(serialize_with = "written")]
    pub factor: Number,
    /// The rule.
    #[serde(flatten)]
    pub via: Via,
}

impl Hop {
    fn back(&self) -> Option<Self> {
        Some(Self {
            from: self.to.clone(),
            to: self.from.clone(),
            factor: Ratio::from_integer(1).checked_div(&self.factor)?,
            via: self.via.clone(),
        })
    }

    /// A rule's edge, where it can be one: both of its measures exact, its factor above nothing.
    fn usable(self) -> Option<Self> {
        let exact = |measure: &Measure| measure.kind().is_some();
        (exact(&self.from) && exact(&self.to) && self.from != self.to && !self.factor.is_zero())
            .then_some(self)
    }
}

/// How one measure becomes another: the conversions in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Path(pub Vec<Hop>);

impl Path {
    /// One of the first measure in the last one.
    #[must_use]
    pub fn factor(&self) -> Option<Number> {
        let one = Ratio::from_integer(1);
        self.0
            .iter()
            .try_fold(one, |factor, hop| factor.checked_mul(&hop.factor))
    }

    /// An amount in the last measure.
    #[must_use]
    pub fn convert(&self, amount: &Span) -> Option<Span> {
        amount.times(self.factor()?)
    }
}

/// The edge of a density.
pub(super) fn density_edge(density: &Density) -> Option<Hop> {
    let state = density
        .state
        .as_deref()
        .map(folded)
        .filter(|state| !state.is_empty());
    Hop {
        from: Measure::Unit(known("millilitre")),
        to: Measure::Unit(known("gram")),
        factor: number(density.grams_per_ml),
        via: Via::Density { state },
    }
    .usable()
}

/// The edge of a portion.
pub(super) fn portion_edge(portion: &Portion) -> Option<Hop> {
    let from = Measure::of(&portion.unit);
    Hop {
        to: Measure::of_id(&portion.amount_unit),
        factor: number(portion.amount),
        via: Via::Portion {
            unit: from.to_string(),
        },
        from,
    }
    .usable()
}

/// The edge of a household's unit: one `to_unit` is `factor` of `from_unit`, so it is read backwards.
pub(super) fn rule_edge(rule: &UnitRule) -> Option<Hop> {
    Hop {
        from: Measure::of(&rule.to_unit),
        to: Measure::of(&rule.from_unit),
        factor: number(rule.factor),
        via: Via::Household { rule: rule.rule_id },
    }
    .usable()
}

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
        ends.chain([to]).filter_map(|other| fixed(at, other)).collect()
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

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed => f.write_str("by the table of units"),
            Self::Density { state: None } => f.write_str("by its density"),
            Self::Density { state: Some(state) } => write!(f, "by its density, {state}"),
            Self::Portion { unit } if unit == "×" => f.write_str("by what one weighs or holds"),
            Self::Portion { unit } => write!(f, "by what one {unit} weighs or holds"),
            Self::Household { .. } => f.write_str("by the household's own unit"),
        }
    }
}
