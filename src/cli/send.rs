//! `heirloom send FILE`: commands as JSON, one a line, for programs that do not speak Rust.

use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};

use super::exit::Usage;
use super::recipe::read;
use super::report::Report;
use super::session::Session;
use super::style::count;
use crate::commands::{Command, Envelope};

/// Carries out every command of the file in order, each in its own transaction, and stops at the first
/// that fails.
///
/// A line is a command (`{"rename_recipe":{…}}`), or a command with its envelope
/// (`{"envelope":{"actor":…},"command":{…}}`); what the envelope leaves out comes from the command line.
///
/// # Errors
/// Names the line at fault; those before it were carried out.
pub(super) async fn run(session: &Session, file: &Path) -> anyhow::Result<Report> {
    let bytes = read(file)?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        Usage(format!(
            "`{}` is not UTF-8 at byte {}",
            file.display(),
            error.valid_up_to()
        ))
    })?;
    let mut parsed = Vec::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let read = parse(session, line)
            .map_err(|why| Usage(format!("{}, line {}: {why}", file.display(), at + 1)))?;
        parsed.push((at + 1, read));
    }
    let mut receipts = Vec::new();
    for (line, (envelope, command)) in parsed {
        let sent = session.send(envelope, command).await;
        let done = receipts.len();
        receipts.push(sent.with_context(|| {
            let before = match done {
                0 => String::new(),
                done => format!(" (carried out before it: {})", count(done as u64, "command")),
            };
            format!("{}, line {line}{before}", file.display())
        })?);
    }
    let events: u64 = receipts.iter().map(|receipt| receipt.events).sum();
    let text = format!(
        "carried out {}: {}",
        count(receipts.len() as u64, "command"),
        count(events, "event")
    );
    Ok(Report::new(text)
        .with("receipts", &receipts)
        .with("events", events))
}

fn parse(session: &Session, line: &str) -> Result<(Envelope, Command), String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("it is no JSON: {error}"))?;
    let (given, command) = match (value.get("envelope"), value.get("command")) {
        (given, Some(command)) => (given.cloned().unwrap_or(json!({})), command.clone()),
        _ => (json!({}), value),
    };
    let command = serde_json::from_value(command).map_err(|error| error.to_string())?;
    let mut envelope = json!(session.envelope("send"));
    match (envelope.as_object_mut(), given) {
        (Some(envelope), Value::Object(given)) => envelope.extend(given),
        _ => return Err("`envelope` is an object".to_owned()),
    }
    let envelope = serde_json::from_value(envelope).map_err(|error| format!("its envelope: {error}"))?;
    Ok((envelope, command))
}
