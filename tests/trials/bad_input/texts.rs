//! Ids, versions, texts and quantities that cannot be.

use heirloom::testing::ThrowawayLog;
use serde_json::json;

use super::{NOBODY, leaves_nothing, soup, with_soup};
use crate::support::House;

heirloom::on_each_database!(
    unknown_names_and_versions_are_told_with_what_there_is,
    commands_that_cannot_be_are_refused_with_their_line,
    absurd_quantities_are_refused_as_commands_and_kept_as_text_in_imports,
    recipes_that_cannot_be_read_are_told_and_the_others_imported,
);

async fn unknown_names_and_versions_are_told_with_what_there_is(place: ThrowawayLog) {
    let house = House::over(place).await;
    let binary = house.binary();
    with_soup(&binary);
    leaves_nothing(&binary, || {
        binary
            .run(&["recipe", "show", "Sop"])
            .says(2, &["no recipe `Sop`", "did you mean `Soup`?"]);
        binary
            .run(&["recipe", "show", NOBODY])
            .says(2, &[NOBODY, "in this household"]);
        binary
            .run(&["recipe", "show", "Soup@9"])
            .says(2, &["no version 9", "newest is version 1"]);
        binary
            .run(&["recipe", "show", "Soup@1990-01-01"])
            .says(2, &["did not exist at 1990-01-01"]);
        binary
            .run(&["recipe", "restore", "Soup@9"])
            .says(2, &["no version 9"]);
        binary
            .run(&["recipe", "edit", "Soup", "-", "--expect", "x"])
            .says(2, &["--expect"]);
        let edit = ["recipe", "edit", "Soup", "-", "--expect", "7"];
        binary
            .run_with(&edit, soup().to_string().as_bytes())
            .says(3, &["at version 1", "expected version 7", "read it again"]);
        binary
            .run(&["undo", "yesterday"])
            .says(2, &["`yesterday` is no correlation id", "recipe log"]);
        binary.run(&["undo", NOBODY]).says(2, &["no bulk edit", NOBODY]);
        binary
            .run(&["rebuild", "soups"])
            .says(2, &["no projection `soups`", "recipe_history"]);
        binary
            .run(&["--household", "ours", "status"])
            .says(2, &["household `ours` is no id"]);
    });
}

async fn commands_that_cannot_be_are_refused_with_their_line(place: ThrowawayLog) {
    let house = House::over(place).await;
    let binary = house.binary();
    let id = with_soup(&binary);
    let rename = |title: &str| json!({"rename_recipe": {"recipe_id": id, "title": title}}).to_string();
    let send = |line: &[u8], code: i32, parts: &[&str]| {
        binary.run_with(&["send", "-"], line).says(code, parts);
    };
    leaves_nothing(&binary, || {
        send(b"salt", 2, &["line 1", "no JSON"]);
        send(
            b"{\"bake\":{}}",
            2,
            &["no command `bake`", "the nearest are", "docs/cli.md"],
        );
        send(
            json!({"rename_recipe": {"recipe_id": NOBODY, "title": "x"}})
                .to_string()
                .as_bytes(),
            2,
            &[NOBODY, "look for it"],
        );
        send(
            rename("a\0b").as_bytes(),
            2,
            &["title is not valid", "U+0000", "take it out"],
        );
        send(
            rename(&"x".repeat(300)).as_bytes(),
            2,
            &["300 characters", "at most 255"],
        );
        send(rename(" \t").as_bytes(), 2, &["title is not valid", "blank"]);
        send(
            b"{\"rename_recipe\":{\"title\":\"caf\xff\"}}",
            2,
            &["not UTF-8 at byte 30"],
        );
        // Nothing of a file is carried out of which a line cannot be read.
        let cut = format!("{}\n{}", rename("Broth"), &rename("Consommé")[..40]);
        send(cut.as_bytes(), 2, &["line 2", "no JSON"]);
        let old = json!({"envelope": {"expected_version": 9}, "command": serde_json::from_str::<serde_json::Value>(&rename("Broth")).unwrap()});
        send(old.to_string().as_bytes(), 3, &["at version 1", "version 9"]);
    });
    // What stands before a refusal is told to be done.
    let two = format!("{}\n{}", rename("Broth"), rename(""));
    send(two.as_bytes(), 2, &["line 2", "1 command", "before it"]);
    assert_eq!(
        super::events(&binary),
        3,
        "the catalogue's, the recipe's and the new title"
    );
    binary.is_whole();
}

async fn absurd_quantities_are_refused_as_commands_and_kept_as_text_in_imports(place: ThrowawayLog) {
    let house = House::over(place).await;
    let binary = house.binary();
    let id = with_soup(&binary);
    let absurd = [
        "1e400",
        "-3",
        "1/0",
        "99999999999999999999999999999999999999999999",
        "NaN",
        "0x10",
        "1//2",
    ];
    leaves_nothing(&binary, || {
        for quantity in absurd {
            let line = json!({"text": "salt", "amount": {"quantity": quantity}});
            let command = json!({"add_line": {"recipe_id": id, "line": line}}).to_string();
            binary
                .run_with(&["send", "-"], command.as_bytes())
                .says(2, &["line 1", "`add_line`", "quantity"]);
        }
    });
    let mut stew = soup();
    stew["name"] = "Stew".into();
    stew["recipeIngredient"] = absurd
        .map(|quantity| format!("{quantity} cups of salt"))
        .to_vec()
        .into();
    let file = tempfile::NamedTempFile::with_suffix(".json").unwrap();
    std::fs::write(file.path(), stew.to_string()).unwrap();
    let imported = binary
        .run(&[
            "import",
            "recipes",
            crate::support::binary::arg(file.path()),
            "--json",
        ])
        .ok()
        .json();
    assert_eq!(imported["import"]["failed"], json!([]));
    let shown = binary.run(&["recipe", "show", "Stew"]);
    for quantity in absurd {
        assert!(
            shown.ok().stdout.contains(&format!("{quantity} cups of salt")),
            "{quantity}: {shown:#?}"
        );
    }
    binary.is_whole();
}

async fn recipes_that_cannot_be_read_are_told_and_the_others_imported(place: ThrowawayLog) {
    let house = House::over(place).await;
    let binary = house.binary();
    let folder = tempfile::tempdir().unwrap();
    let import = |kind: &str, bytes: &[u8]| {
        let file = folder.path().join("input.json");
        std::fs::write(&file, bytes).unwrap();
        binary.run(&["import", kind, crate::support::binary::arg(&file)])
    };
    let says = |kind: &str, bytes: &[u8], parts: &[&str]| {
        let ran = import(kind, bytes);
        ran.says(1, &[]);
        for part in parts {
            assert!(ran.stdout.contains(part), "no `{part}` in {ran:#?}");
        }
    };
    leaves_nothing(&binary, || {
        says("recipes", b"", &["neither JSON nor HTML"]);
        says(
            "recipes",
            b"{\"@type\":\"Recipe\",\"name\":\"Caf\xff\"}",
            &["input.json", "not UTF-8 at byte 29", "convert"],
        );
        says(
            "recipes",
            b"{\"@type\":\"Recipe\",\"name\":\"a\\u0000b\"}",
            &["NUL", "line 1"],
        );
        says(
            "recipes",
            b"{\"@type\":\"Recipe\",\"name\":\"So",
            &["line 1, column 28"],
        );
        says("recipes", b"{\"@type\":\"Person\"}", &["no schema.org/Recipe"]);
        says(
            "recipes",
            "[".repeat(100_000).as_bytes(),
            &["not a JSON document"],
        );
        says("edits", b"{\"slug\":\"so", &["line 1", "no edit history"]);
        says("edits", b"{\"slug\":\"caf\xff\",\"revisions\":[]}", &["line 1"]);
        let mut long = soup();
        long["recipeIngredient"] = json!(["x".repeat(3_000)]);
        says(
            "recipes",
            long.to_string().as_bytes(),
            &["`Soup`", "lines[0].text", "3000 characters", "at most 2000"],
        );
    });
    // Half-written ones are taken as far as they go, and a bad neighbour takes nobody with it.
    let half =
        json!({"@type": "Recipe", "name": "Half", "recipeIngredient": [null, "2 leeks"], "prepTime": "soon"});
    let ran = import(
        "recipes",
        format!("{half}\n{{\"@type\":\"Recipe\",\"na\n{}", soup()).as_bytes(),
    );
    ran.says(1, &[]);
    for part in ["`prepTime`", "`soon`", "no steps", "line 2"] {
        assert!(ran.stdout.contains(part), "no `{part}` in {ran:#?}");
    }
    binary.run(&["recipe", "show", "Half"]).ok();
    binary.run(&["recipe", "show", "Soup"]).ok();
    binary.is_whole();
}
