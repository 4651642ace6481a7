//! From planned meals to sources: every ingredient line that is cooked, with the factor by which it is cooked.
//! A line that stands for another recipe is replaced by that recipe's lines, at most [`DEEPEST`] times over.

use chrono::NaiveDate;
use heirloom_events::values::{RecipeId, SelectionId, folded};
use num_traits::{CheckedDiv, Zero};

use super::measure::Kind;
use super::number::{Number, number};
use super::{Dish, Entry, Input, Line, Measure, Problem, ShoppingMode, Span};

/// How many recipes deep a recipe may refer.
pub const DEEPEST: usize = 8;

/// The category that [`ShoppingMode::ProduceOnly`] keeps.
const PRODUCE: &str = "produce";

/// A line that is cooked.
#[derive(Clone, Debug)]
pub(super) struct Source<'a> {
    pub entry: SelectionId,
    pub date: NaiveDate,
    /// Which dish of the entry: 0 the main one.
    pub dish: u16,
    pub recipe: &'a Dish,
    pub line: &'a Line,
    /// The recipes that referred to this one, the entry's own first.
    pub via: Vec<RecipeId>,
    /// Their titles.
    pub within: Vec<&'a str>,
    /// By how much the line is multiplied; none: the number became absurd.
    pub scale: Option<Span>,
    /// Whether a line on the way was optional.
    pub optional: bool,
}

/// Every line that active entries cook, in an order that does not depend on the input's.
pub(super) fn sources(input: &Input) -> (Vec<Source<'_>>, Vec<Problem>) {
    let mut expansion = Expansion {
        input,
        sources: Vec::new(),
        problems: Vec::new(),
    };
    for entry in input.entries.iter().filter(|entry| entry.active) {
        expansion.entry(entry);
    }
    let Expansion {
        mut sources,
        mut problems,
        ..
    } = expansion;
    sources.sort_by(|a, b| order(a).cmp(&order(b)));
    problems.sort();
    problems.dedup();
    (sources, problems)
}

fn order<'a>(source: &'a Source<'_>) -> impl Ord + use<'a> {
    let line = source.line;
    (
        source.date,
        source.entry,
        source.dish,
        &source.via,
        source.recipe.recipe_id,
        line.line_id,
        &line.text,
    )
}

struct Expansion<'a> {
    input: &'a Input,
    sources: Vec<Source<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Expansion<'a> {
    fn entry(&mut self, entry: &'a Entry) {
        // for nobody, nothing is cooked
        if entry.mode == ShoppingMode::None || entry.servings == Some(0) {
            return;
        }
        for (place, dish) in entry.dishes.iter().enumerate() {
            if let (Some(wanted), None | Some(0)) = (entry.servings, dish.servings) {
                let (recipe, title) = (dish.recipe_id, dish.title.clone());
                self.problems.push(Problem::NoServings {
                    recipe,
                    title,
                    wanted,
                });
            }
            let root = Source {
                entry: entry.entry,
                date: entry.date,
                dish: u16::try_from(place).unwrap_or(u16::MAX),
                recipe: dish,
                line: match dish.lines.first() {
                    Some(line) => line,
                    None => continue,
                },
                via: Vec::new(),
                within: Vec::new(),
                scale: Some(servings(entry.servings, dish)),
                optional: false,
            };
            self.recipe(&root, entry);
        }
    }

    /// All lines of the recipe that `at` stands in.
    fn recipe(&mut self, at: &Source<'a>, entry: &'a Entry) {
        for line in &at.recipe.lines {
            let source = Source {
                line,
                optional: at.optional || line.optional,
                ..at.clone()
            };
            match line.references {
                Some(id) => self.reference(source, id, entry),
                None => self.take(source, entry.mode),
            }
        }
    }

    fn take(&mut self, source: Source<'a>, mode: ShoppingMode) {
        if mode == ShoppingMode::All || is_produce(self.input, source.line) {
            self.sources.push(source);
        }
    }

    /// The lines of the recipe that a line stands for; or the line as it is, and why.
    fn reference(&mut self, source: Source<'a>, id: RecipeId, entry: &'a Entry) {
        match self.follow(&source, id, entry) {
            Ok(inner) => self.recipe(&inner, entry),
            Err(problem) => {
                self.problems.push(problem);
                self.take(source, entry.mode);
            }
        }
    }

    fn follow(&self, source: &Source<'a>, id: RecipeId, entry: &'a Entry) -> Result<Source<'a>, Problem> {
        let (recipe, text) = (source.recipe.recipe_id, source.line.text.clone());
        if recipe == id || source.via.contains(&id) {
            return Err(Problem::Cycle { recipe, text });
        }
        if source.via.len() >= DEEPEST {
            return Err(Problem::TooDeep { recipe, text });
        }
        let Some(inner) = entry.references.get(&id) else {
            return Err(Problem::NoSuchRecipe { recipe, text });
        };
        let measure = Measure::of_line(
            source.line.unit.as_deref(),
            source.line.unit_id.as_ref(),
            &self.input.house,
        );
        let Some(batch) = batch(&measure, inner) else {
            return Err(Problem::NoSuchYield {
                recipe,
                text,
                unit: measure.to_string(),
            });
        };
        let amount = source.line.amount.map_or(Span::ONE, Span::from);
        // Multiplied once per reference: the amounts of the recipe inside are those of one batch of it.
        let factor = batch.and_then(|batch| amount.times(Number::new_raw(1, 1).checked_div(&batch)?));
        let scale = source
            .scale
            .zip(factor)
            .and_then(|(outer, factor)| outer.scaled(&factor));
        let mut at = Source {
            recipe: inner,
            scale,
            ..source.clone()
        };
        at.via.push(recipe);
        at.within.push(&source.recipe.title);
        Ok(at)
    }
}

/// How much of that measure a batch of the recipe is: `Some(None)` where the number became absurd, none where
/// the recipe does not say.
fn batch(measure: &Measure, recipe: &Dish) -> Option<Option<Number>> {
    match measure.as_str() {
        "batch" | "each" => Some(Some(Number::from_integer(1))),
        "serving" => recipe
            .servings
            .filter(|n| *n > 0)
            .map(|n| Some(Number::from_integer(n.into()))),
        _ => {
            let kind = measure.kind()?;
            let (amount, unit) = recipe.yields.iter().find(|(amount, unit)| {
                !number(*amount).is_zero() && Measure::of_id(unit).kind().as_ref() == Some(&kind)
            })?;
            if matches!(kind, Kind::Words(_)) {
                return Some(Some(number(*amount)));
            }
            let unit = heirloom_events::values::unit(unit)?;
            Some(heirloom_events::values::convert(
                number(*amount),
                unit,
                measure.unit()?,
            ))
        }
    }
}

/// How often a recipe is cooked for that many; once where one of the two is not said.
fn servings(wanted: Option<u32>, dish: &Dish) -> Span {
    match (wanted, dish.servings) {
        (Some(wanted), Some(servings)) if servings > 0 => {
            Span::exactly(Number::new(wanted.into(), servings.into()))
        }
        _ => Span::ONE,
    }
}

fn is_produce(input: &Input, line: &Line) -> bool {
    let food = line.ingredient_id.and_then(|id| input.foods.get(&id));
    let canonical = food.and_then(|food| input.foods.get(&food.canonical)).or(food);
    let category = canonical.and_then(|food| food.category.as_deref());
    category.is_some_and(|category| folded(category) == PRODUCE)
}
