//! The settings that heirloom itself reads, and the values that they may have. Others belong to whoever sets
//! them, and are kept as they are.

use heirloom_events::values::{Dimension, UnitId, unit, units};

use crate::commands::refusal::Refusal;

/// The systems of measures in which amounts can be shown.
const SYSTEMS: [&str; 3] = ["metric", "us", "imperial"];
/// Which version of a recipe the shopping list takes: today's, or the one that was planned.
const FOLLOWS: [&str; 2] = ["latest", "planned"];

/// The value suits the setting of that name, where heirloom reads it.
///
/// # Errors
/// Where it does not.
pub(super) fn check(key: &str, value: &str) -> Result<(), Refusal> {
    let outcome = match key {
        "unit_system" => one_of(value, &SYSTEMS),
        "recipes_follow" => one_of(value, &FOLLOWS),
        "cup" => measure(value, "_cup"),
        "tbsp" => measure(value, "_tbsp"),
        "time_zone" => time_zone(value),
        _ => Ok(()),
    };
    outcome.map_err(|why| Refusal::invalid(format!("settings.{key}"), why))
}

fn one_of(value: &str, known: &[&str]) -> Result<(), String> {
    match known.contains(&value) {
        true => Ok(()),
        false => Err(format!("there is no `{value}`; give one of {}", known.join(", "))),
    }
}

/// A unit of the table for a volume whose id ends so: `us_cup`, `metric_cup`.
fn measure(value: &str, ending: &str) -> Result<(), String> {
    let id: Option<UnitId> = value.parse().ok();
    let fits = |known: &heirloom_events::values::Unit| {
        known.dimension == Dimension::Volume && known.id.as_str().ends_with(ending)
    };
    match id.as_ref().and_then(unit).is_some_and(fits) {
        true => Ok(()),
        false => {
            let known: Vec<&str> = units()
                .filter(|known| fits(known))
                .map(|known| known.id.as_str())
                .collect();
            Err(format!("there is no `{value}`; give one of {}", known.join(", ")))
        }
    }
}

/// A name of the IANA database by its form: `Europe/Berlin`, `America/Indiana/Knox`, `Etc/GMT+1`, `UTC`. Which
/// of them exist changes every year, so who reads the setting falls back to UTC.
fn time_zone(value: &str) -> Result<(), String> {
    let inner = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+');
    let part = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase()) && part.bytes().all(inner);
    let parts: Vec<&str> = value.split('/').collect();
    let area = (2..=3).contains(&parts.len()) && parts.iter().all(|p| part(p));
    match area || ["UTC", "GMT"].contains(&value) {
        true => Ok(()),
        false => Err(format!(
            "`{value}` is no time zone; write it as `Europe/Berlin` or `UTC`"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(key: &str, value: &str, part: &str) {
        let message = check(key, value).unwrap_err().to_string();
        assert!(message.contains(part), "`{message}` lacks `{part}`");
    }

    #[test]
    fn known_settings_take_known_values() {
        for (key, values) in [
            ("unit_system", &SYSTEMS[..]),
            ("recipes_follow", &FOLLOWS),
            ("cup", &["us_cup", "metric_cup", "us_label_cup", "imperial_cup"]),
            ("tbsp", &["us_tbsp", "metric_tbsp", "australian_tbsp"]),
            (
                "time_zone",
                &[
                    "Europe/Berlin",
                    "America/Argentina/Buenos_Aires",
                    "America/Port-au-Prince",
                    "Etc/GMT+1",
                    "UTC",
                ],
            ),
        ] {
            for value in values {
                assert!(check(key, value).is_ok(), "{key} {value}");
            }
        }
    }

    #[test]
    fn other_values_are_refused_with_those_that_there_are() {
        refused(
            "unit_system",
            "Metric",
            "settings.unit_system is not valid: there is no `Metric`; give one of metric, us, imperial",
        );
        refused("recipes_follow", "newest", "give one of latest, planned");
        for cup in ["metric", "gram", "us_tbsp", "my_cup", "US cup"] {
            refused(
                "cup",
                cup,
                "give one of metric_cup, us_cup, us_label_cup, imperial_cup",
            );
        }
        for zone in [
            "Berlin",
            "europe/berlin",
            "Europe/",
            "/",
            "Mars/Olympus Mons",
            "GMT+1",
            "A/B/C/D",
            "Ä/Ö",
        ] {
            refused("time_zone", zone, "write it as `Europe/Berlin` or `UTC`");
        }
    }

    #[test]
    fn settings_that_heirloom_does_not_read_are_anybodys() {
        assert!(check("week_starts", "on the day after the feast").is_ok());
    }
}
