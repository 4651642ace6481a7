//! What a command has to say: as text for people, as JSON for programs, and as an exit code.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

/// The version of every `--json` output. A key may be added within a version; none changes its meaning.
pub const JSON_FORMAT: u64 = 1;

/// The outcome of a command.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// For people; styled, the printer strips styles where they are not wanted.
    pub text: String,
    /// For programs: one object.
    pub json: Map<String, Value>,
    /// The command has written its own output already; nothing is to follow it.
    pub written: bool,
    /// The exit code (docs/cli.md: 0 done, 1 difference or failed check, …).
    pub exit: u8,
}

impl Report {
    /// A report that says `text`.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Adds a value to the JSON form.
    ///
    /// # Panics
    /// Never for values made of strings, numbers, lists and maps with string keys.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).expect("report values have string keys");
        self.json.insert(key.to_owned(), value);
        self
    }

    /// Sets the exit code.
    #[must_use]
    pub fn exit(mut self, code: u8) -> Self {
        self.exit = code;
        self
    }

    /// Prints to stdout. A closed pipe is a quiet end.
    ///
    /// # Errors
    /// Where stdout cannot be written for any other reason.
    pub fn print(&self, json: bool) -> io::Result<()> {
        let stdout = anstream::stdout();
        let mut stdout = stdout.lock();
        let outcome = if self.written {
            Ok(())
        } else if json {
            let mut object = Map::new();
            object.insert("format".into(), JSON_FORMAT.into());
            object.extend(self.json.clone());
            writeln!(stdout, "{}", Value::Object(object))
        } else if self.text.is_empty() {
            Ok(())
        } else {
            writeln!(stdout, "{}", self.text.trim_end_matches('\n'))
        };
        match outcome.and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}
