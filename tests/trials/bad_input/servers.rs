//! PostgreSQL that is not there, is somebody else's, or goes away.

use std::time::Duration;

use heirloom::testing::ThrowawayLog;

use super::{events, with_soup};
use crate::support::kitchen::{by, command, household};
use crate::support::{Backends, Binary, House};

mod postgres {
    use super::*;

    #[test]
    fn a_server_that_does_not_answer_is_unavailable() {
        let binary = Binary::at("postgres://ada:secret@127.0.0.1:1/heirloom");
        for verb in [
            &["status"][..],
            &["init"],
            &["recipe", "list"],
            &["rebuild"],
            &["verify"],
        ] {
            let ran = binary.run(verb);
            ran.says(
                69,
                &[
                    "database is unavailable",
                    "127.0.0.1:1/heirloom",
                    "try again",
                    "refused",
                ],
            );
            assert!(!ran.stderr.contains("secret"), "{ran:#?}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_database_that_is_not_ours_or_of_a_newer_heirloom_is_refused() {
        let Some(place) = ThrowawayLog::postgres().await else {
            return;
        };
        let missing = Binary::at(&place.url().replace("heirloom_test_", "heirloom_missing_"));
        missing
            .run(&["status"])
            .says(2, &["no such database", "createdb"]);
        let newer = "INSERT INTO heirloom._sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (999999, 'from the future', true, '', 0)";
        place.execute(newer).await.unwrap();
        let binary = Binary::at(place.url());
        for verb in ["status", "init", "rebuild"] {
            binary.run(&[verb]).says(2, &["newer heirloom", "999999"]);
        }
        place.execute("DROP SCHEMA heirloom CASCADE").await.unwrap();
        binary
            .run(&["status"])
            .says(2, &["no heirloom log", "heirloom init"]);
        place
            .execute("CREATE SCHEMA heirloom; CREATE TABLE heirloom.events (day text)")
            .await
            .unwrap();
        binary
            .run(&["init"])
            .says(2, &["a table `events`", "database of its own"]);
    }

    /// Every backend of the binary is ended again and again while it sends commands.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_server_that_goes_away_in_the_middle_of_commands_is_unavailable_and_nothing_is_half_done() {
        let Some(place) = ThrowawayLog::postgres().await else {
            return;
        };
        let house = House::over(place).await;
        let binary = house.binary();
        with_soup(&binary);
        let mut unavailable = 0;
        for round in 0..6_u64 {
            let lines: Vec<String> = (0..300)
                .map(|n| {
                    let envelope = by(household(round));
                    serde_json::json!({"envelope": envelope, "command": command(n)}).to_string()
                })
                .collect();
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), lines.join("\n")).unwrap();
            let mut backends = Backends::of_a_child_to_come(house.place.url()).await;
            let mut child = binary
                .call(&["send", crate::support::binary::arg(file.path())])
                .spawn()
                .unwrap();
            tokio::time::sleep(Duration::from_millis(150 + 40 * round)).await;
            // The pool mends a connection that dies at rest, so it takes some to hit one at work.
            while child.try_wait().unwrap().is_none() {
                backends.end("%").await;
                tokio::time::sleep(Duration::from_millis(7)).await;
            }
            let ran: crate::support::Ran = child.wait_with_output().unwrap().into();
            if ran.code != Some(0) {
                ran.says(69, &["line ", "try again"]);
                unavailable += 1;
            }
            house.log_is_whole().await;
        }
        assert!(unavailable > 0, "no server went away in time");
        assert!(events(&binary) > 0);
        binary.is_whole();
        assert_eq!(
            house.digests().await,
            house.undisturbed_twin().await.digests().await
        );
    }
}
