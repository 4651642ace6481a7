//! The vocabulary of diets.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::words::key;

macro_rules! tags {
    ($($(#[$doc:meta])* $tag:ident = $word:literal, [$($alias:literal),*];)*) => {
        /// A diet that a recipe suits, as somebody claimed it; nothing follows from it (`vegan` stands without
        /// `dairy-free`). The order is the table's.
        ///
        /// The words are the application's own, the usual allergens and schema.org's `RestrictedDiet`.
        /// A further diet is one row here, and a new version of every event that holds a set of them.
        ///
        /// ```
        /// use heirloom_events::values::DietTag;
        /// assert_eq!("Gluten Free".parse(), Ok(DietTag::GlutenFree));
        /// assert_eq!("https://schema.org/LowSaltDiet".parse(), Ok(DietTag::LowSodium));
        /// assert_eq!(DietTag::LowSodium.as_str(), "low-sodium");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum DietTag {
            $($(#[$doc])* #[serde(rename = $word)] $tag,)*
        }

        /// Every tag, its written form and other words for it.
        const TABLE: &[(DietTag, &str, &[&str])] = &[$((DietTag::$tag, $word, &[$($alias),*]),)*];

        impl DietTag {
            /// All of them, in their order.
            pub const ALL: &[Self] = &[$(Self::$tag),*];

            /// The written form, as it is on disk.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$tag => $word,)*
                }
            }
        }
    };
}

tags! {
    /// Nothing from animals.
    Vegan = "vegan", [];
    /// No meat and no fish.
    Vegetarian = "vegetarian", ["veggie"];
    /// Fish, but no meat.
    Pescatarian = "pescatarian", ["pescetarian"];
    /// No gluten.
    GlutenFree = "gluten-free", ["gf", "no gluten", "without gluten"];
    /// No wheat; gluten may be in it.
    WheatFree = "wheat-free", ["no wheat"];
    /// No grain.
    GrainFree = "grain-free", ["no grain", "no grains"];
    /// No milk of any animal.
    DairyFree = "dairy-free", ["df", "no dairy", "without dairy", "non dairy"];
    /// No lactose.
    LactoseFree = "lactose-free", ["no lactose"];
    /// Little lactose.
    LowLactose = "low-lactose", [];
    /// No nuts.
    NutFree = "nut-free", ["no nuts", "without nuts"];
    /// No peanuts.
    PeanutFree = "peanut-free", ["no peanuts"];
    /// No eggs.
    EggFree = "egg-free", ["eggless", "no egg", "no eggs", "without eggs"];
    /// No soya.
    SoyFree = "soy-free", ["soya free", "no soy"];
    /// No fish.
    FishFree = "fish-free", ["no fish"];
    /// No crustaceans and no molluscs.
    ShellfishFree = "shellfish-free", ["no shellfish"];
    /// No sesame.
    SesameFree = "sesame-free", ["no sesame"];
    /// Hardly any carbohydrate, much fat.
    Keto = "keto", ["ketogenic"];
    /// No grain, pulses, dairy or sugar.
    Paleo = "paleo", ["paleolithic"];
    /// Little carbohydrate.
    LowCarb = "low-carb", ["low carbohydrate", "low carbs"];
    /// Little fat.
    LowFat = "low-fat", [];
    /// Little salt.
    LowSodium = "low-sodium", ["low salt"];
    /// Little sugar.
    LowSugar = "low-sugar", [];
    /// Little energy.
    LowCalorie = "low-calorie", ["low cal", "low calories"];
    /// Few fermentable carbohydrates.
    LowFodmap = "low-fodmap", [];
    /// Much protein.
    HighProtein = "high-protein", [];
    /// Much fibre.
    HighFibre = "high-fibre", ["high fiber"];
    /// No sugar.
    SugarFree = "sugar-free", ["no sugar", "without sugar"];
    /// For people with diabetes.
    Diabetic = "diabetic", [];
    /// By the rules of Islam.
    Halal = "halal", [];
    /// By the rules of Hinduism.
    Hindu = "hindu", [];
    /// By the rules of Judaism.
    Kosher = "kosher", [];
    /// Much oil, vegetables and fish.
    Mediterranean = "mediterranean", [];
    /// Nothing cooked.
    Raw = "raw", ["raw food"];
    /// Thirty days without sugar, grain, pulses and dairy.
    Whole30 = "whole30", ["whole 30"];
}

/// The text names no diet that heirloom knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no known diet; write one such as `vegan`, `gluten-free` or `low-carb`")]
pub struct UnknownDiet(String);

static BY_KEY: LazyLock<HashMap<String, DietTag>> = LazyLock::new(|| {
    let keys = |(tag, word, aliases): &(DietTag, &'static str, &'static [&'static str])| {
        let tag = *tag;
        std::iter::once(*word)
            .chain(aliases.iter().copied())
            .map(move |word| (key(word), tag))
    };
    TABLE.iter().flat_map(keys).collect()
});

impl FromStr for DietTag {
    type Err = UnknownDiet;

    /// Reads one diet as people and schema.org write it: `Gluten Free`, `keto-friendly`, `VeganDiet`.
    fn from_str(text: &str) -> Result<Self, UnknownDiet> {
        let found = BY_KEY.get(&key(text)).copied();
        found.ok_or_else(|| UnknownDiet(text.chars().take(60).collect()))
    }
}

impl fmt::Display for DietTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_means_two_diets() {
        let words = TABLE.iter().flat_map(|(tag, word, aliases)| {
            std::iter::once(word)
                .chain(aliases.iter())
                .map(move |word| (*tag, *word))
        });
        for (tag, word) in words {
            assert_eq!(word.parse(), Ok(tag), "`{word}`");
        }
    }

    #[test]
    fn json_has_the_written_form_and_no_other() {
        for tag in DietTag::ALL {
            assert_eq!(serde_json::to_value(tag).unwrap(), tag.as_str());
        }
        assert!(serde_json::from_value::<DietTag>("Vegan".into()).is_err());
    }

    #[test]
    fn no_tag_changes_once_it_is_on_disk() {
        let words: Vec<_> = DietTag::ALL.iter().map(|tag| tag.as_str()).collect();
        insta::assert_snapshot!(words.join("\n"));
    }
}
