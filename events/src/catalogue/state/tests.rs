use super::*;

fn id(name: &str) -> IngredientId {
    IngredientId::derived(name)
}

fn defined(name: &str) -> CatalogueEvent {
    IngredientDefined {
        ingredient_id: id(name),
        name: name.to_owned(),
        category: None,
    }
    .into()
}

fn catalogue(events: impl IntoIterator<Item = CatalogueEvent>) -> Catalogue {
    let mut catalogue = Catalogue::default();
    events.into_iter().for_each(|event| catalogue.apply(event));
    catalogue
}

fn rule(name: &str, factor: &str) -> CatalogueEvent {
    UnitRuleSet {
        rule_id: RuleId::derived(name),
        ingredient_name: name.to_owned(),
        from_unit: "tbsp".to_owned(),
        to_unit: "stick".to_owned(),
        factor: factor.parse().unwrap(),
        round_up: true,
    }
    .into()
}

#[test]
fn a_duplicate_answers_for_its_ingredient_and_claims_no_name() {
    let duplicate = IngredientDuplicateDefined {
        ingredient_id: id("row 2"),
        duplicate_of: id("leek"),
        name: "LEEKS".to_owned(),
        category: Some("produce".to_owned()),
    };
    let catalogue = catalogue([defined("leek"), duplicate.into()]);
    assert_eq!(catalogue.canonical(id("row 2")), id("leek"));
    assert_eq!(catalogue.find("leeks"), None);
    assert_eq!(catalogue.get(id("row 2")).unwrap().name, "LEEKS");
}

#[test]
fn a_removed_ingredient_leaves_its_name_to_others() {
    let removed = IngredientRemoved {
        ingredient_id: id("leek"),
    };
    let again = IngredientDefined {
        ingredient_id: id("another"),
        name: "Leek".to_owned(),
        category: None,
    };
    let catalogue = catalogue([defined("leek"), removed.into(), again.into()]);
    assert!(catalogue.get(id("leek")).unwrap().removed);
    assert_eq!(catalogue.find("leek"), Some(id("another")));
}

#[test]
fn a_removed_ingredient_claims_no_name_until_it_is_defined_again() {
    let ingredient_id = id("leek");
    let alias = "porree".to_owned();
    let removed = IngredientRemoved { ingredient_id };
    let aliased = IngredientAliased { ingredient_id, alias };
    let mut catalogue = catalogue([defined("leek"), removed.into(), aliased.into()]);
    assert_eq!((catalogue.find("leek"), catalogue.find("porree")), (None, None));
    catalogue.apply(defined("leek"));
    assert_eq!(catalogue.find("leek"), Some(ingredient_id));
}

#[test]
fn densities_are_kept_by_state_and_taken_away_one_by_one() {
    let set = |state: Option<&str>, density: &str| {
        CatalogueEvent::from(DensitySet {
            ingredient_id: id("flour"),
            state: state.map(str::to_owned),
            grams_per_ml: density.parse().unwrap(),
        })
    };
    let removed = DensityRemoved {
        ingredient_id: id("flour"),
        state: None,
    };
    let given = [
        defined("flour"),
        set(None, "0.5"),
        set(Some("sifted"), "0.45"),
        removed.into(),
    ];
    let catalogue = catalogue(given);
    let densities = &catalogue.get(id("flour")).unwrap().densities;
    let sifted = (Some("sifted".to_owned()), "9/20".parse().unwrap());
    assert_eq!(densities.clone().into_iter().collect::<Vec<_>>(), [sifted]);
}

#[test]
fn portions_and_the_pantry_belong_to_an_ingredient() {
    let set = PortionSet {
        ingredient_id: id("garlic"),
        unit: "clove".to_owned(),
        amount: "5".parse().unwrap(),
        amount_unit: "gram".parse().unwrap(),
    };
    let pantry = PantrySet {
        ingredient_id: id("garlic"),
        quantity: None,
        unit: None,
        on_hand: true,
    };
    let mut catalogue = catalogue([defined("garlic"), set.into(), pantry.into()]);
    let garlic = catalogue.get(id("garlic")).unwrap();
    assert_eq!(garlic.portions["clove"].unit.as_str(), "gram");
    assert!(garlic.pantry.as_ref().unwrap().on_hand);
    catalogue.apply(
        PortionRemoved {
            ingredient_id: id("garlic"),
            unit: "clove".to_owned(),
        }
        .into(),
    );
    assert!(catalogue.get(id("garlic")).unwrap().portions.is_empty());
}

#[test]
fn unit_rules_stand_in_the_order_in_which_they_were_first_set() {
    let mut catalogue = catalogue([rule("butter", "1/8"), rule("yeast", "2"), rule("butter", "1/4")]);
    let factors = |c: &Catalogue| {
        c.unit_rules()
            .iter()
            .map(|r| r.factor.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(factors(&catalogue), ["1/4", "2"]);
    catalogue.apply(
        UnitRuleRemoved {
            rule_id: RuleId::derived("butter"),
        }
        .into(),
    );
    assert_eq!(factors(&catalogue), ["2"]);
}
