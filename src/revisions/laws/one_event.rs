//! All laws for one event.

use heirloom_events::{Event, Parts, Residues};
use heirloom_upcasters::Released;
use serde_json::Value;

use super::Laws;
use super::call::call;
use super::counterexample::{Fault, Law};
use super::difference::{canonical, difference, without_nothings};

/// What a version of an event says: its payload, and what it could not hold.
type Written = (Value, Residues);

pub(super) struct OneEvent<'a> {
    pub(super) laws: &'a Laws<'a>,
    pub(super) version: &'a Released,
    pub(super) payload: &'a [u8],
    pub(super) residues: &'a Residues,
    faults: Vec<Fault>,
}

impl<'a> OneEvent<'a> {
    pub(super) fn new(
        laws: &'a Laws<'a>,
        version: &'a Released,
        payload: &'a [u8],
        residues: &'a Residues,
    ) -> Self {
        Self {
            laws,
            version,
            payload,
            residues,
            faults: Vec::new(),
        }
    }

    /// What does not hold; nothing where all is well. `generated`: the payload must be read whole, too.
    pub(super) fn faults(mut self, generated: bool) -> Vec<Fault> {
        if let Some((own, events)) = self.read(generated) {
            if self.laws.has_way_back(self.version) {
                self.there_and_back(&own, &events);
            }
            for event in events {
                self.today(&event);
            }
        }
        self.faults
    }

    fn fault(&mut self, law: Law, at: &Released, field: impl Into<String>, what: impl Into<String>) {
        self.faults.push(Fault {
            law,
            at: format!("{at:?}"),
            field: field.into(),
            what: what.into(),
        });
    }

    /// The payload as its own type writes it, and what it is today.
    fn read(&mut self, generated: bool) -> Option<(Value, Parts<Event>)> {
        let version = self.version;
        let stored: Value = match serde_json::from_slice(self.payload) {
            Ok(stored) => stored,
            Err(error) => {
                self.fault(
                    Law::Readable,
                    version,
                    "",
                    format!("the payload is no JSON: {error}"),
                );
                return None;
            }
        };
        let own = self.kept(version, call(|| (version.own)(self.payload)))?;
        let law = if generated { Law::Valid } else { Law::Readable };
        self.valid(law, version, &stored);
        let own: Value = serde_json::from_str(&own).ok()?;
        if let Some(lost) =
            difference(&without_nothings(&stored), &without_nothings(&own)).filter(|_| generated)
        {
            self.fault(Law::Whole, version, &lost.field, lost.to_string());
        }
        let read = || call(|| (version.read)(self.payload, self.residues));
        let events = self.kept(version, read())?;
        match read() {
            Ok(again) if again == events => {}
            Ok(again) => {
                let what = differing(&events, &again);
                self.fault(Law::Pure, version, what.0, format!("read twice, {}", what.1));
            }
            Err(failure) => self.faults.push(failure.at(&format!("{version:?}"))),
        }
        Some((own, events))
    }

    fn kept<T>(&mut self, at: &Released, outcome: Result<T, super::call::Failure>) -> Option<T> {
        outcome
            .map_err(|failure| self.faults.push(failure.at(&format!("{at:?}"))))
            .ok()
    }

    fn valid(&mut self, law: Law, version: &Released, payload: &Value) {
        let schemas = &self.laws.schemas;
        if let Err((field, why)) = schemas.validate(version.event_type, version.version, payload) {
            self.fault(law, version, field, why);
        }
    }

    /// Law: read and written in its own version, it is the same.
    fn there_and_back(&mut self, own: &Value, events: &Parts<Event>) {
        let version = self.version;
        let Some((payload, residues)) = self.write(version, events) else {
            return;
        };
        if let Some(lost) = difference(own, &payload) {
            self.fault(Law::SamePayload, version, &lost.field, lost.to_string());
        }
        if let Some(lost) = difference(&as_value(self.residues), &as_value(&residues)) {
            let field = format!("metadata.residue.{}", lost.field);
            self.fault(Law::SameResidue, version, field, lost.to_string());
        }
    }

    /// The laws for one event of today: valid, and the same from every version that it may be written in.
    fn today(&mut self, event: &Event) {
        let lineage = self.laws.lineage(event.event_type());
        if let Some(today) = lineage.first()
            && let Some(payload) = event
                .payload()
                .ok()
                .and_then(|json| serde_json::from_str(&json).ok())
        {
            self.valid(Law::Valid, today, &payload);
        }
        if lineage.is_empty() {
            let what = format!(
                "it becomes `{}`, which is not in the registry",
                event.event_type()
            );
            self.fault(Law::Total, self.version, "", what);
        }
        for older in lineage {
            if self.laws.has_way_back(older) {
                self.back_from(older, event);
            }
        }
    }

    fn back_from(&mut self, older: &Released, event: &Event) {
        let Some((payload, residues)) = self.write(older, &event.clone().into()) else {
            return;
        };
        self.valid(Law::Valid, older, &payload);
        let bytes = payload.to_string();
        let Some(read) = self.kept(older, call(|| (older.read)(bytes.as_bytes(), &residues))) else {
            return;
        };
        if read.len() != 1 || read[0] != *event {
            let (field, what) = differing(&event.clone().into(), &read);
            self.fault(Law::SameEvents, older, field, what);
            return;
        }
        for key in residues.keys() {
            let mut fewer = residues.clone();
            fewer.remove(key);
            let without = call(|| (older.read)(bytes.as_bytes(), &fewer));
            if without.is_ok_and(|read| read.len() == 1 && read[0] == *event) {
                let field = format!("metadata.residue.{key}");
                self.fault(Law::SmallestResidue, older, field, "the same without it");
            }
        }
    }

    /// The events in that version, twice.
    fn write(&mut self, version: &Released, events: &Parts<Event>) -> Option<Written> {
        let write = || call(|| (version.write)(events.clone()));
        let Some(written) = self.kept(version, write())? else {
            self.fault(
                Law::Total,
                version,
                "",
                "the step's way back does not know what its way up gave",
            );
            return None;
        };
        match write() {
            Ok(Some(again)) if again == written => {}
            Ok(_) => self.fault(Law::Pure, version, "", "written twice, it is not the same"),
            Err(failure) => self.faults.push(failure.at(&format!("{version:?}"))),
        }
        let (payload, residues) = written;
        match serde_json::from_str(&payload) {
            Ok(payload) => Some((payload, residues)),
            Err(error) => {
                self.fault(
                    Law::Valid,
                    version,
                    "",
                    format!("what is written is no JSON: {error}"),
                );
                None
            }
        }
    }
}

fn as_value(residues: &Residues) -> Value {
    serde_json::to_value(residues).unwrap_or_default()
}

/// The field in which the events differ, and how.
fn differing(left: &Parts<Event>, right: &Parts<Event>) -> (String, String) {
    let as_json = |events: &Parts<Event>| -> Vec<Value> {
        let json = |event: &Event| -> Value {
            let payload: Value = event
                .payload()
                .ok()
                .and_then(|json| serde_json::from_str(&json).ok())
                .unwrap_or_default();
            serde_json::json!({ event.event_type(): payload })
        };
        events.iter().map(json).collect()
    };
    let (left, right) = (as_json(left), as_json(right));
    if left.len() != right.len() {
        let names = |events: &[Value]| -> String {
            let name = |event: &Value| event.as_object().and_then(|map| map.keys().next().cloned());
            let names: Vec<String> = events
                .iter()
                .filter_map(name)
                .map(|name| format!("`{name}`"))
                .collect();
            if names.is_empty() {
                "nothing".to_owned()
            } else {
                names.join(", ")
            }
        };
        return (
            String::new(),
            format!("{} became {}", names(&left), names(&right)),
        );
    }
    let found = left
        .iter()
        .zip(&right)
        .find_map(|(left, right)| difference(left, right));
    match found {
        Some(found) => (found.field.clone(), found.to_string()),
        None => (
            String::new(),
            format!(
                "`{}` are not equal, though their JSON is",
                canonical(&left.into())
            ),
        ),
    }
}
