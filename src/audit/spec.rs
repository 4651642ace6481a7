//! Which version of a recipe is meant: `@3`, `@latest`, `@2026-01-31T12:00Z`.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::store::Upto;

/// A version or a moment of a recipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The newest version: `@latest`.
    Latest,
    /// This version: `@3`.
    Version(u64),
    /// As it was at this time: `@2026-01-31T12:00Z`; a day alone means its end (UTC).
    Time(DateTime<Utc>),
}

/// A text that names no version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no version; write `@3`, `@latest`, `@2026-01-31` or `@2026-01-31T12:00Z`")]
pub struct SpecError(pub String);

impl AsOf {
    /// Splits `Apple pie@3` into the name and what follows the last `@`, where that names a version.
    #[must_use]
    pub fn split(text: &str) -> (&str, Option<Self>) {
        match text.rsplit_once('@') {
            Some((name, spec)) if !name.is_empty() => match spec.parse() {
                Ok(as_of) => (name, Some(as_of)),
                Err(_) => (text, None),
            },
            _ => (text, None),
        }
    }

    /// How far the stream is to be read. `recorded` asks when the log took an event, not when it happened.
    #[must_use]
    pub fn upto(self, recorded: bool) -> Upto {
        match self {
            Self::Latest => Upto::Latest,
            Self::Version(version) => Upto::Version(version),
            Self::Time(time) if recorded => Upto::RecordedAt(time),
            Self::Time(time) => Upto::OccurredAt(time),
        }
    }
}

impl FromStr for AsOf {
    type Err = SpecError;

    fn from_str(text: &str) -> Result<Self, SpecError> {
        let spec = text.strip_prefix('@').unwrap_or(text);
        if spec == "latest" {
            return Ok(Self::Latest);
        }
        if let Ok(version) = spec.parse::<u64>() {
            return Ok(Self::Version(version));
        }
        moment(spec)
            .map(Self::Time)
            .ok_or_else(|| SpecError(text.to_owned()))
    }
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    if let Ok(day) = text.parse::<NaiveDate>() {
        let last = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999)?;
        return Some(day.and_time(last).and_utc());
    }
    let naive = text.strip_suffix('Z')?;
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%.f"];
    formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(naive, format).ok())
        .map(|t| t.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, spec: Option<&str>) {
        let (found_name, found) = AsOf::split(text);
        assert_eq!(found_name, name);
        let shown = found.map(|as_of| match as_of {
            AsOf::Latest => "latest".to_owned(),
            AsOf::Version(version) => version.to_string(),
            AsOf::Time(time) => time.to_rfc3339(),
        });
        assert_eq!(shown.as_deref(), spec);
    }

    #[test]
    fn a_name_may_be_followed_by_a_version() {
        check("Apple pie@3", "Apple pie", Some("3"));
        check("Apple pie@latest", "Apple pie", Some("latest"));
        check("Apple pie", "Apple pie", None);
    }

    #[test]
    fn a_time_may_be_short() {
        check("Pie@2026-01-31T12:00Z", "Pie", Some("2026-01-31T12:00:00+00:00"));
        check(
            "Pie@2026-01-31T12:00:00+02:00",
            "Pie",
            Some("2026-01-31T10:00:00+00:00"),
        );
    }

    #[test]
    fn a_day_means_its_end() {
        check("Pie@2026-01-31", "Pie", Some("2026-01-31T23:59:59.999999+00:00"));
    }

    #[test]
    fn an_at_sign_in_a_name_is_just_a_name() {
        check("Dinner @ grandma's", "Dinner @ grandma's", None);
        check("@home", "@home", None);
        check("pie@yesterday", "pie@yesterday", None);
    }
}
