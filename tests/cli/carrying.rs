//! A log carried from one database to another.

use crate::kitchen::Kitchen;

#[test]
fn a_log_is_carried_and_gives_equal_digests() {
    let kitchen = Kitchen::stocked();
    let mut other = Kitchen::empty();
    let file = kitchen.path().join("kitchen.ndjson");
    let exported = kitchen.run(&["log", "export", "kitchen.ndjson"]);
    assert_eq!(
        exported.stdout,
        "exported 137 events of 1 household to `kitchen.ndjson`\n"
    );
    std::fs::copy(&file, other.path().join("kitchen.ndjson")).unwrap();
    other.typed(&["init"]);
    other.typed(&["log", "import", "kitchen.ndjson"]);
    other.typed(&["log", "import", "kitchen.ndjson"]);
    other.typed(&["recipe", "log", "apfelkuchen@3"]);
    let whole = std::fs::read_to_string(&file).unwrap();
    other.write("cut.ndjson", &whole[..whole.len() / 2]);
    let mut third = Kitchen::empty();
    third.write("cut.ndjson", &whole[..whole.len() / 2]);
    third.typed(&["init"]);
    third.typed(&["log", "import", "cut.ndjson"]);
    third.typed(&["status"]);
    insta::assert_snapshot!(other.transcript() + &third.transcript());
    assert_eq!(other.json(&["digest"]), kitchen.json(&["digest"]));
    assert_eq!(other.run(&["log", "export", "-"]).stdout, whole);
}
