//! Random commands to shopping lists, to the rules that they follow, and to sources of imports.

use heirloom_events::source::TakenRow;
use heirloom_events::values::{ItemId, Quantity, RuleId, SourceId, UnitId};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::arbitrary::texts;
use super::household::{days, ingredient_ids};
use crate::commands::Command;
use crate::commands::catalogue::*;
use crate::commands::household::ChangeSettings;
use crate::commands::shopping::*;
use crate::commands::source::*;

fn item_ids() -> impl Strategy<Value = ItemId> {
    (0..4_u8).prop_map(|n| ItemId::derived(&format!("item {n}")))
}

fn quantities() -> impl Strategy<Value = Quantity> {
    (0..9_i128, 1..5_i128).prop_map(|(n, d)| Quantity::new(n, d).expect("small numbers are within bounds"))
}

/// Above nothing.
fn factors() -> impl Strategy<Value = Quantity> {
    (1..9_i128, 1..5_i128).prop_map(|(n, d)| Quantity::new(n, d).expect("small numbers are within bounds"))
}

fn units() -> impl Strategy<Value = Option<String>> {
    option::of(select(vec!["cup", "g", "stick", "Tbs", ""])).prop_map(|unit| unit.map(str::to_owned))
}

fn categories() -> impl Strategy<Value = Option<String>> {
    option::of(select(vec!["Produce", "dairy", " "])).prop_map(|category| category.map(str::to_owned))
}

/// A key of a line that may be there, or of what a plan may need.
fn keys() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => item_ids().prop_map(key::line_key),
        1 => ingredient_ids().prop_map(|id| format!("ingredient/{id}")),
        2 => select(vec!["leeks::count", "flour::volume", "text/salt", "external::tada::flour"])
            .prop_map(str::to_owned),
    ]
}

fn algorithms() -> impl Strategy<Value = u8> {
    select(vec![0_u8, 0, 0, 1, 2])
}

fn new_lines() -> BoxedStrategy<Command> {
    let said = || (texts(), units(), categories());
    let source = || select(vec!["tada", "other"]).prop_map(|slug| slug.parse().expect("it is a slug"));
    let taken = || {
        let key = option::of(select(vec![
            "leeks::count".to_owned(),
            "external::tada::flour".to_owned(),
        ]));
        (key, select(vec!["recipe", "manual", "tada"]))
    };
    prop_oneof![
        (days(), item_ids(), quantities(), said()).prop_map(
            |(week, item_id, quantity, (name, unit, category))| {
                AddItem {
                    week,
                    item_id,
                    name,
                    quantity,
                    unit,
                    category,
                }
                .into()
            }
        ),
        (days(), source(), item_ids(), option::of(quantities()), said()).prop_map(
            |(week, source, item_id, quantity, (name, unit, category))| {
                PushExternal {
                    week,
                    source,
                    item_id,
                    name,
                    quantity,
                    unit,
                    category,
                }
                .into()
            }
        ),
        (days(), item_ids(), quantities(), said(), taken()).prop_map(
            |(week, item_id, quantity, (name, unit, category), (key, source))| {
                let source = source.parse().expect("it is a slug");
                TakeOverItem {
                    week,
                    item_id,
                    key,
                    name,
                    quantity,
                    unit,
                    category,
                    source,
                }
                .into()
            }
        ),
    ]
    .boxed()
}

fn marks() -> BoxedStrategy<Command> {
    let item = || (days(), keys(), algorithms());
    prop_oneof![
        3 => (item(), option::of(quantities()), units()).prop_map(|((week, key, algorithm), quantity, unit)| {
            TickItem { week, key, algorithm, quantity, unit }.into()
        }),
        1 => item().prop_map(|(week, key, algorithm)| UntickItem { week, key, algorithm }.into()),
        2 => (item(), any::<bool>())
            .prop_map(|((week, key, algorithm), have)| SetHave { week, key, algorithm, have }.into()),
        1 => (item(), any::<bool>())
            .prop_map(|((week, key, algorithm), flagged)| FlagItem { week, key, algorithm, flagged }.into()),
    ]
    .boxed()
}

/// Anything that can be asked of a shopping list.
pub fn shopping_commands() -> BoxedStrategy<Command> {
    let item = || (days(), keys(), algorithms());
    let changes = || {
        (
            option::of(texts()),
            option::of(quantities()),
            units(),
            categories(),
        )
    };
    prop_oneof![
        5 => new_lines(),
        5 => marks(),
        2 => (item(), changes()).prop_map(|((week, key, algorithm), (name, quantity, unit, category))| {
            ChangeItem { week, key, algorithm, name, quantity, unit, category }.into()
        }),
        1 => (item(), categories()).prop_map(|((week, key, algorithm), category)| {
            MoveItem { week, key, algorithm, category: category.unwrap_or_default() }.into()
        }),
        1 => item().prop_map(|(week, key, algorithm)| RemoveItem { week, key, algorithm }.into()),
        1 => (days(), prop::collection::vec(keys(), 0..4), algorithms())
            .prop_map(|(week, keys, algorithm)| RemoveItems { week, keys, algorithm }.into()),
        1 => days().prop_map(|week| SynchroniseList { week }.into()),
    ]
    .boxed()
}

/// What a catalogue knows beyond names: duplicates, conversions, what is at home.
pub fn catalogue_rules() -> BoxedStrategy<Command> {
    let one = ingredient_ids;
    let state = || option::of(select(vec!["sifted".to_owned(), "packed".to_owned()]));
    let unit = || units().prop_map(Option::unwrap_or_default);
    let measure = || {
        let id = |id: &str| id.parse::<UnitId>().expect("it is a unit of the table");
        select(vec!["gram", "millilitre", "us_cup", "clove"]).prop_map(id)
    };
    let rule_id = || (0..3_u8).prop_map(|n| RuleId::derived(&format!("rule {n}")));
    prop_oneof![
        (one(), one(), texts(), categories()).prop_map(|(ingredient_id, duplicate_of, name, category)| {
            DefineDuplicate {
                ingredient_id,
                duplicate_of,
                name,
                category,
            }
            .into()
        }),
        one().prop_map(|ingredient_id| RemoveIngredient { ingredient_id }.into()),
        (one(), state(), factors()).prop_map(|(ingredient_id, state, grams_per_ml)| {
            SetDensity {
                ingredient_id,
                state,
                grams_per_ml,
            }
            .into()
        }),
        (one(), state()).prop_map(|(ingredient_id, state)| RemoveDensity { ingredient_id, state }.into()),
        (one(), unit(), factors(), measure()).prop_map(|(ingredient_id, unit, amount, amount_unit)| {
            SetPortion {
                ingredient_id,
                unit,
                amount,
                amount_unit,
            }
            .into()
        }),
        (one(), unit()).prop_map(|(ingredient_id, unit)| RemovePortion { ingredient_id, unit }.into()),
        (rule_id(), texts(), unit(), unit(), factors(), any::<bool>()).prop_map(
            |(rule_id, ingredient_name, from_unit, to_unit, factor, round_up)| {
                SetUnitRule {
                    rule_id,
                    ingredient_name,
                    from_unit,
                    to_unit,
                    factor,
                    round_up,
                }
                .into()
            }
        ),
        rule_id().prop_map(|rule_id| RemoveUnitRule { rule_id }.into()),
        (one(), option::of(quantities()), units(), any::<Option<bool>>()).prop_map(
            |(ingredient_id, quantity, unit, on_hand)| {
                SetPantry {
                    ingredient_id,
                    quantity,
                    unit,
                    on_hand,
                }
                .into()
            }
        ),
    ]
    .boxed()
}

/// Settings that heirloom itself reads, back and forth.
pub fn settings() -> BoxedStrategy<Command> {
    let known = vec![
        ("unit_system", "metric"),
        ("unit_system", "us"),
        ("cup", "metric_cup"),
        ("cup", "teacup"),
        ("recipes_follow", "planned"),
        ("time_zone", "Europe/Berlin"),
    ];
    (select(known), any::<bool>())
        .prop_map(|((key, value), set)| {
            let settings = [(key.to_owned(), set.then(|| value.to_owned()))].into();
            ChangeSettings { settings }.into()
        })
        .boxed()
}

/// Anything that an import notes of a source.
pub fn source_commands() -> BoxedStrategy<Command> {
    let source_id = || (0..2_u8).prop_map(|n| SourceId::derived(&format!("source {n}")));
    let table = || select(vec!["recipe".to_owned(), "meals".to_owned()]);
    let row = || {
        (1..4_u8, 0..3_u32).prop_map(|(row, digest)| TakenRow {
            row: row.to_string(),
            digest: format!("{digest:08x}"),
            became: vec![format!("recipe/{row}")],
        })
    };
    let open = (source_id(), texts(), select(vec!["16", "40"])).prop_map(|(source_id, name, revision)| {
        let (kind, revision) = ("mealgenie".to_owned(), revision.to_owned());
        OpenSource {
            source_id,
            kind,
            name,
            revision,
        }
        .into()
    });
    prop_oneof![
        2 => open,
        2 => (source_id(), table(), prop::collection::vec(row(), 0..3))
            .prop_map(|(source_id, table, rows)| TakeRows { source_id, table, rows }.into()),
        1 => (source_id(), table(), prop::collection::vec((1..4_u8).prop_map(|n| n.to_string()), 0..3))
            .prop_map(|(source_id, table, rows)| RowsGone { source_id, table, rows }.into()),
    ]
    .boxed()
}
