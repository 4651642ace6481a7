//! What the tests share: a heirloom, a folder beside it, and the real binary run on both.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use heirloom::Heirloom;
use heirloom::commands::recipe::{CreateRecipe, Draft};
use heirloom::commands::{self, Envelope, Receipt};
use heirloom::events::recipe::Recipe;
use heirloom::events::values::{Actor, HouseholdId, RecipeId};
use heirloom::events::{StreamKey, StreamType};
use heirloom::testing::ThrowawayLog;
use tempfile::TempDir;

/// A heirloom that goes away when it is dropped, and a folder.
pub(crate) struct House {
    pub(crate) heirloom: Heirloom,
    pub(crate) place: ThrowawayLog,
    folder: TempDir,
}

/// What a call printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

pub(crate) fn home() -> HouseholdId {
    HouseholdId::single()
}

pub(crate) fn id(name: &str) -> RecipeId {
    RecipeId::derived(name)
}

impl House {
    pub(crate) async fn over(place: ThrowawayLog) -> Self {
        let heirloom = Heirloom::init(place.url()).await.expect("tables can be made");
        Self {
            heirloom,
            place,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders that it stands in.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub(crate) fn call(&self, words: &[&str]) -> Command {
        binary(self.place.url(), self.folder.path(), words)
    }

    pub(crate) fn run(&self, words: &[&str]) -> Said {
        self.call(words).output().unwrap().into()
    }

    /// Runs it with `--json`.
    #[track_caller]
    pub(crate) fn json(&self, words: &[&str]) -> (serde_json::Value, Option<i32>) {
        let said = self.run(&[words, &["--json"]].concat());
        let value = serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {said:#?}"));
        (value, said.code)
    }

    pub(crate) async fn send(&self, command: impl Into<commands::Command>) -> Receipt {
        let envelope = Envelope::new(home(), Actor("ada".into()));
        self.heirloom
            .send(envelope, command)
            .await
            .expect("it is carried out")
    }

    /// A recipe of that name; its id follows from it.
    pub(crate) async fn create(&self, name: &str, draft: Draft) {
        let draft = Draft {
            title: name.into(),
            ..draft
        };
        self.send(CreateRecipe {
            recipe_id: id(name),
            draft,
        })
        .await;
    }

    pub(crate) async fn recipe(&self, name: &str) -> Recipe {
        let key = StreamKey::new(StreamType::Recipe, id(name));
        let loaded = self.heirloom.commands().load(home(), &key).await.unwrap();
        loaded.recipe().state.clone()
    }

    pub(crate) async fn image(&self, name: &str) -> String {
        let image = self.recipe(name).await.content.image;
        image.map(|image| image.to_string()).unwrap_or_default()
    }

    pub(crate) async fn head(&self) -> u64 {
        self.heirloom.log().head(home()).await.unwrap()
    }

    /// How many events of that name the log holds.
    pub(crate) async fn count(&self, event_type: &str) -> usize {
        let head = self.head().await;
        let stored = self.heirloom.log().read_household(home(), 0, head).await.unwrap();
        stored
            .iter()
            .filter(|event| event.event_type == event_type)
            .count()
    }
}

/// The real binary on a database, in a folder.
pub(crate) fn binary(url: &str, folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heirloom"));
    command
        .args(words)
        .current_dir(folder)
        .env("HEIRLOOM_DATABASE_URL", url)
        .env("HEIRLOOM_ACTOR", "ada")
        .env("NO_COLOR", "1")
        .env_remove("HEIRLOOM_HOUSEHOLD")
        .stdin(Stdio::null());
    command
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }
}

impl Said {
    /// It ended with this code, and said every one of these parts.
    #[track_caller]
    pub(crate) fn says(&self, code: i32, parts: &[&str]) -> &Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        for part in parts {
            assert!(
                self.stdout.contains(part) || self.stderr.contains(part),
                "no `{part}` in {self:#?}"
            );
        }
        self
    }
}
