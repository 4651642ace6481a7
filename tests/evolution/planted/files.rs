//! Released files and types that were edited, in a copy of the folder.

use std::path::Path;

use heirloom::revisions::check::{Files, Problem, check_golden, check_locks, check_samples, check_type};
use heirloom::revisions::laws::Schemas;
use schemars::{JsonSchema, schema_for};

use super::plant::{Planted, by_lock, released_files};

/// `RecipeTagged` as it was released.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is looked at")]
struct RecipeTagged {
    /// The tag, in other words than when it was released.
    tag: String,
}

/// With a new field and no new version.
mod with_a_field {
    #[derive(schemars::JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    pub(crate) struct RecipeTagged {
        tag: String,
        colour: Option<String>,
    }
}

/// With another type.
mod with_another_type {
    #[derive(schemars::JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    pub(crate) struct RecipeTagged {
        tag: Option<String>,
    }
}

/// Without `deny_unknown_fields`: a field that a newer build wrote would be lost in silence.
mod with_any_field {
    #[derive(schemars::JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    pub(crate) struct RecipeTagged {
        tag: String,
    }
}

/// What the lock says of a copy of the folder in which something was changed.
fn lock(name: &'static str, change: impl Fn(&Path)) -> Planted {
    let copy = |change: &dyn Fn(&Path)| -> Vec<Problem> {
        let folder = tempfile::tempdir().expect("a folder for a test can be made");
        for path in released_files().paths() {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().expect("it stands in a folder")).expect("it can be made");
            std::fs::write(file, released_files().text(path).expect("it is listed"))
                .expect("it can be written");
        }
        change(folder.path());
        check_locks(&Files::in_folder(folder.path()).expect("it was just written"))
    };
    by_lock(name, "lock of released files", &copy(&change), &copy(&|_| {}))
}

fn edit(path: &'static str, from: &'static str, to: &'static str) -> impl Fn(&Path) {
    move |folder| {
        let file = folder.join(path);
        let text = std::fs::read_to_string(&file).expect("it is released");
        assert!(text.contains(from), "{path} lacks {from}");
        std::fs::write(file, text.replace(from, to)).expect("it can be written");
    }
}

fn of_type<T: JsonSchema>(name: &'static str) -> Planted {
    let released = released_files()
        .json("RecipeTagged/v1.json")
        .expect("it is released");
    let check = |schema: schemars::Schema| -> Vec<Problem> {
        let outcome = check_type("RecipeTagged", 1, &released, &schema.to_value());
        outcome.err().into_iter().collect()
    };
    by_lock(
        name,
        "lock of types",
        &check(schema_for!(T)),
        &check(schema_for!(RecipeTagged)),
    )
}

fn invalid_sample() -> Planted {
    let check = |files: &Files| check_samples(files, &Schemas::of(files));
    let mut files = released_files().clone();
    files.set(
        "RecipeTagged/v1.sample.json",
        Some(r#"{"label": "autumn"}"#.into()),
    );
    by_lock(
        "a sample is not valid any more",
        "samples",
        &check(&files),
        &check(released_files()),
    )
}

/// A golden file.
const GOLDEN: &str = "RecipeNutritionTracked/v1.json";

/// What the lock and the steps say of a copy of `upcasters/golden` in which something was changed.
fn golden(name: &'static str, change: impl Fn(&mut Files)) -> Planted {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("upcasters/golden");
    let files = Files::in_folder(&folder).expect("it is there");
    let mut altered = files.clone();
    change(&mut altered);
    let check = |golden: &Files| -> Vec<Problem> {
        let steps = check_golden(heirloom_upcasters::released(), released_files(), golden);
        check_locks(golden).into_iter().chain(steps).collect()
    };
    by_lock(name, "golden files", &check(&altered), &check(&files))
}

pub(crate) fn planted() -> Vec<Planted> {
    vec![
        of_type::<with_a_field::RecipeTagged>("a released struct gets a field without a new version"),
        of_type::<with_another_type::RecipeTagged>("a field of a released struct gets another type"),
        of_type::<with_any_field::RecipeTagged>("a released struct takes unknown fields"),
        lock(
            "a released schema is edited",
            edit("RecipeTagged/v1.json", "\"string\"", "\"integer\""),
        ),
        lock(
            "a released sample is edited",
            edit("MealMoved/v1.sample.json", "202", "203"),
        ),
        lock("a released file is removed", |folder| {
            std::fs::remove_file(folder.join("RecipeRenamed/v1.sample.json")).expect("it is released");
        }),
        lock("a file is added unseen", |folder| {
            std::fs::write(folder.join("RecipeRenamed/v9.json"), "{}").expect("it can be written");
        }),
        lock("a line of the lock is taken out", |folder| {
            let file = folder.join("LOCK");
            let text = std::fs::read_to_string(&file).expect("it is there");
            let fewer: Vec<&str> = text
                .lines()
                .filter(|line| !line.contains("RecipeTagged"))
                .collect();
            std::fs::write(file, fewer.join("\n")).expect("it can be written");
        }),
        invalid_sample(),
        golden("a golden file is edited", |files| {
            let text = files.text(GOLDEN).expect("it is released").replace("410", "411");
            files.set(GOLDEN, Some(text));
        }),
        golden("a golden file is removed", |files| files.set(GOLDEN, None)),
    ]
}
