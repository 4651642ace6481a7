//! How recipes, their versions and differences look on a terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use heirloom_events::recipe::{Recipe, Step};

use crate::audit::{Blame, Blamed, FieldChange, ItemChange, RecipeDiff, Version, Word, WordKind};
use crate::cli::style::{ADDED, BOLD, DIM, MOVED, REMOVED, paint};

/// What actors are called, by actor.
pub type Names = BTreeMap<String, String>;

/// The field that holds what an import read: beside real changes it is not shown.
const DOCUMENT: &str = "imported document";

/// A moment as people read it; seconds matter to nobody here.
pub fn moment(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M").to_string()
}

/// An actor's name, else the actor's id.
pub fn name<'a>(names: &'a Names, actor: Option<&'a str>) -> &'a str {
    actor.map_or("somebody", |actor| names.get(actor).map_or(actor, String::as_str))
}

/// A recipe as a card.
pub fn card(recipe: &Recipe) -> String {
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
        ("diet", content.diet.clone()),
        (
            "tags",
            (!content.tags.is_empty()).then(|| content.tags.join(", ")),
        ),
        ("favourite", recipe.favourite.then(|| "yes".into())),
        ("cooked", (recipe.times_cooked > 0).then(|| cooked(recipe))),
        ("source", content.source_url.clone()),
        ("image", content.image_path.clone()),
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
            let _ = writeln!(out, "  {}", line.text);
        });
    }
    steps(&mut out, &content.steps);
    if let Some(notes) = &content.notes {
        let _ = write!(out, "\n{notes}\n");
    }
    out
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
            .filter(|version| group.len() == 1 || !is_bookkeeping(version))
        {
            let _ = writeln!(out, "         {}", version.what);
        }
    }
    out
}

/// An import keeps the document of every revision; beside a real change that is not worth a line.
fn is_bookkeeping(version: &Version) -> bool {
    version.event_type == "RecipeSourceSet"
}

/// A difference.
pub fn difference(diff: &RecipeDiff) -> String {
    let mut out = String::new();
    for field in &diff.fields {
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
        out.push_str("no difference\n");
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

/// A recipe, each part with its origin.
pub fn blame(blame: &Blame, names: &Names) -> String {
    let all = || {
        blame
            .fields
            .iter()
            .chain(&blame.lines)
            .chain(&blame.steps)
            .chain(&blame.tags)
    };
    let width = all()
        .map(|b| name(names, b.origin.actor.as_deref()).chars().count())
        .max()
        .unwrap_or(0)
        .min(24);
    let mut out = String::new();
    let mut part = |heading: &str, parts: &[Blamed], labelled: bool| {
        if parts.is_empty() {
            return;
        }
        if !heading.is_empty() {
            let _ = writeln!(out, "\n{}", paint(BOLD, heading));
        }
        for blamed in parts {
            let origin = &blamed.origin;
            let who = name(names, origin.actor.as_deref());
            let when = origin.occurred_at.format("%Y-%m-%d");
            let version = format!("@{}", origin.version);
            let head = paint(DIM, format!("{version:>4} {when} {who:<width$}"));
            let label = if labelled {
                format!("{}: ", blamed.part)
            } else {
                String::new()
            };
            let text = blamed.text.replace('\n', " ");
            let reason = origin
                .reason
                .as_ref()
                .map(|r| format!("  {}", paint(DIM, format!("“{r}”"))));
            let _ = writeln!(out, "{head}  {label}{text}{}", reason.unwrap_or_default());
        }
    };
    let fields: Vec<Blamed> = blame
        .fields
        .iter()
        .filter(|field| field.part != DOCUMENT)
        .cloned()
        .collect();
    part("", &fields, true);
    part("ingredients", &blame.lines, false);
    part("steps", &blame.steps, false);
    part("tags", &blame.tags, false);
    out
}
