//! SQLite files that are held, newer, not ours, read-only, or on a full disk.

mod sqlite {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use heirloom::store::Database;
    use heirloom::testing::ThrowawayLog;
    use sqlx::{Connection as _, Executor as _};

    use crate::bad_input::files::limited;
    use crate::bad_input::{events, leaves_nothing, soup, with_soup};
    use crate::support::binary::arg;
    use crate::support::{Binary, House};

    fn at(folder: &tempfile::TempDir, name: &str) -> Binary {
        Binary::at(&format!("sqlite://{}", arg(&folder.path().join(name))))
    }

    async fn make(folder: &tempfile::TempDir, name: &str, sql: &str) {
        let url = format!("sqlite://{}?mode=rwc", arg(&folder.path().join(name)));
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        connection.execute(sql).await.unwrap();
        connection.close().await.unwrap();
    }

    #[tokio::test]
    async fn what_is_no_log_of_ours_is_refused_and_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        at(&folder, "none.db")
            .run(&["status"])
            .says(2, &["no heirloom log", "heirloom init", "--database"]);
        assert!(!folder.path().join("none.db").exists(), "looking made a file");
        std::fs::write(
            folder.path().join("notes.db"),
            "salt, pepper, a whole page of things to buy",
        )
        .unwrap();
        make(&folder, "theirs.db", "CREATE TABLE recipes (title TEXT)").await;
        make(&folder, "events.db", "CREATE TABLE events (day TEXT)").await;
        for (name, parts) in [
            ("notes.db", &["not a SQLite database"][..]),
            ("theirs.db", &["a table `recipes`", "database of its own"]),
            ("events.db", &["a table `events`", "database of its own"]),
        ] {
            let before = std::fs::read(folder.path().join(name)).unwrap();
            at(&folder, name).run(&["init"]).says(2, parts);
            assert_eq!(
                std::fs::read(folder.path().join(name)).unwrap(),
                before,
                "{name} was changed"
            );
        }
        at(&folder, ".").run(&["init"]).says(2, &["it is a folder"]);
        Binary::at("mysql://localhost/x")
            .run(&["init"])
            .says(2, &["sqlite://", "postgres://"]);
    }

    #[tokio::test]
    async fn a_newer_database_is_refused_with_both_versions() {
        let house = House::sqlite().await;
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (999999, 'from the future', 1, x'00', 0)";
        house.place.execute(newer).await.unwrap();
        for verb in ["status", "init", "rebuild", "verify"] {
            house.binary().run(&[verb]).says(2, &["newer heirloom", "999999"]);
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_file_held_by_another_process_is_unavailable_and_nothing_is_half_done() {
        let house = House::sqlite().await;
        with_soup(&house.binary());
        let Database::Sqlite(log) = house.place.database() else {
            unreachable!("it is SQLite")
        };
        let before = events(&house.binary());
        let held = log.writer().begin_with("BEGIN IMMEDIATE").await.unwrap();
        let (binary, soup) = (house.binary(), soup().to_string().replace("Soup", "Stew"));
        let write = std::thread::spawn(move || binary.run_with(&["recipe", "new", "-"], soup.as_bytes()));
        house
            .binary()
            .run(&["rebuild"])
            .says(69, &["recipes_v9", "untouched", "try again"]);
        write
            .join()
            .unwrap()
            .says(69, &["another process", "too long", "try again"]);
        house.binary().run(&["recipe", "show", "Soup"]).ok();
        drop(held);
        assert_eq!(events(&house.binary()), before);
        house.binary().is_whole();
    }

    /// Root may write anywhere, so it becomes nobody for this.
    #[tokio::test]
    async fn a_read_only_file_or_folder_is_told_and_can_still_be_read() {
        let house = House::over(ThrowawayLog::sqlite().await).await;
        with_soup(&house.binary());
        house.heirloom.close().await;
        let file = house.place.url().strip_prefix("sqlite://").unwrap().to_owned();
        let folder = std::path::Path::new(&file).parent().unwrap().to_owned();
        let binary = folder.join("heirloom");
        std::fs::copy(env!("CARGO_BIN_EXE_heirloom"), &binary).unwrap();
        for (path, mode) in [(file.as_str(), 0o444), (arg(&folder), 0o555)] {
            std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
        }
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        let root = std::fs::write(folder.join("probe"), "").is_ok();
        let can = |prefix: &[&str]| {
            Command::new(prefix[0])
                .args(&prefix[1..])
                .arg("true")
                .status()
                .is_ok_and(|s| s.success())
        };
        if root && !can(&nobody) {
            println!("SKIPPED: root writes everywhere, and there is no `setpriv` to become nobody");
            return;
        }
        let prefix = if root { nobody.join(" ") } else { String::new() };
        let run = |verb: &str| {
            limited(
                &house.binary(),
                &format!("exec {prefix} {} {verb}", binary.display()),
            )
        };
        run("rebuild").says(1, &["read-only"]);
        run("recipe archive Soup").says(1, &["read-only"]);
        std::fs::set_permissions(&folder, PermissionsExt::from_mode(0o755)).unwrap();
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
        house.binary().is_whole();
    }

    /// No file may grow past a bound, as on a full disk. SQLite's limits are those of `ulimit -f`: blocks of 512 bytes.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_full_disk_stops_what_writes_and_leaves_what_was_acknowledged() {
        let house = House::sqlite().await;
        with_soup(&house.binary());
        let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/cookbook.ndjson");
        let binary = house.binary();
        let script = |verb: &str| format!("trap '' XFSZ; ulimit -f 1200; exec \"$0\" {verb}");
        let ran = limited(&binary, &script(&format!("import edits {samples}")));
        ran.says(1, &["full", "nothing was written"]);
        house.log_is_whole().await;
        assert_eq!(house.failed_checks().await.len(), 0);
        limited(&binary, &script("rebuild")).says(1, &["untouched", "disk"]);
        binary.is_whole();
        binary.run(&["import", "edits", samples]).ok();
        let again = binary.run(&["import", "edits", samples, "--json"]);
        assert_eq!(again.ok().json()["import"]["events"], 0);
        assert_eq!(
            house.digests().await,
            house.undisturbed_twin().await.digests().await
        );
    }

    #[test]
    fn a_disk_that_is_full_at_once_makes_no_log() {
        let folder = tempfile::tempdir().unwrap();
        let binary = at(&folder, "a.db");
        limited(&binary, "trap '' XFSZ; ulimit -f 100; exec \"$0\" init").says(1, &["full"]);
        binary.run(&["init"]).ok();
        leaves_nothing(&binary, || {});
    }
}
