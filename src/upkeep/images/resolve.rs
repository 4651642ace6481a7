//! Whether every reference gives the bytes that it gave when it was made.

use std::collections::BTreeMap;

use heirloom_events::values::RecipeId;
use serde::Serialize;

use super::copying::hash_of;
use super::places::Places;
use crate::upkeep::survey::Surveyed;

/// What was found behind every recipe's picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Resolved {
    /// Pictures whose bytes are those that were moved there.
    pub equal: u64,
    /// Pictures that were never moved, and can be read: there is no hash to compare with.
    pub readable: u64,
    /// Pictures in storages whose folder nobody named, as addresses on the web.
    pub elsewhere: u64,
    /// Pictures that are gone, unreadable, or other bytes than were moved there.
    pub broken: Vec<Broken>,
}

/// A reference that does not give what it should.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The recipe.
    pub recipe_id: RecipeId,
    /// Its title.
    pub title: String,
    /// Its picture.
    pub image: String,
    /// What is wrong.
    pub why: String,
}

/// Reads every byte of every picture that can be reached.
#[must_use]
pub fn resolve(recipes: &BTreeMap<RecipeId, Surveyed>, places: &Places) -> Resolved {
    let mut resolved = Resolved::default();
    for (id, surveyed) in recipes {
        let Some(image) = &surveyed.recipe.content.image else {
            continue;
        };
        if places.root(&image.storage).is_none() {
            resolved.elsewhere += 1;
            continue;
        }
        let moved = surveyed.relocated.as_ref().filter(|(to, _)| to == image);
        let found = places
            .path_of(image)
            .and_then(|path| hash_of(&path).map_err(|error| error.to_string()));
        let why = match (found, moved) {
            (Err(why), _) => why,
            (Ok(found), Some((_, hash))) if found.to_hex().as_str() != hash => {
                format!("its bytes are not those that were moved there: BLAKE3 is `{found}`, not `{hash}`")
            }
            (Ok(_), Some(_)) => {
                resolved.equal += 1;
                continue;
            }
            (Ok(_), None) => {
                resolved.readable += 1;
                continue;
            }
        };
        resolved.broken.push(Broken {
            recipe_id: *id,
            title: surveyed.title().to_owned(),
            image: image.to_string(),
            why,
        });
    }
    resolved
}
