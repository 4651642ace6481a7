//! An ingredient line: a part of `IngredientLineAdded` and `IngredientLineChanged`, and of every content.

mod v1_to_v2;
mod v2_to_v3;
// The next step goes here.

pub use v1_to_v2::V1ToV2;
pub use v2_to_v3::V2ToV3;

use std::collections::BTreeMap;

use heirloom_events::recipe::line::{v1, v2, v3};
use heirloom_events::values::LineId;

use crate::part::PartStep;
use crate::step::StepError;

/// What older lines cannot hold, by line: the line's id, with `#2`, `#3` … where an id comes again (commands
/// never do that, a log written by hand may). An id finds its line even where an index would not.
pub type ByLine<R> = BTreeMap<String, R>;

/// Any version of a line.
pub trait HasLineId {
    /// Its id.
    fn line_id(&self) -> LineId;
}

macro_rules! has_line_id {
    ($($line:ty),+ $(,)?) => {$(
        impl HasLineId for $line {
            fn line_id(&self) -> LineId {
                self.line_id
            }
        }
    )+};
}
has_line_id!(
    v1::Line,
    v2::Line,
    v3::Line, // The next version goes here.
);

/// Lines in the next version.
pub fn up<P>(old: Vec<P::Old>, residue: Option<ByLine<P::Residue>>) -> Result<Vec<P::New>, StepError>
where
    P: PartStep<Old: HasLineId>,
{
    let Some(mut residue) = residue else {
        let each = old.into_iter().enumerate();
        return each.map(|(at, line)| inside(at, P::up(line, None))).collect();
    };
    let mut keys = Keys::default();
    let mut lines = Vec::with_capacity(old.len());
    for (at, line) in old.into_iter().enumerate() {
        let own = residue.remove(&keys.next(line.line_id()));
        lines.push(inside(at, P::up(line, own))?);
    }
    match residue.into_keys().next() {
        None => Ok(lines),
        Some(key) => Err(StepError::at(
            "lines",
            format!("the residue speaks of line `{key}`, which is not there"),
        )),
    }
}

/// Lines in the version before, and what it cannot hold of them.
pub type Down<P> = (
    Vec<<P as PartStep>::Old>,
    Option<ByLine<<P as PartStep>::Residue>>,
);

/// Lines in the version before, and what it cannot hold of them.
pub fn down<P>(new: Vec<P::New>) -> Result<Down<P>, StepError>
where
    P: PartStep<New: HasLineId>,
{
    let mut keys = Keys::default();
    let mut residues = ByLine::new();
    let mut lines = Vec::with_capacity(new.len());
    for (at, line) in new.into_iter().enumerate() {
        let key = keys.next(line.line_id());
        let (old, residue) = inside(at, P::down(line))?;
        lines.push(old);
        residues.extend(residue.map(|residue| (key, residue)));
    }
    Ok((lines, Some(residues).filter(|residues| !residues.is_empty())))
}

fn inside<T>(at: usize, step: Result<T, StepError>) -> Result<T, StepError> {
    step.map_err(|error| error.inside(&format!("lines[{at}]")))
}

/// The keys of lines, one after the other.
#[derive(Default)]
struct Keys(BTreeMap<LineId, u32>);

impl Keys {
    fn next(&mut self, id: LineId) -> String {
        let times = self.0.entry(id).or_default();
        *times += 1;
        match *times {
            1 => id.to_string(),
            again => format!("{id}#{again}"),
        }
    }
}
