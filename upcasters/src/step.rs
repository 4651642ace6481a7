//! What a step is: one file each, `src/<event>/v1_to_v2.rs`.

use heirloom_events::{Event, Parts, Payload, Residues};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A step between two neighbouring versions of an event, and its way back.
///
/// Its laws, which `heirloom verify laws` and the tests hold it to:
/// * `down(up(x, none)) = (x, none)`: an old event that is read and written back is the same.
/// * `up(down(y)) = y`: what the old version cannot hold is in the residue, nothing else is.
/// * pure: no clock, no chance, no look at anything but its arguments; total: every event of the old version
///   has one of the new version.
///
/// Its residue is none wherever `up` without one gives the same again.
pub trait Step {
    /// The version before.
    type Old: Version;
    /// The version after: the next one of the same event, or one of another name (a rename), or an enum of
    /// several (a split, see [`split!`](crate::split)).
    type New: Version;
    /// What the old version cannot hold.
    type Residue: Serialize + DeserializeOwned;

    /// Why there is no way back, where there is none; then a downgrade past it is refused.
    const ONE_WAY: Option<&'static str> = None;

    /// From the old version to the new one.
    ///
    /// # Errors
    /// [`StepError`] that names the field, where the old event makes no sense in the new version.
    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Self::New, StepError>;

    /// From the new version back to the old one.
    ///
    /// # Errors
    /// As [`Step::up`], and where there is no way back.
    fn down(new: Self::New) -> Result<(Self::Old, Option<Self::Residue>), StepError>;
}

/// A step that splits an event of one name into none, one or several of other names.
///
/// The store writes events one by one, so `down` takes one part; [`Split::join`] puts all parts of one stored
/// event together again, for the laws.
pub trait Split {
    /// The version before.
    type Old: Version;
    /// Any of the events after it: an enum made by [`parts!`](crate::parts).
    type Part: Descend;
    /// What the old version cannot hold of one part.
    type Residue: Serialize + DeserializeOwned;

    /// Why there is no way back, where there is none; then a downgrade past it is refused.
    const ONE_WAY: Option<&'static str> = None;

    /// From the old version to its parts, in an order that never changes.
    ///
    /// # Errors
    /// As [`Step::up`].
    fn up(old: Self::Old, residue: Option<Self::Residue>) -> Result<Vec<Self::Part>, StepError>;

    /// From one part back to an old event that says just this.
    ///
    /// # Errors
    /// As [`Step::down`].
    fn down(part: Self::Part) -> Result<(Self::Old, Option<Self::Residue>), StepError>;

    /// Old events of several parts as the one that they came from.
    fn join(all: Vec<Self::Old>) -> Self::Old;
}

/// Why a step could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}`: {why}")]
pub struct StepError {
    /// The field that does not fit, as a path into the payload (`content.lines[3].unit`).
    pub field: String,
    /// What is wrong with it.
    pub why: String,
}

impl StepError {
    /// That field, for that reason.
    #[must_use]
    pub fn at(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            why: why.into(),
        }
    }

    /// The same inside another field.
    #[must_use]
    pub fn inside(mut self, outer: &str) -> Self {
        self.field = format!("{outer}.{}", self.field);
        self
    }
}

/// A residue that does not belong to the event's field: one of the two was changed by hand.
#[must_use]
pub fn foreign(field: &str) -> StepError {
    StepError::at(field, "the residue in the metadata says something else of it")
}

/// One released version of an event, on its way to today's shape and back. Implemented by
/// [`today!`](crate::today), [`step!`](crate::step) and [`split!`](crate::split), never by hand.
pub trait Version: Payload + Climb + Descend {}
impl<V: Payload + Climb + Descend> Version for V {}

/// An event's name and version.
pub type Name = (&'static str, u32);

/// The way up.
pub trait Climb: Sized {
    /// Why there is no way back from the next version to this one, where there is none.
    const ONE_WAY: Option<&'static str> = None;

    /// What its step leads to: nothing where it is today's.
    fn next() -> Vec<Name>;

    /// In today's shape.
    ///
    /// # Errors
    /// Where a step or a residue does not fit.
    fn climb(self, residues: &Residues) -> Result<Parts<Event>, StepError>;
}

/// The way down.
pub trait Descend: Climb {
    /// What it is known by: one name and version, or those of all parts of a split.
    fn names() -> Vec<Name>;

    /// Events of today that came from one stored event, in this version; none where they do not come from
    /// it. What this version cannot hold goes into `residues`.
    ///
    /// # Errors
    /// Where a step has no way back for them.
    fn descend(events: Parts<Event>, residues: &mut Residues) -> Result<Option<Self>, StepError>;
}

/// The key of a residue: the version that cannot hold it (`RecipeCreated@1`).
#[must_use]
pub fn residue_key<V: Payload>() -> String {
    format!("{}@{}", V::TYPE, V::VERSION)
}

/// The residue of a step among those of an event.
fn residue<V: Payload, R: DeserializeOwned>(residues: &Residues) -> Result<Option<R>, StepError> {
    if residues.is_empty() {
        return Ok(None);
    }
    let key = residue_key::<V>();
    let read = residues.get(&key).map(|value| R::deserialize(value));
    read.transpose()
        .map_err(|error| StepError::at(format!("metadata.residue.{key}"), error.to_string()))
}

/// Notes what a version cannot hold.
fn note_residue<V: Payload, R: Serialize>(
    residue: Option<R>,
    residues: &mut Residues,
) -> Result<(), StepError> {
    if let Some(residue) = residue {
        let key = residue_key::<V>();
        let value = serde_json::to_value(residue)
            .map_err(|error| StepError::at(format!("metadata.residue.{key}"), error.to_string()))?;
        residues.insert(key, value);
    }
    Ok(())
}

/// One step up and on to today. For [`step!`](crate::step).
///
/// # Errors
/// As [`Climb::climb`].
pub fn climb<S: Step>(old: S::Old, residues: &Residues) -> Result<Parts<Event>, StepError> {
    S::up(old, residue::<S::Old, S::Residue>(residues)?)?.climb(residues)
}

/// From today down to before a step. For [`step!`](crate::step).
///
/// # Errors
/// As [`Descend::descend`].
pub fn descend<S: Step>(events: Parts<Event>, residues: &mut Residues) -> Result<Option<S::Old>, StepError> {
    let Some(new) = S::New::descend(events, residues)? else {
        return Ok(None);
    };
    let (old, residue) = S::down(new)?;
    note_residue::<S::Old, _>(residue, residues)?;
    Ok(Some(old))
}

/// A split and on to today. For [`split!`](crate::split).
///
/// # Errors
/// As [`Climb::climb`].
pub fn climb_split<S: Split>(old: S::Old, residues: &Residues) -> Result<Parts<Event>, StepError> {
    let parts = S::up(old, residue::<S::Old, S::Residue>(residues)?)?;
    let climbed = parts.into_iter().map(|part| part.climb(residues));
    let climbed = climbed.collect::<Result<Vec<_>, _>>()?;
    Ok(climbed.into_iter().flatten().collect())
}

/// From today down to before a split. For [`split!`](crate::split).
///
/// # Errors
/// As [`Descend::descend`]; several parts can go back together only where none leaves a residue.
pub fn descend_split<S: Split>(
    events: Parts<Event>,
    residues: &mut Residues,
) -> Result<Option<S::Old>, StepError> {
    let alone = events.len() == 1;
    let mut olds = Vec::with_capacity(events.len());
    for event in events {
        let Some(part) = S::Part::descend(event.into(), residues)? else {
            return Ok(None);
        };
        let (old, residue) = S::down(part)?;
        if residue.is_some() && !alone {
            return Err(StepError::at(
                residue_key::<S::Old>(),
                "one of several parts says more than the old version can hold",
            ));
        }
        note_residue::<S::Old, _>(residue, residues)?;
        olds.push(old);
    }
    Ok(Some(S::join(olds)))
}

/// Declares versions that are today's: `today!(recipe, RecipeEvent, into_recipe: RecipeRenamed, …)`.
#[macro_export]
macro_rules! today {
    ($stream:ident, $enum:ident, $into:ident: $($event:ident),+ $(,)?) => {$(
        impl $crate::step::Climb for heirloom_events::$stream::$event {
            fn next() -> Vec<$crate::step::Name> {
                Vec::new()
            }

            fn climb(
                self,
                _: &heirloom_events::Residues,
            ) -> Result<heirloom_events::Parts<heirloom_events::Event>, $crate::step::StepError> {
                Ok(heirloom_events::Parts::One(heirloom_events::$stream::$enum::from(self).into()))
            }
        }

        impl $crate::step::Descend for heirloom_events::$stream::$event {
            fn names() -> Vec<$crate::step::Name> {
                vec![$crate::step::name::<Self>()]
            }

            fn descend(
                events: heirloom_events::Parts<heirloom_events::Event>,
                _: &mut heirloom_events::Residues,
            ) -> Result<Option<Self>, $crate::step::StepError> {
                match events.only().and_then(heirloom_events::Event::$into) {
                    Some(heirloom_events::$stream::$enum::$event(event)) => Ok(Some(event)),
                    _ => Ok(None),
                }
            }
        }
    )+};
}

/// The name and version of a payload.
#[must_use]
pub fn name<P: Payload>() -> Name {
    (P::TYPE, P::VERSION)
}

/// Declares a [`Step`]: `step!(V1ToV2: v1::RecipeCreated)` gives the old version its way up and down.
#[macro_export]
macro_rules! step {
    ($step:ty: $old:ty) => {
        $crate::way!(
            $old,
            $crate::step::climb::<$step>,
            $crate::step::descend::<$step>,
            <$step as $crate::step::Step>::ONE_WAY,
            <<$step as $crate::step::Step>::New as $crate::step::Descend>::names()
        );
    };
}

/// Declares a [`Split`]: `split!(V1Split: v1::RecipeNutritionTracked)`.
#[macro_export]
macro_rules! split {
    ($split:ty: $old:ty) => {
        $crate::way!(
            $old,
            $crate::step::climb_split::<$split>,
            $crate::step::descend_split::<$split>,
            <$split as $crate::step::Split>::ONE_WAY,
            <<$split as $crate::step::Split>::Part as $crate::step::Descend>::names()
        );
    };
}

/// What [`step!`](crate::step) and [`split!`](crate::split) have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! way {
    ($old:ty, $climb:expr, $descend:expr, $one_way:expr, $next:expr) => {
        impl $crate::step::Climb for $old {
            const ONE_WAY: Option<&'static str> = $one_way;

            fn next() -> Vec<$crate::step::Name> {
                $next
            }

            fn climb(
                self,
                residues: &heirloom_events::Residues,
            ) -> Result<heirloom_events::Parts<heirloom_events::Event>, $crate::step::StepError> {
                $climb(self, residues)
            }
        }

        impl $crate::step::Descend for $old {
            fn names() -> Vec<$crate::step::Name> {
                vec![$crate::step::name::<$old>()]
            }

            fn descend(
                events: heirloom_events::Parts<heirloom_events::Event>,
                residues: &mut heirloom_events::Residues,
            ) -> Result<Option<Self>, $crate::step::StepError> {
                $descend(events, residues)
            }
        }
    };
}

/// Declares the parts of a split: an enum over the events that an old one may become.
///
/// `parts!(/// What it became. pub enum Part { RecipeDifficultySet(RecipeDifficultySet), … });`
#[macro_export]
macro_rules! parts {
    ($(#[$doc:meta])* $vis:vis enum $enum:ident { $($(#[$variant_doc:meta])* $variant:ident($event:ty)),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        $vis enum $enum {
            $($(#[$variant_doc])* $variant($event)),*
        }

        impl $crate::step::Climb for $enum {
            fn next() -> Vec<$crate::step::Name> {
                Vec::new()
            }

            fn climb(
                self,
                residues: &heirloom_events::Residues,
            ) -> Result<heirloom_events::Parts<heirloom_events::Event>, $crate::step::StepError> {
                match self {
                    $(Self::$variant(event) => $crate::step::Climb::climb(event, residues)),*
                }
            }
        }

        impl $crate::step::Descend for $enum {
            fn names() -> Vec<$crate::step::Name> {
                [$(<$event as $crate::step::Descend>::names()),*].concat()
            }

            fn descend(
                events: heirloom_events::Parts<heirloom_events::Event>,
                residues: &mut heirloom_events::Residues,
            ) -> Result<Option<Self>, $crate::step::StepError> {
                $(if let Some(event) = <$event as $crate::step::Descend>::descend(events.clone(), residues)? {
                    return Ok(Some(Self::$variant(event)));
                })*
                Ok(None)
            }
        }
    };
}
