//! Files that are missing, cut or full, and pipes that are closed.

use std::process::{Command, Stdio};

use heirloom::testing::ThrowawayLog;

use super::{leaves_nothing, with_soup};
use crate::support::binary::{arg, signal};
use crate::support::{Binary, House, Ran};

heirloom::on_each_database!(
    a_cut_or_altered_export_is_refused_and_nothing_of_it_taken,
    a_full_disk_takes_no_export_and_leaves_no_half_of_one,
    a_device_or_a_pipe_stays_what_it_is,
    a_closed_pipe_is_a_quiet_end,
);

fn same(place: &ThrowawayLog) -> bool {
    place.url().starts_with("postgres")
}

async fn a_cut_or_altered_export_is_refused_and_nothing_of_it_taken(place: ThrowawayLog) {
    let postgres = same(&place);
    let house = House::over(place).await;
    with_soup(&house.binary());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log.ndjson");
    house.binary().run(&["log", "export", arg(&file)]).ok();
    let whole = std::fs::read(&file).unwrap();
    let empty = match postgres {
        true => House::over(ThrowawayLog::postgres().await.expect("there was one")).await,
        false => House::sqlite().await,
    };
    let binary = empty.binary();
    let altered: Vec<u8> = String::from_utf8(whole.clone())
        .unwrap()
        .replace("Soup", "Soap")
        .into_bytes();
    let end = whole.len()
        - whole
            .iter()
            .rev()
            .skip(1)
            .position(|byte| *byte == b'\n')
            .unwrap()
        - 1;
    leaves_nothing(&binary, || {
        for (bytes, says) in [
            (&whole[..whole.len() / 2], "cut short"),
            (&whole[..end], "nothing was imported"),
            (&b""[..], "nothing was imported"),
            (&b"{}\n"[..], "line 1"),
            (&b"\xff\xfe"[..], "line 1"),
            (&altered[..], "nothing was imported"),
        ] {
            std::fs::write(&file, bytes).unwrap();
            binary.run(&["log", "import", arg(&file)]).says(1, &[says]);
        }
        binary
            .run(&["log", "import", "/nowhere/log.ndjson"])
            .says(1, &["`/nowhere/log.ndjson`", "cannot be read"]);
        binary
            .run(&["import", "recipes", "/nowhere/a.json"])
            .says(2, &["`/nowhere/a.json`", "cannot be read"]);
    });
    std::fs::write(&file, &whole).unwrap();
    binary.run(&["log", "import", arg(&file)]).ok();
    binary
        .run(&["log", "import", arg(&file)])
        .says(1, &["not empty", "new database"]);
    assert_eq!(binary.digests(), house.binary().digests());
}

/// The size of files is limited to one block, as a full disk would.
async fn a_full_disk_takes_no_export_and_leaves_no_half_of_one(place: ThrowawayLog) {
    let house = House::over(place).await;
    with_soup(&house.binary());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log.ndjson");
    std::fs::write(&file, "what was there").unwrap();
    let script = format!("trap '' XFSZ; ulimit -f 1; exec \"$0\" log export {}", arg(&file));
    leaves_nothing(&house.binary(), || {
        limited(&house.binary(), &script).says(1, &["cannot write the export"]);
        assert_eq!(std::fs::read(&file).unwrap(), b"what was there");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "half an export was left"
        );
        house
            .binary()
            .run(&["log", "export", "/nowhere/log.ndjson"])
            .says(1, &["`/nowhere/log.ndjson` cannot be written"]);
        limited(&house.binary(), "exec \"$0\" recipe list > /dev/full")
            .says(1, &["standard output cannot be written"]);
        limited(&house.binary(), "exec \"$0\" log export - > /dev/full")
            .says(1, &["cannot write the export", "incomplete"]);
        // Nobody hears it, and the exit code still tells.
        assert_eq!(
            limited(&house.binary(), "exec \"$0\" recipe show nope 2> /dev/full").code,
            Some(2)
        );
        assert_eq!(
            limited(&house.binary(), "exec \"$0\" --json recipe show nope > /dev/full").code,
            Some(2)
        );
    });
}

/// The binary, called by a shell as `$0`.
pub(super) fn limited(binary: &Binary, script: &str) -> Ran {
    let direct = binary.call(&[]);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(script).arg(direct.get_program());
    for (name, value) in direct.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell")
        .into()
}

async fn a_device_or_a_pipe_stays_what_it_is(place: ThrowawayLog) {
    use std::os::unix::fs::FileTypeExt as _;

    let house = House::over(place).await;
    with_soup(&house.binary());
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = Command::new("cat")
        .arg(&pipe)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let ran = house.binary().run(&["log", "export", arg(&pipe)]);
    if !std::fs::metadata(&pipe).unwrap().file_type().is_fifo() {
        signal("KILL", &reader);
        panic!("a file took the place of the pipe: {ran:#?}");
    }
    let read = reader.wait_with_output().unwrap().stdout;
    ran.ok();
    assert_eq!(
        read,
        house.binary().run(&["log", "export", "-"]).ok().stdout.as_bytes()
    );
}

async fn a_closed_pipe_is_a_quiet_end(place: ThrowawayLog) {
    let house = House::over(place).await;
    with_soup(&house.binary());
    for verb in [
        "recipe list",
        "recipe log Soup",
        "log export -",
        "digest --json",
        "--help",
    ] {
        // The pipe is closed before anything is written to it.
        let script = format!("{{ sleep 0.2; \"$0\" {verb}; echo $? >&2; }} | true");
        let ran = limited(&house.binary(), &script);
        assert_eq!(ran.stderr.trim(), "0", "{verb}: {ran:#?}");
    }
}
