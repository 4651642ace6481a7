//! Conversion rules: which way is found, and which rule is refused.

use heirloom_shopping::two::*;

use crate::kitchen::*;

fn graph(kitchen: &Kitchen, name: &str) -> Graph {
    Graph::of(
        ingredient(name),
        &kitchen.input.foods,
        &[ingredient(name)],
        &kitchen.input.house.rules,
    )
}

fn way(graph: &Graph, from: &str, to: &str) -> Option<Vec<String>> {
    let path = graph.path(&Measure::of(from), &Measure::of(to), None)?;
    Some(
        path.0
            .iter()
            .map(|hop| format!("{}>{}", hop.from.as_str(), hop.to.as_str()))
            .collect(),
    )
}

#[test]
fn the_shortest_way_is_found_and_food_comes_before_the_table() {
    let kitchen = Kitchen::default()
        .density("flour", None, "0.53")
        .portion("flour", "cup", "125", "g");
    let graph = graph(&kitchen, "flour");
    assert_eq!(way(&graph, "g", "kg").unwrap(), ["gram>kilogram"]);
    assert_eq!(way(&graph, "cup", "g").unwrap(), ["us_cup>gram"]);
    // over the cup it would be as short; the density was tried first
    assert_eq!(
        way(&graph, "tbsp", "g").unwrap(),
        ["us_tbsp>millilitre", "millilitre>gram"]
    );
    assert_eq!(
        way(&graph, "lb", "pint").unwrap(),
        ["pound>gram", "gram>millilitre", "millilitre>us_pint"]
    );
}

#[test]
fn a_way_has_three_hops_at_most_and_none_through_a_pinch() {
    let kitchen = Kitchen::default()
        .portion("salt", "pinch", "1/2", "g")
        .portion("salt", "tin", "2", "box");
    assert_eq!(way(&graph(&kitchen, "salt"), "pinch", "g"), None);
    let chain = Kitchen::default()
        .portion("tea", "a-unit", "2", "box")
        .portion("tea", "box", "2", "bag")
        .portion("tea", "bag", "2", "pouch")
        .portion("tea", "pouch", "3", "g");
    assert_eq!(way(&graph(&chain, "tea"), "box", "g").unwrap().len(), LONGEST);
    assert_eq!(way(&graph(&chain, "tea"), "a-unit", "g"), None);
}

#[test]
fn a_rule_of_nothing_is_no_edge() {
    let kitchen = Kitchen::default().density("air", None, "0");
    assert_eq!(way(&graph(&kitchen, "air"), "ml", "g"), None);
}

#[track_caller]
fn refused(kitchen: &Kitchen, name: &str, new: &NewRule, expected: &str) {
    let answer = check_edge(new, &graph(kitchen, name)).map_err(|error| error.to_string());
    match answer {
        Ok(()) => assert_eq!(expected, "", "it was allowed"),
        Err(message) => assert!(!expected.is_empty() && message.contains(expected), "`{message}`"),
    }
}

#[test]
fn a_rule_that_contradicts_a_way_by_more_than_a_percent_is_refused() {
    let kitchen = Kitchen::default().density("flour", None, "0.5");
    let cup = |grams: &str| NewRule::Portion(portion("metric cup", grams, "g"));
    refused(&kitchen, "flour", &cup("125"), "");
    refused(&kitchen, "flour", &cup("126.25"), "");
    refused(
        &kitchen,
        "flour",
        &cup("126.26"),
        "is to be 126.26 `g`, but it is already 125 `g`",
    );
    refused(
        &kitchen,
        "flour",
        &cup("123.74"),
        "change or remove that rule first",
    );
    refused(
        &kitchen,
        "flour",
        &NewRule::Portion(portion("kg", "2", "lb")),
        "already ≈ 2.205 `lb`",
    );
    // for another ingredient all is open
    refused(&kitchen, "sugar", &cup("200"), "");
}

#[test]
fn a_rule_replaces_itself_and_states_do_not_contradict_each_other() {
    let kitchen = Kitchen::default()
        .density("flour", None, "0.5")
        .portion("flour", "bag", "1", "kg");
    let density = |state: Option<&str>, grams_per_ml: &str| {
        NewRule::Density(Density {
            state: state.map(str::to_owned),
            grams_per_ml: grams_per_ml.parse().unwrap(),
        })
    };
    refused(&kitchen, "flour", &density(None, "0.6"), "");
    refused(&kitchen, "flour", &density(Some("sifted"), "0.4"), "");
    refused(
        &kitchen,
        "flour",
        &NewRule::Portion(portion("bag", "2", "kg")),
        "",
    );
    refused(
        &kitchen,
        "flour",
        &NewRule::Household(rule("flour", "3", "kg", "bag", true)),
        "already 1 `kg`",
    );
}

#[test]
fn a_rule_that_converts_nothing_is_refused() {
    let kitchen = Kitchen::default();
    refused(
        &kitchen,
        "salt",
        &NewRule::Portion(portion("pinch", "1/2", "g")),
        "`pinch` is no measure",
    );
    refused(
        &kitchen,
        "salt",
        &NewRule::Portion(portion("g", "1", "g")),
        "give two units",
    );
    refused(
        &kitchen,
        "salt",
        &NewRule::Household(rule("salt", "0", "g", "box", true)),
        "above zero",
    );
}

#[test]
fn a_command_holds_a_rule_against_the_catalogue_with_what_was_merged() {
    use heirloom_events::Stream;
    use heirloom_events::catalogue::{Catalogue, CatalogueEvent};
    use serde_json::json;

    let mut catalogue = Catalogue::default();
    for (name, payload) in [
        (
            "IngredientDefined",
            json!({"ingredient_id": ingredient("flour"), "name": "flour"}),
        ),
        (
            "IngredientDefined",
            json!({"ingredient_id": ingredient("farine"), "name": "farine"}),
        ),
        (
            "DensitySet",
            json!({"ingredient_id": ingredient("farine"), "grams_per_ml": "1/2"}),
        ),
        (
            "IngredientMerged",
            json!({"ingredient_id": ingredient("farine"), "into": ingredient("flour")}),
        ),
        (
            "UnitRuleSet",
            json!({
                "rule_id": heirloom_events::values::RuleId::derived("1"), "ingredient_name": "Farine", "from_unit": "g",
                "to_unit": "bag", "factor": "1000", "round_up": true
            }),
        ),
    ] {
        catalogue.apply(
            CatalogueEvent::read(name, payload.to_string().as_bytes())
                .unwrap()
                .unwrap(),
        );
    }
    let graph = conversions(&catalogue, ingredient("flour"));
    assert_eq!(way(&graph, "metric cup", "g").unwrap().len(), 2);
    let bag = NewRule::Portion(portion("bag", "2", "kg"));
    assert!(
        check_edge(&bag, &graph)
            .unwrap_err()
            .to_string()
            .contains("already 1 `kg`")
    );
}
