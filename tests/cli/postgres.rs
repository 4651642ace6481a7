//! PostgreSQL says word for word what SQLite says.

use heirloom::testing::ThrowawayLog;

use crate::kitchen::{Kitchen, steady};

#[tokio::test(flavor = "multi_thread")]
async fn postgres_says_what_sqlite_says() {
    let Some(log) = ThrowawayLog::postgres().await else {
        return;
    };
    let (here, there) = (Kitchen::stocked(), Kitchen::at(log.url()));
    assert_eq!(here.run(&["log", "export", "kitchen.ndjson"]).code, 0);
    std::fs::copy(
        here.path().join("kitchen.ndjson"),
        there.path().join("kitchen.ndjson"),
    )
    .unwrap();
    let filled = [
        there.run(&["init"]),
        there.run(&["log", "import", "kitchen.ndjson"]),
    ];
    assert_eq!(
        filled.each_ref().map(|said| said.code),
        [0, 0],
        "{} {}",
        filled[0].stderr,
        filled[1].stderr
    );
    let lines = [
        "recipe list --all",
        "recipe log apfelkuchen",
        "recipe show apfelkuchen@1996-12-24",
        "recipe diff apfelkuchen @1997-01-01 @latest",
        "recipe blame rotkohl",
        "recipe search cake",
        "recipe search --with sugar --without eggs",
        "import edits cookbook.ndjson",
        "verify",
        "rebuild --dry-run",
        "digest",
        "recipe restore rinderrouladen --reason birthday",
        "recipe show rinderrouladen",
        "recipe show nothing",
        "recipe archive tiramisu",
        "rebuild",
        "switch recipes",
        "repair",
        "status",
        "verify tables",
        "recipe list --household home",
    ];
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let (here, there) = (here.run(&words), there.run(&words));
        assert_eq!(alike(&there.stdout), alike(&here.stdout), "`{line}`");
        assert_eq!(
            (steady(&there.stderr), there.code),
            (steady(&here.stderr), here.code),
            "`{line}`"
        );
    }
}

/// SQLite proves one thing more: that its index of words, a table of its own there, has no ghosts.
pub(crate) fn alike(text: &str) -> String {
    let checks = regex::Regex::new(r"\d+ checks").unwrap();
    let lines = steady(text)
        .lines()
        .filter(|line| !line.ends_with("search finds no ghosts"))
        .collect::<Vec<_>>()
        .join("\n");
    checks.replace_all(&lines, "<n> checks").into_owned()
}
