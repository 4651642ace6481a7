//! What somebody may have meant who wrote a name that is none.

/// How many names are told.
const TOLD: usize = 3;

/// The names that are most like what was asked for, the likest first; alike ones in their own order.
///
/// Pairs of letters are compared (Sørensen–Dice), so a word that is one of a name's counts as well as a slip.
pub(super) fn nearest<'a>(asked: &str, names: &'a [String]) -> Vec<&'a str> {
    let asked = asked.to_lowercase().replace(['-', ' '], "_");
    let mut alike: Vec<(f64, &str)> = names
        .iter()
        .map(|name| (strsim::sorensen_dice(&asked, name), name.as_str()))
        .collect();
    alike.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    alike.into_iter().take(TOLD).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Command;

    #[test]
    fn a_slip_another_spelling_or_one_of_the_words_leads_to_the_name() {
        for (asked, meant) in [
            ("renmae_recipe", "rename_recipe"),
            ("Rename-Recipe", "rename_recipe"),
            ("mark_as_cooked", "mark_cooked"),
            ("cook", "mark_cooked"),
            ("tick", "tick_item"),
            ("move_shopping_item", "move_item"),
            ("unarchive_recipe", "archive_recipe"),
        ] {
            let names = Command::names();
            let told = nearest(asked, &names);
            assert_eq!((told[0], told.len()), (meant, 3), "`{asked}`: {told:?}");
        }
    }

    #[test]
    fn nonsense_is_answered_too() {
        let names = Command::names();
        for asked in ["", "ß", "_", "🦊"] {
            assert_eq!(nearest(asked, &names).len(), 3, "`{asked}`");
        }
    }
}
