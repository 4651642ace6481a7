//! The picture's path and its storage and key: for contents and for `RecipeImageSet`.

use heirloom_events::values::ImageRef;

use crate::step::{StepError, foreign};

/// The picture itself, where its path does not mean it: one in a storage that no path can name.
pub type Residue = ImageRef;

/// What a path means, unless the residue says it.
pub fn up(path: Option<String>, residue: Option<Residue>) -> Result<Option<ImageRef>, StepError> {
    match residue {
        None => Ok(path.as_deref().map(ImageRef::from_path)),
        Some(image) if path.as_ref() == Some(&image.to_path()) => Ok(Some(image)),
        Some(_) => Err(foreign("image_path")),
    }
}

/// The path of a picture.
pub fn down(image: Option<ImageRef>) -> (Option<String>, Option<Residue>) {
    let path = image.as_ref().map(ImageRef::to_path);
    let residue = image.filter(|image| path.as_deref().map(ImageRef::from_path).as_ref() != Some(image));
    (path, residue)
}
