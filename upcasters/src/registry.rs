//! Every version of every event that was ever released. Nothing is ever taken out of this list.

use std::collections::HashMap;
use std::sync::LazyLock;

use heirloom_events::{Event, Parts, Payload, Residues, StreamType};

use crate::read::ReadError;
use crate::step::{Name, Payloaded, StepError, Version};

/// A payload, and what its version cannot hold.
pub type PayloadAndResidues = (String, Residues);

/// One released version of one event.
pub struct Released {
    /// The kind of stream that it stands in.
    pub stream_type: StreamType,
    /// Its name in the log.
    pub event_type: &'static str,
    /// Its version.
    pub version: u32,
    /// Whether it is today's shape.
    pub today: bool,
    /// What its step leads to: nothing where it is today's, or where the step drops it.
    pub next: fn() -> Vec<Name>,
    /// Why there is no way back to it, where there is none.
    pub one_way: Option<&'static str>,
    /// A bare payload of this version as its own type writes it: no step is taken.
    pub own: fn(&[u8]) -> Result<String, ReadError>,
    /// From a bare payload of this version one step up: nothing where it is today's.
    pub once: fn(&[u8], &Residues) -> Result<Vec<Payloaded>, ReadError>,
    /// From a bare payload of this version to today's shape.
    pub read: fn(&[u8], &Residues) -> Result<Parts<Event>, ReadError>,
    /// From today's shape to a payload of this version, and what it cannot hold; none where the events do
    /// not come from it.
    pub write: fn(Parts<Event>) -> Result<Option<PayloadAndResidues>, StepError>,
}

impl Released {
    /// That version, in such a stream. The shipped ones are in [`released`]; tests make others.
    #[must_use]
    pub const fn of<V: Version>(stream_type: StreamType) -> Self {
        Self {
            stream_type,
            event_type: V::TYPE,
            version: V::VERSION,
            today: V::TODAY,
            next: V::next,
            one_way: V::ONE_WAY,
            own: own_as::<V>,
            once: once_as::<V>,
            read: read_as::<V>,
            write: write_as::<V>,
        }
    }

    /// Whether it is today's shape.
    #[must_use]
    pub fn is_today(&self) -> bool {
        self.today
    }
}

impl std::fmt::Debug for Released {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.event_type, self.version)
    }
}

fn parse<V: Version>(payload: &[u8]) -> Result<V, ReadError> {
    serde_json::from_slice(payload).map_err(malformed::<V>)
}

fn malformed<V: Version>(source: serde_json::Error) -> ReadError {
    ReadError::Malformed {
        event_type: V::TYPE.to_owned(),
        version: V::VERSION,
        source,
    }
}

fn own_as<V: Version>(payload: &[u8]) -> Result<String, ReadError> {
    serde_json::to_string(&parse::<V>(payload)?).map_err(malformed::<V>)
}

fn step_failed<V: Version>(source: StepError) -> ReadError {
    ReadError::Step {
        event_type: V::TYPE.to_owned(),
        version: V::VERSION,
        source,
    }
}

fn once_as<V: Version>(payload: &[u8], residues: &Residues) -> Result<Vec<Payloaded>, ReadError> {
    parse::<V>(payload)?.once(residues).map_err(step_failed::<V>)
}

fn read_as<V: Version>(payload: &[u8], residues: &Residues) -> Result<Parts<Event>, ReadError> {
    parse::<V>(payload)?.climb(residues).map_err(step_failed::<V>)
}

fn write_as<V: Version>(events: Parts<Event>) -> Result<Option<(String, Residues)>, StepError> {
    let mut residues = Residues::new();
    let Some(old) = V::descend(events, &mut residues)? else {
        return Ok(None);
    };
    let payload = serde_json::to_string(&old)
        .map_err(|error| StepError::at(<V as Payload>::TYPE, error.to_string()))?;
    Ok(Some((payload, residues)))
}

macro_rules! released {
    ($($stream:ident($module:ident): $($($path:ident)::+),+;)+) => {
        &[$($(Released::of::<heirloom_events::$module::$($path)::+>(StreamType::$stream)),+),+]
    };
}

/// Every released version, by stream and event, oldest first.
#[must_use]
pub fn released() -> &'static [Released] {
    // A new version goes behind the one before it.
    static RELEASED: &[Released] = released! {
        Recipe(recipe):
            created::v1::RecipeCreated,
            created::v2::RecipeCreated,
            created::v3::RecipeCreated,
            created::v4::RecipeCreated,
            created::v5::RecipeCreated,
            created::v6::RecipeCreated,
            created::v7::RecipeCreated,
            renamed::v1::RecipeRenamed,
            described::v1::RecipeDescribed,
            categorised::v1::RecipeCategorised,
            meal_type_set::v1::RecipeMealTypeSet,
            servings_set::v1::RecipeServingsSet,
            times_set::v1::RecipeTimesSet,
            line_added::v1::IngredientLineAdded,
            line_added::v2::IngredientLineAdded,
            line_added::v3::IngredientLineAdded,
            line_changed::v1::IngredientLineChanged,
            line_changed::v2::IngredientLineChanged,
            line_changed::v3::IngredientLineChanged,
            line_removed::v1::IngredientLineRemoved,
            line_reference_set::v1::IngredientLineReferenceSet,
            lines_reordered::v1::IngredientLinesReordered,
            directions_revised::v1::DirectionsRevised,
            notes_set::v1::RecipeNotesSet,
            image_set::v1::RecipeImageSet,
            image_set::v2::RecipeImageSet,
            image_relocated::v1::RecipeImageRelocated,
            diet_set::v1::RecipeDietSet,
            diet_set::v2::RecipeDietSet,
            nutrition_tracked::v1::RecipeNutritionTracked,
            difficulty_set::v1::RecipeDifficultySet,
            nutrition_recorded::v1::NutritionRecorded,
            tagged::v1::RecipeTagged,
            untagged::v1::RecipeUntagged,
            favourited::v1::RecipeFavourited,
            unfavourited::v1::RecipeUnfavourited,
            source_set::v1::RecipeSourceSet,
            cooked::v1::RecipeCooked,
            archived::v1::RecipeArchived,
            restored::v1::RecipeRestored,
            reverted::v1::RecipeReverted,
            reverted::v2::RecipeReverted,
            reverted::v3::RecipeReverted,
            reverted::v4::RecipeReverted,
            reverted::v5::RecipeReverted,
            reverted::v6::RecipeReverted,
            reverted::v7::RecipeReverted;
        Catalogue(catalogue):
            defined::v1::IngredientDefined,
            renamed::v1::IngredientRenamed,
            aliased::v1::IngredientAliased,
            recategorised::v1::IngredientRecategorised,
            merged::v1::IngredientMerged,
            unmerged::v1::IngredientUnmerged,
            duplicate_defined::v1::IngredientDuplicateDefined,
            removed::v1::IngredientRemoved,
            density_set::v1::DensitySet,
            density_removed::v1::DensityRemoved,
            portion_set::v1::PortionSet,
            portion_removed::v1::PortionRemoved,
            unit_rule_set::v1::UnitRuleSet,
            unit_rule_removed::v1::UnitRuleRemoved,
            pantry_set::v1::PantrySet;
        Household(household):
            opened::v1::HouseholdOpened,
            settings_changed::v1::HouseholdSettingsChanged;
        Plan(plan):
            meal_selected::v1::MealSelected,
            meal_selected::v2::MealSelected,
            meal_selected::v3::MealSelected,
            meal_moved::v1::MealMoved,
            meal_removed::v1::MealRemoved,
            reordered::v1::PlanReordered,
            servings_set::v1::MealServingsSet,
            meal_completed::v1::MealCompleted,
            meal_reopened::v1::MealReopened,
            meal_cleared::v1::MealCleared,
            meal_shopping_set::v1::MealShoppingSet,
            meal_shopping_set::v2::MealShoppingSet,
            dietary_constraints_set::v1::DietaryConstraintsSet;
        Meal(meal):
            created::v1::MealCreated,
            renamed::v1::MealRenamed,
            composed::v1::MealComposed,
            tags_set::v1::MealTagsSet,
            saved_set::v1::MealSavedSet,
            archived::v1::MealArchived,
            restored::v1::MealRestored;
        Shopping(shopping):
            line_added::v1::ShoppingLineAdded,
            line_added::v2::ShoppingLineAdded,
            line_changed::v1::ShoppingLineChanged,
            line_removed::v1::ShoppingLineRemoved,
            item_ticked::v1::ItemTicked,
            item_unticked::v1::ItemUnticked,
            item_have_set::v1::ItemHaveSet,
            item_flagged::v1::ItemFlagged,
            item_changed::v1::ItemChanged,
            item_moved::v1::ItemMoved,
            item_removed::v1::ItemRemoved,
            synchronised::v1::ListSynchronised;
        Source(source):
            opened::v1::SourceOpened,
            rows_taken::v1::SourceRowsTaken,
            rows_gone::v1::SourceRowsGone;
    };
    RELEASED
}

static BY_NAME: LazyLock<HashMap<&'static str, Vec<&'static Released>>> = LazyLock::new(|| {
    let mut by_name: HashMap<_, Vec<_>> = HashMap::new();
    for released in released() {
        by_name.entry(released.event_type).or_default().push(released);
    }
    by_name
});

/// The released version of that name.
#[must_use]
pub fn find(event_type: &str, version: u32) -> Option<&'static Released> {
    let versions = BY_NAME.get(event_type)?;
    versions
        .iter()
        .copied()
        .find(|released| released.version == version && !hidden::is(released))
}

/// The released version that a row of the log says it is: `1`, or `1.0` as stock `cqrs-es` applications like
/// to write.
#[must_use]
pub fn find_written(event_type: &str, event_version: &str) -> Option<&'static Released> {
    let written = event_version.strip_suffix(".0").unwrap_or(event_version);
    find(event_type, written.parse().ok()?)
}

/// The released versions of an event.
pub fn versions_of(stream: StreamType, event_type: &str) -> impl Iterator<Item = u32> + use<> {
    let versions = BY_NAME.get(event_type).map_or(&[][..], Vec::as_slice);
    versions
        .iter()
        .filter(move |released| released.stream_type == stream && !hidden::is(released))
        .map(|released| released.version)
}

#[cfg(feature = "testing")]
pub use hidden::hide;

/// Versions that a build which pretends to be an older one does not know. Only in tests.
#[cfg(feature = "testing")]
mod hidden {
    use std::collections::HashSet;
    use std::sync::OnceLock;

    use super::Released;
    use crate::step::Name;

    static HIDDEN: OnceLock<HashSet<Name>> = OnceLock::new();

    /// From now on these are unknown to [`find`](super::find), and so to [`read`](crate::read). Only the first
    /// call counts.
    pub fn hide(names: impl IntoIterator<Item = Name>) {
        HIDDEN.get_or_init(|| names.into_iter().collect());
    }

    pub(super) fn is(released: &Released) -> bool {
        let name = (released.event_type, released.version);
        HIDDEN.get().is_some_and(|hidden| hidden.contains(&name))
    }
}

/// Nothing is hidden outside tests.
#[cfg(not(feature = "testing"))]
mod hidden {
    pub(super) const fn is(_: &super::Released) -> bool {
        false
    }
}

/// The versions that an event of today may be written in: today's first, then back step by step.
#[must_use]
pub fn lineage(event_type: &str) -> &'static [&'static Released] {
    static LINEAGES: LazyLock<HashMap<&'static str, Vec<&'static Released>>> = LazyLock::new(|| {
        let today = released().iter().filter(|released| released.is_today());
        today
            .map(|released| (released.event_type, back_from(released)))
            .collect()
    });
    LINEAGES.get(event_type).map_or(&[], Vec::as_slice)
}

fn back_from(today: &'static Released) -> Vec<&'static Released> {
    let mut line = vec![today];
    let mut at = 0;
    while let Some(later) = line.get(at).copied() {
        let leads_there =
            |released: &&Released| (released.next)().contains(&(later.event_type, later.version));
        line.extend(self::released().iter().filter(leads_there));
        at += 1;
    }
    line
}
