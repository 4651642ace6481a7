//! How recipes, their versions and differences look on a terminal.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::commands::recipe::value_words;
use chrono::{DateTime, Utc};
use heirloom_events::recipe::{Line, Recipe, Step};
use heirloom_events::values::{ImageRef, RecipeId};

use crate::audit::{Blame, Blamed, FieldChange, ItemChange, Origin, RecipeDiff, Version, Word, WordKind};
use crate::cli::style::{ADDED, BOLD, DIM, MOVED, REMOVED, paint};

/// The field that nobody reads: what it says stands in the other fields. `--json` has it.
const DOCUMENT: &str = "imported document";

/// What actors are called, by actor.
pub type Names = BTreeMap<String, String>;

/// A moment as people read it; seconds matter to nobody here.
pub fn moment(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M").to_string()
}

/// An actor's name, else the actor's id.
pub fn name<'a>(names: &'a Names, actor: Option<&'a str>) -> &'a str {
    actor.map_or("somebody", |actor| names.get(actor).map_or(actor, String::as_str))
}

/// A recipe as a card.
///
/// `titles`: of the recipes that lines stand for.
pub fn card(recipe: &Recipe, titles: &BTreeMap<RecipeId, String>) -> String {
    let content = &recipe.content;
    let mut out = format!("{}\n", paint(BOLD, &content.title));
    if recipe.archived {
        let _ = writeln!(
            out,
            "{}",
            paint(MOVED, "archived: bring it back with `heirloom recipe restore`")
        );
    }
    let minutes = |n: Option<u32>| n.map(|n| format!("{n} min"));
    let facts = [
        ("category", content.category.clone()),
        ("meal", content.meal_type.clone()),
        ("serves", content.servings.map(|n| n.to_string())),
        ("yield", content.yield_text.clone()),
        ("preparation", minutes(content.prep_minutes)),
        ("cooking", minutes(content.cook_minutes)),
        ("in all", minutes(content.total_minutes)),
        (
            "difficulty",
            content.preparation_difficulty.map(|d| d.to_string()),
        ),
        ("diet", content.diets.as_ref().map(value_words::diets)),
        (
            "nutrition",
            content.nutrition.as_ref().map(value_words::nutrition),
        ),
        (
            "tags",
            (!content.tags.is_empty()).then(|| content.tags.join(", ")),
        ),
        ("favourite", recipe.favourite.then(|| "yes".into())),
        ("cooked", (recipe.times_cooked > 0).then(|| cooked(recipe))),
        ("source", content.source_url.clone()),
        ("image", content.image.as_ref().map(ImageRef::to_path)),
    ];
    for (label, value) in facts {
        if let Some(value) = value {
            let _ = writeln!(out, "{} {value}", paint(DIM, format!("{label:<12}")));
        }
    }
    for text in [&content.description].into_iter().flatten() {
        let _ = write!(out, "\n{text}\n");
    }
    if !content.lines.is_empty() {
        let _ = writeln!(out);
        content.lines.iter().for_each(|line| {
            let inside = recipe.references.get(&line.line_id);
            let inside = inside.map(|id| {
                titles
                    .get(id)
                    .map_or(format!("recipe {id}"), |title| format!("recipe `{title}`"))
            });
            let _ = writeln!(out, "  {}{}", line.text, beside(line, inside));
        });
    }
    steps(&mut out, &content.steps);
    if let Some(notes) = &content.notes {
        let _ = write!(out, "\n{notes}\n");
    }
    out
}

/// What was read from a line and stands not in its text, and the recipe that it stands for.
fn beside(line: &Line, inside: Option<String>) -> String {
    let mut beside = value_words::beside_the_text(line);
    beside.extend(inside);
    match beside.is_empty() {
        true => String::new(),
        false => format!("  {}", paint(DIM, format!("[{}]", beside.join("; ")))),
    }
}

fn cooked(recipe: &Recipe) -> String {
    let last = recipe
        .last_cooked_at
        .map(|at| format!(", last {}", at.format("%Y-%m-%d")))
        .unwrap_or_default();
    format!("{} times{last}", recipe.times_cooked)
}

fn steps(out: &mut String, steps: &[Step]) {
    if !steps.is_empty() {
        out.push('\n');
    }
    let mut section = None;
    for (at, step) in steps.iter().enumerate() {
        if step.section != section {
            section.clone_from(&step.section);
            let _ = writeln!(out, "  {}", paint(BOLD, section.as_deref().unwrap_or("Then")));
        }
        let _ = writeln!(out, "  {}. {}", at + 1, step.text);
    }
}

/// A history, newest first; what one command did stands together.
pub fn log(versions: &[Version], names: &Names) -> String {
    let mut out = String::new();
    let same = |a: &Version, b: &Version| {
        a.actor == b.actor && a.reason == b.reason && a.occurred_at == b.occurred_at
    };
    for group in versions.chunk_by(same).rev() {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let range = match group {
            [only] => format!("@{}", only.version),
            _ => format!("@{}–{}", first.version, last.version),
        };
        let who = name(names, first.actor.as_deref());
        let _ = write!(
            out,
            "{:<8} {}  {}",
            range,
            paint(DIM, moment(first.occurred_at)),
            paint(BOLD, who)
        );
        if let Some(reason) = &first.reason {
            let _ = write!(out, "  “{reason}”");
        }
        out.push('\n');
        for version in group
            .iter()
            .filter(|version| group.len() == 1 || !is_document(version))
        {
            let _ = writeln!(out, "         {}", version.what);
        }
    }
    out
}

/// Whether a version only took in the document that the others of its command were read from.
fn is_document(version: &Version) -> bool {
    version.event_type == "RecipeSourceSet" && version.what.contains("the document")
}

/// A difference.
pub fn difference(diff: &RecipeDiff) -> String {
    let mut out = String::new();
    for field in diff.fields.iter().filter(|field| field.field != DOCUMENT) {
        let _ = writeln!(
            out,
            "{} {}",
            paint(DIM, format!("{:<12}", field.field)),
            field_change(field)
        );
    }
    items(&mut out, "ingredients", &diff.lines);
    items(&mut out, "steps", &diff.steps);
    for (sign, style, tags) in [("+", ADDED, &diff.tags_added), ("-", REMOVED, &diff.tags_removed)] {
        for tag in tags {
            let _ = writeln!(
                out,
                "{} {}",
                paint(DIM, "tag         "),
                paint(style, format!("{sign} {tag}"))
            );
        }
    }
    if out.is_empty() {
        out.push_str(match diff.is_empty() {
            true => "no difference\n",
            false => "no difference but in the document that it was imported from\n",
        });
    }
    out
}

fn field_change(field: &FieldChange) -> String {
    match (&field.from, &field.to) {
        (Some(_), Some(_)) if field.words.iter().any(|word| word.kind == WordKind::Same) => {
            words(&field.words)
        }
        (from, to) => {
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "(none)".into());
            format!("{} → {}", paint(REMOVED, shown(from)), paint(ADDED, shown(to)))
        }
    }
}

fn items(out: &mut String, heading: &str, items: &[ItemChange]) {
    if !items.is_empty() {
        let _ = writeln!(out, "{}", paint(DIM, heading));
    }
    for item in items {
        let _ = writeln!(out, "  {}", item_change(item));
    }
}

fn item_change(item: &ItemChange) -> String {
    match (&item.from, &item.to) {
        (None, Some(to)) => paint(ADDED, format!("+ {:>2}  {}", to.place, to.text)).to_string(),
        (Some(from), None) => paint(REMOVED, format!("- {:>2}  {}", from.place, from.text)).to_string(),
        (Some(from), Some(to)) => {
            let text = if item.changed {
                words(&item.words)
            } else {
                to.text.clone()
            };
            let sign = if item.changed { "~" } else { " " };
            let moved = format!("(moved from {} to {})", from.place, to.place);
            let moved = if item.moved {
                format!("  {}", paint(MOVED, moved))
            } else {
                String::new()
            };
            format!("{sign} {:>2}  {text}{moved}", to.place)
        }
        (None, None) => String::new(),
    }
}

/// Words with their fate; brackets tell it where colours are off.
fn words(words: &[Word]) -> String {
    let word = |word: &Word| {
        let (text, rest) = (word.text.trim_end(), &word.text[word.text.trim_end().len()..]);
        match word.kind {
            WordKind::Same => word.text.clone(),
            _ if text.is_empty() => word.text.clone(),
            WordKind::Removed => format!("{}{rest}", paint(REMOVED, format!("[-{text}-]"))),
            WordKind::Added => format!("{}{rest}", paint(ADDED, format!("{{+{text}+}}"))),
        }
    };
    words.iter().map(word).collect()
}

/// A recipe, each part with its origin; the reasons stand below it, each once.
pub fn blame(blame: &Blame, names: &Names) -> String {
    let fields: Vec<&Blamed> = blame
        .fields
        .iter()
        .filter(|field| field.part != DOCUMENT)
        .collect();
    let parts = [
        ("", fields),
        ("ingredients", blame.lines.iter().collect()),
        ("steps", blame.steps.iter().collect()),
        ("tags", blame.tags.iter().collect()),
    ];
    let width = parts
        .iter()
        .flat_map(|(_, blamed)| blamed)
        .map(|b| name(names, b.origin.actor.as_deref()).chars().count())
        .max()
        .unwrap_or(0)
        .min(24);
    let mut out = String::new();
    for (heading, blamed) in parts.iter().filter(|(_, blamed)| !blamed.is_empty()) {
        if !heading.is_empty() {
            let _ = writeln!(out, "\n{}", paint(BOLD, heading));
        }
        for part in blamed {
            let label = match heading.is_empty() {
                true => format!("{}: ", part.part),
                false => String::new(),
            };
            let origin = origin(&part.origin, names, width);
            let _ = writeln!(out, "{origin}  {label}{}", part.text.replace('\n', " "));
        }
    }
    reasons(
        &mut out,
        parts.iter().flat_map(|(_, blamed)| blamed).map(|b| &b.origin),
    );
    out
}

fn origin(origin: &Origin, names: &Names, width: usize) -> String {
    let who = name(names, origin.actor.as_deref());
    let when = origin.occurred_at.format("%Y-%m-%d");
    let version = format!("@{}", origin.version);
    paint(DIM, format!("{version:>4} {when} {who:<width$}")).to_string()
}

/// Why, once for all versions that one command made.
fn reasons<'a>(out: &mut String, origins: impl Iterator<Item = &'a Origin>) {
    let mut reasons: BTreeMap<_, BTreeSet<u64>> = BTreeMap::new();
    for origin in origins {
        if let Some(reason) = &origin.reason {
            let command = (origin.occurred_at, &origin.actor, reason);
            reasons.entry(command).or_default().insert(origin.version);
        }
    }
    let versions = |versions: &BTreeSet<u64>| {
        let versions: Vec<String> = versions.iter().map(|version| format!("@{version}")).collect();
        versions.join(" ")
    };
    let width = reasons.values().map(|v| versions(v).len()).max().unwrap_or(0);
    if !reasons.is_empty() {
        let _ = writeln!(out, "\n{}", paint(BOLD, "why"));
    }
    for ((_, _, reason), made) in &reasons {
        let made = paint(DIM, format!("{:<width$}", versions(made)));
        let _ = writeln!(out, "{made}  “{reason}”");
    }
}
