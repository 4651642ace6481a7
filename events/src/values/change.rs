//! One field of a patch: unchanged, taken away or set.
//!
//! JSON has three ways to speak of a field, and a patch needs all three. `Option<Change<T>>` holds them:
//!
//! | JSON | value | meaning |
//! | --- | --- | --- |
//! | no key | `None` | unchanged |
//! | `null` | `Some(Removed)` | taken away |
//! | a value | `Some(Set(value))` | set |

use serde::{Deserialize, Deserializer, Serialize};

/// What a patch does to one field that it names.
///
/// A field needs all three attributes below: without `deserialize_with` serde reads an explicit `null` as
/// `None`, which would turn "taken away" into "unchanged".
///
/// ```
/// use heirloom_events::values::Change;
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Patch {
///     #[serde(default, deserialize_with = "Change::named", skip_serializing_if = "Option::is_none")]
///     calories: Option<Change<u32>>,
/// }
/// let read = |json| serde_json::from_str::<Patch>(json).unwrap().calories;
/// assert_eq!(read("{}"), None);
/// assert_eq!(read(r#"{"calories":null}"#), Some(Change::Removed));
/// assert_eq!(read(r#"{"calories":250}"#), Some(Change::Set(250)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Change<T> {
    /// The field has no value any more.
    Removed,
    /// The field has this value now.
    Set(T),
}

impl<T> Change<T> {
    /// Reads a field that is there: `null` is [`Change::Removed`]. For `deserialize_with`.
    ///
    /// # Errors
    /// Where the value is neither `null` nor a `T`.
    pub fn named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error>
    where
        T: Deserialize<'de>,
    {
        Self::deserialize(deserializer).map(Some)
    }

    /// The patch that leads from one value to another; none where they are equal.
    ///
    /// ```
    /// use heirloom_events::values::Change;
    /// assert_eq!(Change::between(Some(&1), Some(&2)), Some(Change::Set(2)));
    /// assert_eq!(Change::between(Some(&1), None), Some(Change::Removed));
    /// assert_eq!(Change::between(Some(&1), Some(&1)), None);
    /// ```
    #[must_use]
    pub fn between(before: Option<&T>, after: Option<&T>) -> Option<Self>
    where
        T: PartialEq + Clone,
    {
        (before != after).then(|| after.cloned().into())
    }

    /// The value of the field after the change.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Removed => None,
            Self::Set(value) => Some(value),
        }
    }

    /// Carries a patch's field out: nothing happens where the patch does not name it.
    pub fn apply(patch: Option<Self>, field: &mut Option<T>) {
        if let Some(change) = patch {
            *field = change.into_value();
        }
    }
}

impl<T> From<Option<T>> for Change<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Removed, Self::Set)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Change<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Change_{}", T::schema_name()).into()
    }

    // In the field's place rather than by reference: `null` or a `T`, as an `Option` has it.
    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::Difficulty;
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Patch {
        #[serde(
            default,
            deserialize_with = "Change::named",
            skip_serializing_if = "Option::is_none"
        )]
        calories: Option<Change<u32>>,
        #[serde(
            default,
            deserialize_with = "Change::named",
            skip_serializing_if = "Option::is_none"
        )]
        difficulty: Option<Change<Difficulty>>,
    }

    fn field<T: Clone + std::fmt::Debug>(
        value: impl Strategy<Value = T>,
    ) -> impl Strategy<Value = Option<Change<T>>> {
        prop::option::of(prop::option::of(value).prop_map(Change::from))
    }

    fn is_valid(instance: &Value) -> bool {
        let schema = schemars::schema_for!(Patch).to_value();
        jsonschema::is_valid(&schema, instance)
    }

    #[test]
    fn a_wrong_value_is_refused_and_not_read_as_taken_away() {
        assert!(serde_json::from_value::<Patch>(json!({"calories": "many"})).is_err());
        assert!(serde_json::from_value::<Patch>(json!({"difficulty": "tricky"})).is_err());
    }

    #[test]
    fn the_schema_takes_null_the_value_and_nothing_else() {
        assert!(is_valid(&json!({})));
        assert!(is_valid(&json!({"calories": null, "difficulty": null})));
        assert!(is_valid(&json!({"calories": 250, "difficulty": "hard"})));
        assert!(!is_valid(&json!({"calories": "250"})));
        assert!(!is_valid(&json!({"difficulty": "tricky"})));
    }

    proptest! {
        #[test]
        fn every_patch_reads_back_the_same_and_fits_its_schema(
            calories in field(any::<u32>()),
            difficulty in field(prop::sample::select(&Difficulty::ALL[..])),
        ) {
            let patch = Patch { calories, difficulty };
            let written = serde_json::to_value(&patch).unwrap();
            prop_assert!(is_valid(&written), "{written}");
            prop_assert_eq!(serde_json::from_value::<Patch>(written).unwrap(), patch);
        }

        #[test]
        fn the_patch_between_two_values_leads_from_one_to_the_other(
            before in any::<Option<u8>>(), after in any::<Option<u8>>(),
        ) {
            let mut field = before;
            Change::apply(Change::between(before.as_ref(), after.as_ref()), &mut field);
            prop_assert_eq!(field, after);
        }
    }
}
