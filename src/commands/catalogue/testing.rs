//! Given, when, then for catalogues.

use cqrs_es::test::TestFramework;
use heirloom_events::Stream;
use heirloom_events::catalogue::{
    Catalogue, CatalogueEvent, DensitySet, IngredientDefined, IngredientMerged, IngredientRemoved, PortionSet,
};
use heirloom_events::values::IngredientId;

use super::{CatalogueAggregate, CatalogueCommand};
use crate::commands::fact::Fact;

/// These events given, the command makes those.
#[track_caller]
pub(crate) fn check(
    given: impl Into<Vec<CatalogueEvent>>,
    when: impl Into<CatalogueCommand>,
    then: impl Into<Vec<CatalogueEvent>>,
) {
    TestFramework::<CatalogueAggregate>::with(())
        .given(given.into().into_iter().map(Fact).collect())
        .when(when.into())
        .then_expect_events(then.into().into_iter().map(Fact).collect());
}

/// These events given, the command is refused with a message that has this in it.
#[track_caller]
pub(crate) fn refused(
    given: impl Into<Vec<CatalogueEvent>>,
    when: impl Into<CatalogueCommand>,
    message: &str,
) {
    let result = TestFramework::<CatalogueAggregate>::with(())
        .given(given.into().into_iter().map(Fact).collect())
        .when(when.into())
        .inspect_result();
    let refusal = result.expect_err("the command should be refused").to_string();
    assert!(refusal.contains(message), "`{refusal}` lacks `{message}`");
}

pub(crate) fn id(name: &str) -> IngredientId {
    IngredientId::derived(name)
}

pub(crate) fn defined(name: &str) -> CatalogueEvent {
    IngredientDefined {
        ingredient_id: id(name),
        name: name.into(),
        category: None,
    }
    .into()
}

pub(crate) fn merged(name: &str, into: &str) -> CatalogueEvent {
    IngredientMerged {
        ingredient_id: id(name),
        into: id(into),
    }
    .into()
}

pub(crate) fn removed(name: &str) -> CatalogueEvent {
    let ingredient_id = id(name);
    IngredientRemoved { ingredient_id }.into()
}

pub(crate) fn density(of: &str, state: Option<&str>, grams_per_ml: &str) -> CatalogueEvent {
    DensitySet {
        ingredient_id: id(of),
        state: state.map(str::to_owned),
        grams_per_ml: grams_per_ml.parse().expect("the tests write quantities as 3/2"),
    }
    .into()
}

pub(crate) fn portion(of: &str, unit: &str, amount: &str, amount_unit: &str) -> CatalogueEvent {
    PortionSet {
        ingredient_id: id(of),
        unit: unit.into(),
        amount: amount.parse().expect("the tests write quantities as 3/2"),
        amount_unit: amount_unit.parse().expect("the tests name units of the table"),
    }
    .into()
}

/// The catalogue after these events.
pub(crate) fn folded(events: impl IntoIterator<Item = CatalogueEvent>) -> Catalogue {
    let mut catalogue = Catalogue::default();
    events.into_iter().for_each(|event| catalogue.apply(event));
    catalogue
}
