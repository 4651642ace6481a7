//! Which revision is meant.

use crate::revisions::{NoSuchRevision, State, all, find};

/// No revision is meant by that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownTarget {
    /// There is none of that name.
    #[error(transparent)]
    Name(#[from] NoSuchRevision),
    /// There are not so many.
    #[error("`{asked}` leads to no revision: {there_are} the active one, `{active}`")]
    TooFar {
        /// What was asked for.
        asked: String,
        /// What there is.
        there_are: String,
        /// The active revision.
        active: &'static str,
    },
}

/// The revision of that name, slug, `head`, or so many after (`+1`) or before (`-1`) the active one.
///
/// # Errors
/// Where there is none.
pub fn resolve(asked: &str, active: &State) -> Result<State, UnknownTarget> {
    let Some(steps) = relative(asked) else {
        return Ok(find(asked)?);
    };
    let index = active.index.checked_add_signed(steps);
    let known = index.filter(|index| *index < all().len());
    let (count, side) = match asked.starts_with('-') {
        true => (active.index, "before"),
        false => (all().len().saturating_sub(active.index + 1), "after"),
    };
    let there_are = match count {
        0 => format!("there is none {side}"),
        1 => format!("there is one {side}"),
        n => format!("there are {n} {side}"),
    };
    known.map(State::at).ok_or_else(|| UnknownTarget::TooFar {
        asked: asked.to_owned(),
        there_are,
        active: active.name,
    })
}

/// `+1` or `-2` as a number.
fn relative(asked: &str) -> Option<isize> {
    let is_relative = asked.starts_with(['+', '-']);
    is_relative.then(|| asked.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_names_count_from_the_active_revision_and_stay_inside_the_manifest() {
        let initial = find("initial").unwrap();
        let head = find("head").unwrap();
        assert_eq!(resolve("+0", &initial).unwrap(), initial);
        assert_eq!(resolve("head", &initial).unwrap(), head);
        assert!(resolve("-1", &initial).is_err());
        assert!(resolve("+1", &head).is_err());
        let error = resolve("-1", &initial).unwrap_err().to_string();
        assert_eq!(
            error,
            "`-1` leads to no revision: there is none before the active one, `2026_11_20_0900_initial`"
        );
        let error = resolve("-9999999999999999999", &initial).unwrap_err().to_string();
        assert!(error.contains("no revision is called"), "{error}");
        assert_eq!(resolve(&format!("-{}", head.index), &head).unwrap(), initial);
    }
}
