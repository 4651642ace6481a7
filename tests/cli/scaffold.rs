//! A new revision in a copy of this checkout: its files and lines, and what is said to wrong names.

use std::path::{Path, PathBuf};

use crate::kitchen::Kitchen;

/// What a scaffold reads and writes, copied.
fn checkout(into: &Path) -> PathBuf {
    let root = into.join("checkout");
    for folder in [
        "docs",
        "events/schemas",
        "events/src",
        "projections/src/models",
        "src/revisions/manifest",
        "upcasters/src",
    ] {
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &root.join(folder),
        );
    }
    root
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// Every file under a folder with its text, by its path from there.
fn files(root: &Path) -> std::collections::BTreeMap<String, String> {
    let mut files = std::collections::BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                files.insert(name, std::fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

#[test]
fn wrong_orders_are_answered_with_the_right_ones_and_change_nothing() {
    let mut kitchen = Kitchen::empty();
    let root = checkout(kitchen.path());
    let before = files(&root);
    for words in [
        &["Add cuisine"][..],
        &["head"],
        &["initial"],
        &["2026_11_23_0751_add_cuisine"],
        &["add_cuisine", "--event", "RecipeRename"],
        &["add_cuisine", "--event", "RecipeNutritionTracked"],
        &["add_cuisine", "--projection", "recipe"],
    ] {
        kitchen.typed(&[&["revision", "new"], words, &["--root", "checkout"]].concat());
    }
    let outside = kitchen.run(&["revision", "new", "add_cuisine"]);
    assert_eq!(outside.code, 2);
    assert!(
        outside.stderr.contains("is in no checkout of heirloom"),
        "{}",
        outside.stderr
    );
    assert!(files(&root) == before, "nothing was written");
    insta::assert_snapshot!(kitchen.transcript());
}

#[test]
fn a_new_revision_has_all_its_files_and_lines() {
    let mut kitchen = Kitchen::empty();
    let root = checkout(kitchen.path());
    let before = files(&root);
    kitchen.typed(&[
        "revision",
        "new",
        "add_cuisine",
        "--event",
        "RecipeRenamed",
        "--event",
        "RecipeDietSet",
        "--event",
        "IngredientRenamed",
        "--projection",
        "recipes",
        "--projection",
        "meal_plan",
        "--root",
        "checkout",
    ]);
    let mut told = String::new();
    for (file, text) in files(&root) {
        told.push_str(&difference(&file, before.get(&file), &text));
    }
    let transcript = kitchen.transcript();
    insta::assert_snapshot!(format!("{transcript}{}", crate::kitchen::steady(&told)));
}

/// A new file whole, a changed one by its new lines.
fn difference(file: &str, before: Option<&String>, now: &str) -> String {
    let Some(before) = before else {
        return format!("--- new: {file}\n{now}\n");
    };
    if before == now {
        return String::new();
    }
    let old: Vec<&str> = before.lines().collect();
    let new: Vec<String> = now
        .lines()
        .filter(|line| !old.contains(line))
        .map(|line| format!("+ {line}\n"))
        .collect();
    format!("--- changed: {file}\n{}\n", new.concat())
}

#[test]
fn a_second_revision_follows_the_first() {
    let kitchen = Kitchen::empty();
    let root = checkout(kitchen.path());
    for slug in ["add_cuisine", "add_wine"] {
        let words = [
            "revision",
            "new",
            slug,
            "--event",
            "RecipeRenamed",
            "--root",
            "checkout",
        ];
        let said = kitchen.run(&words);
        assert_eq!(said.code, 0, "{}", said.stderr);
    }
    let steps = std::fs::read_to_string(root.join("upcasters/src/renamed/mod.rs")).unwrap();
    insta::assert_snapshot!(steps);
    let manifest = std::fs::read_to_string(root.join("src/revisions/manifest/mod.rs")).unwrap();
    let (cuisine, wine) = (
        manifest.find("add_cuisine::REVISION"),
        manifest.find("add_wine::REVISION"),
    );
    assert!(cuisine.is_some() && cuisine < wine);
    let again = kitchen.run(&["revision", "new", "add_wine", "--root", "checkout"]);
    assert_eq!(again.code, 1);
    assert!(
        again.stderr.contains("`heirloom revision new add_wine_2`"),
        "{}",
        again.stderr
    );
}
