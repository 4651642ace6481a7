//! A folder with a part of the sample cookbook, and the real `heirloom` run in it.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use regex::Regex;
use serde_json::Value;
use tempfile::TempDir;

/// The recipes that the tests use: a life without trouble, a deleted one, one that came back, one that two
/// people edited at once.
const RECIPES: [&str; 4] = ["apfelkuchen", "rinderrouladen", "tiramisu", "rotkohl"];

/// A place to cook in, and what was typed in it so far.
pub(crate) struct Kitchen {
    folder: TempDir,
    url: String,
    transcript: String,
}

/// What a command printed, and its exit code.
pub(crate) struct Said {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Kitchen {
    /// With `cookbook.ndjson` beside an empty place for a database.
    pub(crate) fn empty() -> Self {
        Self::at("sqlite://kitchen.db")
    }

    /// The same for a database that stands elsewhere.
    pub(crate) fn at(url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let cookbook = include_str!("../../samples/cookbook.ndjson").lines();
        let ours = |line: &&str| {
            RECIPES
                .iter()
                .any(|slug| line.starts_with(&format!("{{\"slug\": \"{slug}\"")))
        };
        let part: Vec<&str> = cookbook.filter(ours).collect();
        assert_eq!(part.len(), RECIPES.len());
        std::fs::write(folder.path().join("cookbook.ndjson"), part.join("\n")).unwrap();
        Self {
            folder,
            url: url.to_owned(),
            transcript: String::new(),
        }
    }

    /// With the cookbook imported.
    pub(crate) fn stocked() -> Self {
        let kitchen = Self::empty();
        kitchen.fill();
        kitchen
    }

    /// With the cookbook imported into a log that starts at this revision.
    pub(crate) fn stocked_at(revision: &str) -> Self {
        let kitchen = Self::empty();
        kitchen.fill_at(revision);
        kitchen
    }

    /// Makes the database at this revision and imports the cookbook.
    pub(crate) fn fill_at(&self, revision: &str) {
        for words in [
            ["init", "--revision", revision],
            ["import", "edits", "cookbook.ndjson"],
        ] {
            let said = self.run(&words);
            assert_eq!(said.code, 0, "{}", said.stderr);
        }
    }

    /// Makes the database and imports the cookbook.
    pub(crate) fn fill(&self) {
        for words in ["init", "import edits cookbook.ndjson"] {
            let said = self.run(&words.split(' ').collect::<Vec<_>>());
            assert_eq!(said.code, 0, "{}", said.stderr);
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the kitchen.
    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    /// `heirloom`, ready to run here.
    pub(crate) fn heirloom(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heirloom"));
        for unwanted in ["HEIRLOOM_HOUSEHOLD", "HEIRLOOM_LOG", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(unwanted);
        }
        command
            .env("HEIRLOOM_DATABASE_URL", &self.url)
            .env("HEIRLOOM_ACTOR", "cook-marta");
        command.current_dir(self.path()).args(words);
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Said {
        let Output {
            status,
            stdout,
            stderr,
        } = self.heirloom(words).output().unwrap();
        Said {
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
            code: status.code().expect("it was not killed"),
        }
    }

    /// Runs it with `--json`: one line, with its format.
    #[track_caller]
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let said = self.run(&[words, &["--json"]].concat());
        assert_eq!(
            said.stdout.trim_end().lines().count(),
            1,
            "`{words:?}` printed {}",
            said.stdout
        );
        let value: Value = serde_json::from_str(&said.stdout).unwrap();
        assert_eq!(value["format"], 1);
        value
    }

    /// Types these lines, `|` for a blank inside a word, each of which ends with this exit code.
    pub(crate) fn types(&mut self, lines: &[(&str, i32)]) {
        for (line, code) in lines {
            let words: Vec<String> = line.split(' ').map(|word| word.replace('|', " ")).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let said = self.typed(&words);
            assert_eq!(said.code, *code, "`{line}`: {}", said.stderr);
        }
    }

    /// Runs it and takes all that it said into the transcript; the exit code where it is not 0.
    pub(crate) fn typed(&mut self, words: &[&str]) -> Said {
        let said = self.run(words);
        let shown: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        let _ = write!(
            self.transcript,
            "$ heirloom {}\n{}{}",
            shown.join(" "),
            said.stdout,
            said.stderr
        );
        if said.code != 0 {
            let _ = writeln!(self.transcript, "exit code {}", said.code);
        }
        self.transcript.push('\n');
        said
    }

    /// Takes the JSON form into the transcript, readable.
    pub(crate) fn typed_json(&mut self, words: &[&str]) {
        let value = self.json(words);
        let shown: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        let _ = writeln!(
            self.transcript,
            "$ heirloom {} --json\n{value:#}\n",
            shown.join(" ")
        );
    }

    /// All that was typed and said, without what differs from run to run.
    pub(crate) fn transcript(&self) -> String {
        steady(&self.transcript)
    }
}

fn quoted(word: &str) -> String {
    if word.contains(' ') {
        format!("\"{word}\"")
    } else {
        word.to_owned()
    }
}

/// Without new ids, the present time, durations, rates and the digests that times go into. Ids of imported
/// recipes stay: they follow from their names.
pub(crate) fn steady(text: &str) -> String {
    let rules = [
        (
            r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}",
            "<new id>",
        ),
        (
            r"(2026-1[12]|202[7-9]-\d\d|20[3-9]\d-\d\d)-\d\d([T ][0-9:.]+Z?)?",
            "<now>",
        ),
        (r#""recorded_at": "[^"]*""#, r#""recorded_at": "<now>""#),
        (
            r#""([a-z_]*(seconds|_ms|per_second))": [0-9.e-]+"#,
            r#""$1": <n>"#,
        ),
        // how far a step has come, which a slow machine tells now and then
        (
            r"(?m)^(load|index|catch up|verify|switch): .*\b(rows/s|at work).*\n",
            "",
        ),
        (r"\d+(\.\d+)? (ms|s|events/s)\b", "<n> $2"),
        (r" +\d+\.\d [kMG]B\b", " <size>"),
        (r#""bytes": \d+"#, r#""bytes": <n>"#),
        // a new revision has its name from the clock
        (
            r"2026_11_(2[3-9]|30)_\d{4}_|2026_12_\d\d_\d{4}_|20(2[7-9]|[3-9]\d)_\d\d_\d\d_\d{4}_",
            "<now>_",
        ),
        (r"[0-9a-f]{64}  recipe_history ", "<digest>  recipe_history "),
    ];
    let names = || heirloom::revisions::all().iter().map(|revision| revision.name);
    // a released name stays, whatever the day
    let hidden = |name: &str| name.replace('_', "\u{0}");
    let text = names().fold(text.to_owned(), |text, name| text.replace(name, &hidden(name)));
    let steady = rules.iter().fold(text, |text, (rule, instead)| {
        Regex::new(rule)
            .unwrap()
            .replace_all(&text, *instead)
            .into_owned()
    });
    steady.replace('\u{0}', "_")
}
