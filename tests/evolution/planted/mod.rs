//! Mistakes that people make in steps and in released files, planted one by one: each must be caught by a law
//! or by a lock, and the right step or file beside it must pass.
//!
//! A further mistake: a line in the file of its kind, and its wrong function above it.

#[macro_use]
mod plant;
mod changes;
mod enums;
mod files;
mod lists;
mod manifest;
mod numbers;
mod patches;
mod splits;
mod texts;

use plant::Planted;

fn all() -> &'static [Planted] {
    static ALL: std::sync::LazyLock<Vec<Planted>> = std::sync::LazyLock::new(plant_all);
    &ALL
}

fn plant_all() -> Vec<Planted> {
    [
        numbers::planted(),
        texts::planted(),
        lists::planted(),
        patches::planted(),
        enums::planted(),
        vec![enums::turned()],
        splits::planted(),
        files::planted(),
        manifest::planted(),
        changes::planted(),
    ]
    .concat()
}

#[test]
fn every_planted_mistake_is_caught_by_a_law_or_a_lock() {
    let all = all();
    let missed: Vec<&str> = all
        .iter()
        .filter(|mistake| mistake.caught_by.is_none())
        .map(|mistake| mistake.name)
        .collect();
    assert!(missed.is_empty(), "nothing catches: {missed:#?}");
    assert!(all.len() >= 30, "only {} mistakes are planted", all.len());
    let line = |mistake: &Planted| {
        let by = mistake.caught_by.as_deref().unwrap_or_default();
        format!("{:<62} -> {by}\n", mistake.name)
    };
    insta::assert_snapshot!(all.iter().map(line).collect::<String>());
}

#[test]
fn the_right_step_or_file_beside_each_mistake_passes() {
    let wrong: Vec<String> = all()
        .iter()
        .filter_map(|mistake| Some(format!("{}: {}", mistake.name, mistake.right_fails.as_ref()?)))
        .collect();
    assert!(
        wrong.is_empty(),
        "laws or locks refuse what is right:\n{}",
        wrong.join("\n")
    );
}
