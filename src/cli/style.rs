//! Colours, sparingly: what was added, what was removed, what is beside the point.

use std::fmt;

use anstyle::{AnsiColor, Style};

/// Added.
pub const ADDED: Style = AnsiColor::Green.on_default();
/// Removed.
pub const REMOVED: Style = AnsiColor::Red.on_default();
/// Moved, or asking for attention.
pub const MOVED: Style = AnsiColor::Yellow.on_default();
/// Beside the point.
pub const DIM: Style = Style::new().dimmed();
/// A heading.
pub const BOLD: Style = Style::new().bold();
/// Something that a user may type.
pub const COMMAND: Style = AnsiColor::Cyan.on_default();

/// A text in a style.
pub struct Painted<T>(pub Style, pub T);

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.0.render(), self.1, self.0.render_reset())
    }
}

/// `text` in `style`.
pub fn paint<T: fmt::Display>(style: Style, text: T) -> Painted<T> {
    Painted(style, text)
}

/// `1 event`, `2 events`.
#[must_use]
pub fn count(n: u64, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
