//! What a planted mistake is, and how laws are asked about it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use heirloom::revisions::check::{Files, Problem, check_golden, golden_of};
use heirloom::revisions::laws::{Law, LawReport, Laws, Schemas};
use heirloom_events::{Payload, StreamType};
use heirloom_upcasters::Released;
use heirloom_upcasters::step::Version;
use schemars::JsonSchema;

/// How many payloads of each version a mistake has to survive.
const PAYLOADS: u64 = 150;

/// A mistake, and what came of it.
#[derive(Clone, Debug)]
pub(crate) struct Planted {
    /// What was done wrong.
    pub(crate) name: &'static str,
    /// The law or lock that says so; none: it was not seen.
    pub(crate) caught_by: Option<String>,
    /// What is said of the right one; none: it passes.
    pub(crate) right_fails: Option<String>,
}

/// A mistake in a step, by the reports on the wrong step and on the right one.
pub(crate) fn by_law(name: &'static str, wrong: &LawReport, right: &LawReport) -> Planted {
    Planted {
        name,
        caught_by: law(wrong),
        right_fails: right.counterexamples.first().map(ToString::to_string),
    }
}

/// A mistake that a lock or check is to see.
pub(crate) fn by_lock(name: &'static str, lock: &str, wrong: &[Problem], right: &[Problem]) -> Planted {
    Planted {
        name,
        caught_by: wrong.first().map(|problem| format!("{lock}: {}", problem.what)),
        right_fails: right.first().map(ToString::to_string),
    }
}

/// A mistake that breaks no law, by the golden file that the right step left at its release.
pub(crate) fn by_golden<Wrong: Version, Right: Version>(
    name: &'static str,
    stream: StreamType,
    sample: &str,
) -> Planted {
    let (wrong, right) = (Released::of::<Wrong>(stream), Released::of::<Right>(stream));
    let (mut samples, mut golden) = (Files::default(), Files::default());
    let path = |kind: &str| format!("{}/v{}.{kind}", Right::TYPE, Right::VERSION);
    samples.set(&path("sample.json"), Some(sample.to_owned()));
    let released = golden_of(&right, sample).expect("the right step takes its sample");
    golden.set(&path("json"), Some(released.to_string()));
    let check = |step: Released| check_golden(&[step], &samples, &golden);
    by_lock(name, "golden files", &check(wrong), &check(right))
}

/// The law that the mistake breaks. Chance breaks others as well, now and then: impurity goes before.
fn law(report: &LawReport) -> Option<String> {
    let broken: BTreeSet<Law> = report.counterexamples.iter().map(|c| c.fault.law).collect();
    let first = match broken.contains(&Law::Pure) {
        true => Law::Pure,
        false => *broken.first()?,
    };
    Some(format!("law: {}", first.says()))
}

/// The released files of this build.
pub(crate) fn released_files() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(Files::embedded)
}

/// What the laws say of an old version whose step leads to events of today.
pub(crate) fn report<Old: Version + JsonSchema>(stream: StreamType, today: Vec<Released>) -> LawReport {
    let mut schemas = Schemas::default();
    for version in &today {
        let path = format!("{}/v{}.json", version.event_type, version.version);
        let schema = released_files().json(&path).expect("it is released");
        schemas.add(version.event_type, version.version, schema);
    }
    schemas.add(Old::TYPE, Old::VERSION, schemars::schema_for!(Old).to_value());
    let mut versions = vec![Released::of::<Old>(stream)];
    versions.extend(today);
    Laws::over(&versions, schemas).check_generated(11, PAYLOADS)
}

/// One event of today, as a registry lists it.
pub(crate) fn today<V: Version + Payload>(stream: StreamType) -> Released {
    Released::of::<V>(stream)
}

/// Steps from `Old<N>` to one event of today: 0 is right, each other one is wrong in one way.
macro_rules! plant {
    ($stream:ident, $today:ty, $residue:ty,
     right: $up:ident, $down:ident;
     $($n:literal $name:literal: $wrong_up:ident, $wrong_down:ident;)+) => {
        /// A step from `Old<N>`.
        pub(crate) struct S<const N: u8>;

        plant!(@step $today, $residue, 0, $up, $down);
        $(plant!(@step $today, $residue, $n, $wrong_up, $wrong_down);)+

        /// What became of each mistake.
        pub(crate) fn planted() -> Vec<$crate::planted::plant::Planted> {
            #[allow(unused_imports, reason = "some modules name it themselves")]
            use heirloom_events::StreamType::$stream;
            let today = || vec![$crate::planted::plant::today::<$today>($stream)];
            let right = $crate::planted::plant::report::<Old<0>>($stream, today());
            vec![$($crate::planted::plant::by_law(
                $name,
                &$crate::planted::plant::report::<Old<$n>>($stream, today()),
                &right,
            )),+]
        }
    };
    (@step $today:ty, $residue:ty, $n:literal, $up:ident, $down:ident) => {
        impl heirloom_upcasters::Step for S<$n> {
            type Old = Old<$n>;
            type New = $today;
            type Residue = $residue;

            fn up(
                old: Self::Old,
                residue: Option<Self::Residue>,
            ) -> Result<Self::New, heirloom_upcasters::StepError> {
                $up(old, residue)
            }

            fn down(
                new: Self::New,
            ) -> Result<(Self::Old, Option<Self::Residue>), heirloom_upcasters::StepError> {
                $down(new)
            }
        }

        heirloom_upcasters::step!(S<$n>: Old<$n>);
    };
}

/// The payload of an old version, for tests.
macro_rules! old {
    ($name:literal { $($(#[$attribute:meta])* $field:ident: $kind:ty),* $(,)? }) => {
        /// The old version; `N` is the mistake in its step.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Old<const N: u8> {
            $($(#[$attribute])* pub(crate) $field: $kind),*
        }

        impl<const N: u8> heirloom_events::Payload for Old<N> {
            const TYPE: &'static str = $name;
            const VERSION: u32 = 0;
        }
    };
}
