//! The macros that give a version its way; none is written by hand.

/// Declares versions that are today's: `today!(recipe, RecipeEvent, into_recipe: RecipeRenamed, …)`.
#[macro_export]
macro_rules! today {
    ($stream:ident, $enum:ident, $into:ident: $($event:ident),+ $(,)?) => {$(
        impl $crate::step::Climb for heirloom_events::$stream::$event {
            const TODAY: bool = true;

            fn next() -> Vec<$crate::step::Name> {
                Vec::new()
            }

            fn climb(
                self,
                _: &heirloom_events::Residues,
            ) -> Result<heirloom_events::Parts<heirloom_events::Event>, $crate::step::StepError> {
                Ok(heirloom_events::Parts::One(heirloom_events::$stream::$enum::from(self).into()))
            }

            fn once(
                self,
                _: &heirloom_events::Residues,
            ) -> Result<Vec<$crate::step::Payloaded>, $crate::step::StepError> {
                Ok(Vec::new())
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

/// Declares a [`Step`](crate::Step): `step!(V1ToV2: v1::RecipeCreated)` gives the old version its way up and down.
#[macro_export]
macro_rules! step {
    ($step:ty: $old:ty) => {
        $crate::way!(
            $old,
            $crate::step::climb::<$step>,
            $crate::step::once::<$step>,
            $crate::step::descend::<$step>,
            <$step as $crate::step::Step>::ONE_WAY,
            <<$step as $crate::step::Step>::New as $crate::step::Descend>::names()
        );
    };
}

/// Declares a [`Split`](crate::Split): `split!(V1Split: v1::RecipeNutritionTracked)`.
#[macro_export]
macro_rules! split {
    ($split:ty: $old:ty) => {
        $crate::way!(
            $old,
            $crate::step::climb_split::<$split>,
            $crate::step::once_split::<$split>,
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
    ($old:ty, $climb:expr, $once:expr, $descend:expr, $one_way:expr, $next:expr) => {
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

            fn once(
                self,
                residues: &heirloom_events::Residues,
            ) -> Result<Vec<$crate::step::Payloaded>, $crate::step::StepError> {
                $once(self, residues)
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
/// Without any variant it is a drop: the event means nothing any more.
#[macro_export]
macro_rules! parts {
    ($(#[$doc:meta])* $vis:vis enum $enum:ident { $($(#[$variant_doc:meta])* $variant:ident($event:ty)),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        // a box would cost every part an allocation; `expect` would not hold for parts of one size
        #[allow(clippy::large_enum_variant)]
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
                let _ = residues;
                match self {
                    $(Self::$variant(event) => $crate::step::Climb::climb(event, residues)),*
                }
            }

            fn once(
                self,
                residues: &heirloom_events::Residues,
            ) -> Result<Vec<$crate::step::Payloaded>, $crate::step::StepError> {
                let _ = residues;
                match self {
                    $(Self::$variant(event) => $crate::step::Climb::once(event, residues)),*
                }
            }
        }

        impl $crate::step::Part for $enum {
            fn payloaded(&self) -> Result<$crate::step::Payloaded, $crate::step::StepError> {
                match *self {
                    $(Self::$variant(ref event) => $crate::step::payloaded(event)),*
                }
            }
        }

        impl $crate::step::Descend for $enum {
            fn names() -> Vec<$crate::step::Name> {
                std::iter::empty()$(.chain(<$event as $crate::step::Descend>::names()))*.collect()
            }

            fn descend(
                events: heirloom_events::Parts<heirloom_events::Event>,
                residues: &mut heirloom_events::Residues,
            ) -> Result<Option<Self>, $crate::step::StepError> {
                $(if let Some(event) = <$event as $crate::step::Descend>::descend(events.clone(), residues)? {
                    return Ok(Some(Self::$variant(event)));
                })*
                // without parts, a drop, nothing uses them
                let _ = (events, residues);
                Ok(None)
            }
        }
    };
}
