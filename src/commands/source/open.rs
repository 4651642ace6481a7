//! Notes that a database of another application was met.

use heirloom_events::limits;
use heirloom_events::source::{Source, SourceEvent, SourceOpened};
use heirloom_events::values::{ShoppingSource, SourceId};
use serde::{Deserialize, Serialize};

use crate::commands::refusal::Refusal;
use crate::commands::validate;

/// Notes that a database of another application was met; again where it has another name or another revision
/// since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenSource {
    /// The source: an import derives it from the database, so that the same one is met again.
    pub source_id: SourceId,
    /// The application: a slug of 1 to 20 characters, `mealgenie`.
    pub kind: String,
    /// What the source is called here, 1 to 255 characters.
    pub name: String,
    /// The revision of its schema as it says itself, 1 to 255 characters.
    pub revision: String,
}

impl OpenSource {
    /// # Errors
    /// Where a value is not valid, or it is a database of another application.
    pub fn decide(&self, source: &Source) -> Result<Vec<SourceEvent>, Refusal> {
        let kind = slug("kind", &self.kind)?;
        let name = validate::text("name", &self.name, limits::NAME_CHARS)?;
        let revision = validate::text("revision", &self.revision, limits::NAME_CHARS)?;
        if !source.kind.is_empty() && source.kind != kind {
            return Err(Refusal::AlreadyExists {
                what: "source",
                id: self.source_id.to_string(),
                hint: "it is a database of another application; give this one an id of its own",
            });
        }
        match (&source.kind, &source.name, &source.revision) == (&kind, &name, &revision) {
            true => Ok(vec![]),
            false => Ok(vec![SourceOpened { kind, name, revision }.into()]),
        }
    }
}

/// A name of letters, digits, `_` and `-`, in the form of the names of applications that push lines.
fn slug(field: &str, text: &str) -> Result<String, Refusal> {
    let parsed: Result<ShoppingSource, _> = text.parse();
    parsed.map(|slug| slug.to_string()).map_err(|_| {
        let why = format!(
            "`{text}` is no name of an application; write 1 to 20 of `a` to `z`, `0` to `9`, `_` and `-`: `mealgenie`"
        );
        Refusal::invalid(field, why)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::source::testing::*;

    #[test]
    fn a_source_is_opened_once_for_each_revision_of_its_schema() {
        check([], open("29d9d0df0bd0"), Ok(vec![opened("29d9d0df0bd0")]));
        check([opened("29d9d0df0bd0")], open("29d9d0df0bd0"), Ok(vec![]));
        check(
            [opened("29d9d0df0bd0")],
            open("687a6a7ea1b6"),
            Ok(vec![opened("687a6a7ea1b6")]),
        );
    }

    #[test]
    fn a_database_of_another_application_is_another_source() {
        let other = OpenSource {
            kind: "larder".into(),
            ..open("1")
        };
        check([opened("1")], other, Err("give this one an id of its own"));
    }

    #[test]
    fn an_application_is_named_by_a_slug() {
        let kind = |kind: &str| OpenSource {
            kind: kind.into(),
            ..open("1")
        };
        for bad in ["", "Meal Genie", &"x".repeat(21)] {
            check([], kind(bad), Err("is no name of an application"));
        }
        check(
            [],
            OpenSource {
                revision: " ".into(),
                ..open("1")
            },
            Err("revision is not valid"),
        );
    }
}
