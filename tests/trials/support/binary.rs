//! The `heirloom` binary as a user runs it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use super::Digests;

/// The binary on one database.
#[derive(Clone)]
pub(crate) struct Binary {
    url: String,
}

/// How a call ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ran {
    /// It ended with this code, and its message has every one of these parts.
    #[track_caller]
    pub(crate) fn says(&self, code: i32, parts: &[&str]) -> &Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        for part in parts {
            assert!(self.stderr.contains(part), "no `{part}` in {self:#?}");
        }
        assert!(!self.stderr.contains("panicked"), "{self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn ok(&self) -> &Self {
        self.says(0, &[])
    }

    /// What `--json` printed.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

impl Binary {
    pub(crate) fn at(url: &str) -> Self {
        Self { url: url.to_owned() }
    }

    /// A call that can still be changed. Nothing of the caller's environment decides what it does.
    pub(crate) fn call(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heirloom"));
        command.args(args).env("HEIRLOOM_DATABASE_URL", &self.url);
        command
            .env("HEIRLOOM_ACTOR", "ada")
            .env("NO_COLOR", "1")
            .env_remove("HEIRLOOM_HOUSEHOLD");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.call(args).output().expect("the binary starts").into()
    }

    /// The same with something on its standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .call(args)
            .stdin(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        // A program that refuses early closes the pipe, and that is all right.
        let _ = stdin.write_all(input);
        drop(stdin);
        child.wait_with_output().expect("it ends").into()
    }

    /// Starts it and lets it run.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        let mut command = self.call(args);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the binary starts")
    }

    /// What `heirloom digest` says, under this environment.
    #[track_caller]
    pub(crate) fn digests_under(&self, environment: &[(&str, &str)]) -> Digests {
        let mut command = self.call(&["digest", "--json"]);
        let ran: Ran = command
            .envs(environment.iter().copied())
            .output()
            .expect("it starts")
            .into();
        let json = ran.ok().json();
        let table = |table: &serde_json::Value| {
            let name = table["table"].as_str().expect("a table has a name").to_owned();
            (
                name,
                format!(
                    "{} {}",
                    table["rows"],
                    table["digest"].as_str().unwrap_or_default()
                ),
            )
        };
        json["digests"]
            .as_array()
            .expect("a list of tables")
            .iter()
            .map(table)
            .collect()
    }

    #[track_caller]
    pub(crate) fn digests(&self) -> Digests {
        self.digests_under(&[])
    }

    /// Nothing is half done: log and tables are whole.
    #[track_caller]
    pub(crate) fn is_whole(&self) {
        self.run(&["verify"]).ok();
    }
}

/// Ctrl-C, as a terminal sends it.
pub(crate) fn interrupt(child: &Child) {
    signal("INT", child);
}

pub(crate) fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill")
        .arg(format!("-{name}"))
        .arg(child.id().to_string())
        .status();
    assert!(sent.expect("there is `kill`").success());
}

/// The path as an argument.
pub(crate) fn arg(path: &Path) -> &str {
    path.to_str().expect("test paths are UTF-8")
}
