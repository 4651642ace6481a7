//! What is at home, taken off the sum of the whole list through the same rules that joined it.

use num_traits::{CheckedDiv, CheckedMul, CheckedSub, Zero};

use super::graph::Graph;
use super::number::{Number, number};
use super::numerals::plainly;
use super::show::in_unit;
use super::{Bucket, House, Measure, Pantry, Span, Step};

/// What the pantry makes of an item.
#[derive(Clone, Debug, Default)]
pub(super) struct AtHome {
    /// What is left to buy; a kind of which all is there is gone.
    pub open: Vec<Bucket>,
    pub steps: Vec<Step>,
    /// Whether there is always enough.
    pub on_hand: bool,
    /// Whether stock took something off.
    pub took: bool,
    /// Whether there is stock of which nothing can be computed.
    pub have_some: bool,
}

/// Takes stock off what is needed. Each list looks at the stock for itself; it is only written down when
/// somebody says so.
pub(super) fn take(needed: &[Bucket], stocks: &[&Pantry], graph: &Graph, house: &House) -> AtHome {
    let mut home = AtHome {
        open: needed.to_vec(),
        on_hand: stocks.iter().any(|stock| stock.on_hand),
        ..AtHome::default()
    };
    for stock in stocks {
        home.take(stock, graph, house);
    }
    home.open.retain(|bucket| !bucket.amount.is_zero());
    home
}

impl AtHome {
    fn take(&mut self, stock: &Pantry, graph: &Graph, house: &House) {
        let Some(quantity) = stock.quantity.map(number).filter(|quantity| !quantity.is_zero()) else {
            return;
        };
        let measure = Measure::of_household(stock.unit.as_deref().unwrap_or(""), house);
        let text = plainly(&Span::exactly(quantity), &measure);
        match self.take_through(quantity, &measure, graph) {
            Some(()) => {
                self.took = true;
                let left = self.open.iter().filter(|bucket| !bucket.amount.is_zero());
                let left: Vec<String> = left.map(|b| in_unit(&b.amount, b.unit.clone()).text).collect();
                self.steps.push(Step::Pantry {
                    stock: text,
                    left: left.join(" + "),
                });
            }
            None => {
                self.have_some = true;
                self.steps.push(Step::HaveSome { stock: text });
            }
        }
    }

    /// Takes from the bucket of the stock's own kind first, then from the others in order; none where there is
    /// no way to any of them.
    fn take_through(&mut self, mut stock: Number, measure: &Measure, graph: &Graph) -> Option<()> {
        let kind = measure.kind()?;
        let mut reached = None;
        let mut order: Vec<usize> = (0..self.open.len()).collect();
        order.sort_by_key(|at| self.open[*at].kind != kind);
        for at in order {
            let bucket = &mut self.open[at];
            let factor = graph
                .path(measure, &bucket.unit, None)
                .and_then(|path| path.factor());
            let there = factor.and_then(|factor| Some((factor, factor.checked_mul(&stock)?)));
            let Some((factor, there)) = there else {
                continue;
            };
            let taken = there.min(bucket.amount.high);
            let left = bucket.amount.less(there);
            let used = taken
                .checked_div(&factor)
                .and_then(|used| stock.checked_sub(&used));
            if let (Some(left), Some(rest)) = (left, used) {
                (bucket.amount, stock, reached) = (left, rest, Some(()));
            }
        }
        reached
    }
}
