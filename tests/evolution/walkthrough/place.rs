//! A copy of this checkout, and a warm place to build it in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A copy that goes away.
pub(super) struct Copy {
    folder: tempfile::TempDir,
    target: PathBuf,
}

/// Of the folder `target/debug`.
const WARM: [&str; 3] = ["deps", "build", ".fingerprint"];

impl Copy {
    pub(super) fn of_this_checkout() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = tempfile::tempdir().expect("a folder can be made");
        for file in sources(root) {
            let to = folder.path().join(&file);
            fs::create_dir_all(to.parent().expect("a file is in a folder")).expect("a folder can be made");
            fs::copy(root.join(&file), to).unwrap_or_else(|error| panic!("{file}: {error}"));
        }
        Self {
            folder,
            target: warm_target(),
        }
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub(super) fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap_or_else(|error| panic!("{file}: {error}"));
    }

    #[track_caller]
    pub(super) fn change(&self, file: &str, from: &str, to: &str, at: usize) {
        let text = fs::read_to_string(self.path(file))
            .unwrap_or_else(|error| panic!("line {at} of the page: {file}: {error}"));
        let places = text.matches(from).count();
        assert_eq!(
            places, 1,
            "line {at} of the page: these lines are {places} times in {file}:\n{from}\n{text}"
        );
        self.write(file, &text.replacen(from, to, 1));
    }

    /// What the commands say, on both outputs; the first that fails ends the test.
    #[track_caller]
    pub(super) fn run(&self, commands: &str, at: usize) -> String {
        let script = format!(
            "set -eu\nheirloom() {{ if [ -x \"$NEW\" ]; then \"$NEW\" \"$@\"; else \"$OLD\" \"$@\"; fi; }}\n{commands}"
        );
        let mut shell = Command::new("sh");
        shell
            .current_dir(self.folder.path())
            .args(["-c", &script])
            .stdin(Stdio::null());
        shell
            .env("OLD", env!("CARGO_BIN_EXE_heirloom"))
            .env("NEW", self.target.join("debug/heirloom"));
        shell
            .env("CARGO_TARGET_DIR", &self.target)
            .env("HEIRLOOM_ACTOR", "newcomer")
            .env("NO_COLOR", "1");
        // half the time of a build, and nobody debugs it
        shell
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        for ours in [
            "HEIRLOOM_DATABASE_URL",
            "HEIRLOOM_HOUSEHOLD",
            "CARGO_MANIFEST_DIR",
            "RUSTFLAGS",
        ] {
            shell.env_remove(ours);
        }
        let output = shell.output().expect("there is a shell");
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(
            output.status.success(),
            "line {at} of the page:\n{commands}\n{said}"
        );
        said
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // the next run must not take this copy's program for that of its own
        fs::remove_file(self.target.join("debug/heirloom")).ok();
    }
}

/// What belongs to the checkout, whether committed or not.
fn sources(root: &Path) -> Vec<String> {
    let git = |args: &[&str]| {
        let output = Command::new("git")
            .current_dir(root)
            .args(args)
            .output()
            .expect("there is git");
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut files = git(&["ls-files", "--cached", "--others", "--exclude-standard"]);
    files.retain(|file| root.join(file).is_file());
    files
}

/// A target folder of its own, beside ours, in which third-party crates are built already: hard links to
/// ours cost no time and no space. Our own crates are left out; the copy's have other names.
fn warm_target() -> PathBuf {
    let test = std::env::current_exe().expect("it has a path");
    let profile = test
        .parent()
        .and_then(Path::parent)
        .expect("it is in target/debug/deps");
    let target = profile.parent().expect("it is in target").join("walkthrough");
    for folder in WARM {
        link_all(&profile.join(folder), &target.join("debug").join(folder));
    }
    fs::remove_file(target.join("debug/heirloom")).ok();
    target
}

fn link_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("ours is there") {
        let entry = entry.expect("it can be listed");
        let name = entry.file_name();
        let ours = name.to_string_lossy();
        if ours.contains("heirloom") || ours.contains("evolution") {
            continue;
        }
        let there = to.join(&name);
        match entry.file_type().expect("it has a type").is_dir() {
            true => link_all(&entry.path(), &there),
            false if there.exists() => {}
            false => link(&entry.path(), &there),
        }
    }
}

/// Where the two are on different file systems, a copy; with its time, by which cargo tells what is fresh.
fn link(from: &Path, to: &Path) {
    if fs::hard_link(from, to).is_err() && fs::copy(from, to).is_ok() {
        let modified = fs::metadata(from).and_then(|metadata| metadata.modified());
        if let (Ok(modified), Ok(file)) = (modified, fs::File::options().write(true).open(to)) {
            file.set_modified(modified).ok();
        }
    }
}
