//! What nobody understood yet: words about diets that have no tag, units that the table does not know. They
//! are kept as they were written; here they are listed, so that somebody can see what is missing.

use std::collections::{BTreeMap, BTreeSet};

use heirloom_events::values::{RecipeId, folded, unit};
use serde::Serialize;

use super::survey::Surveyed;

/// A word, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unmapped {
    /// The word, as it was written first.
    pub word: String,
    /// How often it stands there.
    pub count: u64,
    /// The titles of the recipes, each once, in order.
    pub recipes: Vec<String>,
}

/// All that nobody understood, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnmappedReport {
    /// Words about diets without a tag.
    pub diet_words: Vec<Unmapped>,
    /// Units as written that no unit of the table was found for.
    pub units: Vec<Unmapped>,
    /// Ids of units that this build's table does not have.
    pub unit_ids: Vec<Unmapped>,
}

#[derive(Default)]
struct Tally(BTreeMap<String, (String, u64, BTreeSet<String>)>);

impl Tally {
    fn count(&mut self, word: &str, title: &str) {
        let entry = self.0.entry(folded(word));
        let (_, count, recipes) = entry.or_insert_with(|| (word.to_owned(), 0, BTreeSet::new()));
        *count += 1;
        recipes.insert(title.to_owned());
    }

    fn sorted(self) -> Vec<Unmapped> {
        let listed = |(word, count, recipes): (String, u64, BTreeSet<String>)| Unmapped {
            word,
            count,
            recipes: recipes.into_iter().collect(),
        };
        let mut all: Vec<_> = self.0.into_values().map(listed).collect();
        all.sort_by_key(|unmapped| std::cmp::Reverse(unmapped.count));
        all
    }
}

/// What nobody understood in these recipes.
#[must_use]
pub fn unmapped(recipes: &BTreeMap<RecipeId, Surveyed>) -> UnmappedReport {
    let (mut diets, mut units, mut ids) = (Tally::default(), Tally::default(), Tally::default());
    for surveyed in recipes.values() {
        let title = surveyed.title();
        let content = &surveyed.recipe.content;
        let words = content.diets.iter().flat_map(|diets| &diets.unmapped);
        words.for_each(|word| diets.count(word, title));
        for line in &content.lines {
            match (&line.unit, &line.unit_id) {
                (Some(written), None) => units.count(written, title),
                (_, Some(id)) if unit(id).is_none() => ids.count(id.as_str(), title),
                _ => {}
            }
        }
    }
    UnmappedReport {
        diet_words: diets.sorted(),
        units: units.sorted(),
        unit_ids: ids.sorted(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::recipe::testing::line;
    use heirloom_events::recipe::{Content, Line, Recipe};
    use heirloom_events::values::{DietSet, unit_of};

    fn recipe(title: &str, diet: &str, units: &[&str]) -> (RecipeId, Surveyed) {
        let of = |unit: &&str| Line {
            unit: Some((*unit).to_owned()),
            unit_id: unit_of(unit),
            ..line(unit)
        };
        let content = Content {
            title: title.into(),
            diets: Some(DietSet::from_text(diet)),
            lines: units.iter().map(of).collect(),
            ..Content::default()
        };
        let recipe = Recipe {
            content,
            ..Recipe::default()
        };
        (
            RecipeId::derived(title),
            Surveyed {
                recipe,
                ..Surveyed::default()
            },
        )
    }

    #[test]
    fn words_and_units_that_nobody_understood_are_counted_and_none_is_dropped() {
        let mut recipes = BTreeMap::from([
            recipe("Pie", "vegan, Gran's", &["cups", "sploshes", "Sploshes"]),
            recipe("Soup", "gran's; slow", &["sploshes"]),
        ]);
        let id = RecipeId::derived("Soup");
        let soup = recipes.get_mut(&id).unwrap();
        soup.recipe.content.lines.push(Line {
            unit: Some("ladle".into()),
            unit_id: "our_ladle".parse().ok(),
            ..line("2 ladles stock")
        });
        let report = unmapped(&recipes);
        let told = |list: &[Unmapped]| -> Vec<(String, u64, usize)> {
            list.iter()
                .map(|u| (folded(&u.word), u.count, u.recipes.len()))
                .collect()
        };
        assert_eq!(
            told(&report.diet_words),
            [("gran's".into(), 2, 2), ("slow".into(), 1, 1)]
        );
        assert_eq!(told(&report.units), [("sploshes".into(), 3, 2)]);
        assert_eq!(told(&report.unit_ids), [("our_ladle".into(), 1, 1)]);
    }
}
