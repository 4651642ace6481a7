//! Checks the bytes, tells the format by its content, and cuts the file into JSON documents.

use serde_json::value::RawValue;

use super::{ReadError, html};

/// The largest file that is read, in bytes: 256 MiB.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// One JSON document of a file.
pub(super) struct Source<'a> {
    pub(super) file: &'a str,
    /// The line of the file in which the document begins, from 1.
    pub(super) line: usize,
    pub(super) json: &'a str,
    /// Whether other things than recipes are to be expected beside them, as in a web page.
    pub(super) mixed: bool,
}

/// The JSON documents of a file.
pub(super) fn sources<'a>(bytes: &'a [u8], file: &'a str) -> Result<Vec<Source<'a>>, ReadError> {
    let text = checked(bytes, file)?;
    match text.trim_start().chars().next() {
        Some('<') => Ok(html::scripts(text)
            .map(|(line, json)| Source {
                file,
                line,
                json,
                mixed: true,
            })
            .collect()),
        Some('{' | '[') if is_ndjson(text, file) => Ok(lines(text, file)),
        Some('{' | '[') => Ok(vec![Source {
            file,
            line: 1,
            json: text,
            mixed: false,
        }]),
        _ => Err(ReadError::UnknownFormat {
            file: file.to_owned(),
            start: text.trim_start().chars().take(20).collect(),
        }),
    }
}

fn checked<'a>(bytes: &'a [u8], file: &str) -> Result<&'a str, ReadError> {
    let file = || file.to_owned();
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge {
            file: file(),
            size: bytes.len(),
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|e| ReadError::NotUtf8 {
        file: file(),
        offset: e.valid_up_to(),
    })?;
    if let Some(offset) = text.find('\0') {
        return Err(ReadError::Nul {
            file: file(),
            line: line_of(text, offset),
            offset,
        });
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The line in which a byte stands, from 1.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes()[..offset]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
}

/// One document a line? By the file's name, or because some line at the margin is a whole object although
/// the file is none.
fn is_ndjson(text: &str, file: &str) -> bool {
    let named = [".ndjson", ".jsonl", ".ldjson"]
        .iter()
        .any(|end| file.to_ascii_lowercase().ends_with(end));
    let several = text.trim().contains('\n');
    let object = |line: &str| serde_json::from_str::<&RawValue>(line).is_ok();
    named
        || several
            && !object(text)
            && text
                .lines()
                .any(|line| line.starts_with('{') && line.trim_end().len() > 2 && object(line))
}

fn lines<'a>(text: &'a str, file: &'a str) -> Vec<Source<'a>> {
    let numbered = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    numbered
        .map(|(index, json)| Source {
            file,
            line: index + 1,
            json,
            mixed: false,
        })
        .collect()
}
