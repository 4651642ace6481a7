//! The structural difference of two versions: fields by name, lines and steps by their ids, so that what
//! was moved is told apart from what was changed; words inside a text.

use std::collections::{HashMap, HashSet};

use crate::commands::recipe::value_words;
use heirloom_events::recipe::{Content, Line, Recipe, Step};
use heirloom_events::values::{ImageRef, RecipeId};
use heirloom_projections::models::recipe_history;
use serde::Serialize;
use uuid::Uuid;

use super::words::{Word, compare_words};

/// What differs between two versions of a recipe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RecipeDiff {
    /// Fields, in the order of a recipe card.
    pub fields: Vec<FieldChange>,
    /// Ingredient lines in the order of the new version; those that are gone stand where they stood.
    pub lines: Vec<ItemChange>,
    /// Steps, likewise.
    pub steps: Vec<ItemChange>,
    /// Tags that came.
    pub tags_added: Vec<String>,
    /// Tags that went.
    pub tags_removed: Vec<String>,
}

/// A field whose value differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name.
    pub field: &'static str,
    /// The old value.
    pub from: Option<String>,
    /// The new value.
    pub to: Option<String>,
    /// The words of both, where both are there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Word>,
}

/// A line or step in one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Its place, from 1.
    pub place: usize,
    /// Its text.
    pub text: String,
}

/// A line or step that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemChange {
    /// Its id.
    pub id: Uuid,
    /// What it was; none: it was added.
    pub from: Option<Placed>,
    /// What it is; none: it was removed.
    pub to: Option<Placed>,
    /// Whether it says something else.
    pub changed: bool,
    /// Whether it stands somewhere else among those that both versions have.
    pub moved: bool,
    /// The words of both texts, where it was changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Word>,
}

impl RecipeDiff {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What differs between `old` and `new`.
#[must_use]
pub fn diff(old: &Recipe, new: &Recipe) -> RecipeDiff {
    let (from, to) = (&old.content, &new.content);
    RecipeDiff {
        fields: fields(old)
            .into_iter()
            .zip(fields(new))
            .filter_map(field_change)
            .collect(),
        lines: items(&lines(old), &lines(new)),
        steps: items(&from.steps, &to.steps),
        tags_added: missing_from(&from.tags, &to.tags),
        tags_removed: missing_from(&to.tags, &from.tags),
    }
}

fn missing_from(these: &[String], those: &[String]) -> Vec<String> {
    those.iter().filter(|tag| !these.contains(tag)).cloned().collect()
}

type Field = (&'static str, Option<String>);

fn fields(recipe: &Recipe) -> Vec<Field> {
    let Content {
        title,
        description,
        category,
        meal_type,
        servings,
        yield_text,
        prep_minutes,
        cook_minutes,
        total_minutes,
        lines: _,
        steps: _,
        notes,
        preparation_difficulty,
        nutrition,
        image,
        diets,
        tags: _,
        source_url,
        document,
    } = &recipe.content;
    let number = |n: &Option<u32>| n.map(|n| n.to_string());
    let minutes = |n: &Option<u32>| n.map(|n| format!("{n} min"));
    let flag = |on: bool| on.then(|| "yes".to_owned());
    vec![
        ("title", Some(title.clone()).filter(|t| !t.is_empty())),
        ("description", description.clone()),
        ("category", category.clone()),
        ("meal type", meal_type.clone()),
        ("servings", number(servings)),
        ("yield", yield_text.clone()),
        ("preparation", minutes(prep_minutes)),
        ("cooking", minutes(cook_minutes)),
        ("total time", minutes(total_minutes)),
        ("notes", notes.clone()),
        ("difficulty", preparation_difficulty.map(|d| d.to_string())),
        ("nutrition", nutrition.as_ref().map(value_words::nutrition)),
        ("image", image.as_ref().map(ImageRef::to_path)),
        ("diet", diets.as_ref().map(value_words::diets)),
        ("source", source_url.clone()),
        (
            "imported document",
            document.as_ref().map(|d| format!("{} bytes", d.len())),
        ),
        ("favourite", flag(recipe.favourite)),
        ("archived", flag(recipe.archived)),
    ]
}

fn field_change((old, new): (Field, Field)) -> Option<FieldChange> {
    let ((field, from), (_, to)) = (old, new);
    let words = match (&from, &to) {
        (Some(from), Some(to)) => compare_words(from, to),
        _ => Vec::new(),
    };
    (from != to).then_some(FieldChange {
        field,
        from,
        to,
        words,
    })
}

/// What lines and steps have in common here.
trait Item: PartialEq {
    fn id(&self) -> Uuid;
    fn shown(&self) -> String;
    /// What differs from the same item before, where both are shown alike.
    fn read_anew(&self, before: &Self) -> String;
}

/// A line, with the recipe that it stands for.
#[derive(PartialEq)]
struct Said<'a> {
    line: &'a Line,
    stands_for: Option<RecipeId>,
}

fn lines(recipe: &Recipe) -> Vec<Said<'_>> {
    let said = |line| Said {
        line,
        stands_for: recipe.references.get(&line.line_id).copied(),
    };
    recipe.content.lines.iter().map(said).collect()
}

impl Item for Said<'_> {
    fn id(&self) -> Uuid {
        self.line.line_id.0
    }

    fn shown(&self) -> String {
        let mut beside = value_words::beside_the_text(self.line);
        beside.extend(
            self.stands_for
                .map(|recipe| format!("stands for recipe {recipe}")),
        );
        match beside.is_empty() {
            true => self.line.text.clone(),
            false => format!("{} [{}]", self.line.text, beside.join("; ")),
        }
    }

    fn read_anew(&self, before: &Self) -> String {
        value_words::reading_changes(before.line, self.line)
    }
}

impl Item for Step {
    fn id(&self) -> Uuid {
        self.step_id.0
    }

    fn shown(&self) -> String {
        match &self.section {
            Some(section) => format!("{section}: {}", self.text),
            None => self.text.clone(),
        }
    }

    fn read_anew(&self, _: &Self) -> String {
        String::new()
    }
}

fn items<I: Item>(old: &[I], new: &[I]) -> Vec<ItemChange> {
    let placed = |(at, item): (usize, &I)| {
        (
            item.id(),
            Placed {
                place: at + 1,
                text: item.shown(),
            },
        )
    };
    let before: HashMap<Uuid, (&I, Placed)> = old
        .iter()
        .zip(old.iter().enumerate().map(placed))
        .map(|(i, (id, p))| (id, (i, p)))
        .collect();
    let moved = moved(old, new);
    let kept = new.iter().enumerate().filter_map(|(at, item)| {
        let (id, mut to) = placed((at, item));
        let from = before.get(&id);
        let changed = from.is_some_and(|(old, _)| *old != item);
        if let Some((old, placed)) = from.filter(|(_, placed)| changed && placed.text == to.text) {
            to.text = format!("{} [{}]", placed.text, item.read_anew(old));
        }
        let moved = moved.contains(&id);
        let words = match from {
            Some((_, from)) if changed => compare_words(&from.text, &to.text),
            _ => Vec::new(),
        };
        let from = from.map(|(_, placed)| placed.clone());
        (from.is_none() || changed || moved).then_some(ItemChange {
            id,
            from,
            to: Some(to),
            changed,
            moved,
            words,
        })
    });
    let mut changes: Vec<(usize, ItemChange)> = kept
        .map(|change| (change.to.as_ref().map_or(0, |to| to.place), change))
        .collect();
    changes.extend(gone(old, new, &moved));
    // Stable: what is gone comes after the item that it followed, in its old order.
    changes.sort_by_key(|(place, change)| (*place, change.to.is_none()));
    changes.into_iter().map(|(_, change)| change).collect()
}

/// Items that are gone, each with the new place of the item that it followed; 0: it led.
fn gone<I: Item>(old: &[I], new: &[I], moved: &HashSet<Uuid>) -> Vec<(usize, ItemChange)> {
    let places: HashMap<Uuid, usize> = new
        .iter()
        .enumerate()
        .map(|(at, item)| (item.id(), at + 1))
        .collect();
    let mut followed = 0;
    let mut gone = Vec::new();
    for (at, item) in old.iter().enumerate() {
        match places.get(&item.id()) {
            Some(place) if !moved.contains(&item.id()) => followed = *place,
            Some(_) => {}
            None => {
                let (place, text) = (at + 1, item.shown());
                let change = ItemChange {
                    id: item.id(),
                    from: Some(Placed { place, text }),
                    to: None,
                    changed: false,
                    moved: false,
                    words: Vec::new(),
                };
                gone.push((followed, change));
            }
        }
    }
    gone
}

/// The fewest items whose move explains the new order.
fn moved<I: Item>(old: &[I], new: &[I]) -> HashSet<Uuid> {
    let ids = |items: &[I]| items.iter().map(Item::id).collect::<Vec<_>>();
    recipe_history::moved(&ids(old), &ids(new)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use heirloom_events::values::LineId;

    fn recipe(lines: &[(&str, &str)]) -> Recipe {
        let line = |(key, text): &(&str, &str)| Line {
            line_id: LineId::derived(key),
            text: (*text).to_owned(),
            amount: None,
            unit: None,
            unit_id: None,
            preparation_method: None,
            optional: false,
            ingredient_id: None,
        };
        let content = Content {
            title: "Pie".into(),
            lines: lines.iter().map(line).collect(),
            ..Content::default()
        };
        Recipe {
            content,
            ..Recipe::default()
        }
    }

    fn told(old: &[(&str, &str)], new: &[(&str, &str)]) -> Vec<String> {
        let change = |c: ItemChange| {
            let place = |p: &Option<Placed>| p.as_ref().map_or("-".to_owned(), |p| p.place.to_string());
            let text =
                c.to.as_ref()
                    .or(c.from.as_ref())
                    .map(|p| p.text.clone())
                    .unwrap_or_default();
            let (moved, changed) = (
                if c.moved { " moved" } else { "" },
                if c.changed { " changed" } else { "" },
            );
            format!("{}>{} {text}{moved}{changed}", place(&c.from), place(&c.to))
        };
        diff(&recipe(old), &recipe(new))
            .lines
            .into_iter()
            .map(change)
            .collect()
    }

    #[test]
    fn a_moved_line_is_told_apart_from_a_changed_one() {
        let old = [("a", "flour"), ("b", "sugar"), ("c", "salt"), ("d", "eggs")];
        assert_eq!(
            told(
                &old,
                &[("d", "eggs"), ("a", "flour"), ("b", "sugar"), ("c", "salt")]
            ),
            ["4>1 eggs moved"]
        );
        assert_eq!(
            told(
                &old,
                &[("a", "flour"), ("b", "brown sugar"), ("c", "salt"), ("d", "eggs")]
            ),
            ["2>2 brown sugar changed"]
        );
        assert_eq!(
            told(
                &old,
                &[("b", "sugar"), ("a", "rye flour"), ("c", "salt"), ("d", "eggs")]
            ),
            ["2>1 sugar moved", "1>2 rye flour changed"],
        );
    }

    #[test]
    fn added_and_removed_lines_move_nobody() {
        let old = [("a", "flour"), ("b", "sugar"), ("c", "salt")];
        assert_eq!(
            told(&old, &[("x", "water"), ("b", "sugar"), ("c", "salt")]),
            ["1>- flour", "->1 water"]
        );
        assert_eq!(
            told(&old, &[("a", "flour"), ("c", "salt"), ("x", "water")]),
            ["2>- sugar", "->3 water"]
        );
    }

    #[test]
    fn a_line_that_is_read_another_way_says_what_differs() {
        let old = recipe(&[("a", "2 cups flour, sifted")]);
        let mut new = old.clone();
        new.content.lines[0].preparation_method = Some("sifted".into());
        let change = diff(&old, &new).lines.remove(0);
        assert_eq!(
            change.to.unwrap().text,
            "2 cups flour, sifted [preparation from nothing to `sifted`]"
        );
        new.content.lines[0].optional = true;
        let change = diff(&old, &new).lines.remove(0);
        assert_eq!(change.to.unwrap().text, "2 cups flour, sifted [optional]");
    }

    #[test]
    fn equal_versions_do_not_differ() {
        let old = recipe(&[("a", "flour")]);
        assert!(diff(&old, &old.clone()).is_empty());
    }
}
