//! Whether steps lose nothing: the laws of `heirloom_upcasters::Step`, held against events.
//!
//! * [`Laws::check_stored`]: for one event of a log, [`check_log`] for all of them.
//! * [`Laws::check_generated`]: for random payloads of every released version, made from its schema, with the
//!   edges that hand-written tests forget.
//!
//! The laws themselves are in [`Law`]. A new one: a variant there, and where it is looked at, in `one_event`.
//!
//! ```
//! use heirloom::revisions::laws::Laws;
//! let report = Laws::shipped().check_generated(1, 3);
//! assert!(report.ok(), "{:?}", report.counterexamples);
//! ```

mod call;
mod caught;
mod counterexample;
mod dice;
mod difference;
pub mod generate;
mod one_event;
mod report;
mod schemas;
mod whole_log;

use heirloom_events::{Metadata, Residues, StreamType};
use heirloom_upcasters::{Released, Stored, locate, released};

pub use caught::caught;
pub use counterexample::{Counterexample, Fault, Law, Place};
pub use dice::Dice;
pub use difference::{Difference, canonical, difference, sorted};
pub use report::{Checked, LawReport, TOLD};
pub use schemas::{Schemas, resolve};
pub use whole_log::{Progress, check_log};

use crate::revisions::check::Files;
use crate::store::StoredEvent;

/// The laws over a registry of versions.
#[derive(Debug)]
pub struct Laws<'a> {
    released: &'a [Released],
    schemas: Schemas,
}

impl Laws<'static> {
    /// Over every version that this build knows.
    #[must_use]
    pub fn shipped() -> Self {
        Self::over(released(), Schemas::of(&Files::embedded()))
    }
}

impl<'a> Laws<'a> {
    /// Over other versions and their schemas, for tests.
    #[must_use]
    pub fn over(released: &'a [Released], schemas: Schemas) -> Self {
        Self { released, schemas }
    }

    /// What does not hold for one stored event; nothing where all is well.
    ///
    /// An event that cannot be read, or is not valid under its version's schema, is told as such.
    #[must_use]
    pub fn check_stored(&self, event: &StoredEvent) -> Vec<Counterexample> {
        let found = match self.stored_faults(event) {
            Ok(faults) => faults,
            Err((field, what)) => vec![Fault {
                law: Law::Readable,
                at: name(event),
                field,
                what,
            }],
        };
        let counterexample = |fault| Counterexample {
            place: Place::Stored {
                household: event.household,
                position: event.position,
            },
            stream: Some(format!("{}/{}", event.aggregate_type, event.aggregate_id)),
            event: name(event),
            fault,
        };
        found.into_iter().map(counterexample).collect()
    }

    fn stored_faults(&self, event: &StoredEvent) -> Result<Vec<Fault>, (String, String)> {
        let all = |error: String| (String::new(), error);
        let stream_type = StreamType::from_name(&event.aggregate_type).map_err(|e| all(e.to_string()))?;
        let metadata: Metadata = serde_json::from_str(&event.metadata).map_err(|error| {
            (
                "metadata".to_owned(),
                format!("it does not have its shape: {error}"),
            )
        })?;
        let stored = Stored {
            stream_type,
            event_type: &event.event_type,
            event_version: &event.event_version,
            payload: event.payload.as_bytes(),
            residues: &metadata.residue,
        };
        let (version, payload) = locate(stored).map_err(|error| all(error.to_string()))?;
        Ok(self.faults(version, payload, &metadata.residue, false))
    }

    /// What does not hold for so many random payloads of every version.
    #[must_use]
    pub fn check_generated(&self, seed: u64, count: u64) -> LawReport {
        let mut report = LawReport::default();
        for version in self.released {
            self.generated_of(version, seed, count, &mut report);
        }
        report
    }

    /// The same for one version.
    pub fn generated_of(&self, version: &Released, seed: u64, count: u64, report: &mut LawReport) {
        let event = format!("{version:?}");
        let Some(schema) = self.schemas.get(version.event_type, version.version) else {
            let fault = Fault {
                law: Law::Valid,
                at: event.clone(),
                field: String::new(),
                what: "this version has no schema".into(),
            };
            report.take(event.clone(), vec![generated(&event, seed, 0, fault)]);
            return;
        };
        for number in 0..count {
            let payload = generate::payload(schema, &mut Dice::new(seed, &event, number)).to_string();
            let faults = self.faults(version, payload.as_bytes(), &Residues::new(), true);
            let found = faults
                .into_iter()
                .map(|fault| generated(&event, seed, number, fault));
            report.take(event.clone(), found.collect());
        }
    }

    fn faults(&self, version: &Released, payload: &[u8], residues: &Residues, generated: bool) -> Vec<Fault> {
        one_event::OneEvent::new(self, version, payload, residues).faults(generated)
    }

    /// The versions that an event of today may be written in: today's first.
    fn lineage(&self, event_type: &str) -> Vec<&'a Released> {
        let today = |released: &&Released| released.event_type == event_type && released.is_today();
        let mut line: Vec<&Released> = self.released.iter().filter(today).collect();
        let mut at = 0;
        while let Some(later) = line.get(at).copied() {
            let leads_there =
                |released: &&Released| (released.next)().contains(&(later.event_type, later.version));
            line.extend(self.released.iter().filter(leads_there));
            at += 1;
        }
        line
    }

    /// Whether every step from that version to today can be taken back.
    fn has_way_back(&self, version: &Released) -> bool {
        version.one_way.is_none()
            && (version.next)().iter().all(|(event_type, number)| {
                let next = |r: &&Released| r.event_type == *event_type && r.version == *number;
                self.released
                    .iter()
                    .find(next)
                    .is_none_or(|next| self.has_way_back(next))
            })
    }
}

fn generated(event: &str, seed: u64, number: u64, fault: Fault) -> Counterexample {
    Counterexample {
        place: Place::Generated { seed, number },
        stream: None,
        event: event.to_owned(),
        fault,
    }
}

/// The name and version of a stored event, as written.
fn name(event: &StoredEvent) -> String {
    let version = event.event_version.strip_suffix(".0");
    format!("{}@{}", event.event_type, version.unwrap_or(&event.event_version))
}
