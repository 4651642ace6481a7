//! Names of revisions: `YYYY_MM_DD_HHMM_slug`, so that they sort by when they were made.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::Problem;

const FORM: &str = "%Y_%m_%d_%H%M";

/// What is wrong with the names of all revisions, oldest first, with the right name for each wrong one.
///
/// `now` comes from the caller; a name may be a day ahead of it, for clocks and time zones.
#[must_use]
pub fn check_names(names: &[&str], now: DateTime<Utc>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let earlier = &names[..index];
        if let Some(why) = wrong(name, earlier, now) {
            problems.push(Problem::new(
                format!("revision `{name}`: {why}"),
                format!("call it `{}`", right(name, earlier, now)),
            ));
        }
    }
    problems
}

fn wrong(name: &str, earlier: &[&str], now: DateTime<Utc>) -> Option<String> {
    let Some((made, slug)) = split(name) else {
        return Some("it has not the form `YYYY_MM_DD_HHMM_slug` with a real date and time".into());
    };
    if slug.is_empty() || slug != slug_of(slug) {
        return Some("the part behind the time is of `a` to `z`, `0` to `9` and single `_`".into());
    }
    if made > now.naive_utc() + TimeDelta::days(1) {
        return Some("it is more than a day in the future".into());
    }
    if is_taken(slug, earlier) {
        return Some("an earlier revision has the same slug".into());
    }
    let before = newest(earlier).filter(|before| *before >= made);
    before.map(|before| format!("the one before it is of {}, not earlier", before.format(FORM)))
}

fn is_taken(slug: &str, earlier: &[&str]) -> bool {
    earlier
        .iter()
        .any(|name| split(name).is_some_and(|(_, taken)| taken == slug))
}

fn newest(earlier: &[&str]) -> Option<NaiveDateTime> {
    earlier.last().and_then(|name| split(name)).map(|(made, _)| made)
}

/// The moment and the slug of a name; none where it has not the form.
fn split(name: &str) -> Option<(NaiveDateTime, &str)> {
    let (moment, slug) = (name.get(..15)?, name.get(15..)?.strip_prefix('_')?);
    let made = NaiveDateTime::parse_from_str(moment, FORM).ok()?;
    // chrono also takes `2026_1_2_0900`; the form on disk has every digit
    (made.format(FORM).to_string() == moment).then_some((made, slug))
}

fn right(name: &str, earlier: &[&str], now: DateTime<Utc>) -> String {
    let (made, rest) = split(name).map_or((None, name), |(made, rest)| (Some(made), rest));
    let mut slug = slug_of(rest.trim_start_matches(|c: char| c.is_ascii_digit() || "_-:T ".contains(c)));
    if is_taken(&slug, earlier) {
        slug.push_str("_2");
    }
    let after = newest(earlier);
    let latest = now.naive_utc() + TimeDelta::days(1);
    match made.filter(|made| after.is_none_or(|after| *made > after) && *made <= latest) {
        Some(made) => format!("{}_{slug}", made.format(FORM)),
        None => fresh_name(&slug, earlier.last().copied(), now),
    }
}

/// The name of a new revision: of now, or of a minute after the newest where that is ahead of now.
///
/// ```
/// use chrono::DateTime;
/// use heirloom::revisions::check::fresh_name;
/// let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
/// assert_eq!(fresh_name("Rate recipes!", None, now), "2026_09_21_1413_rate_recipes");
/// ```
#[must_use]
pub fn fresh_name(slug: &str, newest: Option<&str>, now: DateTime<Utc>) -> String {
    let soonest = newest
        .and_then(split)
        .map(|(made, _)| made + TimeDelta::minutes(1));
    let made = soonest.map_or(now.naive_utc(), |soonest| soonest.max(now.naive_utc()));
    format!("{}_{}", made.format(FORM), slug_of(slug))
}

/// The words of a text as a slug: `Rate recipes!` is `rate_recipes`.
#[must_use]
pub fn slug_of(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let slug = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("_");
    if slug.is_empty() {
        "change".to_owned()
    } else {
        slug
    }
}
