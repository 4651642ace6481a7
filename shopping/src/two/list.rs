//! What a list is.

use std::collections::BTreeSet;

use heirloom_events::values::{LineId, Quantity, RecipeId, SelectionId};
use serde::Serialize;

use super::explain::Explanation;
use super::measure::Kind;
use super::number::quantity;
use super::{Bucket, Measure, Problem, Reason, Shown, Span};

/// A week's shopping list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct List {
    /// Its items, by category, folded name and key; those without a category last.
    pub items: Vec<Item>,
    /// Items that somebody took off it, in the same order.
    pub removed: Vec<Item>,
    /// What a cook should know about it as a whole.
    pub problems: Vec<Problem>,
}

impl List {
    /// The item of that key, removed or not.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Item> {
        self.items
            .iter()
            .chain(&self.removed)
            .find(|item| item.key == key)
    }
}

/// Where on the list an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// To buy.
    Buy,
    /// Some of it, without a number.
    ToTaste,
    /// Only optional lines name it: off unless somebody wants it.
    Optional,
    /// It is at home.
    Have,
}

/// One thing to buy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// `ingredient/<uuid>`, `text/<folded text>` or `item::<uuid>`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: Option<String>,
    /// Where it stands.
    pub group: Group,
    /// Who put it there: `recipe`, `manual`, or the slug of an application.
    pub source: String,
    /// What is needed, per kind: exactly the sum of the contributions that count.
    pub needed: Vec<Bucket>,
    /// What optional lines add, per kind, which is not in `needed`.
    pub optional: Vec<Bucket>,
    /// What is to be bought, per kind: what is needed less the pantry, or what somebody changed it to; of an item
    /// in the group [`Group::Optional`] its optional amounts. Nothing where it is all at home.
    pub open: Vec<Bucket>,
    /// Amounts that could not be summed.
    pub as_written: Vec<AsWritten>,
    /// Whether some more is wanted, without a number.
    pub to_taste: bool,
    /// What is to be bought, to read: `300 g + 1 × + to taste`.
    pub amount: String,
    /// The parts of it, one per bucket of `open`.
    pub shown: Vec<Shown>,
    /// What to take from the shelf, one per bucket of `open`: rounded up.
    pub buy: Vec<Shown>,
    /// Which line of which recipe of which entry gave what.
    pub contributions: Vec<Contribution>,
    /// Whether it is to be looked at.
    pub flagged: bool,
    /// Where it is ticked: what was ticked.
    pub tick: Option<Tick>,
    /// Where more is needed than was ticked: an open line of its own.
    pub rest: Option<Rest>,
    /// Whether some of it is at home, in a unit that says nothing here.
    pub have_some: bool,
    /// What matters in comparing with another algorithm.
    pub facts: Facts,
    /// Where every number comes from.
    pub explanation: Explanation,
}

/// An amount that could not be summed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AsWritten {
    /// The line.
    pub text: String,
    /// Why.
    pub reason: Reason,
}

/// What one line gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// The planned meal.
    pub entry: SelectionId,
    /// Which dish of it: 0 the main one.
    pub dish: u16,
    /// The recipe with the line.
    pub recipe: RecipeId,
    /// The version of it that is cooked.
    pub version: u64,
    /// The recipes that refer to it, the dish itself first.
    pub via: Vec<RecipeId>,
    /// The line.
    pub line: LineId,
    /// Whether it may be left out.
    pub optional: bool,
    /// The kind of the bucket that it went into; none: it gave no number.
    pub kind: Option<Kind>,
    /// How much, exactly, in that bucket's unit.
    pub amount: Option<Span>,
}

/// What was ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// The amounts ticked; none: all there is to it, also later.
    pub amounts: Vec<(Quantity, String)>,
    /// The same to read; empty: all of it.
    pub text: String,
}

/// What is needed beyond what was ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rest {
    /// How much, per kind.
    pub open: Vec<Bucket>,
    /// The same to read.
    pub amount: String,
    /// What to take from the shelf: rounded up.
    pub buy: Vec<Shown>,
}

/// One line as a list shows it: an item, or what is still needed of one that was ticked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// The item.
    pub item: &'a Item,
    /// Whether it is the open rest of a ticked item.
    pub is_rest: bool,
    /// Whether it is ticked.
    pub ticked: bool,
    /// How much, to read.
    pub amount: &'a str,
}

/// What is true of an item that may make it differ from another algorithm's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The folded names of the ingredients that its lines name.
    pub names: BTreeSet<String>,
    /// The units as its lines write them; empty where one has none.
    pub units: BTreeSet<String>,
    /// Whether ingredients of several ids went into it.
    pub merged: bool,
    /// Whether a density joined mass and volume.
    pub density: bool,
    /// Whether a portion or a household's unit joined amounts.
    pub portion: bool,
    /// Whether the pantry took something off.
    pub pantry: bool,
    /// Whether a line of it is optional.
    pub optional: bool,
    /// Whether a line of it is a range.
    pub range: bool,
    /// Whether a recipe is cooked for more or fewer than it says.
    pub scaled: bool,
    /// Whether a line came in by way of another recipe.
    pub referenced: bool,
    /// Whether a line's amount has no number.
    pub inexact: bool,
    /// Whether somebody changed its amount by hand.
    pub changed: bool,
}

impl Item {
    /// What a command records of a tick of the whole item: one amount per kind, as it is bought. Nothing said
    /// where an amount cannot be an event's; `0` where nothing has a number, so that a later number opens.
    ///
    /// Amounts of several kinds add up, and the last of one kind stands; so a command that ticks an item again
    /// unticks it first.
    #[must_use]
    pub fn tick_amounts(&self) -> Vec<(Option<Quantity>, Option<String>)> {
        if self.buy.is_empty() {
            return vec![(self.as_written.is_empty().then_some(Quantity::ZERO), None)];
        }
        let amount = |shown: &Shown| match quantity(shown.number) {
            Some(number) => (Some(number), Some(unit_text(&shown.unit))),
            None => (None, None),
        };
        self.buy.iter().map(amount).collect()
    }

    /// The lines that show it: itself, and the open rest.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let ticked = self.tick.as_ref();
        let own = match (ticked, &self.rest) {
            (Some(tick), Some(_)) => tick.text.as_str(),
            _ => self.amount.as_str(),
        };
        let row = |is_rest, ticked, amount| Row {
            item: self,
            is_rest,
            ticked,
            amount,
        };
        let rest = self
            .rest
            .as_ref()
            .map(move |rest| row(true, false, rest.amount.as_str()));
        std::iter::once(row(false, ticked.is_some(), own)).chain(rest)
    }

    /// Whether contributions of this kind, optional or not, are exactly the item's amount: what a check of a
    /// stored list computes again.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let of = |optional: bool, bucket: &Bucket| {
            let parts = self.contributions.iter().filter(|part| part.optional == optional);
            let mut amounts = parts
                .filter(|part| part.kind.as_ref() == Some(&bucket.kind))
                .filter_map(|part| part.amount);
            amounts.try_fold(Span::ZERO, |sum, amount| sum.plus(&amount)) == Some(bucket.amount)
        };
        let is_own_line = self.contributions.is_empty() && self.key.starts_with("item::");
        is_own_line
            || self.needed.iter().all(|bucket| of(false, bucket))
                && self.optional.iter().all(|bucket| of(true, bucket))
    }
}

/// A unit in a form that is read back as the same measure, whatever the household calls a cup.
fn unit_text(unit: &Measure) -> String {
    match unit.unit() {
        Some(unit) if unit.id.as_str().starts_with("us_") => unit.id.to_string(),
        Some(unit) => unit.singular.to_owned(),
        None => unit.as_str().to_owned(),
    }
}
