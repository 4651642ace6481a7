//! Bad input through the binary: each gets an error that says what, where, why and what to do, an exit code of
//! design section 8, and leaves nothing half done.

mod databases;
mod files;
mod interrupted;
mod messages;
mod servers;
mod texts;

use serde_json::{Value, json};

use crate::support::Binary;

/// An id that nothing has.
const NOBODY: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn soup() -> Value {
    json!({
        "@context": "https://schema.org", "@type": "Recipe", "name": "Soup",
        "recipeIngredient": ["2 leeks"], "recipeInstructions": ["Boil."]
    })
}

/// A household with one recipe; its id.
fn with_soup(binary: &Binary) -> String {
    let made = binary.run_with(&["recipe", "new", "-", "--json"], soup().to_string().as_bytes());
    made.ok().json()["recipe_id"]
        .as_str()
        .expect("it has an id")
        .to_owned()
}

/// How many events there are.
fn events(binary: &Binary) -> u64 {
    binary.run(&["status", "--json"]).ok().json()["events"]
        .as_u64()
        .expect("a number")
}

/// Whatever this does leaves the log as it was, and log and tables whole.
fn leaves_nothing(binary: &Binary, what: impl FnOnce()) {
    let before = events(binary);
    what();
    assert_eq!(events(binary), before, "something was half done");
    binary.is_whole();
}
