//! Patches, where `null` is not the same as nothing: a household's settings, once as a list.

use std::collections::BTreeMap;

use heirloom_events::household::HouseholdSettingsChanged as Today;
use heirloom_upcasters::StepError;

old!("HouseholdSettingsChanged" {
    changes: BTreeMap<String, Option<String>>,
});

type Up = Result<Today, StepError>;
type Down<const N: u8> = Result<(Old<N>, Option<()>), StepError>;

fn up<const N: u8>(old: Old<N>, _: Option<()>) -> Up {
    Ok(Today {
        settings: old.changes,
    })
}

fn down<const N: u8>(new: Today) -> Down<N> {
    Ok((
        Old {
            changes: new.settings,
        },
        None,
    ))
}

fn takes_null_for_absent<const N: u8>(old: Old<N>, _: Option<()>) -> Up {
    let named = old.changes.into_iter().filter(|(_, value)| value.is_some());
    Ok(Today {
        settings: named.collect(),
    })
}

fn takes_null_for_a_default<const N: u8>(new: Today) -> Down<N> {
    let default = |(key, value): (String, Option<String>)| (key, value.or(Some("default".into())));
    Ok((
        Old {
            changes: new.settings.into_iter().map(default).collect(),
        },
        None,
    ))
}

fn folds_keys<const N: u8>(old: Old<N>, _: Option<()>) -> Up {
    let folded = |(key, value): (String, Option<String>)| (key.to_lowercase(), value);
    Ok(Today {
        settings: old.changes.into_iter().map(folded).collect(),
    })
}

fn knows_only_some_keys<const N: u8>(new: Today) -> Down<N> {
    let known = |(key, _): &(String, Option<String>)| key.is_ascii();
    Ok((
        Old {
            changes: new.settings.into_iter().filter(known).collect(),
        },
        None,
    ))
}

plant!(Household, Today, (), right: up, down;
    1 "`null` is taken for absent": takes_null_for_absent, down;
    2 "`null` is taken for a default": up, takes_null_for_a_default;
    3 "keys of a map are folded into one": folds_keys, down;
    4 "unknown keys are left out": up, knows_only_some_keys;
);
