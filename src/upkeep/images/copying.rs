//! One file to another place: a new name only when every byte is on disk and was read back.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use blake3::{Hash, Hasher};

/// How much is read at once.
const CHUNK: usize = 256 * 1024;
/// What a half-written file's name ends with. The next run writes it anew.
const HALF: &str = ".heirloom-part";

/// What became of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// BLAKE3 of the bytes, the same at both places.
    pub hash: Hash,
    /// Whether bytes were written now; else they were there.
    pub written: bool,
}

/// Why a file was not copied. Nothing stands at the new place that was not there before.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The picture is not where its reference says.
    #[error("there is no file `{0}`; bring it back, or change the recipe's picture")]
    Missing(PathBuf),
    /// Something else has the name already.
    #[error(
        "another file stands at `{0}` already; nothing is overwritten: move it away, or choose another key"
    )]
    Taken(PathBuf),
    /// What was written reads otherwise.
    #[error("`{0}` reads otherwise than it was written; check the disk")]
    Spoilt(PathBuf),
    /// The system refused.
    #[error("cannot {what} `{path}`: {source}")]
    Io {
        /// What was being done.
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> CopyError {
    move |source| CopyError::Io {
        what,
        path: path.to_owned(),
        source,
    }
}

/// Copies a file and compares it. Where the very bytes are at the new place already, nothing is written.
///
/// Killed anywhere, it leaves at the new place either nothing or the whole file; at most a file whose name ends
/// with `.heirloom-part` stays, which the next run takes. One process at a time may copy to a folder.
///
/// # Errors
/// [`CopyError`]. The source is only ever read.
pub fn copy(from: &Path, to: &Path) -> Result<Copied, CopyError> {
    let source = hash_of(from)?;
    if to.exists() {
        return match hash_of(to)? == source {
            true => Ok(Copied {
                hash: source,
                written: false,
            }),
            false => Err(CopyError::Taken(to.to_owned())),
        };
    }
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed("make the folder", folder))?;
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(HALF);
    let half = folder.join(name);
    write(from, &half)?;
    if hash_of(&half)? != source {
        fs::remove_file(&half).map_err(failed("remove the half-written", &half))?;
        return Err(CopyError::Spoilt(half));
    }
    fs::rename(&half, to).map_err(failed("give its name to", to))?;
    sync_folder(folder)?;
    Ok(Copied {
        hash: source,
        written: true,
    })
}

fn write(from: &Path, half: &Path) -> Result<(), CopyError> {
    let mut source = open(from)?;
    let mut target = File::create(half).map_err(failed("write", half))?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = source.read(&mut chunk).map_err(failed("read", from))?;
        if read == 0 {
            break;
        }
        target.write_all(&chunk[..read]).map_err(failed("write", half))?;
    }
    target.sync_all().map_err(failed("bring to disk", half))
}

/// BLAKE3 of a file's bytes.
///
/// # Errors
/// Where there is no such file, or it cannot be read.
pub fn hash_of(path: &Path) -> Result<Hash, CopyError> {
    let mut hasher = Hasher::new();
    let mut file = open(path)?;
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk).map_err(failed("read", path))? {
            0 => return Ok(hasher.finalize()),
            read => hasher.update(&chunk[..read]),
        };
    }
}

fn open(path: &Path) -> Result<File, CopyError> {
    match fs::metadata(path) {
        Ok(data) if data.is_file() => File::open(path).map_err(failed("open", path)),
        // a folder, a pipe: no picture
        Ok(_) => Err(CopyError::Missing(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(CopyError::Missing(path.to_owned())),
        Err(error) => Err(failed("open", path)(error)),
    }
}

/// The new name itself is on disk only when its folder is.
fn sync_folder(folder: &Path) -> Result<(), CopyError> {
    if cfg!(unix) {
        let opened = File::open(folder).map_err(failed("open the folder", folder))?;
        opened
            .sync_all()
            .map_err(failed("bring to disk the folder", folder))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_file_is_copied_once_and_its_source_stays() {
        let folder = folder();
        let (from, to) = (folder.path().join("a"), folder.path().join("new/deep/b"));
        let bytes: Vec<u8> = (0..700_000_u32).map(|n| (n % 251) as u8).collect();
        fs::write(&from, &bytes).unwrap();
        let first = copy(&from, &to).unwrap();
        assert_eq!((first.written, first.hash), (true, blake3::hash(&bytes)));
        assert!(!copy(&from, &to).unwrap().written);
        assert_eq!(
            (fs::read(&from).unwrap(), fs::read(&to).unwrap()),
            (bytes.clone(), bytes)
        );
    }

    #[test]
    fn another_file_at_the_new_place_is_never_overwritten() {
        let folder = folder();
        let (from, to) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&from, "pie").unwrap();
        fs::write(&to, "tart").unwrap();
        assert!(matches!(copy(&from, &to), Err(CopyError::Taken(_))));
        assert_eq!(fs::read(&to).unwrap(), b"tart");
    }

    #[test]
    fn what_a_killed_run_left_half_written_is_written_anew() {
        let folder = folder();
        let (from, to) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&from, "pie").unwrap();
        fs::write(folder.path().join(format!("b{HALF}")), "half of a longer file").unwrap();
        assert!(copy(&from, &to).unwrap().written);
        assert_eq!(fs::read(&to).unwrap(), b"pie");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_no_file_is_missing() {
        let folder = folder();
        for name in ["nothing", ""] {
            let error = copy(&folder.path().join(name), &folder.path().join("b")).unwrap_err();
            assert!(matches!(error, CopyError::Missing(_)), "{error}");
        }
        assert!(!folder.path().join("b").exists());
    }
}
