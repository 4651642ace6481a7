//! The tour: what the README's first command shows.

use std::path::Path;
use std::process::{Command, Output};

fn demo(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heirloom"));
    command
        .env_remove("HEIRLOOM_DATABASE_URL")
        .env_remove("HEIRLOOM_HOUSEHOLD")
        .env_remove("CLICOLOR_FORCE");
    command.current_dir(folder).arg("demo").output().unwrap()
}

/// What a user would have to type to see each step.
const COMMANDS: [&str; 19] = [
    "init",
    "import edits",
    "recipe log",
    "recipe diff",
    "recipe blame",
    "recipe show",
    "recipe restore",
    "recipe search apple cake",
    "recipe search --with",
    "plan add rinderrouladen",
    "plan 2026-W52",
    "shopping show 2026-W52",
    "shopping explain butter",
    "shopping diff 1 2",
    "verify",
    "repair",
    "verify tables",
    "rebuild",
    "status",
];

#[test]
fn the_tour_shows_every_step_with_its_command_and_can_be_taken_again() {
    let folder = tempfile::tempdir().unwrap();
    for time in ["first", "second"] {
        let output = demo(folder.path());
        let (said, complaints) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert_eq!(output.status.code(), Some(0), "the {time} time: {complaints}");
        let mut rest = said.as_ref();
        for command in COMMANDS {
            let typed = format!("$ heirloom {command}");
            let at = rest
                .find(&typed)
                .unwrap_or_else(|| panic!("`{typed}` is missing in its place: {said}"));
            rest = &rest[at + typed.len()..];
        }
        for proof in [
            "mass and volume stay apart",
            "butter: 129.5 tbsp and 0 → 125 g + 67 ml + to taste",
            "rows now wrong",
            "FAILED S8.2",
            "rows mended",
            "every row equals",
            " 0 errors or empty tables",
        ] {
            assert!(said.contains(proof), "`{proof}` is missing: {said}");
        }
        assert!(!said.contains("error:") && !said.contains('\u{1b}'), "{said}");
        assert!(said.contains("The database stays: heirloom-demo/cookbook.db"));
    }
    let list = Command::new(env!("CARGO_BIN_EXE_heirloom"))
        .args([
            "--database",
            "sqlite://heirloom-demo/cookbook.db",
            "recipe",
            "list",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let titles = String::from_utf8_lossy(&list.stdout).lines().count();
    assert!(
        titles >= 24,
        "the database can be used afterwards; it has {titles} recipes"
    );
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let demo_folder = folder.path().join("heirloom-demo");
    std::fs::create_dir(&demo_folder).unwrap();
    std::fs::write(demo_folder.join("letters.txt"), "dear aunt").unwrap();
    std::fs::write(demo_folder.join("cookbook.db"), "precious").unwrap();
    let output = demo(folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`letters.txt`, which no demo made"));
    assert_eq!(
        std::fs::read_to_string(demo_folder.join("cookbook.db")).unwrap(),
        "precious"
    );
}
