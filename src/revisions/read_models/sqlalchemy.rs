//! Read models as SQLAlchemy 2.0 classes, for a Python backend that reads the stable views.

use std::fmt::Write as _;

use heirloom_projections::Kind;

use super::{ReadColumn, ReadTable};
use crate::revisions::State;

/// What stands before the classes: types that fit both databases.
const HEAD: &str = include_str!("sqlalchemy_head.py");

/// Names that a declarative class needs for itself, or that Python does.
const TAKEN: [&str; 12] = [
    "metadata", "registry", "class", "from", "import", "in", "is", "not", "or", "and", "def", "None",
];

/// A Python module with one class per table.
#[must_use]
pub fn sqlalchemy(state: &State, tables: &[ReadTable]) -> String {
    let mut text = HEAD.replace("{revision}", state.name);
    for table in tables {
        text.push_str(&class(table));
    }
    text
}

fn class(table: &ReadTable) -> String {
    let mut text = format!(
        "\n\nclass {}(Base):\n    \"\"\"Rows of `{}`: projection `{}`, version {}.\"\"\"\n\n    \
         __tablename__ = \"{}\"\n\n",
        camel_case(table.name),
        table.name,
        table.projection,
        table.version,
        table.name
    );
    for (at, column) in table.columns.iter().enumerate() {
        text.push_str(&attribute(column, at < table.key));
    }
    text
}

fn attribute(column: &ReadColumn, is_key: bool) -> String {
    let (python, sqlalchemy) = types(column.kind);
    let python = match column.nullable {
        true => format!("Optional[{python}]"),
        false => python.to_owned(),
    };
    let mut text = format!("    {}: Mapped[{python}] = mapped_column(", safe(column.name));
    if safe(column.name) != column.name {
        let _ = write!(text, "\"{}\", ", column.name);
    }
    text.push_str(&sqlalchemy);
    if is_key {
        text.push_str(", primary_key=True");
    }
    text.push_str(")\n");
    text
}

fn types(kind: Kind) -> (&'static str, String) {
    match kind {
        Kind::Uuid => ("uuid.UUID", "UUID_TYPE".into()),
        Kind::Text => ("str", "Text".into()),
        Kind::Varchar(chars) => ("str", format!("String({chars})")),
        Kind::Integer => ("int", "Integer".into()),
        Kind::Int => ("int", "BigInteger".into()),
        Kind::Double => ("float", "Double".into()),
        Kind::Bool => ("bool", "Boolean".into()),
        Kind::Date => ("datetime.date", "Date".into()),
        Kind::Time => ("datetime.datetime", "TIME_TYPE".into()),
    }
}

fn safe(name: &str) -> String {
    match TAKEN.contains(&name) {
        true => format!("{name}_"),
        false => name.to_owned(),
    }
}

/// `recipe_ingredients` as `RecipeIngredients`.
fn camel_case(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    name.split('_').map(word).collect()
}
