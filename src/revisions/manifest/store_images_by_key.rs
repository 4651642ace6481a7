//! Where a picture is kept, and its key there, in place of a path.

use super::Revision;

pub(super) const REVISION: Revision = Revision {
    name: "2026_11_22_0900_store_images_by_key",
    meaning: "A picture is known by the storage that it is in and its key there, so that pictures can be moved together and checked. The path is shown as before.",
    events: &[
        ("RecipeImageSet", 2),
        ("RecipeImageRelocated", 1),
        ("RecipeCreated", 4),
        ("RecipeReverted", 4),
    ],
    retires: &[],
    projections: &[("recipes", 5)],
    declared: &[],
};
