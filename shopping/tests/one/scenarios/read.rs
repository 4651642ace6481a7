//! Reading `scenarios.json`. The labels of an output say in their order when it was looked at, so it is kept.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

#[derive(serde::Deserialize)]
pub(crate) struct Scenario {
    pub(crate) input: Vec<Value>,
    #[serde(deserialize_with = "labelled")]
    pub(crate) output: Vec<(String, Value)>,
}

/// Every scenario by name; none, with a word about it, where there is no real input.
pub(crate) fn scenarios() -> Option<BTreeMap<String, Scenario>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let data = std::env::var("HEIRLOOM_DATA").unwrap_or_else(|_| "../shared/data".to_owned());
    let path = root.join(data).join("mealgenie/scenarios.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "SKIPPED: there are no scenarios at `{}`; set HEIRLOOM_DATA",
            path.display()
        );
        return None;
    };
    Some(serde_json::from_str(&text).expect("`scenarios.json` is of the form that its README tells"))
}

/// `{label: value, …}` in order; a list alone is labelled `list`.
fn labelled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, Value)>, D::Error> {
    deserializer.deserialize_any(Labelled)
}

struct Labelled;

impl<'de> Visitor<'de> for Labelled {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, or an object of outputs by label")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut outputs = Vec::new();
        while let Some(output) = map.next_entry()? {
            outputs.push(output);
        }
        Ok(outputs)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        let list = Vec::deserialize(serde::de::value::SeqAccessDeserializer::new(seq))?;
        Ok(vec![("list".to_owned(), Value::Array(list))])
    }
}
