//! Where the bytes of a picture are: the folder of its storage, and its key in it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use heirloom_events::values::ImageRef;

/// The folders of storages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    roots: BTreeMap<String, PathBuf>,
}

impl Places {
    /// Storages in their folders. Files whose storage has no folder are in `files`.
    #[must_use]
    pub fn new(mut roots: BTreeMap<String, PathBuf>, files: &Path) -> Self {
        roots
            .entry(ImageRef::FILE.to_owned())
            .or_insert_with(|| files.to_owned());
        Self { roots }
    }

    /// The folder of a storage; none where nobody said.
    #[must_use]
    pub fn root(&self, storage: &str) -> Option<&Path> {
        self.roots.get(storage).map(PathBuf::as_path)
    }

    /// The file that holds a picture's bytes.
    ///
    /// The key of a file may be an absolute path; an address stands under its host and path (`https://a.example/b.jpg`
    /// is `a.example/b.jpg`); nothing is downloaded.
    ///
    /// # Errors
    /// Where the storage has no folder, or the key leads out of it.
    pub fn path_of(&self, image: &ImageRef) -> Result<PathBuf, String> {
        let Some(root) = self.root(&image.storage) else {
            return Err(format!(
                "storage `{storage}` has no folder; add `root {storage} = FOLDER` to the map",
                storage = image.storage
            ));
        };
        let key = match image.key.split_once("://") {
            Some((_, rest)) if image.storage == ImageRef::URL => rest,
            _ => image.key.as_str(),
        };
        let path = Path::new(key);
        if path.is_absolute() && image.storage == ImageRef::FILE {
            return Ok(path.to_owned());
        }
        let mut found = root.to_owned();
        for part in path.components() {
            match part {
                Component::Normal(part) => found.push(part),
                Component::CurDir | Component::RootDir => {}
                _ => return Err(format!("`{image}` leads out of the folder of its storage")),
            }
        }
        match found == root {
            true => Err(format!("`{image}` names no file")),
            false => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(storage: &str, key: &str) -> Result<String, String> {
        let roots = ["media", "url"].map(|name| (name.to_owned(), PathBuf::from(format!("/srv/{name}"))));
        let places = Places::new(roots.into(), Path::new("/home/ada"));
        let found = places.path_of(&ImageRef::new(storage, key))?;
        Ok(found.display().to_string())
    }

    #[test]
    fn a_key_is_a_path_in_the_folder_of_its_storage() {
        assert_eq!(path("file", "pix/./pie.jpg").unwrap(), "/home/ada/pix/pie.jpg");
        assert_eq!(path("file", "/mnt/pie.jpg").unwrap(), "/mnt/pie.jpg");
        assert_eq!(path("media", "/pie.jpg").unwrap(), "/srv/media/pie.jpg");
        assert_eq!(
            path("url", "https://a.example/b.jpg").unwrap(),
            "/srv/url/a.example/b.jpg"
        );
    }

    #[test]
    fn nothing_outside_of_the_folder_is_touched() {
        assert!(
            path("media", "../../etc/passwd")
                .unwrap_err()
                .contains("leads out")
        );
        assert!(path("file", "a/../../b").unwrap_err().contains("leads out"));
        assert!(path("media", "/").unwrap_err().contains("names no file"));
        assert!(
            path("cloud", "a")
                .unwrap_err()
                .contains("add `root cloud = FOLDER`")
        );
    }
}
