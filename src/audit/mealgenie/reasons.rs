//! Why a row comes over otherwise than it lies in its source, where nothing is lost by it.

use std::collections::HashMap;

use chrono::Datelike as _;
use heirloom_events::limits;
use heirloom_projections::Value;
use heirloom_projections::diff::value_text;

use super::expected::Expected;
use super::settled::{self, Settled};
use super::tables::{Row, Tables, number};
use crate::importers::mealgenie::source::Defect;

/// What the import has told, and what the tables are as a whole.
pub(super) struct Reasons<'a> {
    told: HashMap<(&'a str, &'a str), Vec<&'a Defect>>,
    tables: &'a Tables,
    settled: Settled,
    in_order: bool,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(
        told: &'a [Defect],
        expected: &[Expected],
        tables: &'a Tables,
        settled: Settled,
    ) -> Self {
        let mut by_row: HashMap<(&str, &str), Vec<&Defect>> = HashMap::new();
        for defect in told {
            by_row
                .entry((defect.table, &defect.row))
                .or_default()
                .push(defect);
        }
        Self {
            told: by_row,
            tables,
            settled,
            in_order: is_in_order(expected, tables),
        }
    }

    /// What was told of a row, or of one of its columns.
    fn told(&self, row: &Expected, column: Option<&str>) -> Option<String> {
        let told = self.told.get(&(row.from, row.row.as_str()))?;
        let about = told
            .iter()
            .find(|defect| column.is_none_or(|column| is_about(defect.column, column)));
        about.map(|defect| format!("{}; {}", defect.why, defect.what_becomes))
    }

    /// Why a row is not there.
    pub(super) fn of_row(&self, row: &Expected) -> Option<String> {
        let rule = match row.table {
            "recipe_history" if self.is_alike(row, &["recipe_id", "cooked_at"]) => {
                Some("the recipe was cooked at that very moment already; it is one cooking")
            }
            "shopping_items" if self.settled.joined(row.id()).is_some() => {
                Some("another row has the same key today, and a list has an item once")
            }
            "shopping_items" if is_of_recipes(row) && !self.settled.has(row.id()) => {
                Some("no open entry of the plan asks for it, and the list was made anew")
            }
            "shopping_item_contributions" if self.settled.gives(row.three()).is_none() => {
                Some("the plan does not ask for it any more, and the list was made anew")
            }
            "recipe_groups" => Some("no recipe is in it: a group is a tag on its recipes"),
            _ => None,
        };
        rule.map(str::to_owned).or_else(|| self.told(row, None))
    }

    /// Whether another row says the same in these columns.
    fn is_alike(&self, row: &Expected, columns: &[&str]) -> bool {
        let says = |column: &&str| row.columns.iter().find(|(name, _)| name == column);
        let wanted: Vec<_> = columns
            .iter()
            .filter_map(says)
            .filter(|(_, value)| *value != Value::Null)
            .collect();
        let same = |there: &Row| wanted.iter().all(|(name, value)| there.get(name) == Some(value));
        wanted.len() == columns.len() && self.tables.rows(row.table).iter().any(same)
    }

    /// Why a column says something else.
    pub(super) fn of_column(
        &self,
        row: &Expected,
        column: &str,
        is: &Value<'_>,
        was: &Value<'_>,
    ) -> Option<String> {
        let rule = match (row.table, column) {
            ("planner_entries", "position") if self.in_order => {
                Some("places are counted anew, from 0 in each week; the order is the same")
            }
            ("planner_entries", "scheduled_date") if *was == Value::Null => {
                Some("it was moved to a day in heirloom, which the application never does")
            }
            ("recipe_groups" | "unit_conversion_rules", "created_at") => {
                Some("heirloom counts from the day on which it was taken over")
            }
            ("recipe" | "meals", "created_at") if is_later(was, is) => {
                Some("it lies after the time at which it was taken over, and heirloom counts from that")
            }
            ("meals", "tags") if tags(was) == tags(is) => Some("tags are kept in small letters, each once"),
            ("shopping_items", "category") if lower(was) == lower(is) => {
                Some("categories of a list are in small letters")
            }
            ("meals", "side_recipe_ids") if is_first_sides(was, is) => {
                Some("a meal has at most 3 sides; the first ones are taken")
            }
            _ if is_cut(was, is) => Some("it is too long, and cut"),
            _ if is_beyond(row.table, column, was) && *is == Value::Null => {
                Some("it is out of bounds; it is left out of its field and stays in the recipe's document")
            }
            _ if tidy(was).is_some() && tidy(was) == tidy(is) => {
                Some("white space around it was taken off, and what is no character of a text")
            }
            _ => None,
        };
        rule.map(str::to_owned)
            .or_else(|| self.made_anew(row, column, is))
            .or_else(|| self.told(row, Some(column)))
    }

    /// What the application would make of an item itself, when it looks after its list the next time.
    fn made_anew(&self, row: &Expected, column: &str, is: &Value<'_>) -> Option<String> {
        match row.table {
            "shopping_items" if self.settled.says(row.id(), column)? == *is => Some(match column {
                "have" => "more of it is asked for now, so it is open again".to_owned(),
                "aggregation_key" => "keys are of today's form".to_owned(),
                _ => format!("the list was made anew: the plan asks for {} now", value_text(is)),
            }),
            "shopping_item_contributions" => {
                let (quantity, dimension) = self.settled.gives(row.three())?;
                let made = match column {
                    "base_quantity" => Value::double(quantity),
                    _ => Value::text(dimension),
                };
                let why = format!(
                    "the list was made anew: its recipe asks for {} now",
                    value_text(is)
                );
                (made == *is).then_some(why)
            }
            _ => None,
        }
    }

    /// Whether a row that the source does not have is what the application would make of the others.
    pub(super) fn is_made_anew(&self, table: &str, key: &[i64], row: &Row) -> bool {
        let (Ok(key), "shopping_item_contributions") = (<[i64; 3]>::try_from(key), table) else {
            return false;
        };
        let given = self.settled.gives(key);
        given.is_some_and(|(quantity, dimension)| {
            row.get("base_quantity") == Some(&Value::double(quantity))
                && row.get("dimension") == Some(&Value::text(dimension))
        })
    }
}

/// Why a row that is gone from the source is here still.
pub(super) fn of_surplus(table: &str) -> Option<String> {
    let stays = "the application has deleted its row since, and what was cooked stays cooked";
    (table == "recipe_history").then(|| stays.to_owned())
}

/// Whether a time of the source lies after that which heirloom has.
fn is_later(was: &Value<'_>, is: &Value<'_>) -> bool {
    matches!((was, is), (Value::Time(was), Value::Time(is)) if was > is)
}

/// Whether a text is the beginning of another that no command takes whole.
fn is_cut(was: &Value<'_>, is: &Value<'_>) -> bool {
    let (Some(was), Some(is)) = (tidy(was), tidy(is)) else {
        return false;
    };
    // an ellipsis stands where it was cut
    let cut = is.strip_suffix('…').is_some_and(|kept| was.starts_with(kept));
    let kept = is.chars().count();
    let bounds = [
        limits::NAME_CHARS,
        limits::TAG_CHARS,
        limits::SHOPPING_UNIT_CHARS,
        limits::SHOPPING_CATEGORY_CHARS,
    ];
    // white space before the cut is gone, too
    cut && bounds
        .iter()
        .any(|most| was.chars().count() > *most && (kept == *most || kept + 1 == *most))
}

/// Whether a recipe's value is one that no command takes.
fn is_beyond(table: &str, column: &str, was: &Value<'_>) -> bool {
    let most = match (table, column) {
        ("recipe", "servings") => limits::SERVINGS,
        ("recipe", "prep_time" | "cook_time") => limits::MINUTES,
        ("nutrition_facts", "calories") => limits::CALORIES,
        ("recipe", _) => {
            return matches!(was, Value::Text(text) if text.chars().count() > limits::TEXT_CHARS);
        }
        _ => return false,
    };
    number(was).is_some_and(|number| number > i64::from(most))
}

fn is_first_sides(was: &Value<'_>, is: &Value<'_>) -> bool {
    let list = |value: &Value<'_>| serde_json::from_str::<Vec<serde_json::Value>>(&words(value)?).ok();
    let (Some(was), Some(is)) = (list(was), list(is)) else {
        return false;
    };
    was.len() > limits::SIDES && was[..limits::SIDES] == is[..]
}

/// Whether a defect of one column is the reason for another: what older revisions held elsewhere.
fn is_about(defect: &str, column: &str) -> bool {
    defect == column
        || matches!(
            (defect, column),
            ("total_time", "cook_time" | "prep_time")
                | ("image_path", "reference_image_path")
                | ("state_key", "aggregation_key")
                | ("exclude_from_shopping", "shopping_mode")
                | ("is_favorite", "is_saved")
                | ("cooked_at", "recipe_id")
                // of a duplicate the other one's category counts
                | ("ingredient_name", "ingredient_category")
                | (
                    "side_recipe_1_id" | "side_recipe_2_id" | "side_recipe_3_id",
                    "side_recipe_ids"
                )
        )
}

fn is_of_recipes(row: &Expected) -> bool {
    let source = row.columns.iter().find(|(name, _)| *name == "source");
    source.is_some_and(|(_, value)| settled::is_of_recipes(value))
}

fn words(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Null => Some(String::new()),
        _ => None,
    }
}

fn tidy(value: &Value<'_>) -> Option<String> {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let text: String = words(value)?.replace("\r\n", "\n").chars().map(plain).collect();
    Some(text.trim().to_owned())
}

fn lower(value: &Value<'_>) -> Option<String> {
    tidy(value).map(|text| text.to_lowercase())
}

fn tags(value: &Value<'_>) -> Option<Vec<String>> {
    let tags: Vec<String> = serde_json::from_str(&words(value)?).ok()?;
    let mut kept: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| tag.trim().to_lowercase()) {
        if !tag.is_empty() && !kept.contains(&tag) {
            kept.push(tag);
        }
    }
    Some(kept)
}

/// Whether the entries of each week stand in the order of the planner; of two in one place the older comes first.
fn is_in_order(expected: &[Expected], tables: &Tables) -> bool {
    let value = |row: &Row, column: &str| row.get(column).and_then(number);
    let mut places: HashMap<i64, (Option<(i32, u32)>, i64)> = HashMap::new();
    // what was cleared stands on no plan any more, and may be of another week than the planner's
    let on_the_plan = |row: &&Row| row.get("is_cleared") != Some(&Value::Bool(true));
    for row in tables.rows("planner_entries").iter().filter(on_the_plan) {
        if let (Some(id), Some(position)) = (value(row, "id"), value(row, "position")) {
            let week = match row.get("scheduled_date") {
                Some(Value::Date(day)) => Some((day.iso_week().year(), day.iso_week().week())),
                _ => None,
            };
            places.insert(id, (week, position));
        }
    }
    let mut entries: Vec<(i64, i64)> = expected
        .iter()
        .filter(|row| row.table == "planner_entries")
        .filter_map(|row| {
            let (_, position) = row.columns.iter().find(|(name, _)| *name == "position")?;
            Some((number(position)?, row.key.first()?.1))
        })
        .collect();
    entries.sort_unstable();
    let mut last: HashMap<Option<(i32, u32)>, i64> = HashMap::new();
    entries
        .iter()
        .filter_map(|(_, id)| places.get(id))
        .all(|(week, position)| {
            let before = last.insert(*week, *position);
            before.is_none_or(|before| before < *position)
        })
}
