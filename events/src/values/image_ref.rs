//! Where a picture is kept.
//!
//! A recipe used to hold one text, a path or an address. Here it is split in two, which storage and which key
//! in it, so that pictures can move house without anybody guessing. A further storage is a further name; only
//! those that a legacy text can mean are told apart here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What every address in Cloudinary's own storage begins with; the cloud's name is part of the key.
const CLOUDINARY: &str = "https://res.cloudinary.com/";

/// A picture: the storage that it is in, and its key there.
///
/// ```
/// use heirloom_events::values::ImageRef;
/// let image = ImageRef::from_path("_data_files/recipe_images/pie.jpg");
/// assert_eq!((image.storage.as_str(), image.key.as_str()), ("file", "_data_files/recipe_images/pie.jpg"));
/// let image = ImageRef::from_path("https://res.cloudinary.com/demo/image/upload/v1/pie.jpg");
/// assert_eq!((image.storage.as_str(), image.key.as_str()), ("cloudinary", "demo/image/upload/v1/pie.jpg"));
/// assert_eq!(image.to_path(), "https://res.cloudinary.com/demo/image/upload/v1/pie.jpg");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImageRef {
    /// The storage: [`FILE`](Self::FILE), [`URL`](Self::URL), [`CLOUDINARY`](Self::CLOUDINARY), or the name
    /// of another one that pictures were moved to.
    pub storage: String,
    /// The key in that storage.
    pub key: String,
}

impl ImageRef {
    /// The storage of files; the key is the path as it was written, relative or absolute.
    pub const FILE: &str = "file";
    /// The storage of addresses anywhere on the web; the key is the whole address, scheme and all.
    pub const URL: &str = "url";
    /// The storage at Cloudinary; the key is what stands behind the host name.
    pub const CLOUDINARY: &str = "cloudinary";

    /// The picture with this key in this storage.
    pub fn new(storage: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            storage: storage.into(),
            key: key.into(),
        }
    }

    /// The picture that a legacy path or address means. Every text means one: what is no address is a path.
    ///
    /// Law: `from_path(text).to_path() == text`, for every text.
    #[must_use]
    pub fn from_path(path: &str) -> Self {
        match path.strip_prefix(CLOUDINARY) {
            Some(key) if !key.is_empty() => Self::new(Self::CLOUDINARY, key),
            _ if is_address(path) => Self::new(Self::URL, path),
            _ => Self::new(Self::FILE, path),
        }
    }

    /// The one text that stands for it where only one text has room.
    ///
    /// A storage that no legacy text means gives `storage:key`, which does not read back as the same
    /// reference: whoever writes the older form keeps the reference beside it.
    #[must_use]
    pub fn to_path(&self) -> String {
        match self.storage.as_str() {
            Self::FILE | Self::URL => self.key.clone(),
            Self::CLOUDINARY => format!("{CLOUDINARY}{}", self.key),
            storage => format!("{storage}:{}", self.key),
        }
    }
}

impl fmt::Display for ImageRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.storage, self.key)
    }
}

/// Does it begin with `http://` or `https://`, in whatever case?
fn is_address(path: &str) -> bool {
    let begins = |scheme: &str| {
        path.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("http://") || begins("https://")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(path: &str, storage: &str, key: &str) {
        let image = ImageRef::from_path(path);
        assert_eq!(image, ImageRef::new(storage, key));
        assert_eq!(image.to_path(), path);
    }

    #[test]
    fn a_path_is_a_file_whatever_it_looks_like() {
        check("images/pie.jpg", "file", "images/pie.jpg");
        check("/srv/images/pie.jpg", "file", "/srv/images/pie.jpg");
        check(r"C:\images\pie.jpg", "file", r"C:\images\pie.jpg");
        check("ftp://example.org/pie.jpg", "file", "ftp://example.org/pie.jpg");
        check("", "file", "");
        check("http:/é", "file", "http:/é");
    }

    #[test]
    fn an_address_keeps_its_scheme_as_written() {
        check("http://example.org/pie.jpg", "url", "http://example.org/pie.jpg");
        check("HTTPS://Example.org", "url", "HTTPS://Example.org");
        check(" https://example.org", "file", " https://example.org");
    }

    #[test]
    fn only_cloudinarys_exact_address_is_shortened() {
        check(
            "https://res.cloudinary.com/demo/pie.jpg",
            "cloudinary",
            "demo/pie.jpg",
        );
        check(
            "http://res.cloudinary.com/demo/pie.jpg",
            "url",
            "http://res.cloudinary.com/demo/pie.jpg",
        );
        check(
            "https://res.cloudinary.com/",
            "url",
            "https://res.cloudinary.com/",
        );
        check(
            "https://res.cloudinary.com.evil.example/x",
            "url",
            "https://res.cloudinary.com.evil.example/x",
        );
    }

    #[test]
    fn another_storage_is_shown_with_its_name() {
        assert_eq!(ImageRef::new("bucket", "a/b.jpg").to_path(), "bucket:a/b.jpg");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_exactly(text in prop_oneof![
            any::<String>(),
            "(?i:https?:/{0,2}).{0,20}",
            "(https|http)://res\\.cloudinary\\.com/{0,2}.{0,30}",
        ]) {
            prop_assert_eq!(ImageRef::from_path(&text).to_path(), text);
        }

        #[test]
        fn json_reads_back_the_same(storage in any::<String>(), key in any::<String>()) {
            let image = ImageRef::new(storage, key);
            let json = serde_json::to_string(&image).unwrap();
            prop_assert_eq!(serde_json::from_str::<ImageRef>(&json).unwrap(), image);
        }
    }
}
