//! Which revision is meant.

use crate::revisions::{NoSuchRevision, State, all, find};

/// The revision of that name, slug, `head`, or so many after (`+1`) or before (`-1`) the active one.
///
/// # Errors
/// Where there is none.
pub fn resolve(asked: &str, active: &State) -> Result<State, NoSuchRevision> {
    let Some(steps) = relative(asked) else {
        return find(asked);
    };
    let index = active.index.checked_add_signed(steps);
    let known = index.filter(|index| *index < all().len());
    known.map(State::at).ok_or_else(|| NoSuchRevision {
        asked: asked.to_owned(),
        known: format!(
            "{} before the active `{}` and {} after it",
            active.index,
            active.name,
            all().len().saturating_sub(active.index + 1)
        ),
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
        let error = resolve("-9999999999999999999", &initial).unwrap_err().to_string();
        assert!(error.contains("no revision is called"), "{error}");
        assert_eq!(resolve(&format!("-{}", head.index), &head).unwrap(), initial);
    }
}
