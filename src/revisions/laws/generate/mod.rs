//! Random payloads that are valid under a JSON Schema, with the edges that break steps.
//!
//! It knows the part of JSON Schema that `schemars` writes for our types, and no more: a keyword that it does
//! not know makes payloads that the schema's validator refuses, and a test says so.

mod pattern;
mod text;

use serde_json::{Map, Number, Value};

use super::dice::Dice;
use super::schemas::resolve;

/// Lists deeper than this are empty, so that a schema that holds itself comes to an end.
const DEPTH: usize = 12;

/// A payload that is valid under the schema. The same dice, the same payload.
#[must_use]
pub fn payload(schema: &Value, dice: &mut Dice) -> Value {
    Generator { root: schema, dice }.value(schema, 0)
}

struct Generator<'a, 'd> {
    root: &'a Value,
    dice: &'d mut Dice,
}

impl<'a> Generator<'a, '_> {
    fn value(&mut self, schema: &'a Value, depth: usize) -> Value {
        let schema = resolve(self.root, schema);
        if let Some(fixed) = schema.get("const") {
            return fixed.clone();
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return self.dice.pick(values).cloned().unwrap_or_default();
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            if let Some(choices) = schema.get(key).and_then(Value::as_array) {
                let choice = self.dice.between(0, choices.len().saturating_sub(1));
                return choices
                    .get(choice)
                    .map_or(Value::Null, |choice| self.value(choice, depth));
            }
        }
        match self.type_of(schema) {
            "object" => self.object(schema, depth),
            "array" => self.array(schema, depth),
            "string" => self.string(schema),
            "integer" => self.integer(schema).into(),
            "number" => self.number(),
            "boolean" => self.dice.percent(50).into(),
            _ => Value::Null,
        }
    }

    /// One of the types that the schema allows; `null` seldom.
    fn type_of(&mut self, schema: &'a Value) -> &'a str {
        match schema.get("type") {
            Some(Value::String(one)) => one,
            Some(Value::Array(several)) => {
                let real: Vec<&str> = several
                    .iter()
                    .filter_map(Value::as_str)
                    .filter(|t| *t != "null")
                    .collect();
                let null = real.len() < several.len() && self.dice.percent(15);
                let real = self.dice.pick(&real).copied();
                real.filter(|_| !null).unwrap_or("null")
            }
            _ if schema.get("properties").is_some() => "object",
            _ => "null",
        }
    }

    fn object(&mut self, schema: &'a Value, depth: usize) -> Value {
        let mut object = Map::new();
        let required = schema.get("required").and_then(Value::as_array);
        let must = |key: &str| required.is_some_and(|all| all.iter().any(|name| name == key));
        // Now and then all of them, or only what must be there: edges that chance alone hardly ever meets.
        let present = *self.dice.pick(&[0, 50, 50, 80, 100]).unwrap_or(&50);
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (key, property) in properties {
                if must(key) || (depth < DEPTH && self.dice.percent(present)) {
                    object.insert(key.clone(), self.value(property, depth + 1));
                }
            }
        }
        if let Some(any) = schema.get("additionalProperties").filter(|s| s.is_object()) {
            for _ in 0..self.dice.between(0, 4) {
                let key = text::any(self.dice, 0, 40);
                object.insert(key, self.value(any, depth + 1));
            }
        }
        going_up(&mut object);
        Value::Object(object)
    }

    fn array(&mut self, schema: &'a Value, depth: usize) -> Value {
        let Some(items) = schema.get("items").filter(|_| depth < DEPTH) else {
            return Value::Array(Vec::new());
        };
        let bound = |key: &str| {
            let bound = schema.get(key).and_then(Value::as_u64);
            bound.and_then(|bound| usize::try_from(bound).ok())
        };
        let least = bound("minItems").unwrap_or(0);
        let most = bound("maxItems").unwrap_or(usize::MAX);
        let usual = *self.dice.pick(&[0, 1, 2, 3, 5, 9]).unwrap_or(&1);
        let count = usual.clamp(least, most.max(least));
        let unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        if let Some(all) = words(resolve(self.root, items)).filter(|_| unique) {
            return self.some_in_order(all, count);
        }
        let mut list: Vec<Value> = Vec::with_capacity(count);
        for _ in 0..count {
            let item = self.value(items, depth + 1);
            if !unique || !list.contains(&item) {
                list.push(item);
            }
        }
        Value::Array(list)
    }

    /// Some of them, each once, in their order: how our types write a set.
    fn some_in_order(&mut self, all: Vec<&'a Value>, count: usize) -> Value {
        let total = u64::try_from(all.len()).unwrap_or(u64::MAX).max(1);
        let wanted = u64::try_from(count).unwrap_or(0);
        let chosen = all.into_iter().filter(|_| self.dice.below(total) < wanted);
        Value::Array(chosen.cloned().collect())
    }

    fn string(&mut self, schema: &Value) -> Value {
        let word = |key: &str| schema.get(key).and_then(Value::as_str);
        if let Some(pattern) = word("pattern") {
            return pattern::matching(pattern, self.dice).into();
        }
        match word("format") {
            Some("uuid") => text::uuid(self.dice).into(),
            Some("date") => text::date(self.dice).into(),
            Some("date-time") => text::date_time(self.dice).into(),
            _ => {
                let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
                let length = |bound: Option<u64>| bound.and_then(|bound| usize::try_from(bound).ok());
                let least = length(bound("minLength")).unwrap_or(0);
                let most = length(bound("maxLength")).unwrap_or(usize::MAX);
                text::any(self.dice, least, most).into()
            }
        }
    }

    fn integer(&mut self, schema: &Value) -> Number {
        let (low, high): (i128, i128) = match schema.get("format").and_then(Value::as_str) {
            Some("uint8") => (0, u8::MAX.into()),
            Some("uint16") => (0, u16::MAX.into()),
            Some("uint32") => (0, u32::MAX.into()),
            Some("uint64" | "uint") => (0, u64::MAX.into()),
            Some("int32") => (i32::MIN.into(), i32::MAX.into()),
            _ => (i64::MIN.into(), i64::MAX.into()),
        };
        let bound = |key: &str| schema.get(key).and_then(Value::as_i64).map(i128::from);
        let low = bound("minimum").map_or(low, |bound| bound.max(low));
        let high = bound("maximum").map_or(high, |bound| bound.min(high));
        let near = i128::from(self.dice.below(300));
        let wide = i128::from(self.dice.next());
        let edges = [low, high, high - 1, near, near, near, near, 1, wide];
        let chosen = self.dice.pick(&edges).copied().unwrap_or(low).clamp(low, high);
        match u64::try_from(chosen) {
            Ok(positive) => positive.into(),
            Err(_) => i64::try_from(chosen).unwrap_or(i64::MIN).into(),
        }
    }

    fn number(&mut self) -> Value {
        let edges = [0.0, -0.5, 0.1, 1.0 / 3.0, 1e-9, 1e15, 250.25];
        let number = self.dice.pick(&edges).copied().unwrap_or(0.0);
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

/// The words that a schema lists, in one list or each with its meaning; none where it lists none.
fn words(schema: &Value) -> Option<Vec<&Value>> {
    if let Some(word) = schema.get("const") {
        return Some(vec![word]);
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return Some(words.iter().collect());
    }
    let choices = schema.get("oneOf").and_then(Value::as_array)?;
    let each: Option<Vec<Vec<&Value>>> = choices.iter().map(words).collect();
    each.map(|each| each.into_iter().flatten().collect())
}

/// A range goes up; its schema cannot say so. See `heirloom_events::values::Amount`.
fn going_up(object: &mut Map<String, Value>) {
    use heirloom_events::values::Quantity;
    let quantity = |object: &Map<String, Value>, key: &str| -> Option<Quantity> {
        object.get(key)?.as_str()?.parse().ok()
    };
    if let (Some(low), Some(high)) = (quantity(object, "quantity"), quantity(object, "up_to")) {
        match low.cmp(&high) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => drop(object.remove("up_to")),
            std::cmp::Ordering::Greater => {
                object.insert("quantity".into(), high.to_string().into());
                object.insert("up_to".into(), low.to_string().into());
            }
        }
    }
}
