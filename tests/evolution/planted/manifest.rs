//! Revisions that name what is not there, and versions that nobody names.

use chrono::{DateTime, Utc};
use heirloom::revisions::check::{Files, Onward, Problem, Steps, check_complete, check_names};
use heirloom::revisions::manifest::Revision;

use super::plant::{Planted, by_lock, released_files};

/// One revision with one event and one table.
const RIGHT: Revision = Revision {
    name: "2026_11_20_0900_initial",
    meaning: "Tags.",
    events: &[("RecipeTagged", 1)],
    retires: &[],
    projections: &[("recipes", 1)],
    declared: &[],
};

fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().expect("it is a time")
}

/// A version, and where its step leads.
type Leads<'a> = (&'a str, u32, &'a [(&'a str, u32)]);

fn steps(versions: &[Leads<'_>]) -> Steps {
    let mut steps = Steps::default();
    for (event, version, next) in versions {
        let next = next.iter().map(|(name, v)| ((*name).to_owned(), *v)).collect();
        steps.add(
            ((*event).to_owned(), *version),
            Onward {
                next,
                ..Onward::default()
            },
        );
    }
    steps
}

/// The files of `RecipeTagged`.
fn files() -> Files {
    let mut files = Files::default();
    for path in ["RecipeTagged/v1.json", "RecipeTagged/v1.sample.json"] {
        files.set(path, released_files().text(path).map(str::to_owned));
    }
    files
}

fn complete(revisions: &[Revision], steps: &Steps, files: &Files) -> Vec<Problem> {
    check_complete(revisions, steps, files, |name, version| {
        (name, version) == ("recipes", 1)
    })
}

fn lacking(name: &'static str, revision: Revision, known: &Steps, files: &Files) -> Planted {
    let right = complete(&[RIGHT], &steps(&[("RecipeTagged", 1, &[])]), &self::files());
    by_lock(
        name,
        "check of versions",
        &complete(&[revision], known, files),
        &right,
    )
}

fn misnamed(name: &'static str, names: &[&str]) -> Planted {
    let right = check_names(&[RIGHT.name, "2026_11_21_0900_more"], now());
    by_lock(name, "check of names", &check_names(names, now()), &right)
}

pub(crate) fn planted() -> Vec<Planted> {
    let one = steps(&[("RecipeTagged", 1, &[])]);
    let mut with_v2 = files();
    for kind in ["json", "sample.json"] {
        let text = released_files().text(&format!("RecipeTagged/v1.{kind}"));
        with_v2.set(&format!("RecipeTagged/v2.{kind}"), text.map(str::to_owned));
    }
    let mut without_sample = files();
    without_sample.set("RecipeTagged/v1.sample.json", None);
    let both = Revision {
        events: &[("RecipeTagged", 1), ("RecipeTagged", 2)],
        ..RIGHT
    };
    let no_step = steps(&[("RecipeTagged", 1, &[]), ("RecipeTagged", 2, &[])]);
    let astray = steps(&[("RecipeTagged", 1, &[("RecipeLabelled", 1)])]);
    let unnamed = steps(&[
        ("RecipeTagged", 1, &[("RecipeTagged", 2)]),
        ("RecipeTagged", 2, &[]),
    ]);
    let wrong_version = steps(&[("RecipeTagged", 7, &[])]);
    let wrong_name = steps(&[("RecipeTaged", 1, &[])]);
    vec![
        lacking(
            "a revision names an unknown event version",
            Revision {
                events: &[("RecipeTagged", 1), ("RecipeTagged", 2)],
                ..RIGHT
            },
            &one,
            &files(),
        ),
        lacking(
            "a revision names an unknown table version",
            Revision {
                projections: &[("recipes", 9)],
                ..RIGHT
            },
            &one,
            &files(),
        ),
        lacking("a new version is in no revision", RIGHT, &unnamed, &with_v2),
        lacking("a version is missing in the registry", both, &one, &with_v2),
        lacking("a step is missing between two versions", both, &no_step, &with_v2),
        lacking("a step leads to no known version", RIGHT, &astray, &files()),
        lacking("a version's VERSION is wrong", RIGHT, &wrong_version, &files()),
        lacking("a version's TYPE is misspelt", RIGHT, &wrong_name, &files()),
        lacking("a version has no sample", RIGHT, &one, &without_sample),
        misnamed("a revision's name has no time", &["2026_11_20_initial"]),
        misnamed("a revision's day does not exist", &["2026_02_30_0900_initial"]),
        misnamed("a revision is in the future", &["2026_12_24_0900_initial"]),
        misnamed(
            "revisions are not in order",
            &[RIGHT.name, "2026_11_19_0900_more"],
        ),
        misnamed(
            "two revisions have the same slug",
            &[RIGHT.name, "2026_11_21_0900_initial"],
        ),
        misnamed("a slug has capitals", &["2026_11_20_0900_Initial"]),
    ]
}
