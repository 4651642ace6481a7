//! An explanation in words that a cook understands.

use std::fmt;

use super::numerals::{plain, plainly};
use super::{Explanation, Measure, Missing, Reason, Span, Step};

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        self.steps.iter().try_for_each(|step| {
            f.write_str("\n  ")?;
            step.write(f, &self.name)
        })
    }
}

impl Step {
    /// Writes the step for an item of that name.
    fn write(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        match self {
            Self::Source { .. } => self.write_source(f),
            Self::Own { source, amount } if amount.is_empty() => write!(f, "put on the list ({source})"),
            Self::Own { source, amount } => write!(f, "put on the list ({source}): {amount}"),
            Self::Sum { parts, total, unit } => write!(f, "these {parts} together: {}", plainly(total, unit)),
            Self::Convert { .. } => self.write_conversion(f),
            Self::NotJoined { left, right, missing } => {
                write!(f, "{left} and {right} stay apart: ")?;
                missing.write(f, name)
            }
            Self::NotSummed { text, reason } => write!(f, "`{text}` is not in the sum: {reason}"),
            Self::Pantry { stock, left } if left.is_empty() => {
                write!(f, "at home: {stock}, so nothing is to be bought")
            }
            Self::Pantry { stock, left } => write!(f, "at home: {stock}, which leaves {left}"),
            Self::HaveSome { stock } => write!(
                f,
                "at home: {stock}, which says nothing about how much of this that is"
            ),
            Self::AtHome => f.write_str("it is at home"),
            Self::Changed { amount } => write!(f, "changed by hand to {amount}"),
            Self::Ticked { amount, rest } => {
                f.write_str("ticked: ")?;
                f.write_str(if amount.is_empty() { "all of it" } else { amount })?;
                if !rest.is_empty() {
                    write!(f, "; more is needed now: {rest}")?;
                }
                Ok(())
            }
            Self::Rounded {
                exact,
                unit,
                shown,
                buy,
                up,
            } => {
                let up = if *up { " (rounded up)" } else { "" };
                write!(
                    f,
                    "{}: shown as {shown}, bought as {buy}{up}",
                    plainly(exact, unit)
                )
            }
        }
    }

    fn write_source(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Source {
            date,
            title,
            version,
            within,
            text,
            scale,
            amount,
            unit,
            optional,
            ..
        } = self
        else {
            return Ok(());
        };
        write!(f, "{date} {title} (version {version})")?;
        within
            .iter()
            .rev()
            .try_for_each(|outer| write!(f, " in {outer}"))?;
        write!(f, ": `{text}`")?;
        match scale {
            Some(scale) if *scale == Span::ONE => {}
            Some(scale) if scale.is_range() => {
                write!(f, ", {}–{} times", plain(scale.low), plain(scale.high))?
            }
            Some(scale) => write!(f, ", {} times", plain(scale.high))?,
            None => f.write_str(", times a number beyond counting")?,
        }
        match amount {
            Some(amount) => write!(f, " {}", equals(amount, unit))?,
            None => f.write_str(", without a number")?,
        }
        f.write_str(if *optional { " (optional)" } else { "" })
    }

    fn write_conversion(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Convert {
            amount,
            unit,
            result,
            path,
        } = self
        else {
            return Ok(());
        };
        let last = path.0.last().map_or(unit, |hop| &hop.to);
        write!(f, "{} {}", plainly(amount, unit), equals(result, last))?;
        if let ([hop], true) = (&path.0[..], *amount == Span::ONE) {
            return write!(f, ", {}", hop.via);
        }
        for hop in &path.0 {
            let (one, factor) = (hop.from.label(false), Span::exactly(hop.factor));
            write!(f, "; 1 {one} {} {}", equals(&factor, &hop.to), hop.via)?;
        }
        Ok(())
    }
}

/// `= 3 g`, or `≈ 3.001 g`.
fn equals(amount: &Span, unit: &Measure) -> String {
    let amount = plainly(amount, unit);
    if amount.starts_with('≈') {
        amount
    } else {
        format!("= {amount}")
    }
}

impl Missing {
    fn write(&self, f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
        match self {
            Self::Density => write!(f, "no density of `{name}` is known"),
            Self::Portion { unit } if *unit == Measure::each() => {
                write!(f, "no portion rule for one `{name}` is known")
            }
            Self::Portion { unit } => write!(f, "no portion rule for one {unit} of `{name}` is known"),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absurd => "its number leaves what can be computed exactly",
            Self::Temperature => "temperatures are never added",
        })
    }
}
